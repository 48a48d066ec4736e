"""Writing records so that every write can be told and undone.

A use case writes through a `Recorder`; what it wrote becomes the change set of the message.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.crm.pushes import queue
from bot.domain.changes import (
    MOST_CHANGES,
    Change,
    Changed,
    ChangeSet,
    Fields,
    RecordKind,
    Setting,
    Value,
    differences,
    kind_of,
    values_of,
)
from bot.domain.ids import new_id
from bot.domain.money import Conversion, Rate
from bot.domain.people import User
from bot.domain.zones import zone_of
from bot.messages import Conversation
from bot.ports import UnitOfWork
from bot.record_ports import Records

R = TypeVar("R", bound=Changed)

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
    settings: Any = _Settings(uow, kind)
    repositories: dict[RecordKind, Records[Any]] = {
        "account": uow.accounts,
        "contact": uow.contacts,
        "lead": uow.leads,
        "deal": uow.deals,
        "activity": uow.activities,
        "task": uow.tasks,
        "reminder": uow.reminders,
        "user": settings,
        "workspace": settings,
        "conversion": settings,
    }
    return repositories[kind]


@dataclass(frozen=True, slots=True)
class _Settings:
    """People, the workspace and its rates as far as they are settings, which are changed, and taken back."""

    uow: UnitOfWork
    kind: RecordKind

    def get(self, record_id: str, *, deleted: bool = False) -> Setting | None:  # noqa: ARG002  # none ever is
        if self.kind == "conversion":
            return conversion_of(self.uow, *record_id.split())
        return self.uow.workspace if self.kind == "workspace" else self.uow.users.get(record_id)

    def get_many(self, record_ids: Collection[str], *, deleted: bool = False) -> list[Setting]:
        return [found for each in record_ids if (found := self.get(each, deleted=deleted))]

    def update(self, record_id: str, fields: Fields) -> None:
        if self.kind == "conversion":
            before = conversion_of(self.uow, *record_id.split())
            self._convert(replace(before, **fields))  # type: ignore[arg-type]  # the fields are its own
        elif self.kind == "workspace":
            self.uow.update_workspace(fields)
        else:
            self.uow.users.update(record_id, fields)

    def _convert(self, conversion: Conversion) -> None:
        base, currency = conversion.base, conversion.currency
        if conversion.rate is None or conversion.since is None:
            self.uow.rates.remove(base, currency)
        else:
            self.uow.rates.put(Rate(base=base, currency=currency, rate=conversion.rate, since=conversion.since))

    def update_all(self, records: Collection[Setting], fields: Fields) -> None:
        for record in records:
            self.update(record.id, fields)


def conversion_of(uow: UnitOfWork, base: str, currency: str) -> Conversion:
    """How amounts in this currency become those in `base`, as it was set, if it was."""
    known = (rate for rate in uow.rates.all() if (rate.base, rate.currency) == (base, currency))
    rate = next(known, None)
    if rate is None:
        return Conversion(base=base, currency=currency)
    return Conversion(base=base, currency=currency, rate=rate.rate, since=rate.since)


@dataclass(slots=True)
class Recorder:
    """Writes records at once and keeps what it changed until `finish`. `set_id` is the id the set will have."""

    uow: UnitOfWork
    speaker: Speaker
    changes: list[Change] = field(default_factory=list)
    set_id: str = field(default_factory=new_id)
    _kept: bool = field(default=False, init=False)

    def create(self, record: R) -> R:
        records_of(self.uow, kind_of(record)).add(record)
        self.changes.append(
            Change(record_kind=kind_of(record), record_id=record.id, before=None, after=values_of(record))
        )
        return record

    def create_all(self, records: Sequence[R]) -> None:
        """`create` of many records of one kind, in a few statements."""
        if records:
            kind = kind_of(records[0])
            records_of(self.uow, kind).add_all(records)
            self.changes += [
                Change(record_kind=kind, record_id=record.id, before=None, after=values_of(record))
                for record in records
            ]

    def update_all(self, records: Sequence[R], wanted: Fields) -> None:
        """Sets the same fields in records of one kind, of each those that differ, in few statements."""
        kind = kind_of(records[0])
        told = [(record, differences(record, wanted)) for record in records]
        alike = groupby((each for each in told if each[1][1]), key=lambda each: tuple(each[1][1]))
        for names, some in alike:
            group = list(some)
            records_of(self.uow, kind).update_all([record for record, _ in group], {n: wanted[n] for n in names})
            self.changes += [
                Change(record_kind=kind, record_id=record.id, before=before, after=after)
                for record, (before, after) in group
            ]

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
        return self.keep(self._set(intent, subject)) if self.changes else None

    def spill(self, intent: str, subject: str) -> None:
        """Keeps what was changed so far and forgets it: the many changes of an import fit into no memory."""
        if self.changes:
            self.keep(self._set(intent, subject))
            self.changes.clear()

    def keep(self, change_set: ChangeSet) -> ChangeSet:
        """Keeps this set with what was changed, or, once it is kept, adds that to it."""
        kept = replace(change_set, changes=tuple(self.changes))
        if self._kept:
            self.uow.change_sets.append(kept.id, kept.changes)
        else:
            self.uow.change_sets.add(kept)
        self._kept = True
        self.tell()
        return kept

    def _set(self, intent: str, subject: str) -> ChangeSet:
        return ChangeSet(
            id=self.set_id,
            user_id=self.speaker.user.id,
            conversation=self.speaker.conversation.key,
            message_key=self.speaker.message_key,
            intent=intent,
            subject=subject,
            made_at=self.speaker.now,
        )

    def extend(self, set_id: str) -> None:
        """Adds what was changed to an earlier set: the answer to a question belongs to the message that raised it."""
        if self.changes:
            self.uow.change_sets.append(set_id, self.changes)
            self.tell()

    def tell(self) -> None:
        """Has the CRM that is mirrored, where there is one, hear of what was changed."""
        queue(self.uow, self.speaker.user.id, self.changes, self.speaker.now)


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
    reversal = replace(
        change_set,
        id=new_id(),
        conversation=speaker.conversation.key,
        message_key=speaker.message_key,
        made_at=speaker.now,
        reverses=change_set.id,
        changes=(),
    )
    reversing = _Reversing(Recorder(uow, speaker), reversal)
    reversing.run(change_set)
    return Undone(
        change_set=change_set, reversal=reversing.recorder.keep(reversal), conflicts=tuple(reversing.conflicts)
    )


def redo(uow: UnitOfWork, speaker: Speaker, reversal_id: str) -> Undone | None:
    """Takes an undo back, so that the set it reversed can be undone again."""
    reversal = _open_set(uow, speaker, reversal_id)
    if reversal is None or reversal.reverses is None:
        return None
    reversing = _Reversing(Recorder(uow, speaker))
    reversing.run(reversal)
    reversing.recorder.tell()
    uow.change_sets.mark_undone(reversal.reverses, None)
    return Undone(change_set=reversal, reversal=None, conflicts=tuple(reversing.conflicts))


def _open_set(uow: UnitOfWork, speaker: Speaker, set_id: str) -> ChangeSet | None:
    """A set of this person, made in the last 24 hours and not undone."""
    change_set = uow.change_sets.get(set_id)
    if change_set is None or change_set.user_id != speaker.user.id or change_set.undone_at is not None:
        return None
    return change_set if change_set.made_at >= speaker.now - UNDO_WINDOW else None


# A person is asked about one; an import may have thousands, each of them two queries.
_MOST_CONFLICTS = 20


@dataclass(slots=True)
class _Reversing:
    """Takes a set's changes back, the last one first, page by page: an import has more of them than memory holds.

    `reversal` is the set that keeps what this changes; None keeps nothing.
    """

    recorder: Recorder
    reversal: ChangeSet | None = None
    conflicts: list[Conflict] = field(default_factory=list)
    _records: dict[str, Changed] = field(default_factory=dict)

    def run(self, change_set: ChangeSet) -> None:
        # What was given away since may be out of sight: one's own change is taken back all the same.
        with self.recorder.uow.unlimited():
            self._take_back(change_set)

    def _take_back(self, change_set: ChangeSet) -> None:
        uow, now = self.recorder.uow, self.recorder.speaker.now
        for number, page in enumerate(_backwards(uow, change_set)):
            if number:
                self._spill()
            self._load(page)
            self._reverse(page)
            silenced = [c.record_id for c in page if c.record_kind == "reminder" and c.creates]
            if silenced:
                uow.outbox.cancel_reminders(silenced, now)
        uow.change_sets.mark_undone(change_set.id, now)

    def _spill(self) -> None:
        if self.reversal is not None:
            self.recorder.keep(self.reversal)
        else:
            self.recorder.tell()
        self.recorder.changes.clear()

    def _load(self, page: Sequence[Change]) -> None:
        ids: dict[RecordKind, list[str]] = {}
        for change in page:
            ids.setdefault(change.record_kind, []).append(change.record_id)
        self._records = {
            record.id: record
            for kind, some in ids.items()
            for record in records_of(self.recorder.uow, kind).get_many(some, deleted=True)
        }

    def _reverse(self, page: Sequence[Change]) -> None:
        """Neighbours that go back to the same values, as all that an import made, go back together."""
        together: dict[str, Changed] = {}
        goal: Fields = {}
        for change in page:
            if change.record_id not in self._records:
                continue
            if change.record_id in together:
                # What it goes back to next depends on what it holds then.
                self._write(together, goal)
            record = self._records[change.record_id]
            wanted = self._wanted(change, record)
            if together and (wanted != goal or type(record) is not type(next(iter(together.values())))):
                self._write(together, goal)
            goal = wanted
            together[record.id] = record
        self._write(together, goal)

    def _write(self, together: dict[str, Changed], goal: Fields) -> None:
        if together and goal:
            self.recorder.update_all(list(together.values()), goal)
            self._records |= {record.id: replace(record, **goal) for record in together.values()}  # type: ignore[arg-type]
        together.clear()

    def _wanted(self, change: Change, record: Changed) -> Fields:
        """The values that the record goes back to: those that nobody changed since. The others are conflicts."""
        if change.before is None:
            # Settings are never created by a message.
            gone = isinstance(record, Setting) or record.deleted_at is not None
            return {} if gone else {"deleted_at": self.recorder.speaker.now}
        held = {name: value for name, value in change.before.items() if getattr(record, name) == change.after[name]}
        for name, value in change.before.items():
            if name not in held and getattr(record, name) != value and len(self.conflicts) < _MOST_CONFLICTS:
                self.conflicts.append(
                    _conflict(self.recorder.uow, change, name, present=getattr(record, name), wanted=value)
                )
        return held


def _backwards(uow: UnitOfWork, change_set: ChangeSet) -> Iterator[Sequence[Change]]:
    """The changes of a set in pages, the last one first."""
    if len(change_set.changes) < MOST_CHANGES:
        yield change_set.changes[::-1]
        return
    before = ""
    while page := uow.change_sets.changes_of(change_set.id, before=before, limit=MOST_CHANGES):
        yield [kept.change for kept in page]
        before = page[-1].id


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
