"""`crmbot doctor`: is everything that crmbot rests on in order, and if not, what helps?"""

import asyncio
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.people import User, Workspace
    from bot.ports import OutboxState
    from bot.settings import Settings

# Nothing was stored before: an earlier clock is one that was never set.
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. With a `remedy` it is not in order."""

    name: str
    finding: str
    remedy: str = ""

    def __str__(self) -> str:
        return (
            f"FAILED  {self.name}: {self.finding}; {self.remedy}"
            if self.remedy
            else f"ok      {self.name}: {self.finding}"
        )


def doctor() -> int:
    """Check settings, store, clock, time zones and deliveries. Changes nothing."""
    from bot.cli.streams import write
    from bot.settings import load_settings

    settings = load_settings()
    checks = [*_settings_and_clock(), *asyncio.run(_store(settings))]
    for check in checks:
        write(str(check))
    return 1 if any(check.remedy for check in checks) else 0


def _settings_and_clock() -> Iterator[Check]:
    from bot.clock import SystemClock
    from bot.settings import unknown_settings

    unknown = unknown_settings(os.environ)
    if unknown:
        yield Check(
            "settings", f"{', '.join(unknown)} is no setting", "see .env.example for the right name, or remove it"
        )
    else:
        yield Check("settings", "all known and valid")
    now = SystemClock().now()
    remedy = "set the date of this machine" if now < _EARLIEST else ""
    yield Check("clock", now.isoformat(timespec="seconds"), remedy)


async def _store(settings: "Settings") -> list[Check]:
    from bot.errors import StoreError
    from bot.settings import sqlite_file
    from storage.database.revisions import LATEST
    from storage.database.store import current_revision, open_store

    try:
        revision = await current_revision(settings.database_url)
        if revision is None:
            return [_no_store_yet(settings)]
        if revision != LATEST:
            return [Check("store", f"its schema is {revision}, not {LATEST}", "run `crmbot db upgrade`")]
        store = await open_store(settings.database_url, migrate=False)
    except StoreError as error:
        finding, _, remedy = str(error).partition(": ")
        return [Check("store", finding, remedy or "check CRMBOT_DATABASE_URL")]
    file = sqlite_file(settings.database_url)
    checks = [Check("store", f"{file or 'PostgreSQL'}, up to date (schema {revision})")]
    try:
        workspace, users, outbox = await store.read(lambda uow: (uow.workspace, uow.users.all(), uow.outbox.counts()))
        await store.write(lambda uow: uow.update_workspace({"name": workspace.name}))
        checks += [Check("writing", "possible"), *_records(workspace, users, outbox)]
    except StoreError as error:
        finding, _, remedy = str(error).partition(": ")
        checks.append(Check("writing", finding, remedy or "check the rights of this user"))
    finally:
        await store.close()
    return checks


def _no_store_yet(settings: "Settings") -> Check:
    from bot.settings import sqlite_file

    file = sqlite_file(settings.database_url)
    if file is None:
        return Check("store", "the database is empty", "run `crmbot db upgrade`")
    folder = next(parent for parent in file.absolute().parents if parent.exists())
    if not os.access(folder, os.W_OK):
        return Check("store", f"{file} cannot be made", f"let this user write to {folder}, or name another file")
    return Check("store", f"{file} is made by the first command that needs it")


def _records(workspace: "Workspace", users: Sequence["User"], outbox: "dict[OutboxState, int]") -> Iterator[Check]:
    from bot.clock import find_zone

    named = {workspace.timezone: "the workspace", **{user.timezone: user.name for user in users}}
    lost = sorted(f"{zone} ({whose})" for zone, whose in named.items() if find_zone(zone) is None)
    if lost:
        yield Check("time zones", f"not known here: {', '.join(lost)}", "update the tzdata package")
    else:
        yield Check("time zones", f"{len(named)} in use, all known")
    remedy = "the chat refused them for good: look for delivery_failed in the log" if outbox["failed"] else ""
    yield Check("deliveries", f"{outbox['pending']} waiting for an open chat, {outbox['failed']} failed", remedy)
