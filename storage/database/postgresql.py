"""PostgreSQL over asyncpg: REPEATABLE READ, and another run for a transaction that lost."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeVar

import asyncpg
from sqlalchemy import URL, Connection, Dialect, text
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.sql.base import Executable

from bot.errors import StoreUnavailable
from storage.database.engine import Mode, RareMode, Transaction
from storage.database.errors import is_conflict, is_disconnect, translate, translated
from storage.database.statements import Rows, Statements

T = TypeVar("T")

_RUNS = 6
_POOL_SIZE = 10
_CONNECT_SECONDS = 10.0

# Any number will do, as long as nothing else in the database locks it.
_LOCK_MIGRATIONS = text("SELECT pg_advisory_xact_lock(72846302118)")

# Compiling a plan and starting helpers for it takes longer than any statement of ours. Not among the
# settings of the connection's start, which poolers such as PgBouncer refuse.
_FOR_SHORT_STATEMENTS = "SET jit = off; SET max_parallel_workers_per_gather = 0"

_OPTIONS: dict[Mode | RareMode, dict[str, Any]] = {
    "read": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    "write": {"isolation_level": "REPEATABLE READ"},
    # A claim must see what others committed a moment ago, and skips what they hold.
    "claim": {"isolation_level": "READ COMMITTED"},
    "migrate": {"isolation_level": "READ COMMITTED"},
}


_dialect: Callable[[], Dialect] = dialect
_STATEMENTS = Statements(_dialect())


class PostgresTransaction:
    dialect: Literal["postgresql"] = "postgresql"

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def run(self, statement: Executable, parameters: Mapping[str, Any]) -> Rows:
        written = _STATEMENTS.written(statement, parameters)
        result = self._connection.exec_driver_sql(written.text, written.arguments(parameters))
        return Rows(written.rows(result.all())) if written.returns_rows else Rows(rowcount=result.rowcount)

    def run_many(self, statement: Executable, parameters: Sequence[Mapping[str, Any]]) -> Rows:
        if not parameters:
            return Rows()
        if len(parameters) == 1:
            return self.run(statement, parameters[0])
        # SQLAlchemy knows how to make one trip to the server of many.
        result = self._connection.execute(statement, parameters)
        return Rows(result.all()) if result.returns_rows else Rows(rowcount=result.rowcount)


class PostgresDatabase:
    """A PostgreSQL database, reached through a small pool of connections.

    The URL is as libpq has it, so that `?sslmode=require` and its kin work.
    """

    def __init__(self, url: URL) -> None:
        self._dsn = url.render_as_string(hide_password=False)
        self._where = url.set(query={}).render_as_string()
        self._engine: AsyncEngine = create_async_engine(
            "postgresql+asyncpg://",
            async_creator=self._connect,
            pool_size=_POOL_SIZE,
            max_overflow=0,
        )

    @property
    def where(self) -> str:
        return self._where

    @property
    def exists(self) -> bool:
        return True

    async def transact(self, mode: Mode, function: Callable[[Transaction], T]) -> T:
        return await self.run(mode, lambda connection: function(PostgresTransaction(connection)))

    async def run(self, mode: Mode | RareMode, function: Callable[[Connection], T]) -> T:
        with translated(self._where):
            for run in range(1, _RUNS):
                try:
                    return await self._transact(mode, function)
                except DBAPIError as error:
                    if not (is_conflict(error) or is_disconnect(error)):
                        raise
                # Those that lost together must not meet again at the same moment.
                await asyncio.sleep(random.uniform(0, 0.005 * 2**run))  # noqa: S311
            return await self._transact(mode, function)

    async def close(self) -> None:
        await self._engine.dispose()

    async def _transact(self, mode: Mode | RareMode, function: Callable[[Connection], T]) -> T:
        async with self._engine.connect() as connection:
            await connection.execution_options(**_OPTIONS[mode])
            async with connection.begin() as transaction:
                if mode == "migrate":
                    await connection.execute(_LOCK_MIGRATIONS)
                result = await connection.run_sync(function)
                try:
                    await transaction.commit()
                except DBAPIError as error:
                    if is_disconnect(error):
                        # It may be committed, so it must not run again by itself.
                        raise StoreUnavailable(f"{self._where} closed the connection during a commit") from error
                    raise
                return result

    async def _connect(self) -> Any:
        try:
            connection = await asyncpg.connect(
                self._dsn, timeout=_CONNECT_SECONDS, server_settings={"application_name": "crmbot"}
            )
            await connection.execute(_FOR_SHORT_STATEMENTS)
            return connection
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, ValueError, OverflowError) as error:
            raise translate(error, self._where) from error
