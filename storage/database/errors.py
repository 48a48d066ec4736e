"""What went wrong with the database, in one line that says what to do and never holds a secret."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StoreConflict, StoreError, StoreUnavailable

_SERIALIZATION_FAILURE, _DEADLOCK = "40001", "40P01"
_UNIQUE_VIOLATION = "23505"
# The connection failed; an operator shut the server down; it crashed.
_DISCONNECTED = ("08", "57P01", "57P02")
# The key of buttons, as PostgreSQL and as SQLite name it.
_TAKEN_HANDLE = ("pk_buttons", "buttons.handle")

_IS_IT_THERE = "is the server running, and is the address in CRMBOT_DATABASE_URL right?"

# By SQLSTATE, or its class: what happened and what helps. `{where}` is the address without its password.
_POSTGRES = {
    "28P01": "wrong user or password for {where}: check CRMBOT_DATABASE_URL",
    "28000": "{where} does not let this user in: check CRMBOT_DATABASE_URL and the server's pg_hba.conf",
    "3D000": "there is no database at {where}: create it with createdb, or check its name in CRMBOT_DATABASE_URL",
    "42501": "the user may not do this in {where}: let it own the database",
    "53100": "the disk of {where} is full: make room and start again",
    "53300": "{where} has no free connection: raise max_connections or run fewer processes",
    "57P03": "{where} is starting up or shutting down: try again in a moment",
    "57P01": "{where} closed the connection: try again in a moment",
    "25006": "{where} is read-only: use the primary server",
    "42P01": "{where} lacks a table: run crmbot db upgrade",
    "08": f"cannot reach {{where}}: {_IS_IT_THERE}",
}

# By the message of SQLite, which gives several causes one code.
_SQLITE = (
    ("unable to open database file", "cannot open {where}: check that the folder exists and may be written to"),
    ("not a database", "{where} is not an SQLite database: choose another file in CRMBOT_DATABASE_URL"),
    ("malformed", "{where} is damaged: restore a backup"),
    ("readonly", "{where} is read-only: give this user the right to write the file and its folder"),
    ("read-only", "{where} is read-only: give this user the right to write the file and its folder"),
    ("is full", "the disk of {where} is full: make room and start again"),
    ("disk I/O error", "the disk of {where} fails to read or write: check its space and health"),
    ("no such table", "{where} lacks a table: run crmbot db upgrade"),
)


def sqlstate(error: BaseException | None) -> str:
    """PostgreSQL's five letters, wherever in the chain of causes they are."""
    while error is not None:
        if state := getattr(_of_driver(error), "sqlstate", None):
            return str(state)
        error = error.__cause__
    return ""


def is_conflict(error: BaseException) -> bool:
    """Whether a concurrent transaction won, or a random handle is taken: another run will do."""
    driver, state = _of_driver(error), sqlstate(error)
    if isinstance(driver, sqlite3.IntegrityError) or state == _UNIQUE_VIOLATION:
        return any(sign in str(driver) for sign in _TAKEN_HANDLE)
    return state in (_SERIALIZATION_FAILURE, _DEADLOCK) or _is_busy(driver)


def is_disconnect(error: BaseException) -> bool:
    """Whether the connection broke, as after a restart of the server."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated
    return (
        isinstance(error, OSError) or sqlstate(error).startswith(_DISCONNECTED) or "connection is closed" in str(error)
    )


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turns errors of the driver and of SQLAlchemy into ours; `where` names the database without a password."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise translate(error, where) from error


def translate(error: Exception, where: str) -> StoreError:
    """Our error for one of the driver or of SQLAlchemy."""
    if is_conflict(error):
        return StoreConflict(f"{where} is busy: too many transactions at once, try again")
    if advice := _advice(error):
        return StoreUnavailable(advice.replace("{where}", where))
    return StoreError(f"{where} refused: {first_line(error)}")


def _advice(error: Exception) -> str | None:
    if isinstance(error, PoolTimeout):
        return "{where} is busy: no connection came free in time"
    if state := sqlstate(error):
        return _POSTGRES.get(state) or _POSTGRES.get(state[:2])
    message = first_line(error)
    if is_disconnect(error):
        return f"cannot reach {{where}} ({message}): {_IS_IT_THERE}"
    return next((advice for sign, advice in _SQLITE if sign in message), None)


def _of_driver(error: BaseException) -> BaseException:
    """The error that the driver raised, whether or not it went through SQLAlchemy."""
    return getattr(error, "orig", None) or error


def _is_busy(error: BaseException) -> bool:
    """SQLite waited for another process until its busy timeout."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def first_line(error: Exception) -> str:
    """The driver's own words, without the statement, its parameters and the driver's class name."""
    words = str(_of_driver(error)).strip()
    first = words.splitlines()[0] if words else type(error).__name__
    return re.sub(r"^<class '[^']*'>: ", "", first)
