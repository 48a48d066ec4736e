"""Logging calls, meetings, e-mails and notes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.conversation.handlers.newcomers import ask_about_newcomers
from bot.conversation.names import resolve, resolve_others, text_argument
from bot.conversation.state import Option, frame_in, going_on
from bot.conversation.turn import Aside, Reply, Turn, asked, said
from bot.crm.activities import (
    ActivityLogged,
    FollowUp,
    LogActivity,
    Parties,
    add_note,
    calls_off,
    log_activity,
    parties_in,
)
from bot.crm.reminders import due_instant
from bot.crm.workdays import workdays_of
from bot.domain.activities import OUTCOMES, Activity, ActivityKind, Outcome
from bot.domain.agenda import AgendaItem, Task
from bot.domain.cards import Touch
from bot.domain.deals import Deal
from bot.domain.ids import new_id
from bot.domain.leads import Lead
from bot.domain.names import KnownName, NameKind
from bot.domain.people import Account, Contact
from bot.domain.reminders import Reminder
from bot.domain.zones import wall_of
from bot.language.frames import Frame, SlotValue
from bot.messages import Action, Argument, Button
from bot.wording.lists import in_a_row
from bot.wording.texts import Said

_MOST_PROMISES = 2
_MOST_CHOICES = 5
_QUOTE_LENGTH = 200
_LABEL_LENGTH = 40
_MONDAY = 0


def parties_of(turn: Turn, frame: Frame) -> Parties:
    """Whom a frame is about. Raises AmbiguousName when a name fits several records."""
    contact = resolve(turn, frame, "contact", kinds=("contact", "lead"))
    account = resolve(turn, frame, "account", of_account=contact.known.account_id if contact.known else None)
    deal = resolve(turn, frame, "deal")
    others = resolve_others(turn, frame, contact.known)
    person, company = _records_of(turn, contact.known, account.known)
    return Parties(
        contact=None if isinstance(person, Lead) else person,
        lead=person if isinstance(person, Lead) else None,
        contact_name=contact.written,
        account=company,
        account_name=account.written,
        deal_id=deal.known.id if deal.known else None,
        others=tuple(filter(None, (_record_of(turn, other.known) for other in others if other.known))),
        other_names=tuple(other.written for other in others if other.known is None),
    )


def _records_of(
    turn: Turn, person: KnownName | None, company: KnownName | None
) -> tuple[Contact | Lead | None, Account | None]:
    """The records of both; in one query where it is the person's own company."""
    if person and company and person.kind == "contact" and person.account_id == company.id:
        return turn.uow.contacts.with_account(person.id) or (None, None)
    account = turn.uow.accounts.get(company.id) if company else None
    return _record_of(turn, person) if person else None, account


def _record_of(turn: Turn, known: KnownName) -> Contact | Lead | None:
    return turn.uow.leads.get(known.id) if known.kind == "lead" else turn.uow.contacts.get(known.id)


def handle_log_call(turn: Turn, frame: Frame) -> Reply:
    return _log(turn, frame, "call")


def handle_log_meeting(turn: Turn, frame: Frame) -> Reply:
    return _log(turn, frame, "meeting")


def handle_log_email(turn: Turn, frame: Frame) -> Reply:
    return _log(turn, frame, "email")


def log_planned(turn: Turn, frame: Frame, planned: Activity) -> Reply:
    """What became of a call or meeting that was planned, with whom it was planned."""
    return _log_with(turn, frame, planned.kind, parties_in(turn.uow, planned), planned)


def _log(turn: Turn, frame: Frame, kind: ActivityKind) -> Reply:
    parties = parties_of(turn, frame)
    planned = _called_off(turn, frame, kind, parties) if frame.slots.get("outcome") == "cancelled" else []
    if len(planned) > 1:
        return _which_was_called_off(turn, frame, planned)
    return log_planned(turn, frame, planned[0]) if planned else _log_with(turn, frame, kind, parties)


def _called_off(turn: Turn, frame: Frame, kind: ActivityKind, parties: Parties) -> list[Activity]:
    return calls_off(turn.uow, turn.speaker, kind, parties, moment_of(frame.slots.get("held_at")))


