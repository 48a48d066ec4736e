"""Due reminders become outbox rows: every second, also after days of silence."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.crm.workdays import workdays_of
from bot.observability.events import events_of
from bot.observability.metrics import REMINDERS
from bot.ports import Store, UnitOfWork
from bot.scheduling.digests import fire_digests
from bot.scheduling.meetings import fire_meetings
from bot.scheduling.nagging import fire_nags
from bot.scheduling.recurrence import last_due, next_occurrence
from bot.scheduling.undelivered import SERVED_WITHIN

_BATCH = 500
# Nobody minds whether these come some seconds later.
_LOOK_AGAIN = timedelta(seconds=15)

_log = events_of(__name__)


class Sweep:
    """Fires what is due. Any number of processes may sweep one store: rows that one holds are skipped by the others."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._looked_around_at: datetime | None = None

    async def run(self) -> int:
        """Fires everything that is due now; gives the number of reminders fired."""
        digests, total = 0, 0
        # First: My day takes along the reminders of the day that wait behind it.
        while settled := await self._store.claim(lambda uow: fire_digests(uow, self._clock.now(), _BATCH)):
            digests += settled
        while fired := await self._store.claim(self._fire_batch):
            total += fired
            REMINDERS.add(count=fired)
            _log.info("reminders_fired", count=fired)
        if total or digests or await self._look_around():
            await self.forward()
        return total

    async def _look_around(self) -> int:
        """What belongs to meetings, and reminders that come once more: gives how many messages were queued."""
        now = self._clock.now()
        if self._looked_around_at is not None and now - self._looked_around_at < _LOOK_AGAIN:
            return 0
        self._looked_around_at = now
        return await self._store.claim(lambda uow: fire_meetings(uow, now) + fire_nags(uow, now, _BATCH))

    async def forward(self) -> None:
        """What waits for a chat that is closed to its person, such as a console, goes to another one of theirs."""
        now = self._clock.now()
        await self._store.claim(lambda uow: uow.notices.forward(now - SERVED_WITHIN))

    def _fire_batch(self, uow: UnitOfWork) -> int:
        now = self._clock.now()
        fired = uow.reminders.fire_due(now, _BATCH)
        for reminder in uow.reminders.due_recurring(now, _BATCH):
            user = uow.users.get(reminder.user_id)
            if user is None:
                continue
            workdays = workdays_of(user, uow.workspace)
            try:
                following = next_occurrence(reminder, after=now, workdays=workdays)
                due_at = last_due(reminder, until=now, workdays=workdays)
            except ValueError:
                _log.error("recurrence_invalid", reminder_id=reminder.id)
                following, due_at = None, reminder.due_at
            uow.reminders.fire(replace(reminder, due_at=due_at), *(following or (None, None)))
            fired += 1
        return fired
