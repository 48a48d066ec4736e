"""`crmbot serve`: every configured chat, the reminders, and the health of it all over HTTP."""

import asyncio
import gc
import signal
from contextlib import AbstractContextManager, AsyncExitStack, nullcontext
from typing import TYPE_CHECKING

from bot.errors import CrmbotError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from bot.bootstrap import Runtime
    from bot.domain.people import User, Workspace
    from bot.ports import UnitOfWork
    from bot.settings import Settings

# Seconds that a request under way is given when the server is told to stop.
_LAST_WORDS = 5


def serve() -> int:
    """Serve Slack and Telegram, as the settings say, and bring reminders back when they are due."""
    from bot.observability.logs import logs
    from bot.settings import load_settings

    settings = load_settings()
    with logs(settings, default_level="info"):
        asyncio.run(_serve(settings))
    return 0


async def _serve(settings: "Settings") -> None:
    import uvicorn
    from starlette.applications import Starlette

    from bot.bootstrap import open_runtime
    from bot.cli.calendar import feeds
    from bot.cli.chats import open_chats
    from bot.cli.mirror import open_mirrored
    from bot.observability.events import events_of

    log = events_of(__name__)
    async with AsyncExitStack() as stack:
        chats = await stack.enter_async_context(open_chats(settings))
        if not chats:
            raise UsageError(
                "no chat is configured: set SLACK_BOT_TOKEN or TELEGRAM_BOT_TOKEN; docs/slack.md and docs/telegram.md "
                "tell where they come from"
            )
        stack.enter_context(_metrics(settings))
        messengers = [chat.messenger for chat in chats]
        runtime = await stack.enter_async_context(open_runtime(settings, messengers=messengers))
        if settings.sugarcrm_url:
            runtime.mirror(await stack.enter_async_context(open_mirrored(settings, runtime.store)))
        await asyncio.to_thread(warm_up, *await runtime.store.read(lambda uow: (uow.users.all(), uow.workspace)))
        await runtime.start()
        await runtime.store.write(lambda uow: _reached_at(uow, settings.public_url or ""))
        routes = [*_health(runtime), *feeds(runtime.store, runtime.clock)]
        for chat in chats:
            routes += await stack.enter_async_context(chat.listening(runtime))
            log.info("chat_opened", platform=chat.messenger.platform)
        server = uvicorn.Server(
            uvicorn.Config(
                Starlette(routes=routes),
                host=settings.host,
                port=settings.port,
                log_config=None,
                access_log=False,
                lifespan="off",
                timeout_graceful_shutdown=_LAST_WORDS,
            )
        )
        # Uvicorn raises the signal that stopped it once more, which would end the process before the rest is closed.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        try:
            await server.serve()
        except SystemExit:
            # Uvicorn ends the process where it cannot listen; everything opened above is to be closed first.
            raise UsageError(
                f"{settings.host}:{settings.port} cannot be listened on: set CRMBOT_HOST and CRMBOT_PORT to an address "
                "of this machine that is free"
            ) from None


def _reached_at(uow: "UnitOfWork", public_url: str) -> None:
    """Every process of this store tells people this address."""
    if uow.workspace.public_url != public_url:
        uow.update_workspace({"public_url": public_url})


def warm_up(users: "Sequence[User]", workspace: "Workspace") -> None:
    """Loads what the first message of one of these people would load, which would keep others waiting for their
    acknowledgement meanwhile. What nobody speaks, and holidays that nobody keeps, would only take up memory.
    """
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    from bot.crm.workdays import holidays_of, is_holiday
    from bot.language.frames import ParseContext
    from bot.language.names_in_memory import NamesInMemory
    from bot.language.parser import parse
    from bot.languages import DEFAULT_LANGUAGE
    from bot.wording.dates import Dates, locale_of
    from bot.wording.texts import Texts

    now, zone, nobody = datetime.now(UTC), ZoneInfo("UTC"), NamesInMemory([])
    active = [user for user in users if user.active]
    for language in {DEFAULT_LANGUAGE, *(user.language for user in active)}:
        parse("Ida 12k 2026-01-01 10:00", ParseContext(now=now, zone=zone, names=nobody, language=language))
        Texts(language)("failed")
        Dates(locale=locale_of(language, zone), zone=zone, now=now).short(now)
    for country in {holidays_of(user, workspace) for user in active}:
        is_holiday(country, now.date())
    # All of that stays for good: the collector need not look at it again and again.
    gc.collect()
    gc.freeze()


def _metrics(settings: "Settings") -> AbstractContextManager[None]:
    if settings.metrics_port is None:
        return nullcontext()
    from bot.observability.metrics import served

    try:
        return served(settings.host, settings.metrics_port)
    except OSError:
        raise UsageError(
            f"CRMBOT_METRICS_PORT {settings.metrics_port} cannot be listened on: name a free port"
        ) from None


def _health(runtime: "Runtime") -> "list[Route]":
    """`/healthz`: the process runs; `/readyz`: its store answers."""
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route

    async def healthz(_request: "Request") -> "Response":
        return PlainTextResponse("ok")

    async def readyz(_request: "Request") -> "Response":
        try:
            await runtime.store.read(lambda uow: uow.workspace.id)
        except CrmbotError:
            return PlainTextResponse("the store does not answer", status_code=503)
        return PlainTextResponse("ready")

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
