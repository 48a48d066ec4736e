"""The statements of a run, kept, and run again by sqlite3 or asyncpg without anything around them."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg
from sqlalchemy import Engine, event

from benchmarks.databases import Fresh


@dataclass(frozen=True, slots=True)
class Statement:
    """`parameters` is one tuple, or with `many` a list of them."""

    text: str
    parameters: Any
    many: bool


@contextmanager
def recorded() -> Iterator[list[list[Statement]]]:
    """The transactions of every engine meanwhile, in the order in which they began."""
    transactions: list[list[Statement]] = []
    of_connection: dict[int, list[Statement]] = {}

    def begin(connection: object) -> None:
        of_connection[id(connection)] = []
        transactions.append(of_connection[id(connection)])

    def execute(connection: object, _: object, text: str, parameters: Any, __: object, many: bool) -> None:
        if not text.startswith("BEGIN"):
            of_connection[id(connection)].append(Statement(text, parameters, many))

    # The first listener, so that a BEGIN that another one writes belongs to the transaction that begins.
    event.listen(Engine, "begin", begin)
    event.listen(Engine, "before_cursor_execute", execute)
    try:
        yield transactions
    finally:
        event.remove(Engine, "begin", begin)
        event.remove(Engine, "before_cursor_execute", execute)


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
                        await connection.executemany(statement.text, statement.parameters)
                    else:
                        await connection.fetch(statement.text, *statement.parameters)
        return (time.process_time() - began) * 1000
    finally:
        await connection.close()
