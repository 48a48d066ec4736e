"""What the synchronisation with another CRM has to ask or to tell, sent to the person whose change it is about."""

from datetime import datetime

from bot.conversation.values import field_called, value_shown
from bot.crm.changes import records_of
from bot.crm.sync import DELETED
from bot.domain.activities import Activity
from bot.domain.agenda import Task
from bot.domain.changes import Record
from bot.domain.ids import new_id
from bot.domain.mirrors import Push, SyncConflict
from bot.domain.people import User
from bot.domain.reminders import Reminder
from bot.errors import RemoteDenied, RemoteError, RemoteLacks, RemoteLogin
from bot.messages import Action, Address, Button, Card, Choices, Content, Send
from bot.ports import UnitOfWork
from bot.wording.dates import dates_of
from bot.wording.texts import Texts


def ask_about_conflict(uow: UnitOfWork, conflict: SyncConflict, now: datetime) -> None:
    """Both values, who and when, and a button for each."""
    user = _asked(uow, conflict.user_id)
    if user is None:
        return
    texts, dates = Texts(user.language), dates_of(user, now)
    record = records_of(uow, conflict.record_kind).get(conflict.record_id, deleted=True)
    changer = uow.users.get(conflict.user_id) or user
    by, when = changer.name, dates.moment(conflict.changed_at)
    name = record_called(uow, record)
    there = {
        "other": "somebody" if conflict.theirs_by else "nobody",
        "name": conflict.theirs_by,
        "changed": dates.moment(conflict.theirs_at),
    }
    if conflict.field == DELETED and conflict.theirs is None:
        question = texts("sync-conflict-changed", record=name, by=by, when=when, **there)
        labels = texts("button-sync-delete-there"), texts("button-sync-restore-here")
    elif conflict.field == DELETED:
        question = texts("sync-conflict-deleted", record=name, by=by, when=when, **there)
        labels = texts("button-sync-restore"), texts("button-sync-delete")
    else:
        ours = value_shown(uow, texts, dates, conflict.field, getattr(record, conflict.field, None))
        theirs = value_shown(uow, texts, dates, conflict.field, conflict.theirs)
        question = texts(
            "sync-conflict",
            record=name,
            field=field_called(texts, conflict.field) or conflict.field,
            ours=ours,
            by=by,
            when=when,
            theirs=theirs,
            **there,
        )
        labels = texts("button-keep", value=ours), texts("button-use", name=theirs)
    group = new_id()
    options = tuple(
        Button(label=label, action=Action(name=action, arguments={"conflict": conflict.id}), group=group)
        for label, action in zip(labels, ("keep_ours", "take_theirs"), strict=True)
    )
    _send(uow, user, Choices(question=question, options=options), now)


def tell_refused(uow: UnitOfWork, push: Push, refusal: RemoteError, now: datetime) -> None:
    """The other CRM does not take a change: what, and why."""
    user = _asked(uow, push.user_id)
    if user is None:
        return
    texts = Texts(user.language)
    record = records_of(uow, push.record_kind).get(push.record_id, deleted=True)
    title = texts("sync-refused", record=record_called(uow, record))
    _send(uow, user, Card(title=title, lines=(_why(texts, refusal), texts("sync-refused-again"))), now)


def tell_shut_out(uow: UnitOfWork, user_id: str, now: datetime) -> None:
    """The CRM lets somebody in no more: until it does, they see nothing of it."""
    user = _asked(uow, user_id)
    if user is not None and user.id == user_id:
        texts = Texts(user.language)
        _send(uow, user, Card(title=texts("sync-shut-out"), lines=(texts("sync-refused-login"),)), now)


def _why(texts: Texts, refusal: RemoteError) -> str:
    match refusal:
        case RemoteLogin():
            return texts("sync-refused-login")
        case RemoteDenied():
            return texts("sync-refused-denied")
        case RemoteLacks():
            return texts(
                "sync-refused-lacks", field=field_called(texts, refusal.field) or refusal.field, value=refusal.value
            )
    return texts("sync-refused-otherwise")


def record_called(uow: UnitOfWork, record: Record | None) -> str:
    """A record in a few words."""
    match record:
        case None:
            return "?"
        case Task() | Reminder():
            return record.subject
        case Activity():
            names = [contact.name for contact in uow.contacts.get_many(record.contact_ids)]
            return ", ".join(names) or record.contact_name or record.account_name or record.note or record.kind
    return record.name


def _asked(uow: UnitOfWork, user_id: str) -> User | None:
    """Whoever changed it, else an administrator: somebody who can be written to."""
    user = uow.users.get(user_id) if user_id else None
    if user is not None and user.active and user.reply_platform:
        return user
    reachable = [other for other in uow.users.all() if other.active and other.reply_platform]
    return next((other for other in reachable if other.role == "admin"), None)


def _send(uow: UnitOfWork, user: User, content: Content, now: datetime) -> None:
    uow.outbox.add([Send(content)], user_id=user.id, address=Address.of(user), now=now)
