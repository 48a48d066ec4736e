"""A platform's API goes away for a while, in every way that it can: nothing is lost, and everything stays in order."""

import asyncio

import pytest

from tests.acceptance.served import IN_SLACK, IN_TELEGRAM, Office, until
from tests.fakes import slack as slacks
from tests.fakes import telegram as telegrams
from tests.fakes.telegram import Person

TEXTS = [f"note on Tomas Rehn: remark {number}" for number in range(3)]


def remarks(texts: list[str]) -> list[str]:
    """What the answers are about, each with the sign of a repeat where it has one."""
    return [("↻ " if "↻" in text else "") + text.split('"')[1] for text in texts]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_an_outage_of_both(office: Office) -> None:
    slack, telegram = office.slack, office.telegram
    to_slack, to_telegram = await office.wire(slack.api_url), await office.wire(telegram.api_url)
    office.environment |= {"SLACK_API_URL": to_slack.url, "TELEGRAM_API_URL": to_telegram.url}
    server = await office.serve("slack", "webhook")

    async def is_heard() -> bool:
        return telegram.webhook is not None

    await until(is_heard)

    # Nobody listens there; what people write comes in all the same, and waits.
    to_slack.cut()
    to_telegram.cut()
    for text in TEXTS:
        await slack.says(text, person=IN_SLACK)
        telegram.says(Person(IN_TELEGRAM, "Ines"), text)
    await asyncio.sleep(2)
    assert (slack.shown, telegram.messages_in(IN_TELEGRAM)) == ([], [])
    assert set(await office.crm.outbox()) <= {"pending", "held"}
    # Somebody listens, and takes nothing.
    slack.fail("chat.postMessage", slacks.Fault(status=503), slacks.Fault(status=503, body="<html>busy</html>"))
    telegram.fails("sendMessage", telegrams.Fault(status=503), telegrams.Fault(status=503))
    # Then it takes the first, and the answer is lost on the way.
    slack.fail("chat.postMessage", slacks.Fault(drop=True))
    telegram.fails("sendMessage", telegrams.Fault(after=True, is_cut=True))
    await to_slack.mend()
    await to_telegram.mend()

    await office.everything_is_done(2 * len(TEXTS))
    assert await server.stops() == 0
    assert set(await office.crm.outbox()) == {"sent"}
    expected = [f"remark {number}" for number in range(len(TEXTS))]
    assert remarks([shown.text for shown in slack.shown]) == expected, "Slack is asked whether it arrived"
    told = remarks([message.text for message in telegram.messages_in(IN_TELEGRAM)])
    assert told == ["remark 0", "↻ remark 0", *expected[1:]], "Telegram cannot be asked: the repeat says that it is one"
