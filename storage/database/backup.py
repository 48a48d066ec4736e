"""A store as one file: every row of every table, as lines of JSON, compressed.

The file knows no database: a backup from SQLite may be restored into PostgreSQL and the other way
round. It is one consistent snapshot, taken while others go on writing.

    {"crmbot": 1, "revision": "0002"}              the first line
    {"table": "users", "row": {"id": ..., ...}}    a row, values as `serialise` writes them
    {"rows": 1234}                                 the last line: what is cut off is noticed
"""

import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any, TypeVar

from sqlalchemy import Connection, RowMapping, Table, delete, func, insert, select

from bot.errors import UsageError
from storage.database.engine import connect
from storage.database.revisions import LATEST, revision_of
from storage.database.serialise import dump_value, load_value
from storage.database.store import upgrade
from storage.database.tables import accounts, contacts, metadata, users
from storage.database.types import Json

T = TypeVar("T")

_FORMAT = 1
_BATCH = 1000


async def write_backup(url: str, file: Path, advance: Callable[[int], None] = lambda _: None) -> int:
    """Writes the store at a URL into a new file; gives the number of rows.

    The file appears when it is whole. Raises UsageError where it cannot be written, StoreError for
    the store's own trouble. `advance` hears of each batch of rows.
    """
    _refuse_existing(file)
    part = file.with_name(f"{file.name}.part")
    await upgrade(url)
    database = connect(url)
    try:
        # Names and numbers of customers: for nobody else's eyes.
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
            rows = await database.run("read", lambda connection: _dump(connection, raw, advance))
        part.rename(file)
    except OSError as error:
        raise UsageError(f"{file} cannot be written ({error.strerror}): name a file in a folder that can be") from None
    finally:
        part.unlink(missing_ok=True)
        await database.close()
    return rows


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise UsageError(f"{file} exists already: name another file")


def _dump(connection: Connection, raw: IO[bytes], advance: Callable[[int], None]) -> int:
    # A transaction that lost and runs again begins anew.
    raw.seek(0)
    raw.truncate()
    total = 0
    with gzip.open(raw, "wt", encoding="utf-8", compresslevel=6) as lines:
        lines.write(json.dumps({"crmbot": _FORMAT, "revision": revision_of(connection)}) + "\n")
        for table in metadata.sorted_tables:
            # In the order of the key, so that the same store gives the same file.
            statement = select(table).order_by(*table.primary_key).execution_options(yield_per=_BATCH)
            for batch in connection.execute(statement).mappings().partitions():
                for row in batch:
                    lines.write(json.dumps({"table": table.name, "row": _row(table, row)}) + "\n")
                total += len(batch)
                advance(len(batch))
        lines.write(json.dumps({"rows": total}) + "\n")
    return total


def _row(table: Table, row: RowMapping) -> dict[str, Any]:
    return {
        column.name: row[column.name] if isinstance(column.type, Json) else dump_value(row[column.name])
        for column in table.columns
    }


async def restore_backup(url: str, file: Path, advance: Callable[[int], None] = lambda _: None) -> int:
    """Fills an empty store at a URL from a backup, all of it or nothing; gives the number of rows.

    Raises UsageError for a file that is no whole backup of this version, and for a store that holds a CRM already.
    """
    _check(file)
    await upgrade(url)
    database = connect(url)
    try:
        return await database.run("migrate", lambda connection: _load(connection, file, advance))
    finally:
        await database.close()


def _check(file: Path) -> None:
    """Reads the file once to its end before anything is written."""
    try:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            head = json.loads(next(lines, "null"))
            if not isinstance(head, dict) or head.get("crmbot") != _FORMAT:
                raise UsageError(f"{file} is no backup of crmbot's: name a file that `crmbot backup` wrote")
            if head.get("revision") != LATEST:
                raise UsageError(
                    f"{file} is of schema {head.get('revision')}, this crmbot has {LATEST}: restore it with the crmbot "
                    "that wrote it, then upgrade"
                )
            last, count = "null", -1
            for line in lines:
                last, count = line, count + 1
            if json.loads(last) != {"rows": count}:
                raise UsageError(f"{file} is cut off: use another backup")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, json.JSONDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is damaged"
        raise UsageError(f"{file} cannot be read ({reason}): use another backup") from None


def _load(connection: Connection, file: Path, advance: Callable[[int], None]) -> int:
    if any(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in _TELLING):
        raise UsageError("the store holds a CRM already: restore into a new one, see CRMBOT_DATABASE_URL")
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))
    total = 0
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for name, rows in groupby(_rows(lines), key=lambda row: row[0]):
            table = metadata.tables[name]
            while batch := [_values(table, row) for _, row in islice(rows, _BATCH)]:
                connection.execute(insert(table), batch)
                total += len(batch)
                advance(len(batch))
    return total


_TELLING = (users, accounts, contacts)


def _rows(lines: IO[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    next(lines)
    for line in lines:
        content = json.loads(line)
        if "table" in content:
            yield content["table"], content["row"]


def _values(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        column.name: row[column.name] if isinstance(column.type, Json) else load_value(row[column.name])
        for column in table.columns
    }
