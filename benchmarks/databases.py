"""Fresh stores on SQLite and on PostgreSQL. Both are as durable as in earnest: every commit reaches the disk."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg

from storage.database.store import upgrade
from tests.postgres import PostgresServer, postgres_dsn


@dataclass(frozen=True, slots=True)
class Fresh:
    """A store's URL. `dialect` is SQLAlchemy's name of it."""

    dialect: str
    url: str

    @property
    def file(self) -> str:
        """Where an SQLite database lies."""
        return self.url.removeprefix("sqlite:///")

    async def execute(self, statement: str) -> None:
        """Runs SQL as it stands, outside the store, on a connection of its own."""
        if self.dialect == "sqlite":
            with closing(sqlite3.connect(self.file)) as connection, connection:
                connection.execute(statement)
        else:
            connection = await asyncpg.connect(self.url)
            try:
                await connection.execute(statement)
            finally:
                await connection.close()


class Databases(Protocol):
    """Makes databases of one kind."""

    @property
    def name(self) -> str: ...

    def fresh(self, *, migrated: bool = True) -> AbstractAsyncContextManager[Fresh]:
        """A new database for a while, with or without the schema."""
        ...

    def copy(self, original: Fresh) -> AbstractAsyncContextManager[Fresh]:
        """A copy of a database that nobody uses at the moment, for a while."""
        ...


class _SqliteFiles:
    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @asynccontextmanager
    async def fresh(self, *, migrated: bool = True) -> AsyncIterator[Fresh]:
        folder = self._folder / uuid4().hex
        await asyncio.to_thread(folder.mkdir)
        fresh = Fresh("sqlite", f"sqlite:///{folder / 'crmbot.db'}")
        if migrated:
            await upgrade(fresh.url)
        try:
            yield fresh
        finally:
            await asyncio.to_thread(shutil.rmtree, folder)

    @asynccontextmanager
    async def copy(self, original: Fresh) -> AsyncIterator[Fresh]:
        async with self.fresh(migrated=False) as fresh:
            with closing(sqlite3.connect(original.file)) as source, closing(sqlite3.connect(fresh.file)) as target:
                source.backup(target)
            yield fresh


class _PostgresDatabases:
    name = "PostgreSQL"

    def __init__(self, server: PostgresServer) -> None:
        self._server = server

    @asynccontextmanager
    async def fresh(self, *, migrated: bool = True) -> AsyncIterator[Fresh]:
        url = await self._server.create()
        if migrated:
            await upgrade(url)
        try:
            yield Fresh("postgresql", url)
        finally:
            await self._server.drop(url)

    @asynccontextmanager
    async def copy(self, original: Fresh) -> AsyncIterator[Fresh]:
        async with self.fresh(migrated=False) as fresh:
            name, template = (urlsplit(url).path[1:] for url in (fresh.url, original.url))
            connection = await asyncpg.connect(self._server.url("postgres"))
            try:
                await connection.execute(f"DROP DATABASE {name}")
                await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
            finally:
                await connection.close()
            yield fresh


@contextmanager
def databases() -> Iterator[tuple[Databases, Databases]]:
    with TemporaryDirectory(prefix="crmbot-bench-") as folder, postgres_dsn(durable=True) as dsn:
        yield _SqliteFiles(Path(folder)), _PostgresDatabases(PostgresServer(dsn))
