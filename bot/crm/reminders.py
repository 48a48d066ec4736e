"""Reminders and follow-ups: when they fall due, and what moves or settles them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.crm.changes import Recorder, Speaker
from bot.crm.workdays import workdays_of
from bot.domain.agenda import Task
from bot.domain.ids import new_id
from bot.domain.names import name_words
from bot.domain.recurrences import anchored
from bot.domain.reminders import Reminder
from bot.domain.zones import instant_of, is_day, wall_of
from bot.language.packs.loader import BUILT_IN
from bot.ports import UnitOfWork

# A wish for today without a time: at five, or, when that is near or past, in an hour.
_TODAY_AT = time(17)
_TODAY_UNTIL = time(16)
# More than these are not looked through.
_MOST_WITH = 20


def due_instant(at: date | datetime, speaker: Speaker) -> datetime:
    """The UTC instant a wish falls due at; a day alone means the start of the person's working day."""
    if isinstance(at, datetime):
        return at.astimezone(UTC)
    here = wall_of(speaker.now, speaker.zone)
    if at != here.date():
        return instant_of(datetime.combine(at, speaker.user.workday_start), speaker.zone)
    if here.time() < _TODAY_UNTIL:
        return instant_of(datetime.combine(at, _TODAY_AT), speaker.zone)
    return speaker.now + timedelta(hours=1)


def remind_instant(uow: UnitOfWork, at: date | datetime, speaker: Speaker) -> datetime:
    """The UTC instant a reminder comes at: a coming day without an hour waits for working time, an hour never does."""
    today = wall_of(speaker.now, speaker.zone).date()
    if is_day(at) and at > today:
        return workdays_of(speaker.user, uow.workspace).morning(at)
    due = due_instant(at, speaker)
    return workdays_of(speaker.user, uow.workspace).out_of_quiet(due) if is_day(at) else due


def wish_of(at: date | datetime, speaker: Speaker) -> date | datetime:
    """The wish as the person's calendar and clock would show it."""
    return wall_of(at, speaker.zone) if isinstance(at, datetime) else at


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReminder:
    """The command to remind. `at`: a whole day or an aware instant; `recurrence`: an RFC 5545 rule."""

    subject: str
    at: date | datetime
    recurrence: str = ""
    contact_id: str | None = None
    account_id: str | None = None
    deal_id: str | None = None


def set_reminder(recorder: Recorder, command: SetReminder) -> Reminder:
    return recorder.create(
        _reminder(
            recorder,
            command.subject,
            command.at,
            recurrence=_recurrence(recorder.speaker, command),
            contact_id=command.contact_id,
            account_id=command.account_id,
            deal_id=command.deal_id,
        )
    )


def _recurrence(speaker: Speaker, command: SetReminder) -> str:
    """The rule as it is kept: a day alone stands for the start of the working day."""
    if not command.recurrence:
        return ""
    wish = wish_of(command.at, speaker)
    first = wish if isinstance(wish, datetime) else datetime.combine(wish, speaker.user.workday_start)
    return anchored(command.recurrence, first)


def remind_of_task(recorder: Recorder, task: Task, at: date | datetime) -> Reminder:
    """The one reminder that a follow-up has."""
    return recorder.create(
        _reminder(
            recorder,
            task.subject,
            at,
            task_id=task.id,
            contact_id=task.contact_id,
            account_id=task.account_id,
            deal_id=task.deal_id,
        )
    )


def _reminder(
    recorder: Recorder,
    subject: str,
    at: date | datetime,
    *,
    recurrence: str = "",
    task_id: str | None = None,
    contact_id: str | None = None,
    account_id: str | None = None,
    deal_id: str | None = None,
) -> Reminder:
    speaker = recorder.speaker
    return Reminder(
        id=new_id(),
        user_id=speaker.user.id,
        subject=subject,
        wish=wish_of(at, speaker),
        timezone=speaker.user.timezone,
        due_at=remind_instant(recorder.uow, at, speaker),
        recurrence=recurrence,
        task_id=task_id,
        contact_id=contact_id,
        account_id=account_id,
        deal_id=deal_id,
        created_at=speaker.now,
    )


