"""What the parser takes and gives: the context of a message, spans, frames and the parse.

Times inside a frame: an instant is an aware `datetime` in the person's zone, a whole day is a
`date`; both are written as ISO 8601 by `as_json`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from bot.domain.names import KnownName, Names
from bot.languages import DEFAULT_LANGUAGE

Lean = Literal["future", "past"]
SpanKind = Literal[
    "time", "period", "duration", "recurrence", "money", "number", "percent", "phone", "email", "url", "name"
]


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from `first` to `last`, both inclusive."""

    first: date
    last: date

    def as_json(self) -> dict[str, str]:
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}


SlotValue = str | int | float | Decimal | date | datetime | Period


# Slots that frames have for the bot alone: to the contract, what fills them is left out.
BESIDE = frozenset({"called", "reason", "report", "slipped", "step"})


@dataclass(frozen=True, slots=True)
class OwnValue:
    """What some folded words mean for a closed slot, in one workspace."""

    slot: str
    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseContext:
    """What a message is read against.

    `language` is the person's own language: a prior for detection, not a verdict. `day_first`
    is how 03/04 is read; None leaves it to the language of the message and the zone. `own` are values of closed
    slots that the workspace has beside those of the packs, or instead of them where the words are the same.
    """

    now: datetime
    zone: ZoneInfo
    names: Names
    language: str = DEFAULT_LANGUAGE
    day_first: bool | None = None
    country: str = "FR"
    workday_start: time = time(9)
    own: tuple[OwnValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some characters of the text that mean something: text[start:end].

    `value` depends on `kind`; `rule` names the rule that made it, for --explain.
    """

    kind: SpanKind
    start: int
    end: int
    text: str
    value: object
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person as the speaker wrote the name, and the records that it fits, best first."""

    name: str
    known: tuple[KnownName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldIn:
    """Whose clock a time was told by: an IANA zone that the words name, "" for that of the person spoken of.

    In the latter case the slot holds the hour as if it were the speaker's; `day` tells whether the words name its day.
    """

    zone: str
    day: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One understood command. `known` holds, a slot, the records that the slot's words fit, best first.

    `refers` are the slots for which a pronoun stands, so that `slots` has none of them: "contact" of "her phone",
    "deal" of "that deal"; "who" where the pronoun tells no kind ("delete it"). `others` are the people beside `contact`
    that an activity was with; `rivals`, where this reading is unsure, what else the words may mean, the likeliest
    first; `told_in` the slots whose hour is that of another zone than the speaker's. None of these is part of the
    contract.
    """

    intent: str
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    known: Mapping[str, Sequence[KnownName]] = field(default_factory=dict)
    refers: tuple[str, ...] = ()
    others: tuple[Party, ...] = ()
    rivals: tuple["Frame", ...] = ()
    told_in: Mapping[str, ToldIn] = field(default_factory=dict)
    confidence: float = 1.0

    def as_json(self) -> dict[str, object]:
        """`{"intent", "slots"}`: instants and dates in ISO 8601, amounts as numbers, periods as `{"from", "to"}`."""
        told = {slot: _plain(value) for slot, value in self.slots.items() if slot not in BESIDE}
        return {"intent": self.intent, "slots": told}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """A whole message, understood. `confidence` is the lowest of its frames'; below 0.5 the bot asks.

    `sure_of_language` tells whether the language was detected or only assumed from the prior.
    """

    text: str
    language: str
    sure_of_language: bool
    frames: tuple[Frame, ...]
    confidence: float
    spans: tuple[Span, ...] = ()

    def as_json(self) -> dict[str, object]:
        """What `crmbot parse` writes, without the id."""
        return {
            "language": self.language,
            "confidence": self.confidence,
            "frames": [frame.as_json() for frame in self.frames],
        }


def _plain(value: SlotValue) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Period):
        return value.as_json()
    return value.isoformat() if isinstance(value, date | datetime) else value
