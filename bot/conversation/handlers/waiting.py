"""What the other side is to do: awaited until a day, and asked after then unless something came from there."""

from datetime import date, timedelta

from bot.conversation.handlers.activities import moment_of, name_of, parties_of
from bot.conversation.handlers.newcomers import ask_about_newcomers
from bot.conversation.turn import Reply, Turn, said
from bot.crm.activities import Parties
from bot.crm.planning import AddTask, add_task
from bot.crm.reminders import due_instant
from bot.domain.zones import is_day
from bot.language.frames import Frame

# So long one waits where no day is told.
_PATIENCE = timedelta(days=7)


def handle_wait_for(turn: Turn, frame: Frame) -> Reply:
    parties = parties_of(turn, frame)
    until = moment_of(frame.slots.get("due_at")) or turn.dates.today + _PATIENCE
    due = due_instant(until, turn.speaker)
    if due < turn.speaker.now:
        return said(turn.texts("value-past", when=turn.dates.moment(due, date_only=is_day(until))))
    task, reminder = add_task(turn.recorder, _awaited(turn, frame, parties, until))
    turn.named("wait_for", parties.name)
    who = name_of(turn, parties)
    when = turn.dates.moment(due, date_only=is_day(until))
    told = turn.texts("awaited-nobody", what=task.subject, when=when)
    reply = said(turn.texts("awaited", who=who, when=when) if who else told)
    if frame.slots.get("subject"):
        reply.lines.append(turn.texts("quote", text=str(frame.slots["subject"])))
    reply.lines.append(turn.texts("awaited-until"))
    if parties.name:
        ask_about_newcomers(turn, reply, parties, [task.id, *([reminder.id] if reminder else [])])
    return reply


def _awaited(turn: Turn, frame: Frame, parties: Parties, until: date) -> AddTask:
    what, name = str(frame.slots.get("subject", "")), parties.name
    answer = turn.texts("awaited-answer", name=name or "none")
    subject = turn.texts("awaited-of", what=what, name=name) if what and name else what or answer
    return AddTask(
        subject=subject,
        due_at=until,
        is_awaited=True,
        contact_id=parties.contact.id if parties.contact else None,
        contact_name="" if parties.contact else parties.person,
        lead_id=parties.lead.id if parties.lead else None,
        account_id=parties.account_id,
        account_name="" if parties.account_id else parties.account_name,
        deal_id=parties.deal_id,
    )
