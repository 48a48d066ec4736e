"""What a text is read against when no conversation surrounds it: whose names, which zone, which language."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.cli.people import find_user
from bot.domain.names import KnownName, Names
from bot.domain.people import User, Workspace
from bot.domain.rows import Rows
from bot.domain.zones import zone_of
from bot.language.frames import ParseContext
from bot.language.names_in_memory import NamesInMemory
from bot.settings import Settings, sqlite_file

T = TypeVar("T")


class WithNames(Protocol):
    """Runs a function over names; those of a store can be asked only inside a transaction."""

    def __call__(self, function: Callable[[Names], T]) -> T: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    zone: ZoneInfo
    language: str
    day_first: bool | None = None
    country: str = "FR"
    workday_start: time = time(9)
    with_names: WithNames

    def context(self, names: Names, now: datetime, zone: ZoneInfo, language: str) -> ParseContext:
        return ParseContext(
            now=now,
            zone=zone,
            names=names,
            language=language,
            day_first=self.day_first,
            country=self.country,
            workday_start=self.workday_start,
        )


@contextmanager
def background(settings: Settings, crm: Path | None = None) -> Iterator[Background]:
    """From the CRM file, else from the store where there is one, else from the settings alone. Makes no file."""
    if crm is not None:
        from storage.transfer.json_file import read_files

        yield _of_rows(settings, read_files([crm]))
    elif _store_exists(settings):
        with asyncio.Runner() as runner, _of_store(settings, runner) as found:
            yield found
    else:
        yield _of_rows(settings, Rows())


def _store_exists(settings: Settings) -> bool:
    file = sqlite_file(settings.database_url)
    return file is None or file.exists()


def _of_rows(settings: Settings, rows: Rows) -> Background:
    workspace = rows.workspace
    names = NamesInMemory(_known_names(rows))
    return Background(
        # A file that tells its zone tells it for its names; a setting is about this very person.
        zone=zone_of(settings.timezone or (workspace and workspace.timezone) or "UTC"),
        language=settings.language,
        day_first=workspace.day_first if workspace else None,
        country=(workspace and workspace.country) or "FR",
        with_names=lambda function: function(names),
    )


def _known_names(rows: Rows) -> Iterator[KnownName]:
    for row in rows.accounts:
        yield KnownName(kind="account", id=row.place, name=row.name)
    for contact in rows.contacts:
        yield KnownName(kind="contact", id=contact.place, name=contact.name, account=contact.account or "")
    for deal in rows.deals:
        yield KnownName(kind="deal", id=deal.place, name=deal.name, account=deal.account or "")
    for user in rows.users:
        yield KnownName(kind="user", id=user.place, name=user.name)


@contextmanager
def _of_store(settings: Settings, runner: asyncio.Runner) -> Iterator[Background]:
    from storage.database.store import open_store

    store = runner.run(open_store(settings.database_url))

    def with_names(function: Callable[[Names], T]) -> T:
        return runner.run(store.read(lambda uow: function(uow.names)))

    try:
        workspace, users = runner.run(store.read(lambda uow: (uow.workspace, uow.users.all())))
        yield _of_person(settings, workspace, find_user(users, settings.user), with_names)
    finally:
        runner.run(store.close())


def _of_person(settings: Settings, workspace: Workspace, user: User | None, with_names: WithNames) -> Background:
    return Background(
        zone=zone_of(user.timezone if user else settings.timezone or workspace.timezone),
        language=user.language if user else settings.language,
        day_first=workspace.day_first,
        country=workspace.country,
        workday_start=user.workday_start if user else time(9),
        with_names=with_names,
    )
