"""What a message costs, stage by stage: the CPU time of this process, all its threads together.

A message goes the way that it goes in `Runtime.receive`. Its peer are the same statements with the same
parameters, run by the database driver alone: what the store cannot do without.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from statistics import fmean, median
from typing import TypeVar

from benchmarks.clock import StandingClock
from benchmarks.databases import Databases, Fresh
from benchmarks.driver_alone import recorded, replay
from benchmarks.invented import companies, customers, people
from benchmarks.report import Report
from benchmarks.scale import Scale
from bot.bootstrap import Runtime, read_documents
from bot.conversation.intake import Intake
from bot.crm.imports import import_rows
from bot.domain.ids import new_id
from bot.domain.names import KnownName, Names
from bot.domain.people import User
from bot.domain.zones import zone_of
from bot.language.frames import ParseContext
from bot.language.parser import parse
from bot.messages import Address, Attachment, Conversation, Delivery, Incoming, Profile
from bot.ports import Store, UnitOfWork
from bot.scheduling.delivery import Deliverer
from bot.scheduling.under_way import UnderWay
from storage.database.store import open_store

T = TypeVar("T")

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
# Those of the smallest store are in the larger ones as well.
_WHO, _SIGNER, _PARTNER, _MOVER = people(10)[4:8]
TEXTS = (
    f"called {_WHO} at {companies(5)[2]}, wants a price for 40 chairs, follow up tomorrow at 10",
    f"who is {_WHO}?",
    "remind me on friday at 4pm to send the price list",
    "what's on today?",
    f"{_MOVER}'s phone is now +33 6 12 00 45 67",
    f"appelé {_SIGNER} hier, elle signe en avril",
    f"remind me tomorrow to call {_PARTNER}",
    "undo",
)
_STAGES = ("accept", "handle", "deliver")
_STEPS = ("handle: claim", "handle: read", "handle: parse", "handle: write")
_RECORDED_ROUNDS = 3


class Listener:
    """A `Messenger` whose sending costs nothing."""

    platform = "console"
    limits = None

    async def deliver(self, delivery: Delivery) -> str:
        return delivery.outbox_id

    def is_group(self, address: Address) -> bool:  # noqa: ARG002  # there are no groups here
        return False

    def link(self, message_key: str, *, own: bool) -> str:  # noqa: ARG002  # nothing leads here
        return ""

    async def fetch(self, attachment: Attachment, most: int) -> bytes:  # noqa: ARG002  # nobody sends files here
        return b""

    async def profile(self, person: str) -> Profile:  # noqa: ARG002  # everybody here is known already
        return Profile()


class Meter:
    """CPU milliseconds by stage, of one message."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.process_time()
        try:
            yield
        finally:
            self.spent[name] += (time.process_time() - began) * 1000


class MeteredStore:
    """The store, with its transactions measured."""

    def __init__(self, store: Store, meter: Meter) -> None:
        self._store = store
        self._meter = meter

    async def read(self, function: Callable[[UnitOfWork], T]) -> T:
        with self._meter.stage("handle: read"):
            return await self._store.read(function)

    async def write(self, function: Callable[[UnitOfWork], T]) -> T:
        with self._meter.stage("handle: write"):
            return await self._store.write(function)

    async def claim(self, function: Callable[[UnitOfWork], T]) -> T:
        with self._meter.stage("handle: claim"):
            return await self._store.claim(function)

    async def close(self) -> None:
        await self._store.close()


class Desk:
    """One person at one store, whose messages are measured one after another."""

    def __init__(self, store: Store, user: User) -> None:
        self.meter = Meter()
        self._store = store
        self._user = user
        clock, worker, listener = StandingClock(NOW), "bench", Listener()
        self._accepting = Intake(store, [listener], clock, worker=worker, read_documents=read_documents)
        self._handling = Intake(
            MeteredStore(store, self.meter), [listener], clock, worker=worker, read_documents=read_documents
        )
        self._delivering = Deliverer(store, [listener], clock, worker=worker, under_way=UnderWay(worker, None))

    async def says(self, text: str) -> dict[str, float]:
        """CPU milliseconds by stage and step."""
        self.meter.spent.clear()
        incoming = said(text, self._user)
        with self.meter.stage("accept"):
            await self._accepting.accept(incoming)
        with self.meter.stage("handle"):
            done = await self._handling.handle_next(incoming.conversation)
        assert done is not None
        assert done[1] is not None, f"could not be handled: {text}"
        with self.meter.stage("deliver"):
            assert await self._delivering.run(Listener.platform) == len(done[1].effects)
        return dict(self.meter.spent) | {"all": sum(self.meter.spent[stage] for stage in _STAGES)}

    async def parses(self, text: str) -> float:
        """CPU milliseconds of the parse by itself: the names that it asks for are in its hands already."""
        zone = zone_of(self._user.timezone)

        def run(uow: UnitOfWork) -> float:
            names = Recalled(uow.names)
            context = ParseContext(now=NOW.astimezone(zone), zone=zone, names=names, language=self._user.language)
            parse(text, context)
            began = time.process_time()
            parse(text, context)
            return (time.process_time() - began) * 1000

        return await self._store.read(run)


