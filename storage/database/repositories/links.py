"""Records that are linked to many: a field with ids is rows of a table, in their order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Column, Dialect, Label, Table, Text, bindparam, cast, delete, func, insert, select, type_coerce
from sqlalchemy.sql.base import Executable
from sqlalchemy.types import TypeDecorator

from bot.domain.changes import Value
from storage.database.repositories.scope import Scope, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """One kind of links: a field of the record, a row of `table` for each id in it, which names the record in `of`."""

    field: str
    table: Table
    of: Column[str]
    column: Column[str]
    add: Executable
    remove: Executable

    @classmethod
    def between(cls, field: str, table: Table, of: Column[str], column: Column[str]) -> Self:
        remove = delete(table).where(within(table), of == bindparam("of_id"))
        return cls(field=field, table=table, of=of, column=column, add=insert(table), remove=remove)

    def rows(self, record_id: str, linked: Value) -> list[dict[str, object]]:
        ids = linked if isinstance(linked, tuple) else ()
        return [
            {self.of.name: record_id, "position": position, self.column.name: each} for position, each in enumerate(ids)
        ]

    def put(self, scope: Scope, record_id: str, linked: Value) -> None:
        """These, instead of those there were."""
        scope.run(self.remove, of_id=record_id)
        scope.insert_all(self.add, self.rows(record_id, linked))

    def put_all(self, scope: Scope, records: Iterable[Any]) -> None:
        """Those of new records."""
        rows = (row for record in records for row in self.rows(record.id, getattr(record, self.field)))
        scope.insert_all(self.add, rows)

    def as_column(self, records: Table) -> Label[Any]:
        """The field as a column of a query about the records."""
        placed = cast(self.table.c.position, Text) + ":" + self.column
        linked = select(func.aggregate_strings(placed, " ")).where(within(self.table), self.of == records.c.id)
        return type_coerce(linked.correlate(records).scalar_subquery(), _Placed()).label(self.field)


class _Placed(TypeDecorator[tuple[str, ...]]):
    """Ids, each behind its place: databases collect them in no order of their own."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002
        placed = [each.split(":", 1) for each in (value or "").split()]
        return tuple(record_id for _, record_id in sorted(placed, key=lambda each: int(each[0])))
