import pytest

from bot.domain.names import KnownName
from bot.language.names import NameSpan, find_names, unknown_name
from bot.language.packs.loader import BUILT_IN
from bot.language.text import tokenize
from bot.language.words import Words, split_words

PACK = BUILT_IN.of("en")
KNOWN = [
    KnownName(kind="contact", id="1", name="Robert Cole", account="Solara"),
    KnownName(kind="contact", id="2", name="May Winters", account="Prime Retail"),
    KnownName(kind="contact", id="3", name="Marie-Ange de la Roche"),
    KnownName(kind="account", id="4", name="Marlow & Sons"),
    KnownName(kind="account", id="5", name="7B Partners"),
    KnownName(kind="deal", id="6", name="Solara renewal", account="Solara"),
]


def words(text: str) -> Words:
    return split_words(text, tokenize(text))


def longest(text: str) -> list[tuple[str, str]]:
    split = words(text)
    found: list[tuple[str, str]] = []
    last = 0
    for name in find_names(split, KNOWN, PACK):
        if name.start >= last:
            found.append((split.slice(name.start, name.end), name.records[0].id))
            last = name.end
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("called robert cole", [("robert cole", "1")]),
        ("rang Cole Robert", [("Cole Robert", "1")]),
        ("called bob cole", [("bob cole", "1")]),
        ("called Robret Cole", [("Robret Cole", "1")]),
        ("meet May Winters in may", [("May Winters", "2")]),
        ("Mme de la Roche", [("de la Roche", "3")]),
        ("marlow & sons roof", [("marlow & sons", "4")]),
        ("lunch at 7b partners", [("7b partners", "5")]),
        ("the solara renewal", [("solara renewal", "6")]),
        ("the renewal is late", []),
        ("the roof of the house", []),
    ],
)
def test_known_names_are_found_however_they_are_written(text: str, expected: list[tuple[str, str]]) -> None:
    assert longest(text) == expected


def test_a_whole_name_is_full() -> None:
    spans = {span.end - span.start: span for span in find_names(words("Robert Cole"), KNOWN, PACK)}
    assert isinstance(spans[2], NameSpan)
    assert spans[2].full
    assert not spans[1].full
    assert spans[2].kinds == {"contact"}


def ends(text: str, start: int, kind: str = "contact") -> list[str]:
    split = words(text)
    options = unknown_name(split, start, len(split), PACK, capitals_tell=True, taken=frozenset(), kind=kind)
    return [split.slice(start, end) for end, _ in options]


def test_unknown_names_are_runs_of_capitals() -> None:
    assert ends("called Hugo Weiss about it", 1)[0] == "Hugo Weiss"
    assert ends("called Hugo Weiss, Alpen AG", 1)[0] == "Hugo Weiss"
    assert ends("called Anne de Vries today", 1)[0] == "Anne de Vries"
    assert ends("called Hugo Weiss de Vries today", 1)[:2] == ["Hugo Weiss", "Hugo Weiss de Vries"]
    assert ends("new account Verger & Fils", 2, kind="account")[0] == "Verger & Fils"
    assert ends("new account Atelier 17", 2, kind="account")[0] == "Atelier 17"


def test_unknown_names_in_small_letters_are_words_that_no_pack_knows() -> None:
    assert ends("called zoltan yesterday", 1)[0] == "zoltan"
    assert ends("called zoltan kovari", 1)[0] == "zoltan kovari"
    assert ends("called about it", 1) == []


def test_the_name_of_a_deal_may_go_on_in_small_letters() -> None:
    assert "Badge scanners" in ends("the Badge scanners deal", 1, kind="deal")
