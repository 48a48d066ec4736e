"""Finds misspelled names among 1,200,000, on both databases, beside PostgreSQL's own trigrams.

The names are built once; PostgreSQL gets a copy of the index each time.
A query is the whole name of some record with one typo, or two. It is found where one of the first ten
answers bears that name.
"""

import argparse
import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from statistics import quantiles

import asyncpg
from sqlalchemy import Connection, select

from benchmarks.built import built_once
from benchmarks.databases import databases
from benchmarks.invented import companies, people
from benchmarks.report import Report
from bot.domain.ids import new_id
from bot.domain.names import NameKind, fold, name_words
from bot.ports import UnitOfWork
from storage.database.engine import Transaction, connect
from storage.database.name_index import NameIndex
from storage.database.name_tables import name_deletions, name_postings, names
from storage.database.name_tables import name_words as words_table
from storage.database.repositories.scope import Scope
from storage.database.store import FIRST_WORKSPACE, open_store, upgrade
from storage.database.tables import workspaces

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TRIGRAM_THRESHOLDS = (0.6, 0.45, 0.3)
_AT_ONCE = 20_000

Found = tuple[float, list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.names", description=__doc__)
    parser.add_argument("--names", type=int, default=1_200_000, help="how many names there are")
    parser.add_argument("--queries", type=int, default=500, help="how many are looked for, of each number of typos")
    options = parser.parse_args()
    report = Report()
    report.machine()
    asyncio.run(_measure(report, options.names, options.queries))


async def _measure(report: Report, count: int, queries: int) -> None:
    everybody = [*people(count - count // 3), *companies(count // 3)]
    file = await built_once(report, f"names-{count}", partial(_fill, everybody=everybody))
    asked = {typos: _queries(everybody, typos, queries) for typos in (1, 2)}
    rows = [await _own("SQLite", f"sqlite:///{file}", asked)]
    with databases() as (_, server):
        async with server.fresh() as fresh, _copied(file, fresh.url):
            rows += [await _own("PostgreSQL", fresh.url, asked), await _trigrams(fresh.url, asked)]
    report.table(
        f"{count:,} names, {queries} queries each",
        ("", "1 typo: found", "p50 ms", "p99 ms", "2 typos: found", "p50 ms", "p99 ms"),
        rows,
    )


async def _fill(url: str, everybody: Sequence[str]) -> None:
    await upgrade(url)
    database = connect(url)
    people_end, position = len(everybody) - len(everybody) // 3, 0
    rest = iter(everybody)
    while some := list(islice(rest, _AT_ONCE)):

        def write(transaction: Transaction, some: Sequence[str] = some, first: int = position) -> None:
            workspace_id = transaction.run(FIRST_WORKSPACE, {}).scalar_one()
            index = NameIndex(Scope(transaction, workspace_id))
            for number, name in enumerate(some, start=first):
                kind: NameKind = "contact" if number < people_end else "account"
                index.put(kind, new_id(), name, None, new=True)
            index.flush()

        await database.transact("write", write)
        position += len(some)
    await database.close()


@asynccontextmanager
async def _copied(file: Path, url: str) -> AsyncIterator[None]:
    """The index of names of an SQLite file in a PostgreSQL database."""
    source, target = connect(f"sqlite:///{file}"), await asyncpg.connect(url)
    try:
        workspace_id = await target.fetchval(f"SELECT id FROM {workspaces.name}")
        for table in (names, name_postings, words_table, name_deletions):
            columns = [column.name for column in table.columns if column.name != "workspace_id"]

            def rows(connection: Connection, table=table, columns=columns) -> list[tuple[str, ...]]:  # type: ignore[no-untyped-def]
                statement = select(*(table.c[name] for name in columns))
                return [(workspace_id, *row) for row in connection.execute(statement)]

            records = await source.run("read", rows)
            await target.copy_records_to_table(table.name, records=records, columns=["workspace_id", *columns])
        await target.execute("ANALYZE")
        yield
    finally:
        await target.close()
        await source.close()


def _queries(everybody: Sequence[str], typos: int, count: int) -> list[tuple[str, str]]:
    """(the name, the name misspelled), the same ones every time."""
    random = Random(typos)
    return [(name, _misspelled(name, typos, random)) for name in random.sample(everybody, count)]


def _misspelled(name: str, typos: int, random: Random) -> str:
    """A letter too many, one too few, another one, or two in the wrong order, in the longer words."""
    words = name.split()
    for _ in range(typos):
        place = random.choice([number for number, word in enumerate(words) if len(word) > 3] or [0])
        word = words[place]
        at = random.randrange(1, max(2, len(word) - 1))
        words[place] = random.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + random.choice(_LETTERS) + word[at:],
                word[:at] + random.choice(_LETTERS) + word[at + 1 :],
                word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            ]
        )
    return " ".join(words)


async def _own(label: str, url: str, asked: dict[int, list[tuple[str, str]]]) -> list[str]:
    store = await open_store(url)
    try:

        async def find(query: str) -> Found:
            words = name_words(query)

            def run(uow: UnitOfWork) -> Found:
                began = time.perf_counter()
                found = uow.names.find(words)
                return time.perf_counter() - began, [each.name for each in found[:10]]

            return await store.read(run)

        await find("warm up")
        return [label, *[cell for some in asked.values() for cell in _row([(n, await find(q)) for n, q in some])]]
    finally:
        await store.close()


async def _trigrams(url: str, asked: dict[int, list[tuple[str, str]]]) -> list[str]:
    """pg_trgm with an index, its threshold lowered until something is found."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("CREATE EXTENSION pg_trgm")
        await connection.execute("CREATE INDEX bench_trigrams ON names USING gin (name gin_trgm_ops)")
        await connection.execute("ANALYZE names")

        async def find(query: str) -> Found:
            began = time.perf_counter()
            rows: Sequence[asyncpg.Record] = []
            for threshold in _TRIGRAM_THRESHOLDS:
                await connection.execute(f"SET pg_trgm.similarity_threshold = {threshold}")
                rows = await connection.fetch(
                    "SELECT name FROM names WHERE name % $1 ORDER BY similarity(name, $1) DESC LIMIT 10", query
                )
                if rows:
                    break
            return time.perf_counter() - began, [row["name"] for row in rows]

        return [
            "PostgreSQL, pg_trgm",
            *[cell for some in asked.values() for cell in _row([(n, await find(q)) for n, q in some])],
        ]
    finally:
        await connection.close()


def _row(results: Iterable[tuple[str, Found]]) -> list[str]:
    told = list(results)
    right = sum(fold(name) in map(fold, found) for name, (_, found) in told)
    cuts = quantiles((seconds * 1000 for _, (seconds, _) in told), n=100)
    return [f"{right / len(told):.0%}", f"{cuts[49]:.1f}", f"{cuts[98]:.1f}"]


if __name__ == "__main__":
    main()