def _which_was_called_off(turn: Turn, frame: Frame, planned: Sequence[Activity]) -> Reply:
    options = [
        Option(
            label=turn.dates.moment(each.happened_at, date_only=each.date_only),
            action=going_on("log_called_off", frame, activity=each.id),
        )
        for each in planned[:_MOST_CHOICES]
    ]
    return asked(turn.texts("item-which"), *options, turn.drop)


def log_called_off(turn: Turn, arguments: Mapping[str, Argument]) -> Reply:
    """The answer to which of several was called off."""
    planned = turn.uow.activities.get(text_argument(arguments, "activity"))
    if planned is None or planned.status != "planned":
        return said(turn.texts("meeting-settled"))
    return log_planned(turn, frame_in(arguments), planned)


def _log_with(turn: Turn, frame: Frame, kind: ActivityKind, parties: Parties, planned: Activity | None = None) -> Reply:
    slots = frame.slots
    logged = log_activity(
        turn.recorder,
        LogActivity(
            kind=kind,
            parties=parties,
            direction="inbound" if slots.get("direction") == "inbound" else None,
            outcome=_outcome(slots.get("outcome")),
            duration_minutes=minutes_of(slots.get("duration_minutes")),
            held_at=moment_of(slots.get("held_at")),
            note=str(slots.get("note", "")),
            location=str(slots.get("location", "")),
            follow_up=_follow_up(turn, kind, parties, frame),
            planned=planned,
        ),
    )
    turn.named(frame.intent, parties.name)
    reply = said(_logged_line(turn, logged.activity, parties))
    if logged.activity.location:
        reply.lines.append(Aside(turn.texts("location", place=logged.activity.location)))
    if logged.activity.note:
        reply.lines.append(quote(turn, logged.activity.note))
    if past := _past_follow_up(turn, frame):
        reply.lines.append(past)
    if logged.task and logged.reminder:
        reply.lines.append(_follow_up_line(turn, logged.task, logged.reminder))
        reply.lines += filter(None, [waits_line(turn, logged.reminder)])
    _give_back(turn, reply, logged)
    saved = [record.id for record in (logged.activity, logged.task, logged.reminder) if record]
    ask_about_newcomers(turn, reply, parties, saved)
    _offer_next_step(turn, reply, logged)
    return reply


def handle_add_note(turn: Turn, frame: Frame) -> Reply:
    parties = parties_of(turn, frame)
    text, private = str(frame.slots.get("note", "")), "private" in frame.slots
    logged = add_note(turn.recorder, parties, text, private=private)
    turn.named("add_note", parties.name)
    reply = note_reply(turn, logged.activity, parties)
    _give_back(turn, reply, logged)
    if parties.name:
        # A note may be about nobody; a call is not.
        ask_about_newcomers(turn, reply, parties, [logged.activity.id])
    _offer_next_step(turn, reply, logged)
    return reply


def note_reply(turn: Turn, note: Activity, parties: Parties) -> Reply:
    who = name_of(turn, parties)
    private = "yes" if note.private else "no"
    title = turn.texts("note-kept", who=who, private=private) if who else turn.texts("note-kept-nobody")
    return said(title, quote(turn, note.note))


def name_of(turn: Turn, parties: Parties) -> Said | None:
    """The parties in bold, the person with the company, else the deal; None when none of them is known or named."""
    account = parties.account.name if parties.account else parties.account_name
    if not account and parties.contact and parties.shared_account_id:
        found = turn.uow.accounts.get(parties.shared_account_id)
        account = found.name if found else ""
    if not account and parties.lead:
        account = parties.lead.account_name
    person = in_a_row(parties.people, turn.dates.locale)
    if not person and not account and parties.deal_id:
        deal = turn.uow.deals.get(parties.deal_id)
        account = deal.name if deal else ""
    if person and account:
        return turn.texts("who-at", name=person, account=account)
    return turn.texts("who", name=person or account) if person or account else None


def quote(turn: Turn, text: str) -> str:
    return Aside(turn.texts("quote", text=shortened(text, _QUOTE_LENGTH)))


