"""Whether Slack knows the app as it must be known: for `crmbot doctor`. Sends nothing to anybody."""

from collections.abc import Mapping
from datetime import UTC, datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import code_of, translated
from adapters.slack.manifest import SCOPES
from bot.clock import seconds_apart
from bot.errors import DeliveryError
from bot.ports import Check

# A request that is older than five minutes by this machine's clock is refused as an old one.
_MOST_SECONDS_APART = 240
_REMEDIES = {
    "account_inactive": "the app was removed from the workspace: install it again and set the new SLACK_BOT_TOKEN",
    "invalid_auth": "copy the Bot User OAuth Token of the app into SLACK_BOT_TOKEN",
    "token_revoked": "install the app again and set the new SLACK_BOT_TOKEN",
}
_UNHEARD = Check(
    name="Slack events",
    ok=False,
    detail="no way for them to come in",
    remedy="set SLACK_SIGNING_SECRET (events over HTTP) or SLACK_APP_TOKEN (Socket Mode)",
)
_UNREACHABLE = "check the network of this machine, and SLACK_API_URL if it is set"


async def check(client: AsyncWebClient, *, signing_secret: str | None, app_token: str | None) -> list[Check]:
    """Token, rights, clock, and the way that events take: signed requests, else Socket Mode."""
    try:
        with translated():
            answer = await client.auth_test()
    except DeliveryError as error:
        remedy = _REMEDIES.get(code_of(error), _UNREACHABLE)
        return [Check(name="Slack", ok=False, detail=_detail(error), remedy=remedy)]
    where = f"connected to {answer.get('team', 'a workspace')} as {answer.get('user', 'the bot')}"
    checks = [Check(name="Slack", ok=True, detail=where), _scopes(answer.headers), _clock(answer.headers)]
    if not signing_secret:
        checks.append(await _socket_mode(client, app_token) if app_token else _UNHEARD)
    return checks


def _scopes(headers: Mapping[str, str]) -> Check:
    granted = {scope.strip() for scope in _header(headers, "x-oauth-scopes").split(",")} - {""}
    missing = sorted(set(SCOPES) - granted) if granted else []
    if missing:
        told = ", ".join(f"{scope} ({SCOPES[scope]})" for scope in missing)
        remedy = "update the app with `crmbot slack manifest` and install it again"
        return Check(name="Slack rights", ok=False, detail=f"missing: {told}", remedy=remedy)
    return Check(name="Slack rights", ok=True, detail="all granted" if granted else "not told")


def _clock(headers: Mapping[str, str]) -> Check:
    """This machine's clock beside Slack's."""
    apart = seconds_apart(_header(headers, "date"), datetime.now(UTC))
    if apart is None:
        return Check(name="Slack clock", ok=True, detail="not told")
    return Check(
        name="Slack clock",
        ok=apart <= _MOST_SECONDS_APART,
        detail=f"{apart} s from this machine's",
        remedy="" if apart <= _MOST_SECONDS_APART else "set the clock of this machine: signed requests are refused",
    )


async def _socket_mode(client: AsyncWebClient, app_token: str) -> Check:
    try:
        with translated():
            await client.apps_connections_open(app_token=app_token)
    except DeliveryError as error:
        remedy = (
            "make an App-Level Token with connections:write, set it as SLACK_APP_TOKEN, and switch Socket Mode on"
            if code_of(error)
            else _UNREACHABLE
        )
        return Check(name="Slack Socket Mode", ok=False, detail=_detail(error), remedy=remedy)
    return Check(name="Slack Socket Mode", ok=True, detail="open")


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((value for key, value in headers.items() if key.lower() == name), "")


def _detail(error: DeliveryError) -> str:
    return str(error).removeprefix("Slack: ")
