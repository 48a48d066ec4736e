"""Deliveries over real HTTP: what arrives, and what every kind of trouble means."""

from dataclasses import replace

import pytest

from adapters.telegram import transport
from adapters.telegram.messenger import TelegramMessenger
from adapters.telegram.transport import AiohttpRequest, TelegramBot
from bot.errors import PermanentDelivery, TransientDelivery, UnknownDelivery
from bot.messages import Action, Address, Button, Card, Chart, Choices, Delivery, Edit, Profile, Send, Toast, bold
from bot.reports.drawing import draw
from tests.fakes.telegram import Fault, too_many
from tests.fakes.telegram import Toast as Notice

ANA = 41
PRIVATE = Address("telegram", str(ANA))


def button(label, handle):
    return Button(label=label, action=Action(name="x"), handle=handle)


CARD = Card(title=f"Call with {bold('Jo')} logged", buttons=(button("Undo", "h1"), button("Later", "h2")))


def delivery(effect, address=PRIVATE, **more):
    return Delivery(outbox_id="o1", address=address, effect=effect, **more)


@pytest.fixture
def messenger(bot, telegram):
    telegram.person(ANA)
    return TelegramMessenger(bot, draw)


async def test_a_card_arrives(messenger, telegram):
    reference = await messenger.deliver(delivery(Send(CARD)))
    [message] = telegram.messages_in(ANA)
    assert (message.text, message.buttons) == ("Call with Jo logged", ["Undo", "Later"])
    assert [(entity.kind, entity.text) for entity in message.entities] == [("b", "Jo")]
    assert reference == f"{ANA}:{message.id}"
    [call] = telegram.calls("sendMessage")
    assert call["link_preview_options"] == '{"is_disabled": true}'


async def test_a_repeat_says_so(messenger, telegram):
    await messenger.deliver(delivery(Send(CARD), repeated=True))
    assert telegram.messages_in(ANA)[0].text == "↻ Call with Jo logged"


async def test_an_edit_changes_the_message(messenger, telegram):
    reference = await messenger.deliver(delivery(Send(CARD)))
    edit = Edit("o1", Card(title="Undone"))
    assert await messenger.deliver(delivery(edit, reference=reference, repeated=True)) == reference
    [message] = telegram.messages_in(ANA)
    assert (message.text, message.buttons) == ("Undone", [])


async def test_an_edit_that_changes_nothing_is_done(messenger, telegram):
    reference = await messenger.deliver(delivery(Send(CARD)))
    assert await messenger.deliver(delivery(Edit("o1", CARD), reference=reference)) == reference
    assert len(telegram.messages_in(ANA)) == 1


async def test_an_edit_of_what_cannot_be_edited_is_a_new_message(messenger, telegram):
    for reference in ("", f"{ANA}:999999"):
        assert await messenger.deliver(delivery(Edit("o1", CARD), reference=reference)) != reference
    assert len(telegram.messages_in(ANA)) == 2


async def test_a_toast_answers_the_press(messenger, telegram):
    ana = telegram.person(ANA)
    await messenger.deliver(delivery(Send(CARD)))
    query = telegram.presses(ana, telegram.messages_in(ANA)[0], "Undo")
    address = Address("telegram", str(ANA), answer_to=query)
    await messenger.deliver(delivery(Toast("Pressed before"), address))
    assert telegram.seen_by(ANA)[-1] == Notice(ANA, "Pressed before")
    # Once more, or far too late: there is nothing left to answer.
    await messenger.deliver(delivery(Toast("Pressed before"), address))


async def test_an_empty_toast_only_stops_the_blinking(messenger, telegram):
    ana = telegram.person(ANA)
    await messenger.deliver(delivery(Send(CARD)))
    query = telegram.presses(ana, telegram.messages_in(ANA)[0], "Undo")
    await messenger.deliver(delivery(Toast(""), Address("telegram", str(ANA), answer_to=query)))
    assert telegram.seen_by(ANA)[-1] == Notice(ANA, "")
    assert "text" not in telegram.calls("answerCallbackQuery")[0]


async def test_a_toast_without_a_press_asks_nothing_of_telegram(messenger, telegram):
    await messenger.deliver(delivery(Toast("Done")))
    assert telegram.requests == []


async def test_what_only_one_may_see_goes_to_their_own_chat(messenger, telegram):
    group = telegram.group()
    address = Address("telegram", str(group.id), "7", only_for=str(ANA))
    reference = await messenger.deliver(delivery(Send(CARD), address))
    assert telegram.messages_in(group.id) == []
    assert reference == f"{ANA}:{telegram.messages_in(ANA)[0].id}"
    await messenger.deliver(delivery(Edit("o1", Card(title="Undone")), address, reference=reference))
    assert telegram.messages_in(ANA)[0].text == "Undone"


