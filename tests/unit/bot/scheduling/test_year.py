"""A simulated year of recurring reminders, swept as the clock goes on, on the walls of four places at once."""

from datetime import UTC, date, datetime, time, timedelta

import time_machine

from bot.clock import SystemClock
from bot.crm.changes import Recorder, Speaker
from bot.crm.reminders import SetReminder, set_reminder
from bot.crm.workdays import is_holiday
from bot.domain.ids import new_id
from bot.domain.people import User
from bot.domain.zones import instant_of, wall_of, zone_of
from bot.messages import Conversation
from bot.ports import UnitOfWork
from bot.scheduling.sweep import Sweep
from storage.database.store import DatabaseStore
from tests.contract.samples import user

ZONES = {"Europe/Paris": "FR", "America/New_York": "US", "Asia/Kolkata": "IN", "Australia/Lord_Howe": "AU"}
BEGINS, ENDS = date(2026, 1, 1), date(2027, 1, 1)
NINE = time(9)
RULES: dict[str, tuple[date | datetime, str]] = {
    "every monday at 9": (datetime(2026, 1, 5, 9), "FREQ=WEEKLY;BYDAY=MO"),  # noqa: DTZ001  # a wish is local
    "every two weeks until june": (
        datetime(2026, 1, 8, 9),  # noqa: DTZ001  # a wish is local
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=20260601",
    ),
    "the first of every month": (date(2026, 2, 1), "FREQ=MONTHLY"),
}


def days(first: date, step: int, until: date = ENDS) -> list[date]:
    return [first + timedelta(days=n) for n in range(0, (until - first).days, step)]


def expected(rule: str, country: str) -> list[datetime]:
    """When the reminders of a year come, on the wall."""
    if rule == "every monday at 9":
        return [datetime.combine(day, NINE) for day in days(date(2026, 1, 5), 7)]
    if rule == "every two weeks until june":
        return [datetime.combine(day, NINE) for day in days(date(2026, 1, 8), 14, date(2026, 6, 2))]
    firsts = [date(2026, month, 1) for month in range(2, 13)]
    return [datetime.combine(_working(day, country), NINE) for day in firsts]


def _working(day: date, country: str) -> date:
    while day.weekday() > 4 or is_holiday(country, day):
        day += timedelta(days=1)
    return day


async def test_a_year_on_four_walls(sqlite_store: DatabaseStore) -> None:
    people = {zone: user(name=zone, timezone=zone, reply_chat=zone) for zone in ZONES}
    begin = datetime.combine(BEGINS, time(), UTC)

    def begin_year(uow: UnitOfWork) -> None:
        for person in people.values():
            uow.users.add(person)
            for rule in RULES:
                set_reminder(_recorder(uow, person, begin), _command(rule, person))

    await sqlite_store.write(begin_year)
    sweep, came = Sweep(sqlite_store, SystemClock()), dict[tuple[str, str], list[datetime]]()
    with time_machine.travel(begin, tick=False) as traveller:
        while SystemClock().now().date() <= ENDS:
            await sweep.run()
            for reminder_id, due_at in await sqlite_store.claim(_arrived):
                ring = await sqlite_store.read(lambda uow, ring=reminder_id: uow.reminders.get(ring))
                assert ring is not None
                came.setdefault((ring.timezone, ring.subject), []).append(wall_of(due_at, zone_of(ring.timezone)))
            traveller.shift(timedelta(hours=6))
    wanted = {(zone, rule): expected(rule, country) for zone, country in ZONES.items() for rule in RULES}
    ended = datetime.combine(ENDS, time())
    assert {key: [wall for wall in walls if wall < ended] for key, walls in came.items()} == wanted


def _recorder(uow: UnitOfWork, person: User, now: datetime) -> Recorder:
    place = Conversation("console", person.reply_chat, "", person.id)
    return Recorder(uow, Speaker(user=person, now=now, conversation=place, message_key=new_id()))


def _command(rule: str, person: User) -> SetReminder:
    first, recurrence = RULES[rule]
    at = instant_of(first, zone_of(person.timezone)) if isinstance(first, datetime) else first
    return SetReminder(subject=rule, at=at, recurrence=recurrence)


def _arrived(uow: UnitOfWork) -> list[tuple[str, datetime]]:
    """The occurrences that wait in the outbox, taken out of it."""
    now, came = SystemClock().now(), []
    while rows := uow.outbox.claim("w", now, timedelta(minutes=1), 99, platforms=["console"]):
        for row in rows:
            uow.outbox.mark_sent(row, "", now)
            assert row.reminder_id is not None
            assert row.due_at is not None
            came.append((row.reminder_id, row.due_at))
    return came
