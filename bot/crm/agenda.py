"""What lies ahead of a person."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.crm.changes import Speaker
from bot.domain.agenda import AgendaItem
from bot.domain.zones import day_start
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
    today = speaker.now.astimezone(speaker.zone).date()
    if first is not None:
        return _view(uow, speaker, first, last or first, kind)
    view = _view(uow, speaker, today, today, kind)
    if view.items:
        return view
    week = _view(uow, speaker, today, today + timedelta(days=6), kind)
    return AgendaView(first=week.first, last=week.last, items=week.items, overdue=week.overdue, widened=True)


def _view(uow: UnitOfWork, speaker: Speaker, first: date, last: date, kind: str) -> AgendaView:
    today = speaker.now.astimezone(speaker.zone).date()
    start = day_start(first, speaker.zone)
    end = day_start(last + timedelta(days=1), speaker.zone)
    items = uow.agenda.items(speaker.user.id, start=start, end=end, overdue=first <= today <= last, limit=_LIMIT)
    kinds = ("reminder", "task") if kind == "reminder" else (kind,)
    items = [item for item in items if not kind or item.kind in kinds]
    return AgendaView(
        first=first,
        last=last,
        items=tuple(item for item in items if item.at is None or item.at >= start),
        overdue=tuple(item for item in items if item.at is not None and item.at < start),
    )
