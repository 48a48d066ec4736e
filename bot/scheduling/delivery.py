"""From the outbox into the chats: claimed under a lease, sent, marked; tried again where that may help."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import timedelta
from itertools import groupby

import structlog

from bot.clock import Clock
from bot.errors import PermanentDelivery, TransientDelivery, UnknownDelivery
from bot.messages import Delivery, Edit, Effect, Send
from bot.ports import Messenger, OutboxRow, Store, UnitOfWork
from bot.scheduling.notices import reminder_notice

LEASE = timedelta(seconds=60)
_BATCH = 50
_FIRST_PAUSE = timedelta(seconds=2)
_LONGEST_PAUSE = timedelta(minutes=5)

_log = structlog.get_logger(__name__)


class Deliverer:
    """Delivers for the platforms that it has messengers of, and for these people only where `users` is given."""

    def __init__(
        self,
        store: Store,
        messengers: Sequence[Messenger],
        clock: Clock,
        *,
        worker: str,
        users: Collection[str] | None = None,
    ) -> None:
        self._store = store
        self._messengers = {messenger.platform: messenger for messenger in messengers}
        self._clock = clock
        self._worker = worker
        self._users = users

    async def run(self) -> int:
        """Delivers everything that is due now; gives the number of messages sent."""
        sent = 0
        while rows := await self._store.claim(self._claim):
            # Of one chat in order, of different chats side by side.
            chats = [list(chat) for _, chat in groupby(sorted(rows, key=_chat), key=_chat)]
            sent += sum(await asyncio.gather(*(self._deliver_chat(chat) for chat in chats)))
        return sent

    def _claim(self, uow: UnitOfWork) -> list[OutboxRow]:
        return uow.outbox.claim(
            self._worker,
            self._clock.now(),
            LEASE,
            _BATCH,
            platforms=list(self._messengers),
            users=self._users,
        )

    async def _deliver_chat(self, rows: Sequence[OutboxRow]) -> int:
        for index, row in enumerate(rows):
            try:
                await self._deliver(row)
            except TransientDelivery as error:
                await self._postpone(rows[index:], error)
                return index
            except PermanentDelivery as error:
                await self._fail(row, str(error))
        return len(rows)

    async def _deliver(self, row: OutboxRow) -> None:
        effect = row.effect
        if effect is None:
            effect = await self._store.write(lambda uow: self._word(uow, row))
            if effect is None:
                return
        target = None
        if isinstance(effect, Edit):
            edited = effect.outbox_id
            target = await self._store.read(lambda uow: uow.outbox.reference(edited))
        delivery = Delivery(
            outbox_id=row.id,
            address=row.address,
            effect=effect,
            reference=target[1] if target else "",
            repeated=row.unknown,
        )
        reference = await self._messengers[row.address.platform].deliver(delivery)
        await self._store.write(lambda uow: uow.outbox.mark_sent(row, reference, self._clock.now()))

    def _word(self, uow: UnitOfWork, row: OutboxRow) -> Effect | None:
        """What a reminder says, worded now: what is settled meanwhile is not sent."""
        notice = reminder_notice(uow, row, self._clock.now())
        if notice is None:
            uow.outbox.cancel(row, self._clock.now())
            return None
        return uow.outbox.put_effect(row.id, Send(notice))

    async def _fail(self, row: OutboxRow, reason: str) -> None:
        _log.error("delivery_failed", outbox_id=row.id, platform=row.address.platform)
        await self._store.write(lambda uow: uow.outbox.mark_failed(row, reason, self._clock.now()))

    async def _postpone(self, rows: Sequence[OutboxRow], error: TransientDelivery) -> None:
        """The row that failed, and those behind it in the same chat, so that their order stays."""
        pause = _pause(rows[0].attempts, error.retry_after)
        not_before = self._clock.now() + pause
        unknown = isinstance(error, UnknownDelivery)
        _log.warning(
            "delivery_postponed", outbox_id=rows[0].id, platform=rows[0].address.platform, seconds=pause.total_seconds()
        )

        def run(uow: UnitOfWork) -> None:
            for index, row in enumerate(rows):
                uow.outbox.postpone(row, not_before, unknown=row.unknown or (unknown and index == 0))

        await self._store.write(run)


def _pause(attempts: int, retry_after: float | None) -> timedelta:
    """What the platform asks for, else twice as long each time, up to five minutes."""
    if retry_after is not None:
        return timedelta(seconds=retry_after)
    doublings: int = 2 ** min(attempts, 10)
    return min(_FIRST_PAUSE * doublings, _LONGEST_PAUSE)


def _chat(row: OutboxRow) -> tuple[str, str, str]:
    return row.address.platform, row.address.chat, row.address.thread
