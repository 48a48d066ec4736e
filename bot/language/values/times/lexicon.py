"""What the words of a language mean, from the tables of its pack."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from bot.language.values.times.clocks import Clock
from bot.language.values.times.days import Unit
from bot.language.values.times.reading import Word

NOON = Clock(12, half="exact", grain="hour")
MIDNIGHT = Clock(0, half="exact", grain="hour")

_Meanings = Iterable[tuple[str, Word]]


class Lexicon(dict[str, list[Word]]):
    """word -> all that it may mean."""

    def __init__(self, *meanings: _Meanings) -> None:
        super().__init__()
        for word, meaning in chain.from_iterable(meanings):
            self.setdefault(word, []).append(meaning)

    def kinds(self, word: str) -> list[str]:
        """What kinds of time a word can be; a unit alone is none."""
        return [meaning.category for meaning in self.get(word, ()) if meaning.category != "unit"]


def weekdays(names: Sequence[str], short: Mapping[str, int], weak: Collection[str]) -> Iterator[tuple[str, Word]]:
    """From Monday to Sunday, alone and in the plural; those that are `short` as numbers from 0."""
    for number, name in enumerate(names):
        yield name, Word("weekday", number)
        yield (name if name.endswith("s") else name + "s"), Word("mondays", number)
    for name, number in short.items():
        yield name, Word("weekday", number, short=True, weak=name in weak)


def months(names: Sequence[str], short: Mapping[str, int], unsure: Collection[str]) -> Iterator[tuple[str, Word]]:
    """From January to December; those that are `short` as numbers from 1. The `unsure` are names or other words too."""
    full = {name: number for number, name in enumerate(names, start=1)}
    for name, number in {**full, **short}.items():
        yield name, Word("month", number, short=name in short)
        if name not in unsure:
            yield name, Word("sure_month", number)


def units(names: Mapping[str, str], *, longest_short: int) -> Iterator[tuple[str, Word]]:
    """Names of units; those of up to `longest_short` letters may carry a dot."""
    for name, unit in names.items():
        yield name, Word("unit", unit, short=len(name) <= longest_short)


def relative_days(names: Mapping[str, int], *, weak: bool = False) -> Iterator[tuple[str, Word]]:
    """Days by how far they are from today."""
    for name, shift in names.items():
        yield name, Word("relday", Unit("day", shift), weak=weak)


def words(category: str, names: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    """Words of one category and their values."""
    for name, value in names.items():
        yield name, Word(category, value)
