"""A part of a record: some fields of ours, and those there that say the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.changes import Fields, Value
from storage.sugarcrm.wire import harmless

Json = Any

# By field there: each value that it may have, and what that is called.
Choices = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some fields of ours that are written together, as some fields there.

    `write` gets all of our fields and what stands there now. `read` leaves out what has no meaning here.
    `fitted` is the part for a server that has choices of its own; None where they do not matter.
    """

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    write: Callable[[Fields, Mapping[str, str]], dict[str, Json]]
    read: Callable[[Mapping[str, str]], dict[str, Value]]
    fitted: Callable[[Choices], "Part"] | None = None

    def fit(self, choices: Choices) -> "Part":
        return self if self.fitted is None else self.fitted(choices)


def plain(ours: str, theirs: str) -> Part:
    return Part(
        ours=(ours,),
        theirs=(theirs,),
        write=lambda fields, _: {theirs: harmless(text(fields[ours]))},
        read=lambda values: {ours: values[theirs]},
    )


def text(value: Value) -> str:
    return "" if value is None else str(value)
