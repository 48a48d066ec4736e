"""What every repository works in: one transaction, one workspace, and what the person who acts may see of it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, bindparam, exists, or_
from sqlalchemy.sql.base import Executable

from bot.domain.people import Workspace
from bot.domain.rights import Sight
from storage.database.engine import Transaction
from storage.database.keys import listed
from storage.database.statements import Rows
from storage.database.sync_tables import crm_sights, mirrors
from storage.database.types import Key, TextList


@dataclass(slots=True)
class Scope:
    """One workspace inside one transaction. Every statement gets the workspace as `of_workspace`.

    `workspace` is its row, once somebody has read it. `sight`: whom it acts as; None sees everything.
    """

    transaction: Transaction
    workspace_id: str
    workspace: Workspace | None = None
    sight: Sight | None = None

    def run(self, statement: Executable, **parameters: Any) -> Rows:
        return self.transaction.run(statement, {"of_workspace": self.workspace_id, **parameters})

    def run_all(self, statement: Executable, parameters: Iterable[Mapping[str, Any]]) -> None:
        """The statement once for each of these parameters."""
        self.transaction.run_many(statement, [{"of_workspace": self.workspace_id, **each} for each in parameters])

    def see(self, statement: Executable, **parameters: Any) -> Rows:
        """As `run`, for statements about records, which get what may be seen.

        `of_viewer` and `of_owners` are those of the sight, `of_login` is the viewer where the mirrored CRM is asked.
        """
        sight = self.sight
        viewer = sight.user_id if sight else None
        owners = list(sight.owners) if sight and sight.owners is not None else None
        login = viewer if sight and sight.by_crm else None
        return self.run(statement, of_viewer=viewer, of_owners=owners, of_login=login, **parameters)

    @property
    def is_limited(self) -> bool:
        """Whether there are records out of sight, private ones apart."""
        return self.sight is not None and (self.sight.owners is not None or self.sight.by_crm)

    @contextmanager
    def seeing(self, sight: Sight | None) -> Iterator[None]:
        """Within this, it acts as somebody else; as nobody, it sees everything."""
        before, self.sight = self.sight, sight
        try:
            yield
        finally:
            self.sight = before

    def insert(self, statement: Executable, row: Mapping[str, Any]) -> Rows:
        return self.transaction.run(statement, {"workspace_id": self.workspace_id, **row})

    def insert_all(self, statement: Executable, rows: Iterable[Mapping[str, Any]]) -> Rows:
        """All rows, which have the same columns, at once, or none. Gives what the statement returns of each."""
        return self.transaction.run_many(statement, [{"workspace_id": self.workspace_id, **row} for row in rows])


def within(table: FromClause) -> ColumnElement[bool]:
    """The wall: rows of this workspace only."""
    return table.c.workspace_id == bindparam("of_workspace")


_VIEWER = bindparam("of_viewer", type_=Key())
_OWNERS = bindparam("of_owners", type_=TextList())
_LOGIN = bindparam("of_login", type_=Key())


def seen(table: FromClause) -> ColumnElement[bool]:
    """Rows of this workspace that may be seen: by their owner, and private ones by nobody else."""
    owner = table.c["user_id" if "user_id" in table.c else "owner_id"]
    found = within(table) & or_(_OWNERS.is_(None), owner.is_(None), listed(owner, "of_owners"))
    if "private" in table.c:
        found &= or_(table.c.private.is_(False), _VIEWER.is_(None), owner == _VIEWER)
    return found & _shown_there(table, owner)


def _shown_there(table: FromClause, owner: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the mirrored CRM shows a record to whoever has a login of their own; what it does not know is theirs."""
    record_id = table.c["record_id" if "record_id" in table.c else "id"]
    shown = exists().where(within(crm_sights), crm_sights.c.user_id == _LOGIN, crm_sights.c.record_id == record_id)
    known = exists().where(within(mirrors), mirrors.c.record_id == record_id)
    return or_(_LOGIN.is_(None), shown, (owner == _VIEWER) & ~known)
