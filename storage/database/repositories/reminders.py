"""Reminders: kept, swept for when they fall due, and turned into rows of the outbox."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Insert,
    Integer,
    Select,
    Update,
    any_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
    update,
)

from bot.domain.reminders import Reminder
from storage.database.fresh_ids import fresh_id, id_time
from storage.database.keys import listed
from storage.database.repositories.records import RecordRepository, RecordStatements
from storage.database.repositories.scope import seen, within
from storage.database.tables import NAGGING_REMINDER, OPEN_REMINDER, PENDING_REMINDER, outbox, reminders, users
from storage.database.types import Instant, Key

_REMINDER = RecordStatements.of(reminders, Reminder)
_UP_TO = bindparam("up_to", type_=Integer)

_OF_TASKS = (
    select(*_REMINDER.columns)
    .where(seen(reminders), text(OPEN_REMINDER), listed(reminders.c.task_id, "of_tasks"))
    .order_by(reminders.c.due_at, reminders.c.id)
)

_PLAIN_WITH = (
    select(*_REMINDER.columns)
    .where(
        seen(reminders),
        text(OPEN_REMINDER),
        reminders.c.user_id == bindparam("of_user"),
        reminders.c.contact_id == bindparam("of_contact"),
        reminders.c.task_id.is_(None),
    )
    .order_by(reminders.c.due_at, reminders.c.id)
    .limit(_UP_TO)
)

_IS_FIRED = reminders.c.state == literal_column("'fired'")
_LATEST_OPEN = (
    select(*_REMINDER.columns)
    .where(seen(reminders), text(OPEN_REMINDER), reminders.c.user_id == bindparam("of_user"))
    .order_by(
        case((_IS_FIRED, 0), else_=1),
        case((_IS_FIRED, reminders.c.fired_for)).desc(),
        reminders.c.due_at,
        reminders.c.id,
    )
    .limit(_UP_TO)
)


def due_first(*columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Due reminders of people who can be written to, the longest due first. Those of others wait for an address."""
    reachable = exists().where(
        within(users),
        users.c.id == reminders.c.user_id,
        users.c.active,
        users.c.reply_platform != literal_column("''"),
    )
    return (
        select(*columns)
        .where(within(reminders), text(PENDING_REMINDER), reminders.c.due_at <= bindparam("now"), reachable)
        .order_by(reminders.c.due_at, reminders.c.id)
    )


