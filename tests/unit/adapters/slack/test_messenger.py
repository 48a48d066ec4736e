"""Sending: what Slack receives, and what each of its failures means."""

from dataclasses import replace

import pytest

from adapters.slack.client import slack_client
from adapters.slack.messenger import SlackMessenger
from bot.errors import NotAdmitted, PermanentDelivery, TransientDelivery, UnknownDelivery
from bot.messages import Action, Address, Button, Card, Chart, Choices, Delivery, Edit, Profile, Send, Toast, bold
from bot.reports.drawing import draw
from tests.fakes.slack import BOT_TOKEN
from tests.fakes.slack_requests import Fault

DIRECT = Address("slack", "D1")
CHANNEL = Address("slack", "C1", only_for="U1")


def button(label, handle):
    return Button(label=label, action=Action(name="x"), handle=handle)


CARD = Card(title=f"Call with {bold('Ana')}", lines=("today",), buttons=(button("Undo", "h1"),))


def delivery(effect, address=DIRECT, **more):
    return Delivery(outbox_id="o1", address=address, effect=effect, **more)


@pytest.fixture
def messenger(client):
    return SlackMessenger(client, draw)


async def pressed(slack, label, person="U1"):
    """The response_url of a press on what was shown last."""
    return slack.press_payload(label, on=slack.shown[-1], person=person)["response_url"]


async def test_a_message(slack, messenger):
    reference = await messenger.deliver(delivery(Send(CARD)))
    [shown] = slack.shown
    assert reference == f"D1:{shown.ts}"
    assert shown.text == "Call with Ana\ntoday"
    assert list(shown.buttons()) == ["Undo"]
    [call] = slack.calls_of("chat.postMessage")
    assert call.arguments["metadata"] == {"event_type": "crmbot_delivery", "event_payload": {"outbox_id": "o1"}}
    assert call.arguments["unfurl_links"] is False
    assert call.arguments["unfurl_media"] is False


async def test_a_message_in_a_thread(slack, messenger):
    await messenger.deliver(delivery(Send(CARD), Address("slack", "D1", "1700000000.000001")))
    assert slack.shown[0].thread_ts == "1700000000.000001"


async def test_a_person_stands_for_their_direct_conversation(slack, messenger):
    assert (await messenger.deliver(delivery(Send(CARD), Address("slack", "U1")))).startswith("D1:")


async def test_what_one_person_may_see(slack, messenger):
    reference = await messenger.deliver(delivery(Send(CARD), CHANNEL))
    [shown] = slack.shown
    assert (shown.how, shown.person, shown.channel) == ("ephemeral", "U1", "C1")
    assert reference == f"C1:{shown.ts}:U1"


async def test_a_command_is_answered_through_its_response_url(slack, messenger):
    await messenger.deliver(delivery(Send(CARD), CHANNEL))
    url = await pressed(slack, "Undo")
    address = Address("slack", "C1", only_for="U1", answer_to=url)
    assert await messenger.deliver(delivery(Send(Card(title="Here")), address)) == "C1::U1"
    assert (slack.shown[-1].how, slack.shown[-1].text) == ("ephemeral", "Here")
    [call] = slack.calls_of("response")
    assert call.arguments["response_type"] == "ephemeral"


async def test_a_used_up_response_url_is_done_without(slack, messenger):
    await messenger.deliver(delivery(Send(CARD), CHANNEL))
    url = await pressed(slack, "Undo")
    slack.expire_response_urls()
    address = Address("slack", "C1", only_for="U1", answer_to=url)
    assert (await messenger.deliver(delivery(Send(CARD), address))).endswith(":U1")
    assert len(slack.calls_of("chat.postEphemeral")) == 2


@pytest.mark.parametrize("channel", ["C404", "C2", "C3"])
async def test_where_the_bot_or_the_person_is_not_they_are_written_to_directly(channel, slack, messenger):
    slack.add_channel("C2", "U1")
    slack.add_channel("C3", "U0BOT")
    reference = await messenger.deliver(delivery(Send(CARD), Address("slack", channel, only_for="U1")))
    assert reference == f"D1:{slack.shown[-1].ts}"
    assert slack.shown[-1].how == "post"


async def test_an_edit(slack, messenger):
    reference = await messenger.deliver(delivery(Send(CARD)))
    assert await messenger.deliver(delivery(Edit("o1", Card(title="Undone")), reference=reference)) == reference
    assert slack.channels["D1"].messages[0].text == "Undone"
    assert not slack.channels["D1"].messages[0].buttons()


