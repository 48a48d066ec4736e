"""python-telegram-bot over one aiohttp session: its own transport costs several times the CPU.

What matters for a repeat is told apart here: `NotSent` means that the request has done nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.request import getproxies

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_READ_SECONDS = 20.0
_CONNECT_SECONDS = 5.0
# Telegram keeps idle connections for longer; one that it has closed meanwhile would make an outcome unknown.
_IDLE_SECONDS = 15.0
_MOST_UPDATES = 100


class NotSent(NetworkError):
    """The request did not reach Telegram, or Telegram said that it did nothing.

    `retry_after`: the seconds to wait, where Telegram asks for it.
    """

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class AiohttpRequest(BaseRequest):
    """One session for all requests. It opens with `initialize` and closes with `shutdown`, or in an `async with`."""

    __slots__ = ("_session", "told_date")

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None
        # The Date header of the last answer.
        self.told_date = ""

    @property
    def read_timeout(self) -> float:
        return _READ_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=_IDLE_SECONDS)
            # Proxies as the environment names them, as python-telegram-bot does by itself. Where it names none aiohttp
            # would look again before each request, in a thread: most of what sending costs.
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), trust_env=bool(getproxies())
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # texts are written in one go
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # the pool has no limit
    ) -> tuple[int, bytes]:
        """Gives status and body. Raises NotSent, TimedOut or NetworkError, whose texts hold no address and no token."""
        if self._session is None:
            raise NotSent("the session is closed")
        timeout = aiohttp.ClientTimeout(
            total=_seconds(read_timeout, _READ_SECONDS), connect=_seconds(connect_timeout, _CONNECT_SECONDS)
        )
        form = _form(request_data) if request_data else None
        try:
            async with self._session.request(method, url, data=form, timeout=timeout) as response:
                status, body = response.status, await response.read()
                self.told_date = response.headers.get("Date", "")
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent("Telegram cannot be reached") from error
        except TimeoutError as error:
            raise TimedOut("Telegram did not answer in time") from error
        except aiohttp.ClientError as error:
            raise NetworkError("the connection to Telegram broke") from error
        if status == 429:
            raise NotSent("Telegram asks to wait", _wait(_answer(body)))
        if status >= 500:
            # The Bot API itself says that it failed; a gateway before it knows nothing of what happened behind it.
            nothing_done = status == 503 or _answer(body).get("ok") is False
            raise NotSent("Telegram failed") if nothing_done else NetworkError("Telegram failed")
        return status, body


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where Telegram sends updates to, and the secret that it proves itself with there."""

    url: str
    secret: str = field(repr=False)


class TelegramBot(Bot):
    """The bot of this token, whose id is known before Telegram was asked anything."""

    def __init__(self, token: str, api_url: str, request: AiohttpRequest) -> None:
        # Files lie beside the methods, as they do at Telegram itself.
        files_url = f"{api_url.removesuffix('/bot')}/file/bot"
        super().__init__(token, base_url=api_url, base_file_url=files_url, request=request, get_updates_request=request)
        self._transport = request

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])

    @property
    def told_date(self) -> str:
        """Telegram's time when it answered last, as the Date header tells it; "" where it did not."""
        return self._transport.told_date

    async def updates(self, offset: int | None, *, seconds: float, kinds: list[str]) -> list[dict[str, Any]]:
        """What waits at Telegram from `offset` on, as it was sent; waits up to `seconds` for something.

        `get_updates` would parse all of them first, so that one which it cannot read held up the rest for good.
        """
        parameters = {
            "offset": offset,
            "timeout": int(seconds),
            "limit": _MOST_UPDATES,
            "allowed_updates": kinds,
        }
        found = await self._post("getUpdates", parameters, read_timeout=seconds + _READ_SECONDS)
        updates = found if isinstance(found, list) else []
        return [update for update in updates if isinstance(update.get("update_id"), int)]


def _form(data: RequestData) -> aiohttp.FormData | Mapping[str, str]:
    """The parameters; with files beside them as parts of one message."""
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form


def _seconds(timeout: Any, otherwise: float) -> float | None:
    return otherwise if timeout is BaseRequest.DEFAULT_NONE else timeout


def _answer(body: bytes) -> Mapping[str, Any]:
    """What the Bot API says; nothing where it is not the Bot API that speaks."""
    try:
        answer = json.loads(body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _wait(answer: Mapping[str, Any]) -> float | None:
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return float(wait) if isinstance(wait, int | float) else None
