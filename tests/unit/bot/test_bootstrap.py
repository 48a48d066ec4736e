"""A running crmbot: what comes in is answered, what is due comes back, and what another process left is taken over."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot import bootstrap
from bot.bootstrap import Runtime, open_runtime
from bot.conversation.intake import LEASE
from bot.domain.ids import new_id
from bot.domain.people import User
from bot.errors import StoreUnavailable
from bot.messages import Address, Conversation, Incoming, Profile
from bot.ports import UnitOfWork
from bot.settings import Settings
from storage.database.store import DatabaseStore
from tests.contract.samples import card
from tests.unit.bot.conversation.talk import HandClock, talk_at
from tests.unit.bot.scheduling.chats import Chats
from tests.watched import Execution, watched


@dataclass(slots=True)
class Running:
    """A runtime on a clock that is set by hand, and the chats it writes to."""

    store: DatabaseStore
    user: User
    clock: HandClock = field(default_factory=HandClock)
    chats: Chats = field(default_factory=Chats)

    def runtime(self) -> Runtime:
        return Runtime(self.store, [self.chats], self.clock)

    def message(self, text: str) -> Incoming:
        conversation = Conversation("console", "desk", "", self.user.id)
        return Incoming(key=new_id(), conversation=conversation, text=text, sent_at=self.clock.now())

    def from_a_stranger(self) -> Incoming:
        conversation = Conversation("console", "desk", "", "somebody")
        return Incoming(key=new_id(), conversation=conversation, text="hello", sent_at=self.clock.now())


class Asking(Chats):
    """A platform that is slow to say who a stranger is."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.knows = asyncio.Event(), asyncio.Event()

    async def profile(self, person: str) -> Profile:  # all are strangers
        self.asked.set()
        await self.knows.wait()
        return Profile()


@pytest.fixture
async def running(sqlite_store: DatabaseStore) -> Running:
    return Running(sqlite_store, (await talk_at(sqlite_store)).user)


async def test_a_message_is_answered_in_its_chat(running: Running) -> None:
    runtime, incoming = running.runtime(), running.message("hello")
    handled = await runtime.receive(incoming)
    assert handled is not None
    assert [delivery.outbox_id for delivery in running.chats.sent] == list(handled.outbox_ids)
    assert running.chats.texts[0].startswith("Hello Iris.")
    assert await runtime.receive(incoming) is None
    assert len(running.chats.sent) == 1


async def test_a_repeat_while_the_first_is_on_its_way_answers_once(running: Running) -> None:
    runtime, incoming = running.runtime(), running.message("hello")
    answers = await asyncio.gather(*(runtime.receive(incoming) for _ in range(5)))
    assert sum(answer is not None for answer in answers) == 1
    assert len(running.chats.sent) == 1


async def test_what_is_due_comes_back_with_the_next_tick(running: Running) -> None:
    runtime = running.runtime()
    await runtime.receive(running.message("remind me in 5 minutes to stretch"))
    await runtime.tick()
    await runtime.settled()
    assert len(running.chats.sent) == 1
    running.clock.instant += timedelta(minutes=5)
    await runtime.tick()
    await runtime.settled()
    assert running.chats.texts[1:] == ["⏰ stretch"]


async def test_a_tick_with_nothing_due_asks_once(running: Running) -> None:
    asked: list[Execution] = []
    runtime = Runtime(watched(running.store, asked.append), [running.chats, Chats(platform="slack")], running.clock)
    await runtime.receive(running.message("remind me in 5 minutes to stretch"))
    await runtime.tick()
    await runtime.settled()
    asked.clear()
    await runtime.tick()
    await runtime.settled()
    assert len(asked) == 1


async def test_a_message_whose_process_died_is_answered_by_another(running: Running) -> None:
    incoming = running.message("hello")
    now = running.clock.now()
    await running.store.write(lambda uow: uow.inbox.accept([incoming], now))
    await running.store.claim(lambda uow: uow.inbox.claim("killed", now, LEASE))
    runtime = running.runtime()
    await runtime.take_over()
    await runtime.settled()
    assert running.chats.sent == []
    running.clock.instant += LEASE
    await runtime.take_over()
    await runtime.settled()
    assert len(running.chats.sent) == 1


