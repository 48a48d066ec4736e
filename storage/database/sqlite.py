"""SQLite: a file, one thread that writes and one that reads."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, create_engine
from sqlalchemy.dialects.sqlite.pysqlite import dialect
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.base import Executable

from bot.errors import StoreUnavailable
from storage.database.engine import Mode, RareMode, Transaction
from storage.database.errors import is_conflict, translated
from storage.database.statements import Rows, Statements

T = TypeVar("T")
C = TypeVar("C")

# Seconds that a transaction waits for one of another process.
_BUSY_TIMEOUT = 15.0
# What a batch of reminders touches when each lies on a page of its own; SQLite would write 2 MB of it out midway.
_CACHE_KILOBYTES = 16_000
# Kept parsed: about as many as there are.
_CACHED_STATEMENTS = 256

# By name, since the driver takes the same value in several places once.
STATEMENTS = Statements(dialect(paramstyle="named"))


class SqliteTransaction:
    dialect: Literal["sqlite"] = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, statement: Executable, parameters: Mapping[str, Any]) -> Rows:
        written = STATEMENTS.written(statement, parameters)
        cursor = self._connection.execute(written.text, written.arguments(parameters))
        if written.returns_rows:
            return Rows(written.rows(cursor.fetchall()))
        return Rows(rowcount=cursor.rowcount)

    def run_many(self, statement: Executable, parameters: Sequence[Mapping[str, Any]]) -> Rows:
        if not parameters:
            return Rows()
        written = STATEMENTS.written(statement, parameters[0])
        if written.returns_rows:
            # executemany, which gives no rows, is a loop as well.
            return Rows([row for each in parameters for row in self.run(statement, each)])
        cursor = self._connection.executemany(written.text, [written.arguments(each) for each in parameters])
        return Rows(rowcount=cursor.rowcount)


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

    async def transact(self, mode: Mode, function: Callable[[Transaction], T]) -> T:
        lane = self._reader if mode == "read" else self._writer
        return await self._in(lane, lane.transact, function)

    async def run(self, mode: RareMode, function: Callable[[Connection], T]) -> T:
        lane = self._reader if mode == "read" else self._writer
        return await self._in(lane, lane.run, function)

    async def _in(self, lane: "_Lane", run: Callable[[C], T], function: C) -> T:
        if not lane.opened:
            self._check_folder()
        with translated(self.where):
            try:
                return await lane.hop(run, function)
            except sqlite3.IntegrityError as error:
                if not is_conflict(error):
                    raise
            return await lane.hop(run, function)

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
        self._file = file
        self._begin = begin
        self._query_only = query_only
        self._connection: sqlite3.Connection | None = None

    @property
    def opened(self) -> bool:
        return self._connection is not None

    async def hop(self, run: Callable[[C], T], function: C) -> T:
        """Runs one of the two methods below in the thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, run, function)

    def transact(self, function: Callable[[Transaction], T]) -> T:
        connection = self._opened()
        connection.execute(self._begin)
        try:
            result = function(SqliteTransaction(connection))
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
        return result

    def run(self, function: Callable[[Connection], T]) -> T:
        connection = self._opened()
        engine = create_engine("sqlite+pysqlite://", creator=lambda: connection, poolclass=StaticPool)
        with engine.connect() as borrowed:
            connection.execute(self._begin)
            with borrowed.begin():
                return function(borrowed)

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = _open(self._file, query_only=self._query_only)
        return self._connection

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()


def _open(file: Path, *, query_only: bool) -> sqlite3.Connection:
    # The driver must not begin transactions by itself: it would begin them as DEFERRED.
    connection = sqlite3.connect(
        file, timeout=_BUSY_TIMEOUT, isolation_level=None, cached_statements=_CACHED_STATEMENTS
    )
    try:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
        if query_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


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