async def test_an_edit_of_what_is_gone_is_a_new_message(slack, messenger):
    reference = await messenger.deliver(delivery(Edit("o1", Card(title="Undone")), reference="D1:1.000001"))
    assert reference == f"D1:{slack.shown[-1].ts}"
    assert slack.shown[-1].how == "post"


@pytest.mark.parametrize("code", ["edit_window_closed", "cant_update_message"])
async def test_an_edit_that_slack_refuses_is_a_new_message(code, slack, messenger):
    reference = await messenger.deliver(delivery(Send(CARD)))
    slack.fail("chat.update", Fault(error=code))
    assert await messenger.deliver(delivery(Edit("o1", Card(title="Undone")), reference=reference)) != reference


async def test_an_edit_of_what_one_person_saw_goes_through_the_press(slack, messenger):
    reference = await messenger.deliver(delivery(Send(CARD), CHANNEL))
    address = Address("slack", "C1", only_for="U1", answer_to=await pressed(slack, "Undo"))
    edit = delivery(Edit("o1", Card(title="Undone")), address, reference=reference)
    assert await messenger.deliver(edit) == reference
    assert (slack.shown[-1].how, slack.shown[-1].ts) == ("update", slack.shown[0].ts)


async def test_an_edit_of_what_one_person_saw_without_a_press_is_shown_anew(slack, messenger):
    reference = await messenger.deliver(delivery(Send(CARD), CHANNEL))
    again = await messenger.deliver(delivery(Edit("o1", Card(title="Undone")), CHANNEL, reference=reference))
    assert again != reference
    assert (slack.shown[-1].how, slack.shown[-1].text) == ("ephemeral", "Undone")


async def test_what_one_person_saw_never_becomes_public(slack, messenger):
    reference = await messenger.deliver(delivery(Send(CARD), CHANNEL))
    await messenger.deliver(delivery(Edit("o1", Card(title="Undone")), Address("slack", "C1"), reference=reference))
    assert [(shown.how, shown.person) for shown in slack.shown] == [("ephemeral", "U1")] * 2


async def test_an_answer_to_a_press_stays_in_its_thread(slack, messenger):
    await messenger.deliver(delivery(Send(CARD), CHANNEL))
    url = await pressed(slack, "Undo")
    await messenger.deliver(delivery(Send(CARD), Address("slack", "C1", "1.000001", only_for="U1", answer_to=url)))
    assert slack.shown[-1].thread_ts == "1.000001"


async def test_an_edit_of_what_never_arrived_is_a_new_message(slack, messenger):
    assert await messenger.deliver(delivery(Edit("o1", CARD), reference="")) == f"D1:{slack.shown[-1].ts}"


async def test_a_toast_is_for_the_eyes_of_who_pressed(slack, messenger):
    await messenger.deliver(delivery(Send(CARD)))
    address = Address("slack", "D1", answer_to=await pressed(slack, "Undo"))
    await messenger.deliver(delivery(Toast("Pressed before"), address))
    assert (slack.shown[-1].how, slack.shown[-1].person, slack.shown[-1].text) == ("ephemeral", "U1", "Pressed before")


async def test_a_toast_without_words_asks_nothing_of_slack(slack, messenger):
    assert await messenger.deliver(delivery(Toast(""))) == ""
    assert slack.calls == []


async def test_a_toast_that_comes_too_late_is_done(slack, messenger):
    await messenger.deliver(delivery(Send(CARD)))
    address = Address("slack", "D1", answer_to=await pressed(slack, "Undo"))
    slack.expire_response_urls()
    await messenger.deliver(delivery(Toast("Pressed before"), address))
    assert len(slack.shown) == 1


# Failures


async def test_too_many_requests_wait_as_long_as_slack_asks(slack, messenger):
    slack.fail("chat.postMessage", Fault(status=429, error="ratelimited", retry_after=30))
    with pytest.raises(TransientDelivery) as caught:
        await messenger.deliver(delivery(Send(CARD)))
    assert caught.value.retry_after == 30
    assert not isinstance(caught.value, UnknownDelivery)


async def test_a_closed_channel_is_not_asked_again_and_holds_up_no_other(slack, messenger):
    slack.fail("chat.postMessage", Fault(status=429, error="ratelimited", retry_after=30))
    for _ in range(2):
        with pytest.raises(TransientDelivery) as caught:
            await messenger.deliver(delivery(Send(CARD)))
        assert 29 < caught.value.retry_after <= 30
    assert len(slack.calls) == 1
    await messenger.deliver(delivery(Send(CARD), Address("slack", "C1")))
    assert slack.shown[-1].channel == "C1"


