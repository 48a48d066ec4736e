"""What every repository works in: one connection, one workspace."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, CursorResult, FromClause, bindparam
from sqlalchemy.sql.base import Executable

from bot.domain.people import Workspace


@dataclass(slots=True)
class Scope:
    """One workspace inside one transaction. Every statement gets the workspace as `of_workspace`.

    `workspace` is its row, once somebody has read it.
    """

    connection: Connection
    workspace_id: str
    workspace: Workspace | None = None

    def run(self, statement: Executable, **parameters: Any) -> CursorResult[Any]:
        return self.connection.execute(statement, {"of_workspace": self.workspace_id, **parameters})

    def insert(self, statement: Executable, row: Mapping[str, Any]) -> CursorResult[Any]:
        return self.connection.execute(statement, {"workspace_id": self.workspace_id, **row})

    def insert_all(self, statement: Executable, rows: Iterable[Mapping[str, Any]]) -> None:
        """All rows in one statement; nothing where there are none."""
        parameters = [{"workspace_id": self.workspace_id, **row} for row in rows]
        if parameters:
            self.connection.execute(statement, parameters)

    def insert_new(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> set[str]:
        """As `insert_all`, for a statement that leaves alone what is there; gives what it returns of the rest."""
        if not rows:
            return set()
        parameters = [{"workspace_id": self.workspace_id, **row} for row in rows]
        return set(self.connection.execute(statement, parameters).scalars())


def within(table: FromClause) -> ColumnElement[bool]:
    """The wall: rows of this workspace only."""
    return table.c.workspace_id == bindparam("of_workspace")
