"""Slack's Web API: one client over one HTTP session, and its failures in our words."""

import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from urllib.request import getproxies

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import DeliveryError, NotAdmitted, PermanentDelivery, TransientDelivery, UnknownDelivery

# Seconds: Slack answers within one or two; whoever waits longer gets no answer.
_TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
_TOO_MANY = 429
_UNAVAILABLE = 503
_FAULT = 500

# Slack did nothing, and may do it in a moment.
_NOT_NOW = frozenset({"ratelimited", "rate_limited", "service_unavailable", "request_timeout", "team_added_to_org"})
# The bot has to be in the channel first; one that it cannot see is not found.
_NOT_ADMITTED = frozenset({"not_in_channel", "channel_not_found", "restricted_action"})
# Slack does not know itself how far it came.
_PERHAPS = frozenset({"fatal_error", "internal_error"})


def library_logger() -> logging.Logger:
    """The logger of the Slack libraries: theirs tell of every request, and of what was in it."""
    logger = logging.getLogger("slack")
    logger.setLevel(logging.ERROR)
    return logger


@asynccontextmanager
async def slack_client(token: str, api_url: str) -> AsyncIterator[AsyncWebClient]:
    """A client of the Web API. It repeats nothing by itself: the outbox does, and knows whether a repeat is safe."""
    # Proxies as the environment names them. Where it names none aiohttp would look again before each request, in a
    # thread: most of what sending costs.
    session = aiohttp.ClientSession(timeout=_TIMEOUT, cookie_jar=aiohttp.DummyCookieJar(), trust_env=bool(getproxies()))
    async with session:
        client = AsyncWebClient(
            token=token, base_url=api_url, session=session, retry_handlers=[], logger=library_logger()
        )
        # The session reads the proxies of the environment itself, and knows NO_PROXY, which the library does not.
        client.proxy = None
        yield client


@contextmanager
def translated() -> Iterator[None]:
    """Turns the errors of the libraries into delivery errors. Their reasons name no person and no token."""
    try:
        yield
    except SlackApiError as error:
        raise _failure(error) from error
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise TransientDelivery("Slack cannot be reached") from error
    except (aiohttp.ClientError, TimeoutError, OSError, SlackClientError) as error:
        raise UnknownDelivery("Slack did not answer") from error


def _failure(error: SlackApiError) -> DeliveryError:
    """What a refusal means. Without a code of Slack's own, the HTTP status tells."""
    status, code = _status(error), _code(error)
    if status in (_TOO_MANY, _UNAVAILABLE) or code in _NOT_NOW:
        return TransientDelivery(f"Slack: {code or status}", seconds_of(error.response.headers))
    if status >= _FAULT or code in _PERHAPS or not code:
        return UnknownDelivery(f"Slack: {code or status}")
    return NotAdmitted(f"Slack: {code}") if code in _NOT_ADMITTED else PermanentDelivery(f"Slack: {code}")


def code_of(error: DeliveryError) -> str:
    """Slack's own word for what went wrong, such as "is_archived"; "" where Slack said none."""
    return _code(error.__cause__) if isinstance(error.__cause__, SlackApiError) else ""


def seconds_of(headers: Mapping[str, str]) -> float | None:
    """What a Retry-After header asks to wait, where there is one."""
    wanted = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return float(wanted) if wanted.isdecimal() else None


def _code(error: SlackApiError) -> str:
    data = getattr(error.response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    return code if isinstance(code, str) else ""


def _status(error: SlackApiError) -> int:
    """The HTTP status, from the library's own answer or, where that was no JSON, from aiohttp's."""
    return int(getattr(error.response, "status_code", 0) or getattr(error.response, "status", 0) or 0)