@pytest.mark.parametrize("reason", ["never started", "blocked"])
async def test_who_has_no_such_chat_is_asked_to_open_one(messenger, telegram, reason):
    group = telegram.group(topics={7})
    stranger = telegram.person(42, started=reason == "blocked")
    telegram.blocked.add(42)
    address = Address("telegram", str(group.id), "7", only_for=str(stranger.id))
    assert await messenger.deliver(delivery(Send(CARD), address)) == ""
    [hint] = telegram.messages_in(group.id)
    assert hint.thread == 7
    assert "private" in hint.text
    assert "Jo" not in hint.text
    assert hint.keyboard[0][0]["url"] == f"https://t.me/{telegram.username}"
    # Once they have, whatever changes that answer reaches them alone.
    telegram.blocked.clear()
    telegram.person(42)
    await messenger.deliver(delivery(Edit("o1", Card(title="Undone")), address, reference=""))
    assert [message.text for message in telegram.messages_in(42)] == ["Undone"]
    assert telegram.messages_in(group.id) == [hint]


async def test_a_group_that_cannot_be_asked_either_is_for_good(messenger, telegram):
    group = telegram.group()
    group.has_bot = False
    with pytest.raises(PermanentDelivery):
        await messenger.deliver(delivery(Send(CARD), Address("telegram", str(group.id), only_for="42")))


async def test_what_everybody_may_see_goes_to_the_group_and_its_topic(messenger, telegram):
    group = telegram.group(topics={7})
    await messenger.deliver(delivery(Send(CARD), Address("telegram", str(group.id), "7")))
    assert telegram.messages_in(group.id)[0].thread == 7


async def test_a_topic_that_is_gone(messenger, telegram):
    group = telegram.group()
    await messenger.deliver(delivery(Send(CARD), Address("telegram", str(group.id), "7")))
    assert telegram.messages_in(group.id)[0].thread is None


async def test_a_group_that_moved(messenger, telegram):
    old, new = telegram.group(-5), telegram.group(-1005)
    reference = await messenger.deliver(delivery(Send(CARD), Address("telegram", "-5")))
    old.moved_to = new.id
    assert await messenger.deliver(delivery(Send(CARD), Address("telegram", "-5"))) == (
        f"-1005:{telegram.messages_in(-1005)[0].id}"
    )
    edited = await messenger.deliver(
        delivery(Edit("o1", Card(title="Undone")), Address("telegram", "-5"), reference=reference)
    )
    assert edited.startswith("-1005:")


async def test_telegram_asks_to_wait(messenger, telegram):
    telegram.fails("sendMessage", too_many(17))
    with pytest.raises(TransientDelivery) as caught:
        await messenger.deliver(delivery(Send(CARD)))
    assert not isinstance(caught.value, UnknownDelivery)
    assert caught.value.retry_after == 17


async def test_a_flood_is_told_to_wait(telegram, bot):
    telegram._rates = True
    telegram.person(ANA)
    messenger = TelegramMessenger(bot, draw)
    await messenger.deliver(delivery(Send(CARD)))
    with pytest.raises(TransientDelivery) as caught:
        await messenger.deliver(delivery(Send(CARD)))
    assert caught.value.retry_after >= 1


FAILED = {"ok": False, "error_code": 500, "description": "Internal Server Error"}


@pytest.mark.parametrize(
    "fault",
    [Fault(status=500, body=FAILED), Fault(status=503), Fault(status=429, body="slow down")],
)
async def test_what_surely_did_nothing_is_tried_again(messenger, telegram, fault):
    telegram.fails("sendMessage", fault)
    with pytest.raises(TransientDelivery) as caught:
        await messenger.deliver(delivery(Send(CARD)))
    assert not isinstance(caught.value, UnknownDelivery)
    assert caught.value.retry_after is None
    assert telegram.messages_in(ANA) == []


async def test_nobody_listens():
    async with AiohttpRequest() as request:
        messenger = TelegramMessenger(TelegramBot("1:x", "http://127.0.0.1:9/bot", request), draw)
        with pytest.raises(TransientDelivery) as caught:
            await messenger.deliver(delivery(Send(CARD)))
    assert not isinstance(caught.value, UnknownDelivery)


async def test_after_the_end_nothing_is_sent():
    messenger = TelegramMessenger(TelegramBot("1:x", "http://127.0.0.1:9/bot", AiohttpRequest()), draw)
    with pytest.raises(TransientDelivery):
        await messenger.deliver(delivery(Send(CARD)))


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=502),
        Fault(status=504, after=True),
        Fault(is_cut=True, after=True),
        Fault(status=200, body="<html>", after=True),
        Fault(status=200, body={"ok": True}, after=True),
        Fault(status=200, body={"ok": True, "result": {"message_id": 1}}, after=True),
        Fault(status=200, body={"ok": True, "result": "yes"}, after=True),
    ],
)
async def test_what_may_have_arrived_is_unknown(messenger, telegram, fault):
    telegram.fails("sendMessage", fault)
    with pytest.raises(UnknownDelivery):
        await messenger.deliver(delivery(Send(CARD)))
    assert len(telegram.messages_in(ANA)) == fault.after


async def test_an_answer_that_takes_too_long_is_unknown(messenger, telegram, monkeypatch):
    monkeypatch.setattr(transport, "_READ_SECONDS", 0.1)
    telegram.fails("sendMessage", Fault(seconds=1, after=True))
    with pytest.raises(UnknownDelivery):
        await messenger.deliver(delivery(Send(CARD)))


