"""Lists of people: which are wanted, and what a line tells of each."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.activities import ActivityKind
from bot.domain.people import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Untouched:
    """No call, meeting or e-mail in [`start`, `end`), both in UTC, None for ever; tries count, notes do not.

    `kind` None: none of them; `by_id`: the user whose doing counts, None for everybody's.
    """

    kind: ActivityKind | None = None
    by_id: str | None = None
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSearch:
    """Which contacts are wanted; None asks nothing. `owner_id`: this user's, and those that are nobody's."""

    account_id: str | None = None
    owner_id: str | None = None
    untouched: Untouched | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedContact:
    """`last_at`: the last time that there was what an `Untouched` asks for."""

    contact: Contact
    company: str = ""
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """A part of a list that has `total` people."""

    total: int
    people: tuple[ListedContact, ...]