class Recalled:
    """Names as another has them, which is asked once."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._found: Sequence[KnownName] | None = None

    def find(self, words: Sequence[str]) -> Sequence[KnownName]:
        if self._found is None:
            self._found = self._names.find(words)
        return self._found


def said(text: str, user: User) -> Incoming:
    conversation = Conversation("console", user.id, "", user.id)
    return Incoming(key=new_id(), conversation=conversation, text=text, sent_at=NOW)


async def measure(server: Databases, report: Report, scale: Scale) -> None:
    """Prints both tables for one kind of database."""
    columns: list[dict[str, float]] = []
    floods: list[tuple[str, ...]] = []
    for contacts in scale.contacts:
        async with server.fresh() as fresh:
            users = await _filled(fresh, contacts, scale.conversations)
            columns.append(await _stages(server, fresh, users[0], scale.message_rounds))
            floods += [
                (f"{together} at once, {contacts:,} contacts", *await _flood(fresh, users[:together], scale))
                for together in (1, scale.conversations)
            ]
    rows = [
        (name, *(f"{column[name]:.2f}" for column in columns))
        for name in ("accept", "handle", *_STEPS, "deliver", "all", "the driver alone")
    ]
    ratio = ("all, of the driver alone", *(f"{c['all'] / c['the driver alone']:.1f}" for c in columns))
    sizes = [f"{contacts:,} contacts" for contacts in scale.contacts]
    report.table(f"{server.name}: CPU ms a message", ["", *sizes], [*rows, ratio])
    report.table(f"{server.name}: conversations", ["", "messages a second", "CPU ms a message"], floods)


async def _filled(fresh: Fresh, contacts: int, users: int) -> list[User]:
    """The people of a store with so many contacts."""
    store = await open_store(fresh.url)

    def fill(uow: UnitOfWork) -> list[User]:
        report = import_rows(uow, customers(contacts, users), importer=None, now=NOW)
        assert not report.problems, report.problems[0]
        people = uow.users.all()
        for user in people:
            uow.users.link(user.id, "console", user.id, NOW)
        return people

    people = await store.write(fill)
    await store.close()
    if fresh.dialect == "postgresql":
        # Autovacuum would do so a minute later.
        await fresh.execute("ANALYZE")
    return people


async def _stages(server: Databases, fresh: Fresh, user: User, rounds: int) -> dict[str, float]:
    """The median of each text, and the mean over the texts."""
    async with server.copy(fresh) as copy:
        store = await open_store(fresh.url)
        noted, transactions = recorded(store, fresh)
        first = Desk(noted, user)
        for text in TEXTS * _RECORDED_ROUNDS:
            await first.says(text)
        desk = Desk(store, user)
        measured: dict[str, list[dict[str, float]]] = {text: [] for text in TEXTS}
        for _ in range(rounds):
            for text in TEXTS:
                measured[text].append(await desk.says(text) | {"handle: parse": await desk.parses(text)})
        await store.close()
        alone = await replay(copy, transactions) / (len(TEXTS) * _RECORDED_ROUNDS)
    names = (*_STAGES, *_STEPS, "all")
    result = {name: fmean(median(spent[name] for spent in some) for some in measured.values()) for name in names}
    return result | {"the driver alone": alone}


async def _flood(fresh: Fresh, users: list[User], scale: Scale) -> tuple[str, str]:
    """(messages a second, CPU milliseconds a message), each person waiting for one answer before the next message."""
    store = await open_store(fresh.url)
    runtime = Runtime(store, [Listener()], StandingClock(NOW))
    each = scale.flood_messages // len(users)

    async def talk(user: User, messages: int) -> None:
        for number in range(messages):
            await runtime.receive(said(TEXTS[number % len(TEXTS)], user))

    await asyncio.gather(*(talk(user, 1) for user in users))
    began, began_cpu = time.monotonic(), time.process_time()
    await asyncio.gather(*(talk(user, each) for user in users))
    took, cpu = time.monotonic() - began, time.process_time() - began_cpu
    await store.close()
    count = each * len(users)
    return f"{count / took:.0f}", f"{cpu / count * 1000:.2f}"
