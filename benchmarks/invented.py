"""Invented customers, as many as are wanted, and the same ones every time.

Like names of real people, some first names are frequent and most last names are rare.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from random import Random

from bot.domain.names import KnownName
from bot.domain.rows import AccountRow, ContactRow, Rows, UserRow

_ONSETS = ("b", "br", "c", "ch", "d", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "qu", "r", "s", "st", "t", "v")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "eau", "ie", "ou")
_CODAS = ("", "", "", "l", "m", "n", "r", "s", "t", "ck", "nd", "rt", "x")
_LEGAL = ("Mills", "Foods", "Systems", "Conseil", "Group", "SARL")


@cache
def people(count: int) -> Sequence[str]:
    """Names of persons."""
    random = Random(1)
    first, last = _words(random, 400), _words(random, 20_000)
    frequencies = list(accumulate(1 / (place + 3) for place in range(len(first))))
    # One after another, so that a small store's people are those that a large one begins with.
    return [f"{random.choices(first, cum_weights=frequencies)[0]} {random.choice(last)}" for _ in range(count)]


@cache
def companies(count: int) -> Sequence[str]:
    """Names of companies, all different."""
    return [f"{word} {_LEGAL[place % len(_LEGAL)]}" for place, word in enumerate(_words(Random(2), count))]


def customers(contacts: int, users: int) -> Rows:
    """That many contacts, two at a company, and the people who speak of them."""
    persons, firms = people(contacts), companies(contacts // 2)
    return Rows(
        users=[UserRow(place=f"user {n}", name=f"Rep {n}", timezone="Europe/Paris") for n in range(users)],
        accounts=[AccountRow(place=f"account {n}", name=firm) for n, firm in enumerate(firms)],
        contacts=[
            ContactRow(place=f"contact {n}", name=name, account=firms[n // 2], phone=f"+33 1 40 {n:06d}")
            for n, name in enumerate(persons)
        ],
    )


def known_names(count: int) -> Iterator[KnownName]:
    """Two thirds people, one third companies."""
    firms = companies(count // 3)
    for number, name in enumerate(people(count - len(firms))):
        yield KnownName(kind="contact", id=f"c{number}", name=name, account=firms[number % len(firms)])
    for number, name in enumerate(firms):
        yield KnownName(kind="account", id=f"a{number}", name=name)


def _words(random: Random, count: int) -> list[str]:
    """That many different words that could be names, of two or three syllables."""
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = random.choice((2, 2, 3))
        parts = (random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(syllables))
        found["".join(parts).capitalize() + random.choice(_CODAS)] = None
    return list(found)
