"""What a reminder says when it comes."""

from datetime import timedelta

import pytest

from bot.domain.people import Contact
from bot.messages import BOLD_OFF, BOLD_ON, Address, Card
from bot.queue_ports import OutboxRow
from bot.scheduling import notices
from storage.database.store import DatabaseStore
from tests.contract.samples import DAY, account, contact, reminder
from tests.unit.bot.crm.desk import NOW, Desk, desk_at

FOLDER = account("Northwind")
OLGA = contact("Olga", "Brandt", account_id=FOLDER.id, phone="01 44", mobile="06 12")


@pytest.fixture
async def desk(sqlite_store: DatabaseStore) -> Desk:
    desk = await desk_at(sqlite_store)
    await desk.adds(FOLDER, OLGA)
    return desk


async def notice(desk: Desk, late: timedelta = timedelta(0), **fields: object) -> Card | None:
    ring = reminder(desk.user.id, **({"subject": "Send the quote", "state": "fired", "fired_for": NOW} | fields))
    await desk.adds(ring)
    row = OutboxRow(
        id="r", user_id=desk.user.id, address=Address("console", "desk"), effect=None, reminder_id=ring.id, due_at=NOW
    )
    return await desk.gets(lambda uow: notices.notice(uow, row, NOW + late))


def title(card: Card | None) -> str:
    assert card is not None
    return card.title.replace(BOLD_ON, "*").replace(BOLD_OFF, "*")


@pytest.mark.parametrize(
    ("age", "late", "said"),
    [
        (timedelta(0), timedelta(0), "⏰ *Send the quote*"),
        (8 * DAY, timedelta(0), "⏰ *Send the quote* · asked on Mon 2 Mar"),
        (8 * DAY, timedelta(minutes=2), "⏰ *Send the quote* · asked on Mon 2 Mar"),
        (8 * DAY, timedelta(minutes=2, seconds=1), "⏰ 2 min late, I was offline: *Send the quote*"),
    ],
)
async def test_the_subject_when_it_was_asked_and_that_it_is_late(
    desk: Desk, age: timedelta, late: timedelta, said: str
) -> None:
    assert title(await notice(desk, late, created_at=NOW - age)) == said


@pytest.mark.parametrize(
    ("person", "line"),
    [
        (OLGA, "Olga Brandt · Northwind · 📱 06 12"),
        (contact("Paul", "", phone="01 55", mobile=""), "Paul · Northwind · 📱 01 55"),
        (None, "Northwind"),
    ],
)
async def test_whom_to_call_and_how(desk: Desk, person: Contact | None, line: str) -> None:
    if person and person is not OLGA:
        await desk.adds(person)
    card = await notice(desk, contact_id=person.id if person else None, account_id=FOLDER.id)
    assert card is not None
    assert card.lines == (line,)


async def test_a_settled_one_says_nothing(desk: Desk) -> None:
    assert await notice(desk, state="done") is None
