"""Frames as JSON: times in ISO 8601 with the offset of the person's zone, amounts as numbers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.names import KnownName
from bot.language.frames import Frame, Parse, ParseContext, Period, SlotValue, Span
from bot.language.values import span_as_json


def parse_json(parse: Parse) -> dict[str, Any]:
    """`{"language", "confidence", "frames"}`, as `crmbot parse` prints it."""
    return {
        "language": parse.language,
        "confidence": round(parse.confidence, 3),
        "frames": [frame_json(frame) for frame in parse.frames],
    }


def frame_json(frame: Frame) -> dict[str, Any]:
    return {"intent": frame.intent, "slots": {name: _slot_json(value) for name, value in frame.slots.items()}}


def span_json(span: Span, context: ParseContext) -> dict[str, Any]:
    """`{"kind", "text", "start", "end", "value"}`; a name's value are the records that it may mean."""
    written = span_as_json(span, context)
    if isinstance(span.value, Sequence) and not isinstance(span.value, str):
        written["value"] = [_name_json(record) for record in span.value if isinstance(record, KnownName)]
    return written


def _name_json(record: KnownName) -> dict[str, str]:
    return {"kind": record.kind, "id": record.id, "name": record.name, "account": record.account}


def _slot_json(value: SlotValue) -> Any:
    match value:
        case Period():
            return value.as_json()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
    return value
