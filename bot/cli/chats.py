"""The chats that the settings configure: their messengers, listeners and checks, one shape for all."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.cli.attached import made
from bot.clock import SystemClock

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient
    from starlette.routing import Route

    from adapters.telegram.transport import TelegramBot, Webhook
    from bot.bootstrap import Runtime
    from bot.ports import Check, Messenger
    from bot.settings import Settings


class Chat(ABC):
    """One configured platform."""

    messenger: "Messenger"

    @abstractmethod
    def listening(self, runtime: "Runtime") -> AbstractAsyncContextManager["list[Route]"]:
        """Hears the platform meanwhile; gives the routes that a web application has to serve for it."""

    @abstractmethod
    async def check(self) -> "list[Check]":
        """What `crmbot doctor` says about it."""


@asynccontextmanager
async def open_chats(settings: "Settings") -> AsyncIterator[list[Chat]]:
    """Every configured chat, with one HTTP session each, closed at the end."""
    async with AsyncExitStack() as stack:
        chats: list[Chat] = []
        if settings.slack_bot_token:
            chats.append(await stack.enter_async_context(_slack(settings, settings.slack_bot_token)))
        if settings.telegram_bot_token:
            chats.append(await stack.enter_async_context(_telegram(settings, settings.telegram_bot_token)))
        yield chats


@asynccontextmanager
async def _slack(settings: "Settings", token: str) -> AsyncIterator[Chat]:
    from adapters.slack.client import slack_client

    async with slack_client(token, settings.slack_api_url) as client:
        yield SlackChat(client, settings)


@asynccontextmanager
async def _telegram(settings: "Settings", token: str) -> AsyncIterator[Chat]:
    from adapters.telegram.transport import AiohttpRequest, TelegramBot

    request = AiohttpRequest()
    await request.initialize()
    try:
        yield TelegramChat(TelegramBot(token, settings.telegram_api_url, request), settings)
    finally:
        await request.shutdown()


class SlackChat(Chat):
    def __init__(self, client: "AsyncWebClient", settings: "Settings") -> None:
        from adapters.slack.messenger import SlackMessenger

        self.messenger = SlackMessenger(client, made)
        self._client = client
        self._settings = settings

    @asynccontextmanager
    async def listening(self, runtime: "Runtime") -> AsyncIterator["list[Route]"]:
        from adapters.slack.listener import SlackListener
        from bot.observability.metrics import REFUSED

        listener = SlackListener(
            self._client,
            runtime.accept,
            SystemClock(),
            signing_secret=self._settings.slack_signing_secret,
            app_token=self._settings.slack_app_token,
            refused=partial(REFUSED.add, "slack"),
        )
        async with listener.connected():
            yield listener.routes

    async def check(self) -> "list[Check]":
        from adapters.slack.health import check

        settings = self._settings
        return await check(
            self._client, signing_secret=settings.slack_signing_secret, app_token=settings.slack_app_token
        )


class TelegramChat(Chat):
    def __init__(self, bot: "TelegramBot", settings: "Settings") -> None:
        from adapters.telegram.messenger import TelegramMessenger

        self.messenger = TelegramMessenger(bot, made)
        self._bot = bot
        self._webhook = _webhook(settings)

    @asynccontextmanager
    async def listening(self, runtime: "Runtime") -> AsyncIterator["list[Route]"]:
        from adapters.telegram.listener import TelegramListener
        from bot.observability.metrics import REFUSED

        listener = TelegramListener(
            self._bot,
            runtime.accept,
            SystemClock(),
            webhook=self._webhook,
            refused=partial(REFUSED.add, "telegram"),
        )
        hearing = asyncio.create_task(listener.run(runtime.take_duty))
        try:
            yield listener.routes
        finally:
            hearing.cancel()
            with suppress(asyncio.CancelledError):
                await hearing

    async def check(self) -> "list[Check]":
        from adapters.telegram.health import check

        return await check(self._bot, self._webhook, datetime.now(UTC))


def _webhook(settings: "Settings") -> "Webhook | None":
    from adapters.telegram.transport import Webhook

    if settings.telegram_webhook_url is None or settings.telegram_webhook_secret is None:
        return None
    return Webhook(url=settings.telegram_webhook_url, secret=settings.telegram_webhook_secret)
