import pytest

from bot.crm.changes import records_of
from bot.domain.changes import kind_of
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.unit.bot.conversation.people import PEOPLE
from tests.unit.bot.conversation.talk import Talk, talk_at


def add_people(uow: UnitOfWork) -> None:
    for record in PEOPLE:
        records_of(uow, kind_of(record)).add(record)  # type: ignore[arg-type]  # each to the repository of its kind


@pytest.fixture
async def talk(sqlite_store: DatabaseStore) -> Talk:
    """Iris, who writes English in Paris, in a CRM with a few people."""
    await sqlite_store.write(add_people)
    return await talk_at(sqlite_store)
