"""Calendar feeds: `crmbot calendar`, and the address under which `crmbot serve` gives them."""

import asyncio
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from bot.clock import Clock
    from bot.domain.calendar import CalendarEvent
    from bot.ports import Store, UnitOfWork


def calendar(
    name: Annotated[str | None, typer.Argument(help="Whose calendar; without a name the only person's.")] = None,
    revoke: Annotated[bool, typer.Option("--revoke", help="Make the address worthless.")] = False,
) -> int:
    """Give somebody an address that a calendar program subscribes to. An earlier one is worth nothing any more."""
    from bot.cli.people import the_user
    from bot.cli.streams import write
    from bot.clock import SystemClock
    from bot.crm.calendar import address_of_feed, close_feed, open_feed
    from bot.settings import load_settings

    settings = load_settings()

    def run(uow: "UnitOfWork") -> str:
        user = the_user(uow.users.all(), name)
        if revoke:
            return f"{user.name}: closed" if close_feed(uow, user) else f"{user.name} has no calendar address"
        public_url = settings.public_url or uow.workspace.public_url
        if not public_url:
            raise UsageError("no calendar program could reach crmbot: set CRMBOT_PUBLIC_URL to its address")
        return address_of_feed(public_url, open_feed(uow, user, SystemClock().now()))

    write(asyncio.run(_in_store(settings.database_url, run)))
    return 0


async def _in_store(database_url: str, run: "Callable[[UnitOfWork], str]") -> str:
    from storage.database.store import opened_store

    async with opened_store(database_url) as store:
        return await store.write(run)


def feeds(store: "Store", clock: "Clock") -> "list[Route]":
    """`GET /calendar/<token>.ics`. A token that is not known is answered like a page that is not there."""
    from starlette.responses import PlainTextResponse, Response
    from starlette.routing import Route

    async def feed(request: "Request") -> "Response":
        token = request.path_params["token"]
        found = await store.read(lambda uow: _events(uow, token, clock))
        if found is None:
            return PlainTextResponse("Not Found", status_code=404)
        from storage.transfer.calendar_file import calendar_file

        # A full year takes its time, which messages need not wait for.
        body = await asyncio.to_thread(calendar_file, found[1], found[0])
        # Programs ask every quarter of an hour, and mostly nothing is new.
        headers = {"Cache-Control": "private, no-cache", "ETag": f'"{hashlib.sha256(body).hexdigest()}"'}
        if headers["ETag"] in request.headers.get("If-None-Match", ""):
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="text/calendar", headers=headers)

    return [Route("/calendar/{token}.ics", feed)]


def _events(uow: "UnitOfWork", token: str, clock: "Clock") -> "tuple[str, list[CalendarEvent]] | None":
    from bot.crm.calendar import owner_of_feed
    from bot.scheduling.calendar import events_of

    user = owner_of_feed(uow, token)
    return None if user is None else (f"crmbot · {user.name}", events_of(uow, user, clock.now()))
