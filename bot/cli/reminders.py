"""`crmbot reminders`: those that arrived nowhere, listed and sent again."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from bot.domain.people import User
    from bot.domain.reminders import Undelivered
    from bot.ports import UnitOfWork

T = TypeVar("T")

app = typer.Typer(help="Look after reminders that did not arrive.", no_args_is_help=True)

_LIMIT = 10_000


@app.callback()
def reminders() -> None:
    """Look after reminders that did not arrive."""


@app.command("failed")
def failed() -> int:
    """List reminders that every chat of their person refused, with the reason; never what they say."""
    from bot.cli.streams import write

    def read(uow: "UnitOfWork") -> "tuple[list[Undelivered], dict[str, User]]":
        return uow.notices.undelivered(_LIMIT), {user.id: user for user in uow.users.all()}

    found, users = _in_store(read)
    for each in found:
        write(_line(each, users.get(each.user_id)))
    if not found:
        write("Every reminder arrived.")
    return 0


def _line(failed: "Undelivered", user: "User | None") -> str:
    from bot.domain.zones import zone_of

    zone = zone_of(user.timezone if user else "UTC")
    due = failed.occurrence.due_at.astimezone(zone)
    return " · ".join(
        (f"{due:%Y-%m-%d %H:%M %Z}", user.name if user else failed.user_id, failed.platform, failed.reason or "refused")
    )


@app.command("retry")
def retry() -> int:
    """Send them again, each to the chat that its person used last."""
    from bot.cli.streams import write
    from bot.clock import SystemClock
    from bot.scheduling.undelivered import retry

    sent = _in_store(lambda uow: retry(uow, _LIMIT, SystemClock().now()))
    write("Every reminder arrived." if not sent else f"{sent} on their way; `crmbot serve` delivers them.")
    return 0


def _in_store(function: "Callable[[UnitOfWork], T]") -> T:
    from bot.settings import load_settings

    return asyncio.run(_write(load_settings().database_url, function))


async def _write(database_url: str, function: "Callable[[UnitOfWork], T]") -> T:
    from storage.database.store import opened_store

    async with opened_store(database_url) as store:
        return await store.write(function)
