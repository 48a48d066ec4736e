"""Sends to Telegram through the Bot API."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from adapters.telegram.inbound import PLATFORM
from adapters.telegram.outbound import CAPTION_LIMIT, html_of, keyboard_of, toast_of
from adapters.telegram.transport import NotSent, TelegramBot
from bot.errors import DeliveryError, NotAdmitted, PermanentDelivery, TransientDelivery, UnknownDelivery
from bot.messages import Address, Attached, Attachment, Card, Chart, Content, Delivery, Edit, Profile, Toast, file_name
from bot.ports import Limits

T = TypeVar("T")
# Sends something to a chat, and to its topic as `message_thread_id`.
Post = Callable[..., Awaitable[Message]]

# Nothing about the CRM, in both languages: what the asker speaks is not known here.
_START_FIRST = (
    "I answer this in private. Open a chat with me, press Start, and ask again.\n"
    "Je réponds à cela en privé. Ouvrez une conversation avec moi, appuyez sur Démarrer, et redemandez."
)
_START = "Start · Démarrer"

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

# What a refused edit says when the message shows this already, and when it will never be possible.
_UNCHANGED = ("message is not modified",)
_NOT_EDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid")
# How the ids of groups begin whose messages have numbers of their own.
_LARGE_GROUP = "-100"
_TOPIC_GONE = ("message thread not found", "topic_closed", "topic_deleted")
_TOO_LATE = ("query is too old", "query_id_invalid", "query id is invalid")


class TelegramMessenger:
    """The `Messenger` of one bot. A message's reference is "chat:number"."""

    platform = PLATFORM
    limits = Limits(a_second=30, chat_pause=1, group_pause=3)

    def __init__(self, bot: TelegramBot, made: Callable[[Attached], bytes]) -> None:
        self._bot = bot
        self._made = made

    def is_group(self, address: Address) -> bool:
        return address.chat.startswith("-") and not address.only_for

    def link(self, message_key: str, *, own: bool) -> str:  # noqa: ARG002  # whoever is in the group can open it
        """Only messages of large groups have an address."""
        match message_key.split("|"):
            case [self.platform, _, chat, number] if chat.startswith(_LARGE_GROUP):
                return f"https://t.me/c/{chat.removeprefix(_LARGE_GROUP)}/{number}"
        return ""

    async def deliver(self, delivery: Delivery) -> str:
        """Sends, edits or acknowledges. What one person of a group may see goes to their own chat with the bot.

        Who never opened that chat is asked to, in the group: then there is no message, and no reference.
        """
        effect = delivery.effect
        if isinstance(effect, Toast):
            await self._acknowledge(delivery.address.answer_to, effect.text)
            return delivery.reference
        if isinstance(effect, Edit) and delivery.reference:
            edited = await self._edit(delivery.reference, effect.content)
            if edited:
                return delivery.reference
        return await self._send(delivery.address, effect.content, repeated=delivery.repeated)

    async def fetch(self, attachment: Attachment, most: int) -> bytes:  # noqa: ARG002  # Telegram gives 20 MB at most
        file = await _carried_out(self._bot.get_file(attachment.reference))
        return bytes(await _carried_out(file.download_as_bytearray()))

    async def profile(self, person: str) -> Profile:  # noqa: ARG002  # each update brings it along
        return Profile()

    async def _acknowledge(self, query_id: str, text: str) -> None:
        if not query_id:
            return
        try:
            await _carried_out(self._bot.answer_callback_query(query_id, text=toast_of(text) or None))
        except _Refused as refusal:
            # A button that has waited for too long only stops blinking by itself.
            if not refusal.says(_TOO_LATE):
                raise

    async def _edit(self, reference: str, content: Content) -> bool:
        """Whether the message shows this now; False where it cannot be changed any more."""
        chat, _, number = reference.rpartition(":")
        try:
            await _carried_out(
                self._bot.edit_message_text(
                    html_of(content),
                    chat_id=_number(chat),
                    message_id=_number(number),
                    parse_mode=ParseMode.HTML,
                    link_preview_options=_NO_PREVIEW,
                    reply_markup=_markup(content),
                )
            )
        except _Moved:
            return False
        except _Refused as refusal:
            if refusal.says(_UNCHANGED):
                return True
            if refusal.says(_NOT_EDITABLE):
                return False
            raise
        return True

    async def _send(self, address: Address, content: Content, *, repeated: bool) -> str:
        post = await self._poster(content, repeated=repeated)
        # A private chat has the number of its person.
        aside = bool(address.only_for) and address.only_for != address.chat
        chat, thread = (address.only_for, "") if aside else (address.chat, address.thread)
        try:
            sent = await self._post(_number(chat), _number(thread) if thread else None, post)
        except _Unreachable:
            if not aside:
                raise
            await self._ask_to_start(address)
            return ""
        return f"{sent.chat_id}:{sent.message_id}"

    async def _poster(self, content: Content, *, repeated: bool) -> Post:
        """What sends this to a chat and topic: as a picture or file with words below it, where there is one."""
        markup = _markup(content)
        if isinstance(content, Card) and content.attached is not None:
            attached = content.attached
            file = InputFile(await asyncio.to_thread(self._made, attached), file_name(attached))
            words: dict[str, Any] = {
                "caption": html_of(content, CAPTION_LIMIT, repeated=repeated),
                "parse_mode": ParseMode.HTML,
                "reply_markup": markup,
            }
            if isinstance(attached, Chart):
                return partial(self._bot.send_photo, photo=file, **words)
            return partial(self._bot.send_document, document=file, **words)
        return self._text_poster(html_of(content, repeated=repeated), markup)

    def _text_poster(self, text: str, markup: InlineKeyboardMarkup | None) -> Post:
        return partial(
            self._bot.send_message,
            text=text,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=markup,
        )

    async def _post(self, chat: int, thread: int | None, post: Post) -> Message:
        """Sends to the chat, wherever it has moved to, and beside a topic that is gone."""
        try:
            return await _carried_out(post(chat, message_thread_id=thread))
        except _Moved as moved:
            return await self._post(moved.chat, thread, post)
        except _Refused as refusal:
            if thread is None or not refusal.says(_TOPIC_GONE):
                raise
            return await self._post(chat, None, post)

    async def _ask_to_start(self, address: Address) -> None:
        me = await _carried_out(self._bot.get_me())
        start = InlineKeyboardButton(_START, url=f"https://t.me/{me.username}")
        thread = _number(address.thread) if address.thread else None
        post = self._text_poster(_START_FIRST, InlineKeyboardMarkup([[start]]))
        await self._post(_number(address.chat), thread, post)


