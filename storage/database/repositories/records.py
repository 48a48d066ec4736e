"""What the repositories of all kinds of records have in common."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar

from sqlalchemy import Column, ColumnElement, Integer, Select, Table, bindparam, insert, select, update
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import NamedColumn

from bot.domain.changes import Fields, RecordKind
from bot.domain.names import NameKind
from storage.database.keys import listed
from storage.database.name_index import NameIndex
from storage.database.repositories.links import Links
from storage.database.repositories.scope import Scope, seen, within


class Identified(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Identified)
T = TypeVar("T")


def columns_of(table: Table, record_type: type) -> list[Column[Any]]:
    """The columns that hold fields of the record, in their order."""
    return [table.c[f.name] for f in fields(record_type) if f.name in table.c]


def reader(columns: Collection[NamedColumn[Any]], record_type: Callable[..., T]) -> Callable[[Sequence[Any]], T]:
    """A function from a row of these columns, or a part of a row, to a record."""
    names = [column.name for column in columns]

    def read(row: Sequence[Any]) -> T:
        return record_type(**dict(zip(names, row, strict=True)))

    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStatements:
    """The statements that every kind of record needs, built once."""

    columns: list[NamedColumn[Any]]
    get: Executable
    get_any: Executable
    get_many: Executable
    get_many_any: Executable
    page: Executable
    add: Executable
    update: Executable
    update_all: Executable
    update_returning: Executable
    linked: Mapping[str, Executable]

    @classmethod
    def of(cls, table: Table, record_type: type, *more: NamedColumn[Any]) -> Self:
        """`more` are fields that are kept elsewhere, and read as columns."""
        columns = [*columns_of(table, record_type), *more]
        get_any: Select[Any] = select(*columns).where(seen(table), table.c.id == bindparam("of_id"))
        listed_ids: Select[Any] = select(*columns).where(seen(table), listed(table.c.id, "of_ids"))
        change = update(table).where(seen(table), table.c.id == bindparam("of_id"))
        return cls(
            columns=columns,
            get=get_any.where(table.c.deleted_at.is_(None)),
            get_any=get_any,
            get_many=listed_ids.where(table.c.deleted_at.is_(None)),
            get_many_any=listed_ids,
            page=page_of(table, columns).where(seen(table)),
            add=insert(table),
            update=change,
            update_all=update(table).where(seen(table), listed(table.c.id, "of_ids")),
            update_returning=change.returning(*columns),
            linked={
                column.name.removesuffix("_id"): select(*columns).where(seen(table), column == bindparam("of_record"))
                for column in columns
                if column.name in ("contact_id", "lead_id", "account_id", "deal_id", "task_id")
            },
        )


def page_of(table: Table, columns: Collection[NamedColumn[Any]]) -> Select[Any]:
    """The next so many rows after an id, by id."""
    return (
        select(*columns)
        .where(within(table), table.c.id > bindparam("after"))
        .order_by(table.c.id)
        .limit(bindparam("up_to", type_=Integer))
    )


def live(table: Table) -> ColumnElement[bool]:
    """Rows of this workspace that may be seen and are not in the trash."""
    return seen(table) & table.c.deleted_at.is_(None)


class RecordRepository(Generic[R]):
    """Reads and writes the records of one kind, each a row of one table."""

    statements: ClassVar[RecordStatements]
    record_type: ClassVar[type]
    # The fields that are rows of tables of their own, and all whose change such rows follow.
    links: ClassVar[tuple[Links, ...]] = ()
    followed: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, scope: Scope, names: NameIndex) -> None:
        self._scope = scope
        self._names = names
        self._read: Callable[[Sequence[Any]], R] = reader(self.statements.columns, self.record_type)

    def get(self, record_id: str, *, deleted: bool = False) -> R | None:
        statement = self.statements.get_any if deleted else self.statements.get
        row = self._scope.see(statement, of_id=record_id).one_or_none()
        return None if row is None else self._read(row)

    def get_many(self, record_ids: Collection[str], *, deleted: bool = False) -> list[R]:
        if not record_ids:
            return []
        statement = self.statements.get_many_any if deleted else self.statements.get_many
        return in_order(self._all(statement, of_ids=list(record_ids)), record_ids)

    def page(self, after: str, limit: int) -> list[R]:
        return self._all(self.statements.page, after=after, up_to=limit)

    def linked_to(self, kind: RecordKind, record_id: str) -> list[R]:
        statement = self.statements.linked.get(kind)
        return [] if statement is None else self._all(statement, of_record=record_id)

    def add(self, record: R) -> None:
        self._scope.insert(self.statements.add, self._row(record))
        for links in self.links:
            links.put_all(self._scope, [record])

    def add_all(self, records: Collection[R]) -> None:
        self._scope.insert_all(self.statements.add, (self._row(record) for record in records))
        for links in self.links:
            links.put_all(self._scope, records)

    def update(self, record_id: str, fields: Fields) -> None:
        if own := self._columns(fields):
            self._scope.see(self.statements.update, of_id=record_id, **own)
        self._follow(record_id, fields)

    def update_all(self, records: Collection[R], fields: Fields) -> list[R]:
        if not self.followed.isdisjoint(fields):
            for record in records:
                self.update(record.id, fields)
        elif records and fields:
            ids = [record.id for record in records]
            self._scope.see(self.statements.update_all, of_ids=ids, **self._columns(fields))
        return [replace(record, **fields) for record in records]  # type: ignore[type-var]  # records are dataclasses

    def _row(self, record: R) -> Mapping[str, Any]:
        return self._columns({column.name: getattr(record, column.name) for column in self.statements.columns})

    def _columns(self, fields: Fields) -> Mapping[str, Any]:
        """The columns that follow from some fields."""
        linked = {links.field for links in self.links}
        return {name: value for name, value in fields.items() if name not in linked} if linked else fields

    def _follow(self, record_id: str, fields: Fields) -> None:
        """Only what may be seen in this workspace is linked anew."""
        if not self.followed.isdisjoint(fields) and self.get(record_id, deleted=True) is not None:
            self._put_elsewhere(record_id, fields)

    def _put_elsewhere(self, record_id: str, fields: Fields) -> None:
        for links in self.links:
            if links.field in fields:
                links.put(self._scope, record_id, fields[links.field])

    def _all(self, statement: Executable, **parameters: Any) -> list[R]:
        return [self._read(row) for row in self._scope.see(statement, **parameters)]


class NamedRecordRepository(RecordRepository[R]):
    """Records that are found by name: the index of names follows every change."""

    kind: ClassVar[NameKind]
    # The fields that the index holds something of.
    indexed: ClassVar[frozenset[str]]

    def add(self, record: R) -> None:
        super().add(record)
        self._index(record, new=True)

    def add_all(self, records: Collection[R]) -> None:
        super().add_all(records)
        for record in records:
            self._index(record, new=True)

    def update_all(self, records: Collection[R], fields: Fields) -> list[R]:
        updated = super().update_all(records, fields)
        if not self.indexed.isdisjoint(fields):
            for record in updated:
                self._index(record)
        return updated

    def update(self, record_id: str, fields: Fields) -> None:
        if self.indexed.isdisjoint(fields):
            super().update(record_id, fields)
            return
        changed = self._scope.see(self.statements.update_returning, of_id=record_id, **self._columns(fields))
        row = changed.one_or_none()
        if row is not None:
            self._index(self._read(row))
        self._follow(record_id, fields)

    def _named(self, name: str) -> list[R]:
        """The records whose folded name equals this name's."""
        return self.get_many(self._names.ids_of(self.kind, name))

    def _named_any(self, names: Collection[str]) -> list[R]:
        return self.get_many(self._names.ids_of_any(self.kind, names)) if names else []

    def _index(self, record: Any, *, new: bool = False) -> None:
        self._put(record, account_id=getattr(record, "account_id", None), new=new)

    def _put(self, record: Any, *, account_id: str | None, new: bool) -> None:
        if record.deleted_at is None:
            self._names.put(self.kind, record.id, record.name, account_id, owner_id=record.owner_id, new=new)
        else:
            self._names.remove(self.kind, record.id)


def in_order(records: Collection[R], record_ids: Collection[str]) -> list[R]:
    by_id = {record.id: record for record in records}
    return [by_id[record_id] for record_id in dict.fromkeys(record_ids) if record_id in by_id]
