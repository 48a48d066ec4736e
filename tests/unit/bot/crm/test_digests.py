"""When overviews come, and what is in them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.crm.changes import Recorder
from bot.crm.digests import follow, my_day, next_due
from bot.crm.preferences import move_to_zone, prefer
from bot.domain.people import User, Workspace
from bot.domain.zones import instant_of, wall_of, zone_of
from tests.contract.samples import ADDRESS, DAY, HOUR, activity, deal, task, user
from tests.unit.bot.crm.desk import NOW, Desk

HERE = Workspace(id="w", name="W", country="FR")
PARIS = zone_of("Europe/Paris")


def person(**settings: object) -> User:
    return user(**({"timezone": "Europe/Paris"} | settings))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return instant_of(datetime.combine(day, time(hour, minute)), PARIS)


@pytest.mark.parametrize(
    ("settings", "after", "sent_on", "comes"),
    [
        # A Tuesday at half past ten: this morning is over.
        ({}, NOW, None, at(date(2026, 3, 11), 9)),
        ({}, at(date(2026, 3, 10), 8), None, at(date(2026, 3, 10), 9)),
        ({}, at(date(2026, 3, 10), 9), None, at(date(2026, 3, 11), 9)),
        ({}, at(date(2026, 3, 10), 8), date(2026, 3, 10), at(date(2026, 3, 11), 9)),
        # Over a weekend, over Easter, over a day off.
        ({}, at(date(2026, 3, 13), 12), None, at(date(2026, 3, 16), 9)),
        ({}, at(date(2026, 4, 3), 12), None, at(date(2026, 4, 7), 9)),
        ({"workdays": "MO,TH"}, NOW, None, at(date(2026, 3, 12), 9)),
        # The hour of the digest beats the start of the day, and knows no quiet.
        ({"digest_time": time(7, 30)}, NOW, None, at(date(2026, 3, 11), 7, 30)),
        ({"digest_time": time(11)}, NOW, None, at(date(2026, 3, 10), 11)),
        ({"quiet_from": time(20), "quiet_until": time(10)}, NOW, None, at(date(2026, 3, 11), 10)),
        (
            {"digest_time": time(7, 30), "quiet_from": time(20), "quiet_until": time(10)},
            NOW,
            None,
            at(date(2026, 3, 11), 7, 30),
        ),
        # Nine on the wall, whatever the clocks did on Sunday the 29th.
        ({}, at(date(2026, 3, 27), 12), None, datetime(2026, 3, 30, 7, tzinfo=UTC)),
        ({}, at(date(2026, 10, 23), 12), None, datetime(2026, 10, 26, 8, tzinfo=UTC)),
    ],
)
def test_my_day_comes_on_the_next_working_morning(
    settings: dict[str, time | str], after: datetime, sent_on: date | None, comes: datetime
) -> None:
    assert next_due("day", person(**settings), HERE, after=after, sent_on=sent_on) == comes


@pytest.mark.parametrize(
    ("settings", "after", "sent_on", "comes"),
    [
        ({}, NOW, None, at(date(2026, 3, 13), 16)),
        ({}, at(date(2026, 3, 13), 16), None, at(date(2026, 3, 20), 16)),
        ({}, at(date(2026, 3, 13), 15), date(2026, 3, 11), at(date(2026, 3, 20), 16)),
        ({"workdays": "MO,TU,WE,TH"}, NOW, None, at(date(2026, 3, 12), 16)),
        # The 1st of May is a Friday.
        ({}, at(date(2026, 4, 28), 9), None, at(date(2026, 4, 30), 16)),
    ],
)
def test_the_week_comes_on_its_last_working_day(
    settings: dict[str, time | str], after: datetime, sent_on: date | None, comes: datetime
) -> None:
    assert next_due("week", person(**settings), HERE, after=after, sent_on=sent_on) == comes


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
def test_a_year_of_days_at_nine_on_the_wall(zone: str) -> None:
    somebody = person(timezone=zone)
    now, walls = datetime(2026, 1, 1, tzinfo=UTC), []
    while now.year < 2027:
        now = next_due("day", somebody, HERE, after=now)
        walls.append(wall_of(now, zone_of(zone)))
    assert {wall.time() for wall in walls} == {time(9)}
    assert len({wall.date() for wall in walls}) == len(walls)
    assert all(wall.weekday() < 5 for wall in walls)
    assert 240 < len(walls) < 262


@pytest.mark.parametrize("hour", [time(2, 30), time(2, 0)])
def test_an_hour_that_the_clocks_skip_or_repeat_comes_once(hour: time) -> None:
    early = person(digest_time=hour, workdays="SU")
    for sunday in (date(2026, 3, 29), date(2026, 10, 25)):
        before = at(sunday - timedelta(days=1), 12)
        first = next_due("day", early, HERE, after=before)
        assert wall_of(first, PARIS).date() == sunday
        assert wall_of(next_due("day", early, HERE, after=first, sent_on=sunday), PARIS).date() > sunday


async def test_a_change_of_settings_plans_anew_and_never_twice_a_day(desk: Desk) -> None:
    def due(hour: int, day: date) -> list[datetime]:
        return [at(day, hour)]

    async def planned() -> list[datetime]:
        found = await desk.gets(lambda uow: uow.digests.of_user(desk.user.id))
        return [each.due_at for each in found if each.kind == "day"]

    await desk.store.write(lambda uow: follow(uow, desk.user, desk.now))
    await desk.store.write(lambda uow: follow(uow, desk.user, desk.now + DAY))
    assert await planned() == due(9, date(2026, 3, 11))
    await desk.store.write(lambda uow: prefer(Recorder(uow, desk.speaker), digest_time=time(11)))
    assert await planned() == due(11, date(2026, 3, 10))
    (digest,) = await desk.gets(lambda uow: uow.digests.due(at(date(2026, 3, 10), 11), 9))
    await desk.store.write(
        lambda uow: uow.digests.fire(digest, ADDRESS, sent_on=date(2026, 3, 10), next_due=at(date(2026, 3, 11), 11))
    )
    await desk.store.write(lambda uow: prefer(Recorder(uow, desk.speaker), digest_time=time(12)))
    assert await planned() == due(12, date(2026, 3, 11))
    await desk.store.write(lambda uow: move_to_zone(Recorder(uow, desk.speaker), "America/New_York"))
    assert await planned() == [datetime(2026, 3, 11, 13, tzinfo=UTC)]


async def test_what_a_day_holds(desk: Desk) -> None:
    mine: dict[str, str | None] = {"owner_id": desk.user.id}
    today = date(2026, 3, 10)
    closing = deal("Closing", close_date=date(2026, 3, 15), **mine)
    later = deal("Later", close_date=date(2026, 3, 16), **mine)
    planned = deal("Planned", **mine)
    others = deal("Others", close_date=today)
    won = deal("Won", stage="closed_won", close_date=today, **mine)
    step = task(deal_id=planned.id, due_at=NOW + 9 * DAY, **mine)
    late = task("Late", due_at=NOW - DAY, **mine)
    waiting = task("Answer", status="pending_input", due_at=NOW, **mine)
    call = activity(status="planned", happened_at=NOW + HOUR, contact_name="Ada", **mine)
    assert (await desk.gets(lambda uow: my_day(uow, desk.user, NOW))).is_empty
    await desk.adds(closing, later, planned, others, won, step, late, waiting, call)
    day = await desk.gets(lambda uow: my_day(uow, desk.user, NOW))
    assert [each.name for each in day.deals.closing] == ["Closing"]
    assert {each.name for each in day.deals.idle} == {"Closing", "Later"}
    assert [item.subject for item in day.agenda.overdue] == ["Late"]
    assert [(item.subject or item.contact, item.waiting) for item in day.agenda.items] == [
        ("Answer", True),
        ("Ada", False),
    ]
    assert not day.is_empty
