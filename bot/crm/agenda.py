"""What lies ahead of a person."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.crm.changes import Speaker
from bot.domain.agenda import AgendaItem
from bot.domain.people import User
from bot.domain.zones import day_end, day_start, wall_of, zone_of
from bot.ports import UnitOfWork

_LIMIT = 60


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
    kinds = ("reminder", "task") if kind == "reminder" else (kind,)
    items = [item for item in items if not kind or item.kind in kinds]
    return AgendaView(
        first=first,
        last=last,
        items=tuple(item for item in items if item.at is None or item.at >= start),
        overdue=tuple(item for item in items if item.at is not None and item.at < start),
    )
