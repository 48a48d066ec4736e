"""Logs: names of events and ids, as lines for people or as JSON.

Everything passes `only_names_and_ids`, so that no text, number, address or token of a customer can
get into a log, whoever writes it: keys that are not known to be harmless are dropped, an exception
becomes its class and the places it passed through, and of a library's record only the origin stays.
Write `events_of(__name__).info("message_handled", inbox_key=key, seconds=0.012)`, see events.py.
"""

import logging
import re
import sys
import traceback
from asyncio import CancelledError
from collections.abc import Iterator, MutableMapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from bot.errors import UsageError
from bot.observability.events import forget, put_off, set_up
from bot.settings import Settings

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

# Keys whose values are numbers, names of ours or of a platform; keys ending in "_id" are always kept.
HARMLESS: Final = frozenset(
    [
        "attempts",
        "command",
        "count",
        "error",
        "event",
        "failed",
        "handler",
        "inbox_key",
        "intent",
        "kind",
        "language",
        "level",
        "line",
        "logger",
        "platform",
        "retry_after",
        "revision",
        "seconds",
        "state",
        "status",
        "timestamp",
        "version",
        "where",
    ]
)
_EVENT_NAME = re.compile(r"[a-z0-9_.\-]{1,60}")
_PLACES = 8


@contextmanager
def logs(settings: Settings, *, default_level: str = "warning") -> Iterator[None]:
    """Sends the logs of crmbot and of its libraries to the log file or to standard error, meanwhile.

    `default_level` counts where no level is set: a chat is quieter than a server. Raises
    UsageError where the log file cannot be written.
    """
    level = logging.getLevelNamesMapping()[(settings.log_level or default_level).upper()]
    root = logging.getLogger()
    handlers_before, level_before = root.handlers[:], root.level
    with _open_log(settings.log_file) as file:
        put_off(lambda: _configure(settings.log_format, level, file))
        root.handlers[:] = [_LibraryRecords()]
        # Without its words nothing that a library merely informs of, such as each tick of a clock, is of use.
        root.setLevel(logging.WARNING if level == logging.INFO else level)
        try:
            yield
        finally:
            root.handlers[:] = handlers_before
            root.setLevel(level_before)
            forget()


def _configure(log_format: str, level: int, file: TextIO | None) -> None:
    import structlog

    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            only_names_and_ids,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # Standard error is looked up at each line: an open prompt replaces it to keep its own line intact.
        logger_factory=lambda *_: structlog.PrintLogger(file or sys.stderr),
        cache_logger_on_first_use=False,
    )


def only_names_and_ids(_logger: "WrappedLogger", _method: str, event: "EventDict") -> "EventDict":
    """A structlog processor that keeps what is known to be harmless, and nothing else."""
    if event.pop("exc_info", None):
        event.setdefault("error", sys.exception())
    kept: MutableMapping[str, Any] = {
        key: value for key, value in event.items() if key in HARMLESS or key.endswith("_id")
    }
    if not _EVENT_NAME.fullmatch(str(kept.get("event", ""))):
        kept["event"] = "unnamed"
    if isinstance(error := kept.get("error"), BaseException):
        kept["error"] = type(error).__qualname__
        kept["where"] = places(error)
    return kept


def places(error: BaseException) -> str:
    """Where an exception passed through, innermost last: "engine.py:41 handle > people.py:17 create"."""
    frames = traceback.extract_tb(error.__traceback__)[-_PLACES:]
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)


class _LibraryRecords(logging.Handler):
    """Of a library's record the level and the origin: its message may quote what people wrote."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, CancelledError):
            return  # a job that was stopped at the end is no fault
        facts: dict[str, Any] = {"error": error} if error else {"where": f"{record.filename}:{record.lineno}"}
        set_up()
        import structlog

        structlog.get_logger().log(record.levelno, "library", logger=record.name, **facts)


def _open_log(file: Path | None) -> AbstractContextManager[TextIO | None]:
    if file is None:
        return nullcontext()
    try:
        return file.expanduser().open("a", encoding="utf-8", buffering=1)
    except OSError as error:
        raise UsageError(
            f"CRMBOT_LOG_FILE {str(file)!r} cannot be written ({error.strerror}): name a file in a folder that can be"
        ) from None
