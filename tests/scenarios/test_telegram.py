"""What only Telegram has: groups beside private chats, and codes that arrive with "start"."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.telegram.listener import TelegramListener
from adapters.telegram.messenger import TelegramMessenger
from adapters.telegram.transport import AiohttpRequest, TelegramBot
from bot.bootstrap import Runtime
from bot.cli.attached import made
from bot.crm.imports import import_rows
from bot.crm.invitations import invite
from bot.ports import Limits
from storage.database.store import DatabaseStore
from storage.transfer.json_file import read_files
from tests.fakes.telegram import FakeTelegram, Fault, Message, Person, Toast

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


@dataclass(slots=True)
class HandClock:
    """A clock that is set by hand."""

    instant: datetime = NOW

    def now(self) -> datetime:
        return self.instant


@dataclass(slots=True)
class Desk:
    """A running bot, and the Telegram around it."""

    telegram: FakeTelegram
    listener: TelegramListener
    runtime: Runtime
    clock: HandClock

    async def hears(self) -> None:
        await self.listener.poll(0)
        await self.runtime.settled()

    async def later(self, **time: float) -> None:
        self.clock.instant += timedelta(**time)
        await self.runtime.tick()
        await self.runtime.settled()

    async def code_for(self, name: str) -> str:
        made = await self.runtime.store.write(lambda uow: invite(uow, name, admin=False, now=self.clock.now()))
        return made.code

    async def linked(self, number: int, name: str) -> Person:
        person = self.telegram.person(number, name.split(" ", maxsplit=1)[0])
        self.telegram.says(person, f"/start {await self.code_for(name)}")
        await self.hears()
        return person

    def last_in(self, chat: int) -> Message:
        return self.telegram.messages_in(chat)[-1]


@pytest.fixture
async def desk(sqlite_store: DatabaseStore) -> AsyncIterator[Desk]:
    rows = read_files([Path(__file__).parent / "crm.json"])
    await sqlite_store.write(lambda uow: import_rows(uow, rows, importer=None, now=NOW))
    clock = HandClock()
    async with FakeTelegram(now=clock.now) as telegram, AiohttpRequest() as request:
        bot = TelegramBot(telegram.token, telegram.api_url, request)
        messenger = TelegramMessenger(bot, made)
        messenger.limits = Limits(a_second=10_000)
        runtime = Runtime(sqlite_store, [messenger], clock)
        listener = TelegramListener(bot, runtime.accept, clock, webhook=None, refused=lambda: None)
        yield Desk(telegram, listener, runtime, clock)
        await runtime.stop()


async def test_a_stranger_learns_nothing_and_a_code_links_them(desk):
    nora = desk.telegram.person(41, "Nora", language="fr")
    desk.telegram.says(nora, "who is Oscar Lindt?")
    await desk.hears()
    assert "ne vous connais pas" in desk.last_in(41).text
    code = await desk.code_for("Nora Blum")
    desk.telegram.says(nora, f"/start {code}")
    await desk.hears()
    assert "Nora Blum" in desk.last_in(41).text
    other = desk.telegram.person(42, "Eve")
    desk.telegram.says(other, code)
    desk.telegram.says(other, "who is Oscar Lindt?")
    await desk.hears()
    assert not any("Quartz" in message.text for message in desk.telegram.messages_in(42))


async def test_what_telegram_does_not_tell_is_asked_then_one_may_begin(desk):
    uwe = desk.telegram.person(43, "Uwe", language="de")
    desk.telegram.says(uwe, f"/start {await desk.code_for('Uwe Held')}")
    await desk.hears()
    asked = desk.last_in(43)
    assert "Which language shall we speak?" in asked.text
    assert asked.buttons == ["English", "Español", "Français"]
    for text, told in (("francés", "Dans quel fuseau horaire"), ("Berlin", "Votre fuseau horaire\xa0: Europe/Berlin")):
        desk.telegram.says(uwe, text)
        await desk.hears()
        assert told in desk.last_in(43).text
    begun = desk.last_in(43)
    assert begun.text.splitlines()[-1] == "annule"
    desk.telegram.presses(uwe, begun, "Annuler")
    await desk.hears()
    assert "réglages" in begun.text
    desk.telegram.presses(uwe, begun, "Rétablir")
    await desk.hears()
    user = await desk.runtime.store.read(lambda uow: uow.users.by_identity("telegram", "43"))
    assert (user.language, user.timezone) == ("fr", "Europe/Berlin")


async def test_an_answer_in_a_group_is_for_the_asker_until_they_share_it(desk):
    nora, group = await desk.linked(41, "Nora Blum"), desk.telegram.group(topics={7})
    topic = {"is_topic_message": True, "message_thread_id": 7}
    desk.telegram.says(nora, f"@{desk.telegram.username} who is Oscar Lindt?", group=group, **topic)
    desk.telegram.says(nora, "anybody for lunch?", group=group)
    await desk.hears()
    assert desk.telegram.messages_in(group.id) == []
    answer = desk.last_in(41)
    assert "Quartz Data" in answer.text
    desk.telegram.presses(nora, answer, answer.buttons[-1])
    await desk.hears()
    [shared] = desk.telegram.messages_in(group.id)
    assert (shared.text, shared.buttons, shared.thread) == (answer.text, [], 7)


@pytest.mark.parametrize("where", ["in private", "as a reply in the group"])
async def test_a_question_that_came_up_in_a_group_is_answered_in_words(desk, where):
    nora, group = await desk.linked(41, "Nora Blum"), desk.telegram.group()
    desk.telegram.says(nora, f"@{desk.telegram.username} called Oscar", group=group)
    await desk.hears()
    asked = desk.last_in(41)
    assert "Oscar Lindt · Quartz Data" in asked.buttons
    if where == "in private":
        desk.telegram.says(nora, "Lindt")
    else:
        mine = {"message_id": 1, "date": 0, "chat": group.as_json(), "from": desk.telegram.me(), "text": "shared"}
        desk.telegram.says(nora, "Lindt", group=group, reply_to_message=mine)
    await desk.hears()
    logged = desk.last_in(41)
    assert "Oscar Lindt (Quartz Data) logged" in logged.text
    # What was said in the group is undone in private, and the other way round.
    desk.telegram.says(nora, "undo")
    await desk.hears()
    assert "Undone" in desk.last_in(41).text
    assert desk.telegram.messages_in(group.id) == []


async def test_who_shares_where_the_bot_may_not_write_is_told_and_may_press_again(desk):
    nora, group = await desk.linked(41, "Nora Blum"), desk.telegram.group()
    desk.telegram.says(nora, f"@{desk.telegram.username} who is Oscar Lindt?", group=group)
    await desk.hears()
    answer = desk.last_in(41)
    group.has_bot = False
    desk.telegram.presses(nora, answer, "Share here")
    await desk.hears()
    refused = desk.last_in(41)
    assert (refused.text, refused.buttons) == (
        "I may not write there. Let me into the group, then press again.",
        ["Share here"],
    )
    group.has_bot = True
    desk.telegram.presses(nora, refused, "Share here")
    await desk.hears()
    assert [shared.text for shared in desk.telegram.messages_in(group.id)] == [answer.text]


async def test_an_edited_message_corrects_what_it_made(desk):
    nora = await desk.linked(41, "Nora Blum")
    number = desk.telegram.says(nora, "called Maud Verne")
    await desk.hears()
    desk.clock.instant += timedelta(minutes=1)
    desk.telegram.edits(nora, number, "called Oscar Lindt")
    await desk.hears()
    assert "Oscar Lindt" in desk.last_in(41).text
    assert "Maud Verne" in desk.last_in(41).text.splitlines()[-1]


async def test_every_press_is_answered_and_only_the_first_counts(desk):
    nora = await desk.linked(41, "Nora Blum")
    desk.telegram.says(nora, "called Maud Verne")
    await desk.hears()
    logged = desk.last_in(41)
    first = desk.telegram.presses(nora, logged, logged.buttons[0])
    second = desk.telegram.presses(nora, logged, logged.buttons[0])
    await desk.hears()
    assert desk.telegram.is_answered(first)
    assert desk.telegram.is_answered(second)
    toasts = [event.text for event in desk.telegram.seen_by(41) if isinstance(event, Toast)]
    assert toasts[0] == ""
    assert toasts[1] != ""


async def test_a_press_on_either_of_two_copies_changes_both(desk):
    nora = await desk.linked(41, "Nora Blum")
    desk.telegram.says(nora, "remind me in 1 minute to call Maud Verne")
    await desk.hears()
    # It arrives, and nobody hears of that.
    desk.telegram.fails("sendMessage", Fault(after=True, is_cut=True))
    await desk.later(minutes=1)
    await desk.later(seconds=10)
    first, again = desk.telegram.messages_in(41)[-2:]
    assert (again.text, again.buttons) == (f"↻ {first.text}", first.buttons)
    desk.telegram.presses(nora, first, "Done")
    await desk.hears()
    assert (first.text, first.buttons) != (again.text, again.buttons)
    assert [("✅" in copy.text, "Done" in copy.buttons) for copy in (first, again)] == [(True, False)] * 2
    assert again.buttons == []
    assert desk.telegram.messages_in(41)[-1] is again


def lines_of(message: Message) -> list[str]:
    """Without what keeps names from becoming links."""
    return message.text.replace("\u2060", "").splitlines()


PEOPLE = b"name,company,e-mail\nTessa Wolde,Brightwater Mills,tessa@brightwater.example\nOscar Lindt,Quartz Data,\n"


async def test_a_file_is_looked_at_imported_and_undone(desk):
    nora = await desk.linked(41, "Nora Blum")
    desk.telegram.says(nora, "", **desk.telegram.document("fair.csv", PEOPLE))
    await desk.hears()
    asked = desk.last_in(41)
    assert lines_of(asked) == [
        "fair.csv",
        "Companies: 1 new",
        "Contacts: 1 new, 1 known",
        "Import this?",
    ]
    desk.telegram.presses(nora, asked, "Import")
    await desk.hears()
    assert lines_of(asked) == ["Importing fair.csv…"]
    done = desk.last_in(41)
    assert lines_of(done) == ["fair.csv imported", "Companies: 1 new", "Contacts: 1 new, 1 known"]
    desk.telegram.says(nora, "who is Tessa Wolde?")
    await desk.hears()
    assert "Brightwater Mills" in desk.last_in(41).text
    desk.telegram.presses(nora, done, "Undo")
    await desk.hears()
    assert "Undone: import" in done.text
    desk.telegram.says(nora, "who is Tessa Wolde?")
    await desk.hears()
    assert "Brightwater Mills" not in desk.last_in(41).text


async def test_a_contact_is_imported_as_a_card(desk):
    nora = await desk.linked(41, "Nora Blum")
    contact = {"phone_number": "33644551122", "first_name": "Lea; Ann", "last_name": "O'Hara, MD"}
    desk.telegram.says(nora, "", contact=contact)
    await desk.hears()
    assert "Contacts: 1 new" in desk.last_in(41).text
    desk.telegram.says(nora, "yes")
    await desk.hears()
    desk.telegram.says(nora, "who is Lea Ann O'Hara?")
    await desk.hears()
    assert lines_of(desk.last_in(41))[:2] == ["Lea; Ann O'Hara, MD", "📱 +33644551122"]


async def test_the_week_of_the_team_goes_to_the_topic_in_which_a_manager_asked_for_it(desk):
    nora, group = await desk.linked(41, "Nora Blum"), desk.telegram.group(topics={7})
    topic = {"is_topic_message": True, "message_thread_id": 7}
    desk.telegram.says(nora, f"@{desk.telegram.username} team digest here", group=group, **topic)
    for text in ("show nothing on the lock screen", "called Oscar Lindt", "stop the weekly digest"):
        desk.telegram.says(nora, text)
    await desk.hears()
    assert desk.telegram.messages_in(group.id) == []
    await desk.later(days=3, hours=7)
    [told] = desk.telegram.messages_in(group.id)
    assert (told.text.splitlines()[0], told.thread) == ("The week, everybody · 23 Nov – 29 Nov · 1 call", 7)
    assert told.picture
    desk.telegram.says(nora, "why?")
    await desk.hears()
    assert "team" not in desk.last_in(41).text
