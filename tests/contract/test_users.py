"""Users and their identities; what is kept of conversations."""

from datetime import time

from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import MINUTE, NOW, user


async def test_users_come_back_as_they_went_in(store: DatabaseStore) -> None:
    iris = user(email="i@x.example", role="admin", team="north", language="fr", workday_start=time(8, 30))
    karl = user(name="Karl")

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        uow.users.add(karl)
        uow.users.update(karl.id, {"name": "Carl", "active": False})
        uow.users.update(karl.id, {"timezone": "Europe/Paris"})
        uow.users.update(karl.id, {})
        uow.users.update("nobody", {"name": "X"})

    await store.write(use)
    assert await store.read(lambda uow: uow.users.get(iris.id)) == iris
    assert await store.read(lambda uow: uow.users.get("nobody")) is None
    everybody = await store.read(lambda uow: uow.users.all())
    assert [(each.name, each.active, each.timezone) for each in everybody] == [
        ("Iris Keller", True, "UTC"),
        ("Carl", False, "Europe/Paris"),
    ]
    assert [known.id for known in await store.read(lambda uow: uow.names.find(["carl"]))] == [karl.id]


async def test_an_identity_is_of_one_user_the_last_linked(store: DatabaseStore) -> None:
    iris, karl = user(), user(name="Karl")

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        uow.users.add(karl)
        uow.users.link(iris.id, "slack", "U1", NOW)
        uow.users.link(iris.id, "slack", "U1", NOW + MINUTE)
        uow.users.link(iris.id, "telegram", "U1", NOW)

    await store.write(use)
    assert await store.read(lambda uow: uow.users.by_identity("slack", "U1")) == iris
    assert await store.read(lambda uow: uow.users.by_identity("slack", "U2")) is None
    await store.write(lambda uow: uow.users.link(karl.id, "slack", "U1", NOW + MINUTE))
    assert await store.read(lambda uow: uow.users.by_identity("slack", "U1")) == karl
    assert await store.read(lambda uow: uow.users.by_identity("telegram", "U1")) == iris
    mine = await store.read(lambda uow: uow.users.identities(iris.id))
    assert [(each.platform, each.external_id) for each in mine] == [("telegram", "U1")]
