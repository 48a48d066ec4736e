"""A person whom one platform refuses for good is reminded on the other, and `crmbot doctor` says what to do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.people import User
from tests.acceptance.crm import salesperson
from tests.acceptance.served import Office, until


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_reminders_find_another_way(office: Office) -> None:
    slack, telegram, crm = office.slack, office.telegram, office.crm

    async def hires(name: str, number: int, *, writes_in: str) -> User:
        in_slack, in_telegram = f"U0P{number}", 4_200_000 + number
        chat = in_slack if writes_in == "slack" else str(in_telegram)
        user = replace(salesperson(name), reply_platform=writes_in, reply_chat=chat)
        await office.hires(user, slack=in_slack, telegram=in_telegram)
        return user

    blocker = await hires("Bea Blocker", 1, writes_in="telegram")
    archiver = await hires("Ari Archiver", 2, writes_in="slack")
    revoked = await hires("Rea Revoked", 3, writes_in="slack")
    telegram.blocked.add(4_200_001)
    slack.channels[slack.direct("U0P2")].archived = True
    server = await office.serve("slack", "telegram")
    code, told = await office.run("doctor", platforms=("slack", "telegram"))
    assert code == 0, told

    await crm.remind((blocker, "water the palms"), (archiver, "feed the cat"), at=datetime.now(UTC))

    async def both_are_told() -> bool:
        return bool(slack.shown and telegram.messages_in(4_200_002))

    await until(both_are_told)
    assert [(shown.channel, "water the palms" in shown.text) for shown in slack.shown] == [("D0P1", True)]
    assert ["feed the cat" in message.text for message in telegram.messages_in(4_200_002)] == [True]

    slack.token = "xoxb-another"
    await crm.remind((revoked, "call the plumber"), at=datetime.now(UTC))

    async def is_told() -> bool:
        return bool(telegram.messages_in(4_200_003))

    await until(is_told)
    assert ["call the plumber" in message.text for message in telegram.messages_in(4_200_003)] == [True]
    code, told = await office.run("doctor", platforms=("slack", "telegram"))
    assert code == 1
    failed = {line.split(":")[0].split(maxsplit=1)[1]: line for line in told.splitlines() if line.startswith("FAILED")}
    assert sorted(failed) == ["Slack", "deliveries"]
    assert "invalid_auth; copy the Bot User OAuth Token of the app into SLACK_BOT_TOKEN" in failed["Slack"]
    for reason in ("blocked", "is_archived", "invalid_auth", "unblock the bot there"):
        assert reason in failed["deliveries"]
    assert await server.stops() == 0
    assert sorted(await crm.outbox()) == ["failed"] * 3 + ["sent"] * 3
