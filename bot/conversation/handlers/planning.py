"""Planning: calls and meetings ahead, tasks, and whatever is moved, done or called off later."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.conversation.handlers.activities import minutes_of, moment_of, name_of, parties_of, quote
from bot.conversation.handlers.newcomers import ask_about_newcomers
from bot.conversation.handlers.reminders import completed
from bot.conversation.names import resolve, text_argument
from bot.conversation.state import Option, frame_in, going_on
from bot.conversation.turn import Reply, Turn, asked, said
from bot.crm.activities import Parties, Schedule, schedule
from bot.crm.planning import AddTask, add_task, call_off, complete_item, items_ahead, move_item
from bot.domain.activities import Activity, ActivityKind
from bot.domain.agenda import AgendaItem, Priority
from bot.domain.names import name_words
from bot.language.frames import Frame
from bot.language.packs.loader import BUILT_IN
from bot.messages import Action, Argument, Button
from bot.wording.texts import Said

Arguments = Mapping[str, Argument]

_MOST_CHOICES = 5
_PRIORITIES: tuple[Priority, ...] = ("high", "medium", "low")


def handle_schedule_call(turn: Turn, frame: Frame) -> Reply:
    return _schedule(turn, frame, "call")


def handle_schedule_meeting(turn: Turn, frame: Frame) -> Reply:
    return _schedule(turn, frame, "meeting")


def _schedule(turn: Turn, frame: Frame, kind: ActivityKind) -> Reply:
    parties = parties_of(turn, frame)
    start_at = moment_of(frame.slots.get("start_at"))
    if start_at is None:
        return _ask_when(turn, frame, turn.texts("schedule-when"))
    if _is_past(turn, start_at):
        return _ask_when(turn, frame, turn.texts("schedule-past", when=_told(turn, start_at)))
    planned = schedule(
        turn.recorder,
        Schedule(
            kind=kind,
            parties=parties,
            start_at=start_at,
            duration_minutes=minutes_of(frame.slots.get("duration_minutes")),
            note=str(frame.slots.get("note", "")),
            location=str(frame.slots.get("location", "")),
        ),
    )
    turn.named(frame.intent, parties.name)
    reply = said(_planned_line(turn, planned, parties))
    if planned.location:
        reply.lines.append(turn.texts("location", place=planned.location))
    if planned.note:
        reply.lines.append(quote(turn, planned.note))
    if parties.name:
        ask_about_newcomers(turn, reply, parties, [planned.id])
    reply.buttons.append(_file_button(turn, planned.id))
    return reply


def schedule_at(turn: Turn, arguments: Arguments) -> Reply:
    """The answer to "when?"."""
    frame = frame_in(arguments)
    at = _moment(text_argument(arguments, "at"))
    return _schedule(
        turn,
        replace(frame, slots={**frame.slots, "start_at": at}),
        "call" if frame.intent == "schedule_call" else "meeting",
    )


def _ask_when(turn: Turn, frame: Frame, text: Said) -> Reply:
    answer = going_on("schedule_at", frame)
    return asked(text, turn.drop, expects="time", answer=answer)


def _planned_line(turn: Turn, planned: Activity, parties: Parties) -> Said:
    when = turn.dates.moment(planned.happened_at, date_only=planned.date_only)
    facts: dict[str, object] = {"when": when, "minutes": planned.duration_minutes or 0}
    who = name_of(turn, parties)
    if who is None:
        return turn.texts(f"planned-{planned.kind}-nobody", **facts)
    return turn.texts(f"planned-{planned.kind}", who=who, **facts)


def handle_create_task(turn: Turn, frame: Frame) -> Reply:
    slots = frame.slots
    contact, account, deal = (resolve(turn, frame, slot).known for slot in ("contact", "account", "deal"))
    due_at = moment_of(slots.get("due_at"))
    task, reminder = add_task(
        turn.recorder,
        AddTask(
            subject=str(slots.get("subject", "")),
            due_at=due_at,
            priority=next((p for p in _PRIORITIES if p == slots.get("priority")), "medium"),
            contact_id=contact.id if contact else None,
            account_id=account.id if account else (contact.account_id if contact else None),
            deal_id=deal.id if deal else None,
        ),
    )
    turn.named("create_task", task.subject)
    title = turn.texts("task-set", subject=task.subject, priority=task.priority)
    if task.due_at is None:
        return said(title)
    when = turn.dates.moment(task.due_at, date_only=task.date_only)
    return said(title, turn.texts("task-due" if reminder else "task-due-past", when=when))


def handle_complete_task(turn: Turn, frame: Frame) -> Reply:
    return _with_item(turn, frame, "complete_item", ("task", "reminder"))


def handle_cancel_reminder(turn: Turn, frame: Frame) -> Reply:
    return _with_item(turn, frame, "cancel_item", ("reminder", "task"))


def handle_reschedule(turn: Turn, frame: Frame) -> Reply:
    start_at = moment_of(frame.slots.get("start_at"))
    kind = frame.slots.get("kind")
    kinds = (str(kind),) if kind in ("call", "meeting", "task") else ("meeting", "call", "task", "reminder")
    at = start_at.isoformat() if start_at else None
    return _with_item(turn, frame, "move_item", kinds, at=at, reason=str(frame.slots.get("reason", "")))


def _with_item(
    turn: Turn, frame: Frame, action: str, kinds: Sequence[str], *, at: str | None = None, reason: str = ""
) -> Reply:
    """Does it to the one item ahead that the frame names; asks which where several fit."""
    fitting = ahead_named(turn, frame, kinds)
    if not fitting:
        return said(turn.texts("item-none"))
    if len(fitting) == 1:
        return _act(turn, action, _facts(fitting[0], at, reason))
    options = [
        Option(
            label=item_label(turn, item),
            words=name_words(f"{item.subject} {item.contact} {item.account}"),
            action=Action(name=action, arguments=_facts(item, at, reason)),
        )
        for item in fitting[:_MOST_CHOICES]
    ]
    return asked(turn.texts("item-which"), *options, turn.drop)


def ahead_named(turn: Turn, frame: Frame, kinds: Sequence[str]) -> list[AgendaItem]:
    """The items ahead of these kinds that the frame's words name."""
    items = [item for item in items_ahead(turn.uow, turn.speaker) if item.kind in kinds]
    return [item for item in items if _names(turn, frame, item)]


