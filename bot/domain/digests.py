"""Overviews that come unasked: of a person's day and week."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DigestKind = Literal["day", "week"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What comes again and again: `due_at` is when it does next, in UTC; `sent_on` the day, in the person's
    zone, on which it came last.
    """

    kind: DigestKind
    user_id: str
    due_at: datetime
    sent_on: date | None = None
