"""Sends to Slack: messages for everybody in a conversation, and those that one person alone sees.

A reference is "channel:ts", or "channel:ts:person" for what one person alone sees: that can be changed
through the response_url of a press on it, and in no other way. A command's answer has no ts.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from yarl import URL

from adapters.slack.client import code_of, library_logger, seconds_of, translated
from adapters.slack.inbound import PLATFORM, is_direct, profile_of
from adapters.slack.outbound import Block, blocks_of, notice_of
from bot.errors import DeliveryError, NotAdmitted, PermanentDelivery, TransientDelivery, UnknownDelivery
from bot.messages import Address, Attached, Attachment, Card, Content, Delivery, Edit, Profile, Send, Toast, file_name
from bot.observability.events import events_of
from bot.ports import Limits

# Slack allows a message a second in each channel, and does not publish what it allows a workspace: it
# says so with a 429 when that is used up.
LIMITS = Limits(a_second=50, chat_pause=1.0)
EVENT_TYPE = "crmbot_delivery"

# Where Slack keeps what people attach.
_FILES_HOST = "files.slack.com"
# Messages looked through for one that may have arrived: those of a few minutes in a busy conversation.
_LOOK_BACK = 100
# The person cannot be written to in that channel, but in their own conversation with the bot.
_NOT_THERE = frozenset({"channel_not_found", "is_archived", "not_in_channel", "user_not_in_channel"})
# What cannot be changed (any more) is written anew.
_UNCHANGEABLE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})

_log = events_of(__name__)

Call = Callable[[], Awaitable[Any]]


class SlackMessenger:
    """The `Messenger` of one Slack app in one workspace."""

    platform = PLATFORM
    limits = LIMITS

    def __init__(self, client: AsyncWebClient, made: Callable[[Attached], bytes]) -> None:
        self._client = client
        self._made = made
        # Until when a method is closed in a channel, by the monotonic clock: asking again only prolongs it.
        self._closed: dict[tuple[str, str], float] = {}

    def is_group(self, address: Address) -> bool:  # noqa: ARG002  # one pause holds in every channel
        return False

    def link(self, message_key: str, *, own: bool) -> str:
        """A conversation with the bot is open to one person alone."""
        match message_key.split(":"):
            case [self.platform, team, channel, ts] if own or not is_direct(channel):
                return f"https://slack.com/app_redirect?team={team}&channel={channel}&message_ts={ts}"
        return ""

    async def deliver(self, delivery: Delivery) -> str:
        """Carries the effect out and gives the reference of the message."""
        match delivery.effect:
            case Toast(text=text):
                return await self._toast(delivery.address, text)
            case Edit(content=content):
                return await self._edit(delivery, content)
            case Send(content=content):
                return await self._send(delivery, content)

    async def fetch(self, attachment: Attachment, most: int) -> bytes:
        """From Slack's own server alone: the request carries the token."""
        url = URL(attachment.reference)
        if url.host not in (_FILES_HOST, URL(self._client.base_url).host):
            raise PermanentDelivery("Slack: not a file of Slack")
        session: aiohttp.ClientSession = self._client.session  # type: ignore[assignment]  # opened by `slack_client`
        with translated():
            async with session.get(url, headers={"Authorization": f"Bearer {self._client.token}"}) as answer:
                answer.raise_for_status()
                if answer.content_type == "text/html":
                    # Its page to sign in.
                    raise NotAdmitted("Slack: files:read is missing")
                content = bytearray()
                async for part in answer.content.iter_any():
                    content += part
                    if len(content) > most:
                        break
                return bytes(content)

    async def profile(self, person: str) -> Profile:
        """Name, zone and language; empty where Slack does not tell them now."""
        try:
            answer = await self._call(
                "users.info", person, lambda: self._client.users_info(user=person, include_locale=True)
            )
        except DeliveryError as error:
            _log.warning("profile_unknown", platform=PLATFORM, error=error)
            return Profile()
        return profile_of(answer.get("user") or {})

    async def _send(self, delivery: Delivery, content: Content) -> str:
        address, repeated = delivery.address, delivery.repeated
        if isinstance(content, Card) and content.attached is not None:
            return await self._show(delivery, content, content.attached)
        if address.only_for:
            return await self._whisper(delivery, content)
        if repeated:
            found = await self._look(delivery)
            if found:
                return found
            # Where nobody can look, the person is told that this may be the second time.
            repeated = found is None
        return await self._post(delivery.outbox_id, address, content, repeated=repeated)

    async def _show(self, delivery: Delivery, card: Card, attached: Attached) -> str:
        """The picture or file, with the words of the card above it; for one among others in their own chat, and there
        only the words and buttons."""
        address, words = delivery.address, replace(card, image=None, file=None)
        made = await asyncio.to_thread(self._made, attached)
        channel = await self._channel(address.only_for or address.chat)
        file_id = await self._upload(channel, file_name(attached), made)
        await self._call(
            "files.completeUploadExternal",
            channel,
            lambda: self._client.files_completeUploadExternal(
                files=[{"id": file_id, "title": attached.title}],
                channel_id=channel,
                thread_ts=None if address.only_for else address.thread or None,
                initial_comment=None if address.only_for else notice_of(words, repeated=delivery.repeated),
            ),
        )
        if address.only_for:
            return await self._whisper(delivery, words)
        # Slack tells the time of a file's message later, and not here.
        return f"{channel}:"

    async def _upload(self, channel: str, name: str, content: bytes) -> str:
        """Gives Slack a file that nobody sees yet, and its id."""
        answer = await self._call(
            "files.getUploadURLExternal",
            channel,
            lambda: self._client.files_getUploadURLExternal(filename=name, length=len(content)),
        )
        session: aiohttp.ClientSession = self._client.session  # type: ignore[assignment]  # opened by `slack_client`
        try:
            with translated():
                async with session.post(answer["upload_url"], data=content) as taken:
                    taken.raise_for_status()
        except UnknownDelivery as error:
            raise TransientDelivery("Slack did not take the file") from error
        return str(answer["file_id"])

    async def _post(self, outbox_id: str, address: Address, content: Content, *, repeated: bool) -> str:
        answer = await self._call(
            "chat.postMessage",
            address.chat,
            lambda: self._client.chat_postMessage(
                channel=address.chat,
                text=notice_of(content, repeated=repeated),
                blocks=blocks_of(content, repeated=repeated),
                thread_ts=address.thread or None,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"outbox_id": outbox_id}},
                mrkdwn=False,
                parse="none",
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            ),
        )
        return f"{answer['channel']}:{answer['ts']}"

    async def _look(self, delivery: Delivery) -> str | None:
        """The reference of an earlier try that arrived; "" where none did, None where that cannot be seen."""
        chat, thread = delivery.address.chat, delivery.address.thread
        try:
            channel = await self._channel(chat)
            messages = await (self._replies(channel, thread) if thread else self._history(channel))
        except PermanentDelivery:
            return None
        for message in messages:
            metadata = message.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            if metadata.get("event_type") == EVENT_TYPE and payload.get("outbox_id") == delivery.outbox_id:
                return f"{channel}:{message['ts']}"
        return ""

    async def _history(self, channel: str) -> Sequence[Mapping[str, Any]]:
        answer = await self._call(
            "conversations.history",
            channel,
            lambda: self._client.conversations_history(channel=channel, limit=_LOOK_BACK, include_all_metadata=True),
        )
        return answer.get("messages") or ()

    async def _replies(self, channel: str, thread: str) -> Sequence[Mapping[str, Any]]:
        answer = await self._call(
            "conversations.replies",
            channel,
            lambda: self._client.conversations_replies(
                channel=channel, ts=thread, limit=_LOOK_BACK, include_all_metadata=True
            ),
        )
        return answer.get("messages") or ()

    async def _channel(self, chat: str) -> str:
        """The channel of a chat; a person stands for the conversation with them."""
        if chat[:1] not in ("U", "W"):
            return chat
        answer = await self._call("conversations.open", chat, lambda: self._client.conversations_open(users=chat))
        return str(answer["channel"]["id"])

    async def _whisper(self, delivery: Delivery, content: Content) -> str:
        """Shows it to one person alone: as the answer to what they did, in the channel, or else in their own chat."""
        address, repeated = delivery.address, delivery.repeated
        text, blocks = notice_of(content, repeated=repeated), blocks_of(content, repeated=repeated)
        if await self._respond(address, text, blocks):
            return f"{address.chat}::{address.only_for}"
        try:
            return await self._post_ephemeral(address, text, blocks)
        except PermanentDelivery as error:
            if code_of(error) not in _NOT_THERE:
                raise
        return await self._post(delivery.outbox_id, Address(PLATFORM, address.only_for), content, repeated=repeated)

    async def _post_ephemeral(self, address: Address, text: str, blocks: list[Block]) -> str:
        answer = await self._call(
            "chat.postEphemeral",
            address.chat,
            lambda: self._client.chat_postEphemeral(
                channel=address.chat,
                user=address.only_for,
                text=text,
                blocks=blocks,
                thread_ts=address.thread or None,
                parse="none",
                link_names=False,
            ),
        )
        return f"{address.chat}:{answer['message_ts']}:{address.only_for}"

    async def _edit(self, delivery: Delivery, content: Content) -> str:
        channel, ts, person = [*delivery.reference.split(":"), "", ""][:3]
        if person or not ts:
            return await self._edit_whisper(delivery, content, person)
        try:
            await self._call(
                "chat.update",
                channel,
                lambda: self._client.chat_update(
                    channel=channel,
                    ts=ts,
                    text=notice_of(content),
                    blocks=blocks_of(content),
                    parse="none",
                    link_names=False,
                ),
            )
        except PermanentDelivery as error:
            if code_of(error) not in _UNCHANGEABLE:
                raise
            return await self._send(delivery, content)
        return delivery.reference

    async def _edit_whisper(self, delivery: Delivery, content: Content, person: str) -> str:
        """Through the press that it answers, else as a new message for the same eyes."""
        if await self._respond(delivery.address, notice_of(content), blocks_of(content), replace_original=True):
            return delivery.reference
        only_for = delivery.address.only_for or person
        return await self._send(replace(delivery, address=replace(delivery.address, only_for=only_for)), content)

    async def _toast(self, address: Address, text: str) -> str:
        """A word for the eyes of who pressed. A press needs no other acknowledgement than its 200."""
        if text:
            card = Card(title=text)
            # A word that comes too late, or has no place any more, helps nobody.
            with suppress(PermanentDelivery):
                if not await self._respond(address, notice_of(card), blocks_of(card)) and address.only_for:
                    await self._post_ephemeral(address, notice_of(card), blocks_of(card))
        return ""

    async def _respond(
        self, address: Address, text: str, blocks: list[Block], *, replace_original: bool = False
    ) -> bool:
        """Answers for the eyes of who acted alone; False where no response_url is left (5 uses, 30 minutes)."""
        if not address.answer_to:
            return False
        session = self._client.session
        webhook = AsyncWebhookClient(address.answer_to, session=session, retry_handlers=[], logger=library_logger())
        webhook.proxy = None
        body = {"response_type": "ephemeral", "replace_original": replace_original, "text": text, "blocks": blocks}
        try:
            with translated():
                answer = await webhook.send_dict(body | ({"thread_ts": address.thread} if address.thread else {}))
        except UnknownDelivery as error:
            if isinstance(error.__cause__, aiohttp.InvalidURL):
                return False
            raise
        if answer.status_code == 429:
            raise TransientDelivery("Slack: 429", seconds_of(answer.headers))
        if answer.status_code >= 500:
            raise UnknownDelivery(f"Slack: {answer.status_code}")
        return answer.status_code < 400

    async def _call(self, method: str, channel: str, call: Call) -> Any:
        """One call of the Web API. What Slack closed for a while, it closed for this method in this channel."""
        now = time.monotonic()
        closed_until = self._closed.get((method, channel), now)
        if closed_until > now:
            raise TransientDelivery(f"Slack: {method} is closed for a while", closed_until - now)
        try:
            with translated():
                return await call()
        except TransientDelivery as error:
            if error.retry_after:
                self._closed = {key: until for key, until in self._closed.items() if until > now}
                self._closed[method, channel] = now + error.retry_after
            raise
