"""From the outbox into the chats: in order, tried again, given up, never lost and never silently twice."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.crm.changes import Recorder
from bot.crm.reminders import SetReminder, complete, set_reminder
from bot.domain.reminders import Reminder
from bot.errors import PermanentDelivery, TransientDelivery, UnknownDelivery
from bot.messages import Address, Edit, Effect, Send, Toast, bold, buttons_of
from bot.scheduling.delivery import LEASE, Deliverer
from bot.scheduling.sweep import Sweep
from bot.scheduling.under_way import UnderWay
from storage.database.store import DatabaseStore
from tests.contract.samples import card
from tests.unit.bot.conversation.talk import HandClock
from tests.unit.bot.crm.desk import NOW, Desk, desk_at
from tests.unit.bot.scheduling.chats import Chats

DESK, SHOP = Address("console", "desk"), Address("console", "shop")


@dataclass(slots=True)
class Post:
    """A store whose outbox is delivered to chats in memory."""

    desk: Desk
    chats: Chats = field(default_factory=Chats)
    clock: HandClock = field(default_factory=HandClock)

    async def queues(self, *titles: str, to: Address = DESK) -> list[str]:
        return await self.queues_effects(*(card(title) for title in titles), to=to)

    async def queues_effects(self, *effects: Effect, to: Address = DESK) -> list[str]:
        now = self.clock.now()
        return await self.desk.store.write(
            lambda uow: uow.outbox.add(list(effects), user_id=self.desk.user.id, address=to, now=now)
        )

    async def delivers(self, *, worker: str = "w", users: list[str] | None = None) -> int:
        return await Deliverer(
            self.desk.store, [self.chats], self.clock, worker=worker, under_way=UnderWay(worker, None), users=users
        ).run("console")

    async def counts(self) -> dict[str, int]:
        return {
            state: count for state, count in (await self.desk.gets(lambda uow: uow.outbox.counts())).items() if count
        }

    def waits(self, duration: timedelta) -> None:
        self.clock.instant += duration
        self.desk.now = self.clock.instant

    async def reminds(self, subject: str = "Ring Olga", **fields: object) -> Reminder:
        command = SetReminder(subject=subject, at=self.clock.now(), **fields)  # type: ignore[arg-type]
        reminder, _ = await self.desk.does(lambda recorder: set_reminder(recorder, command))
        await Sweep(self.desk.store, self.clock).run()
        return reminder


@pytest.fixture
async def post(sqlite_store: DatabaseStore) -> Post:
    return Post(await desk_at(sqlite_store))


def once(error: Exception, text: str) -> Callable[[str], Exception | None]:
    """Fails the first delivery of this text."""
    left = [error]
    return lambda said: left.pop() if said == text and left else None


async def test_messages_of_a_chat_arrive_in_order(post: Post) -> None:
    await post.queues("one", "two", "three")
    assert await post.delivers() == 3
    assert post.chats.texts == ["one", "two", "three"]
    assert post.chats.most_at_once == 1
    assert await post.counts() == {"sent": 3}


async def test_chats_do_not_wait_for_each_other(post: Post) -> None:
    await post.queues("one", to=DESK)
    await post.queues("other", to=SHOP)
    await post.delivers()
    assert post.chats.most_at_once == 2


async def test_what_is_queued_while_a_chat_hangs_leaves_in_the_same_round(post: Post) -> None:
    hangs = asyncio.Event()
    post.chats.waits = lambda text: hangs.wait() if text == "slow" else asyncio.sleep(0)
    deliverer = Deliverer(post.desk.store, [post.chats], post.clock, worker="w", under_way=UnderWay("w", None))
    await post.queues("slow")
    round_ = asyncio.create_task(deliverer.run("console"))
    await post.chats.until_under_way(1)
    await post.queues("quick", to=SHOP)
    deliverer.stir("console")
    await post.chats.arrived.wait()
    assert post.chats.texts == ["quick"]
    hangs.set()
    assert await round_ == 2


async def test_nothing_overtakes_a_message_that_has_to_wait(post: Post) -> None:
    await post.queues("one", "two")
    await post.queues("other", to=SHOP)
    post.chats.fails = once(TransientDelivery("busy", retry_after=30), "one")
    assert await post.delivers() == 1
    assert post.chats.texts == ["other"]
    post.waits(timedelta(seconds=29))
    assert await post.delivers() == 0
    post.waits(timedelta(seconds=1))
    assert await post.delivers() == 2
    assert post.chats.texts == ["other", "one", "two"]
    assert [delivery.repeated for delivery in post.chats.sent] == [False, False, False]


async def test_pauses_double_up_to_a_minute(post: Post) -> None:
    await post.queues("one")
    tries: list[timedelta] = []

    def fails(_text: str) -> Exception:
        tries.append(post.clock.instant - NOW)
        return TransientDelivery("down")

    post.chats.fails = fails
    for _ in range(250):
        await post.delivers()
        post.waits(timedelta(seconds=1))
    assert [int(at.total_seconds()) for at in tries] == [0, 2, 6, 14, 30, 62, 122, 182, 242]


async def test_a_message_that_may_be_tried_at_once_is_not_tried_without_end(post: Post) -> None:
    await post.queues("one")
    post.chats.fails = lambda _text: TransientDelivery("now", retry_after=0)
    assert await post.delivers() == 0
    assert await post.counts() == {"pending": 1}


async def test_what_can_never_arrive_is_recorded_and_holds_up_nothing(post: Post) -> None:
    await post.queues("one", "two")
    post.chats.fails = once(PermanentDelivery("archived"), "one")
    assert await post.delivers() == 1
    assert post.chats.texts == ["two"]
    assert await post.counts() == {"sent": 1, "failed": 1}


async def test_a_fault_of_an_adapter_is_recorded_and_holds_up_nothing(post: Post) -> None:
    await post.queues("one", "two")
    post.chats.fails = once(ZeroDivisionError(), "one")
    await post.delivers()
    assert post.chats.texts == ["two"]
    assert await post.counts() == {"sent": 1, "failed": 1}


async def test_what_may_have_arrived_is_repeated_and_says_so(post: Post) -> None:
    await post.queues("one", "two")
    post.chats.fails = once(UnknownDelivery("no answer", retry_after=5), "one")
    assert await post.delivers() == 0
    post.waits(timedelta(seconds=5))
    await post.delivers()
    assert [(d.repeated, text) for d, text in zip(post.chats.sent, post.chats.texts, strict=True)] == [
        (True, "one"),
        (False, "two"),
    ]


async def test_what_a_killed_process_was_sending_is_repeated_and_says_so(post: Post) -> None:
    await post.queues("one")
    now = post.clock.now()
    claimed = await post.desk.store.claim(lambda uow: uow.outbox.claim("killed", now, LEASE, 9, platforms=["console"]))
    assert len(claimed) == 1
    assert await post.delivers() == 0
    post.waits(LEASE)
    assert await post.delivers() == 1
    assert post.chats.sent[0].repeated


async def test_an_edit_names_the_message_it_changes(post: Post) -> None:
    (shown,) = await post.queues("one")
    await post.delivers()
    await post.queues_effects(Edit(shown, card("changed").content))
    await post.delivers()
    assert post.chats.sent[-1].reference == "ref one"


async def test_toasts_are_delivered_too(post: Post) -> None:
    await post.queues_effects(Toast("answered"))
    await post.delivers()
    assert post.chats.texts == ["answered"]


async def test_other_platforms_and_people_are_left_alone(post: Post) -> None:
    await post.queues("one")
    await post.queues("elsewhere", to=Address("slack", "c1"))
    assert await post.delivers(users=["nobody"]) == 0
    assert await post.delivers(users=[post.desk.user.id]) == 1
    assert await post.counts() == {"sent": 1, "pending": 1}


async def test_a_reminder_is_worded_when_it_is_sent(post: Post) -> None:
    reminder = await post.reminds()
    assert await post.delivers() == 1
    assert post.chats.texts == ["⏰ Ring Olga"]
    buttons = await post.desk.gets(lambda uow: uow.buttons.of_message(post.chats.sent[0].outbox_id))
    assert [button.label for button in buttons] == [
        "Done",
        "Snooze 1 h",
        "Snooze to the afternoon",
        "Snooze to tomorrow",
        "Snooze to Monday",
        "Snooze until…",
        "Reschedule…",
    ]
    assert all(button.handle and button.action.arguments["reminder"] == reminder.id for button in buttons)


async def test_a_reminder_that_was_settled_on_its_way_does_not_arrive(post: Post) -> None:
    reminder = await post.reminds()

    def settle(recorder: Recorder) -> None:
        fired = recorder.uow.reminders.get(reminder.id)
        assert fired is not None
        complete(recorder, fired)

    await post.desk.does(settle)
    assert await post.delivers() == 0
    assert await post.counts() == {"cancelled": 1}


async def test_a_reminder_that_is_tried_again_tells_how_late_it_is_and_keeps_its_buttons(post: Post) -> None:
    await post.reminds()
    post.chats.fails = lambda _text: UnknownDelivery("no answer", retry_after=5)
    await post.delivers()
    post.waits(timedelta(hours=2))
    post.chats.fails = lambda _text: None
    await post.delivers()
    assert post.chats.texts == ["⏰ 2 h late, I was offline: Ring Olga"]
    (row,) = post.chats.sent
    kept = await post.desk.gets(lambda uow: uow.buttons.of_message(row.outbox_id))
    assert isinstance(row.effect, Send)
    assert {button.handle for button in buttons_of(row.effect.content)} <= {button.handle for button in kept}
    assert len(kept) == len({str(button.action) for button in kept})


async def test_a_reminder_that_was_settled_since_it_was_tried_does_not_arrive(post: Post) -> None:
    reminder = await post.reminds()
    post.chats.fails = lambda _text: TransientDelivery("away", retry_after=5)
    await post.delivers()
    await post.desk.does(lambda recorder: complete(recorder, recorder.uow.reminders.get(reminder.id) or reminder))
    post.waits(timedelta(seconds=5))
    post.chats.fails = lambda _text: None
    assert await post.delivers() == 0
    assert await post.counts() == {"cancelled": 1}


async def test_what_was_told_together_is_told_together_again(post: Post) -> None:
    rings = [await post.reminds(f"Ring {n}") for n in range(5)]
    post.waits(timedelta(hours=1))
    post.chats.fails = lambda _text: TransientDelivery("away", retry_after=5)
    await post.delivers()
    await post.desk.does(lambda recorder: [complete(recorder, ring) for ring in rings[:3]])
    post.waits(timedelta(seconds=5))
    post.chats.fails = lambda _text: None
    await post.delivers()
    assert post.chats.texts == ["⏰ 2 reminders came due while I was offline:"]
    (sent,) = post.chats.sent
    assert isinstance(sent.effect, Send)
    assert [line.partition(" · ")[0] for line in sent.effect.content.lines] == [bold("Ring 3"), bold("Ring 4")]


async def test_a_reminder_that_comes_late_says_so(post: Post) -> None:
    await post.reminds()
    post.waits(timedelta(hours=2))
    await post.delivers()
    assert post.chats.texts == ["⏰ 2 h late, I was offline: Ring Olga"]


async def test_a_reminder_worded_once_is_sent_with_the_same_buttons_again(post: Post) -> None:
    await post.reminds()
    post.chats.fails = once(UnknownDelivery("no answer", retry_after=5), "⏰ Ring Olga")
    await post.delivers()
    post.waits(timedelta(seconds=5))
    await post.delivers()
    assert post.chats.texts == ["⏰ Ring Olga"]
    assert post.chats.sent[0].repeated


async def test_the_person_is_written_to_in_their_own_language(sqlite_store: DatabaseStore) -> None:
    post = Post(await desk_at(sqlite_store, language="fr"))
    await post.reminds("Rappeler Olga")
    post.waits(timedelta(days=3))
    await post.delivers()
    assert post.chats.texts == ["⏰ 3\u00a0jours de retard, j'étais hors ligne\u00a0: Rappeler Olga"]
