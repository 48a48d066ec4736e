"""What comes unasked, worded at the moment it is sent: reminders, overviews, what belongs to a meeting."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.crm.activities import parties_in
from bot.crm.workdays import workdays_of
from bot.domain.people import User
from bot.domain.zones import day_start, wall_of, zone_of
from bot.messages import Action, Address, Button, Card, Send
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow
from bot.scheduling.digests import day_card, team_card, week_card
from bot.scheduling.gathered import gathered_card, open_ones
from bot.scheduling.meetings import meeting_card
from bot.scheduling.notices import PUNCTUAL, notice
from bot.wording.dates import dates_of
from bot.wording.texts import Texts

_Wording = Callable[[UnitOfWork, OutboxRow, datetime], Card | None]
_WORDINGS: Mapping[str, _Wording] = {
    "day": day_card,
    "week": week_card,
    "team": team_card,
    "brief": meeting_card,
    "outcome": meeting_card,
}


def to_send(uow: UnitOfWork, row: OutboxRow, now: datetime) -> Send | None:
    """What a row without an effect says now; None when nothing is left to say, or its person had enough for today."""
    user = uow.users.get(row.user_id)
    left = _left_today(uow, user, now) if user and row.reminder_id else None
    card = _worded(uow, row, now) if user and left != 0 else None
    if user is None or card is None:
        return None
    if row.reminder_id and row.unasked != "nag":
        _come_once_more(uow, row, user, now)
    if left == 1:
        last = Texts(user.language)("reminders-last", count=user.reminder_cap)
        card = replace(card, lines=(*card.lines, last))
    in_private = row.unasked != "team"
    return Send(_veiled(uow, row, user) if in_private and user.lock_screen != "full" else card)


def _worded(uow: UnitOfWork, row: OutboxRow, now: datetime) -> Card | None:
    return _WORDINGS.get(row.unasked, notice)(uow, row, now)


def _left_today(uow: UnitOfWork, user: User, now: datetime) -> int | None:
    """How many more messages of reminders this person gets today; None: any number."""
    if not user.reminder_cap:
        return None
    zone = zone_of(user.timezone)
    sent = uow.notices.sent_since(user.id, day_start(wall_of(now, zone).date(), zone))
    return max(0, user.reminder_cap - sent)


def _come_once_more(uow: UnitOfWork, row: OutboxRow, user: User, now: datetime) -> None:
    """Plans when the reminders of this message come again, should nobody answer."""
    if user.mutes("nag"):
        return
    at = workdays_of(user, uow.workspace).after(now, user.nag_after)
    # Only what is late is ever told together with others.
    late = row.due_at is not None and now - row.due_at > PUNCTUAL
    others = [occurrence.reminder_id for occurrence in uow.notices.gathered(row.id)] if late else []
    for reminder_id in dict.fromkeys([row.reminder_id, *others]):
        if reminder_id:
            uow.reminders.update(reminder_id, {"nag_at": at})


def _veiled(uow: UnitOfWork, row: OutboxRow, user: User) -> Card:
    """What a locked screen may show; one tap shows the rest."""
    texts, name = Texts(user.language), _name(uow, row) if user.lock_screen == "name" else ""
    of = {
        "row": row.id,
        "kind": row.unasked,
        "of": row.reminder_id or row.activity_id,
        "due": row.due_at.isoformat() if row.due_at else None,
    }
    return Card(
        title=texts(f"veiled-{row.unasked or 'reminder'}", name=name or "none"),
        buttons=(Button(label=texts("button-show"), action=Action(name="unveil", arguments=of)),),
    )


def _name(uow: UnitOfWork, row: OutboxRow) -> str:
    """Whom it is about."""
    if row.activity_id:
        meeting = uow.activities.get(row.activity_id)
        return parties_in(uow, meeting).name if meeting else ""
    reminder = uow.reminders.get(row.reminder_id) if row.reminder_id else None
    contact = uow.contacts.get(reminder.contact_id) if reminder and reminder.contact_id else None
    account = uow.accounts.get(reminder.account_id) if reminder and reminder.account_id and not contact else None
    return contact.name if contact else account.name if account else ""


def unveiled(uow: UnitOfWork, user: User, row: OutboxRow, now: datetime) -> Card | None:
    """All of a message of which a locked screen showed a part; None where it is settled."""
    gathered = uow.notices.gathered(row.id)
    if len(gathered) <= 1:
        return _worded(uow, row, now)
    reminders, texts = open_ones(uow, gathered), Texts(user.language)
    if not reminders:
        return None
    title = texts("reminders-left", count=len(reminders))
    return gathered_card(reminders, title, row.id, texts, dates_of(user, now))


def row_of(user: User, row_id: str, kind: str, of: str, due_at: datetime | None) -> OutboxRow:
    """The row that a veiled message was sent from, as far as wording it takes."""
    is_meeting = kind in ("brief", "outcome")
    return OutboxRow(
        id=row_id,
        user_id=user.id,
        address=Address.of(user),
        effect=None,
        reminder_id=None if is_meeting or kind in ("day", "week") else of,
        activity_id=of if is_meeting else None,
        unasked=kind,
        due_at=due_at,
    )