async def test_the_rate_of_a_channel_is_enforced(slack, messenger):
    slack.channel_pause = 60
    await messenger.deliver(delivery(Send(CARD)))
    with pytest.raises(TransientDelivery):
        await messenger.deliver(delivery(Send(CARD)))


@pytest.mark.parametrize(
    "fault", [Fault(status=503, body="<html>busy</html>"), Fault(status=503, error="service_unavailable")]
)
async def test_a_busy_slack_did_nothing(fault, slack, messenger):
    slack.fail("chat.postMessage", fault)
    with pytest.raises(TransientDelivery) as caught:
        await messenger.deliver(delivery(Send(CARD)))
    assert not isinstance(caught.value, UnknownDelivery)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=500, body="<html>oops</html>"),
        Fault(status=502, error="bad_gateway"),
        Fault(error="fatal_error"),
        Fault(body="not JSON at all"),
        Fault(drop=True),
    ],
)
async def test_after_a_fault_of_slack_the_message_may_have_arrived(fault, slack, messenger):
    slack.fail("chat.postMessage", fault)
    with pytest.raises(UnknownDelivery):
        await messenger.deliver(delivery(Send(CARD)))


async def test_a_slack_that_cannot_be_reached_got_nothing():
    async with slack_client(BOT_TOKEN, "http://127.0.0.1:9/api/") as unreachable:
        with pytest.raises(TransientDelivery) as caught:
            await SlackMessenger(unreachable, draw).deliver(delivery(Send(CARD)))
    assert not isinstance(caught.value, UnknownDelivery)


@pytest.mark.parametrize("code", ["is_archived", "token_revoked", "account_inactive", "missing_scope", "anything_else"])
async def test_what_no_repeat_can_mend(code, slack, messenger):
    slack.fail("chat.postMessage", Fault(error=code))
    with pytest.raises(PermanentDelivery) as caught:
        await messenger.deliver(delivery(Send(CARD)))
    assert str(caught.value) == f"Slack: {code}"


async def test_an_unknown_channel(slack, messenger):
    with pytest.raises(PermanentDelivery) as caught:
        await messenger.deliver(delivery(Send(CARD), Address("slack", "C404")))
    assert "C404" not in str(caught.value)


@pytest.mark.parametrize("status", [429, 500])
async def test_a_response_url_may_fail_as_well(status, slack, messenger):
    await messenger.deliver(delivery(Send(CARD), CHANNEL))
    address = Address("slack", "C1", only_for="U1", answer_to=await pressed(slack, "Undo"))
    slack.fail("response", Fault(status=status, retry_after=7 if status == 429 else None))
    with pytest.raises(TransientDelivery) as caught:
        await messenger.deliver(delivery(Send(CARD), address))
    assert (caught.value.retry_after == 7) is (status == 429)


# Repeats


async def test_a_repeat_finds_what_arrived(slack, messenger):
    slack.fail("chat.postMessage", Fault(drop=True))
    with pytest.raises(UnknownDelivery):
        await messenger.deliver(delivery(Send(CARD)))
    assert await messenger.deliver(delivery(Send(CARD), repeated=True)) == f"D1:{slack.shown[0].ts}"
    assert len(slack.shown) == 1


async def test_a_repeat_of_a_reminder_finds_what_arrived(slack, messenger):
    address = Address("slack", "U1")
    slack.fail("chat.postMessage", Fault(drop=True))
    with pytest.raises(UnknownDelivery):
        await messenger.deliver(delivery(Send(CARD), address))
    assert await messenger.deliver(delivery(Send(CARD), address, repeated=True)) == f"D1:{slack.shown[0].ts}"


async def test_a_repeat_in_a_thread_looks_there(slack, messenger):
    address = Address("slack", "D1", "1700000000.000001")
    slack.fail("chat.postMessage", Fault(drop=True))
    with pytest.raises(UnknownDelivery):
        await messenger.deliver(delivery(Send(CARD), address))
    await messenger.deliver(delivery(Send(CARD), address, repeated=True))
    assert len(slack.shown) == 1


async def test_a_repeat_of_what_did_not_arrive_needs_no_mark(slack, messenger):
    await messenger.deliver(delivery(Send(CARD), repeated=True))
    assert slack.shown[0].text == "Call with Ana\ntoday"