async def test_a_blocked_bot_is_for_good(messenger, telegram):
    telegram.blocked.add(ANA)
    with pytest.raises(PermanentDelivery):
        await messenger.deliver(delivery(Send(CARD)))


@pytest.mark.parametrize("chat", ["-777", "77", "", "x", "@somewhere"])
async def test_an_unknown_chat_is_for_good(messenger, telegram, chat):
    with pytest.raises(PermanentDelivery):
        await messenger.deliver(delivery(Send(CARD), Address("telegram", chat)))


async def test_a_group_without_the_bot_is_for_good(messenger, telegram):
    group = telegram.group()
    group.has_bot = False
    with pytest.raises(PermanentDelivery):
        await messenger.deliver(delivery(Send(CARD), Address("telegram", str(group.id))))


async def test_a_revoked_token_is_for_good_and_never_told(messenger, telegram):
    telegram.token = "700100:another"
    with pytest.raises(PermanentDelivery) as caught:
        await messenger.deliver(delivery(Send(CARD)))
    assert "700100" not in str(caught.value)


async def test_what_telegram_refuses_is_for_good_and_not_quoted(messenger, telegram):
    refusal = {"ok": False, "error_code": 400, "description": "Bad Request: no, Jo, this is wrong"}
    telegram.fails("sendMessage", Fault(status=400, body=refusal))
    with pytest.raises(PermanentDelivery) as caught:
        await messenger.deliver(delivery(Send(CARD)))
    assert "Jo" not in str(caught.value)


@pytest.mark.parametrize("method", ["editMessageText", "answerCallbackQuery"])
async def test_every_method_tells_trouble(messenger, telegram, method):
    effect = Edit("o1", CARD) if method == "editMessageText" else Toast("Done")
    address = Address("telegram", str(ANA), answer_to="q")
    telegram.fails(method, too_many(2), Fault(status=502), Fault(status=400, body={"ok": False, "description": "no"}))
    for error in (TransientDelivery, UnknownDelivery, PermanentDelivery):
        with pytest.raises(error):
            await messenger.deliver(delivery(effect, address, reference=f"{ANA}:1"))


async def test_a_question_is_asked(messenger, telegram):
    question = Choices(question="Which Jo?", options=(button("Jo Brun", "h1"), button("Jo Cole", "h2")))
    await messenger.deliver(delivery(Send(question)))
    [message] = telegram.messages_in(ANA)
    assert message.keyboard == [
        [{"text": "Jo Brun", "callback_data": "h1"}],
        [{"text": "Jo Cole", "callback_data": "h2"}],
    ]


async def test_telegram_tells_nothing_of_a_person_unasked(messenger):
    assert await messenger.profile(str(ANA)) == Profile()


def test_groups_have_their_own_pace(messenger):
    assert messenger.is_group(Address("telegram", "-1005"))
    assert not messenger.is_group(Address("telegram", "-1005", only_for="41"))
    assert not messenger.is_group(PRIVATE)
    assert (messenger.limits.a_second, messenger.limits.chat_pause, messenger.limits.group_pause) == (30, 1, 3)


PICTURE = replace(CARD, title="Pipeline", image=Chart(name="pipeline", title="Pipeline", bars=()))


async def test_a_picture_has_its_words_and_buttons_below(messenger, telegram):
    reference = await messenger.deliver(delivery(Send(PICTURE)))
    [message] = telegram.messages_in(ANA)
    assert (message.picture, message.text, message.buttons) == ("pipeline.png", "Pipeline", ["Undo", "Later"])
    assert reference == f"{ANA}:{message.id}"


async def test_the_words_of_a_picture_are_cut_to_what_telegram_allows(messenger, telegram):
    await messenger.deliver(delivery(Send(replace(PICTURE, lines=("a & b " * 400,)))))
    [message] = telegram.messages_in(ANA)
    assert message.text.endswith("…")
    assert 500 < len(message.text) <= 1024


async def test_a_picture_finds_its_group_and_topic_like_words(messenger, telegram):
    group = telegram.group(topics={7})
    await messenger.deliver(delivery(Send(PICTURE), Address("telegram", str(group.id), "7")))
    await messenger.deliver(delivery(Send(PICTURE), Address("telegram", str(group.id), "8")))
    assert [(message.picture, message.thread) for message in telegram.messages_in(group.id)] == [
        ("pipeline.png", 7),
        ("pipeline.png", None),
    ]


async def test_a_picture_waits_when_telegram_says_so(messenger, telegram):
    telegram.fails("sendPhoto", too_many(4))
    with pytest.raises(TransientDelivery) as raised:
        await messenger.deliver(delivery(Send(PICTURE)))
    assert raised.value.retry_after == 4


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("telegram|9|-1001234|56", "https://t.me/c/1234/56"),
        ("telegram|9|-1234|56", ""),
        ("telegram|9|41|56", ""),
        ("telegram|9|press|56", ""),
        ("slack:T1:C1:5.6", ""),
    ],
)
def test_where_a_message_is_found(messenger, key, url):
    assert messenger.link(key, own=True) == url
