"""A small CRM in a database of its own, and processes of crmbot that work on it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database.store import DatabaseStore
from tests.acceptance.crm import Crm


@pytest.fixture
async def crm(store: DatabaseStore, database_url: str, tmp_path: Path) -> AsyncIterator[Crm]:
    crm = Crm(database_url, tmp_path, store)
    await crm.fill()
    yield crm
    await crm.close()
    assert "Traceback" not in crm.logged()
    assert "never retrieved" not in crm.logged()
