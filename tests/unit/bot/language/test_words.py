import pytest

from bot.language.text import tokenize
from bot.language.words import Words, split_where, split_words, template_words


def words(text: str) -> Words:
    return split_words(text, tokenize(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What's Jean-Pierre's no.", ["what", "s", "jean", "pierre", "s", "no", "."]),
        ("L’affaire  Été", ["l", "affaire", "ete"]),
        ("@crmbot log :phone: it", ["log", "it"]),
        ("<@U024BE7LH> hello", ["hello"]),
        ("note:urgent", ["note", ":", "urgent"]),
        ("- one\n- two", ["one", "\n", "-", "two"]),
        ("@ Solara", ["@", "solara"]),
    ],
)
def test_words_leave_typography_out(text: str, expected: list[str]) -> None:
    found = words(text).folded
    assert found == expected or found == ["-", *expected]


def test_a_full_stop_ends_a_thought_but_not_after_an_abbreviation_or_in_an_address() -> None:
    found = words("M. Roux, tel. 06. solara.io")
    kinds = dict(zip(zip(found.folded, found.start, strict=True), found.kind, strict=True))
    dots = [kind for (word, _), kind in kinds.items() if word == "."]
    assert dots == ["soft", "soft", "hard", "soft"]


def test_emoji_and_line_breaks_end_a_thought_and_units_are_words() -> None:
    found = words("ok 🎉 5 %\nnext")
    assert dict(zip(found.folded, found.kind, strict=True)) == {
        "ok": "word", "🎉": "hard", "5": "number", "%": "word", "\n": "hard", "next": "word",
    }  # fmt: skip


def test_slices_are_the_text_as_written() -> None:
    found = words("Appelé  Élodie, hier")
    assert found.slice(0, 2) == "Appelé  Élodie"
    assert found.slice(2, 2) == ""


def test_a_bare_possessive_is_split_where_asked() -> None:
    found = split_where(words("noras phone"), lambda index: 4 * (index == 0))
    assert found.folded == ["nora", "s", "phone"]
    assert found.slice(0, 1) == "nora"


def test_phrases_of_packs_are_split_like_messages() -> None:
    assert template_words("rendez-vous d'Été") == ["rendez", "vous", "d", "ete"]
    assert template_words("call back") == ["call", "back"]
