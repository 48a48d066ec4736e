"""Tasks, and what becomes of the things ahead: done, called off, moved."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.crm.changes import Recorder, Speaker
from bot.crm.reminders import complete, due_instant, my_reminder, remind_of_task, reschedule, settle_task
from bot.domain.activities import Activity
from bot.domain.agenda import AgendaItem, Priority, Task
from bot.domain.ids import new_id
from bot.domain.reminders import Reminder
from bot.domain.zones import day_start, instant_of, is_day, wall_of
from bot.ports import UnitOfWork
from bot.record_ports import Records

# What may be meant by "my meeting with Paul": so far ahead, and so many.
_AHEAD = timedelta(days=366)
_MOST_ITEMS = 200
_MOST_MOVES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTask:
    """The command to make a task. `due_at`: an aware instant, a whole day, or some day.

    `is_awaited`: it is the other side's turn, until then; nobody of ours has to do anything before.
    """

    subject: str
    due_at: date | datetime | None = None
    priority: Priority = "medium"
    is_awaited: bool = False
    contact_id: str | None = None
    contact_name: str = ""
    lead_id: str | None = None
    account_id: str | None = None
    account_name: str = ""
    deal_id: str | None = None


def add_task(recorder: Recorder, command: AddTask) -> tuple[Task, Reminder | None]:
    """The task and, where it falls due in the future, its one reminder."""
    speaker, at = recorder.speaker, command.due_at
    due = due_instant(at, speaker) if at is not None else None
    task = recorder.create(
        Task(
            id=new_id(),
            subject=command.subject,
            priority=command.priority,
            status="pending_input" if command.is_awaited else "not_started",
            due_at=due,
            date_only=at is not None and is_day(at),
            contact_id=command.contact_id,
            contact_name=command.contact_name,
            lead_id=command.lead_id,
            account_id=command.account_id,
            account_name=command.account_name,
            deal_id=command.deal_id,
            owner_id=speaker.user.id,
            created_at=speaker.now,
        )
    )
    if at is None or due is None or due < speaker.now:
        return task, None
    return task, remind_of_task(recorder, task, at)


def items_ahead(uow: UnitOfWork, speaker: Speaker) -> list[AgendaItem]:
    """Everything that this person may mean: overdue first, then the next year."""
    today = day_start(speaker.now.astimezone(speaker.zone).date(), speaker.zone)
    items = uow.agenda.items(speaker.user.id, start=today, end=today + _AHEAD, overdue=True, limit=_MOST_ITEMS)
    once: dict[tuple[str, str], AgendaItem] = {}
    for item in items:
        # A series is listed with the time that nobody answered, and with its next one.
        once.setdefault((item.kind, item.id), item)
    return list(once.values())


def complete_item(recorder: Recorder, kind: str, item_id: str) -> Task | Reminder | None:
    """Settles a task or a reminder, with what belongs to it; gives what was to be done, None where it is settled."""
    reminder = my_reminder(recorder.uow, recorder.speaker, item_id) if kind == "reminder" else None
    if reminder is not None:
        return complete(recorder, reminder)
    task = recorder.uow.tasks.get(item_id) if kind == "task" else None
    if task is None or task.status == "completed":
        return None
    settle_task(recorder, task)
    return task


def call_off(recorder: Recorder, kind: str, item_id: str) -> str | None:
    """Silences a reminder, or puts a task and its reminders into the trash; gives its subject."""
    reminder = my_reminder(recorder.uow, recorder.speaker, item_id) if kind == "reminder" else None
    if reminder is not None:
        recorder.update(reminder, state="cancelled")
        return reminder.subject
    task = recorder.uow.tasks.get(item_id) if kind == "task" else None
    if task is None:
        return None
    for reminder in recorder.uow.reminders.of_tasks([task.id]):
        recorder.update(reminder, state="cancelled")
    recorder.delete(task)
    return task.subject


def move_item(
    recorder: Recorder, kind: str, item_id: str, at: date | datetime, *, reason: str = ""
) -> tuple[str, datetime, bool] | None:
    """Moves a call, meeting, task or reminder, keeping the hour where only a day is given; keeps the reason as a note.

    Gives (subject, instant in UTC, whether only a day counts), None where there is nothing to move any more.
    """
    moved = _moved(recorder, kind, item_id, at)
    if moved is not None and reason:
        _keep_reason(recorder, kind, item_id, reason)
    return moved


def _moved(recorder: Recorder, kind: str, item_id: str, at: date | datetime) -> tuple[str, datetime, bool] | None:
    if kind in ("call", "meeting"):
        activity = recorder.uow.activities.get(item_id)
        return _move_activity(recorder, activity, at) if activity and activity.status == "planned" else None
    if kind == "reminder":
        reminder = my_reminder(recorder.uow, recorder.speaker, item_id)
        if reminder is None:
            return None
        moved = reschedule(recorder, reminder, at)
        return moved.subject, moved.due_at, not isinstance(moved.wish, datetime)
    task = recorder.uow.tasks.get(item_id)
    return _move_task(recorder, task, at) if task and task.status != "completed" else None


def _keep_reason(recorder: Recorder, kind: str, item_id: str, reason: str) -> None:
    """Why something was moved is a note on those whom it is with."""
    uow, speaker = recorder.uow, recorder.speaker
    repositories: dict[str, Records[Any]] = {"task": uow.tasks, "reminder": uow.reminders}
    item = repositories.get(kind, uow.activities).get(item_id)
    contact_id, lead_id = getattr(item, "contact_id", None), getattr(item, "lead_id", None)
    recorder.create(
        Activity(
            id=new_id(),
            kind="note",
            happened_at=speaker.now,
            note=reason,
            contact_ids=getattr(item, "contact_ids", (contact_id,) if contact_id else ()),
            lead_ids=getattr(item, "lead_ids", (lead_id,) if lead_id else ()),
            account_id=getattr(item, "account_id", None),
            deal_id=getattr(item, "deal_id", None),
            owner_id=speaker.user.id,
            created_at=speaker.now,
        )
    )


def earlier_dates(uow: UnitOfWork, activity: Activity) -> list[tuple[datetime, bool]]:
    """For when a call or meeting was planned before it was moved, the first plan first; whether only the day was."""
    moves = [
        change.before
        for by, change in uow.change_sets.of_record(activity.id, _MOST_MOVES)
        if change.before and "happened_at" in change.before and "status" not in change.after
        if by.reverses is None and by.undone_at is None
    ]
    return [
        (at, bool(before.get("date_only", activity.date_only)))
        for before in reversed(moves)
        if isinstance(at := before["happened_at"], datetime)
    ]


def _move_activity(recorder: Recorder, activity: Activity, at: date | datetime) -> tuple[str, datetime, bool]:
    zone = recorder.speaker.zone
    if isinstance(at, datetime):
        instant, date_only = at.astimezone(UTC), False
    elif activity.date_only:
        instant, date_only = day_start(at, zone), True
    else:
        hour = wall_of(activity.happened_at, zone).time()
        instant, date_only = instant_of(datetime.combine(at, hour), zone), False
    recorder.update(activity, happened_at=instant, date_only=date_only)
    contacts = recorder.uow.contacts.get_many(activity.contact_ids[:1])
    return (contacts[0].name if contacts else activity.contact_name or activity.note), instant, date_only


def _move_task(recorder: Recorder, task: Task, at: date | datetime) -> tuple[str, datetime, bool]:
    reminders = recorder.uow.reminders.of_tasks([task.id])
    if reminders:
        moved = reschedule(recorder, reminders[0], at)
        return task.subject, moved.due_at, not isinstance(moved.wish, datetime)
    due = due_instant(at, recorder.speaker)
    recorder.update(task, due_at=due, date_only=is_day(at))
    if due >= recorder.speaker.now:
        remind_of_task(recorder, task, at)
    return task.subject, due, is_day(at)