async def test_where_nobody_can_look_a_repeat_says_so(slack, messenger):
    slack.fail("conversations.history", Fault(error="missing_scope"))
    await messenger.deliver(delivery(Send(CARD), repeated=True))
    assert slack.shown[0].text.startswith("↻ Call")


async def test_a_look_that_fails_for_now_sends_nothing(slack, messenger):
    slack.fail("conversations.history", Fault(status=503))
    with pytest.raises(TransientDelivery):
        await messenger.deliver(delivery(Send(CARD), repeated=True))
    assert slack.shown == []


async def test_what_one_person_saw_perhaps_is_marked_as_a_repeat(slack, messenger):
    await messenger.deliver(delivery(Send(Choices(question="Which?")), CHANNEL, repeated=True))
    assert slack.shown[0].text == "↻ Which?"


# People


async def test_a_profile(slack, messenger):
    slack.add_user("U7", name="Éva Roy", tz="America/Montreal", locale="fr-CA")
    assert await messenger.profile("U7") == Profile(name="Éva Roy", timezone="America/Montreal", language="fr")


async def test_a_profile_that_slack_does_not_tell(slack, messenger):
    assert await messenger.profile("U404") == Profile()
    slack.fail("users.info", Fault(status=500))
    assert await messenger.profile("U1") == Profile()


async def test_all_calls_share_one_session(slack, client, messenger):
    session = client.session
    await messenger.deliver(delivery(Send(CARD)))
    assert client.session is session
    assert not session.closed


PICTURE = Card(title="Pipeline", image=Chart(name="pipeline", title="Pipeline", bars=()))


async def test_a_picture_stands_below_its_words(slack, messenger):
    reference = await messenger.deliver(delivery(Send(PICTURE), Address("slack", "U1"), repeated=True))
    [shown] = slack.shown
    assert (shown.how, shown.channel, shown.text, shown.file.name) == ("post", "D1", "↻ Pipeline", "pipeline.png")
    assert shown.file.content.startswith(b"\x89PNG")
    # Slack does not tell which message it became: what would change it is written anew.
    await messenger.deliver(delivery(Edit("o1", CARD), Address("slack", "U1"), reference=reference))
    assert (slack.shown[-1].how, slack.shown[-1].channel) == ("post", "D1")


async def test_a_picture_in_a_thread_for_everybody_there(slack, messenger):
    await messenger.deliver(delivery(Send(PICTURE), Address("slack", "C1", "1700000000.000001")))
    assert [(shown.channel, shown.thread_ts) for shown in slack.shown] == [("C1", "1700000000.000001")]


async def test_a_picture_for_one_among_others_goes_to_their_own_chat(slack, messenger):
    await messenger.deliver(delivery(Send(replace(PICTURE, lines=("In private",))), CHANNEL))
    picture, words = slack.shown
    assert (picture.how, picture.channel, picture.text) == ("post", "D1", "")
    assert (words.how, words.channel, words.text) == ("ephemeral", "C1", "Pipeline\nIn private")


@pytest.mark.parametrize(
    ("method", "fault", "kind"),
    [
        ("files.getUploadURLExternal", Fault(status=503), TransientDelivery),
        ("files.getUploadURLExternal", Fault(error="missing_scope"), PermanentDelivery),
        ("files.completeUploadExternal", Fault(error="not_in_channel"), NotAdmitted),
        ("files.completeUploadExternal", Fault(error="internal_error"), UnknownDelivery),
    ],
)
async def test_a_picture_that_slack_does_not_take(slack, messenger, method, fault, kind):
    slack.fail(method, fault)
    with pytest.raises(kind):
        await messenger.deliver(delivery(Send(PICTURE), Address("slack", "C1")))
    assert slack.shown == []


@pytest.mark.parametrize(
    ("key", "own", "url"),
    [
        ("slack:T1:C1:5.6", False, "https://slack.com/app_redirect?team=T1&channel=C1&message_ts=5.6"),
        ("slack:T1:D1:5.6", True, "https://slack.com/app_redirect?team=T1&channel=D1&message_ts=5.6"),
        ("slack:T1:D1:5.6", False, ""),
        ("slack:command:5.6.7", True, ""),
        ("telegram|9|-1001234|56", True, ""),
    ],
)
def test_where_a_message_is_found(messenger, key, own, url):
    assert messenger.link(key, own=own) == url
