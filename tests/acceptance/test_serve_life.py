"""From its start to its end: what a server says of itself, and how it stops."""

import pytest

from tests.acceptance.served import IN_SLACK, IN_TELEGRAM, Office, until
from tests.fakes.telegram import Person


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_it_tells_whether_its_database_answers(office: Office) -> None:
    wire = await office.wire(office.crm.database_url)
    office.environment["CRMBOT_DATABASE_URL"] = wire.url
    server = await office.serve("slack")
    assert [await server.status(path) for path in ("/healthz", "/readyz")] == [200, 200]

    wire.cut()
    assert [await server.status(path) for path in ("/healthz", "/readyz")] == [200, 503]
    said = office.slack.event_body(office.slack.message("note on Tomas Rehn: prefers mornings", person=IN_SLACK))
    assert await office.slack.try_event(said) == 500, "what is not kept is not acknowledged"

    await wire.mend()
    assert await server.status("/readyz") == 200
    assert await office.slack.try_event(said, 1) == 200
    await office.everything_is_done(1)

    async def is_counted() -> bool:
        return await server.metric("crmbot_deliveries_total", platform="slack", outcome="sent") == 1

    await until(is_counted)
    assert await server.stops() == 0


async def test_it_finishes_what_is_under_way_when_it_is_told_to_stop(office: Office) -> None:
    slack, telegram = office.slack, office.telegram
    server = await office.serve("slack", "telegram")
    remarks = 5
    for number in range(remarks):
        await slack.says(f"note on Tomas Rehn: remark {number}", person=IN_SLACK)
    telegram.says(Person(IN_TELEGRAM, "Ines"), "note on Tomas Rehn: from Telegram")
    await telegram.emptied()

    assert await server.stops() == 0
    assert await office.crm.inbox() == ["done"] * (remarks + 1)
    # A second lies between two messages of a channel: the next one sends them, and none of them as a repeat.
    assert set(await office.crm.outbox()) == {"sent", "pending"}
    following = await office.serve("slack", "telegram")
    await office.everything_is_done(remarks + 1)
    assert await following.stops() == 0
    assert set(await office.crm.outbox()) == {"sent"}
    told = [shown.text for shown in slack.shown] + [message.text for message in telegram.messages_in(IN_TELEGRAM)]
    assert len(told) == remarks + 1
    assert not [text for text in told if "↻" in text]
