"""What Slack sent -> Incoming. Pure.

Keys: a message is its team, channel and time, since one mention may arrive as two events; an edit adds the
time of the edit; commands and presses are their trigger; what is left is the event id. Slack repeats
under the same keys whatever it believes unanswered.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from adapters.slack.written import mentions, words_of, words_of_mrkdwn
from bot.messages import Attachment, Conversation, Incoming, Profile, importable

PLATFORM = "slack"

# Messages of people; every other subtype tells of joins, topics, bots and deletions.
_WRITTEN = frozenset({None, "file_share", "me_message", "thread_broadcast"})
# Nothing but the bot's name, or the bare command: the person wants to know what one may say, in whichever language.
_NOTHING_SAID = "?"

Payload = Mapping[str, Any]


def incoming(body: Payload, received_at: datetime) -> Incoming | None:
    """The payload of an event, a command or a press as a message; None for what is no business of ours."""
    if "command" in body:
        return _command(body, received_at)
    match body.get("type"):
        case "event_callback":
            return _event(body, received_at)
        case "block_actions":
            return _press(body, received_at)
    return None


def profile_of(user: Payload) -> Profile:
    """What Slack's user object tells."""
    person = user.get("profile") or {}
    name = person.get("real_name") or user.get("real_name") or person.get("display_name") or user.get("name") or ""
    return Profile(
        name=str(name),
        timezone=str(user.get("tz") or ""),
        language=re.split("[-_]", str(user.get("locale") or ""))[0].lower(),
    )


def is_direct(channel: str) -> bool:
    """Whether a channel id is that of a conversation between two."""
    return channel.startswith("D")


def _event(body: Payload, received_at: datetime) -> Incoming | None:
    event, team = body.get("event") or {}, str(body.get("team_id") or "")
    match event.get("type"), event.get("subtype"):
        case "message", "message_changed":
            return _edit(event, team, _bot(body), received_at)
        case "message" | "app_mention", _:
            return _message(event, team, _bot(body), received_at)
        case "user_change", _:
            return _profile(event.get("user") or {}, str(body.get("event_id") or ""), received_at)
    return None


def _bot(body: Payload) -> str:
    """The user id under which the bot sees this event."""
    authorizations: Sequence[Payload] = body.get("authorizations") or ({},)
    return str(authorizations[0].get("user_id") or "")


def _message(event: Payload, team: str, bot: str, received_at: datetime) -> Incoming | None:
    channel, ts = str(event.get("channel") or ""), str(event.get("ts") or "")
    if not (channel and ts and _by_a_person(event, bot)):
        return None
    private = is_direct(channel)
    if not private and event["type"] == "message" and not mentions(event, bot):
        return None
    text, files = words_of(event, bot), _files(event)
    if event.get("files") and not (text or files):
        return None
    # Beside words only what can be imported is looked at: a picture belongs to what was said.
    is_file = bool(files) and (not text or all(importable(file.name) for file in files))
    return Incoming(
        key=_message_key(team, channel, ts),
        conversation=_conversation(event, channel),
        kind="file" if is_file else "text",
        text=text if is_file else text or _NOTHING_SAID,
        attachments=files if is_file else (),
        private=private,
        shows_pictures=True,
        sent_at=_instant(ts, received_at),
    )


def _files(event: Payload) -> tuple[Attachment, ...]:
    """What is attached; not what Slack itself does not show, as from another company's workspace."""
    files: Sequence[Payload] = event.get("files") or ()
    return tuple(
        Attachment(
            name=str(file.get("name") or ""), size=int(file.get("size") or 0), reference=str(file["url_private"])
        )
        for file in files
        if file.get("url_private")
    )


