"""A message of several reminders: each is settled by its own button, or all of them at once."""

from collections.abc import Mapping
from datetime import timedelta

from bot.conversation.names import text_argument
from bot.conversation.turn import Reply, Turn, said
from bot.crm.reminders import complete, my_reminder, snooze
from bot.domain.reminders import Reminder
from bot.messages import Argument
from bot.scheduling.gathered import gathered_card, open_ones

Arguments = Mapping[str, Argument]


def done_one(turn: Turn, arguments: Arguments) -> Reply:
    """Settles one; the message goes on showing the others."""
    reminder = my_reminder(turn.uow, turn.speaker, text_argument(arguments, "reminder"))
    if reminder is not None:
        complete(turn.recorder, reminder)
        turn.named("done", reminder.subject)
    list_id = text_argument(arguments, "list")
    left = _open(turn, list_id)
    if not left:
        return said(turn.texts("reminders-all-done"))
    card = gathered_card(left, turn.texts("reminders-left", count=len(left)), list_id, turn.texts, turn.dates)
    return Reply(lines=[card.title, *card.lines], buttons=list(card.buttons))


def all_done(turn: Turn, arguments: Arguments) -> Reply:
    for reminder in _open(turn, text_argument(arguments, "list")):
        complete(turn.recorder, reminder)
        turn.named("done", reminder.subject)
    return said(turn.texts("reminders-all-done"))


def all_tomorrow(turn: Turn, arguments: Arguments) -> Reply:
    tomorrow = turn.dates.today + timedelta(days=1)
    for reminder in _open(turn, text_argument(arguments, "list")):
        snooze(turn.recorder, reminder, tomorrow)
        turn.named("snooze", reminder.subject)
    return said(turn.texts("reminders-all-tomorrow"))


def _open(turn: Turn, list_id: str) -> list[Reminder]:
    reminders = open_ones(turn.uow, turn.uow.notices.gathered(list_id))
    return [reminder for reminder in reminders if reminder.user_id == turn.speaker.user.id]
