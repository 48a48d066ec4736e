"""What came unasked: shown in full, and why it came."""

from collections.abc import Mapping
from datetime import datetime

from bot.conversation.handlers.activities import shortened
from bot.conversation.names import text_argument
from bot.conversation.turn import Reply, Turn, said
from bot.crm.activities import parties_in
from bot.domain.reminders import Reminder
from bot.domain.zones import wall_of
from bot.messages import Argument
from bot.queue_ports import SentUnasked
from bot.scheduling.unasked import row_of, unveiled
from bot.wording.texts import Said

_QUOTED = 80


def unveil(turn: Turn, arguments: Mapping[str, Argument]) -> Reply:
    """Shows all of a message of which a locked screen was to show a part."""
    due = text_argument(arguments, "due")
    row = row_of(
        turn.speaker.user,
        text_argument(arguments, "row"),
        text_argument(arguments, "kind"),
        text_argument(arguments, "of"),
        datetime.fromisoformat(due) if due else None,
    )
    card = unveiled(turn.uow, turn.speaker.user, row, turn.speaker.now)
    if card is None:
        return said(turn.texts("reminder-gone"))
    return Reply(lines=[card.title, *card.lines], buttons=list(card.buttons))


def came_last(turn: Turn) -> SentUnasked | None:
    """What came unasked after the last command of this conversation."""
    sent, heard = turn.uow.notices.last_sent(turn.speaker.user.id), turn.state.heard
    return sent if sent and (heard is None or sent.sent_at > heard.at) else None


def why_it_came(turn: Turn, sent: SentUnasked) -> Reply:
    """The reason, and how not to get the like."""
    if sent.kind == "reminder":
        reminder = turn.uow.reminders.get(sent.reminder_id or "")
        return _asked_for(turn, reminder) if reminder else said(turn.texts("reminder-gone"))
    return said(_reason(turn, sent), buttons=[turn.button("button-stop-these", "mute", kind=sent.kind)])


def _asked_for(turn: Turn, reminder: Reminder) -> Reply:
    """The message that set it, in the person's own words where they are kept."""
    made = turn.uow.change_sets.last_writer(reminder.id, "subject")
    text = turn.uow.inbox.text_of(made.message_key) if made else ""
    day = turn.dates.relative_day(wall_of(reminder.created_at, turn.speaker.zone).date())
    line = (
        turn.texts("unasked-reminder-said", day=day, text=shortened(text, _QUOTED))
        if text
        else turn.texts("unasked-reminder", day=day)
    )
    return said(line, buttons=[turn.button("button-call-off", "cancel_item", kind="reminder", item=reminder.id)])


def _reason(turn: Turn, sent: SentUnasked) -> Said:
    user, texts = turn.speaker.user, turn.texts
    if sent.kind == "nag":
        when = turn.dates.moment(sent.due_at) if sent.due_at else ""
        return texts("unasked-nag", when=when, hours=user.nag_after_hours)
    meeting = turn.uow.activities.get(sent.activity_id) if sent.activity_id else None
    if meeting is None:
        return texts(f"unasked-{sent.kind}")
    who = parties_in(turn.uow, meeting).name or texts(f"kind-{meeting.kind}")
    return texts(f"unasked-{sent.kind}", who=who, when=turn.dates.moment(meeting.happened_at))
