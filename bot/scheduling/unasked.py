"""What comes unasked, worded at the moment it is sent: reminders, overviews, what belongs to a meeting."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.messages import Card
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow
from bot.scheduling.digests import day_card, week_card
from bot.scheduling.meetings import meeting_card
from bot.scheduling.notices import notice

_Wording = Callable[[UnitOfWork, OutboxRow, datetime], Card | None]
_WORDINGS: Mapping[str, _Wording] = {
    "day": day_card,
    "week": week_card,
    "brief": meeting_card,
    "outcome": meeting_card,
}


def worded(uow: UnitOfWork, row: OutboxRow, now: datetime) -> Card | None:
    """The card of a row without an effect; None when nothing is left to say."""
    return _WORDINGS.get(row.unasked, notice)(uow, row, now)
