"""Retention: messages and the history of changes are kept for as long as the settings say."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports import UnitOfWork

# So many rows go in one transaction; others wait for it.
_PORTION = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPeriods:
    """For how many days what came in, what went out and what was changed is kept; None: for ever."""

    inbox_days: int | None = None
    outbox_days: int | None = None
    changes_days: int | None = None


def forget(uow: UnitOfWork, retention: RetentionPeriods, now: datetime) -> int:
    """Removes a portion of what is older; gives the number of rows, 0 when nothing is left to remove.

    What waits to be handled or sent stays, however old. The records themselves stay as they are.
    """
    portions = (
        (retention.inbox_days, uow.retention.forget_inbox),
        (retention.outbox_days, uow.retention.forget_outbox),
        (retention.changes_days, uow.retention.forget_changes),
    )
    return sum(remove(now - timedelta(days=days), _PORTION) for days, remove in portions if days is not None)
