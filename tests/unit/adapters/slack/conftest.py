"""A stand-in for Slack, the client of the real library on it, and an app that hears it."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import slack_client
from tests.fakes.slack import BOT, BOT_TOKEN, FakeSlack


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        fake.add_user("U1", name="Nora Blum")
        fake.add_channel("C1", BOT, "U1", "U2")
        yield fake


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    async with slack_client(BOT_TOKEN, slack.api_url) as opened:
        yield opened
