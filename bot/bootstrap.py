"""The composition root: settings become a running crmbot. Besides the command line only this module names stores."""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.clock import Clock, SystemClock
from bot.conversation.answers import Handled
from bot.conversation.intake import Intake
from bot.crm.retention import RetentionPeriods, forget
from bot.domain.ids import new_handle
from bot.domain.rows import RowSource
from bot.errors import CrmbotError
from bot.messages import Conversation, Incoming
from bot.observability.events import events_of
from bot.observability.metrics import SYNC_FAILED
from bot.ports import Messenger, Store, UnitOfWork
from bot.queue_ports import OutboxRow
from bot.remote_ports import RemoteCrms
from bot.scheduling.delivery import Deliverer
from bot.scheduling.heartbeat import BEAT_SECONDS, Heartbeat
from bot.scheduling.sweep import Sweep
from bot.scheduling.under_way import UnderWay
from bot.settings import Settings, data_folder

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    from bot.scheduling.sync import Synchroniser

# Messages handled at the same time; more of them would only keep new ones from the database.
_MOST_AT_ONCE = 8
# Seconds that an answer gives way to messages that come in: they must be kept before their platform loses patience.
_LONGEST_REST = 0.5
# Seconds after which a conversation that another process had in its hands is looked at once more.
_ANOTHER_LOOK = 1.0
# So long nobody has the duties of a process that was killed.
_DUTY_LEASE = timedelta(seconds=12)
# A mirrored CRM hears at once of what was logged.
_PUSHED_EVERY = 2

_log = events_of(__name__)


