"""A Telegram update -> Incoming. Pure.

A message's key names its chat and its number there, so that an edit can name what it replaces;
Telegram repeats an update with the same numbers. A press has its callback query's own id.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from telegram import CallbackQuery, Contact, MaybeInaccessibleMessage, Message, Update, User

from bot.messages import Attachment, Conversation, Incoming, Profile, importable

PLATFORM = "telegram"

# Everything else that Telegram could send is not asked for.
KINDS = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]

# Nothing but the bot's name, or the bare command: the person wants to know what one may say, in whichever language.
_NOTHING_SAID = "?"

# What Telegram gives no name of its own, and nobody can import: it is answered all the same.
_NAMELESS = {
    "photo": "photo.jpg",
    "voice": "voice.ogg",
    "audio": "audio.mp3",
    "video": "video.mp4",
    "video_note": "video.mp4",
}

# In a group it needs no name behind it. Other chats know it as well.
_OWN_COMMAND = "crm"
_COMMAND = re.compile(r"/(?P<name>\w+)(?:@(?P<bot>\w+))?(?:\s+|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Myself:
    """The bot's number, and its name without the "@": "" where it is not known, and no mention can be found."""

    id: int
    username: str


def concerns_group(update: Update) -> bool:
    """Whether one must know the bot's name to tell if this is meant for it."""
    message = update.message or update.edited_message
    return message is not None and message.chat.type in ("group", "supergroup")


def incoming(update: Update, *, myself: Myself, now: datetime) -> Incoming | None:
    """What the update means; None where it is not for the bot, or nothing that it could answer.

    `now` is when a press was made: Telegram does not tell.
    """
    if update.callback_query is not None:
        return _press(update.callback_query, myself, now)
    message = update.message or update.edited_message
    if message is None or message.chat.type not in ("private", "group", "supergroup"):
        return None
    person = message.from_user
    if person is None or person.is_bot or message.sender_chat is not None:
        return None
    written, files = message.text or message.caption or "", _files(message)
    if not (written or files) or not (message.chat.type == "private" or _is_addressed(message, written, myself)):
        return None
    # Beside words only what can be imported is looked at: a picture belongs to what was said.
    if files and (not written or all(importable(file.name) for file in files)):
        return _file(message, person, written, files, myself)
    return _text(update, message, person, written, myself)


def _text(update: Update, message: Message, person: User, written: str, myself: Myself) -> Incoming | None:
    is_edit = update.edited_message is not None
    key = f"{PLATFORM}|{myself.id}|{message.chat.id}|{message.message_id}"
    command, text = _command_and_words(_without_name(written, myself))
    if not text and is_edit:
        return None
    return Incoming(
        # Every edit is an event of its own.
        key=f"{key}|{update.update_id}" if is_edit else key,
        conversation=_conversation(person),
        kind="start" if command == "start" else "text",
        text=text or ("" if command == "start" else _NOTHING_SAID),
        edits=key if is_edit else "",
        private=message.chat.type == "private",
        written_in=_group(message),
        profile=_profile(person),
        shows_pictures=True,
        sent_at=(message.edit_date if is_edit else None) or message.date,
    )


def _file(message: Message, person: User, written: str, files: tuple[Attachment, ...], myself: Myself) -> Incoming:
    return Incoming(
        key=f"{PLATFORM}|{myself.id}|{message.chat.id}|{message.message_id}",
        conversation=_conversation(person),
        kind="file",
        text=_command_and_words(_without_name(written, myself))[1],
        attachments=files,
        private=message.chat.type == "private",
        written_in=_group(message),
        profile=_profile(person),
        shows_pictures=True,
        sent_at=message.date,
    )


def _files(message: Message) -> tuple[Attachment, ...]:
    """A document, or a contact, which comes as the lines of a vCard; of what else there is a name alone."""
    if message.document is not None:
        document = message.document
        return (Attachment(name=document.file_name or "", size=document.file_size or 0, reference=document.file_id),)
    if message.contact is not None:
        return (Attachment(name=f"{_contact_name(message.contact)}.vcf", content=_vcard(message.contact)),)
    if message.media_group_id and not message.caption:
        # One of several pictures: the words stand below another.
        return ()
    return tuple(Attachment(name=name) for kind, name in _NAMELESS.items() if getattr(message, kind))


