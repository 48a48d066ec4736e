"""The peers of `crmbot serve`: the same libraries with nothing behind them. Each message comes back as it is.

`python -m benchmarks.echo bolt|ptb|ptb-aiohttp`, with the settings that `crmbot serve` has. The other
two names are what `crmbot serve` is measured as: without the rates that it keeps for the platforms' sake,
which are all that one would measure otherwise.
"""

import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.slack.manifest import PATH as SLACK_PATH


def serve_bolt() -> None:
    """Bolt as its documentation has it, but for one shared HTTP session."""
    import aiohttp
    from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    token = os.environ.pop("SLACK_BOT_TOKEN")  # Bolt warns of one that it finds there beside its client's
    client = AsyncWebClient(token=token, base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"])
    handler = AsyncSlackRequestHandler(app)

    @app.event("message")
    async def echo(event: dict[str, str]) -> None:
        await client.chat_postMessage(channel=event["channel"], text=event["text"])

    @asynccontextmanager
    async def one_session(_: Starlette) -> AsyncIterator[None]:
        async with aiohttp.ClientSession() as client.session:
            yield

    _serve(Starlette(routes=[Route(SLACK_PATH, handler.handle, methods=["POST"])], lifespan=one_session))


def serve_ptb(*, over_aiohttp: bool) -> None:
    """An application of python-telegram-bot behind a webhook of one's own, as its examples have it."""
    from telegram import Update
    from telegram.ext import Application, MessageHandler, filters

    from adapters.telegram.listener import PATH
    from adapters.telegram.transport import AiohttpRequest

    builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"]).base_url(os.environ["TELEGRAM_API_URL"])
    application = (builder.request(AiohttpRequest()) if over_aiohttp else builder).updater(None).build()

    async def echo(update: Update, _context: object) -> None:
        if update.message is not None:
            await update.message.reply_text(f"{update.message.text}", parse_mode="HTML")

    application.add_handler(MessageHandler(filters.TEXT, echo))

    async def receive(request: Request) -> Response:
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return Response()

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        async with application:
            await application.start()
            yield
            await application.stop()

    _serve(Starlette(routes=[Route(PATH, receive, methods=["POST"])], lifespan=running))


def serve_crmbot() -> None:
    from bot.cli.app import run
    from bot.ports import Limits

    # Only what it would load itself: the other library would take memory too.
    if "SLACK_BOT_TOKEN" in os.environ:
        from adapters.slack.messenger import SlackMessenger

        SlackMessenger.limits = Limits(a_second=1_000_000)
    if "TELEGRAM_BOT_TOKEN" in os.environ:
        from adapters.telegram.messenger import TelegramMessenger

        TelegramMessenger.limits = Limits(a_second=1_000_000)
    sys.exit(run(["serve"]))


def _serve(app: Starlette) -> None:
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["CRMBOT_PORT"]), log_config=None, access_log=False)


SERVERS: dict[str, Callable[[], None]] = {
    "bolt": serve_bolt,
    "ptb": lambda: serve_ptb(over_aiohttp=False),
    "ptb-aiohttp": lambda: serve_ptb(over_aiohttp=True),
    "crmbot": serve_crmbot,
}

if __name__ == "__main__":
    SERVERS[sys.argv[1]]()
