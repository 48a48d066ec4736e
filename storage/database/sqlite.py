"""SQLite: a file, one thread that writes and one that reads."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import StaticPool

from bot.errors import StoreUnavailable
from storage.database.engine import Mode
from storage.database.errors import is_conflict, translated

T = TypeVar("T")

# Seconds that a transaction waits for one of another process.
_BUSY_TIMEOUT = 15.0


class SqliteDatabase:
    """An SQLite file in WAL mode. Missing parent folders are made.

    Every write is BEGIN IMMEDIATE: a transaction that only starts to write later could be refused
    after its reads, and would have to be run again.
    """

    def __init__(self, file: str) -> None:
        self._file = Path(file).expanduser()
        self._writer = _Lane(self._file, "BEGIN IMMEDIATE", thread_name="store-writer")
        self._reader = _Lane(self._file, "BEGIN", thread_name="store-reader", query_only=True)

    @property
    def where(self) -> str:
        return str(self._file)

    @property
    def exists(self) -> bool:
        return self._file.exists()

    async def run(self, mode: Mode, function: Callable[[Connection], T]) -> T:
        lane = self._reader if mode == "read" else self._writer
        if not lane.opened:
            self._check_folder()
        with translated(self.where):
            try:
                return await lane.run(function)
            except IntegrityError as error:
                if not is_conflict(error):
                    raise
            return await lane.run(function)

    async def close(self) -> None:
        await self._reader.close()
        await self._writer.close()

    def _check_folder(self) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or "it cannot be made"
            raise StoreUnavailable(f"cannot make the folder {self._file.parent} for the database: {reason}") from error
        if self._file.is_dir():
            raise StoreUnavailable(f"{self._file} is a folder: name a file in CRMBOT_DATABASE_URL")


class _Lane:
    """One connection and the one thread that uses it."""

    def __init__(self, file: Path, begin: str, *, thread_name: str, query_only: bool = False) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=thread_name)
        self._engine = _engine(file, begin, query_only=query_only)
        self._connection: Connection | None = None

    @property
    def opened(self) -> bool:
        return self._connection is not None

    async def run(self, function: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._transact, function)

    def _transact(self, function: Callable[[Connection], T]) -> T:
        # Kept open: to take it from the engine anew costs each transaction as much as a statement.
        connection = self._connection = self._connection or self._engine.connect()
        with connection.begin():
            return function(connection)

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._engine.dispose()


def _engine(file: Path, begin: str, *, query_only: bool) -> Engine:
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(file)),
        poolclass=StaticPool,
        connect_args={"timeout": _BUSY_TIMEOUT, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver must not begin transactions by itself: it would begin them as DEFERRED.
        connection.isolation_level = None
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        if query_only:
            connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switches the file to WAL. SQLite's own waiting does not cover this: while others open a new file, it refuses."""
    patience = time.monotonic() + _BUSY_TIMEOUT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                raise
            time.sleep(0.01)
        else:
            return
