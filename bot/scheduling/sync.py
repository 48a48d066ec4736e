"""Keeps the store and another CRM the same: reads what changed there, tells it what changed here.

The rules are those of `bot.crm.sync`; this runs them, one record or one page a transaction. Only one
process does it at a time.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from bot.crm.sync import Absorbed, Reconciliation
from bot.domain.mirrors import PullState, RemoteKind, SyncConflict
from bot.errors import RemoteError, RemoteLogin
from bot.observability.events import events_of
from bot.observability.metrics import SYNC_BEHIND, SYNC_CONFLICTS, SYNC_REFUSED, SYNC_SUCCEEDED, SYNCED
from bot.ports import Store, UnitOfWork
from bot.remote_ports import REMOTE_KINDS, Bookmark, RemoteCrms, RemoteRecord
from bot.scheduling.own_logins import AFTER_WRONG_LOGIN, OwnLogins
from bot.scheduling.pushes import Sender, Sent, TellRefused
from bot.scheduling.sights import Shown, Sights, TellShutOut, keep

# So many records in a transaction: chats wait for it.
_BATCH = 250
_REREAD = 200
_MOST_GONE = 20
# So many are counted; more of them are as bad.
_MOST_PROBLEMS = 1000
_PULLED_EVERY = timedelta(seconds=30)
# A change is dated when it is made and seen when it is committed; so much later, at most.
_OVERLAP = timedelta(seconds=10)

_log = events_of(__name__)

# Told of every dispute, in its transaction.
AskAbout = Callable[[UnitOfWork, SyncConflict, datetime], None]
Progress = Callable[[RemoteKind, int], None]


@dataclass(slots=True)
class Counts:
    """What reading did: records by what became of them."""

    absorbed: dict[Absorbed, int] = field(default_factory=dict)

    def add(self, outcome: Absorbed) -> None:
        self.absorbed[outcome] = self.absorbed.get(outcome, 0) + 1


class Synchroniser:
    """One store and one remote CRM."""

    def __init__(
        self,
        store: Store,
        remotes: RemoteCrms,
        clock: Clock,
        *,
        ask: AskAbout,
        tell_refused: TellRefused,
        tell_shut_out: TellShutOut,
    ) -> None:
        self._store = store
        self._remote = remotes.shared
        self._clock = clock
        self._ask = ask
        logins = OwnLogins(remotes, clock)
        self._sender = Sender(store, remotes, logins, clock, self._reconcile, tell_refused)
        self._sights = Sights(store, logins, tell_shut_out)
        self._round = 0
        self._pulls_at: datetime | None = None
        self._resumes_at: datetime | None = None

    async def tick(self) -> None:
        """Sends what waits, and reads what changed where the last time is a while ago.

        Nothing is sent before everything was read: what is new here may be there already. Raises RemoteError, and
        does nothing for a while after that.
        """
        if self._resumes_at is not None and self._clock.now() < self._resumes_at:
            return
        try:
            if self._pulls_at is not None:
                await self.push()
            if self._pulls_at is None or self._clock.now() >= self._pulls_at:
                await self.pull()
                self._pulls_at = self._clock.now() + _PULLED_EVERY
                await self._store.read(self._measure)
        except RemoteError as error:
            # A wrong password that is tried again and again locks its account.
            pause = AFTER_WRONG_LOGIN if isinstance(error, RemoteLogin) else _PULLED_EVERY
            self._resumes_at = self._clock.now() + pause
            raise

    def _measure(self, uow: UnitOfWork) -> None:
        SYNC_BEHIND.value, _ = uow.sync.behind()
        SYNC_REFUSED.value = len(uow.sync.problems(_MOST_PROBLEMS))
        SYNC_CONFLICTS.value = uow.sync.count_conflicts()
        SYNC_SUCCEEDED.value = self._clock.now().timestamp()

    async def pull(self, progress: Progress = lambda _kind, _count: None, *, thorough: bool = False) -> Counts:
        """Reads everything that changed there since the last time; an interrupted round goes on where it was.

        Records that are linked there, or get another address, keep their date: of what did not change, some is
        read again in every round, of one kind after the other; `thorough`, of each. Raises RemoteError.
        """
        counts = Counts()
        readable = {module.kind for module in await self._remote.modules()}
        states = await self._store.read(lambda uow: uow.sync.states())
        kinds = [kind for kind in REMOTE_KINDS if kind in readable]
        for kind in kinds:
            await self._pull_kind(states.get(kind, PullState(kind=kind)), counts, progress)
        known = [kind for kind in kinds if kind in states and states[kind].since is not None]
        self._round += 1
        for kind in known if thorough else known[self._round % len(known) :][:1] if known else []:
            await self._reread(kind, counts)
        await self._sights.catch_up(thorough=thorough)
        return counts

    async def _reread(self, kind: RemoteKind, counts: Counts) -> None:
        state = (await self._store.read(lambda uow: uow.sync.states()))[kind]
        records = await self._remote.listed(kind, after=state.reread_to, limit=_REREAD)
        reached = replace(state, reread_to=records[-1].id if len(records) == _REREAD else "")
        shown = await self._sights.shown(records)
        for outcome in await self._store.write(partial(self._take, records, reached, shown)):
            counts.add(outcome)
        gone = await self._gone(state, records)
        if gone:
            found: list[Absorbed] = []
            await self._store.write(
                lambda uow: self._reconcile(uow, lambda both: found.extend(both.found_gone(kind, gone)))
            )
            for outcome in found:
                counts.add(outcome)

    async def _gone(self, state: PullState, listed: Sequence[RemoteRecord]) -> list[str]:
        """What is known to stand among the listed records, and does not any more: a purge leaves no trace."""
        known = await self._store.read(lambda uow: uow.sync.known_after(state.kind, state.reread_to, 2 * _REREAD))
        is_end, living = len(listed) < _REREAD, {record.id for record in listed}
        missing = [each for each in known if each not in living and (is_end or each < listed[-1].id)]
        if len(missing) > _MOST_GONE:
            # Rather are they hidden from the user than gone.
            _log.warning("remote_shows_less", kind=state.kind, missing=len(missing))
            return []
        return [each for each in missing if await self._remote.get(state.kind, each) is None]

    async def _pull_kind(self, state: PullState, counts: Counts, progress: Progress) -> None:
        if state.round_began is None:
            state = replace(state, round_began=await self._remote.now())
        after = None if state.read_to is None else Bookmark(modified_at=state.read_to, id=state.read_id)
        async with aclosing(self._remote.changed(state.kind, since=state.since, after=after)) as parts:
            async for records in parts:
                shown = await self._sights.shown(records)
                for some in batched(records, _BATCH):
                    state = replace(state, read_to=some[-1].modified_at, read_id=some[-1].id)
                    for outcome in await self._store.write(partial(self._take, some, state, shown)):
                        counts.add(outcome)
                        SYNCED.add(outcome)
                    progress(state.kind, len(some))
        began = state.round_began
        since = began - _OVERLAP if began else None
        done = PullState(kind=state.kind, since=since, reread_to=state.reread_to)
        await self._store.write(lambda uow: uow.sync.put_state(done))

    def _take(
        self, records: Sequence[RemoteRecord], reached: PullState, shown: Shown, uow: UnitOfWork
    ) -> list[Absorbed]:
        """Some records, how far they go, and who may see it, together."""
        uow.sync.put_state(reached)
        with self._reconciling(uow) as both:
            outcomes = both.absorb_all(records)
        keep(uow, records, shown)
        return outcomes

    async def push(self) -> Sent:
        """Sends what waits. Raises RemoteError where nothing can be sent now."""
        return await self._sender.send()

    def _reconcile(self, uow: UnitOfWork, run: Callable[[Reconciliation], None]) -> None:
        with self._reconciling(uow) as both:
            run(both)

    @contextmanager
    def _reconciling(self, uow: UnitOfWork) -> Iterator[Reconciliation]:
        """Asks about every dispute that comes up meanwhile."""
        both = Reconciliation(uow, self._clock.now())
        yield both
        for conflict in both.disputes:
            self._ask(uow, conflict, both.now)


def batched(records: Sequence[RemoteRecord], size: int) -> Iterator[Sequence[RemoteRecord]]:
    return (records[start : start + size] for start in range(0, len(records), size))
