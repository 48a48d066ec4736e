"""Frames, spans and times as JSON: times in ISO 8601 with the offset of the person's zone, amounts as numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from bot.domain.names import KnownName
from bot.language.frames import Frame, Parse, Period, Span


def parse_json(parse: Parse) -> dict[str, Any]:
    """`{"language", "confidence", "frames"}`, as `crmbot parse` prints it."""
    return {
        "language": parse.language,
        "confidence": round(parse.confidence, 3),
        "frames": [frame_json(frame) for frame in parse.frames],
    }


def frame_json(frame: Frame) -> dict[str, Any]:
    return {"intent": frame.intent, "slots": {name: value_json(value) for name, value in frame.slots.items()}}


def span_json(span: Span) -> dict[str, Any]:
    return {
        "kind": span.kind,
        "text": span.text,
        "start": span.start,
        "end": span.end,
        "value": value_json(span.value),
    }


def value_json(value: object) -> Any:
    """A value of a slot or span. A record of a name is its kind, id, name and account."""
    result: Any
    match value:
        case Period():
            result = value.as_json()
        case KnownName():
            result = {"kind": value.kind, "id": value.id, "name": value.name, "account": value.account}
        case Decimal():
            result = int(value) if value == value.to_integral_value() else float(value)
        case date() | time():
            result = value.isoformat()
        case str() | int() | float() | None:
            result = value
        case Mapping():
            result = {str(name): value_json(part) for name, part in value.items()}
        case Sequence():
            result = [value_json(part) for part in value]
        case _ if is_dataclass(value):
            result = {field.name: value_json(getattr(value, field.name)) for field in fields(value)}
        case _:
            result = str(value)
    return result