def _edit(event: Payload, team: str, bot: str, received_at: datetime) -> Incoming | None:
    """Somebody changed their words. Slack tells the same way that it unfolded a link, which is no edit."""
    message, before = event.get("message") or {}, event.get("previous_message") or {}
    channel, ts = str(event.get("channel") or ""), str(message.get("ts") or "")
    edited = str((message.get("edited") or {}).get("ts") or "")
    if not (channel and ts and edited and _by_a_person(message, bot)):
        return None
    private = is_direct(channel)
    text = words_of(message, bot)
    if not text or text == words_of(before, bot) or not (private or mentions(message, bot)):
        return None
    original = _message_key(team, channel, ts)
    return Incoming(
        key=f"{original}:{edited}",
        conversation=_conversation(message, channel),
        text=text,
        edits=original,
        private=private,
        shows_pictures=True,
        sent_at=_instant(edited, received_at),
    )


def _by_a_person(message: Payload, bot: str) -> bool:
    person = message.get("user")
    return (
        isinstance(person, str)
        and person not in ("", bot, "USLACKBOT")
        and not message.get("bot_id")
        and message.get("subtype") in _WRITTEN
    )


def _message_key(team: str, channel: str, ts: str) -> str:
    return f"{PLATFORM}:{team}:{channel}:{ts}"


def _conversation(message: Payload, channel: str) -> Conversation:
    """A thread is a conversation of its own; outside threads a channel is one.

    What one person alone may see is shown in a thread only where the thread has messages already, so
    that a mention at the top of a channel is answered there.
    """
    return Conversation(PLATFORM, channel, str(message.get("thread_ts") or ""), str(message["user"]))


def _command(body: Payload, received_at: datetime) -> Incoming | None:
    person, channel, trigger = (str(body.get(name) or "") for name in ("user_id", "channel_id", "trigger_id"))
    if not (person and channel and trigger):
        return None
    return Incoming(
        key=f"{PLATFORM}:command:{trigger}",
        conversation=Conversation(PLATFORM, channel, str(body.get("thread_ts") or ""), person),
        text=words_of_mrkdwn(str(body.get("text") or ""), "") or _NOTHING_SAID,
        # Also between two people, where Slack calls the channel direct as well.
        private=False,
        answer_to=str(body.get("response_url") or ""),
        shows_pictures=True,
        sent_at=received_at,
    )


def _press(body: Payload, received_at: datetime) -> Incoming | None:
    actions: Sequence[Payload] = body.get("actions") or ({},)
    action, container = actions[0], body.get("container") or {}
    person, trigger = str((body.get("user") or {}).get("id") or ""), str(body.get("trigger_id") or "")
    channel = str(container.get("channel_id") or (body.get("channel") or {}).get("id") or "")
    handle = str(action.get("value") or "")
    if not (person and trigger and channel and handle) or action.get("type") != "button":
        return None
    thread = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts") or ""
    is_ephemeral, ts = bool(container.get("is_ephemeral")), str(container.get("message_ts") or "")
    return Incoming(
        key=f"{PLATFORM}:press:{trigger}",
        conversation=Conversation(PLATFORM, channel, str(thread), person),
        kind="press",
        handle=handle,
        # What one person alone sees is changed through the press itself, and in no other way.
        pressed_on=f"{channel}:{ts}" if ts and not is_ephemeral else "",
        private=is_direct(channel) and not is_ephemeral,
        answer_to=str(body.get("response_url") or ""),
        shows_pictures=True,
        sent_at=_instant(str(action.get("action_ts") or ""), received_at),
    )


def _profile(user: Payload, event_id: str, received_at: datetime) -> Incoming | None:
    person = str(user.get("id") or "")
    if not (person and event_id) or user.get("is_bot") or user.get("deleted"):
        return None
    return Incoming(
        key=f"{PLATFORM}:event:{event_id}",
        conversation=Conversation(PLATFORM, person, "", person),
        kind="profile",
        profile=profile_of(user),
        sent_at=received_at,
    )


def _instant(ts: str, otherwise: datetime) -> datetime:
    """Slack's times are seconds since 1970; the decimals only tell two messages of one second apart."""
    if not re.fullmatch(r"\d{1,11}(\.\d+)?", ts, re.ASCII):
        return otherwise
    return datetime.fromtimestamp(int(ts.partition(".")[0]), UTC)
