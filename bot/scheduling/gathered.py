"""Several reminders in one message: what came late together, what waits still."""

from collections.abc import Sequence

from bot.crm.reminders import is_moot
from bot.domain.reminders import Occurrence, Reminder
from bot.messages import Action, Argument, Button, Card
from bot.ports import UnitOfWork
from bot.wording.dates import Dates
from bot.wording.texts import Texts

_MOST_LISTED = 6
_MOST_BUTTONS = 5
_LABEL_LENGTH = 30


def open_ones(uow: UnitOfWork, occurrences: Sequence[Occurrence]) -> list[Reminder]:
    """Those of these that still want an answer, in their order."""
    due = {occurrence.reminder_id: occurrence.due_at for occurrence in occurrences}
    reminders = uow.reminders.get_many([occurrence.reminder_id for occurrence in occurrences])
    return [reminder for reminder in reminders if not is_moot(uow, reminder, due[reminder.id])]


def gathered_card(reminders: Sequence[Reminder], title: str, list_id: str, texts: Texts, dates: Dates) -> Card:
    """`list_id` is the outbox row whose message this is: its buttons find there what else the message tells of."""
    lines = [
        texts("reminder-listed", subject=reminder.subject, when=dates.moment(reminder.fired_for or reminder.due_at))
        for reminder in reminders[:_MOST_LISTED]
    ]
    if len(reminders) > _MOST_LISTED:
        lines.append(texts("lines-more", count=len(reminders) - _MOST_LISTED))
    one_each = [
        _button(
            texts("button-done-one", subject=short_label(reminder.subject)), "done_one", list_id, reminder=reminder.id
        )
        for reminder in reminders[:_MOST_BUTTONS]
    ]
    all_at_once = [
        _button(texts("button-all-done"), "all_done", list_id),
        _button(texts("button-all-tomorrow"), "all_tomorrow", list_id),
    ]
    return Card(title=title, lines=tuple(lines), buttons=(*one_each, *all_at_once))


def _button(label: str, action: str, list_id: str, **arguments: Argument) -> Button:
    return Button(label=label, action=Action(name=action, arguments={"list": list_id, **arguments}))


def short_label(subject: str) -> str:
    """As much of it as stands on a button."""
    line = " ".join(subject.split())
    return line if len(line) <= _LABEL_LENGTH else f"{line[:_LABEL_LENGTH].rstrip()}…"
