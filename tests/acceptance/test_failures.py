"""What fails on the way: a handler, the line to the database, the database itself. Nobody is left without an answer."""

import asyncio
import gc
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import pytest

from adapters.console.messenger import ChatConsole, ConsoleMessenger
from bot.bootstrap import Runtime
from bot.conversation.intake import LEASE
from bot.errors import StoreUnavailable
from bot.ports import Store, UnitOfWork
from storage.database.store import open_store
from tests.acceptance.crm import Crm, message, salesperson, was_killed
from tests.acceptance.launcher import Death
from tests.acceptance.wire import Wire

T = TypeVar("T")

SAID = "called Tomas Rehn, wants a price for 40 chairs, follow up tomorrow at 10"
LOGGED = "Call with Tomas Rehn (Brightwater Mills) logged"

# The transactions of a message, reads included.
ACCEPT, CLAIM, READ, HANDLE, MARK = TRANSACTIONS = range(1, 6)


class MovableClock:
    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def advance(self, time: timedelta) -> None:
        self._ahead += time


class Person:
    """Somebody at a console whose screen can be read, in this very process."""

    def __init__(self, store: Store) -> None:
        self._screen = io.StringIO()
        self.clock = MovableClock()
        self.runtime = Runtime(store, [ConsoleMessenger(ChatConsole(file=self._screen, width=200))], self.clock)

    async def waits(self, time: timedelta) -> None:
        """Until leases have run out, and what was left behind has been taken over."""
        self.clock.advance(time)
        await self.runtime.take_over()
        await self.runtime.tick()
        await self.runtime.settled()

    def screen(self) -> list[str]:
        return [shown for shown in self._screen.getvalue().split("\n\n") if shown]


class TroubledStore:
    """A store to which something happens: at the n-th transaction, before it or inside it (done, not committed)."""

    def __init__(self, store: Store, trouble: Callable[[], None], *, number: int, inside: bool) -> None:
        self._store = store
        self._trouble = trouble
        self._number = number
        self._inside = inside
        self.transactions = 0

    async def read(self, function: Callable[[UnitOfWork], T]) -> T:
        return await self._run(self._store.read, function)

    async def write(self, function: Callable[[UnitOfWork], T]) -> T:
        return await self._run(self._store.write, function)

    async def claim(self, function: Callable[[UnitOfWork], T]) -> T:
        return await self._run(self._store.claim, function)

    async def close(self) -> None:
        await self._store.close()

    async def _run(
        self, run: Callable[[Callable[[UnitOfWork], T]], Awaitable[T]], function: Callable[[UnitOfWork], T]
    ) -> T:
        self.transactions += 1
        strikes = self.transactions == self._number
        if strikes and not self._inside:
            self._trouble()

        def troubled(uow: UnitOfWork) -> T:
            result = function(uow)
            if strikes and self._inside:
                self._trouble()
            return result

        return await run(troubled)


@pytest.fixture(autouse=True)
async def unhandled() -> AsyncIterator[None]:
    """What asyncio complains about: exceptions of tasks that nobody looked at, above all."""
    problems: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: problems.append(context))
    yield
    gc.collect()
    assert problems == []


def fail() -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("transaction", [READ, HANDLE])
async def test_a_handler_that_fails_is_owned_up_to_once_and_holds_up_nothing(crm: Crm, transaction: int) -> None:
    person = Person(TroubledStore(crm.store, fail, number=transaction, inside=True))
    said = message(SAID)

    await person.runtime.receive(said)
    assert await crm.inbox() == ["failed"]
    assert len(person.screen()) == 1
    assert "Something went wrong" in person.screen()[0]
    assert (await crm.counts())["activities"] == 0

    await person.runtime.receive(said)
    await person.runtime.receive(message(SAID))
    await person.waits(timedelta(minutes=2))
    assert await crm.inbox() == ["failed", "done"]
    assert len(person.screen()) == 2
    assert LOGGED in person.screen()[1]
    assert (await crm.counts())["activities"] == 1


async def test_a_process_that_is_too_slow_keeps_nothing_of_what_another_did_meanwhile(crm: Crm) -> None:
    def overtake() -> None:
        crm.run("other", takes_over=True, clock_ahead=2 * LEASE)

    slow = Person(TroubledStore(crm.store, overtake, number=HANDLE, inside=False))

    await slow.runtime.receive(message(SAID))
    await slow.waits(2 * LEASE)

    assert await crm.counts() == {"accounts": 1, "contacts": 1, "activities": 1, "tasks": 1, "reminders": 1}
    assert (await crm.inbox(), await crm.outbox()) == (["done"], ["sent"])
    assert (len(crm.screen()), slow.screen()) == (1, [])


