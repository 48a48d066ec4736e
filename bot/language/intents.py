"""The contract of `intents.yaml` as objects: which slots an intent has, and what fills a slot."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from bot.domain.names import NameKind
from bot.language.frames import Lean

SlotKind = Literal[
    "name",
    "moment",
    "day",
    "period",
    "recurrence",
    "duration",
    "money",
    "percent",
    "number",
    "phone",
    "email",
    "url",
    "closed",
    "text",
]


Place = Literal["any", "first", "whole"]

# What a sentence asks for, and the kinds of values that may fill that.
VALUE_KINDS: dict[str, tuple[str, ...]] = {
    "moment": ("time", "period"),
    "day": ("time", "period"),
    "past": ("time",),
    "any": ("time", "period"),
    "delay": ("time", "period", "duration"),
    "period": ("time", "period"),
    "recurrence": ("recurrence",),
    "duration": ("duration",),
    "money": ("money", "number"),
    "percent": ("percent",),
    "number": ("number",),
    "phone": ("phone",),
    "email": ("email",),
    "url": ("url", "email"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What may fill a slot: a `kind` of value, the `records` that a name may name, a lean of its own."""

    name: str
    kind: SlotKind
    records: frozenset[NameKind]
    lean: Lean | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What a frame of this intent may hold. `rest` takes the words that no sentence explains; "" for none."""

    name: str
    slots: frozenset[str]
    required: frozenset[str]
    rest: str
    place: Place
    creates: str
    lean: Lean


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    slots: Mapping[str, Slot]
    intents: Mapping[str, Intent]


@cache
def contract() -> Contract:
    """All slots and intents, in the order of the file."""
    data = yaml.load(Path(__file__).with_name("intents.yaml").read_bytes(), yaml.CSafeLoader)
    slots = {
        name: Slot(name=name, kind=row["kind"], records=frozenset(row.get("records", ())), lean=row.get("lean"))
        for name, row in data["slots"].items()
    }
    intents = {
        name: Intent(
            name=name,
            slots=frozenset(row["slots"]),
            required=frozenset(row.get("required", ())),
            rest=row.get("rest", ""),
            place=row.get("place", "any"),
            creates=row.get("creates", ""),
            lean=row.get("lean", "future"),
        )
        for name, row in data["intents"].items()
    }
    return Contract(slots=slots, intents=intents)
