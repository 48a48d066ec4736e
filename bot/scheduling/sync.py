"""Keeps the store and another CRM the same: reads what changed there, tells it what changed here.

The rules are those of `bot.crm.sync`; this runs them, one record or one page a transaction. Only one
process does it at a time.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from bot.crm.changes import records_of
from bot.crm.mirrors import Outgoing, fields_there, outgoing
from bot.crm.sync import DELETED, Absorbed, Reconciliation, part_with
from bot.domain.changes import Record, RecordKind
from bot.domain.ids import new_id
from bot.domain.mirrors import Mirror, PullState, Push, RemoteKind, SyncConflict
from bot.errors import RemoteDenied, RemoteError, RemoteLogin, RemoteRefused
from bot.observability.events import events_of
from bot.observability.metrics import SYNCED
from bot.ports import Store, UnitOfWork
from bot.remote_ports import REMOTE_KINDS, Bookmark, RemoteCrm, RemoteRecord

_PAGE = 100
_PULLED_EVERY = timedelta(seconds=30)
_AFTER_WRONG_LOGIN = timedelta(minutes=15)
_PUSHES = 100
# A change is dated when it is made and seen when it is committed; so much later, at most.
_OVERLAP = timedelta(seconds=10)
# A refused change is tried again: somebody may have mended what was wrong.
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
# What a record refers to may be on its way.
_NEXT_ROUND = timedelta(seconds=5)

_log = events_of(__name__)

# Told of every dispute, and of every change that was refused for the first time, in its transaction.
AskAbout = Callable[[UnitOfWork, SyncConflict, datetime], None]
TellRefused = Callable[[UnitOfWork, Push, str, datetime], None]
Progress = Callable[[RemoteKind, int], None]


@dataclass(slots=True)
class Counts:
    """What a round did: records by what became of them, sent records, and those that were refused."""

    absorbed: dict[Absorbed, int] = field(default_factory=dict)
    sent: int = 0
    refused: int = 0

    def add(self, outcome: Absorbed) -> None:
        self.absorbed[outcome] = self.absorbed.get(outcome, 0) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One record that is to be sent, as it stands here."""

    pushes: tuple[Push, ...]
    record: Record
    mirror: Mirror | None
    outgoing: Outgoing
    disputed: frozenset[str]

    @property
    def changed(self) -> set[str]:
        return {name for push in self.pushes for name in push.fields} - self.disputed

    @property
    def user_id(self) -> str:
        return self.pushes[-1].user_id

    @property
    def kind(self) -> RecordKind:
        return self.pushes[0].record_kind


