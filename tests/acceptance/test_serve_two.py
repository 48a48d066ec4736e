"""Two servers on one PostgreSQL: whatever reaches both happens once, and each may be lost."""

import asyncio
import json

import pytest
from sqlalchemy import select

from adapters.slack.manifest import PATH as SLACK_PATH
from adapters.telegram.listener import PATH as TELEGRAM_PATH
from storage.database.tables import activities
from tests.acceptance.crm import salesperson
from tests.acceptance.served import IN_SLACK, IN_TELEGRAM, WEBHOOK_SECRET, Office, Server, until
from tests.fakes.slack_channels import Shown
from tests.fakes.telegram import Person

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

INES = Person(IN_TELEGRAM, "Ines")


async def test_events_that_reach_both_are_handled_once(office: Office) -> None:
    one, two = await asyncio.gather(office.serve("slack"), office.serve("slack"))
    slack = office.slack
    people = [f"U0P{number}" for number in range(8)]
    for number, person in enumerate(people):
        await office.hires(salesperson(f"Person {number}"), slack=person)

    async def talks(number: int, person: str) -> None:
        # One server is as good as the other, and every third event comes to both at once.
        for remark in range(3):
            event = slack.event_body(slack.message(f"note on Tomas Rehn: {person} {remark}", person=person))
            turn = number + remark
            to = (one, two) if turn % 3 == 0 else ((one, two)[turn % 2],)
            tries = [slack.try_event(event, to=server.url + SLACK_PATH) for server in to]
            assert set(await asyncio.gather(*tries)) == {200}

    await asyncio.gather(*(talks(number, person) for number, person in enumerate(people)))
    expected = sorted(f"{person} {remark}" for person in people for remark in range(3))
    await office.everything_is_done(len(expected))
    assert [await one.stops(), await two.stops()] == [0, 0]
    remarks = await office.crm.query(lambda connection: list(connection.execute(select(activities.c.note)).scalars()))
    assert sorted(remarks) == expected
    assert not [shown.text for shown in slack.shown if "↻" in shown.text]
    told = [shown.text.split('"')[1] for shown in slack.shown]
    assert len(told) == len(expected)
    for person in people:
        assert [remark for remark in told if person in remark] == [f"{person} {remark}" for remark in range(3)]


async def test_an_update_that_reaches_both_is_handled_once(office: Office) -> None:
    one, two = await asyncio.gather(office.serve("webhook"), office.serve("webhook"))
    headers = {"X-Telegram-Bot-Api-Secret-Token": WEBHOOK_SECRET, "Content-Type": "application/json"}
    updates = [office.telegram.update_of(INES, f"note on Tomas Rehn: remark {number}") for number in range(3)]

    statuses = await asyncio.gather(
        *(
            server.post(TELEGRAM_PATH, json.dumps(update).encode(), headers)
            for update in updates
            for server in (one, two)
        )
    )

    assert statuses == [200] * 6
    await office.everything_is_done(3)
    assert [await one.stops(), await two.stops()] == [0, 0]
    assert (await office.crm.counts())["activities"] == 3
    assert len(office.telegram.messages_in(IN_TELEGRAM)) == 3


async def test_one_polls_and_the_other_takes_over(office: Office) -> None:
    telegram = office.telegram

    async def answered(text: str) -> None:
        before = len(telegram.messages_in(IN_TELEGRAM))
        telegram.says(INES, text)

        async def is_answered() -> bool:
            return len(telegram.messages_in(IN_TELEGRAM)) > before

        await until(is_answered)

    first = await office.serve("telegram")
    await answered("note on Tomas Rehn: one")
    second = await office.serve("telegram")
    await answered("note on Tomas Rehn: two")
    assert await first.metric("crmbot_messages_accepted_total", platform="telegram") == 2
    # What was sent and not yet marked would come again.
    await office.everything_is_done(2)
    first.kill()
    await first.ends()
    await answered("note on Tomas Rehn: three")
    assert await second.metric("crmbot_messages_accepted_total", platform="telegram") == 1

    # Whoever stops by itself leaves at once what it had.
    third = await office.serve("telegram")
    assert await second.stops() == 0
    await answered("note on Tomas Rehn: four")
    assert await third.metric("crmbot_messages_accepted_total", platform="telegram") == 1
    assert await third.stops() == 0
    assert (await office.crm.counts())["activities"] == 4
    assert len(telegram.messages_in(IN_TELEGRAM)) == 4


async def test_a_button_works_once_whoever_presses_it_and_wherever(office: Office) -> None:
    one, two = await asyncio.gather(office.serve("slack", "webhook"), office.serve("slack", "webhook"))
    slack = office.slack
    await office.hires(salesperson("Omar Salis"), slack="U0OMAR")
    await slack.says("called Tomas Rehn, wants a price for 40 chairs", person=IN_SLACK)
    [logged] = await slack.until_shown(1)

    def press(person: str, server: Server, on: Shown) -> asyncio.Future[int]:
        payload = slack.press_payload("Undo", on=on, person=person)
        return asyncio.ensure_future(slack.send("interactive", payload, to=server.url + SLACK_PATH))

    presses = [press(person, server, logged) for person in (IN_SLACK, "U0OMAR") for server in (one, two)]
    assert set(await asyncio.gather(*presses)) == {200}

    await office.everything_is_done(5)
    assert [await one.stops(), await two.stops()] == [0, 0]
    deleted = await office.crm.query(
        lambda connection: list(connection.execute(select(activities.c.deleted_at.is_not(None))).scalars())
    )
    assert deleted == [True]
    whispers = [(shown.person, shown.text) for shown in slack.shown if shown.person]
    assert sorted(person for person, _ in whispers) == [IN_SLACK, "U0OMAR", "U0OMAR"]
    told = [shown for shown in slack.shown if not shown.person][1:]
    assert ["Undone" in shown.text for shown in told] == [True]
