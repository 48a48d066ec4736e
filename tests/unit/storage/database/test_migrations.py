"""The migrations make exactly the schema that the statements are written for."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.errors import StoreUnavailable
from storage.database.engine import connect
from storage.database.revisions import LATEST, REVISIONS
from storage.database.store import current_revision, open_store, upgrade
from storage.database.tables import metadata


def differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


async def test_migrations_and_tables_agree(database_url: str) -> None:
    database = connect(database_url)
    try:
        assert await database.run("read", differences) == []
    finally:
        await database.close()


async def test_a_store_of_the_time_when_0007_made_more_columns(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'crmbot.db'}"
    database = connect(url)

    def as_it_was(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path("storage/database/migrations").resolve()))
        config.attributes["connection"] = connection
        command.upgrade(config, "0009")
        for column in (
            "workday_end TIME DEFAULT '18:00:00.000000' NOT NULL",
            "digest_time TIME",
            "daily_cap INTEGER DEFAULT 12 NOT NULL",
            "lock_screen TEXT DEFAULT 'full' NOT NULL",
            "muted TEXT DEFAULT '' NOT NULL",
        ):
            connection.execute(text(f"ALTER TABLE users ADD COLUMN {column}"))

    try:
        await database.run("migrate", as_it_was)
        await upgrade(url)
        assert await database.run("read", differences) == []
    finally:
        await database.close()


def test_the_known_revisions_are_those_of_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path("storage/database/migrations").resolve()))
    scripts = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(scripts)) == REVISIONS


async def test_a_new_store_is_made_with_its_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a' / 'b' / 'crmbot.db'}"
    assert await current_revision(url) is None
    assert not (tmp_path / "a").exists()
    await upgrade(url)
    await upgrade(url)
    assert await current_revision(url) == LATEST


async def test_an_old_store_is_refused_unless_it_may_be_migrated(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'crmbot.db'}"
    with pytest.raises(StoreUnavailable, match="crmbot db upgrade"):
        await open_store(url, migrate=False)
    assert not (tmp_path / "crmbot.db").exists()


async def test_a_newer_store_is_refused(database_url: str) -> None:
    database = connect(database_url)
    await database.run("migrate", lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    await database.close()
    assert await current_revision(database_url) == "9999"
    for attempt in (open_store, upgrade):
        with pytest.raises(StoreUnavailable, match="newer crmbot"):
            await attempt(database_url)