def shortened(text: str, length: int) -> str:
    """The text on one line, cut where it is longer than that."""
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


def _logged_line(turn: Turn, activity: Activity, parties: Parties) -> Said:
    facts: dict[str, object] = {
        "when": turn.dates.moment(activity.happened_at, date_only=activity.date_only),
        "outcome": activity.outcome or "held",
        "minutes": activity.duration_minutes or 0,
        "direction": activity.direction or "outbound",
    }
    who = name_of(turn, parties)
    if who is None:
        return turn.texts(f"logged-{activity.kind}-nobody", **facts)
    return turn.texts(f"logged-{activity.kind}", who=who, **facts)


def _follow_up_line(turn: Turn, task: Task, reminder: Reminder) -> Said:
    when = reminder_time(turn, reminder)
    if task.action == "call":
        return turn.texts("follow-up-set", when=when)
    return turn.texts("follow-up-set-subject", subject=task.subject, when=when)


def reminder_time(turn: Turn, reminder: Reminder) -> str:
    """When a reminder comes. A day alone is told as a day, but for today, where the hour matters."""
    day_alone = not isinstance(reminder.wish, datetime)
    return turn.dates.moment(reminder.due_at, date_only=day_alone and reminder.wish != turn.dates.today)


def waits_line(turn: Turn, reminder: Reminder) -> Said | None:
    """Why a reminder of a day comes on another one; None where it does not."""
    day = reminder.wish
    if isinstance(day, datetime) or wall_of(reminder.due_at, turn.speaker.zone).date() == day:
        return None
    return Aside(turn.texts("reminder-waits", day=turn.dates.day(day)))


def _give_back(turn: Turn, reply: Reply, logged: ActivityLogged) -> None:
    """What is of use to somebody who just hung up, or wrote down a thought."""
    for closed in logged.closed:
        reply.lines.append(turn.texts("follow-up-closed", subject=closed.subject))
    if logged.last_touch:
        reply.lines.append(Aside(touch_line(turn, _last_touch(turn, logged.last_touch), "last-touch")))
    for task in logged.promises[:_MOST_PROMISES]:
        reply.lines.append(Aside(_promise_line(turn, task)))
    if logged.later:
        reply.buttons.append(
            Button(
                label=turn.texts("button-close-later", subject=shortened(logged.later.subject, _LABEL_LENGTH)),
                action=_closing(logged.later),
            )
        )


def _offer_next_step(turn: Turn, reply: Reply, logged: ActivityLogged) -> None:
    """One tap for what a deal lacks. Where there is a question already, that comes first."""
    deal = logged.idle
    if deal is None or reply.question is not None:
        return
    reply.lines.append(Aside(turn.texts("deal-idle", name=deal.name)))
    reply.buttons += next_step_buttons(turn, deal, next(iter(logged.activity.contact_ids), None))


def next_step_buttons(turn: Turn, deal: Deal, contact_id: str | None = None) -> list[Button]:
    """When a deal is to be followed up, of which the first press counts."""
    tomorrow = turn.dates.today + timedelta(days=1)
    workdays = workdays_of(turn.speaker.user, turn.uow.workspace)
    days: dict[str, dict[str, Argument]] = {"tomorrow": {"days": 1}, "monday": {"weekday": _MONDAY}}
    if not workdays.is_working(tomorrow):
        del days["tomorrow"]
    elif tomorrow.weekday() == _MONDAY:
        del days["monday"]
    group = new_id()
    facts: dict[str, Argument] = {"deal": deal.id, "contact": contact_id}
    actions = {
        **{f"next-step-{day}": Action(name="plan_next_step", arguments={**facts, **at}) for day, at in days.items()},
        "next-step-pick": Action(name="ask_next_step", arguments=facts),
    }
    return [Button(label=turn.texts(f"button-{key}"), action=action, group=group) for key, action in actions.items()]


def _closing(later: Task | Reminder) -> Action:
    kind = "task" if isinstance(later, Task) else "reminder"
    return Action(name="close_item", arguments={"kind": kind, "item": later.id})


