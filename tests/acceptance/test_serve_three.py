"""Three servers on one PostgreSQL while 2,000 reminders fall due; one is killed in the midst of it."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.ids import new_id
from bot.domain.people import User
from bot.ports import UnitOfWork
from storage.database.tables import outbox, reminders
from tests.acceptance.served import Office, until

PEOPLE, EACH = 500, 4
# As many as a server delivers in a part of a second, so that many are under way when it is killed.
BEFORE_THE_KILL = 400


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_every_reminder_arrives_and_none_twice_but_those_on_their_way(office: Office) -> None:
    crm, slack = office.crm, office.slack
    doomed, *others = await asyncio.gather(
        office.serve("slack", unpaced=True),
        office.serve("slack", unpaced=True),
        office.serve("slack", unpaced=True),
    )
    people = [
        User(id=new_id(), name=f"Person {number}", reply_platform="slack", reply_chat=f"U{number:06}")
        for number in range(PEOPLE)
    ]
    for person in people:
        slack.add_user(person.reply_chat, name=person.name)

    def hire(uow: UnitOfWork) -> None:
        for person in people:
            uow.users.add(person)

    await crm.store.write(hire)
    subjects = [f"Ring customer {number:04}" for number in range(PEOPLE * EACH)]
    due_at = datetime.now(UTC) + timedelta(seconds=2)
    await crm.remind(*((people[n % PEOPLE], subject) for n, subject in enumerate(subjects)), at=due_at)

    async def is_well_under_way() -> bool:
        return len(slack.shown) >= BEFORE_THE_KILL

    await until(is_well_under_way)
    doomed.kill()
    await doomed.ends()
    in_flight = await _held(office)

    async def is_over() -> bool:
        return await _unsent(office) == 0

    await until(is_over, every=0.3)
    assert [await server.stops() for server in others] == [0, 0]
    told = Counter(shown.text.splitlines()[0].removeprefix("↻ ") for shown in slack.shown)
    told = Counter({text[text.index("Ring") :]: count for text, count in told.items()})
    assert sorted(told) == subjects
    assert {subject for subject, count in told.items() if count > 1} <= in_flight
    assert max(told.values()) <= 2


async def _held(office: Office) -> set[str]:
    """The subjects of what the servers have claimed and not marked as sent."""
    held = (
        select(reminders.c.subject)
        .join(outbox, outbox.c.reminder_id == reminders.c.id)
        .where(outbox.c.state == "pending", outbox.c.lease_until.is_not(None))
    )
    return set(await office.crm.query(lambda connection: list(connection.execute(held).scalars())))


async def _unsent(office: Office) -> int:
    waiting = select(func.count()).select_from(outbox).where(outbox.c.state == "pending")
    ahead = select(func.count()).select_from(reminders).where(reminders.c.state == "pending")
    return await office.crm.query(
        lambda connection: connection.execute(waiting).scalar_one() + connection.execute(ahead).scalar_one()
    )
