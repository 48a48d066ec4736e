"""Names as people write them: folding, splitting, and the candidate that a search returns.

Shared by the store's search and by the parser, so that both compare names in the same way.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

NameKind = Literal["contact", "lead", "account", "deal", "user"]

# Letters that Unicode does not decompose, and the apostrophes and dashes of keyboards.
_EQUIVALENTS = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}
    | dict.fromkeys("’‘ʼ´`", "'")
    | dict.fromkeys("‐‑‒–—−", "-")
)

_WORDS = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")

# Small words that belong to the family name that follows them.
PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "da",
        "di",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "le",
        "la",
        "les",
        "el",
        "al",
        "bin",
        "ben",
        "mac",
        "st",
        "saint",
    ]
)

# What a company is by law is seldom said, and sets no two companies apart.
_LEGAL_FORMS = frozenset(
    [
        *("ag", "bv", "co", "company", "corp", "corporation", "eurl", "gmbh", "inc", "incorporated", "kg", "limited"),
        *("llc", "llp", "ltd", "ltda", "nv", "plc", "sa", "sarl", "sas", "sasu", "sca", "scop", "srl", "spa", "oy"),
    ]
)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text without case, accents and typographic variants; its length may differ from the original."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_EQUIVALENTS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name: runs of letters and digits, so "Jean-Pierre O'Brien" has four."""
    return tuple(_WORDS.findall(fold(name)))


def company_words(name: str) -> tuple[str, ...]:
    """The folded words of a company's name without its legal form: "Acme S.A.S." is "acme"."""
    words = name_words(_DOTTED.sub(lambda letters: letters[0].replace(".", ""), name))
    return tuple(word for word in words if word not in _LEGAL_FORMS) or words


def split_person(name: str) -> tuple[str, str]:
    """(first name, last name). One word is a last name; particles stay with the last name.

    "Marie-Claude de la Tour" -> ("Marie-Claude", "de la Tour"); "Jane" -> ("", "Jane").
    """
    words = name.split()
    if len(words) < 2:
        return "", " ".join(words)
    for index, word in enumerate(words[1:], start=1):
        if fold(word) in PARTICLES:
            return " ".join(words[:index]), " ".join(words[index:])
    return " ".join(words[:-1]), words[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A record of the CRM that some words of a message may name.

    `name` is the whole name as stored, `account` the name of the account that a contact or
    deal belongs to ("" for none). `score` is 0..100, how well the words asked for fit.
    """

    kind: NameKind
    id: str
    name: str
    account: str = ""
    account_id: str | None = None
    score: float = 100.0


class Names(Protocol):
    """What the parser asks of a store of names. Called once a message."""

    def find(self, words: Sequence[str]) -> Sequence[KnownName]:
        """At most 200 records some of whose words equal, begin with, or nearly equal (one or two
        typos) one of these folded words, best first."""
        ...
