"""Activities: calls, meetings, e-mails and notes, whether they lie ahead or behind."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

ActivityKind = Literal["call", "meeting", "email", "note"]
ActivityStatus = Literal["planned", "held", "not_held"]
Direction = Literal["inbound", "outbound"]
Outcome = Literal["held", "no_answer", "voicemail", "cancelled"]

OUTCOMES: tuple[Outcome, ...] = ("held", "no_answer", "voicemail", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Which activities are wanted; None asks nothing. `start` is inclusive, `end` exclusive, both in UTC.

    `words`: folded words that the note must have, all of them, each at least as the beginning of one.
    """

    contact_id: str | None = None
    lead_id: str | None = None
    account_id: str | None = None
    deal_id: str | None = None
    kind: ActivityKind | None = None
    owner_id: str | None = None
    words: tuple[str, ...] = ()
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something that was, or will be, done with people.

    `contact_ids` and `lead_ids` are the people linked; `contact_name` and `account_name` hold the names as
    written while no record is linked for them. `happened_at` is an instant in UTC; with
    `date_only` only its day, in the author's zone, was told. A `private` note is for its author's eyes alone.
    """

    id: str
    kind: ActivityKind
    status: ActivityStatus = "held"
    direction: Direction | None = None
    outcome: Outcome | None = None
    happened_at: datetime
    date_only: bool = False
    duration_minutes: int | None = None
    note: str = ""
    location: str = ""
    contact_ids: tuple[str, ...] = ()
    lead_ids: tuple[str, ...] = ()
    contact_name: str = ""
    account_id: str | None = None
    account_name: str = ""
    private: bool = False
    deal_id: str | None = None
    owner_id: str | None = None
    created_at: datetime
    deleted_at: datetime | None = None


# What a call or meeting takes where nobody said.
_USUAL_LENGTH = {"call": timedelta(minutes=30), "meeting": timedelta(hours=1)}


def ends_at(activity: Activity) -> datetime:
    """When a call or meeting is over: an instant in UTC."""
    told = activity.duration_minutes
    return activity.happened_at + (timedelta(minutes=told) if told else _USUAL_LENGTH.get(activity.kind, timedelta()))
