"""A bot over real HTTP, and the Telegram that it talks to."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from adapters.telegram.transport import AiohttpRequest, TelegramBot
from tests.fakes.telegram import FakeTelegram

NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(now=lambda: NOW) as fake:
        yield fake


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[TelegramBot]:
    async with AiohttpRequest() as request:
        yield TelegramBot(telegram.token, telegram.api_url, request)
