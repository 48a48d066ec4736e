"""`kill -9` at five points of a message's life, in Slack and in Telegram: nothing is lost, and nothing doubled.

What the killed process held is taken over because its heart stopped, whenever its leases end. What the platforms do
themselves happens here too: Slack tries an event again under the same id, and Telegram goes on handing an update
over until it is taken.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from tests.acceptance.serve_process import Death
from tests.acceptance.served import IN_SLACK, IN_TELEGRAM, PATIENCE, Office, Server
from tests.fakes.telegram import Person

SAID = "called Tomas Rehn, wants a price for 40 chairs, follow up tomorrow at 10"
LOGGED = "Tomas Rehn (Brightwater Mills) logged"
MADE = {"accounts": 1, "contacts": 1, "activities": 1, "tasks": 1, "reminders": 1}

# Seconds between two heartbeats of the process that follows.
BEAT = 0.3

# Where the process dies, and what it leaves in the inbox and in the outbox.
POINTS: dict[str, tuple[Death | None, list[str], list[str]]] = {
    "after accept": (Death("inbox", "accept", "after"), ["accepted"], []),
    "inside handle": (Death("inbox", "finish", "inside"), ["held"], []),
    "after handle": (Death("inbox", "finish", "after"), ["done"], ["held"]),
    # Killed by the platform itself, which has just shown the answer.
    "during the send": (None, ["done"], ["held"]),
    "before the mark": (Death("outbox", "mark_sent", "inside"), ["done"], ["held"]),
}
# Where the answer has arrived, and nobody can know that from the database.
ARRIVED = {"during the send", "before the mark"}


def killing(carry_out: Callable[[Any], Any], server: Server) -> Callable[[Any], Any]:
    """Carries a request out, and kills who sent it before the answer is on its way."""

    def call(arguments: Any) -> Any:
        result = carry_out(arguments)
        server.kill()
        return result

    return call


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("point", POINTS)
async def test_an_event_of_slack(office: Office, point: str) -> None:
    death, inbox, outbox = POINTS[point]
    slack = office.slack
    killed = await office.serve("slack", death=death)
    if death is None:
        slack._chat_postMessage = killing(slack._chat_postMessage, killed)  # type: ignore[method-assign]
    event = slack.event_body(slack.message(SAID, person=IN_SLACK))

    # Only an event that is kept was acknowledged, though whoever dies has not always time to say so.
    assert await slack.try_event(event) in (0, 200)
    assert await killed.ends() == -9
    assert (await office.crm.inbox(), await office.crm.outbox()) == (inbox, outbox)
    await office.crm.lengthen_leases()
    vars(slack).pop("_chat_postMessage", None)
    assert await slack.try_event(event, 1) == 0
    following = await office.serve("slack", beat=BEAT)
    assert await slack.try_event(event, 2) == 200
    assert await slack.try_event(event, 3) == 200

    await office.everything_is_done(1)
    assert await following.stops() == 0
    assert await office.crm.counts() == MADE
    assert (await office.crm.inbox(), await office.crm.outbox()) == (["done"], ["sent"])
    # Slack tells what it shows: the answer that arrived is found there, and not sent again.
    assert [LOGGED in shown.text for shown in slack.shown] == [True]
    assert len(slack.calls_of("conversations.history")) == (point in ARRIVED)
    assert not slack.shown[0].text.startswith("↻")


@pytest.mark.parametrize(
    ("database_url", "way"),
    [("postgresql", "webhook"), ("sqlite", "telegram")],
    ids=["webhook", "polling"],
    indirect=["database_url"],
)
@pytest.mark.parametrize("point", POINTS)
async def test_an_update_of_telegram(office: Office, point: str, way: str) -> None:
    death, inbox, outbox = POINTS[point]
    telegram = office.telegram
    killed = await office.serve(way, death=death)
    if death is None:
        telegram._call_sendMessage = killing(telegram._call_sendMessage, killed)  # type: ignore[method-assign]

    telegram.says(Person(IN_TELEGRAM, "Ines"), SAID)
    assert await killed.ends() == -9
    assert (await office.crm.inbox(), await office.crm.outbox()) == (inbox, outbox)
    await office.crm.lengthen_leases()
    vars(telegram).pop("_call_sendMessage", None)
    following = await office.serve(way, beat=BEAT)
    async with asyncio.timeout(PATIENCE):
        await telegram.emptied()

    await office.everything_is_done(1)
    assert await following.stops() == 0
    assert await office.crm.counts() == MADE
    assert (await office.crm.inbox(), await office.crm.outbox()) == (["done"], ["sent"])
    # Telegram tells nobody what it shows: whose sending was begun comes once more, and says so.
    replies = telegram.messages_in(IN_TELEGRAM)
    assert [LOGGED in reply.text for reply in replies] == [True] * (2 if point in ARRIVED else 1)
    assert ["↻" in reply.text for reply in replies] == ([False, True] if point in ARRIVED else [False])
