"""Overviews that come unasked: of a person's day and week, of a team's week in a channel."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

PersonalDigest = Literal["day", "week"]
DigestKind = Literal[PersonalDigest, "team"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What comes again and again: `due_at` is when it does next, in UTC; `sent_on` the day, in the person's
    zone, on which it came last. That of a team goes to the channel that `platform`, `chat` and `thread` tell.
    """

    kind: DigestKind
    user_id: str
    due_at: datetime
    sent_on: date | None = None
    platform: str = ""
    chat: str = ""
    thread: str = ""
