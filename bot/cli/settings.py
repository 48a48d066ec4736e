"""`crmbot settings`: what holds for the whole workspace."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.ports import UnitOfWork


def settings(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME VALUE]",
            help="name, currency, timezone, country, visibility (all, team, own); or rate CURRENCY NUMBER.",
        ),
    ] = None,
) -> int:
    """Show what holds for the whole workspace, or change one thing of it.

    crmbot settings visibility own

    crmbot settings rate USD 0.92 (1 USD is 0.92 of the workspace's currency; "none" takes the rate away)
    """
    from bot.cli.streams import write

    for line in asyncio.run(_done(words or [])):
        write(line)
    return 0


async def _done(words: list[str]) -> list[str]:
    from bot.settings import load_settings
    from storage.database.store import opened_store

    def run(uow: "UnitOfWork") -> list[str]:
        if words:
            _change(uow, words)
        return _shown(uow)

    async with opened_store(load_settings().database_url) as store:
        return await store.write(run)


def _change(uow: "UnitOfWork", words: list[str]) -> None:
    from bot.clock import SystemClock
    from bot.crm.workspace import change_setting, remove_rate, set_rate
    from bot.domain.zones import zone_of

    match words:
        case ["rate", currency, "none"]:
            remove_rate(uow, currency)
        case ["rate", currency, rate]:
            today = SystemClock().now().astimezone(zone_of(uow.workspace.timezone)).date()
            set_rate(uow, currency, rate, today=today)
        case ["rate", *_]:
            raise UsageError("a rate is a currency and a number: write crmbot settings rate USD 0.92")
        case [name, value]:
            change_setting(uow, name, value)
        case [name]:
            raise UsageError(f"{name}: no value was given: write crmbot settings {name} VALUE")
        case _:
            raise UsageError(
                "one setting at a time: write crmbot settings NAME VALUE, a value of several words in quotes"
            )


def _shown(uow: "UnitOfWork") -> list[str]:
    from bot.crm.workspace import SETTINGS, exchange_of

    workspace = uow.workspace
    lines = [f"{name}: {getattr(workspace, name)}" for name in SETTINGS]
    rates = exchange_of(uow).rates.values()
    return lines + [f"rate {r.currency}: {r.rate.normalize():f} {r.base} (since {r.since.isoformat()})" for r in rates]
