"""What is on: a person's agenda of today, or of the days asked for."""

from collections.abc import Mapping
from datetime import date

from bot.conversation.names import text_argument
from bot.conversation.turn import Reply, Turn, said
from bot.crm.agenda import AgendaView, agenda
from bot.domain.agenda import AgendaItem
from bot.domain.names import name_words
from bot.domain.zones import wall_of
from bot.language.frames import Frame, Period
from bot.messages import Action, Argument, Button

_SIGNS = {"call": "📞", "meeting": "📅", "task": "✅", "reminder": "⏰"}
_PAGE = 7


def handle_list_agenda(turn: Turn, frame: Frame) -> Reply:
    period = frame.slots.get("period")
    kind = str(frame.slots.get("kind", ""))
    if isinstance(period, Period):
        return _page(turn, agenda(turn.uow, turn.speaker, period.first, period.last, kind), kind, 0)
    return _page(turn, agenda(turn.uow, turn.speaker, kind=kind), kind, 0)


def show_agenda(turn: Turn, arguments: Mapping[str, Argument]) -> Reply:
    """A further page of an agenda that was too long for one card."""
    first = date.fromisoformat(text_argument(arguments, "first"))
    last = date.fromisoformat(text_argument(arguments, "last"))
    kind = text_argument(arguments, "kind")
    view = agenda(turn.uow, turn.speaker, first, last, kind)
    return _page(turn, view, kind, int(arguments.get("offset") or 0))


def _page(turn: Turn, view: AgendaView, kind: str, offset: int) -> Reply:
    lines = _lines(turn, view)
    if not lines:
        return said(_nothing(turn, view))
    reply = said(_title(turn, view), *lines[offset : offset + _PAGE])
    left = len(lines) - offset - _PAGE
    if left > 0:
        reply.buttons.append(
            Button(
                label=turn.texts("agenda-more", count=left),
                action=Action(
                    name="show_agenda",
                    arguments={
                        "first": view.first.isoformat(),
                        "last": view.last.isoformat(),
                        "kind": kind,
                        "offset": offset + _PAGE,
                    },
                ),
            )
        )
    return reply


def _lines(turn: Turn, view: AgendaView) -> list[str]:
    lines: list[str] = [
        turn.texts("agenda-overdue", item=_item(item), when=turn.dates.past(item.at))
        for item in view.overdue
        if item.at is not None
    ]
    several_days, last_day = view.first != view.last, None
    for item in view.items:
        day = wall_of(item.at, turn.speaker.zone).date() if item.at else None
        if several_days and day is not None and day != last_day:
            lines.append(turn.texts("agenda-day-header", day=turn.dates.relative_day(day)))
            last_day = day
        lines.append(_line(turn, item))
    return lines


def _line(turn: Turn, item: AgendaItem) -> str:
    sign, name = _SIGNS[item.kind], _item(item)
    if item.at is None or item.date_only:
        return turn.texts("agenda-item", sign=sign, item=name)
    return turn.texts(
        "agenda-item-at", time=turn.dates.clock(wall_of(item.at, turn.speaker.zone)), sign=sign, item=name
    )


def _item(item: AgendaItem) -> str:
    """The subject, and who it is about unless the subject says so."""
    told = set(name_words(item.subject))
    about = [name for name in (item.contact, item.account) if name and told.isdisjoint(name_words(name))]
    if not item.subject:
        return " · ".join(about)
    return f"{item.subject} ({', '.join(about)})" if about else item.subject


def _title(turn: Turn, view: AgendaView) -> str:
    if view.widened:
        return turn.texts("agenda-widened")
    if view.first == view.last:
        return turn.texts("agenda-day-header", day=_named_day(turn, view.first))
    return turn.texts("agenda-days", first=turn.dates.day(view.first), last=turn.dates.day(view.last))


def _named_day(turn: Turn, day: date) -> str:
    """ "today · Tue 24 Nov"."""
    relative = turn.dates.relative_day(day)
    return f"{relative} · {turn.dates.day(day)}" if day == turn.dates.today else relative


def _nothing(turn: Turn, view: AgendaView) -> str:
    if view.widened:
        return turn.texts("agenda-nothing-at-all")
    if view.first == view.last:
        return turn.texts("agenda-empty", day=_named_day(turn, view.first))
    days = turn.texts("agenda-days", first=turn.dates.day(view.first), last=turn.dates.day(view.last))
    return turn.texts("agenda-empty", day=days)
