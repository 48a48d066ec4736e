"""Updates by webhook and by polling: kept before they are acknowledged, heard again when they are not."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

import aiohttp
import pytest
from starlette.applications import Starlette

from adapters.telegram import listener as listening
from adapters.telegram.listener import DUTY, PATH, TelegramListener
from adapters.telegram.transport import Webhook
from bot.errors import StoreUnavailable
from tests.fakes.telegram import Fault, too_many
from tests.serving import serving

NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
SECRET = "an-invented-secret"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Inbox:
    """Keeps messages as the store does; `trouble`: so many times it cannot."""

    def __init__(self):
        self.messages = []
        self.repeats = 0
        self.trouble = 0
        self.tries = 0
        self.refused = 0
        self.arrived = asyncio.Event()

    async def accept(self, message):
        self.tries += 1
        if self.trouble:
            self.trouble -= 1
            raise StoreUnavailable("the database is away")
        if any(message.key == kept.key for kept in self.messages):
            self.repeats += 1
            return False
        self.messages.append(message)
        self.arrived.set()
        return True

    def refuse(self):
        self.refused += 1

    @property
    def texts(self):
        return [message.text for message in self.messages]

    async def holds(self, count):
        while len(self.messages) < count:
            self.arrived.clear()
            await self.arrived.wait()


class Clock:
    def now(self):
        return NOW


class Duty:
    """Who polls: the listener under test, or somebody else."""

    def __init__(self, *, free_after=0):
        self.free_after = free_after
        self.asked = []

    async def take(self, name):
        self.asked.append(name)
        return len(self.asked) > self.free_after


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def quick(monkeypatch):
    """Waits are short."""
    monkeypatch.setattr(listening, "_FIRST_PAUSE", 0.01)
    monkeypatch.setattr(listening, "_LONGEST_PAUSE", 0.05)
    monkeypatch.setattr(listening, "_OFF_DUTY", 0.01)


def heard_by(bot, inbox, webhook=None):
    return TelegramListener(bot, inbox.accept, Clock(), webhook=webhook, refused=inbox.refuse)


@asynccontextmanager
async def polling(listener, duty=None) -> AsyncIterator[None]:
    task = asyncio.create_task(listener.run((duty or Duty()).take))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


# Polling


async def test_what_people_say_is_accepted_in_order(telegram, bot, inbox):
    ana = telegram.person(41)
    for text in ("one", "two", "three"):
        telegram.says(ana, text)
    await heard_by(bot, inbox).poll(0)
    assert inbox.texts == ["one", "two", "three"]


async def test_what_was_accepted_is_acknowledged_by_the_next_round(telegram, bot, inbox):
    listener = heard_by(bot, inbox)
    telegram.says(telegram.person(41), "one")
    await listener.poll(0)
    await listener.poll(0)
    await telegram.emptied()
    assert (inbox.texts, inbox.tries) == (["one"], 1)


async def test_a_store_that_fails_leaves_the_offset_where_it_was(telegram, bot, inbox):
    listener = heard_by(bot, inbox)
    ana = telegram.person(41)
    telegram.says(ana, "one")
    await listener.poll(0)
    inbox.trouble = 1
    telegram.says(ana, "two")
    telegram.says(ana, "three")
    with pytest.raises(StoreUnavailable):
        await listener.poll(0)
    await listener.poll(0)
    assert inbox.texts == ["one", "two", "three"]
    assert inbox.repeats == 0


async def test_a_crash_between_accept_and_offset_loses_and_doubles_nothing(telegram, bot, inbox):
    ana = telegram.person(41)
    telegram.says(ana, "one")
    await heard_by(bot, inbox).poll(0)
    telegram.says(ana, "two")
    await heard_by(bot, inbox).poll(0)
    assert (inbox.texts, inbox.repeats) == (["one", "two"], 1)


async def test_the_poller_runs_and_takes_away_a_webhook(telegram, bot, inbox, quick):
    telegram.webhook = {"url": "https://old.example", "secret_token": "x"}
    async with polling(heard_by(bot, inbox)):
        telegram.says(telegram.person(41), "one")
        await inbox.holds(1)
    assert telegram.webhook is None


async def test_trouble_is_waited_out(telegram, bot, inbox, quick):
    inbox.trouble = 2
    telegram.fails("getMe", Fault(status=502))
    telegram.fails("getUpdates", Fault(status=502), Fault(is_cut=True), too_many(0), Fault(status=200, body="?"))
    async with polling(heard_by(bot, inbox)):
        telegram.says(telegram.person(41), "one")
        await inbox.holds(1)
    assert inbox.texts == ["one"]


async def test_a_webhook_set_meanwhile_is_taken_away_again(telegram, bot, inbox, quick):
    async with polling(heard_by(bot, inbox)):
        telegram.says(telegram.person(41), "one")
        await inbox.holds(1)
        telegram.webhook = {"url": "https://old.example", "secret_token": "x"}
        telegram.says(telegram.person(41), "two")
        await inbox.holds(2)


async def test_who_has_not_the_duty_asks_for_it_and_does_not_poll(telegram, bot, inbox, quick):
    duty = Duty(free_after=3)
    telegram.says(telegram.person(41), "one")
    async with polling(heard_by(bot, inbox), duty):
        await inbox.holds(1)
    assert duty.asked[:4] == [DUTY] * 4
    assert len(telegram.calls("getUpdates")) <= len(duty.asked) - 3


async def test_an_update_that_cannot_be_read_holds_up_nothing(telegram, bot, inbox):
    telegram.sends("message", {"message_id": 1, "chat": {"id": 5}})
    telegram.sends("message", {"message_id": 2, "date": "noon", "chat": []})
    telegram.says(telegram.person(41), "one")
    await heard_by(bot, inbox).poll(0)
    assert inbox.texts == ["one"]


async def test_what_is_not_for_the_bot_is_not_accepted(telegram, bot, inbox):
    group, ana = telegram.group(), telegram.person(41)
    telegram.says(ana, "lunch?", group=group)
    telegram.says(ana, f"@{telegram.username} who is Jo", group=group)
    await heard_by(bot, inbox).poll(0)
    assert inbox.texts == ["who is Jo"]


async def test_presses_and_edits_are_heard(telegram, bot, inbox):
    ana = telegram.person(41)
    keyboard = json.dumps({"inline_keyboard": [[{"text": "Undo", "callback_data": "h4ndl3xx"}]]})
    await bot.send_message(41, "Saved", parse_mode="HTML", api_kwargs={"reply_markup": keyboard})
    query = telegram.presses(ana, telegram.messages_in(41)[0], "Undo")
    number = telegram.says(ana, "met Jo")
    telegram.edits(ana, number, "met Joe")
    await heard_by(bot, inbox).poll(0)
    press, said, edited = inbox.messages
    assert (press.handle, press.answer_to, press.sent_at) == ("h4ndl3xx", query, NOW)
    assert edited.edits == said.key


# Webhook


@pytest.fixture
async def address(bot, inbox):
    webhook = Webhook(url="", secret=SECRET)
    async with serving(Starlette(routes=heard_by(bot, inbox, webhook).routes)) as root:
        yield root + PATH


async def post(address, body, secret=SECRET):
    headers = {SECRET_HEADER: secret} if secret is not None else {}
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with aiohttp.ClientSession() as session, session.post(address, data=data, headers=headers) as answer:
        return answer.status


def update(text="one", number=1):
    person = {"id": 41, "is_bot": False, "first_name": "Ana"}
    message = {"message_id": number, "date": 1, "chat": {"id": 41, "type": "private"}, "from": person, "text": text}
    return {"update_id": 100 + number, "message": message}


async def test_telegram_delivers_by_webhook(telegram, bot, inbox, quick, address):
    telegram.fails("setWebhook", Fault(status=502))
    await heard_by(bot, inbox, Webhook(url=address, secret=SECRET)).run(Duty().take)
    inbox.trouble = 2
    telegram.says(telegram.person(41), "one")
    telegram.says(telegram.person(41), "two")
    await telegram.emptied()
    assert inbox.texts == ["one", "two"]
    assert inbox.tries == 4


async def test_accepted_is_200_and_a_repeat_too(address, inbox):
    assert [await post(address, update()) for _ in range(3)] == [200, 200, 200]
    assert (inbox.texts, inbox.repeats) == (["one"], 2)


async def test_a_store_that_fails_is_500_and_the_repeat_is_kept(address, inbox):
    inbox.trouble = 1
    assert await post(address, update()) == 500
    assert inbox.texts == []
    assert await post(address, update()) == 200
    assert inbox.texts == ["one"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "é", SECRET.upper()])
async def test_without_the_secret_nothing_is_heard(address, inbox, secret):
    assert await post(address, update(), secret) == 401
    assert await post(address, b"no json", secret) == 401
    assert (inbox.tries, inbox.refused) == (0, 2)


@pytest.mark.parametrize("body", [b"", b"no json", b"[1]", b"\xff\xfe", b"null", b'"x"', b"[" * 100_000])
async def test_what_is_no_update_is_400(address, inbox, body):
    assert await post(address, body) == 400
    assert inbox.tries == 0


async def test_what_is_ignored_or_cannot_be_read_is_200(address, inbox):
    for body in ({}, {"update_id": 1}, {"update_id": 2, "message": {"text": 5}}, {"update_id": 3, "poll": []}):
        assert await post(address, body) == 200
    assert inbox.tries == 0


async def test_a_body_that_no_update_has_is_413(address, inbox):
    assert await post(address, b"x" * 1_000_001) == 413


async def test_a_group_waits_until_the_bot_knows_its_name(telegram, address, inbox):
    telegram.fails("getMe", Fault(status=502))
    body = update(f"@{telegram.username} hi")
    body["message"]["chat"] = {"id": -1005, "type": "supergroup", "title": "Sales"}
    assert [await post(address, body) for _ in range(2)] == [500, 200]
    assert inbox.texts == ["hi"]


async def test_who_polls_serves_nothing(bot, inbox):
    assert heard_by(bot, inbox).routes == []