def touch_line(turn: Turn, touch: Touch, key: str) -> Said:
    kind = turn.texts(f"kind-{touch.kind}")
    when = turn.told_at(turn.dates.past(touch.at), touch.message_key, touch.told_by)
    if touch.by:
        return turn.texts(f"{key}-by", kind=kind, when=when, by=touch.by)
    return turn.texts(key, kind=kind, when=when)


def ahead_lines(turn: Turn, ahead: Sequence[AgendaItem]) -> list[str]:
    """What is to be done with somebody next, and what should have been done."""
    texts = turn.texts
    lines: list[str] = []
    for item in ahead:
        what = item.subject if item.kind == "task" else texts(f"kind-{item.kind}")
        if item.at is None:
            lines.append(texts("contact-next-undated", what=what))
        elif item.at < turn.speaker.now:
            lines.append(texts("contact-overdue", what=what, when=turn.dates.past(item.at)))
        else:
            when = turn.dates.moment(item.at, date_only=item.date_only)
            lines.append(texts("contact-next", what=what, when=when))
    return lines or [texts("contact-next-nothing")]


def _last_touch(turn: Turn, activity: Activity) -> Touch:
    mine = activity.owner_id in (None, turn.speaker.user.id)
    author = None if mine else turn.uow.users.get(str(activity.owner_id))
    return Touch(kind=activity.kind, at=activity.happened_at, by=author.name if author else "")


def _promise_line(turn: Turn, task: Task) -> Said:
    if task.due_at is None:
        return turn.texts("promise", subject=task.subject)
    when = turn.dates.moment(task.due_at, date_only=task.date_only)
    return turn.texts("promise-due", subject=task.subject, when=when)


def _follow_up(turn: Turn, kind: ActivityKind, parties: Parties, frame: Frame) -> FollowUp | None:
    at = moment_of(frame.slots.get("follow_up_at"))
    subject = str(frame.slots.get("follow_up", ""))
    if at is None or due_instant(at, turn.speaker) < turn.speaker.now:
        return None
    calls_back = kind == "call" and not subject
    if not subject:
        subject = call_back_subject(turn, parties) if calls_back else _follow_up_subject(turn, parties)
    return FollowUp(subject=subject, at=at, calls_back=calls_back)


def _past_follow_up(turn: Turn, frame: Frame) -> Said | None:
    """A follow-up that would have been due already is not set, and that is told."""
    at = moment_of(frame.slots.get("follow_up_at"))
    if at is None or due_instant(at, turn.speaker) >= turn.speaker.now:
        return None
    day = turn.dates.moment(due_instant(at, turn.speaker), date_only=not isinstance(at, datetime))
    return turn.texts("follow-up-past", when=day)


def call_back_subject(turn: Turn, parties: Parties) -> str:
    if parties.person:
        return turn.texts("call-back", name=parties.name)
    return _follow_up_subject(turn, parties)


def _follow_up_subject(turn: Turn, parties: Parties) -> str:
    return turn.texts("follow-up-with", name=parties.name) if parties.name else turn.texts("follow-up-plain")


def _outcome(value: object) -> Outcome:
    return next((outcome for outcome in OUTCOMES if outcome == value), "held")


def minutes_of(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def moment_of(value: object) -> date | datetime | None:
    return value if isinstance(value, date) else None


def log_call_now(turn: Turn, arguments: Mapping[str, Argument]) -> Reply:
    """The one-tap call with a contact or a lead, just now: held, unless `outcome` says otherwise."""
    kind: NameKind = "lead" if arguments.get("lead") else "contact"
    person_id = text_argument(arguments, kind)
    person = turn.uow.leads.get(person_id) if kind == "lead" else turn.uow.contacts.get(person_id)
    if person is None:
        return said(turn.texts("button-unknown"))
    known = KnownName(kind=kind, id=person.id, name=person.name)
    slots: dict[str, SlotValue] = {"contact": person.name, "outcome": text_argument(arguments, "outcome") or "held"}
    return handle_log_call(turn, Frame(intent="log_call", slots=slots, known={"contact": (known,)}))
