"""From the outbox into the chats: claimed under a lease, sent, marked; tried again where that may help."""

import asyncio
import time
from collections.abc import Collection, Coroutine, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

from bot.clock import Clock
from bot.errors import NotAdmitted, PermanentDelivery, StoreError, TransientDelivery, UnknownDelivery
from bot.messages import Delivery, Edit, Effect, Toast
from bot.observability.events import events_of
from bot.observability.metrics import DELIVERIES
from bot.ports import Messenger, Store, UnitOfWork
from bot.queue_ports import OutboxRow
from bot.scheduling.grouped import GroupedWrites
from bot.scheduling.pacing import Pace
from bot.scheduling.unasked import to_send
from bot.scheduling.undelivered import is_shared, send_elsewhere, tell_not_admitted, tell_team_refused
from bot.scheduling.under_way import UnderWay

LEASE = timedelta(seconds=60)
_MOST_AT_ONCE = 50
# Even where a platform says "now": a message that fails at once must not be tried without end.
_SHORTEST_PAUSE = timedelta(seconds=1)
_FIRST_PAUSE = timedelta(seconds=2)
# An outage of hours is over for everybody a minute after it ends.
_LONGEST_PAUSE = timedelta(minutes=1)
# Seconds; a message that has to wait longer for its turn makes room for others meanwhile.
_LONGEST_TURN = 20.0

_log = events_of(__name__)


class _Cancelled(Exception):
    """What was to be said is settled meanwhile."""


_Settled = tuple[bool, OutboxRow | None]


class _Lane:
    """One platform's deliveries. Its rounds look for more when `looks` says so, and wake up when it is `stirred`."""

    def __init__(self) -> None:
        self.looks = False
        self.stirred = asyncio.Event()
        self.under_way: set[asyncio.Task[int]] = set()

    def begin(self, delivery: Coroutine[Any, Any, int]) -> asyncio.Task[int]:
        task = asyncio.create_task(delivery)
        self.under_way.add(task)
        task.add_done_callback(self._end)
        return task

    def _end(self, task: asyncio.Task[int]) -> None:
        """There is room for another."""
        self.under_way.discard(task)
        self.stirred.set()


