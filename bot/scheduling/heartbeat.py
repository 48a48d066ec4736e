"""The heartbeat of a process, and those of others: whoever falls silent leaves what it held to the rest.

A lease alone would keep a killed process' messages for as long as a slow platform may take to answer.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from bot.clock import Clock
from bot.observability.events import events_of
from bot.ports import Store, UnitOfWork
from bot.scheduling.under_way import UnderWay

BEAT_SECONDS = 2
# A process that does not beat while another one beats so many times is dead, or as good as dead.
_SILENT_BEATS = 3

_log = events_of(__name__)


class Heartbeat:
    """Tells the other processes that `process` lives and whom it serves (`users`; None: everybody), and sees which of
    them do not live any more."""

    def __init__(
        self,
        store: Store,
        process: str,
        platforms: Collection[str],
        clock: Clock,
        *,
        under_way: UnderWay,
        users: Collection[str] | None = None,
    ) -> None:
        self._store = store
        self._process = process
        self._platforms = platforms
        self._clock = clock
        self._under_way = under_way
        self._users = users
        self._silence = Silence()

    async def beat(self) -> tuple[Mapping[str, int], bool]:
        """How many processes serve each platform, and whether one that had fallen silent was buried."""
        now = self._clock.now()

        def run(uow: UnitOfWork) -> list[tuple[str, str, datetime]]:
            uow.processes.beat(self._process, self._platforms, now, users=self._users)
            return uow.processes.all()

        beats = await self._store.write(run)
        others = {process: seen_at for process, _, seen_at in beats if process != self._process}
        buried = [await self._bury(process, others[process]) for process in self._silence.after(others)]
        return Counter(platform for _, platform, _ in beats), any(buried)

    async def _bury(self, process: str, seen_at: datetime) -> bool:
        """Ends all that a process held; False where another one did so, or where it beats again."""
        now, begun = self._clock.now(), self._under_way.left_by(process)

        def run(uow: UnitOfWork) -> bool:
            if not uow.processes.bury(process, seen_at):
                return False
            uow.inbox.end_leases(process, now)
            uow.outbox.end_leases(process, now, begun=begun)
            uow.leases.release_all(process)
            return True

        buried = await self._store.write(run)
        if buried:
            self._under_way.forget(process)
            _log.warning("process_silent", process=process)
        return buried


class Silence:
    """How long others have been silent, counted in own observations.

    By no clock: those of two machines differ, and after a machine slept or the store was away every heartbeat is old.
    """

    def __init__(self) -> None:
        self._heard: dict[str, tuple[datetime, int]] = {}

    def after(self, beats: Mapping[str, datetime]) -> list[str]:
        """The processes that have been silent for too long after this observation."""
        self._heard = {process: (beat, self._count(process, beat)) for process, beat in beats.items()}
        return [process for process, (_, silent) in self._heard.items() if silent >= _SILENT_BEATS]

    def _count(self, process: str, beat: datetime) -> int:
        last, silent = self._heard.get(process, (None, 0))
        return silent + 1 if beat == last else 0
