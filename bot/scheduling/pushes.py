"""Tells another CRM what changed here: record by record, the oldest change first, several at a time.

Nothing is done until it has been seen there: such a server throws much away without a word.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.crm.changes import records_of
from bot.crm.mirrors import Outgoing, fields_there, outgoing, referring
from bot.crm.pushes import push_of
from bot.crm.sync import DELETED, Absorbed, Reconciliation, part_with
from bot.domain.changes import Record, RecordKind
from bot.domain.ids import heir_of
from bot.domain.mirrors import Mirror, Push
from bot.errors import RemoteDenied, RemoteError, RemoteLacks, RemoteLogin, RemoteRefused
from bot.observability.events import events_of
from bot.observability.metrics import SYNCED
from bot.ports import Store, UnitOfWork
from bot.remote_ports import RemoteCrm, RemoteCrms, RemoteRecord
from bot.scheduling.own_logins import OwnLogins

_AT_ONCE = 100
# As many as the other CRM answers at a time.
_SIDE_BY_SIDE = 4
# A refused change is tried again: somebody may have mended what was wrong.
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
# What a record refers to may be on its way.
_NEXT_ROUND = timedelta(seconds=5)

_log = events_of(__name__)

# Told of every change that was refused for the first time, in its transaction.
TellRefused = Callable[[UnitOfWork, Push, RemoteError, datetime], None]
# Reconciles in one transaction, and has every dispute that comes up asked about.
Reconcile = Callable[[UnitOfWork, Callable[[Reconciliation], None]], None]


@dataclass(slots=True)
class Sent:
    """How many records were sent, and of how many something was refused."""

    sent: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One record that is to be sent, as it stands here."""

    pushes: tuple[Push, ...]
    record: Record
    mirror: Mirror | None
    outgoing: Outgoing
    disputed: frozenset[str]

    @property
    def ids(self) -> list[str]:
        return [push.id for push in self.pushes]

    @property
    def changed(self) -> set[str]:
        return {name for push in self.pushes for name in push.fields} - self.disputed

    @property
    def kind(self) -> RecordKind:
        return self.pushes[0].record_kind

    @property
    def user_id(self) -> str:
        return self.pushes[-1].user_id


