"""Payloads -> messages."""

from datetime import UTC, datetime

import pytest

from adapters.slack.inbound import incoming, profile_of
from bot.messages import Conversation, Incoming, Profile

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SENT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
TS = f"{int(SENT.timestamp())}.000100"


def event(**event):
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "authorizations": [{"user_id": "UBOT"}],
        "event": event,
    }


def direct(**more):
    return event(
        **{"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "text": "hi", "ts": TS, **more}
    )


def mention(**more):
    return event(**{"type": "app_mention", "channel": "C1", "user": "U1", "text": "<@UBOT> hi", "ts": TS, **more})


def test_a_direct_message():
    message = incoming(direct(), NOW)
    assert message == Incoming(
        key=f"slack:T1:D1:{TS}",
        conversation=Conversation("slack", "D1", "", "U1"),
        text="hi",
        shows_pictures=True,
        sent_at=SENT,
    )
    assert message.private


def test_a_mention_in_a_channel_is_not_private():
    message = incoming(mention(), NOW)
    assert (message.text, message.private, message.conversation.chat) == ("hi", False, "C1")


def test_the_two_events_of_one_mention_have_one_key():
    twin = event(type="message", channel_type="channel", channel="C1", user="U1", text="<@UBOT> hi", ts=TS)
    assert incoming(twin, NOW) == incoming(mention(), NOW)


def test_a_thread_is_a_conversation_of_its_own():
    assert incoming(mention(thread_ts="1.2"), NOW).conversation == Conversation("slack", "C1", "1.2", "U1")
    assert incoming(direct(thread_ts="1.2"), NOW).conversation == Conversation("slack", "D1", "1.2", "U1")


def test_nothing_but_the_name_of_the_bot_asks_what_one_may_say():
    assert incoming(mention(text="<@UBOT>"), NOW).text == "?"


FILE = {"name": "fair.csv", "size": 9, "url_private": "https://files.slack.com/fair.csv"}


@pytest.mark.parametrize(
    ("text", "name", "kind"), [("", "fair.csv", "file"), ("met Jo", "fair.csv", "file"), ("met Jo", "menu.pdf", "text")]
)
def test_words_beside_a_file(text, name, kind):
    message = incoming(direct(text=text, files=[FILE | {"name": name}]), NOW)
    assert message is not None
    assert (message.kind, message.text, len(message.attachments)) == (kind, text, kind == "file")


@pytest.mark.parametrize("subtype", ["file_share", "me_message", "thread_broadcast"])
def test_other_ways_of_writing(subtype):
    assert incoming(direct(subtype=subtype), NOW).text == "hi"


@pytest.mark.parametrize(
    "body",
    [
        direct(bot_id="B1"),
        direct(subtype="bot_message"),
        direct(subtype="channel_join"),
        direct(subtype="message_deleted"),
        direct(user="UBOT"),
        direct(user="USLACKBOT"),
        direct(user=None),
        direct(text="", files=[{"id": "F1"}]),
        direct(ts=""),
        event(type="message", channel_type="channel", channel="C1", user="U1", text="not for the bot", ts=TS),
        event(type="reaction_added", user="U1"),
        {"type": "app_rate_limited"},
        {"type": "view_submission"},
        {"type": "event_callback"},
        {},
    ],
)
def test_what_is_no_business_of_ours(body):
    assert incoming(body, NOW) is None


def edit(text="hi there", before="hi", channel="D1", edited="1700000001.000200", **more):
    message = {"type": "message", "user": "U1", "text": text, "ts": TS, **more}
    if edited:
        message["edited"] = {"user": "U1", "ts": edited}
    previous = {"type": "message", "user": "U1", "text": before, "ts": TS}
    return event(
        type="message", subtype="message_changed", channel=channel, ts="9.9", message=message, previous_message=previous
    )


def test_an_edit_names_the_message_that_it_changes():
    message = incoming(edit(), NOW)
    assert message.edits == incoming(direct(), NOW).key
    assert message.key == f"{message.edits}:1700000001.000200"
    assert (message.text, message.conversation.person) == ("hi there", "U1")
    assert message.sent_at == datetime.fromtimestamp(1700000001, UTC)


@pytest.mark.parametrize(
    "body",
    [edit(edited=""), edit(text="hi"), edit(bot_id="B1"), edit(user="UBOT"), edit(text=""), edit(channel="C1")],
)
def test_changes_that_are_no_edits_by_people(body):
    assert incoming(body, NOW) is None


def test_an_edited_mention():
    message = incoming(edit(text="<@UBOT> hello", channel="C1"), NOW)
    assert (message.text, message.private) == ("hello", False)


def command(**more):
    return {
        "command": "/crm",
        "text": "call Ana &amp; Ben",
        "user_id": "U1",
        "channel_id": "C1",
        "team_id": "T1",
        "trigger_id": "13.7",
        "response_url": "https://hooks.example/1",
        **more,
    }


def test_a_command_is_never_private():
    for channel in ("C1", "D1"):
        message = incoming(command(channel_id=channel), NOW)
        assert message == Incoming(
            key="slack:command:13.7",
            conversation=Conversation("slack", channel, "", "U1"),
            text="call Ana & Ben",
            private=False,
            answer_to="https://hooks.example/1",
            shows_pictures=True,
            sent_at=NOW,
        )


def test_a_bare_command_asks_what_one_may_say():
    assert incoming(command(text="  "), NOW).text == "?"


def press(**more):
    return {
        "type": "block_actions",
        "user": {"id": "U1"},
        "team": {"id": "T1"},
        "channel": {"id": "D1"},
        "container": {"type": "message", "message_ts": "5.5", "channel_id": "D1", "is_ephemeral": False},
        "trigger_id": "13.8",
        "response_url": "https://hooks.example/2",
        "actions": [{"type": "button", "action_id": "press:h1", "value": "h1", "action_ts": TS}],
        **more,
    }


def test_a_press():
    message = incoming(press(), NOW)
    assert message == Incoming(
        key="slack:press:13.8",
        conversation=Conversation("slack", "D1", "", "U1"),
        kind="press",
        handle="h1",
        answer_to="https://hooks.example/2",
        pressed_on="D1:5.5",
        shows_pictures=True,
        sent_at=SENT,
    )


def test_a_press_on_what_one_person_sees_is_answered_to_them_alone():
    container = {"message_ts": "5.5", "channel_id": "D1", "is_ephemeral": True, "thread_ts": "1.2"}
    message = incoming(press(container=container), NOW)
    assert not message.private
    assert message.conversation.thread == "1.2"


def test_a_press_in_a_thread_belongs_to_its_conversation():
    assert incoming(press(message={"ts": "5.5", "thread_ts": "1.2"}), NOW).conversation.thread == "1.2"


@pytest.mark.parametrize(
    "actions", [[], [{"type": "button", "action_id": "x"}], [{"type": "datepicker", "value": "h1"}]]
)
def test_other_actions(actions):
    assert incoming(press(actions=actions), NOW) is None


USER = {"id": "U1", "tz": "Europe/Paris", "locale": "fr-FR", "profile": {"real_name": "Nora Blum"}}


def test_a_change_of_profile():
    message = incoming(event(type="user_change", user=USER), NOW)
    assert message == Incoming(
        key="slack:event:Ev1",
        conversation=Conversation("slack", "U1", "", "U1"),
        kind="profile",
        profile=Profile(name="Nora Blum", timezone="Europe/Paris", language="fr"),
        sent_at=NOW,
    )


@pytest.mark.parametrize("more", [{"is_bot": True}, {"deleted": True}, {"id": ""}])
def test_profiles_of_nobody(more):
    assert incoming(event(type="user_change", user=USER | more), NOW) is None


def test_a_profile_may_tell_little():
    assert profile_of({}) == Profile()
    assert profile_of({"name": "nora", "tz": None}) == Profile(name="nora")


@pytest.mark.parametrize("ts", ["", "soon", "1e9", "9" * 40, "-1"])
def test_a_time_that_is_none_is_the_present(ts):
    body = press()
    body["actions"][0]["action_ts"] = ts
    assert incoming(body, NOW).sent_at == NOW
