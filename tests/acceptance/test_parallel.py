"""Two processes on one store: each thing happens once, and in turn."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.database.tables import change_sets
from tests.acceptance.crm import Crm, ended_well, message, salesperson
from tests.acceptance.launcher import Orders, processes, start


def test_processes_that_start_at_once_make_one_store(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'crmbot.db'}"
    ended_well(*(start(Orders(database_url=url, folder=tmp_path, name=name, ticks=True)) for name in "abc"))


async def test_a_message_that_comes_200_times_at_once_is_handled_once(crm: Crm) -> None:
    said = message("called Tomas Rehn, wants a price for 40 chairs, follow up tomorrow at 10")
    start_line = processes().Barrier(2)

    ended_well(*(crm.process(name, receives=(said,) * 100, start_line=start_line) for name in ("one", "two")))

    assert await crm.counts() == {"accounts": 1, "contacts": 1, "activities": 1, "tasks": 1, "reminders": 1}
    assert (await crm.inbox(), await crm.outbox()) == (["done"], ["sent"])
    assert len(crm.screen()) == 1


@pytest.mark.parametrize("way", ["receives", "accepts"])
async def test_messages_that_two_processes_take_in_are_handled_once_and_answered_in_turn(crm: Crm, way: str) -> None:
    said = [message(f"note on Tomas Rehn: remark {number}") for number in range(30)]
    start_line = processes().Barrier(2)

    ended_well(
        crm.process("one", start_line=start_line, **{way: tuple(said[::2])}),
        crm.process("two", start_line=start_line, **{way: tuple(said[1::2])}),
    )

    assert (await crm.inbox(), await crm.outbox()) == (["done"] * 30, ["sent"] * 30)
    # Which of two was first nobody knows where two processes keep them at once; one after the other they are handled.
    handled = await crm.query(
        lambda connection: list(
            connection.execute(select(change_sets.c.message_key).order_by(change_sets.c.id)).scalars()
        )
    )
    remarks = {one.key: one.text.rpartition(": ")[2] for one in said}
    assert sorted(handled) == sorted(remarks)
    assert [reply.splitlines()[1].strip('"') for reply in crm.screen()] == [remarks[key] for key in handled]


async def test_messages_that_come_at_once_are_handled_in_the_order_in_which_they_came(crm: Crm) -> None:
    said = tuple(message(f"note on Tomas Rehn: remark {number}") for number in range(10))

    crm.run(accepts=said)

    assert await crm.accepted() == [one.key for one in said]
    assert [reply.splitlines()[1].strip('"') for reply in crm.screen()] == [f"remark {number}" for number in range(10)]


async def test_2000_reminders_that_two_processes_send_come_once_each(crm: Crm) -> None:
    people = [salesperson(f"Person {number}") for number in range(40)]
    await crm.add_users(*people)
    wishes = [(people[number % 40], f"errand {number}.") for number in range(2000)]
    await crm.remind(*wishes, at=datetime.now(UTC))
    start_line = processes().Barrier(2)

    ended_well(*(crm.process(name, ticks=True, start_line=start_line) for name in ("one", "two")))

    assert Counter(await crm.reminders()) == {"fired": 2000}
    assert Counter(await crm.outbox()) == {"sent": 2000}
    come = Counter(subject for notice in crm.screen() for _, subject in wishes if subject in notice)
    assert come == Counter(subject for _, subject in wishes)
    assert "↻" not in "".join(crm.screen())
