"""The statements of a run, kept, and run again by sqlite3 or asyncpg without anything around them."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any

import asyncpg
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.asyncpg import dialect as postgresql
from sqlalchemy.dialects.sqlite.pysqlite import dialect as sqlite

from benchmarks.databases import Fresh
from storage.database.engine import Transaction
from storage.database.statements import Statements
from storage.database.store import DatabaseStore
from tests.watched import Execution, watched

_DIALECTS: dict[str, Callable[[], Dialect]] = {
    "sqlite": partial(sqlite, paramstyle="named"),
    "postgresql": postgresql,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """`parameters` are by name and in order, or with `many` a list of such."""

    text: str
    parameters: Any
    many: bool


def recorded(store: DatabaseStore, fresh: Fresh) -> tuple[DatabaseStore, list[list[Statement]]]:
    """The same store, and the transactions that it is about to run, in the order in which they begin."""
    transactions: list[list[Statement]] = []
    statements = Statements(_DIALECTS[fresh.dialect]())
    last: Transaction | None = None

    def note(run: Execution) -> None:
        nonlocal last
        if run.transaction is not last:
            last = run.transaction
            transactions.append([])
        written = statements.written(run.statement, run.parameters[0])
        arguments = [written.arguments(parameters) for parameters in run.parameters]
        many = len(arguments) > 1
        transactions[-1].append(Statement(written.text, arguments if many else arguments[0], many))

    return watched(store, note), transactions


async def replay(fresh: Fresh, transactions: list[list[Statement]]) -> float:
    """CPU milliseconds of this process for all of them."""
    if fresh.dialect == "sqlite":
        return _replay_on_sqlite(fresh.file, transactions)
    return await _replay_on_postgresql(fresh.url, transactions)


def _replay_on_sqlite(file: str, transactions: list[list[Statement]]) -> float:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        began = time.process_time()
        for statements in transactions:
            connection.execute("BEGIN IMMEDIATE")
            for statement in statements:
                if statement.many:
                    connection.executemany(statement.text, statement.parameters)
                else:
                    connection.execute(statement.text, statement.parameters).fetchall()
            connection.execute("COMMIT")
        return (time.process_time() - began) * 1000


async def _replay_on_postgresql(url: str, transactions: list[list[Statement]]) -> float:
    connection = await asyncpg.connect(url)
    try:
        began = time.process_time()
        for statements in transactions:
            async with connection.transaction(isolation="repeatable_read"):
                for statement in statements:
                    if statement.many:
                        await connection.executemany(
                            statement.text, [list(each.values()) for each in statement.parameters]
                        )
                    else:
                        await connection.fetch(statement.text, *statement.parameters.values())
        return (time.process_time() - began) * 1000
    finally:
        await connection.close()
