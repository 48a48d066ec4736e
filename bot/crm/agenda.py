"""What lies ahead of a person."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.crm.changes import Speaker
from bot.crm.recurrences import next_occurrence
from bot.crm.workdays import Workdays, workdays_of
from bot.domain.agenda import AgendaItem
from bot.domain.people import User
from bot.domain.reminders import Reminder
from bot.domain.zones import day_end, day_start, is_day, wall_of, zone_of
from bot.ports import UnitOfWork

_LIMIT = 60
# So many of a person's open reminders are looked through for series.
_MOST_OPEN = 500
# Instants are kept to the microsecond.
_AT_ONCE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaView:
    """Items of whole days, both ends inclusive. `widened`: today was empty, so that the next week is shown."""

    first: date
    last: date
    items: tuple[AgendaItem, ...]
    overdue: tuple[AgendaItem, ...]
    widened: bool = False


def agenda(
    uow: UnitOfWork, speaker: Speaker, first: date | None = None, last: date | None = None, kind: str = ""
) -> AgendaView:
    """The agenda of these days; without any, today's, and when that is empty the next seven days'.

    `kind` keeps the items of that kind alone; for reminders, the tasks that come with one as well.
    """
    user, now = speaker.user, speaker.now
    if first is not None:
        return _view(uow, user, now, first, last or first, kind)
    view = day_of(uow, user, now, kind)
    if view.items:
        return view
    week = _view(uow, user, now, view.first, view.first + timedelta(days=6), kind)
    return AgendaView(first=week.first, last=week.last, items=week.items, overdue=week.overdue, widened=True)


def day_of(uow: UnitOfWork, user: User, now: datetime, kind: str = "") -> AgendaView:
    """A person's agenda of the day that it is for them."""
    today = wall_of(now, zone_of(user.timezone)).date()
    return _view(uow, user, now, today, today, kind)


def _view(uow: UnitOfWork, user: User, now: datetime, first: date, last: date, kind: str) -> AgendaView:
    zone = zone_of(user.timezone)
    start, end = day_start(first, zone), day_end(last, zone)
    overdue = first <= wall_of(now, zone).date() <= last
    items = uow.agenda.items(user.id, start=start, end=end, overdue=overdue, limit=_LIMIT)
    # Of more days than one the next time tells enough of a series.
    if first == last and first > wall_of(now, zone).date():
        items = sorted([*items, *_repeated(uow, user, start, end)], key=_time)[:_LIMIT]
    kinds = ("reminder", "task") if kind == "reminder" else (kind,)
    items = [item for item in items if not kind or item.kind in kinds]
    return AgendaView(
        first=first,
        last=last,
        items=tuple(item for item in items if item.at is None or item.at >= start),
        overdue=tuple(item for item in items if item.at is not None and item.at < start),
    )


def _repeated(uow: UnitOfWork, user: User, start: datetime, end: datetime) -> Iterator[AgendaItem]:
    """The times of series after their next one, which is listed as it stands."""
    workdays = workdays_of(user, uow.workspace)
    for reminder in uow.reminders.latest_open(user.id, _MOST_OPEN):
        if not reminder.recurrence:
            continue
        contact = uow.contacts.get(reminder.contact_id) if reminder.contact_id else None
        account = uow.accounts.get(reminder.account_id) if reminder.account_id else None
        for at in _times(reminder, workdays, max(reminder.due_at, start - _AT_ONCE), end):
            yield AgendaItem(
                kind="reminder",
                id=reminder.id,
                subject=reminder.subject,
                at=at,
                date_only=is_day(reminder.wish),
                contact=contact.name if contact else "",
                account=account.name if account else "",
            )


def _times(reminder: Reminder, workdays: Workdays, after: datetime, end: datetime) -> Iterator[datetime]:
    # The sweep tells of a rule that is none.
    with suppress(ValueError):
        while (following := next_occurrence(reminder, after=after, workdays=workdays)) and following[1] < end:
            after = following[1]
            yield after


def _time(item: AgendaItem) -> tuple[bool, datetime | None]:
    """What has no time comes last."""
    return item.at is None, item.at