class _Refused(PermanentDelivery):
    """Telegram understood and said no; `description` is for us alone, since it may quote the message."""

    def __init__(self, reason: str, description: str) -> None:
        super().__init__(reason)
        self.description = description.lower()

    def says(self, phrases: tuple[str, ...]) -> bool:
        return any(phrase in self.description for phrase in phrases)


class _Unreachable(NotAdmitted):
    """The bot may not write there: blocked, removed, or never started."""


class _Moved(TransientDelivery):
    """A group that became a supergroup has another number now."""

    def __init__(self, chat: int) -> None:
        super().__init__("the group has moved")
        self.chat = chat


async def _carried_out(request: Awaitable[T]) -> T:
    try:
        return await request
    except TelegramError as error:
        raise delivery_error(error) from error
    except Exception as error:
        # Telegram took the request; only its answer could not be read.
        raise UnknownDelivery("Telegram's answer could not be read") from error


def delivery_error(error: TelegramError) -> DeliveryError:
    """What a library's error means for a message: whether, and when, another try may help."""
    match error:
        case NotSent():
            return TransientDelivery("Telegram takes nothing now", retry_after=error.retry_after)
        case ChatMigrated():
            return _Moved(error.new_chat_id)
        case Forbidden():
            return _Unreachable("the bot may not write there: blocked, removed or never started")
        case InvalidToken():
            return PermanentDelivery("Telegram does not know the bot's token")
        case BadRequest():
            lost = "chat not found" in error.message.lower()
            return _Unreachable("the chat is gone") if lost else _Refused("Telegram refused it", error.message)
    return UnknownDelivery("no answer came from Telegram")


def _markup(content: Content) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(key.label, callback_data=key.data) for key in row] for row in keyboard_of(content)]
    return InlineKeyboardMarkup(rows) if rows else None


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise PermanentDelivery("this is no chat of Telegram") from None
