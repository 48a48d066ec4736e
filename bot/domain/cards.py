"""What one wants to know about somebody at a glance."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.activities import ActivityKind
from bot.domain.agenda import AgendaItem
from bot.domain.deals import Deal
from bot.domain.people import Account, Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """The last time that somebody was in touch. `by` is a colleague's name, "" for the reader's own.

    `message_key` and `told_by` (a user's id): where it was told, and who did; "" where that is not known.
    """

    kind: ActivityKind
    at: datetime
    by: str = ""
    message_key: str = ""
    told_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """What one wants to know before a call.

    `deals` are the open ones of the company, those that close first at the top; `ahead` holds the
    next planned call or meeting, then the next open tasks.
    """

    contact: Contact
    account: Account | None
    last_touch: Touch | None
    deals: tuple[Deal, ...]
    ahead: tuple[AgendaItem, ...]