def _due(repeats: bool, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    recurs = reminders.c.recurrence != literal_column("''")
    due = due_first(*columns).where(recurs if repeats else ~recurs)
    return due.limit(_UP_TO).with_for_update(skip_locked=True, of=reminders)


def _queue(fired: FromClause) -> Insert:
    """An outbox row for each fired reminder, to where its person wrote last."""
    row = {
        "workspace_id": bindparam("of_workspace", type_=Key()),
        "id": fresh_id(),
        "user_id": fired.c.user_id,
        "platform": users.c.reply_platform,
        "chat": users.c.reply_chat,
        "thread": users.c.reply_thread,
        "only_for": literal(""),
        "answer_to": literal(""),
        "message_id": literal(""),
        "inbox_key": literal(""),
        "reminder_id": fired.c.id,
        "unasked": literal(""),
        "due_at": fired.c.due_at,
        "state": literal("pending"),
        "queued_at": fired.c.due_at,
        "not_before": fired.c.due_at,
        "attempts": literal(0),
        "unknown": literal(False, Boolean()),
        "claimed_by": literal(""),
        "reference": literal(""),
        "failure": literal(""),
    }
    source = select(*row.values()).join_from(fired, users, within(users) & (users.c.id == fired.c.user_id))
    return insert(outbox).from_select(list(row), source)


def _mark(condition: ColumnElement[bool], fired_for: ColumnElement[datetime] = reminders.c.due_at) -> Update:
    return update(reminders).where(within(reminders), condition).values(state="fired", fired_for=fired_for)


_SWEPT = (reminders.c.id, reminders.c.user_id, reminders.c.due_at)
_DUE_ONCE = _due(False, reminders.c.id)
# PostgreSQL does it all in one statement. An array keeps its planner on the primary key, however many are pending.
_FIRE_DUE = _queue(
    _mark(reminders.c.id == any_(func.array(_DUE_ONCE.scalar_subquery()))).returning(*_SWEPT).cte("fired")
)
# SQLite has no UPDATE inside an INSERT, and no second writer either: the same rows are due in both statements.
_QUEUE_DUE = _queue(_due(False, *_SWEPT).subquery("fired"))
_ROW: ColumnElement[int] = literal_column("reminders.rowid")
_MARK_DUE = _mark(_ROW.in_(_due(False, _ROW)))

_DUE_NAGS = (
    select(*_REMINDER.columns)
    .where(within(reminders), text(NAGGING_REMINDER), reminders.c.nag_at <= bindparam("now", type_=Instant()))
    .order_by(reminders.c.nag_at, reminders.c.id)
    .limit(_UP_TO)
    .with_for_update(skip_locked=True, of=reminders)
)
_DUE_RECURRING = _due(True, *_REMINDER.columns)
_FIRED_FOR = bindparam("fired_for", type_=Instant())
_QUEUE_ONE = _queue(
    select(reminders.c.id, reminders.c.user_id, _FIRED_FOR.label("due_at"))
    .where(within(reminders), reminders.c.id == bindparam("of_id"))
    .subquery("fired"),
)
_NEXT = (
    update(reminders)
    .where(within(reminders), reminders.c.id == bindparam("of_id"))
    .values(
        wish=bindparam("next_wish", type_=reminders.c.wish.type),
        due_at=bindparam("next_due", type_=Instant()),
        fired_for=_FIRED_FOR,
        state="pending",
    )
)
_LAST = _mark(reminders.c.id == bindparam("of_id"), _FIRED_FOR)


class ReminderRepository(RecordRepository[Reminder]):
    statements = _REMINDER
    record_type = Reminder

    def of_tasks(self, task_ids: Collection[str]) -> list[Reminder]:
        return self._all(_OF_TASKS, of_tasks=list(task_ids)) if task_ids else []

    def plain_with(self, contact_id: str, user_id: str, limit: int) -> list[Reminder]:
        return self._all(_PLAIN_WITH, of_contact=contact_id, of_user=user_id, up_to=limit)

    def latest_open(self, user_id: str, limit: int) -> list[Reminder]:
        return self._all(_LATEST_OPEN, of_user=user_id, up_to=limit)

    def fire_due(self, now: datetime, limit: int) -> int:
        parameters = {"now": now, "up_to": limit, "id_time": id_time()}
        if self._scope.transaction.dialect == "postgresql":
            return self._scope.run(_FIRE_DUE, **parameters).rowcount
        fired = self._scope.run(_QUEUE_DUE, **parameters).rowcount
        if fired:
            self._scope.run(_MARK_DUE, now=now, up_to=limit)
        return fired

    def due_recurring(self, now: datetime, limit: int) -> list[Reminder]:
        return self._all(_DUE_RECURRING, now=now, up_to=limit)

    def due_nags(self, now: datetime, limit: int) -> list[Reminder]:
        return self._all(_DUE_NAGS, now=now, up_to=limit)

    def fire(self, reminder: Reminder, next_wish: datetime | date | None, next_due: datetime | None) -> None:
        fired = {"of_id": reminder.id, "fired_for": reminder.due_at}
        self._scope.run(_QUEUE_ONE, **fired, id_time=id_time())
        if next_wish is None or next_due is None:
            self._scope.run(_LAST, **fired)
        else:
            self._scope.run(_NEXT, **fired, next_wish=next_wish, next_due=next_due)
