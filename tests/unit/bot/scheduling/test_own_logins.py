"""People with a login of their own: what they write there, and what they see of it here."""

from collections.abc import AsyncIterator

import pytest

from bot.crm.people import create_account
from bot.crm.rights import sight_of
from bot.domain.mirrors import CrmLogin
from bot.ports import UnitOfWork
from bot.scheduling.sights import keep
from storage.database.store import DatabaseStore
from storage.sugarcrm.logins import new_key, seal
from tests.unit.bot.scheduling.mirrored import KEY, Two, filled, two_at


@pytest.fixture
async def two(sqlite_store: DatabaseStore) -> AsyncIterator[Two]:
    async with two_at(sqlite_store) as opened:
        yield opened


async def logs_in(two: Two, *, key: str = KEY, password: str = "of iris") -> None:
    login = CrmLogin(user_id=two.desk.user.id, name="iris", sealed=seal(key, password), given_at=two.desk.now)
    await two.desk.store.write(lambda uow: uow.sync.put_login(login))


async def test_who_has_a_login_of_their_own_writes_as_themselves(two: Two) -> None:
    filled(two.server)
    await two.pull()
    two.server.users["iris"] = "of iris"
    await logs_in(two)
    await two.changes("C1", title="CFO")
    await two.push()
    assert two.server.record("Contacts", "C1")["modified_user_id"] == "seed_iris_id"
    kept = await two.desk.gets(lambda uow: uow.sync.login(two.desk.user.id))
    assert kept is not None
    assert "of iris" not in repr(kept)


async def test_whoever_may_not_change_it_there_may_not_here(two: Two) -> None:
    filled(two.server)
    await two.pull()
    two.server.users["iris"] = "of iris"
    two.server.denied_to["iris"] = {"Contacts"}
    await logs_in(two)
    await two.changes("C1", title="CFO")
    await two.push()
    assert two.server.record("Contacts", "C1")["title"] == ""
    (told,) = two.refused
    assert "does not allow iris" in told


async def seen_by_iris(two: Two) -> set[str]:
    """What is in the sight of Iris, of what `filled` put there and of what came since."""

    def look(uow: UnitOfWork) -> set[str]:
        uow.act_as(sight_of(uow, two.desk.user))
        pages = (uow.accounts, uow.contacts, uow.deals, uow.activities, uow.tasks)
        return {record.id for records in pages for record in records.page("", 99)}

    return await two.desk.gets(look)


async def test_who_has_a_login_of_their_own_sees_what_the_crm_shows_them(two: Two) -> None:
    filled(two.server)
    two.server.put("Contacts", id="C2", last_name="Doe", assigned_user_id="seed_iris_id")
    await two.pull()
    assert await seen_by_iris(two) == {"A1", "C1", "C2", "D1", "K1", "T1"}
    two.server.users["iris"] = "of iris"
    two.server.limited.add("iris")
    await logs_in(two)
    # Nothing, until it was asked for.
    assert await seen_by_iris(two) == set()
    await two.pull()
    assert await seen_by_iris(two) == {"C2"}
    # What is given to her comes into sight with the change, and what is taken from her goes.
    two.desk.later(minutes=1)
    two.server.change("Contacts", "C1", assigned_user_id="seed_iris_id")
    two.server.change("Contacts", "C2", assigned_user_id="seed_sally_id")
    two.server.put("Accounts", id="A2", name="Hooli", assigned_user_id="seed_iris_id")
    await two.pull()
    assert await seen_by_iris(two) == {"C1", "A2"}
    # What she makes is hers before and after it was sent.
    made = await two.desk.does(lambda recorder: create_account(recorder, "Initech"))
    for _ in range(2):
        assert await seen_by_iris(two) == {"C1", "A2", made[0].id}
        await two.push()


async def test_rights_that_change_there_without_any_record_are_seen_after_a_while(two: Two) -> None:
    filled(two.server)
    two.server.users["iris"] = "of iris"
    await logs_in(two)
    await two.pull()
    await two.pull()
    assert "C1" in await seen_by_iris(two)
    two.server.limited.add("iris")
    await two.pull(thorough=True)
    assert await seen_by_iris(two) == set()


async def test_who_is_let_in_no_more_sees_nothing_until_a_login_works_again(two: Two) -> None:
    filled(two.server)
    two.server.users["iris"] = "of iris"
    await logs_in(two)
    await two.pull()
    both = two.synchroniser
    two.server.users["iris"] = "changed"
    two.server.end_sessions()
    two.server.requests.clear()
    for _ in range(3):
        two.server.change("Contacts", "C1", title="CFO")
        await both.pull(thorough=True)
    assert await seen_by_iris(two) == set()
    assert two.shut_out == [two.desk.user.id]
    # Sally's one, and one try of hers.
    assert sum(r.method == "login" and r.data["user_auth"]["user_name"] == "iris" for r in two.server.requests) == 1
    two.desk.later(minutes=20)
    await logs_in(two, password="changed")
    await both.pull()
    assert "C1" in await seen_by_iris(two)


async def test_what_a_login_was_shown_is_nothing_to_the_one_given_meanwhile(two: Two) -> None:
    filled(two.server)
    await two.pull()
    await logs_in(two)
    before = await two.desk.gets(lambda uow: uow.sync.login(two.desk.user.id))
    assert before is not None
    (contact,) = await two.remote.listed("contact", after="", limit=9)
    await two.desk.store.write(lambda uow: keep(uow, [contact], {before: {contact.id}}))
    assert await seen_by_iris(two) == {"C1"}
    await logs_in(two)
    await two.desk.store.write(lambda uow: keep(uow, [contact], {before: {contact.id}}))
    assert await seen_by_iris(two) == set()


async def test_what_is_not_shown_there_is_not_taken_for_deleted(two: Two) -> None:
    filled(two.server)
    two.server.users["iris"] = "of iris"
    await two.pull()
    await logs_in(two)
    await two.pull()
    two.server.limited.add("iris")
    await two.changes("C1", title="CFO")
    await two.push()
    assert "does not show" in two.refused[0]
    assert two.asked == []


@pytest.mark.parametrize(
    ("key", "password", "problem"),
    [(KEY, "another", "refuses the user name or the password of iris"), (new_key(), "of iris", "CRMBOT_SECRET_KEY")],
    ids=["wrong password", "wrong key"],
)
async def test_a_login_that_does_not_work_holds_up_nobody_else(two: Two, key: str, password: str, problem: str) -> None:
    filled(two.server)
    await two.pull()
    two.server.users["iris"] = "of iris"
    await logs_in(two, key=key, password=password)
    await two.changes("C1", title="CFO")
    await two.desk.does(lambda recorder: create_account(recorder, "Hooli"))
    two.server.requests.clear()
    await two.push()
    # A wrong password is tried once, however much waits.
    assert two.server.methods().count("login") <= 1
    assert problem in two.refused[0]
    paul = await two.desk.colleague()
    await paul.does(lambda recorder: create_account(recorder, "Initech"))
    await two.push()
    assert {row["name"] for row in two.server.records("Accounts")} == {"Acme", "Initech"}
