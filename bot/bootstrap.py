"""The composition root: settings become a running crmbot. Besides the command line only this module names stores."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.clock import Clock, SystemClock
from bot.conversation.engine import Handled
from bot.conversation.intake import Intake
from bot.domain.ids import new_handle
from bot.errors import CrmbotError
from bot.messages import Incoming
from bot.ports import Messenger, Store
from bot.scheduling.delivery import Deliverer
from bot.scheduling.sweep import Sweep
from bot.settings import Settings

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

_TICK = timedelta(seconds=1)
_SAFETY_NET = timedelta(seconds=10)

_log = structlog.get_logger(__name__)


class Runtime:
    """Takes messages in, answers them, and brings back what is due."""

    def __init__(
        self, store: Store, messengers: Sequence[Messenger], clock: Clock, *, users: Collection[str] | None = None
    ) -> None:
        # Names this process in leases; the random part tells two starts of one process id apart.
        worker = f"{socket.gethostname()}:{os.getpid()}:{new_handle()}"
        self.store = store
        self.clock = clock
        self._intake = Intake(store, clock, worker=worker)
        self._sweep = Sweep(store, clock)
        self._deliverer = Deliverer(store, messengers, clock, worker=worker, users=users)
        self._scheduler: AsyncIOScheduler | None = None
        self._busy = asyncio.Lock()

    async def receive(self, incoming: Incoming) -> Handled | None:
        """Accepts, handles and answers one message; None for a repeat, or where another process answers it."""
        if not await self._intake.accept(incoming):
            return None
        answered: Handled | None = None
        # Until nothing waits: whoever took in a later message meanwhile found the conversation held, and left it.
        while (done := await self._intake.handle_next(incoming.conversation)) is not None:
            key, handled = done
            if key == incoming.key:
                answered = handled
            await self._deliverer.run()
        return answered

    def start(self) -> None:
        """Ticks: what is due every second, what a killed process left behind every ten."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler
        from apscheduler.triggers.interval import IntervalTrigger

        scheduler = AsyncIOScheduler(timezone="UTC")
        # A tick that comes late must still come; the rows know what is due, so that one tick serves for many.
        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        scheduler.add_job(self.tick, IntervalTrigger(seconds=int(_TICK.total_seconds())), **options)
        scheduler.add_job(self.take_over, IntervalTrigger(seconds=int(_SAFETY_NET.total_seconds())), **options)
        scheduler.add_job(self.take_over)
        scheduler.start()
        self._scheduler = scheduler

    async def stop(self) -> None:
        """Ends the ticking and waits for what is under way."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None
        async with self._busy:
            pass

    async def tick(self) -> None:
        """Fires and delivers what is due now."""
        async with self._busy:
            try:
                await self._sweep.run()
                await self._deliverer.run()
            except CrmbotError as error:
                _log.error("tick_failed", error=error)

    async def take_over(self) -> None:
        """Handles messages that were accepted and whose process died."""
        async with self._busy:
            try:
                while await self._intake.handle_next() is not None:
                    pass
                await self._deliverer.run()
            except CrmbotError as error:
                _log.error("takeover_failed", error=error)


@asynccontextmanager
async def open_runtime(
    settings: Settings,
    *,
    messengers: Sequence[Messenger],
    clock: Clock | None = None,
    users: Collection[str] | None = None,
) -> AsyncIterator[Runtime]:
    """Opens the store, migrating it first if it must, and closes it at the end.

    `users`: deliver to these people only, as a console does; None: to everybody.
    """
    from storage.database.store import open_store

    store = await open_store(settings.database_url)
    runtime = Runtime(store, messengers, clock or SystemClock(), users=users)
    try:
        yield runtime
    finally:
        await runtime.stop()
        await store.close()
