"""PostgreSQL over asyncpg: REPEATABLE READ, and another run for a transaction that lost."""

import asyncio
import random
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.database.engine import Mode
from storage.database.errors import is_conflict, is_disconnect, translated

T = TypeVar("T")

_RUNS = 6
_POOL_SIZE = 5
_CONNECT_SECONDS = 10.0

# Any number will do, as long as nothing else in the database locks it.
_MIGRATION_LOCK = 0x63726D626F74

_OPTIONS: dict[Mode, dict[str, Any]] = {
    "read": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    "write": {"isolation_level": "REPEATABLE READ"},
    # A claim must see what others committed a moment ago, and skips what they hold.
    "claim": {"isolation_level": "READ COMMITTED"},
    "migrate": {"isolation_level": "READ COMMITTED"},
}


class PostgresDatabase:
    """A PostgreSQL database, reached through a small pool of connections."""

    def __init__(self, url: URL) -> None:
        self._where = url.set(password=None, drivername="postgresql").render_as_string()
        self._engine: AsyncEngine = create_async_engine(
            url,
            pool_size=_POOL_SIZE,
            max_overflow=0,
            pool_timeout=30,
            connect_args={"timeout": _CONNECT_SECONDS, "server_settings": {"application_name": "crmbot"}},
        )

    @property
    def where(self) -> str:
        return self._where

    @property
    def exists(self) -> bool:
        return True

    async def run(self, mode: Mode, function: Callable[[Connection], T]) -> T:
        with translated(self._where):
            for run in range(_RUNS):
                try:
                    return await self._transact(mode, function)
                except Exception as error:
                    if run == _RUNS - 1 or not (is_conflict(error) or is_disconnect(error)):
                        raise
                # Whoever lost together must not meet again at the same moment.
                await asyncio.sleep(random.uniform(0, 0.01 * 2**run))  # noqa: S311
        raise AssertionError("unreachable")

    async def _transact(self, mode: Mode, function: Callable[[Connection], T]) -> T:
        async with self._engine.connect() as connection:
            await connection.execution_options(**_OPTIONS[mode])
            async with connection.begin():
                if mode == "migrate":
                    await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
                return await connection.run_sync(function)

    async def close(self) -> None:
        await self._engine.dispose()
