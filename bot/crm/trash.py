"""The trash: what was deleted, and how it comes back."""

from datetime import timedelta

from bot.crm.changes import Recorder, Speaker, records_of
from bot.domain.changes import Record, RecordKind, kind_of
from bot.domain.reminders import Reminder
from bot.domain.trash import Trashed
from bot.ports import UnitOfWork

# How far back "restore Jane" looks.
MOST_TRASHED = 200
LONGEST_TRASHED = timedelta(days=366)


def trashed(uow: UnitOfWork, speaker: Speaker) -> list[tuple[Trashed, Record]]:
    """What this person may see of the trash, the latest first."""
    found = uow.trash.latest(speaker.user.id, MOST_TRASHED, since=speaker.now - LONGEST_TRASHED)
    ids: dict[RecordKind, list[str]] = {}
    for each in found:
        ids.setdefault(each.kind, []).append(each.id)
    records: dict[str, Record] = {
        record.id: record for kind, some in ids.items() for record in records_of(uow, kind).get_many(some, deleted=True)
    }
    return [(each, records[each.id]) for each in found if each.id in records]


def restore(recorder: Recorder, record: Record) -> None:
    """Takes a record out of the trash, and what was silenced with it."""
    recorder.update(record, deleted_at=None)
    if kind_of(record) != "task":
        return
    uow = recorder.uow
    deleted = uow.change_sets.last_writer(record.id, "deleted_at")
    made = uow.change_sets.get(deleted.id) if deleted else None
    for change in made.changes if made else ():
        silenced: Reminder | None = uow.reminders.get(change.record_id) if change.record_kind == "reminder" else None
        if silenced and silenced.task_id == record.id and change.before and silenced.state == "cancelled":
            recorder.update(silenced, **change.before)
