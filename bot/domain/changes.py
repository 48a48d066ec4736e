"""Changes: what each message did to which record, so that it can be told, and undone.

A `Change` is the before and after of one record; a `ChangeSet` holds all changes of one handled
message. Undo is a Change read backwards, field by field, where the record still holds what the
Change wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from bot.domain.activities import Activity
from bot.domain.agenda import Task
from bot.domain.deals import Deal
from bot.domain.leads import Lead
from bot.domain.money import Conversion
from bot.domain.people import Account, Contact, User, Workspace
from bot.domain.reminders import Reminder

RecordKind = Literal[
    "account", "contact", "lead", "deal", "activity", "task", "reminder", "user", "workspace", "conversion"
]
Record = Account | Contact | Lead | Deal | Activity | Task | Reminder
# Of people and the workspace it is their settings that are changed.
Setting = User | Workspace | Conversion
Changed = Record | Setting
Value = str | int | bool | Decimal | date | datetime | time | tuple[str, ...] | None
Fields = Mapping[str, Value]

RECORD_TYPES: dict[RecordKind, type[Record]] = {
    "account": Account,
    "contact": Contact,
    "lead": Lead,
    "deal": Deal,
    "activity": Activity,
    "task": Task,
    "reminder": Reminder,
}
# How many changes of one set are held in memory.
MOST_CHANGES = 500
_KINDS: dict[type, RecordKind] = {
    **{type_: kind for kind, type_ in RECORD_TYPES.items()},
    User: "user",
    Workspace: "workspace",
    Conversion: "conversion",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The fields of one record before and after. A creation has no `before`."""

    record_kind: RecordKind
    record_id: str
    before: Fields | None
    after: Fields

    @property
    def creates(self) -> bool:
        return self.before is None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptChange:
    """A change as the store keeps it: by its id after all earlier ones, in a set."""

    id: str
    set_id: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """All changes of one message. `intent` and `subject` name it ("call with Jane Doe").

    `reverses` is the set that this one undid; `undone_at` is set while it is undone itself. Of the many
    changes of an import a store gives the first `MOST_CHANGES`; it pages through the others.
    """

    id: str
    user_id: str
    conversation: str
    message_key: str
    intent: str
    subject: str
    made_at: datetime
    reverses: str | None = None
    undone_at: datetime | None = None
    changes: tuple[Change, ...] = field(default=())


def kind_of(record: Changed) -> RecordKind:
    return _KINDS[type(record)]


def values_of(record: Changed) -> dict[str, Value]:
    """A record as a mapping of all its fields."""
    return {f.name: getattr(record, f.name) for f in fields(record)}


def differences(record: Changed, wanted: Fields) -> tuple[dict[str, Value], dict[str, Value]]:
    """(before, after) of those wanted fields that differ from the record's."""
    before = {name: getattr(record, name) for name in wanted}
    after = {name: value for name, value in wanted.items() if before[name] != value}
    return {name: before[name] for name in after}, after
