"""What a reminder says when it comes."""

from datetime import datetime, timedelta

from bot.crm.reminders import is_moot
from bot.domain.reminders import Reminder
from bot.domain.zones import wall_of, zone_of
from bot.messages import Action, Button, Card
from bot.ports import OutboxRow, UnitOfWork
from bot.wording.dates import Dates, lateness, locale_of
from bot.wording.texts import Texts

# Later than this after its time, a reminder says so.
_PUNCTUAL = timedelta(minutes=2)


def reminder_notice(uow: UnitOfWork, row: OutboxRow, now: datetime) -> Card | None:
    """The card of a reminder on its way, None when it is settled, moved or deleted meanwhile."""
    reminder = uow.reminders.get(row.reminder_id) if row.reminder_id else None
    user = uow.users.get(row.user_id)
    if reminder is None or user is None or is_moot(uow, reminder, row.due_at):
        return None
    texts, zone = Texts(user.language), zone_of(user.timezone)
    dates = Dates(locale=locale_of(texts.language, zone), zone=zone, now=now)
    due_at = row.due_at or reminder.due_at
    if now - due_at > _PUNCTUAL:
        late = lateness(now - due_at, texts.language)
        title = texts("reminder-due-late", late=late, subject=reminder.subject)
    elif (asked := wall_of(reminder.created_at, zone).date()) == dates.today:
        title = texts("reminder-due", subject=reminder.subject)
    else:
        title = texts("reminder-due-asked", subject=reminder.subject, day=dates.day(asked))
    about = _about(uow, reminder)
    return Card(title=title, lines=(about,) if about else (), buttons=_buttons(texts, reminder))


def _about(uow: UnitOfWork, reminder: Reminder) -> str:
    """Whom to call and how: the person, the company, the number."""
    contact = uow.contacts.get(reminder.contact_id) if reminder.contact_id else None
    account = uow.accounts.get(reminder.account_id) if reminder.account_id else None
    number = (contact.mobile or contact.phone) if contact else ""
    parts = [contact.name if contact else "", account.name if account else "", f"📱 {number}" if number else ""]
    return " · ".join(part for part in parts if part)


def _buttons(texts: Texts, reminder: Reminder) -> tuple[Button, ...]:
    """What one may do with a reminder that has come."""
    return (
        _button(texts("button-done"), "done", reminder),
        _button(texts("button-snooze-hour"), "snooze", reminder, minutes=60),
        _button(texts("button-snooze-tomorrow"), "snooze", reminder, days=1),
        _button(texts("button-reschedule"), "ask_reschedule", reminder),
    )


def _button(label: str, action: str, reminder: Reminder, **arguments: int) -> Button:
    return Button(label=label, action=Action(name=action, arguments={"reminder": reminder.id, **arguments}))
