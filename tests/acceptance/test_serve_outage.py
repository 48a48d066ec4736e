"""A platform's API is away for a minute, in every way that it can be: nothing is lost, and everything stays in order.

The minute is a real one, and the server the installed script, with the pauses that everybody has. It waits nearly all
the time, so that it begins first and others are tested meanwhile.
"""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.acceptance.crm import USER, salesperson
from tests.acceptance.served import IN_SLACK, IN_TELEGRAM, Office, until
from tests.fakes import slack as slacks
from tests.fakes import telegram as telegrams
from tests.fakes.telegram import Person

OMAR_IN_SLACK, OMAR_IN_TELEGRAM = "U0OMAR", 4_100_078
REMARKS = [f"remark {number}" for number in range(3)]
PALMS = "water the palms"
MINUTE = 60.0


def remarks(texts: list[str]) -> list[str]:
    """What the answers are about, each with the sign of a repeat where it has one."""
    return [("↻ " if "↻" in text else "") + text.split('"')[1] for text in texts if PALMS not in text]


@pytest.mark.minute
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_both_are_away_for_a_minute(office: Office) -> None:
    slack, telegram = office.slack, office.telegram
    await office.hires(salesperson("Omar Salis"), slack=OMAR_IN_SLACK, telegram=OMAR_IN_TELEGRAM)
    to_slack, to_telegram = await office.wire(slack.api_url), await office.wire(telegram.api_url)
    office.environment |= {"SLACK_API_URL": to_slack.url, "TELEGRAM_API_URL": to_telegram.url}
    server = await office.serve("slack", "webhook", installed=True)

    async def is_heard() -> bool:
        return telegram.webhook is not None

    await until(is_heard)
    began = time.monotonic()

    async def writes(in_slack: str, in_telegram: int, *, at: float) -> None:
        await asyncio.sleep(began + at - time.monotonic())
        for remark in REMARKS:
            assert (await slack.says(f"note on Tomas Rehn: {remark}", person=in_slack))[1] == [200]
            telegram.says(Person(in_telegram, "Somebody"), f"note on Tomas Rehn: {remark}")
            await asyncio.sleep(3)

    # Nobody listens there; what people write comes in all the same, and what falls due waits.
    to_slack.cut()
    to_telegram.cut()
    await office.crm.remind((USER, PALMS), at=datetime.now(UTC) + timedelta(seconds=2))
    await writes(IN_SLACK, IN_TELEGRAM, at=0)
    await asyncio.sleep(began + 20 - time.monotonic())
    assert (slack.calls, telegram.calls("sendMessage")) == ([], [])
    # Somebody listens there who cannot help, and asks one of them for patience.
    slack.fail("chat.postMessage", slacks.Fault(status=429, error="ratelimited", retry_after=31))
    telegram.fails("sendMessage", telegrams.too_many(31))
    slack.outage = slacks.Fault(status=503, body="<html>busy</html>")
    telegram.outage = telegrams.Fault(status=503)
    await to_slack.mend()
    await to_telegram.mend()
    await writes(OMAR_IN_SLACK, OMAR_IN_TELEGRAM, at=33)
    # What is sent arrives, and each answer is lost on the way.
    slack.outage, telegram.outage = slacks.Fault(drop=True), telegrams.Fault(after=True, is_cut=True)
    await asyncio.sleep(began + MINUTE - time.monotonic())

    async def has_arrived() -> bool:
        return bool(slack.shown and telegram.messages_in(OMAR_IN_TELEGRAM))

    # A busy machine tries later, which makes the outage longer.
    await until(has_arrived)
    assert set(await office.crm.outbox()) <= {"pending", "held"}, "of nothing that was sent is it known that it arrived"
    slack.outage = telegram.outage = None

    await office.everything_is_done(4 * len(REMARKS))
    assert await server.stops() == 0
    assert set(await office.crm.outbox()) == {"sent"}
    shown = [message for message in slack.shown if message.how == "post"]
    for person in (IN_SLACK, OMAR_IN_SLACK):
        told = remarks([message.text for message in shown if message.channel == slack.direct(person)])
        assert told == REMARKS, "Slack is asked whether it arrived"
    in_telegram = {person: telegram.messages_in(person) for person in (IN_TELEGRAM, OMAR_IN_TELEGRAM)}
    for messages in in_telegram.values():
        told = remarks([message.text for message in messages])
        assert [remark for remark in told if "↻" not in remark] == REMARKS
    repeated = remarks([message.text for message in in_telegram[OMAR_IN_TELEGRAM]])
    assert "↻ remark 0" in repeated, "Telegram cannot be asked: the repeat says that it is one"
    palms = [message.text for message in (*shown, *in_telegram[IN_TELEGRAM]) if PALMS in message.text]
    assert [text for text in palms if "↻" not in text] == palms[:1] != []