@dataclass(slots=True)
class Sender:
    """Sends what waits in a store, each change as whoever made it."""

    store: Store
    remotes: RemoteCrms
    logins: OwnLogins
    clock: Clock
    reconcile: Reconcile
    tell_refused: TellRefused
    _turns: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def send(self) -> Sent:
        """What is due, at most a hundred changes. Raises RemoteError where nothing can be sent now."""
        counts, now = Sent(), self.clock.now()
        due = await self.store.read(lambda uow: uow.sync.due(now, _AT_ONCE))
        # In the order in which the records were first changed; a record takes all its changes along.
        waiting = list(dict.fromkeys(push.record_id for push in due))[::-1]

        async def take_turns() -> None:
            while waiting:
                await self._send_record(waiting.pop(), counts)

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(_SIDE_BY_SIDE):
                    group.create_task(take_turns())
        except* RemoteError as errors:
            # They all failed of the same thing.
            raise _first(errors) from None
        finally:
            self._turns.clear()
        return counts

    async def _send_record(self, record_id: str, counts: Sent) -> None:
        async with self._turns[record_id]:
            case = await self.store.read(lambda uow: case_of(uow, record_id))
            if isinstance(case, Case) and case.outgoing.missing:
                case = await self._send_missing(case, counts)
            if isinstance(case, list):
                # Deleted before anybody was told of it, or of a kind that is never told.
                ids = case
                await self.store.write(lambda uow: uow.sync.done(ids))
            elif DELETED in case.disputed or await self._are_on_their_way(case):
                ids, until = case.ids, self.clock.now() + _NEXT_ROUND
                await self.store.write(lambda uow: uow.sync.postpone(ids, until, ""))
            else:
                await self._try(case, counts)

    async def _send_missing(self, case: Case, counts: Sent) -> Case | list[str]:
        """What a record refers to goes before it, though it may have been made before there was another CRM."""
        now, missing = self.clock.now(), case.outgoing.missing

        def queue(uow: UnitOfWork) -> list[str]:
            ids = [record_id for _, record_id in missing]
            waiting = {push.record_id: push for push in uow.sync.waiting_for(ids)}
            unheard = [push_of(kind, each, (), case.user_id, now) for kind, each in missing if each not in waiting]
            uow.sync.queue(unheard)
            return [each for each in ids if each not in waiting or waiting[each].not_before <= now]

        for record_id in await self.store.write(queue):
            await self._send_record(record_id, counts)
        return await self.store.read(lambda uow: case_of(uow, case.record.id))

    async def _are_on_their_way(self, case: Case) -> bool:
        """Whether to wait for what a record refers to. What is refused is left out until it is taken."""
        missing = [record_id for _, record_id in case.outgoing.missing]
        waiting = await self.store.read(lambda uow: uow.sync.waiting_for(missing))
        return any(not push.problem for push in waiting)

    async def _try(self, case: Case, counts: Sent) -> None:
        try:
            self._check_known(case)
            if await self.remotes.has_own(case.user_id):
                await self._send_as_oneself(case, counts)
            else:
                await self._send(self.remotes.shared, case, counts)
        except (RemoteDenied, RemoteRefused) as refusal:
            counts.refused += 1
            await self._refused(case, refusal)

    def _check_known(self, case: Case) -> None:
        unknown = case.outgoing.unknown
        if unknown is not None and (case.mirror is None or case.mirror.deleted or unknown[0] in case.changed):
            field, value = unknown
            problem = f"no {field} of {self.remotes.shared.address} stands for {value}: `crmbot stages` tells which"
            raise RemoteLacks(problem, field=field, value=value)

    async def _send_as_oneself(self, case: Case, counts: Sent) -> None:
        try:
            async with self.logins.acting_as(case.user_id) as remote:
                await self._send(remote, case, counts)
        except RemoteLogin as refusal:
            counts.refused += 1
            await self._refused(case, refusal)

    async def _send(self, remote: RemoteCrm, case: Case, counts: Sent) -> None:
        kind, record, mirror = case.outgoing.kind, case.record, case.mirror
        if record.deleted_at is not None:
            await self._delete(remote, case, counts)
            return
        if mirror is None or mirror.deleted:
            await self._create(remote, case, counts)
            return
        current = await remote.get(kind, mirror.remote_id)
        if current is None:
            if remote is not self.remotes.shared and await self.remotes.shared.get(kind, mirror.remote_id) is not None:
                raise RemoteDenied(f"{remote.address} does not show {kind} {mirror.remote_id} to this user")
            found = mirror
            await self.store.write(lambda uow: self.reconcile(uow, lambda both: both.found_deleted(found, record)))
            return
        stands, fresh = current, case
        if stands.fields != mirror.base:
            # What changed there meanwhile is taken over, or disputed, before anything is written over it.
            await self.store.write(lambda uow: self.reconcile(uow, lambda both: _absorb(both, stands)))
            again = await self.store.read(lambda uow: case_of(uow, record.id))
            if isinstance(again, list):
                return
            fresh = again
        changed = fields_there(fresh.kind, fresh.changed) & fresh.outgoing.fields.keys()
        canonical = remote.canonical(kind, fresh.outgoing.fields)
        # What stands there already moves no date.
        changed -= {name for name in changed if name in canonical and canonical[name] == current.fields.get(name, ...)}
        if changed:
            await remote.update(current, fresh.outgoing.fields, changed)
        await self._read_back(remote, fresh, current.id, changed, counts)

    async def _create(self, remote: RemoteCrm, case: Case, counts: Sent) -> None:
        """A new record keeps its id there; one that comes back from the trash, which takes no changes, gets another."""
        kind, told = case.outgoing.kind, case.outgoing.fields
        remote_id = case.record.id if case.mirror is None else heir_of(case.mirror.remote_id)
        made = await remote.get(kind, remote_id)
        if made is None:
            await remote.create(kind, remote_id, told)
        else:
            # Of an earlier try whose answer got lost, perhaps before everything was linked.
            await remote.update(made, told, set(told))
        await self._read_back(remote, case, remote_id, set(told), counts)

    async def _delete(self, remote: RemoteCrm, case: Case, counts: Sent) -> None:
        mirror = case.mirror
        if mirror is not None and not mirror.deleted:
            current = await remote.get(mirror.kind, mirror.remote_id)
            if current is not None and current.fields != mirror.base and await self._was_changed(current):
                return
            await remote.delete(mirror.kind, mirror.remote_id)
            if await remote.get(mirror.kind, mirror.remote_id) is not None:
                raise RemoteRefused(f"{remote.address} keeps what was deleted")

        def settle(uow: UnitOfWork) -> None:
            if mirror is not None:
                part_with(uow, mirror)
            uow.sync.done(case.ids)

        await self.store.write(settle)
        counts.sent += 1

    async def _was_changed(self, current: RemoteRecord) -> bool:
        """Whether somebody went on there with what was deleted here, which is asked about."""
        outcomes: list[Absorbed] = []
        await self.store.write(lambda uow: self.reconcile(uow, lambda both: outcomes.append(both.absorb(current))))
        return outcomes[-1] == "disputed"

    async def _read_back(self, remote: RemoteCrm, case: Case, remote_id: str, sent: set[str], counts: Sent) -> None:
        read = await remote.get(case.outgoing.kind, remote_id)
        if read is None:
            raise RemoteRefused(f"{remote.address} keeps nothing of what was sent")
        stands = read
        canonical = remote.canonical(case.outgoing.kind, case.outgoing.fields)
        expected = {name: value for name, value in canonical.items() if name in sent}
        known = case.mirror if case.mirror is not None and case.mirror.remote_id == remote_id else None
        refused: list[str] = []

        def settle(uow: UnitOfWork) -> None:
            refused.clear()
            if known is None and (case.mirror is not None or any(push.attempts for push in case.pushes)):
                self._bring_along(uow, case)
            uow.sync.done(case.ids)
            self.reconcile(
                uow,
                lambda both: refused.extend(both.agreed(case.record, stands, expected, known.base if known else {})),
            )
            if remote is not self.remotes.shared:
                # Whoever read it back may see it.
                uow.sync.put_sights(case.user_id, [case.record.id], ())

        await self.store.write(settle)
        counts.sent += 1
        counts.refused += bool(refused)
        SYNCED.add("sent")
        if refused:
            _log.warning("remote_keeps_otherwise", record=case.record.id, fields=sorted(set(refused)))

    def _bring_along(self, uow: UnitOfWork, case: Case) -> None:
        """What comes back from the trash has another id there, and what was refused had none: whatever refers to it
        has to name that now."""
        uow.sync.drop_mirrors_of(case.record.id)
        now, others = self.clock.now(), referring(uow, case.kind, case.record.id)
        uow.sync.queue([push_of(kind, each, fields, case.user_id, now) for kind, each, fields in others])

    async def _refused(self, case: Case, refusal: RemoteError) -> None:
        attempts = max(push.attempts for push in case.pushes)
        now = self.clock.now()
        until = now + min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(attempts, 20))

        def run(uow: UnitOfWork) -> None:
            uow.sync.postpone(case.ids, until, str(refusal))
            if not attempts:
                self.tell_refused(uow, case.pushes[-1], refusal, now)

        await self.store.write(run)
        # Somebody may add there what it lacked: the next try asks.
        self.remotes.shared.forget()
        _log.warning("remote_refused", record=case.record.id, attempts=attempts + 1)


def case_of(uow: UnitOfWork, record_id: str) -> Case | list[str]:
    """What is to be sent of a record, or the ids of pushes that have become pointless."""
    pushes = uow.sync.waiting_for([record_id])
    if not pushes:
        return []
    kind = pushes[0].record_kind
    record = records_of(uow, kind).get(record_id, deleted=True)
    mirror = uow.sync.mirrors_of([record_id]).get(record_id)
    told = outgoing(uow, kind, record) if record is not None else None
    if record is None or told is None or (mirror is None and record.deleted_at is not None):
        return [push.id for push in pushes]
    return Case(
        pushes=tuple(pushes),
        record=record,
        mirror=mirror,
        outgoing=told,
        disputed=frozenset(conflict.field for conflict in uow.sync.open_conflicts(record_id)),
    )


def _absorb(both: Reconciliation, record: RemoteRecord) -> None:
    both.absorb(record)


def _first(errors: "BaseExceptionGroup[RemoteError]") -> RemoteError:
    one = errors.exceptions[0]
    return _first(one) if isinstance(one, BaseExceptionGroup) else one
