"""Messages that nobody would write, and some that somebody might: sentences of the corpus, bent in many ways."""

from functools import cache

from hypothesis import strategies as st

from bot.language.intents import contract
from bot.language.packs.check import declared_intents
from bot.language.packs.corpus import CORPUS, SEVERAL, cases, timeless_texts, times
from bot.language.packs.loader import BUILT_IN
from bot.language.values.wordlists import word_list
from bot.languages import LANGUAGES, PACKS

# Single characters, and words between blanks.
_ODD = (
    "",
    *" \n\t\u00a0\u202e\u200d\ufeff\x00\ue000🎉'’\"«()[{}<>@#&\\/-–.,;:?!%€$=*½µé",
    *word_list(
        "... 0 00 1 31 32 99 12:60 25h 31/02 2026-13-45 1e9 1,5 1.2.3.4 ٣ -1 10^6 12k€ +33 a@b.c http://x.y/?q=%"
    ),
    *word_list(
        "next last every until noon midnight prochain dernier midi demain tomorrow 👩\u200d👩\u200d👧 İ ß ﬁ e\u0301"
    ),
    *("9" * 40, "+33 6 12 34 56 78", "29 feb 2027", "her time", "tous les", "jusqu'à"),
)

_NO_TIMES = (
    *(
        "May Winters",
        "Bill March",
        "Avril Dumont",
        "Juillet Masson",
        "Marlow & Sons",
        "Je",
        "we may",
        "second",
        "Mars SA",
    ),
    *("7", "12", "31", "2500", "12.5", "12k", "1 500 €", "30 %", "v2.11.3", "+33 6 12 34 56 78", "nora@solara.example"),
)


@cache
def _said() -> list[str]:
    """What the corpora of all languages say."""
    found = []
    for language in LANGUAGES:
        stems = [*declared_intents(PACKS / language), SEVERAL]
        found += [case.text for case in cases(CORPUS, language, stems)]
        found += [text for text, _, _ in times(CORPUS, language)]
    return found


@cache
def _words() -> list[str]:
    """The vocabulary of all languages, values of closed slots, and the names of the corpus."""
    known = set().union(*(BUILT_IN.of(language).vocabulary for language in LANGUAGES))
    return [*sorted(known | set(contract().slots)), "Nora Quinn", "Solara", "Robert", "Solara renewal", *_ODD]


@st.composite
def _bent(draw: st.DrawFn) -> str:
    """A sentence, or two, in which words and characters are missing, doubled, exchanged or strange."""
    text = draw(st.sampled_from(_said()))
    if draw(st.booleans()):
        text = draw(st.sampled_from((f"{text} {{}}", f"{text}. {{}}", f"{text}\n{{}}", f"{{}}, {text}"))).format(
            draw(st.sampled_from(_said())).replace("{", "").replace("}", "")
        )
    for how, at, odd in draw(
        st.lists(st.tuples(st.sampled_from(_WAYS), st.integers(0, 400), st.sampled_from(_ODD)), max_size=6)
    ):
        text = how(text, at, odd)
    return text


def _without_letter(text: str, at: int, odd: str) -> str:
    at %= len(text) + 1
    return text[:at] + text[at + 1 :]


def _with_odd(text: str, at: int, odd: str) -> str:
    at %= len(text) + 1
    return text[:at] + odd + text[at:]


def _letters_exchanged(text: str, at: int, odd: str) -> str:
    at %= len(text) + 1
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _word_gone(text: str, at: int, odd: str) -> str:
    words = text.split(" ")
    del words[at % len(words)]
    return " ".join(words)


def _word_doubled(text: str, at: int, odd: str) -> str:
    words = text.split(" ")
    return " ".join([*words[: at % len(words) + 1], *words[at % len(words) :]])


def _word_odd(text: str, at: int, odd: str) -> str:
    words = text.split(" ")
    words[at % len(words)] = odd
    return " ".join(words)


def _turned(text: str, at: int, odd: str) -> str:
    words = text.split(" ")
    return " ".join(words[at % len(words) :] + words[: at % len(words)])


def _loud(text: str, at: int, odd: str) -> str:
    return text.upper()


def _bare(text: str, at: int, odd: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum() or letter == " ")


_WAYS = (
    _without_letter,
    _with_odd,
    _letters_exchanged,
    _word_gone,
    _word_doubled,
    _word_odd,
    _turned,
    _loud,
    _bare,
)

messages: st.SearchStrategy[str] = st.one_of(
    _bent(),
    _bent(),
    st.lists(st.deferred(lambda: st.sampled_from(_words())), max_size=25).map(" ".join),
    st.text(max_size=120),
)


@st.composite
def _timeless(draw: st.DrawFn) -> tuple[str, str]:
    """A language, and texts of its corpus that hold no time, and names and quantities."""
    language = draw(st.sampled_from(LANGUAGES))
    pieces = st.one_of(st.sampled_from(timeless_texts(CORPUS, language)), st.sampled_from(_NO_TIMES))
    return language, "\n".join(draw(st.lists(pieces, min_size=1, max_size=6)))


timeless: st.SearchStrategy[tuple[str, str]] = _timeless()
