"""How many due reminders a second become outbox rows, and what a sweep costs that finds none.

The peer is APScheduler's own SQLAlchemy job store on a database of the same kind: one process, jobs
that do nothing, every one due once. On PostgreSQL it uses the driver that crmbot uses.
"""

import asyncio
import pickle
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.date import DateTrigger
from sqlalchemy import Engine, create_engine, insert, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks.clock import StandingClock
from benchmarks.databases import Databases, Fresh
from benchmarks.report import Report
from benchmarks.scale import Scale
from bot.domain.ids import new_id
from bot.domain.people import User
from bot.ports import Store
from bot.scheduling.sweep import Sweep
from storage.database.store import open_store

FIRST_DUE = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
# Coprime to the sizes of the stores: who was reminded of first is not who asked first.
_STRIDE = 7919


async def measure(server: Databases, report: Report, scale: Scale) -> None:
    """Prints both tables for one kind of database."""
    async with AsyncExitStack() as open_now:
        stores = []
        for pending in scale.pending:
            fresh = await open_now.enter_async_context(server.fresh())
            await _fill(fresh, pending)
            store = await open_store(fresh.url)
            open_now.push_async_callback(store.close)
            stores.append(store)
        idle = [
            (f"{pending:,} pending", *await _idle(store, scale.idle_sweeps))
            for pending, store in zip(scale.pending, stores, strict=True)
        ]
        few, many = await _fire(stores[-2:], scale)
    async with server.fresh(migrated=False) as fresh:
        peer = await _peer(fresh, scale)
    rates = [
        (f"crmbot, {scale.pending[-2]:,} pending", *few.shown),
        (f"crmbot, {scale.pending[-1]:,} pending", *many.shown),
        (f"APScheduler, {scale.peer_jobs:,} pending", *peer.shown),
        ("as many times APScheduler's", f"{few.a_second / peer.a_second:.0f}", f"{peer.cpu_ms / few.cpu_ms:.0f} less"),
        ("most pending, of fewest", f"{many.a_second / few.a_second:.2f}", f"{many.cpu_ms / few.cpu_ms:.2f}"),
    ]
    report.table(f"{server.name}: due reminders", ["", "fired a second", "CPU ms a thousand"], rates)
    few_pending, most_pending = idle[0], idle[-1]
    cpu, took = (f"{float(most_pending[each]) / float(few_pending[each]):.2f}" for each in (1, 2))
    idle.append(("most pending, of fewest", cpu, took))
    report.table(f"{server.name}: a sweep with nothing due", ["", "CPU ms", "ms"], idle)


@dataclass(frozen=True, slots=True)
class Rate:
    """Reminders a second, and the CPU milliseconds of this process for a thousand of them."""

    a_second: float
    cpu_ms: float

    @property
    def shown(self) -> tuple[str, str]:
        return f"{self.a_second:,.0f}", f"{self.cpu_ms:.0f}"


async def _fill(fresh: Fresh, pending: int) -> None:
    """One falls due each second from FIRST_DUE on, in an order other than that in which they were made."""
    user = User(id=new_id(), name="Ines Calder", reply_platform="console", reply_chat="desk")
    store = await open_store(fresh.url)
    workspace_id = await store.read(lambda uow: uow.workspace.id)
    await store.write(lambda uow: uow.users.add(user))
    await store.close()
    start = int(FIRST_DUE.timestamp())
    second = f"{start} + (number * {_STRIDE}) % {pending}"
    if fresh.dialect == "sqlite":
        numbers = (
            f"WITH RECURSIVE numbers(number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM numbers "
            f"WHERE number < {pending - 1})"
        )
        key, due = "printf('%012x', number)", f"strftime('%Y-%m-%d %H:%M:%S.000000+00:00', {second}, 'unixepoch')"
        fired_for = "'9999-12-31 23:59:59.999999+00:00'"
    else:
        numbers = f"WITH numbers AS (SELECT generate_series(0::bigint, {pending - 1}) AS number)"
        key, due, fired_for = "lpad(to_hex(number), 12, '0')", f"to_timestamp({second})", "NULL::timestamptz"
    await fresh.execute(
        f"INSERT INTO reminders (workspace_id, id, user_id, subject, wish, timezone, due_at, recurrence, state, "
        f"fired_for, created_at) {numbers} SELECT '{workspace_id}', {key}, '{user.id}', 'Ring the office', "
        f"'2026-03-12T10:30:00', 'Europe/Paris', {due}, '', 'pending', {fired_for}, {due} FROM numbers"
    )
    await fresh.execute("ANALYZE")


