"""What comes unasked, worded at the moment it is sent: a reminder, or several that came late together."""

from datetime import datetime, time, timedelta

from bot.crm.reminders import is_moot
from bot.domain.people import User
from bot.domain.reminders import Occurrence, Reminder
from bot.domain.zones import wall_of
from bot.messages import Action, Button, Card
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow
from bot.scheduling.gathered import gathered_card, open_ones
from bot.wording.dates import Dates, dates_of, lateness
from bot.wording.texts import Texts

# Later than this after its time, a reminder says so.
PUNCTUAL = timedelta(minutes=2)
# More late ones than this come as one message.
_MOST_ALONE = 3
_MOST_TOGETHER = 1000
# Later than this, "this afternoon" is too near to be offered.
_FORENOON_ENDS = time(13)
# On which tomorrow is Monday.
_SUNDAY = 6


def notice(uow: UnitOfWork, row: OutboxRow, now: datetime) -> Card | None:
    """The card of a reminder on its way, together with the late ones behind it; None when nothing is left to say."""
    user = uow.users.get(row.user_id)
    if user is None or row.reminder_id is None or row.due_at is None:
        return None
    if row.unasked == "nag":
        return _once_more(uow, row, user, now)
    if now - row.due_at > PUNCTUAL:
        together = _together(uow, row, user, now)
        if together is not None:
            return together
    return _alone(uow, row, user, now)


def _together(uow: UnitOfWork, row: OutboxRow, user: User, now: datetime) -> Card | None:
    """One message of all that is late, and of what it told already; None where that is not much."""
    others = uow.notices.late(row, before=now - PUNCTUAL, limit=_MOST_TOGETHER)
    own = [Occurrence(row.reminder_id, row.due_at)] if row.reminder_id and row.due_at else []
    told = uow.notices.gathered(row.id) if row.effect else own
    if len(told) <= 1 and len(others) < _MOST_ALONE:
        return None
    still_open = open_ones(uow, [*told, *others.values()])
    if not still_open or (len(told) <= 1 and len(still_open) <= _MOST_ALONE):
        return None
    uow.notices.gather(others, row.id, now)
    texts = Texts(user.language)
    title = texts("reminders-late", count=len(still_open))
    return gathered_card(still_open, title, row.id, texts, dates_of(user, now))


def _alone(uow: UnitOfWork, row: OutboxRow, user: User, now: datetime) -> Card | None:
    reminder = uow.reminders.get(row.reminder_id) if row.reminder_id else None
    if reminder is None or is_moot(uow, reminder, row.due_at):
        return None
    texts, dates = Texts(user.language), dates_of(user, now)
    due_at = row.due_at or reminder.due_at
    if now - due_at > PUNCTUAL:
        late = lateness(now - due_at, texts.language)
        title = texts("reminder-due-late", late=late, subject=reminder.subject)
    elif (asked := wall_of(reminder.created_at, dates.zone).date()) == dates.today:
        title = texts("reminder-due", subject=reminder.subject)
    else:
        title = texts("reminder-due-asked", subject=reminder.subject, day=dates.day(asked))
    about = _about(uow, reminder)
    return Card(title=title, lines=(about,) if about else (), buttons=_buttons(uow, reminder, texts, dates))


def _once_more(uow: UnitOfWork, row: OutboxRow, user: User, now: datetime) -> Card | None:
    """A reminder that got no answer, for the second and last time."""
    reminder = uow.reminders.get(row.reminder_id) if row.reminder_id else None
    if reminder is None or is_moot(uow, reminder, row.due_at) or user.mutes("nag"):
        return None
    texts, dates = Texts(user.language), dates_of(user, now)
    title = texts("reminder-once-more", subject=reminder.subject, when=dates.moment(row.due_at or reminder.due_at))
    about = _about(uow, reminder)
    return Card(title=title, lines=(about,) if about else (), buttons=_buttons(uow, reminder, texts, dates))


def _about(uow: UnitOfWork, reminder: Reminder) -> str:
    """Whom to call and how: the person, the company, the number."""
    contact = uow.contacts.get(reminder.contact_id) if reminder.contact_id else None
    account = uow.accounts.get(reminder.account_id) if reminder.account_id else None
    number = (contact.mobile or contact.phone) if contact else ""
    parts = [contact.name if contact else "", account.name if account else "", f"📱 {number}" if number else ""]
    return " · ".join(part for part in parts if part)


def _buttons(uow: UnitOfWork, reminder: Reminder, texts: Texts, dates: Dates) -> tuple[Button, ...]:
    """What one may do with a reminder that has come."""
    buttons = [
        _button(texts("button-done"), "done", reminder),
        _button(texts("button-snooze-hour"), "snooze", reminder, minutes=60),
    ]
    if wall_of(dates.now, dates.zone).time() < _FORENOON_ENDS:
        buttons.append(_button(texts("button-snooze-afternoon"), "snooze", reminder, hour=14))
    buttons.append(_button(texts("button-snooze-tomorrow"), "snooze", reminder, days=1))
    if dates.today.weekday() != _SUNDAY:
        buttons.append(_button(texts("button-snooze-monday"), "snooze", reminder, weekday=0))
    buttons.append(_button(texts("button-snooze-pick"), "ask_snooze", reminder))
    buttons.append(_button(texts("button-reschedule"), "ask_reschedule", reminder))
    opened = _opened(uow, reminder)
    return (*buttons, Button(label=texts("button-open"), action=opened)) if opened else tuple(buttons)


def _opened(uow: UnitOfWork, reminder: Reminder) -> Action | None:
    """What shows the card of the record that a reminder is about; None where it is about none."""
    task = uow.tasks.get(reminder.task_id) if reminder.task_id else None
    records = {
        "contact": reminder.contact_id,
        "lead": task.lead_id if task else None,
        "deal": reminder.deal_id,
        "account": reminder.account_id,
    }
    shown = ((kind, record_id) for kind, record_id in records.items() if record_id)
    return next((Action(name=f"show_{kind}", arguments={kind: record_id}) for kind, record_id in shown), None)


def _button(label: str, action: str, reminder: Reminder, **arguments: int) -> Button:
    return Button(label=label, action=Action(name=action, arguments={"reminder": reminder.id, **arguments}))
