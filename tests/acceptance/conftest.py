"""A small CRM in a database of its own, and processes of crmbot that work on it."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from storage.database.store import DatabaseStore
from tests.acceptance.crm import USER, Crm
from tests.acceptance.served import IN_SLACK, IN_TELEGRAM, Office
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram


@pytest.fixture
async def crm(store: DatabaseStore, database_url: str, tmp_path: Path) -> AsyncIterator[Crm]:
    crm = Crm(database_url, tmp_path, store)
    await crm.fill()
    yield crm
    await crm.close()
    assert "Traceback" not in crm.logged()
    assert "never retrieved" not in crm.logged()


@pytest.fixture
async def office(crm: Crm) -> AsyncIterator[Office]:
    """The same CRM; its person is in Slack and in Telegram."""
    async with FakeSlack() as slack, FakeTelegram() as telegram, aiohttp.ClientSession() as http:
        office = Office(crm, slack, telegram, http)
        await office.hires(USER, slack=IN_SLACK, telegram=IN_TELEGRAM)
        yield office
        await office.close()
