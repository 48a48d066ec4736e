"""`crmbot backup` and `crmbot restore`: the whole store as one file."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer


def backup(file: Annotated[Path, typer.Argument(help="The file to write, such as crm-2026-11-24.jsonl.gz.")]) -> int:
    """Write the whole store into one file, while it is in use. It restores into SQLite and PostgreSQL alike."""
    from bot.cli.streams import write
    from bot.settings import load_settings
    from storage.database.backup import write_backup

    url = load_settings().database_url
    rows = _with_count("Backing up", lambda advance: asyncio.run(write_backup(url, file, advance)))
    write(f"{rows:,} rows in {file}. It holds everything, invitations' hashes included: keep it as safe as the store.")
    return 0


def restore(file: Annotated[Path, typer.Argument(help="A file that `crmbot backup` wrote.")]) -> int:
    """Fill an empty store from a backup: all of it, or nothing."""
    from bot.cli.streams import write
    from bot.settings import load_settings
    from storage.database.backup import restore_backup

    url = load_settings().database_url
    rows = _with_count("Restoring", lambda advance: asyncio.run(restore_backup(url, file, advance)))
    write(f"{rows:,} rows restored.")
    return 0


def _with_count(doing: str, work: Callable[[Callable[[int], None]], int]) -> int:
    """Runs the work and counts rows on standard error, where somebody looks."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:,.0f} rows"))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(doing, total=None)
        return work(lambda rows: progress.advance(task, rows))
