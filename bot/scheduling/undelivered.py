"""What a platform refused for good: reminders go elsewhere, and where there is nothing else, a manager hears of it;
whoever shared an answer where the bot may not write is told what to do."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.people import Identity, User
from bot.domain.reminders import Occurrence
from bot.messages import Action, Address, Button, Card, Send
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow
from bot.wording.texts import Texts

# A platform that no process has served for so long is closed: what goes there waits.
SERVED_WITHIN = timedelta(seconds=15)
# Whoever was told of a person's trouble is not told again within this time.
_TOLD_ONCE = timedelta(hours=24)


def send_elsewhere(uow: UnitOfWork, row: OutboxRow, reason: str, now: datetime) -> None:
    """After `row` failed: each reminder of its message goes to another platform of its person.

    The one linked last that is served at present; else one that will be opened some day, as a console is, and then, as
    where there is none at all, a manager is told that reminders of this person do not arrive.
    """
    own = [Occurrence(row.reminder_id, row.due_at)] if row.reminder_id and row.due_at else []
    occurrences = list(dict.fromkeys(own + uow.notices.gathered(row.id)))
    if not occurrences:
        return
    uow.notices.fail_gathered(row.id, reason, now)
    tried = set[str]().union(*(uow.notices.platforms_tried(occurrence) for occurrence in occurrences))
    others = [identity for identity in uow.users.identities(row.user_id) if identity.platform not in tried]
    served = [other for other in others if _is_open(uow, other, now)]
    for other in (served or others)[-1:]:
        address = Address(other.platform, other.external_id)
        for occurrence in occurrences:
            uow.notices.send_again(occurrence, user_id=row.user_id, address=address, now=now)
    if not served:
        _tell_a_manager(uow, row, len(occurrences), now)


def _is_open(uow: UnitOfWork, chat: Identity, now: datetime) -> bool:
    return uow.processes.is_open(chat.platform, chat.user_id, since=now - SERVED_WITHIN)


def _tell_a_manager(uow: UnitOfWork, row: OutboxRow, just_failed: int, now: datetime) -> None:
    """That some reminders of this person do not arrive, once a day; never what they say."""
    if uow.notices.failed_since(row.user_id, now - _TOLD_ONCE) > just_failed:
        return
    everybody = {user.id: user for user in uow.users.all() if user.active}
    person = everybody.get(row.user_id)
    manager = _manager_of(person, [user for user in everybody.values() if user.id != row.user_id]) if person else None
    if person is None or manager is None:
        return
    texts = Texts(manager.language)
    card = Card(
        title=texts("reminders-undelivered", name=person.name, platform=row.address.platform.capitalize()),
        lines=(texts("reminders-undelivered-help"),),
    )
    uow.outbox.add([Send(card)], user_id=manager.id, address=Address.of(manager), now=now)


def _manager_of(person: User, others: list[User]) -> User | None:
    """The manager of the person's team, else another manager, else an admin: whoever can be written to."""
    ranks = {"manager": 1, "admin": 2}
    reachable = [user for user in others if user.role in ranks and user.reply_platform]

    def rank(user: User) -> int:
        return 0 if user.role == "manager" and user.team == person.team else ranks[user.role]

    return min(reachable, key=rank, default=None)


def is_shared(row: OutboxRow) -> bool:
    """Whether somebody's press made this message, for everybody in its place."""
    return isinstance(row.effect, Send) and bool(row.address.answer_to) and not row.address.only_for


def tell_not_admitted(uow: UnitOfWork, row: OutboxRow, now: datetime) -> None:
    """To who pressed "Share here", for their eyes alone: how to let the bot in, and the same button once more."""
    user = uow.users.get(row.user_id)
    people = [i.external_id for i in uow.users.identities(row.user_id) if i.platform == row.address.platform]
    if user is None or not people:
        return
    texts = Texts(user.language)
    place = {"of": row.id, "chat": row.address.chat, "thread": row.address.thread}
    again = Button(label=texts("button-share"), action=Action(name="share", arguments=place))
    card = Card(title=texts("share-refused", platform=row.address.platform), buttons=(again,))
    address = replace(row.address, only_for=people[-1])
    uow.outbox.add([Send(card)], user_id=user.id, address=address, now=now)


def tell_team_refused(uow: UnitOfWork, row: OutboxRow, now: datetime) -> None:
    """Whoever had the week of the team sent to a channel hears that it may not be written to."""
    user = uow.users.get(row.user_id)
    if user is None or not user.reply_platform:
        return
    card = Card(title=Texts(user.language)("team-digest-refused", platform=row.address.platform))
    uow.outbox.add([Send(card)], user_id=user.id, address=Address.of(user), now=now)


def retry(uow: UnitOfWork, limit: int, now: datetime) -> int:
    """Sends reminders that arrived nowhere once more, to where their person wrote last; gives how many."""
    sent = 0
    for failed in uow.notices.undelivered(limit):
        user = uow.users.get(failed.user_id)
        if user is None or not user.active or not user.reply_platform:
            continue
        uow.notices.send_again(failed.occurrence, user_id=user.id, address=Address.of(user), now=now)
        sent += 1
    return sent
