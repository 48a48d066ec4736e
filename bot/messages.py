"""What adapters and core say to each other. Nothing here knows a platform.

In comes an `Incoming`; out go `Effect`s. Their texts may hold bold runs and links, marked with private
characters (`bold`, `linked`), which each adapter turns into its own markup; text from people passes `plain`
first, so that it can neither forge such a mark nor turn the direction of a line.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Self

from bot.domain.calendar import CalendarEvent
from bot.domain.people import User

BOLD_ON = "\ue000"
BOLD_OFF = "\ue001"
_LINK_ON, _LINK_TO, _LINK_OFF = "\ue002", "\ue003", "\ue004"
_MARKS = re.compile(f"([{BOLD_ON}{BOLD_OFF}{_LINK_OFF}]|{_LINK_ON}[^{_LINK_ON}-{_LINK_OFF}]+{_LINK_TO})")

Argument = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where and with whom: order, pending question and context hang on it."""

    platform: str
    chat: str
    thread: str
    person: str

    @property
    def key(self) -> str:
        return f"{self.platform}|{self.chat}|{self.thread}|{self.person}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a platform knows of a person, "" where it tells nothing: an IANA zone, an ISO 639-1 language."""

    name: str = ""
    timezone: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file beside a message: its size in bytes, 0 where that is not told; the reference that its platform fetches it
    by, or the `content` of what came within the message itself, as a contact does.
    """

    name: str
    size: int = 0
    reference: str = ""
    content: str = ""


_IMPORTABLE = (".csv", ".tsv", ".vcf", ".vcard")


def importable(name: str) -> bool:
    """Whether a file of this name can be imported in chat."""
    return name.lower().endswith(_IMPORTABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What happened in a chat. `key` is unique for it: a repeat has the same.

    `person` in the conversation is the sender's id on that platform. A `text` is what somebody
    wrote, a `press` carries the `handle` of its button, a `start` opens the conversation, a `profile` tells
    that the platform knows something new of the person, a `password` that a text held one and was not kept; a `file`
    has `attachments`, and perhaps words beside them, and an `import` those that were looked at and are to be
    imported. `edits` is the key of the
    message that this text replaces. In a chat that is not `private` others read along. `answer_to` is what the platform
    wants back when it is answered (Slack's response_url, Telegram's callback query), `pressed_on` its id of the message
    that a press was made on, where the press tells. `written_in`: the group's (chat, thread) where the conversation
    itself goes on elsewhere. `shows_pictures`: that chat can show one. `sent_at` is aware.
    """

    key: str
    conversation: Conversation
    kind: Literal["text", "press", "start", "profile", "password", "file", "import"] = "text"
    text: str = ""
    handle: str = ""
    edits: str = ""
    private: bool = True
    answer_to: str = ""
    pressed_on: str = ""
    written_in: tuple[str, str] | None = None
    profile: Profile = Profile()
    shows_pictures: bool = False
    attachments: tuple[Attachment, ...] = ()
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What a button does: the name of a handler, and its arguments."""

    name: str
    arguments: Mapping[str, Argument] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """`handle` is given when the message is stored. Of the buttons of one `group` only the first press counts."""

    label: str
    action: Action
    handle: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    value: str


Palette = Literal["share", "outcome", "kinds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a chart: its parts end to end, as long as their numbers, and what is written beside it."""

    label: str
    text: str
    segments: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture, as a description: worded for its reader, drawn where it is shown.

    `name` is good for a file; `legend` names the parts of the bars, () where they have but one. Palettes:
    a "share" of a whole, an "outcome" good or bad, several "kinds".
    """

    name: str
    title: str
    bars: tuple[Bar, ...]
    subtitle: str = ""
    legend: tuple[str, ...] = ()
    palette: Palette = "share"
    note: str = ""
    dark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile:
    """A file that calendar programs open, as a description; `name` is good for a file."""

    name: str
    event: CalendarEvent

    @property
    def title(self) -> str:
        return self.event.title


# What a card may have beside its words: described, and made where it is shown.
Attached = Chart | CalendarFile


def file_name(attached: Attached) -> str:
    return f"{attached.name}.png" if isinstance(attached, Chart) else f"{attached.name}.ics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An answer: a title, at most eight lines, labelled fields, buttons, a picture or a file."""

    title: str = ""
    lines: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    buttons: tuple[Button, ...] = ()
    image: Chart | None = None
    file: CalendarFile | None = None

    @property
    def attached(self) -> Attached | None:
        return self.image or self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """A question whose options are buttons, the likeliest first; words may choose as well."""

    question: str
    lines: tuple[str, ...] = ()
    options: tuple[Button, ...] = ()


