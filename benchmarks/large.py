"""What a card and a logged call take by the clock, with 1,000,000 contacts and 5,000,000 activities.

The store is built once, through the repositories that messages use; PostgreSQL gets a copy of its rows each time.
People are taken at random, each once; a message is timed from its arrival to its stored answer, one after another.
"""

import argparse
import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

import asyncpg
from sqlalchemy import Table, create_engine, select
from sqlalchemy.dialects.postgresql.asyncpg import dialect

from benchmarks.built import built_once
from benchmarks.clock import StandingClock
from benchmarks.databases import databases
from benchmarks.invented import companies, people
from benchmarks.messages import NOW, Listener, said
from benchmarks.report import Report
from bot.bootstrap import Runtime
from bot.domain.activities import Activity, ActivityKind
from bot.domain.ids import new_id
from bot.domain.people import Account, Contact, User
from bot.ports import UnitOfWork
from storage.database.store import opened_store, upgrade
from storage.database.tables import metadata, workspaces

_AT_ONCE = 5_000
_ACTIVITIES_EACH = 5
_KINDS: tuple[ActivityKind, ...] = ("call", "call", "email", "meeting", "note")
_NOTES = (
    "wants a price for 40 chairs",
    "sent the catalogue",
    "budget is frozen until april",
    "no answer",
    "asks for May",
)
_MESSAGES = (("a card", "who is {}?"), ("a logged call", "called {}, wants a price"))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large", description=__doc__)
    parser.add_argument("--contacts", type=int, default=1_000_000, help="how many contacts; each has 5 activities")
    parser.add_argument("--messages", type=int, default=300, help="how many messages of each kind are timed")
    parser.add_argument("--sqlite-only", action="store_true", help="leave out the copy to PostgreSQL")
    options = parser.parse_args()
    report = Report()
    report.machine()
    asyncio.run(_measure(report, options.contacts, options.messages, sqlite_only=options.sqlite_only))


async def _measure(report: Report, contacts: int, messages: int, *, sqlite_only: bool) -> None:
    names = people(contacts)
    file = await built_once(report, f"contacts-{contacts}", partial(_fill, names=names))
    asked = Random(3).sample(names, messages)
    rows = await _timed("SQLite", f"sqlite:///{file}", asked)
    if not sqlite_only:
        with databases() as (_, server):
            async with server.fresh() as fresh, _copied(file, fresh.url):
                rows += await _timed("PostgreSQL", fresh.url, asked)
    title = (
        f"{contacts:,} contacts, {contacts * _ACTIVITIES_EACH:,} activities, {messages} messages each: ms by the clock"
    )
    report.table(title, ("", "p50", "p90", "p99"), rows)


async def _timed(label: str, url: str, names: Sequence[str]) -> list[tuple[str, ...]]:
    async with opened_store(url) as store:
        runtime = Runtime(store, [Listener()], StandingClock(NOW))
        (user,) = await store.read(lambda uow: uow.users.all())
        rows = []
        for what, text in _MESSAGES:
            await runtime.receive(said(text.format(names[0]), user))
            taken = []
            for name in names:
                began = time.perf_counter()
                await runtime.receive(said(text.format(name), user))
                taken.append((time.perf_counter() - began) * 1000)
            cuts = quantiles(taken, n=100)
            rows.append((f"{label}: {what}", *(f"{cuts[percent - 1]:.1f}" for percent in (50, 90, 99))))
        return rows


async def _fill(url: str, names: Sequence[str]) -> None:
    firms = companies(max(1, len(names) // 2))
    async with opened_store(url) as store:
        user = await store.write(_user)
        for first in range(0, len(names), _AT_ONCE):
            last = first + _AT_ONCE
            await store.write(_filling(names[first:last], firms[first // 2 : last // 2], user))


def _user(uow: UnitOfWork) -> User:
    user = User(id=new_id(), name="Rep", language="en", timezone="Europe/Paris")
    uow.users.add(user)
    uow.users.link(user.id, "console", user.id, NOW)
    return user


def _filling(names: Sequence[str], firms: Sequence[str], user: User) -> Callable[[UnitOfWork], None]:
    """Adds these people, two at a company, and what was done with each of them in the last two years."""
    random = Random(names[0])
    accounts = [Account(id=new_id(), name=firm, owner_id=user.id, created_at=NOW) for firm in firms]
    contacts = [
        Contact(
            id=new_id(),
            first_name=name.partition(" ")[0],
            last_name=name.partition(" ")[2],
            account_id=accounts[place // 2].id,
            owner_id=user.id,
            created_at=NOW,
        )
        for place, name in enumerate(names)
    ]
    activities = [
        Activity(
            id=new_id(),
            kind=kind,
            happened_at=NOW - timedelta(minutes=random.randrange(1, 2 * 365 * 24 * 60)),
            note=random.choice(_NOTES),
            contact_ids=(contact.id,),
            account_id=contact.account_id,
            owner_id=user.id,
            created_at=NOW,
        )
        for contact in contacts
        for kind in _KINDS
    ]

    def fill(uow: UnitOfWork) -> None:
        uow.accounts.add_all(accounts)
        uow.contacts.add_all(contacts)
        uow.activities.add_all(activities)

    return fill


@asynccontextmanager
async def _copied(file: Path, url: str) -> AsyncIterator[None]:
    """All rows of an SQLite store in an empty PostgreSQL store."""
    await upgrade(url)
    target = await asyncpg.connect(url)
    try:
        engine = create_engine(f"sqlite:///{file}")
        await target.execute(f"TRUNCATE {workspaces.name} CASCADE")
        for table in metadata.sorted_tables:
            with engine.connect() as source:
                await target.copy_records_to_table(
                    table.name,
                    records=_records(table, source.execution_options(yield_per=_AT_ONCE).execute(select(table))),
                    columns=[column.name for column in table.columns],
                )
        engine.dispose()
        # Autovacuum would do so a minute later.
        await target.execute("VACUUM ANALYZE")
    finally:
        await target.close()
    yield


def _records(table: Table, rows: Any) -> Iterator[tuple[Any, ...]]:
    """Rows as asyncpg takes them."""
    postgresql = dialect()  # type: ignore[no-untyped-call]
    converts = [column.type.dialect_impl(postgresql).bind_processor(postgresql) for column in table.columns]
    for row in rows:
        yield tuple(value if convert is None else convert(value) for value, convert in zip(row, converts, strict=True))


if __name__ == "__main__":
    main()
