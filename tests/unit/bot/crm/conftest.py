import pytest

from storage.database.store import DatabaseStore
from tests.unit.bot.crm.desk import Desk, desk_at


@pytest.fixture
async def desk(sqlite_store: DatabaseStore) -> Desk:
    return await desk_at(sqlite_store)
