"""Figures of activities: by kind, and by person. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.activities import ActivityKind
from bot.domain.reports import ActivityCount

KINDS: tuple[ActivityKind, ...] = ("call", "meeting", "email", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFigures:
    """What was done of one kind; `attempted` reached nobody, and is not in `held`."""

    kind: ActivityKind
    held: int
    attempted: int

    @property
    def total(self) -> int:
        return self.held + self.attempted


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFigures:
    """What one person did, attempts included; `owner_id` None: nobody's."""

    owner_id: str | None
    counts: Mapping[ActivityKind, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def by_kind(counts: Collection[ActivityCount]) -> tuple[KindFigures, ...]:
    """The kinds of which there is something, in their usual order."""
    figures = (
        KindFigures(
            kind=kind,
            held=sum(count.held for count in counts if count.kind == kind),
            attempted=sum(count.attempted for count in counts if count.kind == kind),
        )
        for kind in KINDS
    )
    return tuple(kind for kind in figures if kind.total)


def by_person(counts: Collection[ActivityCount]) -> tuple[PersonFigures, ...]:
    """Who did most comes first."""
    people = dict.fromkeys(count.owner_id for count in counts)
    figures = (
        PersonFigures(owner_id=owner, counts={c.kind: c.total for c in counts if c.owner_id == owner})
        for owner in people
    )
    return tuple(sorted(figures, key=lambda person: (-person.total, person.owner_id or "")))