async def _idle(store: Store, sweeps: int) -> tuple[str, str]:
    """The medians of sweeps before the first is due: CPU milliseconds, milliseconds."""
    sweep = Sweep(store, StandingClock(FIRST_DUE - _SECOND))
    took, cpu = [], []
    for _ in range(sweeps):
        began, began_cpu = time.perf_counter(), time.process_time()
        await sweep.run()
        took.append(time.perf_counter() - began)
        cpu.append(time.process_time() - began_cpu)
    return f"{median(cpu) * 1000:.2f}", f"{median(took) * 1000:.2f}"


async def _fire(stores: Sequence[Store], scale: Scale) -> list[Rate]:
    """The medians of some rounds; the stores take turns, so that a machine that grows busy slows down all of them."""
    clock = StandingClock(FIRST_DUE - _SECOND)
    sweeps = [Sweep(store, clock) for store in stores]
    rounds: list[list[Rate]] = [[] for _ in stores]
    for _ in range(scale.fire_rounds):
        clock.instant += scale.fired_a_round * _SECOND
        for sweep, rates in zip(sweeps, rounds, strict=True):
            began, began_cpu = time.perf_counter(), time.process_time()
            fired = (await sweep.run()).reminders
            took, cpu = time.perf_counter() - began, time.process_time() - began_cpu
            assert fired == scale.fired_a_round
            rates.append(_rate(fired, took, cpu))
    return [Rate(median(rate.a_second for rate in rates), median(rate.cpu_ms for rate in rates)) for rates in rounds]


def _rate(count: int, seconds: float, cpu_seconds: float) -> Rate:
    return Rate(count / seconds, cpu_seconds / count * 1_000_000)


class _OneLook(BaseScheduler):  # type: ignore[misc]  # APScheduler has no types
    """Looks for due jobs when it is told to, as APScheduler's guide has it for a scheduler of one's own."""

    def wakeup(self) -> None:
        """Nothing sleeps."""

    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)

    def look(self) -> None:
        self._process_jobs()


def nothing() -> None:
    """What the jobs of the peer do."""


async def _peer(fresh: Fresh, scale: Scale) -> Rate:
    if fresh.dialect == "sqlite":
        return await asyncio.to_thread(_run_jobs, create_engine(fresh.url), scale)
    engine = create_async_engine(make_url(fresh.url).set(drivername="postgresql+asyncpg"))
    async with engine.connect() as connection:
        result = await connection.run_sync(lambda _: _run_jobs(engine.sync_engine, scale))
    await engine.dispose()
    return result


def _run_jobs(engine: Engine, scale: Scale) -> Rate:
    store = SQLAlchemyJobStore(engine=engine)
    scheduler = _OneLook(jobstores={"default": store}, executors={"default": DebugExecutor()}, timezone="UTC")
    scheduler.start()
    now = datetime.now(UTC)
    due = (now + (number - scale.peer_due) * _SECOND for number in range(scale.peer_due))
    later = (now + timedelta(days=1, seconds=number) for number in range(scale.peer_jobs - scale.peer_due))
    rows = [_job_row(store, at) for moments in (due, later) for at in moments]
    with engine.begin() as connection:
        connection.execute(insert(store.jobs_t), rows)
    began, began_cpu = time.perf_counter(), time.process_time()
    scheduler.look()
    took, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    assert len(store.get_all_jobs()) == scale.peer_jobs - scale.peer_due
    scheduler.shutdown()
    return _rate(scale.peer_due, took, cpu)


_making = _OneLook(timezone="UTC")


def _job_row(store: SQLAlchemyJobStore, at: datetime) -> dict[str, object]:
    """A job as the store keeps it; adding them one by one would take a transaction each."""
    settings = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1, "next_run_time": at}
    job = _making.add_job(nothing, DateTrigger(at), executor="default", **settings)
    state = pickle.dumps(job.__getstate__(), store.pickle_protocol)
    return {"id": job.id, "next_run_time": at.timestamp(), "job_state": state}
