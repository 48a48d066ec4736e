"""A person's own settings, and what follows from a change of zone."""

from datetime import UTC, date, datetime, time

import pytest

from bot.crm.changes import Recorder, undo
from bot.crm.preferences import move_to_zone, mute, prefer, take_profile
from bot.crm.reminders import SetReminder, complete, set_reminder
from bot.crm.workspace import say_setting
from bot.domain.people import User
from bot.domain.reminders import Reminder
from bot.messages import Profile
from tests.contract.samples import DAY, HOUR, activity, reminder
from tests.unit.bot.crm.desk import NOW, Desk


async def set_at(desk: Desk, at: date | datetime, recurrence: str = "") -> Reminder:
    command = SetReminder(subject="Ring", at=at, recurrence=recurrence)
    return (await desk.does(lambda recorder: set_reminder(recorder, command)))[0]


async def moved(desk: Desk, ring: Reminder, zone: str = "America/New_York") -> Reminder:
    await desk.store.write(lambda uow: move_to_zone(Recorder(uow, desk.speaker), zone))
    found = await desk.gets(lambda uow: uow.reminders.get(ring.id))
    assert found is not None
    return found


async def person(desk: Desk) -> User:
    found = await desk.gets(lambda uow: uow.users.get(desk.user.id))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2026, 3, 12, 13, 15, tzinfo=UTC), datetime(2026, 3, 12, 18, 15, tzinfo=UTC)),
        (date(2026, 3, 12), datetime(2026, 3, 12, 13, 0, tzinfo=UTC)),
        # Today without an hour was five in the afternoon, and is so there as well.
        (date(2026, 3, 10), datetime(2026, 3, 10, 21, 0, tzinfo=UTC)),
        # Over the change of the clocks in Europe.
        (datetime(2026, 4, 1, 7, 0, tzinfo=UTC), datetime(2026, 4, 1, 13, 0, tzinfo=UTC)),
    ],
)
async def test_reminders_keep_their_local_hour(desk: Desk, at: date | datetime, due: datetime) -> None:
    ring = await set_at(desk, at)
    after = await moved(desk, ring)
    assert (after.due_at, after.timezone, after.wish) == (due, "America/New_York", ring.wish)
    assert (await person(desk)).timezone == "America/New_York"


async def test_an_hour_that_is_past_there_comes_at_once_and_is_not_late(desk: Desk) -> None:
    ring = await set_at(desk, NOW + HOUR)
    after = await moved(desk, ring, "Asia/Tokyo")
    assert (after.due_at, after.wish) == (NOW, ring.wish)


async def test_there_and_back_changes_nothing(desk: Desk) -> None:
    ring = await set_at(desk, date(2026, 3, 10), "FREQ=DAILY")
    await moved(desk, ring)
    assert await moved(desk, ring, "Europe/Paris") == ring


async def test_what_is_settled_stays(desk: Desk) -> None:
    ring = await set_at(desk, NOW + DAY)
    await desk.does(lambda recorder: complete(recorder, ring))
    assert (await moved(desk, ring)).due_at == ring.due_at


async def test_meetings_keep_their_instant(desk: Desk) -> None:
    demo = activity(kind="meeting", status="planned", happened_at=NOW + DAY, owner_id=desk.user.id)
    await desk.adds(demo)
    await desk.store.write(lambda uow: move_to_zone(Recorder(uow, desk.speaker), "Asia/Tokyo"))
    assert await desk.gets(lambda uow: uow.activities.get(demo.id)) == demo


@pytest.mark.parametrize(
    ("profile", "zone", "language"),
    [
        (Profile(timezone="Asia/Tokyo", language="fr"), "Asia/Tokyo", "fr"),
        (Profile(), "Europe/Paris", "en"),
        (Profile(timezone="Mars/Olympus", language="de"), "Europe/Paris", "en"),
    ],
)
async def test_what_a_platform_tells_becomes_theirs(desk: Desk, profile: Profile, zone: str, language: str) -> None:
    user = await desk.store.write(lambda uow: take_profile(uow, desk.user, profile, NOW))
    assert (user.timezone, user.language) == (zone, language)
    assert await person(desk) == user


@pytest.mark.parametrize(
    ("settings", "due"),
    [
        ({"workday_start": time(7, 30)}, datetime(2026, 3, 12, 6, 30, tzinfo=UTC)),
        ({"workdays": "MO,TU,WE"}, datetime(2026, 3, 16, 8, 0, tzinfo=UTC)),
        ({"quiet_from": time(20), "quiet_until": time(10)}, datetime(2026, 3, 12, 9, 0, tzinfo=UTC)),
        ({"country": "JP"}, datetime(2026, 3, 12, 8, 0, tzinfo=UTC)),
    ],
)
async def test_what_waits_for_a_morning_follows_the_working_time(
    desk: Desk, settings: dict[str, time | str], due: datetime
) -> None:
    waiting = await set_at(desk, date(2026, 3, 12))
    exact = await set_at(desk, datetime(2026, 3, 12, 13, 15, tzinfo=UTC))
    today = await set_at(desk, date(2026, 3, 10))
    await desk.store.write(lambda uow: prefer(Recorder(uow, desk.speaker), **settings))
    kept = await desk.gets(lambda uow: uow.reminders.get_many([waiting.id, exact.id, today.id]))
    assert [each.due_at for each in kept] == [due, exact.due_at, today.due_at]
    desk.user = await person(desk)
    assert {name: getattr(desk.user, name) for name in settings} == settings
    assert (await set_at(desk, date(2026, 3, 12))).due_at == due


async def test_what_is_muted_is_muted_until_it_is_wanted_again(desk: Desk) -> None:
    for kind in ("day", "nag", "day"):
        desk.user = await desk.store.write(lambda uow, kind=kind: mute(Recorder(uow, desk.speaker), kind))
    assert (desk.user.mutes("day"), desk.user.mutes("nag"), desk.user.mutes("week")) == (True, True, False)
    desk.user = await desk.store.write(lambda uow: mute(Recorder(uow, desk.speaker), "day", muted=False))
    assert (desk.user.mutes("day"), desk.user.mutes("nag")) == (False, True)
    assert await person(desk) == desk.user


async def test_what_was_set_is_taken_back_with_what_followed_it(desk: Desk) -> None:
    wish = reminder(desk.user.id, timezone="Europe/Paris")
    await desk.does(lambda recorder: recorder.create(wish))
    before = await desk.gets(lambda uow: uow.users.get(desk.user.id))
    _, made = await desk.does(lambda recorder: move_to_zone(recorder, "America/New_York"))
    assert made is not None
    moved = await desk.gets(lambda uow: uow.reminders.get(wish.id))
    assert moved is not None
    assert moved.timezone == "America/New_York"
    undone = await desk.store.write(lambda uow: undo(uow, desk.speaker, made.id))
    assert undone is not None
    assert undone.conflicts == ()
    assert await desk.gets(lambda uow: uow.users.get(desk.user.id)) == before
    assert await desk.gets(lambda uow: uow.reminders.get(wish.id)) == wish


async def test_a_setting_of_the_workspace_is_taken_back(desk: Desk) -> None:
    before = await desk.gets(lambda uow: uow.workspace)
    _, made = await desk.does(lambda recorder: say_setting(recorder, "currency", "chf"))
    assert made is not None
    assert (await desk.gets(lambda uow: uow.workspace)).currency == "CHF"
    await desk.store.write(lambda uow: undo(uow, desk.speaker, made.id))
    assert await desk.gets(lambda uow: uow.workspace) == before
