"""What one may not see is not there: no method gives or changes a record of somebody out of sight.

The cases are those of the wall between workspaces, tried within one.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.activities import History
from bot.domain.rights import Sight
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import HOUR, NOW, activity, contact, deal, user
from tests.contract.test_walls import CASES, Tried, World, build, mirror_of, rows_there

# What has no owner, or is asked by nobody: queues, users, settings, and the sweep. Left out as well are methods that
# take whole records: whoever has one in hand has read it.
OF_NOBODY = (
    "users",
    "calendars",
    "invitations",
    "processes",
    "leases",
    "change_sets",
    "conversations",
    "inbox",
    "queues",
    "outbox",
    "meetings",
    "notices",
    "rates",
    "retention",
    "sync",
    "digests",
    "buttons",
)
OF_THE_SWEEP = ("reminders.fire_due", "reminders.due_recurring", "reminders.due_nags", "reminders.fire")
ABOUT_RECORDS = [
    name
    for name in CASES
    if name.partition(".")[0] not in OF_NOBODY
    and name not in OF_THE_SWEEP
    and not name.endswith((".add", ".add_all", ".update_all"))
]
# Accounts are linked to nothing: others are linked to them.
GIVES_NOTHING = ("accounts.linked_to",)
READER = user(name="Rolf Reader")


async def test_records_of_others_are_not_there(store: DatabaseStore) -> None:
    def begin(uow: UnitOfWork) -> World:
        uow.users.add(READER)
        return build(uow)

    world = await store.write(begin)
    workspace_id = store._workspace_id
    before = await store._database.transact("read", lambda transaction: rows_there(transaction, workspace_id))
    for name in ABOUT_RECORDS:
        reads = not name.endswith(".update") and name not in GIVES_NOTHING
        assert not (await tried(store, name, world, Sight(user_id=READER.id, owners=(READER.id,)))).given, name
        if reads:
            # Nothing would be proven by a method that gives nothing to anybody.
            assert (await tried(store, name, world, Sight(user_id=READER.id))).given, name
            assert (await tried(store, name, world, None)).given, name
        else:
            after = (await tried(store, name, world, Sight(user_id=READER.id, owners=(READER.id,)))).rows
            assert after == before, name


BY_CRM = Sight(user_id=READER.id, by_crm=True)


async def test_what_the_mirrored_crm_does_not_show_is_not_there(store: DatabaseStore) -> None:
    """To whom has a login of their own; nor is what the CRM does not know, unless it is theirs."""

    def begin(uow: UnitOfWork) -> World:
        uow.users.add(READER)
        return build(uow)

    world = await store.write(begin)
    for name in ABOUT_RECORDS:
        if not name.endswith(".update"):
            assert not (await tried(store, name, world, BY_CRM)).given, name


async def test_what_the_mirrored_crm_shows_is_there(store: DatabaseStore) -> None:
    shown, hidden, unknown, mine = (
        contact("Zita"),
        contact("Zita"),
        contact("Zita"),
        contact("Zita", owner_id=READER.id),
    )
    lost = contact("Zita", owner_id=READER.id)

    def begin(uow: UnitOfWork) -> None:
        uow.users.add(READER)
        for each in (shown, hidden, unknown, mine, lost):
            uow.contacts.add(each)
        uow.sync.put_mirrors([mirror_of(each) for each in (shown, hidden, lost)])
        uow.sync.put_sights(READER.id, [shown.id, hidden.id], [])
        uow.sync.put_sights(READER.id, [shown.id], [hidden.id])

    await store.write(begin)

    def seen(uow: UnitOfWork) -> tuple[set[str], set[str]]:
        uow.act_as(BY_CRM)
        records = uow.contacts.get_many([each.id for each in (shown, hidden, unknown, mine, lost)])
        return {each.id for each in records}, {known.id for known in uow.names.find(["zita"])}

    assert await store.read(seen) == ({shown.id, mine.id}, {shown.id, mine.id})


async def tried(store: DatabaseStore, name: str, world: World, sight: Sight | None) -> Tried:
    """What a method gives, and what is in the store after it; undone afterwards."""

    def attempt(uow: Any) -> None:
        if sight:
            uow.act_as(sight)
        given = CASES[name](uow, world)
        if name == "names.find":
            # Colleagues are known to everybody.
            given = [known for known in given if known.kind != "user"]
        uow.flush()
        raise Tried(given, rows_there(uow._scope.transaction, store._workspace_id))

    with pytest.raises(Tried) as ended:
        await store.claim(attempt)
    return ended.value


async def test_what_nobody_owns_is_everybodys(store: DatabaseStore) -> None:
    free, mine = contact("Zita", "Vogel"), contact("Zita", "Marten", owner_id=READER.id)
    theirs = user(name="Somebody Else")
    hers = contact("Zita", "Keller", owner_id=theirs.id)

    def begin(uow: UnitOfWork) -> None:
        for person in (READER, theirs):
            uow.users.add(person)
        for record in (free, mine, hers):
            uow.contacts.add(record)

    await store.write(begin)

    def names(uow: UnitOfWork) -> set[str]:
        uow.act_as(Sight(user_id=READER.id, owners=(READER.id,)))
        return {known.name for known in uow.names.find(["zita"])}

    assert await store.read(names) == {"Zita Vogel", "Zita Marten"}
    # Whoever is given a record sees it from then on.
    await store.write(lambda uow: uow.contacts.update(hers.id, {"owner_id": READER.id}))
    assert await store.read(names) == {"Zita Vogel", "Zita Marten", "Zita Keller"}


NOTES: dict[str, Callable[[UnitOfWork, Any, Any], Any]] = {
    "get": lambda uow, note, _: uow.activities.get(note.id, deleted=True),
    "get_many": lambda uow, note, _: uow.activities.get_many([note.id]),
    "linked_to": lambda uow, _, sale: uow.activities.linked_to("deal", sale.id),
    "history": lambda uow, _, sale: uow.activities.history(History(deal_id=sale.id), limit=5),
    "latest_notes": lambda uow, _, sale: uow.reports.latest_notes([sale.id]),
    "activity_counts": lambda uow, *_: uow.reports.activity_counts(start=NOW - HOUR, end=NOW + HOUR),
}


@pytest.mark.parametrize("read", NOTES.values(), ids=NOTES)
async def test_private_notes_are_for_their_author(
    store: DatabaseStore, read: Callable[[UnitOfWork, Any, Any], Any]
) -> None:
    author, sale = user(), deal()
    note = activity(kind="note", note="drinks", private=True, owner_id=author.id, deal_id=sale.id)

    def begin(uow: UnitOfWork) -> None:
        for person in (author, READER):
            uow.users.add(person)
        uow.deals.add(sale)
        uow.activities.add(note)

    await store.write(begin)

    def as_(user_id: str) -> Callable[[UnitOfWork], Any]:
        def run(uow: UnitOfWork) -> Any:
            uow.act_as(Sight(user_id=user_id))
            found = read(uow, note, sale)
            with uow.unlimited():
                assert read(uow, note, sale)
            return found

        return run

    assert await store.read(as_(author.id))
    assert not await store.read(as_(READER.id))

    def change(uow: UnitOfWork) -> None:
        uow.act_as(Sight(user_id=READER.id))
        uow.activities.update(note.id, {"note": "does not drink", "contact_ids": ()})

    await store.write(change)
    assert await store.read(lambda uow: uow.activities.get(note.id)) == replace(note)
