"""Merging two records that are one: what is linked moves, empty fields are filled, the other goes into the trash.

All of it is written through the recorder, so that undo takes the two apart again exactly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.crm.changes import Recorder, records_of
from bot.domain.changes import Record, RecordKind, Value, kind_of
from bot.domain.leads import Lead
from bot.domain.people import Account, Contact
from bot.domain.phones import E164_OF
from bot.ports import UnitOfWork

Mergeable = Contact | Account | Lead
M = TypeVar("M", Contact, Account, Lead)

# What a person compares before a merge, in the order of a card. The name is told with the question.
_COMPARED: Mapping[RecordKind, tuple[str, ...]] = {
    "contact": ("title", "account_id", "phone", "mobile", "email", "address", "birthday"),
    "account": ("industry", "website", "phone", "address"),
    "lead": ("title", "account_name", "phone", "mobile", "email", "source"),
}
# What is filled without being compared, each with the field that must be empty for that.
_GOES_WITH = {number: written for written, number in E164_OF.items()} | {"timezone": "timezone", "owner_id": "owner_id"}
_LINKED: Mapping[RecordKind, tuple[RecordKind, ...]] = {
    "contact": ("deal", "activity", "task", "reminder", "lead"),
    "account": ("contact", "deal", "activity", "task", "reminder", "lead"),
    "lead": ("activity", "task"),
}
_EMPTY = (None, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMerge:
    """One field that changes or is lost. `kept` is what the remaining record will hold, `lost` what goes.

    `lost` None: the field was empty, and is filled from the other record.
    """

    field: str
    kept: Value
    lost: Value = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a merge would do. `moves`: how many linked records of each kind change sides, without those in the trash."""

    fields: tuple[FieldMerge, ...]
    moves: Mapping[RecordKind, int]


def preview(uow: UnitOfWork, merged: M, into: M) -> Preview:
    """What `merge` would do to these two."""
    kind = kind_of(into)
    found = []
    for field in _COMPARED[kind]:
        theirs, ours = getattr(merged, field), getattr(into, field)
        if theirs in _EMPTY or theirs == ours:
            continue
        fills = ours in _EMPTY
        found.append(FieldMerge(field=field, kept=theirs if fills else ours, lost=None if fills else theirs))
    counts = {
        linked: sum(record.deleted_at is None for record in _linked(uow, linked, merged)) for linked in _LINKED[kind]
    }
    return Preview(fields=tuple(found), moves={linked: count for linked, count in counts.items() if count})


def merge(recorder: Recorder, merged: M, into: M) -> M:
    """Merges one record into the other; gives the one that remains. Links of records in the trash move too."""
    kind = kind_of(into)
    with recorder.uow.unlimited():
        # Also what others have: it would hang on a record that is gone.
        for linked in _LINKED[kind]:
            for record in _linked(recorder.uow, linked, merged):
                recorder.update(record, **_relinked(record, kind, merged.id, into.id))
    filled = {field: field for field in _COMPARED[kind]} | {
        field: on for field, on in _GOES_WITH.items() if hasattr(into, field)
    }
    remaining = recorder.update(
        into, **{field: getattr(merged, field) for field, on in filled.items() if getattr(into, on) in _EMPTY}
    )
    recorder.delete(merged)
    return remaining


def _linked(uow: UnitOfWork, linked: RecordKind, to: Mergeable) -> list[Record]:
    return list(records_of(uow, linked).linked_to(kind_of(to), to.id))


def _relinked(record: Record, kind: RecordKind, merged_id: str, into_id: str) -> dict[str, Value]:
    """The fields that name the remaining record instead of the merged one."""
    many = f"{kind}_ids"
    if not hasattr(record, many):
        return {f"{kind}_id": into_id}
    people = (into_id if each == merged_id else each for each in getattr(record, many))
    return {many: tuple(dict.fromkeys(people))}
