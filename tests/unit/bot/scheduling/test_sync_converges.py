"""Whatever happened on both sides, in whatever order and with whatever failures: in the end they are the same."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from bot.crm.activities import LogActivity, Parties, log_activity
from bot.crm.changes import Recorder, records_of
from bot.crm.mirrors import KINDS, outgoing
from bot.crm.people import create_account, create_contact
from bot.crm.sync import keep_ours, take_theirs
from bot.domain.changes import Value
from bot.domain.mirrors import RemoteKind
from bot.errors import RemoteError
from bot.ports import UnitOfWork
from storage.database.store import open_store, upgrade
from storage.sugarcrm.mapping import MODULES
from tests.fakes.sugarcrm import Fault, Request
from tests.unit.bot.scheduling.mirrored import DOWN, LOST, Two, filled, two_at

Step = tuple[Any, ...]

PAGE, NULL = Fault(body="<html>Maintenance</html>"), Fault(body="null")
# What comes back because somebody went on with it there was changed here meanwhile.
BACK: list[Step] = [("deleted here",), ("there", "primary_address_street", "CEO"), ("both",), ("here", "address", "")]

COMPARED: tuple[RemoteKind, ...] = ("account", "contact", "deal", "call", "task")
# What an activity is called there is told but once.
UNTOLD = {"title"}

TEXTS = st.sampled_from(["CFO", "CEO", "", "R&D <lead>", "l'acheteuse"])
EMAILS = st.sampled_from(["jane@example.org", "j.oneil@example.org", ""])
PLAIN = ["deleted here", "back here", "deleted there", "back there", "made there", "logged", "company here"]
PLAIN += ["linked there", "unlinked there", "session lost", "pull", "push", "both"]
STEPS = st.one_of(
    st.tuples(st.just("here"), st.sampled_from(["title", "address"]), TEXTS),
    st.tuples(st.just("here"), st.just("email"), EMAILS),
    st.tuples(st.just("there"), st.sampled_from(["title", "primary_address_street"]), TEXTS),
    st.tuples(st.just("there"), st.just("email1"), EMAILS),
    st.tuples(st.sampled_from(PLAIN)),
    st.tuples(st.just("fails"), st.sampled_from([DOWN, LOST, PAGE, NULL]), st.integers(0, 9), st.integers(1, 2)),
    st.tuples(st.just("meanwhile"), st.integers(0, 9), TEXTS),
)


@dataclass(slots=True)
class World:
    """`step` takes one, `settle` ends the failures, answers every question, and lets both sides come to rest."""

    two: Two
    count: int = 0

    async def step(self, step: Step) -> None:
        self.count += 1
        self.two.desk.later(seconds=1)
        match step:
            case ("here", name, value):
                await self.two.changes("C1", **{name: value})
            case ("there", name, value):
                self.two.server.change("Contacts", "C1", **{name: value})
            case ("fails", fault, after, times):
                self._at(after, times, lambda: fault)
            case ("meanwhile", after, value):
                self._at(after, 1, lambda: self.two.server.change("Contacts", "C1", title=value))
            case (("deleted here" | "back here") as what,):
                await self._delete(gone=what == "deleted here")
            case ("logged" | "company here" as what,):
                await self.two.desk.does(self._log if what == "logged" else self._make)
            case ("pull" | "push" | "both" as what,):
                await self._sync(what)
            case (what,):
                self._there(what)

    def _there(self, what: str) -> None:
        server = self.two.server
        match what:
            case "deleted there" | "back there":
                server.change("Contacts", "C1", deleted=str(int(what == "deleted there")))
            case "made there":
                server.put("Contacts", last_name=f"Made {self.count}", account_id="A1")
            case "linked there":
                server.link("Calls", "K1", "contacts", "C2")
            case "unlinked there":
                server.unlink("Calls", "K1", "contacts", "C1")
            case "session lost":
                server.end_sessions()

    async def _delete(self, *, gone: bool) -> None:
        jane = await self.two.contact("C1")
        wanted = self.two.desk.now if gone else None
        if (jane.deleted_at is None) == gone:
            await self.two.desk.does(lambda recorder: recorder.update(jane, deleted_at=wanted), intent="delete_record")

    def _log(self, recorder: Recorder) -> None:
        (jane,) = recorder.uow.contacts.get_many(["C1"], deleted=True)
        log_activity(recorder, LogActivity(parties=Parties(contact=jane), note=f"call number {self.count}"))

    def _make(self, recorder: Recorder) -> None:
        create_contact(recorder, f"Zoe {self.count}", create_account(recorder, f"Company {self.count}"))

    def _at(self, after: int, times: int, meet: Callable[[], Fault | None]) -> None:
        """What some of the next requests meet. Failing once, one is asked again; twice, and whoever asked gives up."""
        count = 0

        def trouble(_request: Request) -> Fault | None:
            nonlocal count
            count += 1
            return meet() if after < count <= after + times else None

        self.two.server.trouble = trouble

    async def _sync(self, what: str) -> None:
        try:
            if what != "push":
                await self.two.pull()
            if what != "pull":
                await self.two.push()
        except RemoteError:
            self.two.desk.later(minutes=1)

    async def settle(self) -> None:
        self.two.server.trouble = lambda _request: None
        for number in range(8):
            self.two.desk.later(hours=7)
            await self.two.pull(thorough=True)
            await self.two.push()
            if await self.two.desk.store.write(partial(self._answer, ours=bool((number + self.count) % 2))):
                return

    def _answer(self, uow: UnitOfWork, *, ours: bool) -> bool:
        """Whether nothing was left to be asked or sent."""
        asked = [uow.sync.conflict(each.id) for each in self.two.asked]
        still = [conflict for conflict in asked if conflict is not None and conflict.settled_at is None]
        for conflict in still:
            recorder = Recorder(uow, self.two.desk.speaker)
            (keep_ours if ours else take_theirs)(recorder, conflict)
            recorder.finish("decide", "Jane O'Neil")
        return not still and not uow.sync.behind()[0]


def _told(two: Two, kind: RemoteKind, uow: UnitOfWork) -> dict[str, dict[str, tuple[Value, Value]]]:
    """Every living record here by its id there: each field as it is, and as it should come back once it was sent."""
    repository = records_of(uow, KINDS[kind])
    living = [record for record in repository.page("", 1000) if record.deleted_at is None]
    mirrors = uow.sync.mirrors_of([record.id for record in living])
    told = {}
    for record in living:
        out = outgoing(uow, KINDS[kind], record)
        if out is not None and out.kind == kind:
            there = two.remote.canonical(kind, out.fields)
            told[mirrors[record.id].remote_id] = {
                name: (out.fields[name], each) for name, each in there.items() if name not in UNTOLD
            }
    return told


async def _differences(two: Two) -> list[object]:
    found: list[object] = []
    for kind in COMPARED:
        here = await two.desk.gets(partial(_told, two, kind))
        there = {row["id"] for row in two.server.records(MODULES[kind].name)}
        found += [(kind, each, "only on one side") for each in here.keys() ^ there]
        for record_id in here.keys() & there:
            stands = await two.remote.get(kind, record_id)
            assert stands is not None
            found += [
                (kind, record_id, name, values, stands.fields[name])
                for name, values in here[record_id].items()
                if name in stands.fields and stands.fields[name] not in values
            ]
    waiting, _ = await two.desk.gets(lambda uow: uow.sync.behind())
    return [*found, *(["still waiting"] * bool(waiting))]


async def _live(template: Path, steps: list[Step]) -> list[object]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(template, f"{folder}/crmbot.db")
        store = await open_store(f"sqlite:///{folder}/crmbot.db")
        try:
            async with two_at(store) as two:
                filled(two.server)
                two.server.put("Contacts", id="C2", last_name="Second", account_id="A1")
                # What it is called says no more than its note.
                two.server.change("Calls", "K1", name="wants a quote")
                await two.pull()
                world = World(two)
                for step in steps:
                    await world.step(step)
                await world.settle()
                return await _differences(two)
        finally:
            await store.close()


@settings(max_examples=settings().max_examples // 20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(steps=st.lists(STEPS, max_size=12))
@example(steps=BACK)
def test_both_sides_are_the_same_in_the_end(sqlite_template: Path, steps: list[Step]) -> None:
    if not sqlite_template.exists():
        asyncio.run(upgrade(f"sqlite:///{sqlite_template}"))
    assert asyncio.run(_live(sqlite_template, steps)) == []
