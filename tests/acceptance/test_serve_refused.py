"""What nobody may send leaves no trace but a counter."""

import json

import pytest

from adapters.telegram.listener import PATH as TELEGRAM_PATH
from tests.acceptance.served import IN_SLACK, IN_TELEGRAM, WEBHOOK_SECRET, Office
from tests.fakes.telegram import Person

SAID = "called Tomas Rehn, wants a price for 40 chairs"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_requests_that_the_platforms_did_not_send(office: Office) -> None:
    slack, telegram = office.slack, office.telegram
    server = await office.serve("slack", "webhook")
    event = json.dumps(slack.event_body(slack.message(SAID, person=IN_SLACK))).encode()
    update = json.dumps(telegram.update_of(Person(IN_TELEGRAM, "Ines"), SAID)).encode()

    assert [
        await slack.post(event, JSON, secret="another secret"),
        await slack.post(event, JSON, age=301),
        await slack.post(event, JSON, age=-330),
        await slack.post(event, JSON | {"X-Slack-Signature": "v0="}),
        await slack.post(event, JSON | {"X-Slack-Signature": "v0=é"}),
        await slack.post(event, JSON | {"X-Slack-Request-Timestamp": "today"}),
        await server.post("/slack/events", event, JSON),
    ] == [401] * 7
    assert [
        await server.post(TELEGRAM_PATH, update, JSON | {"X-Telegram-Bot-Api-Secret-Token": secret})
        for secret in ("", "another", WEBHOOK_SECRET + "x", WEBHOOK_SECRET.upper())
    ] + [await server.post(TELEGRAM_PATH, update, JSON)] == [401] * 5
    assert await office.crm.inbox() == []
    assert await server.metric("crmbot_requests_refused_total", platform="slack") == 7
    assert await server.metric("crmbot_requests_refused_total", platform="telegram") == 5
    assert await server.metric("crmbot_messages_accepted_total") == 0

    # The very same, sent by those who may.
    assert await slack.post(event, JSON, age=290) == 200
    assert await server.post(TELEGRAM_PATH, update, JSON | {"X-Telegram-Bot-Api-Secret-Token": WEBHOOK_SECRET}) == 200
    await office.everything_is_done(2)
    assert await server.metric("crmbot_messages_accepted_total") == 2
    assert await server.stops() == 0
