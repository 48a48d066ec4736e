"""`crmbot doctor`: is everything that crmbot rests on in order, and if not, what helps?"""

import asyncio
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.people import User, Workspace
    from bot.ports import Check, UnitOfWork
    from bot.queue_ports import Failures
    from bot.settings import Settings

# Nothing was stored before: an earlier clock is one that was never set.
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
_RECENT = timedelta(days=7)
_PATIENCE = timedelta(minutes=10)


def doctor() -> int:
    """Check settings, store, clock, time zones, chats and deliveries. Changes nothing."""
    from bot.cli.streams import write
    from bot.settings import load_settings

    settings = load_settings()
    checks = [*_settings_and_clock(), *asyncio.run(_store_and_chats(settings))]
    for check in checks:
        write(_line(check))
    return 0 if all(check.ok for check in checks) else 1


def _line(check: "Check") -> str:
    return (
        f"ok      {check.name}: {check.detail}" if check.ok else f"FAILED  {check.name}: {check.detail}; {check.remedy}"
    )


def _good(name: str, detail: str) -> "Check":
    from bot.ports import Check

    return Check(name=name, ok=True, detail=detail)


def _bad(name: str, detail: str, remedy: str) -> "Check":
    from bot.ports import Check

    return Check(name=name, ok=False, detail=detail, remedy=remedy)


async def _store_and_chats(settings: "Settings") -> "list[Check]":
    from bot.cli.chats import open_chats

    async with open_chats(settings) as chats:
        checks = await _store(settings, [chat.messenger.platform for chat in chats])
        for chat in chats:
            checks += await chat.check()
        return checks


def _settings_and_clock() -> "Iterator[Check]":
    from bot.clock import SystemClock
    from bot.settings import unknown_settings

    unknown = unknown_settings(os.environ)
    if unknown:
        yield _bad(
            "settings", f"{', '.join(unknown)} is no setting", "see .env.example for the right name, or remove it"
        )
    else:
        yield _good("settings", "all known and valid")
    now = SystemClock().now()
    told = now.isoformat(timespec="seconds")
    yield _bad("clock", told, "set the date of this machine") if now < _EARLIEST else _good("clock", told)


async def _store(settings: "Settings", platforms: Sequence[str]) -> "list[Check]":
    from bot.errors import StoreError
    from bot.settings import sqlite_file
    from storage.database.revisions import LATEST
    from storage.database.store import current_revision, open_store

    try:
        revision = await current_revision(settings.database_url)
        if revision is None:
            return [_no_store_yet(settings)]
        if revision != LATEST:
            return [_bad("store", f"its schema is {revision}, not {LATEST}", "run `crmbot db upgrade`")]
        store = await open_store(settings.database_url, migrate=False)
    except StoreError as error:
        finding, _, remedy = str(error).partition(": ")
        return [_bad("store", finding, remedy or "check CRMBOT_DATABASE_URL")]
    file = sqlite_file(settings.database_url)
    checks = [_good("store", f"{file or 'PostgreSQL'}, up to date (schema {revision})")]
    now = datetime.now(UTC)

    def look(uow: "UnitOfWork") -> "list[Check]":
        return [
            _zones(uow.workspace, uow.users.all()),
            _failures(uow.outbox.failures(since=now - _RECENT)),
            _overdue(uow.outbox.overdue(platforms=platforms, before=now - _PATIENCE)),
        ]

    try:
        name = (await store.read(lambda uow: uow.workspace)).name
        await store.write(lambda uow: uow.update_workspace({"name": name}))
        checks += [_good("writing", "possible"), *await store.read(look)]
        if settings.sugarcrm_url is not None:
            from bot.cli.mirror import check_mirror

            checks += await check_mirror(settings, store, now)
    except StoreError as error:
        finding, _, remedy = str(error).partition(": ")
        checks.append(_bad("writing", finding, remedy or "check the rights of this user"))
    finally:
        await store.close()
    return checks


def _no_store_yet(settings: "Settings") -> "Check":
    from bot.settings import sqlite_file

    file = sqlite_file(settings.database_url)
    if file is None:
        return _bad("store", "the database is empty", "run `crmbot db upgrade`")
    folder = next(parent for parent in file.absolute().parents if parent.exists())
    if not os.access(folder, os.W_OK):
        return _bad("store", f"{file} cannot be made", f"let this user write to {folder}, or name another file")
    return _good("store", f"{file} is made by the first command that needs it")


def _zones(workspace: "Workspace", users: Sequence["User"]) -> "Check":
    from bot.clock import find_zone

    named = {workspace.timezone: "the workspace", **{user.timezone: user.name for user in users}}
    lost = sorted(f"{zone} ({whose})" for zone, whose in named.items() if find_zone(zone) is None)
    if lost:
        return _bad("time zones", f"not known here: {', '.join(lost)}", "update the tzdata package")
    return _good("time zones", f"{len(named)} in use, all known")


def _failures(failures: Sequence["Failures"]) -> "Check":
    if not failures:
        return _good("deliveries", "nothing was refused in the last 7 days")
    told = ", ".join(f"{failure.count} on {failure.platform} ({failure.reason})" for failure in failures)
    return _bad("deliveries", f"refused for good: {told}", "unblock the bot there, or link these people anew")


def _overdue(count: int) -> "Check":
    if count == 0:
        return _good("waiting", "nothing for longer than 10 minutes")
    return _bad("waiting", f"{count} messages for longer than 10 minutes", "see that `crmbot serve` runs, and its log")
