"""Reports in chat: pipeline, forecast, won and lost, activity; and their pictures."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from bot.conversation.names import text_argument
from bot.conversation.owners import owner_of
from bot.conversation.turn import Reply, Turn, said
from bot.language.frames import Frame, Period
from bot.messages import Action, Argument, Button
from bot.reports.activity import KINDS
from bot.reports.making import make_report
from bot.reports.periods import STEPS, Span, whole
from bot.reports.report import Ask, Reader, Report, ReportKind

Arguments = Mapping[str, Argument]
N = TypeVar("N", bound=str)

_KINDS: tuple[ReportKind, ...] = ("pipeline", "forecast", "won_lost", "activity", "week")
# Which other reports are one tap away.
_NEAR: dict[ReportKind, tuple[tuple[str, ReportKind], ...]] = {
    "pipeline": (("button-forecast", "forecast"), ("button-won-lost", "won_lost")),
    "forecast": (("button-won-lost", "won_lost"),),
    "won_lost": (),
    "activity": (),
    "week": (("button-won-lost", "won_lost"),),
}


def handle_pipeline_report(turn: Turn, frame: Frame) -> Reply:
    """The report that is named; a pipeline over more than a month, or told by its parts, is a forecast."""
    span, named = _span(frame), _named(_KINDS, frame.slots.get("report"))
    in_parts = "step" in frame.slots or (span is not None and span.last > whole(span.first, "month").last)
    return _asked(turn, frame, named or ("forecast" if in_parts else "pipeline"), span)


def handle_activity_report(turn: Turn, frame: Frame) -> Reply:
    return _asked(turn, frame, "activity", _span(frame))


def handle_show_week(turn: Turn, _frame: Frame) -> Reply:
    return _reply(turn, Ask(kind="week", owner_id=turn.speaker.user.id))


def show_report(turn: Turn, arguments: Arguments) -> Reply:
    """Another report, or the same one of everybody."""
    return _reply(turn, _ask(arguments))


def show_chart(turn: Turn, arguments: Arguments) -> Reply:
    """The report as a picture."""
    report = _report(turn, _ask(arguments))
    if report.chart is None:
        return said(*report.lines)
    return Reply(lines=[turn.texts("who", name=report.title)], image=report.chart)


def _asked(turn: Turn, frame: Frame, kind: ReportKind, span: Span | None) -> Reply:
    owner = owner_of(turn, frame)
    if isinstance(owner, Reply):
        return owner
    ask = Ask(
        kind=kind,
        owner_id=owner.id,
        span=span,
        step=_named(STEPS, frame.slots.get("step")),
        activity=_named(KINDS, frame.slots.get("kind")),
        pipeline=str(frame.slots["pipeline"]) if "pipeline" in frame.slots else None,
    )
    return _reply(turn, ask)


def _reply(turn: Turn, ask: Ask) -> Reply:
    report = _report(turn, ask)
    reply = said(*report.lines)
    if report.chart is not None and turn.shows_pictures:
        reply.buttons.append(_button(turn, "button-chart", "show_chart", ask))
    for label, kind in _NEAR[ask.kind]:
        near = replace(ask, kind=kind)
        reply.buttons.append(_button(turn, label, "show_report", near))
    if ask.owner_id == turn.speaker.user.id:
        everybodys = replace(ask, owner_id=None)
        reply.buttons.append(_button(turn, "button-everybody", "show_report", everybodys))
    return reply


def _report(turn: Turn, ask: Ask) -> Report:
    names = {user.id: user.name for user in turn.uow.users.all()}
    reader = Reader(user_id=turn.speaker.user.id, names=names, texts=turn.texts, dates=turn.dates)
    return make_report(turn.uow, ask, reader)


def _button(turn: Turn, label: str, action: str, ask: Ask) -> Button:
    arguments: dict[str, Argument] = {
        "report": ask.kind,
        "owner": ask.owner_id,
        "first": ask.span.first.isoformat() if ask.span else None,
        "last": ask.span.last.isoformat() if ask.span else None,
        "step": ask.step,
        "kind": ask.activity,
        "pipeline": ask.pipeline,
    }
    return Button(label=turn.texts(label), action=Action(name=action, arguments=arguments))


def _ask(arguments: Arguments) -> Ask:
    first, last = text_argument(arguments, "first"), text_argument(arguments, "last")
    return Ask(
        kind=_named(_KINDS, arguments.get("report")) or "pipeline",
        owner_id=text_argument(arguments, "owner") or None,
        span=Span(date.fromisoformat(first), date.fromisoformat(last)) if first else None,
        step=_named(STEPS, arguments.get("step")),
        activity=_named(KINDS, arguments.get("kind")),
        pipeline=text_argument(arguments, "pipeline") or None,
    )


def _named(known: Iterable[N], told: object) -> N | None:
    """Which of these it is."""
    return next((one for one in known if one == told), None)


def _span(frame: Frame) -> Span | None:
    period = frame.slots.get("period")
    return Span(period.first, period.last) if isinstance(period, Period) else None
