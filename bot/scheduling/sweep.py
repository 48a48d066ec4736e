"""Due reminders become outbox rows: every second, also after days of silence."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.crm.recurrences import last_due, next_occurrence
from bot.crm.workdays import workdays_of
from bot.observability.events import events_of
from bot.observability.metrics import REMINDERS
from bot.ports import Store, UnitOfWork
from bot.scheduling.digests import fire_digests
from bot.scheduling.meetings import fire_meetings
from bot.scheduling.nagging import fire_nags
from bot.scheduling.undelivered import SERVED_WITHIN

_BATCH = 500
# Nobody minds whether these come some seconds later.
_LOOK_AGAIN = timedelta(seconds=15)

_log = events_of(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """How many reminders were fired, and on which of the platforms messages may leave now."""

    reminders: int
    platforms: Collection[str]


class Sweep:
    """Fires what is due, and tells where messages wait: on these platforms, for these people (`users`; None: anybody).

    Any number of processes may sweep one store: rows that one holds are skipped by the others.
    """

    def __init__(
        self, store: Store, clock: Clock, *, platforms: Collection[str] = (), users: Collection[str] | None = None
    ) -> None:
        self._store = store
        self._clock = clock
        self._platforms = platforms
        self._users = users
        self._looked_around_at: datetime | None = None

    async def run(self) -> Swept:
        """Fires everything that is due now. Mostly there is nothing, which one look tells."""
        now = self._clock.now()
        due = await self._store.read(lambda uow: uow.queues.due(now, platforms=self._platforms, users=self._users))
        # First: My day takes along the reminders of the day that wait behind it.
        digests = await self._fire(_fire_digests) if due.digests else 0
        reminders = await self._fire(_fire_reminders) if due.reminders else 0
        if reminders:
            REMINDERS.add(count=reminders)
            _log.info("reminders_fired", count=reminders)
        queued = digests + reminders or await self._look_around()
        return Swept(reminders=reminders, platforms=self._platforms if queued else due.platforms)

    async def _look_around(self) -> int:
        """What belongs to meetings, and reminders that come once more: gives how many messages were queued."""
        now = self._clock.now()
        if self._looked_around_at is not None and now - self._looked_around_at < _LOOK_AGAIN:
            return 0
        self._looked_around_at = now
        return await self._fire(_fire_around)

    async def _fire(self, some: Callable[[UnitOfWork, datetime], int]) -> int:
        """Fires all that is due of a kind, a batch in a transaction, and what it queued for closed chats goes on with
        the last; gives how many."""

        def run(uow: UnitOfWork) -> int:
            now = self._clock.now()
            fired = some(uow, now)
            if fired < _BATCH:
                _forward(uow, now)
            return fired

        total = fired = await self._store.claim(run)
        while fired >= _BATCH:
            total += (fired := await self._store.claim(run))
        return total

    async def forward(self) -> None:
        """What waits for a chat that is closed to its person, such as a console, goes to another one of theirs."""
        now = self._clock.now()
        await self._store.claim(lambda uow: _forward(uow, now))


def _forward(uow: UnitOfWork, now: datetime) -> None:
    uow.notices.forward(now - SERVED_WITHIN)


def _fire_digests(uow: UnitOfWork, now: datetime) -> int:
    return fire_digests(uow, now, _BATCH)


def _fire_around(uow: UnitOfWork, now: datetime) -> int:
    return fire_meetings(uow, now) + fire_nags(uow, now, _BATCH)


def _fire_reminders(uow: UnitOfWork, now: datetime) -> int:
    fired = uow.reminders.fire_due(now, _BATCH)
    if fired == _BATCH:
        # To look for what recurs among all that are still due would cost as much again.
        return fired
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
