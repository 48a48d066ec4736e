"""SQLite stores that are built once, into `.bench/`, which git ignores."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.report import Report
from storage.database.revisions import LATEST

_FOLDER = Path(__file__).parents[1] / ".bench"


async def built_once(report: Report, name: str, build: Callable[[str], Awaitable[None]]) -> Path:
    """The store of this name; `build` makes it at the URL it gets, where there is none of this schema."""
    file = _FOLDER / f"{name}-{LATEST}.db"
    if file.exists():
        return file
    _FOLDER.mkdir(exist_ok=True)
    began, part = time.monotonic(), file.with_suffix(".part")
    for old in _FOLDER.glob(f"{part.name}*"):
        old.unlink()
    await build(f"sqlite:///{part}")
    part.rename(file)
    report.say(f"Built in {time.monotonic() - began:.0f} s: {file.stat().st_size / 1e6:,.0f} MB.")
    return file
