"""Change sets: kept with their changes, and found for undo and redo."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from bot.domain.changes import MOST_CHANGES, Change, ChangeSet, KeptChange, values_of
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import DAY, MINUTE, NOW, change_set, contact, deal, user

IRIS, KARL = user(), user(name="Karl")
HERE, THERE = "console|desk||p1", "slack|C1||U1"


async def keep(store: DatabaseStore, *sets: ChangeSet) -> None:
    def use(uow: UnitOfWork) -> None:
        uow.users.add(IRIS)
        uow.users.add(KARL)
        for each in sets:
            uow.change_sets.add(each)

    await store.write(use)


async def test_changes_come_back_exactly_and_in_order(store: DatabaseStore) -> None:
    sale = deal(amount=Decimal("10.50"), close_date=date(2026, 3, 1))
    made = change_set(
        IRIS.id,
        Change(record_kind="deal", record_id=sale.id, before=None, after=values_of(sale)),
        Change(
            record_kind="activity",
            record_id="a",
            before={"contact_ids": ("x", "y"), "happened_at": NOW, "date_only": False, "note": "n"},
            after={"contact_ids": (), "happened_at": NOW + DAY, "date_only": True, "note": None},
        ),
        Change(
            record_kind="reminder",
            record_id="r",
            before={"wish": date(2026, 3, 1)},
            after={"wish": datetime(2026, 3, 1, 9), "at": time(9, 30), "count": 3},  # noqa: DTZ001
        ),
    )
    await keep(store, made)
    kept = await store.read(lambda uow: uow.change_sets.get(made.id))
    assert kept == made
    assert kept is not None
    assert [type(value) for value in kept.changes[0].after.values()] == [
        type(value) for value in made.changes[0].after.values()
    ]
    further = Change(record_kind="contact", record_id="c", before=None, after={"last_name": "New"})
    await store.write(lambda uow: uow.change_sets.append(made.id, [further]))
    kept = await store.read(lambda uow: uow.change_sets.get(made.id))
    assert kept is not None
    assert kept.changes == (*made.changes, further)
    assert await store.read(lambda uow: uow.change_sets.get("nothing")) is None


async def test_a_set_without_changes(store: DatabaseStore) -> None:
    made = change_set(IRIS.id)
    await keep(store, made)
    assert await store.read(lambda uow: uow.change_sets.get(made.id)) == made


async def test_undo_takes_the_last_set_here_else_anywhere(store: DatabaseStore) -> None:
    old = change_set(IRIS.id, made_at=NOW - 9 * DAY)
    here = change_set(IRIS.id, made_at=NOW - 2 * MINUTE)
    undone = change_set(IRIS.id, made_at=NOW - MINUTE, undone_at=NOW)
    reversal = change_set(IRIS.id, made_at=NOW, reverses=undone.id)
    there = change_set(IRIS.id, made_at=NOW - MINUTE, conversation=THERE)
    foreign = change_set(KARL.id, made_at=NOW)
    await keep(store, old, here, undone, reversal, there, foreign)

    async def last(conversation: str) -> ChangeSet | None:
        return await store.read(lambda uow: uow.change_sets.last_undoable(IRIS.id, conversation, since=NOW - DAY))

    assert await last(HERE) == here
    assert await last(THERE) == there
    assert await last("nowhere") == there
    await store.write(lambda uow: uow.change_sets.mark_undone(here.id, NOW))
    assert await last(HERE) == there
    await store.write(lambda uow: uow.change_sets.mark_undone(here.id, None))
    assert await last(HERE) == here


async def test_sets_of_one_instant_go_by_the_order_they_were_made_in(store: DatabaseStore) -> None:
    sets = [change_set(IRIS.id) for _ in range(5)]
    await keep(store, *sets)
    assert await store.read(lambda uow: uow.change_sets.last_undoable(IRIS.id, HERE, since=NOW)) == sets[-1]


async def test_redo_takes_the_last_undo_unless_something_was_changed_after_it(store: DatabaseStore) -> None:
    made = change_set(IRIS.id, made_at=NOW - 3 * MINUTE, undone_at=NOW)
    first_undo = change_set(IRIS.id, made_at=NOW - 2 * MINUTE, reverses="older")
    undo = change_set(IRIS.id, made_at=NOW - MINUTE, reverses=made.id)
    foreign = change_set(KARL.id, made_at=NOW)
    await keep(store, made, first_undo, undo, foreign)

    async def last() -> ChangeSet | None:
        return await store.read(lambda uow: uow.change_sets.last_redoable(IRIS.id, HERE, since=NOW - DAY))

    assert await last() == undo
    await store.write(lambda uow: uow.change_sets.mark_undone(undo.id, NOW))
    assert await last() == first_undo
    await store.write(lambda uow: uow.change_sets.add(change_set(IRIS.id, made_at=NOW)))
    assert await last() is None


async def test_the_last_writer_of_a_field(store: DatabaseStore) -> None:
    olga = contact()
    made = change_set(
        IRIS.id, Change(record_kind="contact", record_id=olga.id, before=None, after=values_of(olga)), made_at=NOW
    )
    named = change_set(
        KARL.id,
        Change(record_kind="contact", record_id=olga.id, before={"last_name": "Brandt"}, after={"last_name": "Kahn"}),
        made_at=NOW + MINUTE,
    )
    await keep(store, made, named)

    async def writer(field: str) -> str | None:
        found = await store.read(lambda uow: uow.change_sets.last_writer(olga.id, field))
        return found and found.id

    assert await writer("last_name") == named.id
    assert await writer("name") is None
    assert await writer("email") == made.id
    assert await writer("nothing") is None
    last = await store.read(lambda uow: uow.change_sets.last_writer(olga.id, "last_name"))
    assert last is not None
    assert (last.user_id, last.made_at, last.changes) == (KARL.id, NOW + MINUTE, ())


async def test_changes_are_read_in_pages(store: DatabaseStore) -> None:
    first, second = (
        change_set(
            IRIS.id,
            *(
                Change(record_kind="contact", record_id=f"c{number}", before=None, after={"last_name": str(number)})
                for number in range(count)
            ),
        )
        for count in (MOST_CHANGES + 1, 2)
    )
    await keep(store, first, second)

    def read(uow: UnitOfWork) -> None:
        found = uow.change_sets.get(first.id)
        assert found is not None
        assert found.changes == first.changes[:MOST_CHANGES]
        last = uow.change_sets.changes_of(first.id, before="", limit=2)
        assert [kept.change for kept in last] == [first.changes[-1], first.changes[-2]]
        (before,) = uow.change_sets.changes_of(first.id, before=last[-1].id, limit=1)
        assert before.change == first.changes[-3]
        (kept,) = uow.change_sets.page(first.id, 9)
        assert kept == replace(second, changes=())
        tail = uow.change_sets.changes_page(last[0].id, 9)
        assert [(each.set_id, each.change) for each in tail] == [(second.id, change) for change in second.changes]

    await store.read(read)


async def test_changes_keep_the_ids_that_they_had_elsewhere(store: DatabaseStore) -> None:
    made = change_set(IRIS.id)
    change = Change(record_kind="contact", record_id="c", before={"title": ""}, after={"title": "CEO"})
    await keep(store, made)
    kept = KeptChange(id=made.id, set_id=made.id, change=change)
    await store.write(lambda uow: uow.change_sets.keep([kept]))
    assert await store.read(lambda uow: uow.change_sets.changes_page("", 9)) == [kept]


async def test_the_set_that_made_a_record(store: DatabaseStore) -> None:
    jane, karl = contact(), contact(last_name="Voss")
    made = change_set(
        IRIS.id,
        *(Change(record_kind="contact", record_id=c.id, before=None, after=values_of(c)) for c in (jane, karl)),
    )
    changed = change_set(
        IRIS.id, Change(record_kind="contact", record_id=jane.id, before={"title": ""}, after={"title": "CFO"})
    )
    await keep(store, made, changed)
    found = await store.read(lambda uow: uow.change_sets.makers([jane.id, karl.id, "nobody"]))
    assert found == dict.fromkeys([jane.id, karl.id], replace(made, changes=()))
    assert await store.read(lambda uow: uow.change_sets.makers([])) == {}
