"""Slack sends an event again that it believes unheard, at once, after one minute and after five: it counts once.

What matters is not how long it pauses but what crmbot is doing when the repeat comes: it is about to keep the first,
it is answering it, it has answered it, it was started anew.
"""

import asyncpg
import pytest

from tests.acceptance.served import IN_SLACK, Office, until

SAID = "called Tomas Rehn, wants a price for 40 chairs, follow up tomorrow at 10"
MADE = {"accounts": 1, "contacts": 1, "activities": 1, "tasks": 1, "reminders": 1}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_an_event_that_comes_four_times_more(office: Office) -> None:
    slack = office.slack
    server = await office.serve("slack")
    event = slack.event_body(slack.message(SAID, person=IN_SLACK))
    posting = slack.hold("chat.postMessage")

    # Neither the first nor the one at once is kept in time; then both are.
    keeper = await asyncpg.connect(office.crm.database_url)
    async with keeper.transaction():
        await keeper.execute("LOCK TABLE inbox IN EXCLUSIVE MODE")
        assert await slack.try_event(event, within=0.3) == 0
        assert await slack.try_event(event, 1, reason="http_timeout", within=0.3) == 0
        assert await office.crm.inbox() == []
    await keeper.close()

    async def is_answering() -> bool:
        return len(slack.calls_of("chat.postMessage")) == 1

    await until(is_answering)
    assert await office.crm.inbox() == ["done"]
    assert await slack.try_event(event, 2, reason="http_timeout") == 200
    assert slack.shown == []

    posting.set()
    await office.everything_is_done(1)
    assert await slack.try_event(event, 3, reason="http_timeout") == 200
    assert await server.metric("crmbot_messages_repeated_total", platform="slack") == 3
    assert await server.stops() == 0

    following = await office.serve("slack")
    assert await slack.try_event(event, 4, reason="http_timeout") == 200
    await office.everything_is_done(1)
    assert await following.stops() == 0
    assert await office.crm.counts() == MADE
    assert ["Tomas Rehn" in shown.text for shown in slack.shown] == [True]
    assert await office.crm.outbox() == ["sent"]
