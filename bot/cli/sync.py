"""`crmbot sync`: with the SugarCRM or SuiteCRM that the settings name."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.mirrors import RemoteKind
    from bot.ports import Store
    from bot.remote_ports import RemoteCrm
    from bot.scheduling.sync import Counts, Synchroniser
    from bot.settings import Settings

_EVERY = 30


def sync(
    once: Annotated[bool, typer.Option("--once", help="One round, instead of one every 30 seconds.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
) -> int:
    """Read what changed in SugarCRM or SuiteCRM, and tell it what changed here. `crmbot serve` does so by itself."""
    from bot.settings import load_settings

    settings = load_settings()
    if settings.sugarcrm_url is None:
        raise UsageError("no CRM is configured: set SUGARCRM_URL, SUGARCRM_USER and SUGARCRM_PASSWORD")
    return asyncio.run(_dry_run(settings) if dry_run else _sync(settings, once=once))


async def _sync(settings: "Settings", *, once: bool) -> int:
    from bot.cli.mirror import open_mirrored
    from bot.cli.streams import write
    from bot.clock import SystemClock
    from bot.conversation.sync_notices import ask_about_conflict, tell_refused, tell_shut_out
    from bot.scheduling.sync import Synchroniser
    from storage.database.store import opened_store

    async with opened_store(settings.database_url) as store, open_mirrored(settings, store) as remotes:
        both = Synchroniser(
            store,
            remotes,
            SystemClock(),
            ask=ask_about_conflict,
            tell_refused=tell_refused,
            tell_shut_out=tell_shut_out,
        )
        while True:
            for line in await _round(store, both, thorough=once):
                write(line)
            if once:
                return 1 if await store.read(lambda uow: uow.sync.problems(1)) else 0
            await asyncio.sleep(_EVERY)


async def _round(store: "Store", both: "Synchroniser", *, thorough: bool) -> list[str]:
    """First what is there, so that nothing is sent over it unseen; then, until nothing is left, what is here."""
    pulled = await both.pull(_progress(), thorough=thorough)
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    sent = refused = 0
    while (pushed := await both.push()).sent:
        sent, refused = sent + pushed.sent, refused + pushed.refused
    refused += pushed.refused
    waiting, _ = await store.read(lambda uow: uow.sync.behind())
    disputed = await store.read(lambda uow: uow.sync.count_conflicts())
    return [_read(pulled), f"sent: {sent}, refused: {refused}, waiting: {waiting}, to be decided: {disputed}"]


def _read(counts: "Counts") -> str:
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.absorbed.items()) if outcome != "same")
    return f"read: {told or 'nothing new'}"


def _progress() -> "Callable[[RemoteKind, int], None]":
    if not sys.stderr.isatty():
        return lambda _kind, _count: None
    totals: dict[RemoteKind, int] = {}

    def show(kind: "RemoteKind", count: int) -> None:
        totals[kind] = totals.get(kind, 0) + count
        told = ", ".join(f"{each}: {total:,}" for each, total in totals.items())
        sys.stderr.write(f"\r\x1b[K{told}")
        sys.stderr.flush()

    return show


async def _dry_run(settings: "Settings") -> int:
    from bot.cli.mirror import open_sugarcrm
    from bot.cli.streams import write
    from storage.database.store import opened_store

    async with opened_store(settings.database_url) as store:
        workspace = await store.read(lambda uow: uow.workspace)
        async with open_sugarcrm(settings, workspace) as remote:
            write(f"{remote.address}: {await remote.version()}")
            for line in await _to_be_read(store, remote):
                write(line)
        waiting, _ = await store.read(lambda uow: uow.sync.behind())
        write(f"to be sent: {waiting}")
        write("This was a dry run: nothing was read in, and nothing was sent.")
        return 0


async def _to_be_read(store: "Store", remote: "RemoteCrm") -> list[str]:
    states = await store.read(lambda uow: uow.sync.states())
    lines = []
    for module in await remote.modules():
        since = states[module.kind].since if module.kind in states else None
        if since is None:
            lines.append(f"{module.name}: all {module.count}")
        else:
            changed = remote.changed(module.kind, since=since, after=None)
            count = sum([len(records) async for records in changed])
            lines.append(f"{module.name}: {count} changed since {since:%Y-%m-%d %H:%M} UTC")
    return lines
