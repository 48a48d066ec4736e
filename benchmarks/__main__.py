"""Measures messages, reminders, starting and parsing, and prints a table of each."""

import argparse
import asyncio
import logging
import time
from collections.abc import Callable
from tempfile import TemporaryDirectory

import structlog

from benchmarks import hostile, messages, parsing, reminders, starting
from benchmarks.databases import databases
from benchmarks.report import Report
from benchmarks.scale import FULL, QUICK, Scale


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller stores and fewer rounds: under a minute")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all where none is named")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    scale, report = (QUICK if options.quick else FULL), Report()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    report.machine()
    began = time.monotonic()
    for name, part in PARTS.items():
        if not options.parts or name in options.parts:
            part(report, scale)
    report.say(f"Measured in {time.monotonic() - began:.0f} s.")


def _messages(report: Report, scale: Scale) -> None:
    with databases() as servers:
        for server in servers:
            asyncio.run(messages.measure(server, report, scale))


def _reminders(report: Report, scale: Scale) -> None:
    with databases() as servers:
        for server in servers:
            asyncio.run(reminders.measure(server, report, scale))


def _starting(report: Report, scale: Scale) -> None:
    with TemporaryDirectory(prefix="crmbot-bench-") as folder:
        starting.measure(folder, report, scale)


PARTS: dict[str, Callable[[Report, Scale], None]] = {
    "messages": _messages,
    "reminders": _reminders,
    "starting": _starting,
    "parsing": parsing.measure,
    "hostile": hostile.measure,
}

if __name__ == "__main__":
    main()
