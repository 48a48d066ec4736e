"""What reports are made of."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.changes import Change, ChangeSet
from bot.domain.deals import Deal, DealSearch
from bot.domain.reports import ActivityCount
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import DAY, HOUR, MINUTE, NOW, account, activity, change_set, deal, task, user


async def test_deals_of_a_report(store: DatabaseStore) -> None:
    iris, company = user(), account()
    undated = deal("undated", owner_id=iris.id)
    late = deal("late", owner_id=iris.id, close_date=date(2026, 6, 1), account_id=company.id)
    soon = deal("soon", close_date=date(2026, 5, 1), stage="negotiation")
    won = deal("won", owner_id=iris.id, stage="closed_won", close_date=date(2026, 4, 1))
    gone = deal("gone", owner_id=iris.id, deleted_at=NOW)

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        uow.accounts.add(company)
        for sale in (undated, late, soon, won, gone):
            uow.deals.add(sale)

    await store.write(use)

    async def found(**wanted: Any) -> list[str]:
        return [sale.name for sale in await store.read(lambda uow: uow.reports.deals(DealSearch(**wanted)))]

    assert await found() == ["soon", "late", "undated"]
    assert await found(open_only=False) == ["won", "soon", "late", "undated"]
    assert await found(owner_id=iris.id) == ["late", "undated"]
    assert await found(account_id=company.id) == ["late"]
    assert await found(stage="closed_won", open_only=False) == ["won"]
    assert await found(closes_from=date(2026, 5, 1), closes_to=date(2026, 5, 31)) == ["soon"]
    assert await store.read(lambda uow: uow.reports.deals(DealSearch(stage="negotiation"))) == [soon]


async def test_what_was_done_is_counted_by_person_and_kind(store: DatabaseStore) -> None:
    iris, karl = user(), user(name="Karl Voss")
    counted = [
        activity(owner_id=iris.id),
        activity(owner_id=iris.id, happened_at=NOW - DAY),
        activity(owner_id=iris.id, status="not_held", outcome="voicemail"),
        activity(owner_id=iris.id, status="not_held", outcome="no_answer"),
        activity(owner_id=iris.id, kind="meeting"),
        activity(owner_id=karl.id),
        activity(kind="note"),
    ]
    not_counted = [
        activity(owner_id=iris.id, kind="meeting", status="not_held", outcome="cancelled"),
        activity(owner_id=iris.id, status="planned"),
        activity(owner_id=iris.id, deleted_at=NOW),
        activity(owner_id=iris.id, happened_at=NOW - DAY - MINUTE),
        activity(owner_id=iris.id, happened_at=NOW + HOUR),
    ]

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        uow.users.add(karl)
        for each in (*counted, *not_counted):
            uow.activities.add(each)

    await store.write(use)

    async def counts(**wanted: Any) -> list[ActivityCount]:
        period = {"start": NOW - DAY, "end": NOW + HOUR}
        return sorted(await store.read(lambda uow: uow.reports.activity_counts(**(period | wanted))), key=repr)

    calls = ActivityCount(owner_id=iris.id, kind="call", held=2, attempted=2)
    meetings = ActivityCount(owner_id=iris.id, kind="meeting", held=1)
    of_karl = ActivityCount(owner_id=karl.id, kind="call", held=1)
    of_nobody = ActivityCount(owner_id=None, kind="note", held=1)
    assert await counts() == sorted([calls, meetings, of_karl, of_nobody], key=repr)
    assert await counts(owner_id=iris.id) == sorted([calls, meetings], key=repr)
    assert await counts(kind="call", owner_id=karl.id) == [of_karl]
    assert await counts(start=NOW + HOUR + MINUTE, end=NOW + DAY) == []


async def test_the_latest_note_on_each_deal(store: DatabaseStore) -> None:
    lost, won, silent = deal("lost"), deal("won"), deal("silent")
    notes = [
        activity(kind="note", note="too slow", deal_id=lost.id),
        activity(kind="note", note="older", deal_id=lost.id, happened_at=NOW - HOUR),
        activity(kind="note", note="deleted", deal_id=lost.id, happened_at=NOW + HOUR, deleted_at=NOW),
        activity(kind="note", note="our service", deal_id=won.id, happened_at=NOW - DAY),
        activity(kind="call", note="a call", deal_id=won.id),
        activity(kind="note", note="about nothing"),
    ]

    def use(uow: UnitOfWork) -> None:
        for sale in (lost, won, silent):
            uow.deals.add(sale)
        for each in notes:
            uow.activities.add(each)

    await store.write(use)
    found = await store.read(lambda uow: uow.reports.latest_notes([lost.id, won.id, silent.id, "nobody"]))
    assert found == {lost.id: "too slow", won.id: "our service"}
    assert await store.read(lambda uow: uow.reports.latest_notes([])) == {}


async def test_deals_without_a_next_step(store: DatabaseStore) -> None:
    idle, late, done, planned, busy, written, won = (
        deal(name) for name in ("idle", "late", "done", "planned", "busy", "written", "won")
    )
    won = replace(won, stage="closed_won")
    around = [
        activity(deal_id=late.id, status="planned", happened_at=NOW - MINUTE),
        activity(deal_id=planned.id, status="planned", happened_at=NOW),
        activity(deal_id=idle.id, status="planned", happened_at=NOW + DAY, deleted_at=NOW),
        activity(deal_id=written.id, status="held", happened_at=NOW + HOUR),
    ]

    def use(uow: UnitOfWork) -> None:
        for sale in (idle, late, done, planned, busy, written, won):
            uow.deals.add(sale)
        for each in around:
            uow.activities.add(each)
        uow.tasks.add(task(deal_id=busy.id, due_at=NOW - DAY))
        uow.tasks.add(task(deal_id=done.id, status="completed"))

    await store.write(use)
    wanted = DealSearch(idle_from=NOW)
    found = await store.read(lambda uow: uow.deals.search(wanted, 9))
    assert [sale.name for sale in found] == ["idle", "late", "done", "written"]
    assert await store.read(lambda uow: uow.reports.deals(wanted)) == found


async def test_what_was_changed_of_deals_and_not_undone(store: DatabaseStore) -> None:
    iris = user()
    mine, others, gone = deal("mine", owner_id=iris.id), deal("others"), deal("gone", owner_id=iris.id, deleted_at=NOW)

    def moved(sale: Deal, **fields: Any) -> ChangeSet:
        change = Change(
            record_kind="deal", record_id=sale.id, before={"stage": "proposal"}, after={"stage": "negotiation"}
        )
        return change_set(iris.id, change, **fields)

    earlier, undone = moved(mine, made_at=NOW - DAY), moved(mine, undone_at=NOW)
    undo = moved(mine, reverses=undone.id)
    told, of_others = moved(mine), moved(others)

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        for sale in (mine, others, gone):
            uow.deals.add(sale)
        for made in (earlier, undone, undo, told, of_others, moved(gone)):
            uow.change_sets.add(made)

    await store.write(use)
    week: dict[str, Any] = {"since": NOW - HOUR, "until": NOW + HOUR}
    assert await store.read(lambda uow: uow.reports.deal_changes(**week, owner_id=iris.id)) == list(told.changes)
    everybodys = await store.read(lambda uow: uow.reports.deal_changes(**week))
    assert everybodys == [*told.changes, *of_others.changes]
