"""What every repository works in: one connection, one workspace, and what the person who acts may see of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, CursorResult, FromClause, bindparam, or_
from sqlalchemy.sql.base import Executable

from bot.domain.people import Workspace
from bot.domain.rights import Sight
from storage.database.keys import listed
from storage.database.types import Key, TextList


@dataclass(slots=True)
class Scope:
    """One workspace inside one transaction. Every statement gets the workspace as `of_workspace`.

    `workspace` is its row, once somebody has read it. `sight`: whom it acts as; None sees everything.
    """

    connection: Connection
    workspace_id: str
    workspace: Workspace | None = None
    sight: Sight | None = None

    def run(self, statement: Executable, **parameters: Any) -> CursorResult[Any]:
        return self.connection.execute(statement, {"of_workspace": self.workspace_id, **parameters})

    def see(self, statement: Executable, **parameters: Any) -> CursorResult[Any]:
        """As `run`, for statements about records: they get as `of_viewer` and `of_owners` what may be seen."""
        sight = self.sight
        owners = list(sight.owners) if sight and sight.owners is not None else None
        return self.run(statement, of_viewer=sight.user_id if sight else None, of_owners=owners, **parameters)

    @property
    def is_limited(self) -> bool:
        """Whether there are owners whose records are out of sight."""
        return self.sight is not None and self.sight.owners is not None

    @contextmanager
    def unlimited(self) -> Iterator[None]:
        """Within this, everything is seen."""
        sight, self.sight = self.sight, None
        try:
            yield
        finally:
            self.sight = sight

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


_VIEWER = bindparam("of_viewer", type_=Key())
_OWNERS = bindparam("of_owners", type_=TextList())


def seen(table: FromClause) -> ColumnElement[bool]:
    """Rows of this workspace that may be seen: by their owner, and private ones by nobody else."""
    owner = table.c["user_id" if "user_id" in table.c else "owner_id"]
    found = within(table) & or_(_OWNERS.is_(None), owner.is_(None), listed(owner, "of_owners"))
    if "private" in table.c:
        found &= or_(table.c.private.is_(False), _VIEWER.is_(None), owner == _VIEWER)
    return found
