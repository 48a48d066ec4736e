"""Updates from Telegram -> `accept`: by webhook where there is an address for it, else by polling.

Accepted comes before acknowledged, both ways: the webhook answers 200, and the poller's offset
moves on, once the message is kept.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError

from adapters.telegram.inbound import KINDS, PLATFORM, Myself, concerns_group, incoming
from adapters.telegram.transport import NotSent, TelegramBot, Webhook
from bot.clock import Clock
from bot.errors import CrmbotError
from bot.messages import Incoming
from bot.observability.events import events_of

PATH = "/telegram/webhook"
DUTY = "telegram-poll"

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
# Telegram's updates are far smaller.
_LARGEST_BODY = 1_000_000
# Seconds. A poll ends well before the duty has to be asked for again; a message ends it at once.
POLL_SECONDS = 5.0
_OFF_DUTY = 2.0
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 10.0

_log = events_of(__name__)


class TelegramListener:
    """Hears one bot. `refused` is told of each request without the secret; nothing else remains of those."""

    def __init__(
        self,
        bot: TelegramBot,
        accept: Callable[[Incoming], Awaitable[object]],
        clock: Clock,
        *,
        webhook: Webhook | None = None,
        refused: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._accept = accept
        self._clock = clock
        self._webhook = webhook
        self._refused = refused
        self._username = ""
        self._offset: int | None = None

    @property
    def routes(self) -> list[Route]:
        """What a web application has to serve for this bot: nothing where it polls."""
        return [Route(PATH, self._receive, methods=["POST"])] if self._webhook else []

    async def run(self, take_duty: Callable[[str], Awaitable[bool]]) -> None:
        """Tells Telegram where to send updates, or fetches them whenever this process has that duty.

        Ends once the webhook stands; a poller ends only when it is cancelled. Trouble is waited out.
        """
        pause, prepared = _FIRST_PAUSE, False
        while True:
            try:
                if not await take_duty(DUTY):
                    # Whoever has it moves on alone; what comes twice is known by its key.
                    prepared, self._offset = False, None
                    await asyncio.sleep(_OFF_DUTY)
                    continue
                if not prepared:
                    await self.prepare()
                    prepared = True
                if self._webhook:
                    return
                await self.poll()
                pause = _FIRST_PAUSE
            except Exception as error:
                # Whatever it is, the next message must be heard. A conflict: a webhook was set meanwhile.
                prepared = prepared and not isinstance(error, Conflict)
                wait = _wait(error, pause)
                _log.warning("listening_interrupted", platform=PLATFORM, error=error, seconds=wait)
                await asyncio.sleep(wait)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def prepare(self) -> None:
        """Makes Telegram send updates to the webhook, or keep them for polling."""
        await self._learn_name()
        if self._webhook:
            await self._bot.set_webhook(self._webhook.url, secret_token=self._webhook.secret, allowed_updates=KINDS)
        else:
            await self._bot.delete_webhook()

    async def poll(self, seconds: float = POLL_SECONDS) -> None:
        """One round: waits up to `seconds` for updates and takes them in, in order."""
        for update in await self._bot.updates(self._offset, seconds=seconds, kinds=KINDS):
            await self._take(update)
            self._offset = int(update["update_id"]) + 1

    async def _take(self, data: dict[str, Any]) -> None:
        """Accepts what the update means. Raises what keeps it from being kept: then Telegram has to repeat it."""
        try:
            update = Update.de_json(data)
            if concerns_group(update) and not self._username:
                await self._learn_name()
            myself = Myself(id=self._bot.id, username=self._username)
            message = incoming(update, myself=myself, now=self._clock.now())
        except TelegramError:
            raise
        except Exception as error:
            # It would be as unreadable the next time, and hold up everything behind it.
            _log.error("update_unreadable", platform=PLATFORM, error=error)
            return
        if message is not None:
            await self._accept(message)

    async def _learn_name(self) -> None:
        self._username = (await self._bot.get_me()).username or ""

    async def _receive(self, request: Request) -> Response:
        given = request.headers.get(_SECRET_HEADER, "").encode()
        if self._webhook is None or not hmac.compare_digest(given, self._webhook.secret.encode()):
            self._refused()
            return Response(status_code=401)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return Response(status_code=400)
        if not isinstance(update, dict):
            return Response(status_code=400)
        try:
            await self._take(update)
        except (CrmbotError, TelegramError) as error:
            _log.error("update_not_accepted", platform=PLATFORM, error=error)
            return Response(status_code=500)
        return Response()


async def _body(request: Request) -> bytes | None:
    """None where it is larger than an update ever is."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_BODY:
            return None
    return bytes(body)


def _wait(error: Exception, pause: float) -> float:
    if isinstance(error, NotSent) and error.retry_after is not None:
        return error.retry_after
    return _LONGEST_PAUSE if isinstance(error, InvalidToken) else pause
