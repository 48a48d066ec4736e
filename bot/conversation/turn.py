"""One turn of a conversation: what a handler has at hand, and the reply that it gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from bot.conversation.state import Expects, Mention, Option, Question, State, with_known
from bot.crm.changes import Recorder, Speaker
from bot.domain.changes import RecordKind
from bot.domain.ids import new_id
from bot.domain.names import KnownName
from bot.language.frames import Frame, Span
from bot.messages import Action, Argument, Button, CalendarFile, Card, Chart, Choices, Content, Incoming, linked
from bot.ports import UnitOfWork
from bot.wording.dates import Dates, locale_of
from bot.wording.texts import Said, Texts

_MOST_LINES = 8


class Link(Protocol):
    """Tells the address of the message of this key, as `Messenger.link` does."""

    def __call__(self, message_key: str, *, own: bool) -> str: ...


class Turn:
    """The person, the words and the records of one message.

    `set_to_extend`: the answer to a question joins the change set of the message that raised it.
    `incoming`: the message itself, and `shows_pictures`: whether its chat can show one. `frames`: what was carried out,
    each name with the record it was taken for; `others`: what else those names might have meant. `names`: where the
    text names what the CRM knows. `is_confirmed`: what is unusual in it is meant as it was said; `is_followed`: it put
    another message of its conversation in line.
    """

    def __init__(
        self,
        *,
        uow: UnitOfWork,
        speaker: Speaker,
        state: State,
        language: str,
        text: str = "",
        key: str = "",
        link: Link | None = None,
    ) -> None:
        self.uow = uow
        self.speaker = speaker
        self.state = state
        self.language = language
        self.text = text
        # An edit's own, unlike the speaker's, which is that of the message it replaces.
        self.key = key or speaker.message_key
        self._link = link
        self.texts = Texts(language)
        self.recorder = Recorder(uow, speaker)
        self.incoming: Incoming | None = None
        self.is_confirmed = False
        self.is_followed = False
        self.set_to_extend = ""
        self.intent = ""
        self.subject = ""
        self.frames: list[Frame] = []
        self.names: Sequence[Span] = ()
        self.others: list[Option] = []
        self._mentioned: dict[tuple[RecordKind, str, str], None] = {}

    @property
    def shows_pictures(self) -> bool:
        return self.incoming is not None and self.incoming.shows_pictures

    @cached_property
    def dates(self) -> Dates:
        zone = self.speaker.zone
        return Dates(locale=locale_of(self.texts.language, zone), zone=zone, now=self.speaker.now)

    def named(self, intent: str, subject: str) -> None:
        """Names what this message changes, for "Undone: call with Jane"; several commands have no one name."""
        self.intent = intent if not self.intent else "several"
        self.subject = subject if self.intent == intent else ""

    def mention(self, kind: RecordKind, record_id: str, name: str = "") -> None:
        """This record is spoken of, or this name that is no record's: a pronoun in the next message may mean it."""
        self._mentioned[kind, record_id, name] = None

    def settled(self, slot: str, known: KnownName, others: Sequence[Option]) -> None:
        """A name of the frame in hand stands for this record; it might have stood for others."""
        if self.frames:
            self.frames[-1] = with_known(self.frames[-1], slot, [known])
            self.others += others

    @property
    def mentions(self) -> list[Mention]:
        """What was spoken of or written in this message."""
        written: dict[tuple[RecordKind, str, str], None] = {
            (change.record_kind, change.record_id, ""): None for change in self.recorder.changes
        }
        return [Mention(kind, record_id, self.speaker.now, name) for kind, record_id, name in self._mentioned | written]

    @property
    def set_id(self) -> str:
        return self.set_to_extend or self.recorder.set_id

    @property
    def drop(self) -> Option:
        """The way out of a question that is asked before anything is saved."""
        return Option(label=self.texts("button-drop"), role="no", action=Action(name="drop"))

    def leave(self, arguments: Mapping[str, Argument] | None = None) -> Option:
        """The way out of a question about what is saved: it stays as it is."""
        return Option(
            label=self.texts("button-leave"), role="no", action=Action(name="leave", arguments=arguments or {})
        )

    def told_at(self, when: str, message_key: str, by_user_id: str) -> str:
        """The time at which somebody said something, leading to that message where the person can open it."""
        own = by_user_id == self.speaker.user.id
        url = self._link(message_key, own=own) if self._link and message_key else ""
        return Said(linked(when, url)) if url else when

    def button(self, key: str, action: str, /, **arguments: str | int | bool | None) -> Button:
        return Button(label=self.texts(key), action=Action(name=action, arguments=arguments))


class Aside(Said):
    """A line that is of use, and the first to go where an answer would grow too long."""

    __slots__ = ()


@dataclass(slots=True, kw_only=True)
class Reply:
    """What a handler answers: lines, the first being the title, buttons, and a question where something is unsure.

    An `image` or a `file` stands on a card without a question. A `secret` is for the asker alone, and is not kept.
    """

    lines: list[str] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    question: Question | None = None
    image: Chart | None = None
    secret: bool = False
    file: CalendarFile | None = None

    def content(self, texts: Texts) -> Content:
        """The card, or the choices where there is a question: eight lines at most, and told where there are more."""
        if self.question is None:
            title, *lines = _fitted(self.lines, _MOST_LINES, texts) or [""]
            return Card(title=title, lines=tuple(lines), buttons=tuple(self.buttons), image=self.image, file=self.file)
        group = new_id()
        options = tuple(option.as_button(group) for option in self.question.options)
        return Choices(
            question=self.question.text,
            lines=tuple(_fitted(self.lines, _MOST_LINES - 1, texts)),
            options=options + tuple(self.buttons),
        )


def _fitted(lines: list[str], most: int, texts: Texts) -> list[str]:
    """What was done before what is merely of use; the rest is counted."""
    surplus = len(lines) - most
    asides = [index for index, line in enumerate(lines) if isinstance(line, Aside)][::-1][: max(0, surplus)]
    kept = [line for index, line in enumerate(lines) if index not in asides]
    if len(kept) <= most:
        return kept
    return [*kept[: most - 1], texts("lines-more", count=len(kept) - most + 1)]


def said(*lines: str, buttons: list[Button] | None = None) -> Reply:
    return Reply(lines=list(lines), buttons=buttons or [])


def asked(text: str, *options: Option, expects: Expects = "", answer: Action | None = None) -> Reply:
    return Reply(question=Question(text=text, options=options, expects=expects, answer=answer))
