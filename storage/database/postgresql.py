"""PostgreSQL over asyncpg: REPEATABLE READ, and another run for a transaction that lost."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeVar

import asyncpg
from sqlalchemy import URL, Connection, Dialect, text
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.sql.base import Executable
from sqlalchemy.util import await_only, greenlet_spawn

from bot.errors import StoreUnavailable
from storage.database.engine import Mode, RareMode, Transaction
from storage.database.errors import first_line, is_conflict, is_disconnect, translate, translated
from storage.database.statements import Rows, Statements

T = TypeVar("T")

_RUNS = 6
_CONNECTIONS = 12
_RARE_CONNECTIONS = 2
_CONNECT_SECONDS = 10.0
_CONNECTION_FREE_SECONDS = 30.0
# Kept prepared, each on each connection: about as many as there are.
_CACHED_STATEMENTS = 512

# Any number will do, as long as nothing else in the database locks it.
_LOCK_MIGRATIONS = text("SELECT pg_advisory_xact_lock(72846302118)")

# Compiling a plan and starting helpers for it takes longer than any statement of ours. Not among the
# settings of the connection's start, which poolers such as PgBouncer refuse.
_FOR_SHORT_STATEMENTS = "SET jit = off; SET max_parallel_workers_per_gather = 0"

_OPTIONS: dict[Mode, dict[str, Any]] = {
    "read": {"isolation": "repeatable_read", "readonly": True},
    "write": {"isolation": "repeatable_read"},
    # A claim must see what others committed a moment ago, and skips what they hold.
    "claim": {"isolation": "read_committed"},
}
_RARE_OPTIONS: dict[RareMode, dict[str, Any]] = {
    "read": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    "migrate": {"isolation_level": "READ COMMITTED"},
}

_DRIVER_ERRORS = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)

_dialect: Callable[[], Dialect] = dialect
_STATEMENTS = Statements(_dialect())


class PostgresTransaction:
    """Runs in a greenlet, which waits for the server while the event loop goes on."""

    dialect: Literal["postgresql"] = "postgresql"

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    def run(self, statement: Executable, parameters: Mapping[str, Any]) -> Rows:
        written = _STATEMENTS.written(statement, parameters)
        arguments = written.arguments(parameters).values()
        if written.returns_rows:
            return Rows(written.rows(await_only(self._connection.fetch(written.text, *arguments))))
        return Rows(rowcount=_changed(await_only(self._connection.execute(written.text, *arguments))))

    def run_many(self, statement: Executable, parameters: Sequence[Mapping[str, Any]]) -> Rows:
        if not parameters:
            return Rows()
        if len(parameters) == 1:
            return self.run(statement, parameters[0])
        written = _STATEMENTS.written(statement, parameters[0])
        arguments = [list(written.arguments(each).values()) for each in parameters]
        if written.returns_rows:
            return Rows(written.rows(await_only(self._connection.fetchmany(written.text, arguments))))
        await_only(self._connection.executemany(written.text, arguments))
        return Rows()


def _changed(status: str) -> int:
    """The rows that a statement changed, of the server's "UPDATE 3" or "INSERT 0 1"."""
    return int(status.rpartition(" ")[2])


class PostgresDatabase:
    """A PostgreSQL database, reached through a small pool of connections.

    The URL is as libpq has it, so that `?sslmode=require` and its kin work.
    """

    def __init__(self, url: URL) -> None:
        self._dsn = url.render_as_string(hide_password=False)
        self._where = url.set(query={}).render_as_string()
        self._pool: asyncpg.Pool | None = None
        self._making_the_pool = asyncio.Lock()
        self._engine = create_async_engine(
            "postgresql+asyncpg://",
            async_creator=lambda: self._connect(self._dsn),
            pool_size=_RARE_CONNECTIONS,
            max_overflow=0,
            pool_pre_ping=True,
        )

    @property
    def where(self) -> str:
        return self._where

    @property
    def exists(self) -> bool:
        return True

    async def transact(self, mode: Mode, function: Callable[[Transaction], T]) -> T:
        for run in range(1, _RUNS):
            try:
                return await self._transact(mode, function)
            except _DRIVER_ERRORS as error:
                if not (is_conflict(error) or is_disconnect(error)):
                    raise translate(error, self._where) from error
            # Those that lost together must not meet again at the same moment.
            await asyncio.sleep(random.uniform(0, 0.005 * 2**run))  # noqa: S311
        try:
            return await self._transact(mode, function)
        except _DRIVER_ERRORS as error:
            raise translate(error, self._where) from error

    async def run(self, mode: RareMode, function: Callable[[Connection], T]) -> T:
        with translated(self._where):
            async with self._engine.connect() as connection:
                await connection.execution_options(**_RARE_OPTIONS[mode])
                async with connection.begin():
                    if mode == "migrate":
                        await connection.execute(_LOCK_MIGRATIONS)
                    return await connection.run_sync(function)

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.close()
        await self._engine.dispose()

    async def _transact(self, mode: Mode, function: Callable[[Transaction], T]) -> T:
        pool = self._pool or await self._made_pool()
        try:
            connection = await pool.acquire(timeout=_CONNECTION_FREE_SECONDS)
        except TimeoutError as error:
            raise StoreUnavailable(f"{self._where} is busy: no connection came free in time") from error
        try:
            transaction = connection.transaction(**_OPTIONS[mode])
            await transaction.start()
            try:
                result = await greenlet_spawn(function, PostgresTransaction(connection))
            except BaseException:
                await _roll_back(connection, transaction)
                raise
            try:
                await transaction.commit()
            except _DRIVER_ERRORS as error:
                if is_disconnect(error):
                    # It may be committed, so it must not run again by itself.
                    raise StoreUnavailable(f"{self._where} closed the connection during a commit") from error
                raise
            return result
        except asyncpg.InternalClientError as error:
            # The server said goodbye between two statements: the driver knows, but has yet to see the line closed.
            connection.terminate()
            raise asyncpg.ConnectionDoesNotExistError(str(error)) from error
        finally:
            await pool.release(connection)

    async def _made_pool(self) -> asyncpg.Pool:
        async with self._making_the_pool:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    self._dsn, min_size=0, max_size=_CONNECTIONS, connect=self._connect, reset=_leave_as_it_is
                )
            return self._pool

    async def _connect(self, dsn: str, **options: Any) -> Any:
        try:
            connection = await asyncpg.connect(
                dsn,
                timeout=_CONNECT_SECONDS,
                statement_cache_size=_CACHED_STATEMENTS,
                server_settings={"application_name": "crmbot"},
                **options,
            )
            await connection.execute(_FOR_SHORT_STATEMENTS)
            return connection
        except (*_DRIVER_ERRORS, ValueError, OverflowError) as error:
            if isinstance(error, asyncpg.PostgresError | OSError):
                raise translate(error, self._where) from error
            raise StoreUnavailable(f"cannot reach {self._where}: {first_line(error)}") from error


async def _roll_back(connection: asyncpg.Connection, transaction: asyncpg.transaction.Transaction) -> None:
    """What happened first is told, not what happens here: a connection that fails at this too is given up."""
    try:
        await transaction.rollback()
    except Exception:
        connection.terminate()


async def _leave_as_it_is(_: asyncpg.Connection) -> None:
    """Nothing is left behind by our transactions that a trip to the server would have to take back."""
