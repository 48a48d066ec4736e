"""Writes that share a transaction: few commits for many, and no harm from a neighbour."""

import asyncio

import pytest

from bot.ports import UnitOfWork
from bot.scheduling.grouped import GroupedWrites
from storage.database.store import DatabaseStore
from tests.contract.samples import user


async def test_what_comes_up_meanwhile_shares_a_transaction(sqlite_store: DatabaseStore) -> None:
    units: list[UnitOfWork] = []
    writes = GroupedWrites(sqlite_store)

    async def add(number: int) -> int:
        def run(uow: UnitOfWork) -> int:
            units.append(uow)
            uow.users.add(user(name=f"Person {number}"))
            return number

        return await writes.write(run)

    assert await asyncio.gather(*(add(number) for number in range(150))) == list(range(150))
    assert len({id(unit) for unit in units}) <= 3
    assert len(await sqlite_store.read(lambda uow: uow.users.all())) == 150


async def test_one_that_fails_takes_no_other_down(sqlite_store: DatabaseStore) -> None:
    writes, person = GroupedWrites(sqlite_store), user()

    def fails(uow: UnitOfWork) -> None:
        uow.users.add(user(name="Nobody"))
        raise ZeroDivisionError

    results = await asyncio.gather(
        writes.write(lambda uow: uow.users.add(person)), writes.write(fails), return_exceptions=True
    )
    assert isinstance(results[1], ZeroDivisionError)
    assert await sqlite_store.read(lambda uow: uow.users.all()) == [person]
    with pytest.raises(ZeroDivisionError):
        await writes.write(fails)
