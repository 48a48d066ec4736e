"""How many statements a message costs: few, and as many among 10,000 records as among ten."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

import pytest
from sqlalchemy import insert

from bot.bootstrap import read_documents
from bot.conversation.intake import Intake
from bot.domain.ids import new_id
from bot.domain.people import Account, Contact, User
from bot.messages import Conversation, Incoming
from bot.ports import UnitOfWork
from storage.database.sqlite import STATEMENTS
from storage.database.store import DatabaseStore
from storage.database.tables import accounts, contacts
from storage.database.unit_of_work import DatabaseUnitOfWork
from tests.unit.bot.conversation.talk import HandClock
from tests.watched import Execution, watched

T = TypeVar("T")

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
USER = User(id=new_id(), name="Ines Calder", timezone="Europe/Paris")

# What a message may cost at most: reading for the parse and handling, without accept, claim and delivery.
BUDGETS = {
    "called Tomas Rehn at Brightwater Mills, wants a price for 40 chairs, follow up tomorrow at 10": 18,
    "what do we know about Tomas Rehn?": 8,
    "Tomas Rehn's phone number": 8,
}


class CountedStore:
    """Keeps the statements of the transactions that read and write, without those of claims."""

    def __init__(self, store: DatabaseStore) -> None:
        self._store = watched(store, self._executed)
        self._counting = False
        self.statements: list[str] = []

    async def read(self, function: Callable[[UnitOfWork], T]) -> T:
        return await self._store.read(self._counted(function))

    async def write(self, function: Callable[[UnitOfWork], T]) -> T:
        return await self._store.write(self._counted(function))

    async def claim(self, function: Callable[[UnitOfWork], T]) -> T:
        return await self._store.claim(function)

    async def close(self) -> None:
        await self._store.close()

    def _executed(self, run: Execution) -> None:
        if self._counting:
            text = STATEMENTS.written(run.statement, run.parameters[0]).text
            # The answer is claimed for its delivery as it is written.
            if not text.startswith("UPDATE outbox"):
                self.statements.append(text)

    def _counted(self, function: Callable[[UnitOfWork], T]) -> Callable[[UnitOfWork], T]:
        def run(uow: UnitOfWork) -> T:
            self._counting = True
            try:
                return function(uow)
            finally:
                self._counting = False

        return run


@pytest.fixture
def counted(store: DatabaseStore) -> CountedStore:
    return CountedStore(store)


async def test_a_message_costs_few_statements_however_many_records_there_are(counted: CountedStore) -> None:
    await counted.write(partial(_fill, start=0, end=5))
    few = {text: await _statements(counted, text) for text in BUDGETS}
    for text, statements in few.items():
        assert len(statements) <= BUDGETS[text], "\n".join([text, *statements])

    await counted.write(partial(_fill, start=5, end=5_000))
    assert {text: await _statements(counted, text) for text in BUDGETS} == few


def _fill(uow: UnitOfWork, *, start: int, end: int) -> None:
    """Companies with a person each; the first is the one that messages are about. Before it, the person who speaks."""
    assert isinstance(uow, DatabaseUnitOfWork)
    if start == 0:
        uow.users.add(USER)
        uow.users.link(USER.id, "console", USER.id, NOW)
    firms, people = [], []
    for number in range(start, end):
        first, last = (_word(number % 100), _word(number // 100)) if number else ("Tomas", "Rehn")
        firms.append(Account(id=new_id(), name=f"{last} {first}" if number else "Brightwater Mills", created_at=NOW))
        people.append(
            Contact(id=new_id(), first_name=first, last_name=last, account_id=firms[-1].id, phone="12", created_at=NOW)
        )
    # One by one, as messages add them, thousands take their time.
    uow.accounts._scope.insert_all(insert(accounts), map(uow.accounts._row, firms))
    uow.contacts._scope.insert_all(insert(contacts), map(uow.contacts._row, people))
    for firm, person in zip(firms, people, strict=True):
        uow.accounts._index(firm, new=True)
        uow.contacts._index(person, new=True)


def _word(number: int) -> str:
    """One of a hundred names."""
    syllables = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu")
    return f"{syllables[number // 10]}{syllables[number % 10]}n".capitalize()


async def _statements(counted: CountedStore, text: str) -> list[str]:
    """Those of the second message like that in a conversation, when everything has been loaded once."""
    intake = Intake(counted, [], HandClock(NOW), worker="test", read_documents=read_documents)
    conversation = Conversation("console", USER.id, "", USER.id)
    for _ in range(2):
        assert await intake.accept(Incoming(key=new_id(), conversation=conversation, text=text, sent_at=NOW))
        counted.statements.clear()
        done = await intake.handle_next(conversation)
        assert done is not None
        assert done[1] is not None
    return counted.statements[:]
