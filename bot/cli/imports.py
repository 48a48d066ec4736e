"""`crmbot import`: files into the CRM, all of their rows or none."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.crm.import_records import ImportReport
    from bot.ports import Store, UnitOfWork
    from bot.settings import Settings
    from storage.transfer.documents import Document

    Taker = Callable[[UnitOfWork, Callable[[], None]], ImportReport]

# Shorter ones are done before a bar could be read.
_WORTH_A_BAR = 500


class _NotKept(Exception):
    """Rolls the transaction back: a dry run, or bad rows."""


def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="FILE_OR_DIR", help="CSV, vCard and JSON files, or folders with some."),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    skip_bad_rows: Annotated[
        bool, typer.Option("--skip-bad-rows", help="Import the other rows where some cannot be imported.")
    ] = False,
) -> int:
    """Import users, accounts, contacts, leads and deals. Importing twice changes nothing; "undo" takes it back.

    A folder that `crmbot export` wrote: everything, exactly as it was where the store is empty.

    CSV: the first line names the columns, in English or French; the file's name or its columns tell what the
    rows are. vCard: contacts. JSON: one object; each section may be left out, each field but the name as well:

    workspace: currency, timezone, country, day_first

    users: name, email, role, team, language, timezone

    accounts: name, website, industry, phone, address, owner

    contacts: name, account, title, email, phone, mobile, address, birthday, timezone, owner

    leads: name, account, title, email, phone, mobile, source, status, owner

    deals: name, account, amount, currency, stage, close_date, next_step, owner
    """
    from bot.cli.streams import complain, write
    from bot.settings import load_settings

    report = asyncio.run(_imported(load_settings(), paths, dry_run=dry_run, skip_bad_rows=skip_bad_rows))
    for told, total, lines in (
        ("duplicates", report.doubtful, report.warnings),
        ("bad rows", report.bad, report.bad_rows),
    ):
        for line in lines:
            complain(line)
        if total > len(lines):
            complain(f"and {total - len(lines)} more {told}")
    for problem in report.problems:
        complain(problem)
    if not report.acceptable(skip_bad_rows):
        complain("nothing was imported: mend these rows and import again, or leave them out with --skip-bad-rows")
        return 1
    for kind, counts in report.counts.items():
        write(f"{kind}: " + ", ".join(f"{counts[v]} {v}" for v in ("created", "changed", "unchanged")))
    if not report.counts:
        write("There were no rows to import.")
    if report.bad:
        write(f"{report.bad} bad rows were left out.")
    if dry_run:
        write("This was a dry run: nothing was saved.")
    return 0


async def _imported(settings: "Settings", paths: list[Path], *, dry_run: bool, skip_bad_rows: bool) -> "ImportReport":
    from storage.database.store import opened_store
    from storage.transfer.files import found_files, whole_of

    whole, files = whole_of(paths), found_files(paths)
    async with opened_store(settings.database_url) as store:
        total, take = _whole(whole, settings) if whole else await _rows(store, files, settings)
        reports: list[ImportReport] = []
        with _progress(total) as advance:

            def run(uow: "UnitOfWork") -> None:
                reports.append(take(uow, advance))
                if dry_run or not reports[-1].acceptable(skip_bad_rows):
                    raise _NotKept

            with suppress(_NotKept):
                await store.write(run)
        return reports[-1]


def _whole(document: "Document", settings: "Settings") -> tuple[int | None, "Taker"]:
    """What `crmbot export` wrote; how much it is shows at its end."""
    from bot.clock import SystemClock
    from bot.crm.exports import TYPES, take_everything
    from storage.transfer.whole_file import read_whole

    def take(uow: "UnitOfWork", advance: Callable[[], None]) -> "ImportReport":
        content = read_whole(document, TYPES)
        return take_everything(uow, content, importer=settings.user, now=SystemClock().now(), advance=advance)

    return None, take


async def _rows(store: "Store", files: list[Path], settings: "Settings") -> tuple[int | None, "Taker"]:
    from bot.cli.streams import complain
    from bot.clock import SystemClock
    from bot.crm.imports import import_rows
    from storage.transfer.files import open_files

    source = open_files(files, day_first=await _day_first(store))
    for note in source.notes:
        complain(note)

    def take(uow: "UnitOfWork", advance: Callable[[], None]) -> "ImportReport":
        return import_rows(uow, source, importer=settings.user, now=SystemClock().now(), advance=advance)

    return len(source), take


async def _day_first(store: "Store") -> bool:
    return await store.read(lambda uow: uow.workspace.dates_begin_with_day)


@contextmanager
def _progress(total: int | None) -> Iterator[Callable[[], None]]:
    """A bar on standard error, where somebody looks; None: nobody knows yet how much there is."""
    if (total is not None and total < _WORTH_A_BAR) or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Importing", total=total)
        yield lambda: bar.advance(task)
