"""A person's calendar: what is in it, in which words, and what is not."""

from datetime import date, timedelta

from bot.domain.calendar import CalendarEvent
from bot.domain.people import User
from bot.scheduling.calendar import events_of
from storage.database.store import DatabaseStore
from tests.contract.samples import DAY, HOUR, account, activity, contact, deal, reminder, task
from tests.unit.bot.crm.desk import NOW, Desk, desk_at

FOLDER = account("Northwind")
OLGA = contact("Olga", "Brandt", account_id=FOLDER.id)


async def events(desk: Desk, user: User | None = None) -> list[CalendarEvent]:
    return await desk.gets(lambda uow: events_of(uow, user or desk.user, NOW))


async def test_calls_meetings_and_dated_tasks(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store)
    mine = {"owner_id": desk.user.id}
    ahead = {"status": "planned", "contact_ids": (OLGA.id,), "account_id": FOLDER.id, **mine}
    demo = activity(kind="meeting", happened_at=NOW + HOUR, note="Demo", location="Lyon", duration_minutes=45, **ahead)
    call = activity(happened_at=NOW + 2 * HOUR, **ahead)
    fair = activity(kind="meeting", happened_at=NOW + DAY, date_only=True, status="planned", **mine)
    quote = task("Send the quote", due_at=NOW + 3 * DAY, date_only=True, contact_id=OLGA.id, **mine)
    others = [
        task("Some day", **mine),
        task("Over", due_at=NOW + DAY, status="completed", **mine),
        activity(happened_at=NOW - HOUR, **{**ahead, "status": "held"}),
        activity(kind="meeting", happened_at=NOW + HOUR, **{**ahead, "status": "not_held"}),
        reminder(desk.user.id, due_at=NOW + HOUR),
    ]
    await desk.adds(FOLDER, OLGA, demo, call, fair, quote, *others)
    shown = await events(desk)
    assert [event.title for event in shown] == [
        "📅 Olga Brandt · Northwind",
        "📞 Olga Brandt · Northwind",
        "Meeting",
        "✅ Send the quote",
    ]
    first, second, whole_day, to_do = shown
    assert (first.starts, first.ends) == (NOW + HOUR, NOW + HOUR + timedelta(minutes=45))
    assert (first.description, first.location) == ("Demo", "Lyon")
    assert second.ends == NOW + 2.5 * HOUR
    assert (whole_day.starts, whole_day.ends) == (date(2026, 3, 11), None)
    assert (to_do.starts, to_do.description, to_do.busy) == (date(2026, 3, 13), "Olga Brandt", False)


async def test_a_name_that_its_reader_may_not_see_is_left_out(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store)
    paul = await desk.colleague()
    theirs = contact("Hugo", "Weiss", owner_id=paul.user.id)
    sale = deal("Theirs", owner_id=paul.user.id)
    meeting = activity(
        kind="meeting",
        status="planned",
        happened_at=NOW + HOUR,
        contact_ids=(theirs.id,),
        owner_id=desk.user.id,
        note="Demo",
    )
    await desk.adds(theirs, sale, meeting)
    await desk.store.write(lambda uow: uow.update_workspace({"visibility": "own"}))
    assert [event.title for event in await events(desk)] == ["📅 Demo"]
    assert await events(paul) == []