class Synchroniser:
    """One store and one remote CRM."""

    def __init__(
        self, store: Store, remote: RemoteCrm, clock: Clock, *, ask: AskAbout, tell_refused: TellRefused
    ) -> None:
        self._store = store
        self._remote = remote
        self._clock = clock
        self._ask = ask
        self._tell_refused = tell_refused
        self._pulls_at: datetime | None = None
        self._resumes_at: datetime | None = None

    async def tick(self) -> None:
        """Sends what waits, and reads what changed where the last time is a while ago.

        Raises RemoteError, and does nothing for a while after that.
        """
        if self._resumes_at is not None and self._clock.now() < self._resumes_at:
            return
        try:
            await self.push()
            if self._pulls_at is None or self._clock.now() >= self._pulls_at:
                await self.pull()
                self._pulls_at = self._clock.now() + _PULLED_EVERY
        except RemoteError as error:
            # A wrong password that is tried again and again locks its account.
            pause = _AFTER_WRONG_LOGIN if isinstance(error, RemoteLogin) else _PULLED_EVERY
            self._resumes_at = self._clock.now() + pause
            raise

    async def pull(self, progress: Progress = lambda _kind, _count: None) -> Counts:
        """Reads everything that changed there since the last time; an interrupted round goes on where it was.

        Raises RemoteError.
        """
        counts = Counts()
        readable = {module.kind for module in await self._remote.modules()}
        states = await self._store.read(lambda uow: uow.sync.states())
        for kind in REMOTE_KINDS:
            if kind in readable:
                await self._pull_kind(states.get(kind, PullState(kind=kind)), counts, progress)
        return counts

    async def _pull_kind(self, state: PullState, counts: Counts, progress: Progress) -> None:
        if state.round_began is None:
            state = replace(state, round_began=await self._remote.now())
        while True:
            after = None if state.read_to is None else Bookmark(modified_at=state.read_to, id=state.read_id)
            page = await self._remote.changed(state.kind, since=state.since, after=after, limit=_PAGE)
            if page.bookmark is None:
                break
            state = replace(state, read_to=page.bookmark.modified_at, read_id=page.bookmark.id)
            for outcome in await self._store.write(partial(self._take, page.records, state)):
                counts.add(outcome)
                SYNCED.add(outcome)
            progress(state.kind, len(page.records))
        began = state.round_began
        done = PullState(kind=state.kind, since=began - _OVERLAP if began else None)
        await self._store.write(lambda uow: uow.sync.put_state(done))

    def _take(self, records: Sequence[RemoteRecord], reached: PullState, uow: UnitOfWork) -> list[Absorbed]:
        """One page, and how far it goes, together."""
        uow.sync.put_state(reached)
        with self._reconciling(uow) as both:
            return [both.absorb(record) for record in records]

    async def push(self) -> Counts:
        """Sends what waits, record by record, the oldest first. Raises RemoteError where nothing can be sent now."""
        counts = Counts()
        now = self._clock.now()
        due = await self._store.read(lambda uow: uow.sync.due(now, _PUSHES))
        # In the order in which the records were first changed; a record takes all its changes along.
        for record_id in dict.fromkeys(push.record_id for push in due):
            await self._push_record(record_id, counts)
        return counts

    async def _push_record(self, record_id: str, counts: Counts) -> None:
        case = await self._store.read(lambda uow: _case(uow, record_id))
        if isinstance(case, list):
            # Deleted before anybody was told of it, or of a kind that is never told.
            await self._store.write(lambda uow: uow.sync.done(case))
            return
        ids = [push.id for push in case.pushes]
        if case.outgoing.missing or DELETED in case.disputed:
            until = self._clock.now() + _NEXT_ROUND
            await self._store.write(lambda uow: uow.sync.postpone(ids, until, ""))
            return
        try:
            await self._send(case, counts)
        except (RemoteDenied, RemoteRefused) as refusal:
            counts.refused += 1
            await self._refused(case, str(refusal))

    async def _send(self, case: _Case, counts: Counts) -> None:
        kind, record = case.outgoing.kind, case.record
        if record.deleted_at is not None:
            if case.mirror and not case.mirror.deleted:
                await self._remote.delete(kind, case.mirror.remote_id)
            await self._store.write(lambda uow: self._settle_deletion(uow, case))
            counts.sent += 1
            return
        if case.mirror is None or case.mirror.deleted:
            await self._create(case, counts)
            return
        current = await self._remote.get(kind, case.mirror.remote_id)
        if current is None:
            await self._store.write(lambda uow: self._found_deleted(uow, case))
            return
        # What changed there meanwhile is taken over, or disputed, before anything is written over it.
        await self._store.write(lambda uow: self._absorb(uow, current))
        fresh = await self._store.read(lambda uow: _case(uow, record.id))
        if isinstance(fresh, list):
            return
        changed = fields_there(fresh.kind, fresh.changed) & fresh.outgoing.fields.keys()
        if changed:
            await self._remote.update(current, fresh.outgoing.fields, changed)
        await self._read_back(fresh, current.id, changed, counts)

    async def _create(self, case: _Case, counts: Counts) -> None:
        """A new record keeps its id there; one that comes back from the trash, which takes no changes, gets another."""
        kind, told = case.outgoing.kind, case.outgoing.fields
        remote_id = case.record.id if case.mirror is None else new_id()
        made = await self._remote.get(kind, remote_id)
        if made is None:
            await self._remote.create(kind, remote_id, told)
        else:
            # Of an earlier try whose answer got lost, perhaps before everything was linked.
            await self._remote.update(made, told, set(told))
        await self._read_back(case, remote_id, set(told), counts)

    async def _read_back(self, case: _Case, remote_id: str, sent: set[str], counts: Counts) -> None:
        """Nothing is done until it is seen there: the server throws much away without a word."""
        stands = await self._remote.get(case.outgoing.kind, remote_id)
        if stands is None:
            raise RemoteRefused(f"{self._remote.address} keeps nothing of what was sent")
        canonical = self._remote.canonical(case.outgoing.kind, case.outgoing.fields)
        expected = {name: value for name, value in canonical.items() if name in sent}

        def settle(uow: UnitOfWork) -> list[str]:
            if case.mirror is not None and case.mirror.remote_id != remote_id:
                uow.sync.drop_mirrors_of(case.record.id)
            with self._reconciling(uow) as both:
                refused = both.agreed(case.record, stands, expected)
            uow.sync.done([push.id for push in case.pushes])
            return refused

        refused = await self._store.write(settle)
        counts.sent += 1
        counts.refused += bool(refused)
        SYNCED.add("sent")
        if refused:
            _log.warning("remote_keeps_otherwise", record=case.record.id, fields=refused)

    @contextmanager
    def _reconciling(self, uow: UnitOfWork) -> Iterator[Reconciliation]:
        """Asks about every dispute that comes up meanwhile."""
        both = Reconciliation(uow, self._clock.now())
        yield both
        for conflict in both.disputes:
            self._ask(uow, conflict, both.now)

    def _absorb(self, uow: UnitOfWork, record: RemoteRecord) -> None:
        with self._reconciling(uow) as both:
            both.absorb(record)

    def _found_deleted(self, uow: UnitOfWork, case: _Case) -> None:
        if case.mirror:
            with self._reconciling(uow) as both:
                both.found_deleted(case.mirror, case.record)

    def _settle_deletion(self, uow: UnitOfWork, case: _Case) -> None:
        if case.mirror:
            part_with(uow, case.mirror)
        uow.sync.done([push.id for push in case.pushes])

    async def _refused(self, case: _Case, problem: str) -> None:
        attempts = max(push.attempts for push in case.pushes)
        until = self._clock.now() + min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**attempts)

        def run(uow: UnitOfWork) -> None:
            uow.sync.postpone([push.id for push in case.pushes], until, problem)
            if not attempts:
                self._tell_refused(uow, case.pushes[-1], problem, self._clock.now())

        await self._store.write(run)
        # Somebody may add there what it lacked: the next try asks.
        self._remote.forget()
        _log.warning("remote_refused", record=case.record.id, attempts=attempts + 1)


def _case(uow: UnitOfWork, record_id: str) -> _Case | list[str]:
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
    return _Case(
        pushes=tuple(pushes),
        record=record,
        mirror=mirror,
        outgoing=told,
        disputed=frozenset(conflict.field for conflict in uow.sync.open_conflicts(record_id)),
    )
