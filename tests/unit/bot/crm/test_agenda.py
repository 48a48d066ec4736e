"""What lies ahead of a person: today, else the next week; what is overdue; nothing twice."""

from datetime import UTC, date, datetime

import pytest

from bot.crm.activities import FollowUp, LogActivity, Parties, log_activity
from bot.crm.agenda import AgendaView, agenda
from bot.crm.reminders import SetReminder, set_reminder
from tests.contract.samples import DAY, HOUR, account, activity, contact, task
from tests.unit.bot.crm.desk import NOW, Desk

TODAY = date(2026, 3, 10)


async def view(desk: Desk, first: date | None = None, last: date | None = None, kind: str = "") -> AgendaView:
    return await desk.gets(lambda uow: agenda(uow, desk.speaker, first, last, kind))


def subjects(view: AgendaView) -> list[str]:
    return [item.subject for item in view.items]


async def test_today_in_the_order_of_the_day_with_names(desk: Desk) -> None:
    company = account("Northwind")
    person = contact("Olga", "Brandt", account_id=company.id)
    mine = {"owner_id": desk.user.id}
    await desk.adds(
        company,
        person,
        task("Send quote", due_at=NOW + 2 * HOUR, contact_id=person.id, account_id=company.id, **mine),
        activity(
            kind="meeting", status="planned", happened_at=NOW + HOUR, contact_ids=(person.id,), note="demo", **mine
        ),
        task("Not mine", due_at=NOW + HOUR),
        task("Done", due_at=NOW + HOUR, status="completed", **mine),
        task("Tomorrow", due_at=NOW + DAY, **mine),
    )
    await desk.does(lambda recorder: set_reminder(recorder, SetReminder(subject="Water", at=NOW + 3 * HOUR)))
    today = await view(desk)
    assert [(i.kind, i.subject, i.contact, i.account) for i in today.items] == [
        ("meeting", "demo", "Olga Brandt", ""),
        ("task", "Send quote", "Olga Brandt", "Northwind"),
        ("reminder", "Water", "", ""),
    ]
    assert (today.first, today.last, today.widened, today.overdue) == (TODAY, TODAY, False, ())


async def test_the_day_is_the_persons_own(desk: Desk) -> None:
    # 23:30 in Paris is still today there, and 00:30 is tomorrow, whatever UTC says.
    for at in (datetime(2026, 3, 10, 22, 30, tzinfo=UTC), datetime(2026, 3, 10, 23, 30, tzinfo=UTC)):
        await desk.adds(task(f"{at:%H:%M}", due_at=at, owner_id=desk.user.id))
    assert subjects(await view(desk)) == ["22:30"]
    assert subjects(await view(desk, date(2026, 3, 11))) == ["23:30"]


async def test_an_empty_today_is_widened_to_seven_days(desk: Desk) -> None:
    for days in (6, 7):
        await desk.adds(task(f"in {days}", due_at=NOW + days * DAY, owner_id=desk.user.id))
    week = await view(desk)
    assert (subjects(week), week.widened) == (["in 6"], True)
    assert (week.first, week.last) == (TODAY, date(2026, 3, 16))


async def test_days_that_were_asked_for_are_not_widened(desk: Desk) -> None:
    await desk.adds(task("later", due_at=NOW + 3 * DAY, owner_id=desk.user.id))
    asked = await view(desk, TODAY)
    assert (asked.items, asked.widened, asked.last) == ((), False, TODAY)


async def test_what_is_overdue_stands_apart_and_only_beside_today(desk: Desk) -> None:
    await desk.adds(task("late", due_at=NOW - 2 * DAY, owner_id=desk.user.id))
    today = await view(desk)
    assert ([i.subject for i in today.overdue], today.items, today.widened) == (["late"], (), True)
    assert (await view(desk, date(2026, 3, 11))).overdue == ()
    assert [i.subject for i in (await view(desk, date(2026, 3, 9), date(2026, 3, 15))).overdue] == ["late"]


async def test_the_reminder_of_a_listed_record_is_left_out(desk: Desk) -> None:
    command = LogActivity(
        parties=Parties(contact_name="Jane"),
        follow_up=FollowUp(subject="Call back Jane", at=NOW + HOUR, calls_back=True),
    )
    await desk.does(lambda recorder: log_activity(recorder, command))
    assert [(i.kind, i.subject, i.contact) for i in (await view(desk)).items] == [("task", "Call back Jane", "Jane")]


@pytest.mark.parametrize(
    ("kind", "listed"),
    [
        ("", ["ring", "demo", "quote", "water"]),
        ("call", ["ring"]),
        ("meeting", ["demo"]),
        ("task", ["quote"]),
        ("reminder", ["quote", "water"]),
    ],
)
async def test_one_kind_alone(desk: Desk, kind: str, listed: list[str]) -> None:
    mine = {"owner_id": desk.user.id}
    await desk.adds(
        activity(kind="call", status="planned", happened_at=NOW + HOUR, note="ring", **mine),
        activity(kind="meeting", status="planned", happened_at=NOW + 2 * HOUR, note="demo", **mine),
        task("quote", due_at=NOW + 3 * HOUR, **mine),
    )
    await desk.does(lambda recorder: set_reminder(recorder, SetReminder(subject="water", at=NOW + 4 * HOUR)))
    assert subjects(await view(desk, kind=kind)) == listed


async def test_a_day_without_anything_of_that_kind_is_widened_too(desk: Desk) -> None:
    mine = {"owner_id": desk.user.id, "status": "planned"}
    await desk.adds(
        activity(kind="meeting", happened_at=NOW + HOUR, note="demo", **mine),
        activity(kind="call", happened_at=NOW + DAY, note="ring", **mine),
    )
    calls = await view(desk, kind="call")
    assert (subjects(calls), calls.widened) == (["ring"], True)


async def test_a_coming_day_has_the_series_that_fall_on_it(desk: Desk) -> None:
    for subject, at, rule in (
        ("Stretch", NOW + HOUR, "FREQ=DAILY"),
        ("Water", date(2026, 3, 11), "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("Ended", NOW + HOUR, "FREQ=DAILY;COUNT=2"),
    ):
        command = SetReminder(subject=subject, at=at, recurrence=rule)
        await desk.does(lambda recorder, command=command: set_reminder(recorder, command))
    assert subjects(await view(desk, date(2026, 3, 11))) == ["Water", "Stretch", "Ended"]
    assert subjects(await view(desk, date(2026, 3, 12))) == ["Stretch"]
    monday = await view(desk, date(2026, 3, 16))
    assert [(item.subject, item.date_only) for item in monday.items] == [("Water", True), ("Stretch", False)]