def my_reminder(uow: UnitOfWork, speaker: Speaker, reminder_id: str) -> Reminder | None:
    """A reminder of this person that can still be acted on."""
    reminder = uow.reminders.get(reminder_id)
    if reminder is None or reminder.user_id != speaker.user.id or reminder.state in ("done", "cancelled"):
        return None
    return reminder


def snooze(recorder: Recorder, reminder: Reminder, at: date | datetime) -> Reminder:
    """Moves the reminder and nothing else. A series goes on as it was: one more, single reminder is made."""
    speaker = recorder.speaker
    if reminder.recurrence:
        recorder.update(reminder, fired_for=None, nag_at=None)
        return recorder.create(
            _reminder(
                recorder,
                reminder.subject,
                at,
                contact_id=reminder.contact_id,
                account_id=reminder.account_id,
                deal_id=reminder.deal_id,
            )
        )
    return recorder.update(
        reminder,
        wish=wish_of(at, speaker),
        timezone=speaker.user.timezone,
        due_at=remind_instant(recorder.uow, at, speaker),
        nag_at=None,
        state="pending",
    )


def reschedule(recorder: Recorder, reminder: Reminder, at: date | datetime) -> Reminder:
    """Moves the reminder and the task it is about, keeping the hour when only a day is given."""
    at = _keeping_hour(reminder, at, recorder.speaker)
    moved = snooze(recorder, reminder, at)
    task = recorder.uow.tasks.get(reminder.task_id) if reminder.task_id else None
    if task is not None:
        recorder.update(task, due_at=due_instant(at, recorder.speaker), date_only=not isinstance(at, datetime))
    return moved


def _keeping_hour(reminder: Reminder, at: date | datetime, speaker: Speaker) -> date | datetime:
    if isinstance(at, datetime) or not isinstance(reminder.wish, datetime):
        return at
    return instant_of(datetime.combine(at, reminder.wish.time()), speaker.zone)


def complete(recorder: Recorder, reminder: Reminder) -> Task | Reminder:
    """Settles the reminder and the task it is about; of a series, this occurrence. Gives what was to be done."""
    if reminder.recurrence and reminder.state == "pending":
        recorder.update(reminder, fired_for=None, nag_at=None)
    else:
        recorder.update(reminder, state="done")
    task = recorder.uow.tasks.get(reminder.task_id) if reminder.task_id else None
    if task is not None:
        recorder.update(task, status="completed")
    return task or reminder


def settle_task(recorder: Recorder, task: Task) -> None:
    """Completes a task and silences its reminders."""
    recorder.update(task, status="completed")
    for reminder in recorder.uow.reminders.of_tasks([task.id]):
        recorder.update(reminder, state="done")


def to_call(uow: UnitOfWork, speaker: Speaker, contact_id: str) -> list[Reminder]:
    """The person's open reminders to call a contact that belong to no follow-up: once each, the earliest due first."""
    found = uow.reminders.plain_with(contact_id, speaker.user.id, _MOST_WITH)
    return [reminder for reminder in found if not reminder.recurrence and is_call(reminder)]


def is_call(item: Task | Reminder) -> bool:
    """Whether it is to call somebody: its title begins so, in any language, which need not be the one spoken now."""
    if isinstance(item, Task) and item.action == "call":
        return True
    first, *_ = (*name_words(item.subject), "")
    return any(first in BUILT_IN.of(language).calling for language in BUILT_IN.languages)


def is_moot(uow: UnitOfWork, reminder: Reminder | None, due_at: datetime | None) -> bool:
    """Whether a reminder on its way need not arrive any more: done, deleted, moved, or its task settled meanwhile."""
    if reminder is None or reminder.state in ("done", "cancelled"):
        return True
    if due_at is not None and reminder.fired_for != due_at:
        return True
    if reminder.task_id is None:
        return False
    task = uow.tasks.get(reminder.task_id)
    return task is None or task.status in ("completed", "deferred")
