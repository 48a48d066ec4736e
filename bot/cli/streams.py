"""Standard output and standard error: UTF-8 wherever no terminal says otherwise, and one line a problem."""

import io
import json
import sys
from typing import Any


def prepare_streams() -> None:
    """Nothing that people write may fail for the encoding of the terminal: what it has no sign for becomes "?"."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def complain(message: str) -> None:
    """One line on standard error, which leaves the terminal as it is whatever somebody's input holds."""
    from bot.messages import plain

    print(f"crmbot: {' '.join(plain(message).split())}", file=sys.stderr)  # noqa: T201


def write(text: str) -> None:
    """Some lines on standard output, at once."""
    print(text, flush=True)  # noqa: T201


def write_json(value: Any, *, indent: int | None = None) -> None:
    write(json.dumps(value, ensure_ascii=False, indent=indent))
