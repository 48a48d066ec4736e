"""What is on: a person's agenda of today, with the deals that want attention, or of the days asked for."""

from collections.abc import Mapping
from datetime import date

from bot.conversation.lists import more
from bot.conversation.names import text_argument
from bot.conversation.turn import Reply, Turn, said
from bot.crm.agenda import AgendaView, agenda
from bot.crm.digests import DealsToMind, deals_to_mind
from bot.domain.agenda import AgendaItem
from bot.domain.zones import wall_of
from bot.language.frames import Frame, Period
from bot.messages import Action, Argument
from bot.scheduling.digests import deal_lines, next_step_buttons
from bot.wording.agenda import item_name, sign_of

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
    """Of today also the deals that want attention."""
    deals = _deals(turn, view) if not kind else DealsToMind()
    lines = _lines(turn, view)
    lines = [_title(turn, view) if lines else _nothing(turn, view), *lines]
    lines += filter(None, deal_lines(deals, turn.texts, turn.dates))
    title, *lines = lines
    reply = said(title, *lines[offset : offset + _PAGE])
    reply.buttons += next_step_buttons(turn.uow, turn.speaker.user, deals, turn.texts, turn.dates)
    left = len(lines) - offset - _PAGE
    facts: dict[str, Argument] = {"first": view.first.isoformat(), "last": view.last.isoformat(), "kind": kind}
    reply.buttons += more(turn, Action(name="show_agenda", arguments={**facts, "offset": offset + _PAGE}), left)
    return reply


def _deals(turn: Turn, view: AgendaView) -> DealsToMind:
    if view.first != turn.dates.today or (view.last != view.first and not view.widened):
        return DealsToMind()
    return deals_to_mind(turn.uow, turn.speaker.user, turn.speaker.now)


def _lines(turn: Turn, view: AgendaView) -> list[str]:
    lines: list[str] = [
        turn.texts("agenda-overdue", item=item_name(item), when=turn.dates.past(item.at))
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
    sign, name = sign_of(item), item_name(item)
    if item.at is None or item.date_only:
        return turn.texts("agenda-item", sign=sign, item=name)
    return turn.texts(
        "agenda-item-at", time=turn.dates.clock(wall_of(item.at, turn.speaker.zone)), sign=sign, item=name
    )


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