def _contact_name(contact: Contact) -> str:
    return " ".join(" ".join(filter(None, (contact.first_name, contact.last_name))).split())


def _vcard(contact: Contact) -> str:
    """As the sender's phone wrote it, else of what Telegram tells."""
    if contact.vcard:
        return contact.vcard
    first, last = (re.sub(r"([\\,;])", r"\\\1", part or "") for part in (contact.first_name, contact.last_name))
    number = contact.phone_number if contact.phone_number.startswith("+") else f"+{contact.phone_number}"
    lines = (
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{last};{first};;;",
        f"FN:{first} {last}".strip(),
        f"TEL:{number}",
        "END:VCARD",
    )
    return "".join(f"{' '.join(line.split())}\r\n" for line in lines)


def _press(query: CallbackQuery, myself: Myself, now: datetime) -> Incoming | None:
    if not query.data:
        return None
    message, person = query.message, query.from_user
    return Incoming(
        key=f"{PLATFORM}|{myself.id}|press|{query.id}",
        conversation=_conversation(person),
        kind="press",
        handle=query.data,
        pressed_on=f"{message.chat.id}:{message.message_id}" if message else "",
        private=message is None or message.chat.type == "private",
        written_in=_group(message) if message else None,
        answer_to=query.id,
        profile=_profile(person),
        shows_pictures=True,
        sent_at=now.astimezone(UTC),
    )


def _conversation(person: User) -> Conversation:
    """The private chat, also for what is written in a group: there it is answered, and there it goes on."""
    return Conversation(PLATFORM, str(person.id), "", str(person.id))


def _group(message: MaybeInaccessibleMessage) -> tuple[str, str] | None:
    """The group and its topic; None in a private chat."""
    if message.chat.type == "private":
        return None
    # Replies in any supergroup form threads of their own; only topics are places that one can write to.
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return str(message.chat.id), "" if topic is None else str(topic)


def _profile(person: User) -> Profile:
    language = (person.language_code or "").partition("-")[0].lower()
    return Profile(name=person.full_name, language=language if re.fullmatch("[a-z]{2}", language) else "")


def _is_addressed(message: Message, written: str, myself: Myself) -> bool:
    """Whether a group's message names the bot, gives it a command, or replies to it."""
    earlier = message.reply_to_message
    # In a topic everything "replies" to the message that opened it.
    if earlier and earlier.from_user and earlier.from_user.id == myself.id and not earlier.forum_topic_created:
        return True
    command = _COMMAND.match(written)
    if command is not None and command["name"].lower() == _OWN_COMMAND and not command["bot"]:
        return True
    if not myself.username:
        return False
    is_command = command is not None and (command["bot"] or "").lower() == myself.username.lower()
    return is_command or _name(myself).search(written) is not None


def _without_name(written: str, myself: Myself) -> str:
    """The words without "@bot", wherever it stands; "@bot, called Jane" loses its comma as well."""
    if not myself.username:
        return written.strip()
    first, *rest = _name(myself).split(written)
    words = [first.strip(), *rest]
    if rest and not words[0]:
        words[1] = words[1].lstrip(" ,:")
    return " ".join(part for part in (word.strip() for word in words) if part)


def _command_and_words(text: str) -> tuple[str, str]:
    """A command's name and what was said: "/undo" is the word itself, "/crm called Jo" what stands behind it."""
    command = _COMMAND.match(text)
    if command is None:
        return "", text
    name, words = command["name"].lower(), text[command.end() :].strip()
    if name in ("start", _OWN_COMMAND):
        return name, words
    return name, f"{command['name'].replace('_', ' ')} {words}".strip()


def _name(myself: Myself) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@./])@{re.escape(myself.username)}(?!\w)", re.IGNORECASE)
