"""Records of ours in the terms of the border to another CRM, and back. References change their ids on the way.

A call, a meeting and a note are one kind of record here and three there; an e-mail is a note there.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from bot.crm.changes import records_of
from bot.domain.activities import Activity
from bot.domain.changes import RECORD_TYPES, Fields, Record, RecordKind, Value, values_of
from bot.domain.deals import Deal
from bot.domain.mirrors import RemoteKind
from bot.domain.phones import E164_OF, number_fields
from bot.domain.stages import Pipelines
from bot.ports import UnitOfWork
from bot.remote_ports import RemoteRecord

# Which kinds there are which of ours; a reminder is never told anybody.
KINDS: dict[RemoteKind, RecordKind] = {
    "account": "account",
    "contact": "contact",
    "lead": "lead",
    "deal": "deal",
    "call": "activity",
    "meeting": "activity",
    "note": "activity",
    "task": "task",
}
# Fields that hold ids of other records, and their kinds.
REFERENCES: dict[str, RemoteKind] = {
    "account_id": "account",
    "contact_id": "contact",
    "contact_ids": "contact",
    "lead_id": "lead",
    "lead_ids": "lead",
    "deal_id": "deal",
    "owner_id": "user",
}
# Fields of the border, and those of our record that follow from them where they are not of the same name.
_FOLLOWING: dict[str, tuple[str, ...]] = {
    **{written: (written, number) for written, number in E164_OF.items()},
    "deal_id": ("deal_id", "account_id"),
    "stage": ("stage", "pipeline"),
}
_FOLLOWING_IN_ACTIVITIES: dict[str, tuple[str, ...]] = {
    **_FOLLOWING,
    "title": ("note",),
    "contact_id": ("contact_ids",),
    "lead_id": ("lead_ids",),
}
# What a record without a name is called; a name there is never empty.
_NO_NAME = "?"
_TITLES = {"call": "Call", "meeting": "Meeting", "email": "Email", "note": "Note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A record as it is to stand there. `missing`: the records it refers to that are not there yet.

    `unknown` is a field and its value that has no name there: it cannot be sent.
    """

    kind: RemoteKind
    fields: Fields
    missing: tuple[tuple[RecordKind, str], ...] = ()
    unknown: tuple[str, str] | None = None


def remote_kind(record: Record, kind: RecordKind) -> RemoteKind | None:
    """What a record is there; None where it is never told."""
    if isinstance(record, Activity):
        return "note" if record.kind == "email" else record.kind
    return next((remote for remote, ours in KINDS.items() if ours == kind), None)


def outgoing(uow: UnitOfWork, kind: RecordKind, record: Record) -> Outgoing | None:
    """The record for the other side; None for what it never sees: a reminder, a private note."""
    remote = remote_kind(record, kind)
    if remote is None or (isinstance(record, Activity) and record.private):
        return None
    told: dict[str, Value] = values_of(record)
    unknown = None
    if isinstance(record, Deal):
        stage = uow.workspace.pipelines.stage(record.pipeline, record.stage)
        told["stage"] = stage.remote if stage else ""
        unknown = None if told["stage"] else ("stage", record.stage)
    if isinstance(record, Activity):
        told["title"] = _title(uow, record)
        # A note there is about one person, and every activity belongs to one thing.
        told["contact_id"] = next(iter(record.contact_ids), None)
        told["lead_id"] = next(iter(record.lead_ids), None)
    wanted = {each: REFERENCES[name] for name in REFERENCES.keys() & told.keys() for each in _ids(told[name])}
    mirrors = uow.sync.mirrors_of(wanted)
    missing = [(KINDS[kind], each) for each, kind in wanted.items() if each not in mirrors and kind in KINDS]
    there = {record_id: mirror.remote_id for record_id, mirror in mirrors.items()}
    # Whoever is in the trash there is not told as linked.
    linked = {record_id: remote_id for record_id, remote_id in there.items() if not mirrors[record_id].deleted}
    for name in REFERENCES.keys() & told.keys():
        told[name] = _translated(told[name], linked if isinstance(told[name], tuple) else there)
    # What is in the trash here and never was there will never be.
    live = tuple((kind, each) for kind, each in sorted(missing) if records_of(uow, kind).get(each))
    return Outgoing(kind=remote, fields=told, missing=live, unknown=unknown)


def referring(uow: UnitOfWork, kind: RecordKind, record_id: str) -> Iterator[tuple[RecordKind, str, list[str]]]:
    """The records that refer to one, each with the fields in which it does."""
    for other in dict.fromkeys(KINDS.values()):
        for record in records_of(uow, other).linked_to(kind, record_id):
            values = values_of(record)
            fields = [name for name in REFERENCES.keys() & values.keys() if record_id in _ids(values[name])]
            if fields:
                yield other, record.id, fields


def fields_there(kind: RecordKind, names: Collection[str]) -> set[str]:
    """The fields of the border that say what some fields of our record say. A title is given but once."""
    following = _FOLLOWING_IN_ACTIVITIES if kind == "activity" else _FOLLOWING
    back = {ours: there for there, all_ours in following.items() for ours in all_ours if there != "title"}
    return {*names, *(back[name] for name in names if name in back)}


