"""Hears Slack, over HTTP or through Socket Mode. Nothing is acknowledged before it is kept.

Bolt would acknowledge an event first and run its listeners afterwards; so everything happens in a
middleware, and there are no listeners. It runs before Bolt's authorization, which would ask Slack's
Web API about the token, and drop the event if that were out of order just then.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from adapters.slack.client import library_logger
from adapters.slack.inbound import PLATFORM, incoming
from adapters.slack.manifest import PATH
from bot.clock import Clock
from bot.errors import UsageError
from bot.messages import Incoming, Profile
from bot.observability.events import events_of

# Slack's own payloads stay far below.
MOST_OF_A_BODY = 1_000_000

_TIMESTAMP = re.compile(r"\d{1,11}", re.ASCII)
# People whose profile is remembered, to keep their changes of status out of the inbox.
_MOST_PROFILES = 10_000
# A connection that answers no ping for four such times is replaced.
_PING_SECONDS = 10.0
# Slack's address of a connection is good for half a minute.
_ADDRESS_SECONDS = 30.0

Accept = Callable[[Incoming], Awaitable[bool]]

_log = events_of(__name__)


class SlackListener:
    """One Slack app.

    With a signing secret it answers signed requests on `routes`; else it is heard through Socket Mode
    while `connected`. `accept` commits a message and gives False for a repeat; when it raises, Slack
    gets no acknowledgement and repeats. `refused` counts requests that Slack did not sign. Raises
    UsageError without either secret.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        accept: Accept,
        clock: Clock,
        *,
        signing_secret: str | None,
        app_token: str | None,
        refused: Callable[[], None],
    ) -> None:
        if not signing_secret and not app_token:
            raise UsageError(
                "SLACK_BOT_TOKEN alone hears nothing: set SLACK_SIGNING_SECRET (events over HTTP) or SLACK_APP_TOKEN "
                "(Socket Mode) too"
            )
        self._accept = accept
        self._clock = clock
        self._refused = refused
        self._app_token = None if signing_secret else app_token
        self._verifier = SignatureVerifier(signing_secret) if signing_secret else None
        self._profiles: dict[str, Profile] = {}
        self._app = AsyncApp(
            name="crmbot",
            client=client,
            logger=library_logger(),
            signing_secret=signing_secret or "",
            # Verified here, before anything is parsed.
            request_verification_enabled=False,
            before_authorize=_Keeping(self._keep),
        )

    @property
    def routes(self) -> list[Route]:
        """The route of signed requests; none in Socket Mode."""
        return [Route(PATH, self._answer, methods=["POST"])] if self._verifier else []

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Keeps a Socket Mode connection meanwhile, where there is to be one; it is renewed whenever it breaks."""
        if not self._app_token:
            yield
            return
        handler = AsyncSocketModeHandler(self._app, self._app_token, ping_interval=_PING_SECONDS)
        # Whether or not Slack can be reached just now, everything else may start.
        tasks = [asyncio.create_task(work) for work in (handler.client.connect(), _renew_address(handler.client))]  # type: ignore[no-untyped-call]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await handler.client.close()  # type: ignore[no-untyped-call]

    async def _answer(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", status_code=413)
        if not self._is_signed(request, body):
            self._refused()
            return PlainTextResponse("not signed by Slack", status_code=401)
        try:
            bolt_request = to_async_bolt_request(request, body)
        except Exception as error:
            # The library reads further than it checks: an array where an object belongs fails in any way.
            _log.error("event_unreadable", platform=PLATFORM, error=error)
            return PlainTextResponse("not understood", status_code=400)
        return to_starlette_response(await self._app.async_dispatch(bolt_request))

    def _is_signed(self, request: Request, body: bytes) -> bool:
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        # The library takes whatever stands there for a time, and compares ASCII only.
        if self._verifier is None or not (_TIMESTAMP.fullmatch(timestamp) and signature.isascii()):
            return False
        try:
            return self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:
            return False

    async def _keep(self, body: Mapping[str, Any]) -> None:
        """Commits what happened, where it is any business of ours."""
        try:
            message = incoming(body, self._clock.now())
        except Exception as error:
            # It would be as unreadable the next time, and Slack turns off who refuses too much.
            _log.error("event_unreadable", platform=PLATFORM, error=error)
            return
        if message is not None and not self._is_known(message):
            await self._accept(message)
            self._remember(message)

    def _is_known(self, message: Incoming) -> bool:
        """Whether it tells only what is known: Slack calls each change of a status a change of the profile."""
        return message.kind == "profile" and self._profiles.get(message.conversation.person) == message.profile

    def _remember(self, message: Incoming) -> None:
        if message.kind == "profile":
            if len(self._profiles) >= _MOST_PROFILES:
                self._profiles.clear()
            self._profiles[message.conversation.person] = message.profile


class _Keeping(AsyncMiddleware):
    """Keeps what happened, and acknowledges it then. Only the question whether we are here is left to Bolt."""

    def __init__(self, keep: Callable[[Mapping[str, Any]], Awaitable[None]]) -> None:
        self._keep = keep

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002  # Bolt's name
    ) -> BoltResponse | None:
        if req.body.get("type") == "url_verification":
            await next()
            return None
        await self._keep(req.body)
        return BoltResponse(status=200, body="")


async def _renew_address(client: SocketModeClient) -> None:
    """Lets a connection that fails ask for another address: the library would try the first for ever."""
    while True:
        await asyncio.sleep(_ADDRESS_SECONDS)
        if not await client.is_connected():
            client.wss_uri = None


async def _body(request: Request) -> bytes | None:
    """The body, as long as it has a size that Slack's could have."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_OF_A_BODY:
            return None
        parts.append(part)
    return b"".join(parts)
