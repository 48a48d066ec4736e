"""From a database URL to something that runs functions in transactions.

A use case is synchronous. On SQLite it runs in one of two threads, one that writes and one that
reads, so that a transaction costs one hop; on PostgreSQL it runs on the event loop in a greenlet,
which is suspended while the server works.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Protocol, TypeVar

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.sql.base import Executable

from bot.errors import StoreUnavailable
from storage.database.statements import Rows

T = TypeVar("T")

Mode = Literal["read", "write", "claim"]
RareMode = Literal["read", "migrate"]


class Transaction(Protocol):
    """A transaction under way on a connection of the driver."""

    @property
    def dialect(self) -> Literal["sqlite", "postgresql"]: ...

    def run(self, statement: Executable, parameters: Mapping[str, Any]) -> Rows: ...

    def run_many(self, statement: Executable, parameters: Sequence[Mapping[str, Any]]) -> Rows:
        """The statement once for each of these parameters, which have the same names; all that they return."""
        ...


class Database(Protocol):
    """One database, and the ways to run a function on a connection to it."""

    @property
    def where(self) -> str:
        """The address, fit to be shown: without a password."""
        ...

    @property
    def exists(self) -> bool:
        """False where there is not even a file yet."""
        ...

    async def transact(self, mode: Mode, function: Callable[[Transaction], T]) -> T:
        """Runs it in one transaction of that mode; a lost one is run again.

        read: a snapshot, no writes. write: serialised. claim: as write, skipping rows that others hold.
        """
        ...

    async def run(self, mode: RareMode, function: Callable[[Connection], T]) -> T:
        """Runs what SQLAlchemy or Alembic drives: rare work, such as a backup, that may take its time.

        read: as in `transact`. migrate: alone; others that migrate wait.
        """
        ...

    async def close(self) -> None: ...


def connect(url: str) -> Database:
    """The database of a URL, `sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/NAME`. Nothing is opened yet."""
    try:
        parsed = make_url(url.strip())
    except (ArgumentError, ValueError):
        raise StoreUnavailable(_BAD_URL.format(what="the database URL cannot be read")) from None
    match parsed.get_backend_name():
        case "sqlite":
            from storage.database.sqlite import SqliteDatabase

            return SqliteDatabase(_sqlite_file(parsed))
        case "postgresql" | "postgres":
            from storage.database.postgresql import PostgresDatabase

            if "@" in (parsed.host or ""):
                raise StoreUnavailable(_BAD_URL.format(what="a password with an @ in it needs %40 for it"))
            return PostgresDatabase(parsed.set(drivername="postgresql"))
        case other:
            raise StoreUnavailable(_BAD_URL.format(what=f'there is no store for "{other}"'))


_BAD_URL = "{what}: set CRMBOT_DATABASE_URL to sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"


def _sqlite_file(url: URL) -> str:
    if not url.database or url.database == ":memory:" or url.host:
        raise StoreUnavailable(_BAD_URL.format(what="an SQLite URL names a file (three slashes, four for a full path)"))
    return url.database