class Runtime:
    """Takes messages in, answers them, and brings back what is due.

    `folder`: where processes of this machine tell each other what they are sending, should they be killed.
    """

    def __init__(
        self,
        store: Store,
        messengers: Sequence[Messenger],
        clock: Clock,
        *,
        users: Collection[str] | None = None,
        retention: RetentionPeriods = RetentionPeriods(),  # noqa: B008  # frozen
        folder: Path | None = None,
    ) -> None:
        self.store = store
        self.clock = clock
        # Names this process in leases; the random part tells two starts of one process id apart.
        self._worker = f"{socket.gethostname()}:{os.getpid()}:{new_handle()}"
        self._under_way = UnderWay(self._worker, folder)
        platforms = [messenger.platform for messenger in messengers]
        self._heartbeat = Heartbeat(store, self._worker, platforms, clock, under_way=self._under_way, users=users)
        self._deliverer = Deliverer(
            store, messengers, clock, worker=self._worker, under_way=self._under_way, users=users
        )
        self._intake = Intake(
            store,
            messengers,
            clock,
            worker=self._worker,
            read_documents=read_documents,
            has_room=self._deliverer.has_room,
        )
        self._sweep = Sweep(store, clock, platforms=platforms, users=users)
        self._scheduler: AsyncIOScheduler | None = None
        self._retention = retention
        self._duties: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._delivering: set[str] = set()
        self._room = asyncio.Semaphore(_MOST_AT_ONCE)
        # Conversations that are being answered here; True: another of their messages came meanwhile.
        self._in_hand: dict[Conversation, bool] = {}
        self._synchroniser: Synchroniser | None = None

    def mirror(self, remotes: RemoteCrms) -> None:
        """Keeps the store and this CRM the same from `start` on."""
        from bot.conversation.sync_notices import ask_about_conflict, tell_refused, tell_shut_out
        from bot.scheduling.sync import Synchroniser

        self._synchroniser = Synchroniser(
            self.store,
            remotes,
            self.clock,
            ask=ask_about_conflict,
            tell_refused=tell_refused,
            tell_shut_out=tell_shut_out,
        )

    async def receive(self, incoming: Incoming) -> Handled | None:
        """Accepts, handles and answers one message; None for a repeat, or where another process answers it."""
        if not await self._intake.accept(incoming):
            return None
        answered: Handled | None = None

        async def deliver(key: str, handled: Handled | None) -> None:
            nonlocal answered
            if key == incoming.key:
                answered = handled
            if handled and handled.claimed:
                await self._deliverer.send(handled.claimed)
            else:
                await self._deliverer.run(incoming.conversation.platform)

        await self._work_off(incoming.conversation, deliver)
        return answered

    async def accept(self, incoming: Incoming) -> bool:
        """Commits the message and answers it soon after; False for a repeat, which runs nothing.

        Raises StoreError where it could not be kept: the platform must send it again.
        """
        accepted = await self._intake.accept(incoming)
        if accepted:
            self._soon(self._answer(incoming.conversation))
        return accepted

    async def take_duty(self, duty: str) -> bool:
        """Whether this process has a duty that one process has at a time; to be asked again within 10 seconds."""
        now = self.clock.now()
        self._duties.add(duty)
        return await self.store.write(lambda uow: uow.leases.take(duty, self._worker, now=now, until=now + _DUTY_LEASE))

    async def start(self) -> None:
        """Ticks: what is due every second, a heartbeat every two, what nobody took up every ten; once an hour what is
        kept no longer is removed."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler
        from apscheduler.triggers.interval import IntervalTrigger

        # It would warn of a tick that is skipped while the one before it is at work, as is meant.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        scheduler = AsyncIOScheduler(timezone="UTC")
        # A tick that comes late must still come; the rows know what is due, so that one tick serves for many.
        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        jobs = [(self.tick, 1), (self._take_over_whole, 10), (self.forget, 3600)]
        if self._synchroniser is not None:
            jobs.append((self.synchronise, _PUSHED_EVERY))
        for job, seconds in jobs:
            scheduler.add_job(job, IntervalTrigger(seconds=seconds), next_run_time=datetime.now(UTC), **options)
        # Nothing is in its hands before the others know of it.
        await self.beat()
        scheduler.add_job(self.beat, IntervalTrigger(seconds=BEAT_SECONDS), **options)
        scheduler.start()
        self._scheduler = scheduler

    async def stop(self) -> None:
        """Ends the ticking, waits for what is under way, and leaves its duties to others."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None
            self._deliverer.make_haste()
            await self.settled()
            with suppress(CrmbotError):
                await self.store.write(self._leave)
        await self.settled()
        self._under_way.close()

    def _leave(self, uow: UnitOfWork) -> None:
        uow.processes.leave(self._worker)
        for duty in self._duties:
            uow.leases.release(duty, self._worker)

    async def settled(self) -> None:
        """Waits until nothing is under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def tick(self) -> None:
        """Fires what is due now, and sees to the delivery of what waits."""
        platforms = self._deliverer.platforms
        try:
            platforms = (await self._sweep.run()).platforms
        except CrmbotError as error:
            _log.error("sweep_failed", error=error)
        self._deliver_soon(platforms)

    async def take_over(self) -> None:
        """Handles messages that were accepted and that nobody has in hand, and reminders whose chat was closed."""
        try:
            await self._sweep.forward()
            while (done := await self._intake.handle_next()) is not None:
                self._send_soon(done[1])
        except CrmbotError as error:
            _log.error("takeover_failed", error=error)

    async def _take_over_whole(self) -> None:
        """The scheduler cancels its jobs as it ends: a message in hand would wait until its lease is over."""
        await asyncio.shield(self._soon(self.take_over()))

    async def forget(self) -> None:
        """Removes what is older than it is to be kept, a portion at a time, so that messages go in between."""
        now = self.clock.now()

        def run(uow: UnitOfWork) -> int:
            return forget(uow, self._retention, now)

        try:
            while self._retention != RetentionPeriods() and (await self.store.write(run)) > 0:
                pass
        except CrmbotError as error:
            _log.error("forgetting_failed", error=error)

    async def synchronise(self) -> None:
        """Tells the mirrored CRM what changed, and asks it from time to time; one process does so at a time."""
        if self._synchroniser is None:
            return
        try:
            if await self.take_duty("sync"):
                await self._synchroniser.tick()
        except CrmbotError as error:
            SYNC_FAILED.add(type(error).__name__)
            _log.warning("sync_failed", error=error)

    async def beat(self) -> None:
        """Tells the other processes that this one lives, learns how many share each platform's limits, and takes over
        what one of them left behind."""
        try:
            serving, anybody_died = await self._heartbeat.beat()
        except CrmbotError as error:
            _log.error("heartbeat_failed", error=error)
            return
        for platform, pace in self._deliverer.paces.items():
            pace.processes = max(1, serving.get(platform, 0))
        if anybody_died:
            # Beside the heartbeat, which must not wait for it.
            self._soon(self.take_over())

    async def _answer(self, conversation: Conversation) -> None:
        async def send(_key: str, handled: Handled | None) -> None:
            self._send_soon(handled)

        try:
            if not await self._work_off(conversation, send):
                # Another process has it in its hands, and may have looked for more just before there was more.
                await asyncio.sleep(_ANOTHER_LOOK)
                await self._work_off(conversation, send)
        except CrmbotError as error:
            # The message is kept, and taken over when the store is back.
            _log.error("answering_failed", error=error)

    async def _work_off(
        self, conversation: Conversation, answer: Callable[[str, Handled | None], Awaitable[None]]
    ) -> bool:
        """Handles what waits in a conversation, one message after another, each answered before the next.

        False where nothing could be taken up. Where this process is at it already it goes on until nothing waits.
        """
        if conversation in self._in_hand:
            self._in_hand[conversation] = True
            return True
        self._in_hand[conversation] = True
        taken = False
        try:
            async with self._room:
                while self._in_hand[conversation]:
                    # Whoever comes after this is either seen by what follows, or says so.
                    self._in_hand[conversation] = False
                    await self._intake.rest(_LONGEST_REST)
                    done = await self._intake.handle_next(conversation)
                    if done is None:
                        break
                    taken = True
                    key, handled = done
                    await answer(key, handled)
                    self._in_hand[conversation] |= handled is None or handled.more_waits
        finally:
            del self._in_hand[conversation]
        return taken

    def _send_soon(self, handled: Handled | None) -> None:
        """An answer leaves at once; one that has to wait for another message of its chat follows that."""
        if handled and handled.claimed:
            self._soon(self._send(handled.claimed))
        else:
            self._deliver_soon(self._deliverer.platforms)

    async def _send(self, rows: Sequence[OutboxRow]) -> None:
        try:
            await self._deliverer.send(rows)
        except CrmbotError as error:
            _log.error("delivery_round_failed", platform=rows[0].address.platform, error=error)

    def _deliver_soon(self, platforms: Collection[str]) -> None:
        """One round of deliveries at a time on each platform; it takes up whatever is queued meanwhile."""
        for platform in platforms:
            self._deliverer.stir(platform)
            if platform not in self._delivering:
                self._delivering.add(platform)
                self._soon(self._deliver(platform))

    async def _deliver(self, platform: str) -> None:
        try:
            await self._deliverer.run(platform)
        except CrmbotError as error:
            _log.error("delivery_round_failed", platform=platform, error=error)
        finally:
            self._delivering.discard(platform)

    def _soon(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """What is begun so is ended before this process ends."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def read_documents(documents: Sequence[tuple[str, bytes]], day_first: bool) -> RowSource:
    """Loads what it needs for that with the first file."""
    from storage.transfer.documents import Document
    from storage.transfer.files import open_documents

    return open_documents([Document.of_bytes(*each) for each in documents], day_first=day_first)


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
    from storage.database.store import opened_store

    retention = RetentionPeriods(
        inbox_days=settings.keep_inbox_days,
        outbox_days=settings.keep_outbox_days,
        changes_days=settings.keep_changes_days,
    )
    async with opened_store(settings.database_url) as store:
        runtime = Runtime(
            store,
            messengers,
            clock or SystemClock(),
            users=users,
            retention=retention,
            folder=data_folder() / "under-way",
        )
        try:
            yield runtime
        finally:
            await runtime.stop()
