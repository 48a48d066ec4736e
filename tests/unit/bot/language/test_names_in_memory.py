from bot.domain.names import KnownName
from bot.language.names_in_memory import NamesInMemory

NAMES = NamesInMemory(
    [
        KnownName(kind="contact", id="1", name="Élodie Garcin", account="Énergies du Jura"),
        KnownName(kind="contact", id="2", name="Nora Quinn", account="Solara"),
        KnownName(kind="contact", id="3", name="Nora Blake", account="Tarnwood"),
        KnownName(kind="account", id="4", name="Tarnwood"),
        KnownName(kind="account", id="5", name="Brightwater"),
    ]
)


def found(*words: str) -> list[str]:
    return [name.name for name in NAMES.find(words)]


def test_names_are_found_by_any_word() -> None:
    assert found("garcin") == ["Élodie Garcin"]
    assert set(found("nora")) == {"Nora Quinn", "Nora Blake"}
    assert found("nobody") == []
    assert found() == []


def test_names_are_found_by_their_beginning_and_with_typos() -> None:
    assert found("bright") == ["Brightwater"]
    assert found("elodei") == ["Élodie Garcin"]
    assert found("brigthwater") == ["Brightwater"]
    assert found("brightvatter") == ["Brightwater"]
    assert found("tarnwod") == ["Tarnwood"]


def test_the_record_that_more_words_fit_comes_first() -> None:
    assert found("nora", "blake")[0] == "Nora Blake"
    assert found("nora", "solara")[0] == "Nora Quinn"


def test_scores_tell_how_well_the_words_fit() -> None:
    exact, typo = NAMES.find(["tarnwood"])[0], NAMES.find(["tarnwod"])[0]
    assert exact.score == 100
    assert 0 < typo.score < exact.score


def test_a_common_name_gives_a_hundred_records() -> None:
    many = NamesInMemory(KnownName(kind="contact", id=str(i), name=f"Nora Quinn{i}") for i in range(500))
    assert len(many.find(["nora"])) == 100


def test_words_of_any_length_are_no_trouble() -> None:
    assert NamesInMemory([]).find(["nora"]) == []
    assert found("x" * 40_000) == []
