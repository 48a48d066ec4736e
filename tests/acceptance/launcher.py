"""A process of crmbot for the tests: the real runtime at a console whose screen is a file.

Each is forked from a server that imported everything once, so that it starts in milliseconds, and
may be told to kill itself in the middle of its work.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Literal, TypeVar

from adapters.console.messenger import ChatConsole, ConsoleMessenger
from bot.bootstrap import Runtime
from bot.messages import Delivery, Incoming
from bot.observability.logs import logs
from bot.ports import Messenger, Store, UnitOfWork
from bot.settings import Settings
from storage.database.store import open_store

T = TypeVar("T")

Moment = Literal["before", "inside", "after"]


@dataclass(frozen=True, slots=True)
class Death:
    """When a process kills itself: before the n-th transaction, inside it (done, not committed) or after it.

    Transactions that only read do not count. Of a delivery, "before" is a request that gets lost,
    "after" one whose answer nobody reads.
    """

    moment: Moment
    of: Literal["transaction", "delivery"]
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a process does, in this order: takes over what others left, receives all messages at once, ticks, serves.

    `receives` are answered as a console's messages are, `accepts` as those of platforms that want to
    hear at once that a message is kept. `serves_until_shown` many messages were shown it lives by
    its own clockwork alone.
    `clock_ahead` is how far its clock runs before the machine's: leases that a killed process
    held run out without anybody waiting for it.
    """

    database_url: str
    folder: Path
    name: str
    takes_over: bool = False
    receives: tuple[Incoming, ...] = ()
    accepts: tuple[Incoming, ...] = ()
    ticks: bool = False
    serves_until_shown: int = 0
    clock_ahead: timedelta = timedelta()
    death: Death | None = None
    start_line: Barrier | None = None

    @property
    def screen(self) -> Path:
        return self.folder / "screen"

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"


@dataclass(frozen=True, slots=True)
class ShiftedClock:
    ahead: timedelta

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class _Mortal:
    """Counts what happens, and ends the process at the moment of its death as `kill -9` would."""

    def __init__(self, death: Death | None) -> None:
        self._death = death
        self._counts = {"transaction": 0, "delivery": 0}

    def begins(self, what: Literal["transaction", "delivery"]) -> Callable[[Moment], None]:
        self._counts[what] += 1
        number = self._counts[what]

        def reaches(moment: Moment) -> None:
            if self._death == Death(moment, what, number):
                os.kill(os.getpid(), signal.SIGKILL)

        reaches("before")
        return reaches


class MortalStore:
    """A store in which the process may die."""

    def __init__(self, store: Store, mortal: _Mortal) -> None:
        self._store = store
        self._mortal = mortal

    async def read(self, function: Callable[[UnitOfWork], T]) -> T:
        return await self._store.read(function)

    async def write(self, function: Callable[[UnitOfWork], T]) -> T:
        reaches = self._mortal.begins("transaction")
        result = await self._store.write(_then(function, reaches))
        reaches("after")
        return result

    async def claim(self, function: Callable[[UnitOfWork], T]) -> T:
        reaches = self._mortal.begins("transaction")
        result = await self._store.claim(_then(function, reaches))
        reaches("after")
        return result

    async def close(self) -> None:
        await self._store.close()


def _then(function: Callable[[UnitOfWork], T], reaches: Callable[[Moment], None]) -> Callable[[UnitOfWork], T]:
    def run(uow: UnitOfWork) -> T:
        result = function(uow)
        reaches("inside")
        return result

    return run


class MortalMessenger:
    """A messenger in which the process may die."""

    def __init__(self, messenger: Messenger, mortal: _Mortal) -> None:
        self._messenger = messenger
        self._mortal = mortal
        self.platform = messenger.platform
        self.limits = messenger.limits
        self.is_group = messenger.is_group
        self.profile = messenger.profile
        self.shown = asyncio.Semaphore(0)

    async def deliver(self, delivery: Delivery) -> str:
        reaches = self._mortal.begins("delivery")
        reference = await self._messenger.deliver(delivery)
        self.shown.release()
        reaches("after")
        return reference


def start(orders: Orders) -> BaseProcess:
    """Starts a process that carries the orders out."""
    process = processes().Process(target=_carry_out, args=(orders,), daemon=True)
    process.start()
    return process


def processes() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.acceptance.warm"])
    return context


def _carry_out(orders: Orders) -> None:
    with orders.log.open("w") as log:
        # Standard error itself, so that the file also has what the interpreter reports.
        os.dup2(log.fileno(), sys.stderr.fileno())
    with logs(Settings(log_level="info")):
        asyncio.run(_live(orders))


async def _live(orders: Orders) -> None:
    # Appending: two processes write to one screen, each message in one piece.
    with orders.screen.open("a") as screen:
        mortal = _Mortal(orders.death)
        store = MortalStore(await open_store(orders.database_url), mortal)
        messenger = MortalMessenger(ConsoleMessenger(ChatConsole(file=screen, width=200)), mortal)
        runtime = Runtime(store, [messenger], ShiftedClock(orders.clock_ahead))
        if orders.start_line is not None:
            orders.start_line.wait(timeout=240)
        if orders.takes_over:
            await runtime.take_over()
            await runtime.settled()
        await asyncio.gather(
            *(runtime.receive(incoming) for incoming in orders.receives),
            *(runtime.accept(incoming) for incoming in orders.accepts),
        )
        if orders.ticks:
            await runtime.tick()
        if orders.serves_until_shown:
            await runtime.start()
        for _ in range(orders.serves_until_shown):
            await messenger.shown.acquire()
        await runtime.stop()
        await store.close()
