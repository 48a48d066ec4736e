"""Reminders that nobody answered come once more; after that they are a part of My day."""

from datetime import datetime

from bot.domain.reminders import Occurrence
from bot.messages import Address
from bot.ports import UnitOfWork


def fire_nags(uow: UnitOfWork, now: datetime, limit: int) -> int:
    """Queues those that are to come once more now; gives how many."""
    due = uow.reminders.due_nags(now, limit)
    for reminder in due:
        uow.reminders.update(reminder.id, {"nag_at": None})
        user = uow.users.get(reminder.user_id)
        if user is None or not user.active or not user.reply_platform or reminder.fired_for is None:
            continue
        occurrence = Occurrence(reminder.id, reminder.fired_for)
        uow.notices.send_again(occurrence, user_id=user.id, address=Address.of(user), now=now, nagging=True)
    return len(due)
