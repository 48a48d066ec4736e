"""Stores for the tests: real ones, SQLite in a temporary file and PostgreSQL from a wheel.

`store` runs a test on both; `sqlite_store` where one is enough. `database_url` and `postgres_url`
are the URLs of migrated databases, for processes and for several stores on one database.
"""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.database.store import DatabaseStore, open_store, upgrade
from tests.postgres import PostgresServer, postgres_dsn

# The same examples every time: what chance finds belongs to whoever looks for it (`make fuzz`), not to whoever is next.
settings.register_profile("fixed", derandomize=True, database=None, deadline=None)
settings.register_profile("random", max_examples=2_000, deadline=None)
settings.load_profile("fixed")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: many tests wait for other processes, and one for a minute."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes a minute begins first, so that the others are done meanwhile."""
    items.sort(key=lambda item: item.get_closest_marker("minute") is None)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with postgres_dsn() as dsn:
        yield PostgresServer(dsn)


@pytest.fixture
async def postgres_url(postgres_server: PostgresServer) -> AsyncIterator[str]:
    url = await postgres_server.lend()
    yield url
    await postgres_server.take_back(url)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the migrated file is kept once the first test made it."""
    return tmp_path_factory.mktemp("template") / "crmbot.db"


@pytest.fixture
async def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    if not sqlite_template.exists():  # noqa: ASYNC240  # only this test waits
        await upgrade(f"sqlite:///{sqlite_template}")
    file = tmp_path / "crmbot.db"
    shutil.copy(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param])
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[DatabaseStore]:
    opened = await open_store(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator[DatabaseStore]:
    opened = await open_store(sqlite_url)
    yield opened
    await opened.close()
