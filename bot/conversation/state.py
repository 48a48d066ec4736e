"""What a conversation remembers between two messages, and how it is kept as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from bot.domain.changes import RecordKind
from bot.domain.names import KnownName
from bot.language.frames import Frame, Party, Period, SlotValue, ToldIn
from bot.messages import Action, Argument, Button

# An answer after this long is taken as a new message, and "her" or "it" means nothing any more.
_LIVES = timedelta(minutes=30)
_MOST_MENTIONS = 12

Role = Literal["", "yes", "no"]
Expects = Literal["", "name", "time", "zone", "amount", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to a question. `words` are what chooses it when written; "yes" and "no" choose by role."""

    label: str
    action: Action
    role: Role = ""
    words: tuple[str, ...] = ()

    def as_button(self, group: str = "") -> Button:
        return Button(label=self.label, action=self.action, group=group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One open question. Besides its options it may expect a name, a time, a zone, an amount or any words, handed to
    `answer`."""

    text: str
    options: tuple[Option, ...] = ()
    expects: Expects = ""
    answer: Action | None = None

    def is_about(self, set_id: str) -> bool:
        """Whether it came up in the message of this change set."""
        return set_id in self._sets

    @property
    def is_about_nothing_saved(self) -> bool:
        """Whether it was asked before anything was saved."""
        return not self._sets

    @property
    def _sets(self) -> set[str]:
        actions = [*(option.action for option in self.options), *([self.answer] if self.answer else [])]
        told = (action.arguments.get(name) for action in actions for name in ("set", "instead_of"))
        return {str(set_id) for set_id in told if set_id}


@dataclass(frozen=True, slots=True)
class Mention:
    """A record that was spoken of; a name that is no record's yet has no id.

    What is told of a record is read when it is needed: it may have changed, or be gone.
    """

    kind: RecordKind
    id: str
    at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message, by its key, and when it was written."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What was asked for last: its frames, with the names as they were taken, and the change set that came of it.

    `others` is what else it might have meant.
    """

    frames: tuple[Frame, ...]
    at: datetime
    set_id: str = ""
    others: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """What shows the rest of a list, and when its last page was shown."""

    action: Action
    at: datetime


@dataclass(slots=True, kw_only=True)
class State:
    """`pending` is the question asked last, in the outbox row `asked_in`; `waiting` are those to ask after it.

    `mentions` are the records spoken of, the latest first; `heard` is the last command, of which one may ask why;
    `command` is what a correction is about; `further` shows what is left of the list shown last.
    """

    pending: Question | None = None
    asked_at: datetime | None = None
    asked_in: str = ""
    waiting: list[Question] = field(default_factory=list)
    language: str = ""
    mentions: list[Mention] = field(default_factory=list)
    heard: Heard | None = None
    command: Command | None = None
    further: Further | None = None

    def open_question(self, now: datetime) -> Question | None:
        if self.pending is None or self.asked_at is None or now - self.asked_at > _LIVES:
            return None
        return self.pending

    @property
    def has_just_asked(self) -> bool:
        """Whether the open question is the last thing that was answered to."""
        return self.asked_at is not None and (self.heard is None or self.heard.at <= self.asked_at)

    def mentioned(self, mentions: Sequence[Mention]) -> None:
        """Keeps what was spoken of just now before what was spoken of earlier."""
        known = {(mention.kind, mention.id, mention.name) for mention in mentions}
        earlier = [mention for mention in self.mentions if (mention.kind, mention.id, mention.name) not in known]
        self.mentions = [*mentions, *earlier][:_MOST_MENTIONS]

    def recent(self, now: datetime) -> list[Mention]:
        """What "her" or "it" may mean now, the latest first."""
        return [mention for mention in self.mentions if now - mention.at <= _LIVES]

    def list_goes_on(self, action: Action | None, now: datetime) -> None:
        """A page of a list was shown; None: its last."""
        self.further = Further(action=action, at=now) if action else None

    def rest_of_list(self, now: datetime) -> Action | None:
        return self.further.action if self.further and now - self.further.at <= _LIVES else None

    def settle(self) -> None:
        self.pending, self.asked_at, self.asked_in = None, None, ""

    def drop_questions(self) -> None:
        """Forgets the open question and those that wait behind it."""
        self.settle()
        self.waiting.clear()

    def drop_questions_about(self, set_id: str) -> None:
        """Forgets what was asked about the records of a change set."""
        self.waiting = [question for question in self.waiting if not question.is_about(set_id)]
        if self.pending and self.pending.is_about(set_id):
            self.settle()

    def as_json(self) -> dict[str, Any]:
        return {
            "pending": _question_as_json(self.pending) if self.pending else None,
            "asked_at": self.asked_at.isoformat() if self.asked_at else None,
            "asked_in": self.asked_in,
            "waiting": [_question_as_json(question) for question in self.waiting],
            "language": self.language,
            "command": _command_as_json(self.command) if self.command else None,
            "mentions": [[m.kind, m.id, m.at.isoformat(), m.name] for m in self.mentions],
            "heard": [self.heard.key, self.heard.at.isoformat()] if self.heard else None,
            "further": [_action_as_json(self.further.action), self.further.at.isoformat()] if self.further else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "State":
        return cls(
            pending=_question_from_json(data["pending"]) if data.get("pending") else None,
            asked_at=datetime.fromisoformat(data["asked_at"]) if data.get("asked_at") else None,
            asked_in=data.get("asked_in", ""),
            waiting=[_question_from_json(question) for question in data.get("waiting", ())],
            language=data.get("language", ""),
            mentions=[
                Mention(kind, record_id, datetime.fromisoformat(at), name)
                for kind, record_id, at, name in data.get("mentions", ())
            ],
            heard=Heard(key=data["heard"][0], at=datetime.fromisoformat(data["heard"][1]))
            if data.get("heard")
            else None,
            command=_command(data["command"]) if data.get("command") else None,
            further=Further(action=_action(data["further"][0]), at=datetime.fromisoformat(data["further"][1]))
            if data.get("further")
            else None,
        )


def _command_as_json(command: Command) -> dict[str, Any]:
    return {
        "frames": [frame_as_json(frame) for frame in command.frames],
        "at": command.at.isoformat(),
        "set_id": command.set_id,
        "others": [_option_as_json(option) for option in command.others],
    }


def _command(data: Mapping[str, Any]) -> Command:
    return Command(
        frames=tuple(frame_from_json(frame) for frame in data["frames"]),
        at=datetime.fromisoformat(data["at"]),
        set_id=data["set_id"],
        others=tuple(_option(option) for option in data["others"]),
    )


def _question_as_json(question: Question) -> dict[str, Any]:
    return {
        "text": question.text,
        "options": [_option_as_json(option) for option in question.options],
        "expects": question.expects,
        "answer": _action_as_json(question.answer) if question.answer else None,
    }


def _question_from_json(data: Mapping[str, Any]) -> Question:
    return Question(
        text=data["text"],
        options=tuple(_option(option) for option in data["options"]),
        expects=data["expects"],
        answer=_action(data["answer"]) if data["answer"] else None,
    )


def _option_as_json(option: Option) -> dict[str, Any]:
    return {
        "label": option.label,
        "action": _action_as_json(option.action),
        "role": option.role,
        "words": list(option.words),
    }


def _option(data: Mapping[str, Any]) -> Option:
    return Option(label=data["label"], action=_action(data["action"]), role=data["role"], words=tuple(data["words"]))


def _action_as_json(action: Action) -> dict[str, Any]:
    return {"name": action.name, "arguments": dict(action.arguments)}


def _action(data: Mapping[str, Any]) -> Action:
    return Action(name=data["name"], arguments=data["arguments"])


def frame_as_json(frame: Frame) -> dict[str, Any]:
    """A frame, exactly and typed, so that it can be carried out after a question was answered."""
    return {
        "intent": frame.intent,
        "slots": {name: _tagged(value) for name, value in frame.slots.items()},
        "known": {slot: [_known_as_json(name) for name in names] for slot, names in frame.known.items()},
        "others": [[party.name, [_known_as_json(name) for name in party.known]] for party in frame.others],
        "told_in": {slot: [told.zone, told.day] for slot, told in frame.told_in.items()},
    }


def going_on(name: str, frame: Frame, **arguments: Argument) -> Action:
    """Goes on with this frame, when the button is pressed or the question answered."""
    return Action(name=name, arguments={"frame": json.dumps(frame_as_json(frame)), **arguments})


def resuming(frame: Frame) -> Action:
    """Carries this frame out, when the button is pressed or the question answered."""
    return going_on("resume", frame)


def frame_in(arguments: Mapping[str, Argument]) -> Frame:
    """The frame that such an action goes on with."""
    return frame_from_json(json.loads(str(arguments["frame"])))


def frame_from_json(data: Mapping[str, Any]) -> Frame:
    return Frame(
        intent=data["intent"],
        slots={name: _untagged(value) for name, value in data["slots"].items()},
        known={slot: tuple(_known_from_json(name) for name in names) for slot, names in data["known"].items()},
        others=tuple(
            Party(name=name, known=tuple(_known_from_json(record) for record in known))
            for name, known in data.get("others", ())
        ),
        told_in={slot: ToldIn(zone=zone, day=day) for slot, (zone, day) in data.get("told_in", {}).items()},
    )


def _known_as_json(name: KnownName) -> list[Any]:
    return [name.kind, name.id, name.name, name.account, name.account_id, name.score]


def _known_from_json(data: Sequence[Any]) -> KnownName:
    kind, record_id, name, account, account_id, score = data
    return KnownName(kind=kind, id=record_id, name=name, account=account, account_id=account_id, score=score)


def with_known(frame: Frame, slot: str, names: Sequence[KnownName]) -> Frame:
    """The frame with the records that a slot's words stand for settled."""
    return replace(frame, known={**frame.known, slot: tuple(names)})


def _tagged(value: SlotValue) -> Any:
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Period):
        return {"period": [value.first.isoformat(), value.last.isoformat()]}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    return value


def _untagged(value: Any) -> SlotValue:
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]  # text and numbers stand for themselves
    (tag, content), *_ = value.items()
    if tag == "instant":
        return datetime.fromisoformat(content)
    if tag == "day":
        return date.fromisoformat(content)
    if tag == "period":
        return Period(date.fromisoformat(content[0]), date.fromisoformat(content[1]))
    return Decimal(content)
