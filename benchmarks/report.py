"""What is printed: the machine, and tables of 80 columns."""

import os
import platform
import sqlite3
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from rich import box
from rich.console import Console
from rich.table import Table

_LIBRARIES = ("sqlalchemy", "asyncpg", "apscheduler", "rapidfuzz", "dateparser")


class Report:
    def __init__(self) -> None:
        self._console = Console(width=80, highlight=False)

    def machine(self) -> None:
        """When and on what: figures of two machines, or of a busy one and a quiet one, are not to be compared."""
        cores, load = os.cpu_count() or 1, os.getloadavg()[0]
        self.say(
            f"crmbot {version('crmbot')}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {cores} cores ({_processor()}), "
            f"load {load:.1f}; {platform.system()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
        )
        self.say(", ".join(f"{name} {version(name)}" for name in _LIBRARIES))
        self.say(f"A million rounds of an empty loop take {_yardstick() * 1000:.0f} ms of CPU time here and now.")

    def say(self, line: str) -> None:
        self._console.print(line, markup=False)

    def table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """The first column is text, the others are figures."""
        self._console.print(title, style="bold", markup=False)
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for number, column in enumerate(columns):
            table.add_column(column, justify="right" if number else "left")
        for row in rows:
            table.add_row(*row)
        self._console.print(table)


def _yardstick() -> float:
    """CPU seconds, by which the figures of two runs can be put into proportion."""
    rounds = []
    for _ in range(5):
        began = time.process_time()
        for _ in range(1_000_000):
            pass
        rounds.append(time.process_time() - began)
    return median(rounds)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())
