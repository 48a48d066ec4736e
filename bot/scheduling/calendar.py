"""A person's calendar, worded for them: calls, meetings and dated tasks, as far as they may see them."""

from datetime import date, datetime, timedelta

from bot.crm.rights import sight_of
from bot.domain.activities import Activity, ends_at
from bot.domain.agenda import AgendaItem, Task
from bot.domain.calendar import CalendarEvent
from bot.domain.people import User
from bot.domain.zones import wall_of, zone_of
from bot.ports import UnitOfWork
from bot.wording.texts import Texts

# So far back and ahead, and so much of it.
_BEHIND, _AHEAD = timedelta(days=31), timedelta(days=366)
_MOST = 2000


def events_of(uow: UnitOfWork, user: User, now: datetime) -> list[CalendarEvent]:
    """From here on the unit of work sees what this person may see, and no more."""
    uow.act_as(sight_of(uow, user))
    items = uow.agenda.items(user.id, start=now - _BEHIND, end=now + _AHEAD, overdue=False, limit=_MOST)
    ids = [item.id for item in items]
    activities = {activity.id: activity for activity in uow.activities.get_many(ids)}
    tasks = {task.id: task for task in uow.tasks.get_many(ids)}
    texts = Texts(user.language)
    events = []
    for item in items:
        if item.id in activities:
            events.append(appointment(activities[item.id], item.contact, item.account, user))
        elif item.id in tasks:
            events.append(_task(item, tasks[item.id], user, texts))
    return events


def appointment(activity: Activity, contact: str, account: str, user: User) -> CalendarEvent:
    """A call or meeting with these, "" for nobody."""
    texts = Texts(user.language)
    who = " · ".join(filter(None, (contact, account))) or activity.note
    return CalendarEvent(
        id=activity.id,
        title=texts(f"calendar-{activity.kind}", who=who) if who else texts(f"kind-{activity.kind}").capitalize(),
        starts=_when(activity.happened_at, activity.date_only, user),
        ends=None if activity.date_only else ends_at(activity),
        description=activity.note,
        location=activity.location,
        made_at=activity.created_at,
    )


def _task(item: AgendaItem, task: Task, user: User, texts: Texts) -> CalendarEvent:
    return CalendarEvent(
        id=task.id,
        title=texts("calendar-task", subject=task.subject),
        starts=_when(item.at or task.created_at, task.date_only, user),
        description=" · ".join(name for name in (item.contact, item.account) if name),
        busy=False,
        made_at=task.created_at,
    )


def _when(instant: datetime, date_only: bool, user: User) -> datetime | date:
    """A day is one in its owner's zone."""
    return wall_of(instant, zone_of(user.timezone)).date() if date_only else instant
