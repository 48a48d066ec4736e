"""Change sets: what each message did, kept so that it can be told and undone."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, case, exists, insert, select, update

from bot.domain.changes import MOST_CHANGES, Change, ChangeSet, KeptChange
from bot.domain.ids import new_id
from storage.database.keys import listed
from storage.database.repositories.records import columns_of, page_of, reader
from storage.database.repositories.scope import Scope, within
from storage.database.serialise import dump_fields, load_fields
from storage.database.statements import Row
from storage.database.tables import change_sets, changes

_COLUMNS = columns_of(change_sets, ChangeSet)
_NAMES = [column.name for column in _COLUMNS]
_SETS: Select[Any] = select(*_COLUMNS).where(within(change_sets))

_ADD = insert(change_sets)
_ADD_CHANGES = insert(changes)


def _with_changes(found: Select[Any]) -> Select[Any]:
    """The one set found, as many times as it has changes, in their order."""
    sets = found.subquery()
    return (
        select(
            *(sets.c[name] for name in _NAMES),
            changes.c.record_kind,
            changes.c.record_id,
            changes.c.before,
            changes.c.after,
        )
        .outerjoin_from(sets, changes, within(changes) & (changes.c.set_id == sets.c.id))
        .order_by(changes.c.id)
        .limit(MOST_CHANGES)
    )


def _latest_of_user(condition: ColumnElement[bool]) -> Select[Any]:
    """The person's latest set like that: in the conversation, else anywhere."""
    here = case((change_sets.c.conversation == bindparam("of_conversation"), 0), else_=1)
    return _with_changes(
        _SETS.where(
            change_sets.c.user_id == bindparam("of_user"),
            change_sets.c.made_at >= bindparam("since"),
            change_sets.c.undone_at.is_(None),
            condition,
        )
        .order_by(here, change_sets.c.made_at.desc(), change_sets.c.id.desc())
        .limit(1)
    )


_later = change_sets.alias("later")
_SOMETHING_LATER = exists().where(
    within(_later),
    _later.c.user_id == change_sets.c.user_id,
    _later.c.reverses.is_(None),
    (_later.c.made_at > change_sets.c.made_at)
    | ((_later.c.made_at == change_sets.c.made_at) & (_later.c.id > change_sets.c.id)),
)

_GET = _with_changes(_SETS.where(change_sets.c.id == bindparam("of_id")))
_OF_MESSAGE = _with_changes(
    _SETS.where(
        change_sets.c.message_key == bindparam("of_message"),
        change_sets.c.undone_at.is_(None),
        change_sets.c.reverses.is_(None),
    )
    .order_by(change_sets.c.id.desc())
    .limit(1)
)
_LAST_UNDOABLE = _latest_of_user(change_sets.c.reverses.is_(None))
_LAST_REDOABLE = _latest_of_user(change_sets.c.reverses.is_not(None) & ~_SOMETHING_LATER)
_MARK_UNDONE = (
    update(change_sets)
    .where(within(change_sets), change_sets.c.id == bindparam("of_id"))
    .values(undone_at=bindparam("at"))
)
_CHANGES = select(
    changes.c.id, changes.c.set_id, changes.c.record_kind, changes.c.record_id, changes.c.before, changes.c.after
).where(within(changes))
_CHANGES_OF = (
    _CHANGES.where(changes.c.set_id == bindparam("of_set"), changes.c.id < bindparam("before_id"))
    .order_by(changes.c.id.desc())
    .limit(bindparam("up_to", type_=Integer))
)
_CHANGES_PAGE = (
    _CHANGES.where(changes.c.id > bindparam("after")).order_by(changes.c.id).limit(bindparam("up_to", type_=Integer))
)
_PAGE = page_of(change_sets, _COLUMNS)
# Sorts after every id.
_LAST = "~"
_LAST_WRITER = (
    select(*_COLUMNS)
    .join_from(changes, change_sets, within(change_sets) & (change_sets.c.id == changes.c.set_id))
    .where(
        within(changes),
        changes.c.record_id == bindparam("of_record"),
        changes.c.field_names.contains(bindparam("of_field"), autoescape=False),
    )
    .order_by(changes.c.id.desc())
    .limit(1)
)

