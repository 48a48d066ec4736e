"""Hearing Slack: everything is kept before it is acknowledged, and nothing that Slack did not sign is heard."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from starlette.applications import Starlette

from adapters.slack.listener import MOST_OF_A_BODY, SlackListener
from adapters.slack.manifest import PATH
from bot.clock import SystemClock
from bot.errors import StoreUnavailable, UsageError
from tests.fakes.slack import APP_TOKEN, SIGNING_SECRET, TRIES
from tests.fakes.slack_requests import Fault
from tests.serving import serving


class Inbox:
    """Keeps messages as the store does: each key once. `broken`: so many times it cannot."""

    def __init__(self):
        self.messages = []
        self.broken = 0

    async def accept(self, message):
        if self.broken:
            self.broken -= 1
            raise StoreUnavailable("the database cannot be reached")
        if any(kept.key == message.key for kept in self.messages):
            return False
        self.messages.append(message)
        return True

    @property
    def texts(self):
        return [message.text for message in self.messages]


class Counter:
    def __init__(self):
        self.count = 0

    def __call__(self):
        self.count += 1


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def refused():
    return Counter()


@pytest.fixture
async def heard(slack, client, inbox, refused):
    """An app that answers signed requests."""
    listener = SlackListener(
        client,
        inbox.accept,
        SystemClock(),
        signing_secret=SIGNING_SECRET,
        app_token=None,
        refused=refused,
    )
    async with serving(Starlette(routes=listener.routes)) as url, listener.connected():
        slack.events_url = url + PATH
        yield slack


async def test_a_message_is_kept_before_the_200(heard, inbox):
    _, statuses = await heard.says("called Ana", person="U1")
    assert statuses == [200]
    assert inbox.texts == ["called Ana"]


async def test_no_event_asks_anything_of_the_web_api(heard):
    await heard.says("called Ana", person="U1")
    assert heard.calls == []


async def test_what_cannot_be_kept_is_sent_again(heard, inbox):
    inbox.broken = 2
    _, statuses = await heard.says("called Ana", person="U1")
    assert statuses == [500, 500, 200]
    assert inbox.texts == ["called Ana"]


async def test_while_nothing_can_be_kept_nothing_is_acknowledged(heard, inbox):
    inbox.broken = TRIES
    assert (await heard.says("called Ana", person="U1"))[1] == [500] * TRIES


async def test_a_repeat_is_acknowledged(heard, inbox):
    body = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "hi", "ts": "1.1"}
    for _ in range(3):
        assert await heard.event(body, "Ev7") == [200]
    assert inbox.texts == ["hi"]


async def test_one_mention_that_arrives_as_two_events_is_one_message(heard, inbox):
    mention = {"channel": "C1", "user": "U1", "text": "<@U0BOT> hi", "ts": "1.1"}
    await heard.event({"type": "app_mention", **mention})
    await heard.event({"type": "message", "channel_type": "channel", **mention})
    assert inbox.texts == ["hi"]


async def test_commands_and_presses(heard, inbox):
    assert await heard.command("who is Ana?", person="U1", channel="C1") == 200
    [message] = inbox.messages
    assert (message.text, message.private) == ("who is Ana?", False)
    assert message.answer_to.startswith(heard.url)


async def test_what_is_ignored_is_acknowledged_and_not_kept(heard, inbox):
    assert await heard.event({"type": "reaction_added", "user": "U1"}) == [200]
    assert await heard.send("interactive", {"type": "view_closed"}) == 200
    assert inbox.messages == []


async def test_the_address_is_verified(heard, inbox):
    body = json.dumps({"type": "url_verification", "challenge": "c", "token": "t"}).encode()
    assert await heard.post(body, {"Content-Type": "application/json"}) == 200
    assert json.loads(heard.answer) == {"challenge": "c"}
    assert inbox.messages == []


@pytest.mark.parametrize(
    ("content", "more"),
    [
        (b'{"type": "event_callback"}', {"secret": "guessed"}),
        (b'{"type": "event_callback"}', {"age": 301}),
        # A request from the future comes nearer while it is on its way: the bound itself would be met now and then.
        (b'{"type": "event_callback"}', {"age": -330}),
        (b"no json", {"secret": "guessed"}),
        (b"[]", {"secret": "guessed"}),
        (b"\xff\xfe", {"secret": "guessed"}),
        (b"", {"secret": "guessed"}),
        (b'{"type": "url_verification", "challenge": "c"}', {"secret": "guessed"}),
    ],
)
async def test_what_slack_did_not_sign_leaves_a_count_and_nothing_else(content, more, heard, inbox, refused):
    assert await heard.post(content, {"Content-Type": "application/json"}, **more) == 401
    assert (inbox.messages, refused.count) == ([], 1)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0="},
        {"X-Slack-Signature": "caf\u00e9"},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "9" * 400},
    ],
)
async def test_signatures_that_are_none(headers, heard, refused):
    assert await heard.post(b"{}", {"Content-Type": "application/json", **headers}) == 401
    assert refused.count == 1


@pytest.mark.parametrize(
    "content", [b"{broken", b"null", b"[1]", b'"x"', b'{"event": {"user": {}, "channel": 5}}', b"[" * 100_000]
)
async def test_what_is_signed_and_makes_no_sense(content, heard, inbox):
    assert await heard.post(content, {"Content-Type": "application/json"}) == 400
    assert inbox.messages == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"blocks": "x"},
        {"blocks": [None]},
        {"files": [{"size": "big", "url_private": "https://files.slack.com/1"}]},
        {"subtype": ["x"]},
        {"subtype": "message_changed", "message": 5},
    ],
)
async def test_an_event_that_cannot_be_read_is_acknowledged(wrong, heard, inbox):
    body = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "hi", "ts": "1.1"}
    assert await heard.event(body | wrong) == [200]
    assert inbox.messages == []


async def test_a_body_has_a_size(heard):
    assert await heard.post(b"x" * (MOST_OF_A_BODY + 1), {"Content-Type": "application/json"}) == 413


def changed(heard, person, **more):
    return heard.event({"type": "user_change", "user": heard.users[person] | more})


async def test_a_change_of_zone_is_kept_and_a_change_of_status_is_not(heard, inbox):
    await changed(heard, "U1")
    await changed(heard, "U1", profile={"real_name": "Nora Blum", "status_text": "lunch"})
    await changed(heard, "U1", tz="Asia/Tokyo")
    assert [message.profile.timezone for message in inbox.messages] == ["Europe/Paris", "Asia/Tokyo"]


async def test_a_change_of_profile_that_could_not_be_kept_is_not_taken_for_known(heard, inbox):
    inbox.broken = 1
    await changed(heard, "U1")
    assert len(inbox.messages) == 1


async def test_many_at_once(heard, inbox):
    await asyncio.gather(*(heard.says(f"message {number}", person="U1") for number in range(50)))
    assert len(inbox.messages) == 50


# Socket Mode


@asynccontextmanager
async def socket_mode(slack, client, inbox, refused):
    listener = SlackListener(
        client, inbox.accept, SystemClock(), signing_secret=None, app_token=APP_TOKEN, refused=refused
    )
    assert listener.routes == []
    async with listener.connected():
        yield


async def test_through_socket_mode(slack, client, inbox, refused):
    async with socket_mode(slack, client, inbox, refused):
        await slack.until_connected()
        assert (await slack.says("called Ana", person="U1"))[1] == [200]
        assert await slack.command("who is Ana?", person="U1", channel="C1") == 200
    assert inbox.texts == ["called Ana", "who is Ana?"]


async def test_what_cannot_be_kept_gets_no_acknowledgement_in_socket_mode(slack, client, inbox, refused):
    inbox.broken = 1
    async with socket_mode(slack, client, inbox, refused):
        await slack.until_connected()
        assert (await slack.says("called Ana", person="U1"))[1] == [504, 200]
    assert inbox.texts == ["called Ana"]


async def test_a_connection_that_slack_renews(slack, client, inbox, refused):
    async with socket_mode(slack, client, inbox, refused):
        await slack.until_connected()
        await slack.renew_sockets()
        assert (await slack.says("called Ana", person="U1"))[1] == [200]
    assert len(slack.calls_of("apps.connections.open")) == 2


async def test_socket_mode_does_not_hold_up_the_start(slack, client, inbox, refused):
    slack.fail("apps.connections.open", Fault(status=503), Fault(error="invalid_auth"))
    async with asyncio.timeout(2), socket_mode(slack, client, inbox, refused):
        pass


async def test_a_signing_secret_means_http(slack, client, inbox, refused):
    listener = SlackListener(
        client, inbox.accept, SystemClock(), signing_secret=SIGNING_SECRET, app_token=APP_TOKEN, refused=refused
    )
    async with listener.connected():
        assert slack.calls == []
    assert [route.path for route in listener.routes] == [PATH]


async def test_without_a_secret_nothing_could_be_heard(client, inbox, refused):
    with pytest.raises(UsageError) as caught:
        SlackListener(client, inbox.accept, SystemClock(), signing_secret=None, app_token=None, refused=refused)
    assert "SLACK_SIGNING_SECRET" in str(caught.value)
