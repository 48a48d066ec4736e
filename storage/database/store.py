"""The store: one function, one transaction."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy import select

from bot.errors import StoreUnavailable
from bot.ports import UnitOfWork
from storage.database.engine import Database, Mode, Transaction, connect
from storage.database.revisions import LATEST, REVISIONS, revision_of
from storage.database.tables import workspaces
from storage.database.unit_of_work import DatabaseUnitOfWork

T = TypeVar("T")

FIRST_WORKSPACE = select(workspaces.c.id).order_by(workspaces.c.id).limit(1)


class DatabaseStore:
    """A workspace in a database. Every function gets the repositories of that workspace alone.

    Raises StoreUnavailable where the database cannot be reached, StoreConflict where a transaction
    keeps losing to others, StoreError for the rest.
    """

    def __init__(self, database: Database, workspace_id: str) -> None:
        self._database = database
        self._workspace_id = workspace_id

    async def read(self, function: Callable[[UnitOfWork], T]) -> T:
        return await self._run("read", function)

    async def write(self, function: Callable[[UnitOfWork], T]) -> T:
        return await self._run("write", function)

    async def claim(self, function: Callable[[UnitOfWork], T]) -> T:
        return await self._run("claim", function)

    async def close(self) -> None:
        await self._database.close()

    async def _run(self, mode: Mode, function: Callable[[UnitOfWork], T]) -> T:
        def transact(transaction: Transaction) -> T:
            unit_of_work = DatabaseUnitOfWork(transaction, self._workspace_id)
            result = function(unit_of_work)
            unit_of_work.flush()
            return result

        return await self._database.transact(mode, transact)


async def open_store(url: str, *, migrate: bool = True) -> DatabaseStore:
    """The store at a URL, `sqlite:///FILE` or `postgresql://...`.

    A store that is older than this program is brought up to date first, or with `migrate=False`
    refused. Raises StoreUnavailable, also for a store that a newer program made.
    """
    database = connect(url)
    try:
        await _bring_up_to_date(database, migrate=migrate)
        workspace_id = await database.transact("read", _first_workspace)
    except BaseException:
        await database.close()
        raise
    return DatabaseStore(database, workspace_id)


@asynccontextmanager
async def opened_store(url: str, *, migrate: bool = True) -> AsyncIterator[DatabaseStore]:
    """As `open_store`; closed at the end."""
    store = await open_store(url, migrate=migrate)
    try:
        yield store
    finally:
        await store.close()


async def upgrade(url: str) -> None:
    """Brings the store at a URL up to date; any number of processes may do so at once."""
    database = connect(url)
    try:
        await _bring_up_to_date(database, migrate=True)
    finally:
        await database.close()


async def current_revision(url: str) -> str | None:
    """The revision of the store's schema; None where there is no store yet."""
    database = connect(url)
    try:
        return await database.run("read", revision_of) if database.exists else None
    finally:
        await database.close()


async def _bring_up_to_date(database: Database, *, migrate: bool) -> None:
    revision = await database.run("read", revision_of) if database.exists else None
    if revision == LATEST:
        return
    if revision is not None and revision not in REVISIONS:
        raise StoreUnavailable(f"a newer crmbot made the store {database.where} (schema {revision}): upgrade crmbot")
    if not migrate:
        raise StoreUnavailable(f"the store {database.where} is not up to date: run crmbot db upgrade")
    from storage.database.migrations.runner import run_migrations

    await database.run("migrate", run_migrations)


def _first_workspace(transaction: Transaction) -> str:
    first: str = transaction.run(FIRST_WORKSPACE, {}).scalar_one()
    return first