def _names(turn: Turn, frame: Frame, item: AgendaItem) -> bool:
    """Whether the frame's subject and names are in the item; a frame without any fits everything.

    Common words tell nothing, and long subjects are rarely repeated word for word: two thirds of the rest are enough.
    """
    told = (str(frame.slots.get(slot, "")) for slot in ("subject", "contact", "account", "deal"))
    words = {word for text in told for word in name_words(text)}
    telling = words - BUILT_IN.of(turn.texts.language).particles or words
    common = telling & set(name_words(f"{item.subject} {item.contact} {item.account}"))
    return 3 * len(common) >= 2 * len(telling)


def item_label(turn: Turn, item: AgendaItem) -> str:
    what = item.subject or turn.texts(f"kind-{item.kind}")
    about = item.contact or item.account
    named = f"{what} · {about}" if about and about.casefold() not in what.casefold() else what
    when = turn.dates.moment(item.at, date_only=item.date_only) if item.at else ""
    return f"{named[:40]} · {when}" if when else named[:60]


def _facts(item: AgendaItem, at: str | None, reason: str) -> dict[str, Argument]:
    return {"kind": item.kind, "item": item.id, "at": at, "reason": reason}


def _act(turn: Turn, action: str, facts: Arguments) -> Reply:
    return {"complete_item": complete, "cancel_item": cancel, "move_item": move}[action](turn, facts)


def complete(turn: Turn, arguments: Arguments) -> Reply:
    item = complete_item(turn.recorder, text_argument(arguments, "kind"), text_argument(arguments, "item"))
    return completed(turn, item) if item else said(turn.texts("reminder-gone"))


def close(turn: Turn, arguments: Arguments) -> Reply:
    """From the card of the call that made it needless: how that went is told already."""
    item = complete_item(turn.recorder, text_argument(arguments, "kind"), text_argument(arguments, "item"))
    if item is None:
        return said(turn.texts("reminder-gone"))
    turn.named("done", item.subject)
    return said(turn.texts("reminder-done", subject=item.subject))


def cancel(turn: Turn, arguments: Arguments) -> Reply:
    subject = call_off(turn.recorder, text_argument(arguments, "kind"), text_argument(arguments, "item"))
    if subject is None:
        return said(turn.texts("reminder-gone"))
    turn.named("cancel", subject)
    return said(turn.texts("item-cancelled", subject=subject))


def move(turn: Turn, arguments: Arguments) -> Reply:
    """Moves an item to `at`; asks for the time where there is none."""
    at = text_argument(arguments, "at")
    if not at:
        answer = Action(name="move_item", arguments=arguments)
        return asked(turn.texts("reschedule-when"), turn.drop, expects="time", answer=answer)
    kind, item, reason = (text_argument(arguments, name) for name in ("kind", "item", "reason"))
    moved = move_item(turn.recorder, kind, item, _moment(at), reason=reason)
    if moved is None:
        return said(turn.texts("reminder-gone"))
    subject, instant, date_only = moved
    name = subject or turn.texts(f"kind-{kind}")
    turn.named("reschedule", name)
    reply = said(turn.texts("reminder-moved", subject=name, when=turn.dates.moment(instant, date_only=date_only)))
    if reason:
        reply.lines.append(quote(turn, reason))
    if kind in ("call", "meeting"):
        reply.buttons.append(_file_button(turn, item))
    return reply


def _file_button(turn: Turn, activity_id: str) -> Button:
    return turn.button("button-calendar-file", "calendar_file", activity=activity_id)


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _is_past(turn: Turn, at: date | datetime) -> bool:
    if isinstance(at, datetime):
        return at < turn.speaker.now - timedelta(minutes=1)
    return at < turn.dates.today


def _told(turn: Turn, at: date | datetime) -> str:
    return turn.dates.moment(at) if isinstance(at, datetime) else turn.dates.relative_day(at)
