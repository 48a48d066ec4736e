"""A backup restores into either database, and a damaged one leaves nothing behind."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.crm.imports import import_rows
from bot.errors import UsageError
from bot.ports import UnitOfWork
from storage.database.backup import restore_backup, write_backup
from storage.database.store import open_store
from storage.transfer.json_file import read_files
from tests.postgres import PostgresServer

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
CRM = Path(__file__).parents[1] / "scenarios" / "crm.json"


async def filled(url: str) -> None:
    store = await open_store(url)

    def fill(uow: UnitOfWork) -> None:
        assert not import_rows(uow, read_files([CRM]), importer=None, now=NOW).problems

    await store.write(fill)
    await store.close()


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
async def test_a_backup_restores_into_either_database(
    database_url: str, target: str, tmp_path: Path, postgres_server: PostgresServer
) -> None:
    await filled(database_url)
    first, second = tmp_path / "first.gz", tmp_path / "second.gz"
    rows = await write_backup(database_url, first)
    if target == "sqlite":
        other = f"sqlite:///{tmp_path / 'restored.db'}"
    else:
        other = await postgres_server.lend()
    assert await restore_backup(other, first) == rows
    assert await write_backup(other, second) == rows
    assert gzip.decompress(second.read_bytes()) == gzip.decompress(first.read_bytes())
    if target == "postgresql":
        await postgres_server.take_back(other)


async def test_a_store_that_is_in_use_is_not_overwritten(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    file = tmp_path / "backup.gz"
    await write_backup(sqlite_url, file)
    with pytest.raises(UsageError, match="holds a CRM already"):
        await restore_backup(sqlite_url, file)


async def test_a_backup_is_nobody_elses(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.gz"
    await write_backup(sqlite_url, file)
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("length", [0, 10, 200, -1])
async def test_a_cut_off_backup_restores_nothing(sqlite_url: str, tmp_path: Path, length: int) -> None:
    await filled(sqlite_url)
    file, cut = tmp_path / "backup.gz", tmp_path / "cut.gz"
    await write_backup(sqlite_url, file)
    cut.write_bytes(file.read_bytes()[:length])
    target = tmp_path / "restored.db"
    with pytest.raises(UsageError, match=r"cannot be read|cut off|no backup"):
        await restore_backup(f"sqlite:///{target}", cut)
    assert not target.exists()


async def test_a_backup_without_its_last_rows_is_noticed(sqlite_url: str, tmp_path: Path) -> None:
    await filled(sqlite_url)
    file, short = tmp_path / "backup.gz", tmp_path / "short.gz"
    await write_backup(sqlite_url, file)
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    short.write_bytes(gzip.compress(b"".join(lines[:-3] + lines[-1:])))
    with pytest.raises(UsageError, match="cut off"):
        await restore_backup(f"sqlite:///{tmp_path / 'restored.db'}", short)


async def test_a_file_that_is_there_is_not_overwritten(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.gz"
    file.write_text("somebody's")
    with pytest.raises(UsageError, match="exists already"):
        await write_backup(sqlite_url, file)
    assert file.read_text() == "somebody's"
