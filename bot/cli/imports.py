"""`crmbot import`: JSON files into the CRM, all of their rows or none."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.crm.imports import ImportReport
    from bot.domain.rows import Rows
    from bot.settings import Settings

# Shorter ones are done before a bar could be read.
_WORTH_A_BAR = 500
_MOST_PROBLEMS = 50


class _NotKept(Exception):
    """Rolls the transaction back: a dry run, or bad rows."""


def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="FILE_OR_DIR", help="JSON files, or folders with some."),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
) -> int:
    """Import users, accounts, contacts and deals from JSON. Importing twice changes nothing; "undo" takes it back.

    A file holds one object. Each section may be left out, each field but the name as well:

    workspace: currency, timezone, country, day_first

    users: name, email, role, team, language, timezone

    accounts: name, website, industry, phone, address, owner

    contacts: name, account, title, email, phone, mobile, address, birthday, timezone, owner

    deals: name, account, amount, currency, stage, close_date, next_step, owner
    """
    from bot.cli.streams import complain, write
    from bot.settings import load_settings
    from storage.transfer.json_file import read_files

    settings = load_settings()
    rows = read_files(paths)
    with _progress(len(rows)) as advance:
        report = asyncio.run(_imported(settings, rows, advance, dry_run=dry_run))
    for problem in report.problems[:_MOST_PROBLEMS]:
        complain(problem)
    if report.problems:
        more = len(report.problems) - _MOST_PROBLEMS
        complain(f"{f'and {more} more; ' if more > 0 else ''}nothing was imported: mend these rows and import again")
        return 1
    for kind, counts in report.counts.items():
        write(f"{kind}: " + ", ".join(f"{counts[v]} {v}" for v in ("created", "changed", "unchanged")))
    if not report.counts:
        write("There were no rows to import.")
    if dry_run:
        write("This was a dry run: nothing was saved.")
    return 0


async def _imported(
    settings: "Settings", rows: "Rows", advance: Callable[[], None], *, dry_run: bool
) -> "ImportReport":
    from bot.clock import SystemClock
    from bot.crm.imports import import_rows
    from bot.ports import UnitOfWork
    from storage.database.store import open_store

    now = SystemClock().now()
    reports: list[ImportReport] = []

    def run(uow: UnitOfWork) -> None:
        reports.append(import_rows(uow, rows, importer=settings.user, now=now, advance=advance))
        if dry_run or reports[-1].problems:
            raise _NotKept

    store = await open_store(settings.database_url)
    try:
        await store.write(run)
    except _NotKept:
        pass
    finally:
        await store.close()
    return reports[-1]


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    if total < _WORTH_A_BAR or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Importing", total=total)
        yield lambda: bar.advance(task)
