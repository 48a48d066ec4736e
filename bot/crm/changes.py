"""Writing records so that every write can be told and undone.

A use case writes through a `Recorder`; what it wrote becomes the change set of the message.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.changes import (
    Change,
    ChangeSet,
    Fields,
    Record,
    RecordKind,
    Value,
    differences,
    kind_of,
    values_of,
)
from bot.domain.ids import new_id
from bot.domain.people import User
from bot.domain.zones import zone_of
from bot.messages import Conversation
from bot.ports import UnitOfWork
from bot.record_ports import Records

R = TypeVar("R", bound=Record)

UNDO_WINDOW = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says something, when, and in which message."""

    user: User
    now: datetime
    conversation: Conversation
    message_key: str

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.user.timezone)


def records_of(uow: UnitOfWork, kind: RecordKind) -> Records[Any]:
    """The repository of a kind of record."""
    repositories: dict[RecordKind, Records[Any]] = {
        "account": uow.accounts,
        "contact": uow.contacts,
        "lead": uow.leads,
        "deal": uow.deals,
        "activity": uow.activities,
        "task": uow.tasks,
        "reminder": uow.reminders,
    }
    return repositories[kind]


@dataclass(slots=True)
class Recorder:
    """Writes records at once and keeps what it changed until `finish`. `set_id` is the id the set will have."""

    uow: UnitOfWork
    speaker: Speaker
    changes: list[Change] = field(default_factory=list)
    set_id: str = field(default_factory=new_id)

    def create(self, record: R) -> R:
        records_of(self.uow, kind_of(record)).add(record)
        self.changes.append(
            Change(record_kind=kind_of(record), record_id=record.id, before=None, after=values_of(record))
        )
        return record

    def update(self, record: R, **wanted: Value) -> R:
        """Sets the fields that differ; gives the record as it is now."""
        before, after = differences(record, wanted)
        if after:
            kind = kind_of(record)
            records_of(self.uow, kind).update(record.id, after)
            self.changes.append(Change(record_kind=kind, record_id=record.id, before=before, after=after))
        return replace(record, **after)  # type: ignore[arg-type]  # the fields are the record's own

    def delete(self, record: R) -> R:
        """Puts the record into the trash."""
        return self.update(record, deleted_at=self.speaker.now)

    def finish(self, intent: str, subject: str) -> ChangeSet | None:
        """Keeps what was changed as the change set of this message; None where nothing was."""
        if not self.changes:
            return None
        change_set = ChangeSet(
            id=self.set_id,
            user_id=self.speaker.user.id,
            conversation=self.speaker.conversation.key,
            message_key=self.speaker.message_key,
            intent=intent,
            subject=subject,
            made_at=self.speaker.now,
            changes=tuple(self.changes),
        )
        self.uow.change_sets.add(change_set)
        return change_set

    def extend(self, set_id: str) -> None:
        """Adds what was changed to an earlier set: the answer to a question belongs to the message that raised it."""
        if self.changes:
            self.uow.change_sets.append(set_id, self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field that somebody changed after the change that is to be undone."""

    record_kind: RecordKind
    record_id: str
    field: str
    present: Value
    wanted: Value
    changed_by: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """`change_set` was reversed by `reversal`, but for the conflicting fields."""

    change_set: ChangeSet
    reversal: ChangeSet | None
    conflicts: tuple[Conflict, ...] = ()


def undo(uow: UnitOfWork, speaker: Speaker, set_id: str) -> Undone | None:
    """Reads a change set backwards; None when it is unknown, too old, another's, an undo, or undone already.

    A field goes back only where the record still holds what the set wrote.
    """
    change_set = _open_set(uow, speaker, set_id)
    if change_set is None or change_set.reverses is not None:
        return None
    changes, conflicts = _reverse_all(uow, speaker, change_set)
    reversal = replace(
        change_set,
        id=new_id(),
        conversation=speaker.conversation.key,
        message_key=speaker.message_key,
        made_at=speaker.now,
        reverses=change_set.id,
        changes=changes,
    )
    uow.change_sets.add(reversal)
    return Undone(change_set=change_set, reversal=reversal, conflicts=conflicts)


def redo(uow: UnitOfWork, speaker: Speaker, reversal_id: str) -> Undone | None:
    """Takes an undo back, so that the set it reversed can be undone again."""
    reversal = _open_set(uow, speaker, reversal_id)
    if reversal is None or reversal.reverses is None:
        return None
    _, conflicts = _reverse_all(uow, speaker, reversal)
    uow.change_sets.mark_undone(reversal.reverses, None)
    return Undone(change_set=reversal, reversal=None, conflicts=conflicts)


def _open_set(uow: UnitOfWork, speaker: Speaker, set_id: str) -> ChangeSet | None:
    """A set of this person, made in the last 24 hours and not undone."""
    change_set = uow.change_sets.get(set_id)
    if change_set is None or change_set.user_id != speaker.user.id or change_set.undone_at is not None:
        return None
    return change_set if change_set.made_at >= speaker.now - UNDO_WINDOW else None


def _reverse_all(
    uow: UnitOfWork, speaker: Speaker, change_set: ChangeSet
) -> tuple[tuple[Change, ...], tuple[Conflict, ...]]:
    recorder = Recorder(uow, speaker)
    conflicts = [c for change in reversed(change_set.changes) for c in _reverse(recorder, change)]
    silenced = [c.record_id for c in change_set.changes if c.record_kind == "reminder" and c.creates]
    if silenced:
        uow.outbox.cancel_reminders(silenced, speaker.now)
    uow.change_sets.mark_undone(change_set.id, speaker.now)
    return tuple(recorder.changes), tuple(conflicts)


def _reverse(recorder: Recorder, change: Change) -> list[Conflict]:
    record = records_of(recorder.uow, change.record_kind).get(change.record_id, deleted=True)
    if record is None:
        return []
    if change.before is None:
        if record.deleted_at is None:
            recorder.delete(record)
        return []
    held: Fields = {name: value for name, value in change.before.items() if getattr(record, name) == change.after[name]}
    recorder.update(record, **held)
    return [
        _conflict(recorder.uow, change, name, present=getattr(record, name), wanted=value)
        for name, value in change.before.items()
        if name not in held and getattr(record, name) != value
    ]


def _conflict(uow: UnitOfWork, change: Change, name: str, *, present: Value, wanted: Value) -> Conflict:
    writer = uow.change_sets.last_writer(change.record_id, name)
    user = uow.users.get(writer.user_id) if writer else None
    return Conflict(
        record_kind=change.record_kind,
        record_id=change.record_id,
        field=name,
        present=present,
        wanted=wanted,
        changed_by=user.name if user else "",
        changed_at=writer.made_at if writer else None,
    )
