"""JSON lines: one object in, one out, in the same order, each written before the next is read."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO, TypeVar
from zoneinfo import ZoneInfo

from bot.cli.streams import write_json
from bot.clock import find_zone
from bot.errors import UsageError

C = TypeVar("C", bound=str)
Answer = Callable[[Mapping[str, Any]], Mapping[str, object]]


def answer_lines(stream: BinaryIO, answer: Answer) -> int:
    """Answers each line with `{"id", ...}`, a bad one with `{"id", "error"}`; gives the exit code, 1 if any was bad.

    `id` is repeated where the line has one. Blank lines are left out.
    """
    bad = 0
    for raw in stream:
        if not raw.strip():
            continue
        known: dict[str, Any] = {}
        try:
            request = _request(raw)
            known = {"id": request["id"]} if "id" in request else {}
            reply = answer(request)
        except UsageError as error:
            bad += 1
            reply = {"error": str(error)}
        except Exception as error:  # one line must not take the others with it
            from bot.observability.logs import places

            bad += 1
            reply = {"error": f"this should not have happened: {type(error).__name__} at {places(error)}"}
        write_json({**known, **reply})
    return 1 if bad else 0


def piped() -> BinaryIO:
    """Standard input. Raises UsageError where nothing is piped into it."""
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("nothing to read: write the TEXT, or pipe lines into standard input")
    return sys.stdin.buffer


def texts_of(stream: BinaryIO) -> Iterator[str]:
    """Lines of plain text that are not blank. Raises UsageError for one that is not UTF-8."""
    for number, raw in enumerate(stream, start=1):
        try:
            line = raw.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            raise UsageError(f"line {number} of standard input is not UTF-8 text") from None
        if line:
            yield line


def text_of(request: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = request.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise UsageError(f"{name!r} is missing" if value is None else f"{name!r} must be a text")
    return value


def choice_of(request: Mapping[str, Any], name: str, allowed: tuple[C, ...], default: C) -> C:
    value = request.get(name, default)
    for choice in allowed:
        if value == choice:
            return choice
    raise UsageError(f"{name!r} must be one of {', '.join(allowed)}")


def moment_of(request: Mapping[str, Any], now: datetime, zone: ZoneInfo) -> tuple[datetime, ZoneInfo]:
    """The `now` and `timezone` of a line, else these. A `now` without an offset is local to the zone."""
    if request.get("timezone") is not None:
        name = text_of(request, "timezone")
        found = find_zone(name)
        if found is None:
            raise UsageError("'timezone' must be an IANA name such as Europe/Paris")
        zone = found
    if request.get("now") is not None:
        now = instant(text_of(request, "now"), zone, "'now'")
    return now.astimezone(zone), zone


def instant(text: str, zone: ZoneInfo, name: str) -> datetime:
    """An ISO 8601 instant in the zone. Raises UsageError."""
    try:
        moment = datetime.fromisoformat(text)
        local = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    except (ValueError, OverflowError):
        raise UsageError(f"{name} must be a time in ISO 8601, such as 2026-11-24T09:30:00+01:00") from None
    if not 1 < local.year < 9999:
        raise UsageError(f"{name} lies outside the calendar")
    return local


def _request(raw: bytes) -> dict[str, Any]:
    try:
        request = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError("the line is not UTF-8") from None
    except (ValueError, RecursionError):
        raise UsageError("the line is no JSON") from None
    if not isinstance(request, dict):
        raise UsageError("the line is no JSON object")
    return request