_MAKERS = (
    select(*_COLUMNS, changes.c.record_id)
    .join_from(changes, change_sets, within(change_sets) & (change_sets.c.id == changes.c.set_id))
    .where(within(changes), listed(changes.c.record_id, "of_records"), changes.c.before.is_(None))
)
_OF_RECORD = (
    select(*_COLUMNS, changes.c.record_kind, changes.c.record_id, changes.c.before, changes.c.after)
    .join_from(changes, change_sets, within(change_sets) & (change_sets.c.id == changes.c.set_id))
    .where(within(changes), changes.c.record_id == bindparam("of_record"))
    .order_by(changes.c.id.desc())
    .limit(bindparam("up_to", type_=Integer))
)


class ChangeSetRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def add(self, change_set: ChangeSet) -> None:
        self._scope.insert(_ADD, {name: getattr(change_set, name) for name in _NAMES})
        self.append(change_set.id, change_set.changes)

    def append(self, set_id: str, changes: Sequence[Change]) -> None:
        self.keep([KeptChange(id=new_id(), set_id=set_id, change=change) for change in changes])

    def keep(self, changes: Sequence[KeptChange]) -> None:
        self._scope.insert_all(_ADD_CHANGES, map(_change_row, changes))

    def changes_of(self, set_id: str, *, before: str, limit: int) -> list[KeptChange]:
        rows = self._scope.run(_CHANGES_OF, of_set=set_id, before_id=before or _LAST, up_to=limit)
        return [_kept(row) for row in rows]

    def page(self, after: str, limit: int) -> list[ChangeSet]:
        return [_read_set(row) for row in self._scope.run(_PAGE, after=after, up_to=limit)]

    def changes_page(self, after: str, limit: int) -> list[KeptChange]:
        return [_kept(row) for row in self._scope.run(_CHANGES_PAGE, after=after, up_to=limit)]

    def get(self, set_id: str) -> ChangeSet | None:
        return self._one(_GET, of_id=set_id)

    def of_message(self, message_key: str) -> ChangeSet | None:
        return self._one(_OF_MESSAGE, of_message=message_key)

    def last_undoable(self, user_id: str, conversation: str, *, since: datetime) -> ChangeSet | None:
        return self._one(_LAST_UNDOABLE, of_user=user_id, of_conversation=conversation, since=since)

    def last_redoable(self, user_id: str, conversation: str, *, since: datetime) -> ChangeSet | None:
        return self._one(_LAST_REDOABLE, of_user=user_id, of_conversation=conversation, since=since)

    def mark_undone(self, set_id: str, at: datetime | None) -> None:
        self._scope.run(_MARK_UNDONE, of_id=set_id, at=at)

    def last_writer(self, record_id: str, field: str) -> ChangeSet | None:
        row = self._scope.run(_LAST_WRITER, of_record=record_id, of_field=f" {field} ").one_or_none()
        return None if row is None else _read_set(row)

    def makers(self, record_ids: Collection[str]) -> dict[str, ChangeSet]:
        rows = self._scope.run(_MAKERS, of_records=list(record_ids)) if record_ids else ()
        return {row.record_id: _read_set(row[: len(_NAMES)]) for row in rows}

    def of_record(self, record_id: str, limit: int) -> list[tuple[ChangeSet, Change]]:
        rows = self._scope.run(_OF_RECORD, of_record=record_id, up_to=limit)
        return [(_read_set(row[: len(_NAMES)]), read_change(row)) for row in rows]

    def _one(self, statement: Select[Any], **parameters: Any) -> ChangeSet | None:
        rows = self._scope.run(statement, **parameters).all()
        if not rows:
            return None
        head = dict(zip(_NAMES, rows[0], strict=False))
        return ChangeSet(
            **head,
            changes=tuple(read_change(row) for row in rows if row.record_kind is not None),
        )


_read_set = reader(_COLUMNS, ChangeSet)


def read_change(row: Row) -> Change:
    """From a row with the columns of a change."""
    return Change(
        record_kind=row.record_kind,
        record_id=row.record_id,
        before=None if row.before is None else load_fields(row.before),
        after=load_fields(row.after),
    )


def _kept(row: Row) -> KeptChange:
    return KeptChange(id=row.id, set_id=row.set_id, change=read_change(row))


def _change_row(kept: KeptChange) -> dict[str, Any]:
    change = kept.change
    return {
        "id": kept.id,
        "set_id": kept.set_id,
        "record_kind": change.record_kind,
        "record_id": change.record_id,
        "field_names": f" {' '.join(change.after)} ",
        "before": None if change.before is None else dump_fields(change.before),
        "after": dump_fields(change.after),
    }