Content = Card | Choices


@dataclass(frozen=True, slots=True)
class Send:
    """A new message in the conversation. What it says is forgotten once it is there, where it holds a `secret`."""

    content: Content
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """The message `outbox_id`, which is already in the chat, shows this from now on.

    `reference`: the platform's id of it, where a press told it; else that is the one under which it was sent.
    """

    outbox_id: str
    content: Content
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Toast:
    """A short word to the person who pressed a button; it leaves no message behind. Empty, it only acknowledges."""

    text: str


Effect = Send | Edit | Toast


@dataclass(frozen=True, slots=True)
class Address:
    """A place to write to. Where others read along, `only_for` is the one person who may see it.

    `answer_to` is the platform's handle of the press that is answered, "" where none is.
    """

    platform: str
    chat: str
    thread: str = ""
    only_for: str = ""
    answer_to: str = ""

    @classmethod
    def of(cls, user: User) -> Self:
        """Where the person wrote last, and hears what comes unasked."""
        return cls(user.reply_platform, user.reply_chat, user.reply_thread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One effect on its way. `reference` is the platform's own id of the message that an Edit changes.

    `repeated`: an earlier try may have arrived, so that this one says that it is a repeat.
    """

    outbox_id: str
    address: Address
    effect: Effect
    reference: str = ""
    repeated: bool = False


def bold(text: str) -> str:
    return f"{BOLD_ON}{text}{BOLD_OFF}"


def linked(text: str, url: str) -> str:
    """A text that leads to this address, where a chat can show that."""
    return f"{_LINK_ON}{url}{_LINK_TO}{text}{_LINK_OFF}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look. `url`: where it leads, "" for nowhere."""

    text: str
    is_bold: bool = False
    url: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """A text between its marks, each piece plain."""
    depth, url = 0, ""
    for part in _MARKS.split(text):
        if part == BOLD_ON:
            depth += 1
        elif part == BOLD_OFF:
            depth = max(0, depth - 1)
        elif part == _LINK_OFF:
            url = ""
        elif part.startswith(_LINK_ON) and part.endswith(_LINK_TO):
            url = part[1:-1]
        elif words := plain(part):
            yield Piece(words, depth > 0, url)


def unmarked(text: str) -> str:
    """The text alone."""
    return "".join(piece.text for piece in pieces(text))


def plain(text: str) -> str:
    """Text from people, made safe to stand in a line: no bold marks, no direction marks, no control characters.

    Line breaks stay; other white space and control characters become one blank.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_PLAIN)


class _Plain(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _plain_character(chr(code))
        return made


_PLAIN = _Plain()


def _plain_character(char: str) -> str:
    if char == "\n":
        return char
    category = unicodedata.category(char)
    if category in ("Cf", "Co", "Cs", "Cn"):
        # Emoji sequences need the joiner and are harmless; everything else here is invisible.
        return char if char == "\u200d" else ""
    return " " if category in ("Cc", "Zl", "Zp") else char


def buttons_of(content: Content) -> tuple[Button, ...]:
    return content.options if isinstance(content, Choices) else content.buttons
