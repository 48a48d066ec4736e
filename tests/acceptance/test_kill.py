"""`kill -9` at every point of a message's and a reminder's life, then a restart: nothing is lost, nothing doubled."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.acceptance.crm import USER, Crm, message, was_killed
from tests.acceptance.launcher import Death

# Further than any lease of the killed process reaches.
AHEAD = timedelta(minutes=2)

# Where the process dies: what it leaves in the inbox and in the outbox.
POINTS = {
    "inside accept": (Death("inside", "transaction", 1), [], []),
    "after accept": (Death("after", "transaction", 1), ["accepted"], []),
    "before handle": (Death("after", "transaction", 2), ["held"], []),
    "inside handle": (Death("inside", "transaction", 3), ["held"], []),
    "after handle": (Death("after", "transaction", 3), ["done"], ["held"]),
    "before the send": (Death("before", "delivery"), ["done"], ["held"]),
    "during the send": (Death("after", "delivery"), ["done"], ["held"]),
    "before the mark": (Death("inside", "transaction", 4), ["done"], ["held"]),
    "after the mark": (Death("after", "transaction", 4), ["done"], ["sent"]),
}
# The answer may have arrived before, so that it comes again, marked as a repeat.
REPEATED = {"during the send", "before the mark"}
MARKED = {"after handle", "before the send", "during the send", "before the mark"}


@pytest.mark.parametrize("point", POINTS)
async def test_a_killed_message_is_answered_once_by_the_next_process(crm: Crm, point: str) -> None:
    death, inbox, outbox = POINTS[point]
    said = message("called Tomas Rehn, wants a price for 40 chairs, follow up in 1 minute")

    assert was_killed(crm.process("killed", receives=(said,), death=death))
    assert (await crm.inbox(), await crm.outbox()) == (inbox, outbox)

    # The platform got no answer, so that it hands the message over once more.
    crm.run("next", takes_over=True, receives=(said,), ticks=True, clock_ahead=AHEAD)

    assert await crm.counts() == {"accounts": 1, "contacts": 1, "activities": 1, "tasks": 1, "reminders": 1}
    assert (await crm.inbox(), await crm.outbox()) == (["done"], ["sent", "sent"])
    shown = crm.screen()
    replies = [reply for reply in shown if "Tomas Rehn (Brightwater Mills) logged" in reply]
    assert len(replies) == (2 if point in REPEATED else 1)
    assert [reply.startswith("↻") for reply in replies] == [False] * (len(replies) - 1) + [point in MARKED]
    # A minute is over by the clock of the next process.
    assert len(shown) == len(replies) + 1
    assert "Call back Tomas Rehn" in shown[-1]
    assert "↻" not in shown[-1]


async def test_a_process_takes_over_and_reminds_by_its_own_clockwork(crm: Crm) -> None:
    said = message("note on Tomas Rehn: prefers mornings")
    assert was_killed(crm.process("killed", receives=(said,), death=POINTS["after accept"][0]))
    await crm.remind((USER, "water the palms"), at=datetime.now(UTC))

    crm.run("next", serves_until_shown=2)

    assert (await crm.inbox(), await crm.outbox()) == (["done"], ["sent", "sent"])
    assert sorted("prefers mornings" in shown for shown in crm.screen()) == [False, True]


# A tick, once it has looked: the sweep, the claim, the wording, the mark.
REMINDER_POINTS = {
    "inside the sweep": (Death("inside", "transaction", 1), "pending", []),
    "after the sweep": (Death("after", "transaction", 1), "fired", ["pending"]),
    "after the claim": (Death("after", "transaction", 2), "fired", ["held"]),
    "inside the wording": (Death("inside", "transaction", 3), "fired", ["held"]),
    "after the wording": (Death("after", "transaction", 3), "fired", ["held"]),
    "before the send": (Death("before", "delivery"), "fired", ["held"]),
    "during the send": (Death("after", "delivery"), "fired", ["held"]),
    "before the mark": (Death("inside", "transaction", 4), "fired", ["held"]),
    "after the mark": (Death("after", "transaction", 4), "fired", ["sent"]),
}


@pytest.mark.parametrize("point", REMINDER_POINTS)
async def test_a_killed_reminder_is_sent_once_by_the_next_process(crm: Crm, point: str) -> None:
    death, state, outbox = REMINDER_POINTS[point]
    await crm.remind((USER, "water the palms"), at=datetime.now(UTC))

    assert was_killed(crm.process("killed", ticks=True, death=death))
    assert (await crm.reminders(), await crm.outbox()) == ([state], outbox)

    crm.run("next", takes_over=True, ticks=True, clock_ahead=AHEAD)

    assert (await crm.reminders(), await crm.outbox()) == (["fired"], ["sent"])
    shown = crm.screen()
    assert len(shown) == (2 if point in REPEATED else 1)
    assert all("water the palms" in notice for notice in shown)
