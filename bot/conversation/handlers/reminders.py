"""Reminders: setting, snoozing, rescheduling and settling them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.conversation.handlers.activities import reminder_time, shortened, waits_line
from bot.conversation.names import resolve, text_argument
from bot.conversation.state import Option, frame_in, going_on
from bot.conversation.turn import Reply, Turn, asked, said
from bot.crm.reminders import (
    SetReminder,
    complete,
    due_instant,
    is_call,
    my_reminder,
    reschedule,
    set_reminder,
    snooze,
)
from bot.domain.agenda import Task
from bot.domain.ids import new_id
from bot.domain.names import name_words
from bot.domain.reminders import Reminder
from bot.domain.zones import instant_of, wall_of
from bot.language.frames import Frame
from bot.messages import Action, Argument, Button
from bot.wording.rules import repetition

Arguments = Mapping[str, Argument]

_MOST_CHOICES = 5


def handle_set_reminder(turn: Turn, frame: Frame) -> Reply:
    subject, at = str(frame.slots.get("subject", "")), frame.slots.get("remind_at")
    if not subject and frame.slots.keys().isdisjoint(("contact", "account", "deal")):
        return asked(
            turn.texts("reminder-of-what"), turn.drop, expects="text", answer=going_on("set_reminder_of", frame)
        )
    if not isinstance(at, date):
        return _ask_time(turn, frame, turn.texts("reminder-when", subject=subject))
    if due_instant(at, turn.speaker) < turn.speaker.now:
        told = turn.dates.moment(due_instant(at, turn.speaker), date_only=not isinstance(at, datetime))
        return _ask_time(turn, frame, turn.texts("reminder-past", when=told))
    contact = resolve(turn, frame, "contact").known
    account = resolve(turn, frame, "account").known
    deal = resolve(turn, frame, "deal").known
    reminder = set_reminder(
        turn.recorder,
        SetReminder(
            subject=subject,
            at=at,
            recurrence=str(frame.slots.get("recurrence", "")),
            contact_id=contact.id if contact else None,
            account_id=account.id if account else None,
            deal_id=deal.id if deal else None,
        ),
    )
    turn.named("set_reminder", subject)
    reply = said(turn.texts("reminder-set", when=reminder_time(turn, reminder), subject=subject))
    reply.lines += filter(None, [waits_line(turn, reminder)])
    if reminder.recurrence:
        rule = repetition(reminder.recurrence, turn.texts, turn.dates)
        reply.lines.append(turn.texts("reminder-repeats", rule=rule))
    return reply


def _ask_time(turn: Turn, frame: Frame, text: str) -> Reply:
    return asked(text, turn.drop, expects="time", answer=going_on("set_reminder_at", frame))


def set_reminder_of(turn: Turn, arguments: Arguments) -> Reply:
    """The answer to "what shall I remind you of?"."""
    frame = frame_in(arguments)
    return handle_set_reminder(turn, replace(frame, slots={**frame.slots, "subject": text_argument(arguments, "text")}))


def set_reminder_at(turn: Turn, arguments: Arguments) -> Reply:
    """The answer to "when shall I remind you?"."""
    frame = frame_in(arguments)
    return handle_set_reminder(turn, replace(frame, slots={**frame.slots, "remind_at": target(turn, arguments)}))


def handle_snooze_reminder(turn: Turn, frame: Frame) -> Reply:
    """By word: the reminder that the subject names, else the one that came last."""
    at = frame.slots.get("remind_at")
    reminders = turn.uow.reminders.latest_open(turn.speaker.user.id, 50)
    subject = set(name_words(str(frame.slots.get("subject", ""))))
    if subject:
        reminders = [r for r in reminders if subject <= set(name_words(r.subject))] or reminders
    elif reminders and reminders[0].state == "fired":
        reminders = reminders[:1]
    if not reminders:
        return said(turn.texts("reminder-none"))
    if not isinstance(at, date):
        at = turn.speaker.now + timedelta(hours=1)
    instant = at.isoformat()
    if len(reminders) == 1:
        return snooze_reminder(turn, {"reminder": reminders[0].id, "at": instant})
    options = [
        Option(
            label=shortened(r.subject, 60),
            words=name_words(r.subject),
            action=Action(name="snooze", arguments={"reminder": r.id, "at": instant}),
        )
        for r in reminders[:_MOST_CHOICES]
    ]
    return asked(turn.texts("reminder-which"), *options)


def snooze_reminder(turn: Turn, arguments: Arguments) -> Reply:
    """`at`: an ISO date or instant; else `minutes` from now, `days` from today, or the next `weekday` or `hour`."""
    reminder = my_reminder(turn.uow, turn.speaker, text_argument(arguments, "reminder"))
    if reminder is None:
        return said(turn.texts("reminder-gone"))
    moved = snooze(turn.recorder, reminder, target(turn, arguments))
    turn.named("snooze", reminder.subject)
    title = turn.texts("reminder-snoozed", subject=moved.subject, when=reminder_time(turn, moved))
    return said(title, *filter(None, [waits_line(turn, moved)]))


def target(turn: Turn, arguments: Arguments) -> date | datetime:
    minutes, days, at = arguments.get("minutes"), arguments.get("days"), text_argument(arguments, "at")
    weekday, hour = arguments.get("weekday"), arguments.get("hour")
    if weekday is not None:
        return turn.dates.today + timedelta(days=(int(weekday) - turn.dates.today.weekday() - 1) % 7 + 1)
    if hour is not None:
        wall = datetime.combine(turn.dates.today, time(int(hour)))
        passed = wall <= wall_of(turn.speaker.now, turn.speaker.zone)
        return instant_of(wall + timedelta(days=int(passed)), turn.speaker.zone)
    if minutes:
        return turn.speaker.now + timedelta(minutes=int(minutes))
    if days:
        return turn.dates.today + timedelta(days=int(days))
    return datetime.fromisoformat(at).astimezone(UTC) if "T" in at else date.fromisoformat(at)


def done(turn: Turn, arguments: Arguments) -> Reply:
    reminder = my_reminder(turn.uow, turn.speaker, text_argument(arguments, "reminder"))
    if reminder is None:
        return said(turn.texts("reminder-gone"))
    return completed(turn, complete(turn.recorder, reminder))


def completed(turn: Turn, item: Task | Reminder) -> Reply:
    """That it is done; of a call it is asked how it went."""
    turn.named("done", item.subject)
    reply = said(turn.texts("reminder-done", subject=item.subject))
    lead_id = item.lead_id if isinstance(item, Task) else None
    if is_call(item) and (item.contact_id or lead_id):
        reply.lines.append(turn.texts("call-outcome-question"))
        reply.buttons += _outcome_buttons(turn, {"contact": item.contact_id} if item.contact_id else {"lead": lead_id})
    return reply


def _outcome_buttons(turn: Turn, person: Arguments) -> list[Button]:
    """How the call went, in one tap, of which the first counts."""
    group = new_id()
    logged = [
        Button(
            label=turn.texts(f"button-outcome-{outcome}"),
            action=Action(name="log_call_now", arguments={**person, "outcome": outcome}),
            group=group,
        )
        for outcome in ("held", "voicemail", "no_answer")
    ]
    none = Button(label=turn.texts("button-outcome-none"), action=Action(name="call_not_needed"), group=group)
    return [*logged, none]


def call_not_needed(turn: Turn, _arguments: Arguments) -> Reply:
    return said(turn.texts("call-not-needed"))


def ask_snooze(turn: Turn, arguments: Arguments) -> Reply:
    return _ask_when(turn, arguments, "snooze", turn.texts("snooze-when"))


def ask_reschedule(turn: Turn, arguments: Arguments) -> Reply:
    return _ask_when(turn, arguments, "reschedule", turn.texts("reschedule-when"))


def _ask_when(turn: Turn, arguments: Arguments, action: str, text: str) -> Reply:
    """Asks for the time to which a reminder moves."""
    reminder = my_reminder(turn.uow, turn.speaker, text_argument(arguments, "reminder"))
    if reminder is None:
        return said(turn.texts("reminder-gone"))
    reply = asked(text, turn.drop, expects="time", answer=Action(name=action, arguments={"reminder": reminder.id}))
    reply.lines.append(turn.texts("who", name=reminder.subject))
    return reply


def reschedule_reminder(turn: Turn, arguments: Arguments) -> Reply:
    """The answer to "to when?": moves the reminder and what it is about."""
    reminder = my_reminder(turn.uow, turn.speaker, text_argument(arguments, "reminder"))
    if reminder is None:
        return said(turn.texts("reminder-gone"))
    moved = reschedule(turn.recorder, reminder, target(turn, arguments))
    turn.named("reschedule", reminder.subject)
    title = turn.texts("reminder-moved", subject=moved.subject, when=reminder_time(turn, moved))
    return said(title, *filter(None, [waits_line(turn, moved)]))


def remind_tomorrow(turn: Turn, arguments: Arguments) -> Reply:
    """The one-tap reminder on a contact's card."""
    contact = turn.uow.contacts.get(text_argument(arguments, "contact"))
    if contact is None:
        return said(turn.texts("reminder-gone"))
    subject = turn.texts("call-back", name=contact.name)
    reminder = set_reminder(
        turn.recorder,
        SetReminder(
            subject=subject,
            at=turn.dates.today + timedelta(days=1),
            contact_id=contact.id,
            account_id=contact.account_id,
        ),
    )
    turn.named("set_reminder", subject)
    return said(turn.texts("reminder-set", when=reminder_time(turn, reminder), subject=subject))
