"""How tables are declared: behind the wall of their workspace, with the columns and keys that all of them share."""

from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Index, MetaData, PrimaryKeyConstraint, Table, text
from sqlalchemy.schema import SchemaItem

from storage.database.types import Key, WrittenText

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def of_workspace(name: str, *items: SchemaItem, key: tuple[str, ...] = ("id",), rowid: bool = True) -> Table:
    """A table behind the wall. Without a `rowid` an SQLite table is its own key, for those that are nothing else."""
    options: dict[str, Any] = {} if rowid else {"sqlite_with_rowid": False}
    key_columns = PrimaryKeyConstraint("workspace_id", *key)
    return Table(name, metadata, Column("workspace_id", Key, nullable=False), *items, key_columns, **options)


def reference(column: str, target: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["workspace_id", column],
        [f"{target}.workspace_id", f"{target}.id"],
        deferrable=True,
        initially="DEFERRED",
    )


def key(name: str = "id") -> Column[str]:
    return Column(name, Key, nullable=False)


def link(name: str) -> Column[str]:
    return Column(name, Key)


def written(name: str) -> Column[str]:
    return Column(name, WrittenText, nullable=False)


def index(name: str, *columns: Column[Any], only: str = "") -> None:
    """An index, of some rows `only`: statements must repeat that condition without parameters, or it goes unused."""
    if only:
        Index(name, *columns, postgresql_where=text(only), sqlite_where=text(only))
    else:
        Index(name, *columns)