def fields_here(kind: RecordKind, names: Collection[str]) -> set[str]:
    """The fields of our record that follow from some fields of the border."""
    following = _FOLLOWING_IN_ACTIVITIES if kind == "activity" else _FOLLOWING
    known = {field.name for field in fields(RECORD_TYPES[kind])}
    return {ours for name in names for ours in following.get(name, (name,)) if ours in known}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What some remote records refer to: our ids of it, by kind and id there; of deals, our ids of their companies."""

    ids: Mapping[RemoteKind, Mapping[str, str]]
    companies: Mapping[str, str | None]
    pipelines: Pipelines


def surroundings_of(uow: UnitOfWork, remotes: Sequence[RemoteRecord]) -> Surroundings:
    wanted: dict[RemoteKind, set[str]] = {}
    for remote in remotes:
        for name in REFERENCES.keys() & remote.fields.keys():
            wanted.setdefault(REFERENCES[name], set()).update(_ids(remote.fields[name]))
    ids = {kind: uow.sync.ours(kind, some) for kind, some in wanted.items()}
    deals = uow.deals.get_many(list(ids.get("deal", {}).values()))
    companies = {deal.id: deal.account_id for deal in deals}
    return Surroundings(ids=ids, companies=companies, pipelines=uow.workspace.pipelines)


def incoming(remote: RemoteRecord, around: Surroundings) -> dict[str, Value]:
    """Our fields, as the remote record tells them. What it refers to and is not here is None, or left out of a list."""
    told = dict(remote.fields)
    for name in REFERENCES.keys() & told.keys():
        told[name] = _translated(told[name], around.ids.get(REFERENCES[name], {}))
    if "stage" in told:
        told |= _stage_here(str(told.pop("stage")), told.pop("probability", None), around.pipelines)
    if KINDS.get(remote.kind) == "activity":
        told["note"] = _joined(str(told.pop("title", "")), str(told.get("note", "")))
        for one, many in (("contact_id", "contact_ids"), ("lead_id", "lead_ids")):
            person = told.pop(one, None)
            if many not in told:
                told[many] = (str(person),) if person else ()
        if told.get("happened_at") is None:
            told.pop("happened_at", None)
    if told.get("deal_id") and "account_id" not in told:
        # What belongs to a deal belongs to the company of the deal.
        told["account_id"] = around.companies.get(str(told["deal_id"]))
    return told


def _stage_here(value: str, probability: Value, pipelines: Pipelines) -> dict[str, Value]:
    """Nothing where no stage here has this name there: it is not guessed."""
    found = pipelines.from_remote(value) if value else None
    if found is None:
        return {}
    pipeline, stage = found
    first = pipelines.of("")
    return {"pipeline": "" if pipeline == first.key else pipeline, "stage": stage.key, "probability": probability}


def with_numbers(fields: Fields, country: str) -> dict[str, Value]:
    """These fields, and what follows from the telephone numbers among them."""
    told = dict(fields)
    for written in E164_OF.keys() & fields.keys():
        told |= number_fields(written, str(fields[written] or ""), country)
    return told


def new_record(remote: RemoteRecord, told: Mapping[str, Value], record_id: str) -> Record:
    """Our record of one that stands only there."""
    kind = KINDS[remote.kind]
    known = {field.name for field in fields(RECORD_TYPES[kind])}
    values: dict[str, Any] = {name: value for name, value in told.items() if name in known}
    values["id"] = record_id
    values["created_at"] = remote.created_at or remote.modified_at
    if kind == "activity":
        values |= {"kind": remote.kind, "happened_at": values.get("happened_at") or values["created_at"]}
    for name in ("name", "last_name", "subject"):
        if name in known and not values.get(name):
            values[name] = _NO_NAME
    values = {name: value for name, value in values.items() if value is not None}
    return RECORD_TYPES[kind](**values)


def _title(uow: UnitOfWork, activity: Activity) -> str:
    """What an activity is called there: with whom, and the first line of the note."""
    names = [contact.name for contact in uow.contacts.get_many(activity.contact_ids)]
    names += [lead.name for lead in uow.leads.get_many(activity.lead_ids)]
    who = ", ".join(names) or activity.contact_name
    what = activity.note.strip().partition("\n")[0]
    begins = f"{_TITLES[activity.kind]} to {who}" if activity.kind == "email" and who else who
    return ": ".join(part for part in (begins, what) if part) or _TITLES[activity.kind]


def _joined(title: str, note: str) -> str:
    """A note of ours from a title and a description there, without saying the same twice."""
    said = title.rstrip("…").rpartition(": ")[2]
    if not title or title in _TITLES.values() or (said and note.startswith(said)):
        return note
    return f"{title}\n{note}".rstrip("\n")


def _ids(value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (str(value),) if value else ()


def _translated(value: Value, ids: Mapping[str, str]) -> Value:
    if isinstance(value, tuple):
        return tuple(ids[one] for one in value if one in ids)
    return ids.get(str(value)) if value else None
