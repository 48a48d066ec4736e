"""Reminders: the wish in the person's own time, and the instant that follows from it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

ReminderState = Literal["pending", "fired", "done", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A wish to hear of something.

    `wish` is local to `timezone` and has no offset: a date alone, or a wall-clock time; it survives a
    change of zone. `due_at` is the instant in UTC that is swept for. A reminder is `pending` until
    it falls due, then `fired` until the person answers; with a `recurrence` (an RFC 5545 rule,
    without its prefix) it goes back to pending for the next occurrence. `fired_for` is the instant
    that the last message was due at, `nag_at` when it comes once more, unless somebody answers before. `task_id`: the
    record it is about, where there is one.
    """

    id: str
    user_id: str
    subject: str
    wish: datetime | date
    timezone: str
    due_at: datetime
    recurrence: str = ""
    state: ReminderState = "pending"
    fired_for: datetime | None = None
    nag_at: datetime | None = None
    task_id: str | None = None
    contact_id: str | None = None
    account_id: str | None = None
    deal_id: str | None = None
    created_at: datetime
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a reminder falls due."""

    reminder_id: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """An occurrence that arrived on no platform: `platform` refused it last, at `failed_at`, for this reason."""

    user_id: str
    occurrence: Occurrence
    platform: str
    reason: str
    failed_at: datetime
