"""The agenda: calls and meetings, tasks and reminders in one query."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    Text,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    union_all,
)

from bot.domain.agenda import AgendaItem
from storage.database.link_tables import activity_contacts
from storage.database.repositories.scope import Scope, seen, within
from storage.database.tables import OPEN_TASK, accounts, activities, contacts, reminders, tasks


def _in_window(at: ColumnElement[datetime]) -> ColumnElement[bool]:
    return (at < bindparam("until")) & or_(at >= bindparam("since"), bindparam("overdue", type_=Boolean))


def _person(contact_id: ColumnElement[str | None]) -> ColumnElement[str]:
    """The name of a contact; NULL for none."""
    whole = func.trim(contacts.c.first_name + " " + contacts.c.last_name)
    return select(whole).where(seen(contacts), contacts.c.id == contact_id).scalar_subquery()


def _company(account_id: ColumnElement[str | None]) -> ColumnElement[str]:
    return select(accounts.c.name).where(seen(accounts), accounts.c.id == account_id).scalar_subquery()


_NOT_WAITING = literal(False, Boolean())


def _item(
    kind: ColumnElement[str],
    record_id: ColumnElement[str],
    subject: ColumnElement[str],
    at: ColumnElement[datetime],
    date_only: ColumnElement[bool],
    contact: ColumnElement[str],
    account: ColumnElement[str],
    waiting: ColumnElement[bool] = _NOT_WAITING,
) -> Select[*tuple[Any, ...]]:
    return select(
        kind.label("kind"),
        record_id.label("id"),
        subject.label("subject"),
        at.label("at"),
        date_only.label("date_only"),
        contact.label("contact"),
        account.label("account"),
        waiting.label("waiting"),
    )


_FIRST_CONTACT = (
    select(activity_contacts.c.contact_id)
    .where(
        within(activity_contacts),
        activity_contacts.c.activity_id == activities.c.id,
        activity_contacts.c.position == 0,
    )
    .correlate(activities)
    .scalar_subquery()
)
_APPOINTMENTS = _item(
    activities.c.kind,
    activities.c.id,
    activities.c.note,
    activities.c.happened_at,
    activities.c.date_only,
    func.coalesce(_person(_FIRST_CONTACT), activities.c.contact_name),
    func.coalesce(_company(activities.c.account_id), activities.c.account_name),
).where(
    seen(activities),
    text("activities.status = 'planned' AND activities.deleted_at IS NULL"),
    activities.c.kind.in_(["call", "meeting"]),
    activities.c.owner_id == bindparam("of_user"),
    _in_window(activities.c.happened_at),
)

_TASK_LISTED = (
    seen(tasks)
    & text(OPEN_TASK.replace("status", "tasks.status").replace("deleted_at", "tasks.deleted_at"))
    & (tasks.c.owner_id == bindparam("of_user"))
    # What has no day is of today, like what is overdue.
    & or_(_in_window(tasks.c.due_at), tasks.c.due_at.is_(None) & bindparam("overdue", type_=Boolean))
)
_TASKS = _item(
    literal("task"),
    tasks.c.id,
    tasks.c.subject,
    tasks.c.due_at,
    tasks.c.date_only,
    func.coalesce(_person(tasks.c.contact_id), tasks.c.contact_name),
    func.coalesce(_company(tasks.c.account_id), tasks.c.account_name),
    tasks.c.status == literal("pending_input"),
).where(_TASK_LISTED)


def _reminders(at: ColumnElement[datetime]) -> Select[*tuple[Any, ...]]:
    return _item(
        literal("reminder"),
        reminders.c.id,
        reminders.c.subject,
        at,
        # A wish for a whole day is written without a time.
        func.length(reminders.c.wish.cast(Text)) == 10,
        func.coalesce(_person(reminders.c.contact_id), literal("")),
        func.coalesce(_company(reminders.c.account_id), literal("")),
    ).where(
        seen(reminders),
        text("reminders.state IN ('pending', 'fired') AND reminders.deleted_at IS NULL"),
        reminders.c.user_id == bindparam("of_user"),
        _in_window(at),
    )


_REMINDERS = _reminders(reminders.c.due_at).where(
    ~exists(select(tasks.c.id).where(tasks.c.id == reminders.c.task_id, _TASK_LISTED))
)
# A series waits for its next time already; the one before it is open until somebody answers.
_UNANSWERED = _reminders(reminders.c.fired_for).where(
    text("reminders.state = 'pending' AND reminders.recurrence <> ''")
)
_ALL = union_all(_APPOINTMENTS, _TASKS, _REMINDERS, _UNANSWERED).subquery("items")
_ITEMS = (
    select(_ALL).order_by(_ALL.c.at.asc().nulls_last(), _ALL.c.kind, _ALL.c.id).limit(bindparam("up_to", type_=Integer))
)


class AgendaRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def items(self, user_id: str, *, start: datetime, end: datetime, overdue: bool, limit: int) -> list[AgendaItem]:
        rows = self._scope.see(_ITEMS, of_user=user_id, since=start, until=end, overdue=overdue, up_to=limit)
        return [
            AgendaItem(
                kind=row.kind,
                id=row.id,
                subject=row.subject,
                at=row.at,
                date_only=row.date_only,
                contact=row.contact,
                account=row.account,
                waiting=bool(row.waiting),
            )
            for row in rows
        ]