async def test_it_ticks_by_itself_until_it_is_stopped(running: Running) -> None:
    runtime = running.runtime()
    await runtime.receive(running.message("remind me in 5 minutes to stretch"))
    running.clock.instant += timedelta(minutes=5)
    await runtime.start()
    try:
        async with asyncio.timeout(10):
            while len(running.chats.sent) < 2:
                running.chats.arrived.clear()
                await running.chats.arrived.wait()
    finally:
        await runtime.stop()
    assert running.chats.texts[1] == "⏰ stretch"


async def test_what_it_took_over_is_answered_before_it_stops(running: Running) -> None:
    chats, now = Asking(), running.clock.now()
    await running.store.write(lambda uow: uow.inbox.accept([running.from_a_stranger()], now))
    runtime = Runtime(running.store, [chats], running.clock)
    await runtime.start()
    await chats.asked.wait()
    stopping = asyncio.create_task(runtime.stop())
    await asyncio.sleep(0)
    chats.knows.set()
    await stopping
    assert len(chats.sent) == 1


async def test_what_comes_while_a_conversation_is_in_hand_is_answered_after_it(running: Running) -> None:
    chats = Asking()
    here, there = (Runtime(running.store, [chats], running.clock) for _ in range(2))
    await here.accept(running.from_a_stranger())
    await chats.asked.wait()
    await here.accept(running.from_a_stranger())
    await there.accept(running.from_a_stranger())
    chats.knows.set()
    await here.settled()
    assert len(chats.sent) == 3
    await there.settled()


async def test_what_another_process_may_have_missed_is_looked_for_once_more(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "_ANOTHER_LOOK", 0.2)
    runtime, now = running.runtime(), running.clock.now()
    first = running.message("hello")
    await running.store.write(lambda uow: uow.inbox.accept([first], now))
    claim = await running.store.claim(lambda uow: uow.inbox.claim("another", now, LEASE))
    assert claim is not None
    await runtime.accept(running.message("hello"))
    await running.store.write(lambda uow: uow.inbox.finish(claim, now))
    await runtime.settled()
    assert len(running.chats.sent) == 1


async def test_two_processes_on_one_store_answer_and_remind_once(running: Running) -> None:
    first, second = running.runtime(), running.runtime()
    await asyncio.gather(*(first.receive(running.message(f"remind me in {n + 2} minutes to x{n}")) for n in range(3)))
    running.clock.instant += timedelta(minutes=30)
    await asyncio.gather(first.tick(), second.tick(), first.take_over(), second.take_over())
    await asyncio.gather(first.settled(), second.settled())
    reminded = [text for text in running.chats.texts if "late" in text]
    assert len(reminded) == 3
    assert len(running.chats.sent) == 6


async def test_a_platform_that_hangs_holds_up_no_other(running: Running) -> None:
    hanging, hangs = Chats(platform="slack"), asyncio.Event()
    hanging.waits = lambda _: hangs.wait()
    runtime = Runtime(running.store, [hanging, running.chats], running.clock)
    now = running.clock.now()

    def queue(uow: UnitOfWork) -> None:
        for number in range(60):
            uow.outbox.add([card()], user_id=running.user.id, address=Address("slack", f"C{number}"), now=now)

    await running.store.write(queue)
    await runtime.tick()
    await hanging.until_under_way(50)
    await runtime.accept(running.message("hello"))
    await running.chats.arrived.wait()
    assert running.chats.texts[0].startswith("Hello Iris.")
    assert (hanging.most_at_once, hanging.sent) == (50, [])
    hangs.set()
    await runtime.settled()
    assert len(hanging.sent) == 60


async def test_open_runtime_makes_the_store_and_closes_it(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'new.db'}")
    async with open_runtime(settings, messengers=[]) as runtime:
        assert await runtime.store.read(lambda uow: uow.users.all()) == []
    assert (tmp_path / "new.db").exists()


async def test_a_store_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no database, but text that is long enough to be read as one" * 20)
    with pytest.raises(StoreUnavailable):
        async with open_runtime(Settings(database_url=f"sqlite:///{tmp_path / 'file'}"), messengers=[]):
            pass


async def test_a_duty_is_one_process_and_free_as_soon_as_that_stops(running: Running) -> None:
    first, second = running.runtime(), running.runtime()
    await first.start()
    assert await first.take_duty("poll")
    assert not await second.take_duty("poll")
    assert await first.take_duty("poll")
    await first.stop()
    assert await second.take_duty("poll")