class Deliverer:
    """Delivers for the platforms that it has messengers of, and for these people only where `users` is given."""

    def __init__(
        self,
        store: Store,
        messengers: Sequence[Messenger],
        clock: Clock,
        *,
        worker: str,
        under_way: UnderWay,
        users: Collection[str] | None = None,
    ) -> None:
        self._store = store
        self._messengers = {messenger.platform: messenger for messenger in messengers}
        self._clock = clock
        self._worker = worker
        self._under_way = under_way
        self._users = users
        self.paces = {m.platform: Pace(m.limits) for m in messengers if m.limits}
        self._lanes = {platform: _Lane() for platform in self._messengers}
        self._in_haste = asyncio.Event()
        self._writes = GroupedWrites(store)

    def make_haste(self) -> None:
        """From now on nothing waits for its turn: whose turn it is not is left to another process."""
        self._in_haste.set()

    @property
    def platforms(self) -> Collection[str]:
        return self._messengers.keys()

    def stir(self, platform: str) -> None:
        """Makes the rounds that are under way there look for what is due, however slow what they have in hand."""
        lane = self._lanes[platform]
        lane.looks = True
        lane.stirred.set()

    def has_room(self, platform: str) -> bool:
        """Whether a message would leave there at once."""
        return platform in self._lanes and len(self._lanes[platform].under_way) < _MOST_AT_ONCE

    async def send(self, rows: Sequence[OutboxRow]) -> int:
        """Delivers rows that this process has claimed, and what waits behind them; gives the number of those sent."""
        sent = sum(await asyncio.gather(*map(self._begin, rows)))
        # What became of one that was not sent may be due.
        platforms = {row.address.platform for row in rows}
        return sent + sum([await self.run(platform) for platform in platforms if self._lanes[platform].looks])

    async def run(self, platform: str) -> int:
        """Delivers everything that is due now on a platform; gives the number of messages sent.

        A claim holds at most one message of each chat: those of one chat leave in order, and a slow
        chat holds up nobody else. A slow platform holds up no other: each has its own rounds.
        """
        if platform not in self._lanes:
            # Nobody delivers there: `crmbot say` hands its reply over itself.
            return 0
        lane, sent, under_way = self._lanes[platform], 0, set[asyncio.Task[int]]()
        lane.looks = True
        try:
            while True:
                lane.stirred.clear()
                room = _MOST_AT_ONCE - len(lane.under_way)
                if lane.looks and room > 0:
                    lane.looks = False
                    rows = await self._store.claim(partial(self._claim, platform, room))
                    under_way |= set(map(self._begin, rows))
                    # Where there was no more room, there may be more of them.
                    lane.looks |= len(rows) == room
                if not under_way and not lane.looks:
                    return sent
                await lane.stirred.wait()
                done = {task for task in under_way if task.done()}
                under_way -= done
                sent += sum(task.result() for task in done)
        finally:
            # A store that went away stops the claims; what is on its way still has to arrive.
            await asyncio.gather(*under_way)

    def _begin(self, row: OutboxRow) -> asyncio.Task[int]:
        return self._lanes[row.address.platform].begin(self._deliver(row))

    def _claim(self, platform: str, limit: int, uow: UnitOfWork) -> list[OutboxRow]:
        return uow.outbox.claim(
            self._worker,
            self._clock.now(),
            LEASE,
            limit,
            platforms=[platform],
            users=self._users,
        )

    async def _deliver(self, row: OutboxRow) -> int:
        """The message, then what waits behind it at its address; gives how many were sent. Raises nothing of ours."""
        sent = 0
        while True:
            try:
                was_sent, following = await self._settle(row)
                self._under_way.ends(row.id)
            except StoreError as error:
                # The lease runs out, and the message goes out then: as a repeat, since it may have arrived.
                _log.error("delivery_unsettled", outbox_id=row.id, platform=row.address.platform, error=error)
                return sent
            sent += was_sent
            if not was_sent:
                # What is behind it may leave by another claim.
                self.stir(row.address.platform)
            if following is None:
                return sent
            row = following

    async def _settle(self, row: OutboxRow) -> _Settled:
        """Whether the message was sent, and what is to follow it; if not, it is postponed, failed or cancelled."""
        try:
            return True, await self._send(row)
        except _Cancelled:
            pass
        except TransientDelivery as error:
            await self._postpone(row, error)
        except PermanentDelivery as error:
            await self._give_up(row, str(error), may_ask=isinstance(error, NotAdmitted))
        except StoreError:
            raise
        except Exception as error:
            # A fault of ours would only happen again, and hold up whatever waits in this chat.
            _log.error("delivery_broken", outbox_id=row.id, platform=row.address.platform, error=error)
            await self._give_up(row, type(error).__name__)
        return False, None

    async def _send(self, row: OutboxRow) -> OutboxRow | None:
        """In its turn: acknowledging costs none. What a reminder says is worded after the wait for it."""
        pace = self.paces.get(row.address.platform)
        if pace is None or isinstance(row.effect, Toast):
            return await self._send_now(row)
        address, is_group = row.address, self._messengers[row.address.platform].is_group(row.address)
        pause = pace.reserve(address.chat, time.monotonic(), is_group=is_group)
        if pause > _LONGEST_TURN:
            raise TransientDelivery("the platform's limit is used up", retry_after=pause)
        if pause and await self._is_in_haste_within(pause):
            raise TransientDelivery("there is no time to wait for its turn")
        try:
            return await self._send_now(row, pace)
        finally:
            pace.left(address.chat, time.monotonic(), is_group=is_group)

    async def _send_now(self, row: OutboxRow, pace: Pace | None = None) -> OutboxRow | None:
        effect = row.effect
        # What was worded before a try that failed may be late by now, or settled.
        if effect is None or row.reminder_id or row.unasked:
            effect = await self._writes.write(lambda uow: self._word(uow, row))
            if effect is None:
                raise _Cancelled
        delivery = Delivery(
            outbox_id=row.id,
            address=row.address,
            effect=effect,
            reference=await self._reference(effect),
            repeated=row.unknown,
        )
        while pace is not None and (pause := pace.leave(time.monotonic())):
            if await self._is_in_haste_within(pause):
                raise TransientDelivery("there is no time to wait for its turn")
        self._under_way.begins(row.id)
        reference = await self._messengers[row.address.platform].deliver(delivery)
        following = await self._writes.write(partial(self._mark_sent, row, reference))
        self._count(row, "sent")
        return following

    def _mark_sent(self, row: OutboxRow, reference: str, uow: UnitOfWork) -> OutboxRow | None:
        """What is next at the address is claimed at once: it waits for nothing else."""
        now = self._clock.now()
        uow.outbox.mark_sent(row, reference, now)
        return uow.outbox.claim_next(row.address, self._worker, now, LEASE)

    async def _is_in_haste_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._in_haste.wait()
        return self._in_haste.is_set()

    async def _reference(self, effect: Effect) -> str:
        """The platform's id of the message that an Edit changes."""
        if not isinstance(effect, Edit):
            return ""
        if effect.reference:
            return effect.reference
        target = await self._store.read(lambda uow: uow.outbox.reference(effect.outbox_id))
        return target[1] if target else ""

    def _word(self, uow: UnitOfWork, row: OutboxRow) -> Effect | None:
        """What comes unasked, worded now: what is settled meanwhile is not sent."""
        effect = to_send(uow, row, self._clock.now())
        if effect is None:
            uow.outbox.cancel(row, self._clock.now())
            return None
        return uow.outbox.put_effect(row, effect)

    def _count(self, row: OutboxRow, outcome: str) -> None:
        DELIVERIES.add(row.address.platform, outcome)

    async def _give_up(self, row: OutboxRow, reason: str, *, may_ask: bool = False) -> None:
        """Records the failure, and in the same transaction what follows: reminders go to another platform of their
        person; whoever shared something hears how the bot is let in, where it may be asked for that."""
        _log.error("delivery_failed", outbox_id=row.id, platform=row.address.platform)
        now = self._clock.now()

        def run(uow: UnitOfWork) -> None:
            uow.outbox.mark_failed(row, reason, now)
            if row.reminder_id is not None or row.unasked == "day":
                send_elsewhere(uow, row, reason, now)
            elif row.unasked == "team":
                tell_team_refused(uow, row, now)
            elif may_ask and is_shared(row):
                tell_not_admitted(uow, row, now)

        await self._writes.write(run)
        self._count(row, "failed")

    async def _postpone(self, row: OutboxRow, error: TransientDelivery) -> None:
        """Tries again later; what comes after it in the same chat waits behind it."""
        pause = _pause(row.attempts, error.retry_after)
        not_before = self._clock.now() + pause
        unknown = row.unknown or isinstance(error, UnknownDelivery)
        _log.warning(
            "delivery_postponed", outbox_id=row.id, platform=row.address.platform, seconds=pause.total_seconds()
        )
        await self._writes.write(lambda uow: uow.outbox.postpone(row, not_before, unknown=unknown))
        self._count(row, "postponed")


def _pause(attempts: int, retry_after: float | None) -> timedelta:
    """What the platform asks for, else twice as long each time, up to a minute."""
    if retry_after is not None:
        return max(timedelta(seconds=retry_after), _SHORTEST_PAUSE)
    doublings: int = 2 ** min(attempts, 10)
    return min(_FIRST_PAUSE * doublings, _LONGEST_PAUSE)