async def test_a_message_that_ended_ten_processes_does_not_end_another(crm: Crm) -> None:
    person = Person(crm.store)
    assert was_killed(crm.process(receives=(message(SAID),), death=Death("after", "transaction", 1)))
    for _ in range(10):
        assert await crm.store.claim(lambda uow: uow.inbox.claim("killed", person.clock.now(), LEASE)) is not None
        person.clock.advance(2 * LEASE)

    await person.waits(2 * LEASE)
    assert await crm.inbox() == ["failed"]
    assert ["Something went wrong" in shown for shown in person.screen()] == [True]
    assert (await crm.counts())["activities"] == 0


@pytest.fixture
async def wire(postgres_url: str) -> AsyncIterator[Wire]:
    wire = Wire(postgres_url)
    await wire.mend()
    yield wire
    wire.cut()


@pytest.fixture
async def far_crm(wire: Wire, postgres_url: str, tmp_path: Path) -> AsyncIterator[Crm]:
    """A CRM whose store is at the other end of the wire; what is counted in it takes another way."""
    store = await open_store(wire.url)
    crm = Crm(postgres_url, tmp_path, store)
    await crm.fill()
    yield crm
    await crm.close()
    await store.close()


def terminate_backends(url: str) -> None:
    """Ends every connection to the database but its own, as an administrator or a restart of the server does."""

    async def terminate() -> None:
        connection = await asyncpg.connect(url)
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await connection.close()

    # In a thread of its own: a transaction is under way in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, terminate()).result()


@pytest.mark.parametrize("inside", [False, True], ids=["before", "inside"])
@pytest.mark.parametrize("kind", ["terminated", "cut", "deaf"])
async def test_a_store_that_goes_away_and_comes_back_costs_no_message(
    far_crm: Crm, wire: Wire, kind: str, inside: bool
) -> None:
    trouble = {
        "terminated": lambda: terminate_backends(far_crm.database_url),
        "cut": wire.cut,
        "deaf": wire.go_deaf,
    }[kind]
    for number in TRANSACTIONS:
        person = Person(TroubledStore(far_crm.store, trouble, number=number, inside=inside))
        said = message(SAID)
        with suppress(StoreUnavailable):
            await person.runtime.receive(said)
        if kind == "terminated" and not inside:
            assert len(person.screen()) == 1, "a connection that was lost between two transactions is nobody's business"
        await wire.mend()
        # A platform that got no answer hands the message over once more.
        await person.runtime.receive(said)
        await person.waits(timedelta(minutes=2))

        where = f"{kind} {'inside' if inside else 'before'} transaction {number}"
        assert (await far_crm.counts())["activities"] == number, where
        assert await far_crm.inbox() == ["done"] * number, where
        assert await far_crm.outbox() == ["sent"] * number, where
        replies = person.screen()
        assert all(LOGGED in reply for reply in replies), where
        # The answer was out and nobody could write that down; or it may have been, for all that is known.
        unmarked = [reply for reply in replies if not reply.startswith("↻")]
        assert len(replies) == 1 or (number == MARK and len(replies) == 2), where
        assert len(unmarked) == 1 or (number == HANDLE and kind == "deaf"), where


async def test_a_store_that_goes_away_while_many_are_written_to_costs_no_reminder(far_crm: Crm, wire: Wire) -> None:
    people = [salesperson(f"Person {number}") for number in range(8)]
    await far_crm.add_users(*people)
    wishes = [(someone, f"errand {number}.") for number, someone in enumerate(people)]
    await far_crm.remind(*wishes, at=datetime.now(UTC))
    # The look, the sweep, the claim, the words of all: the line breaks when what was sent is marked.
    process = Person(TroubledStore(far_crm.store, wire.cut, number=5, inside=True))

    await process.runtime.tick()
    await process.runtime.settled()
    assert "pending" not in await far_crm.reminders()
    assert "held" in await far_crm.outbox()
    await wire.mend()
    await process.waits(timedelta(minutes=2))

    assert await far_crm.outbox() == ["sent"] * len(people)
    for _, subject in wishes:
        come = [notice for notice in process.screen() if subject in notice]
        assert [notice.startswith("↻") for notice in come] in ([False], [False, True], [True])
