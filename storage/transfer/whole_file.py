"""`crmbot.json`: everything in one JSON file, an item a line, so that it is written and read piece by piece.

    {"crmbot": 1,
    "workspace": [
    {"id": "0193...", "name": "Acme", "currency": "EUR", ...}
    ],
    "users": [
    ...
    ]}

Sections and fields are those of `bot.domain`; instants are in ISO 8601, amounts are texts. A file that
some program wrote anew, in other lines, is read as well, whole.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import IO, Any, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from bot.domain.changes import RECORD_TYPES, Change, Fields, KeptChange, RecordKind
from bot.domain.people import Workspace
from bot.errors import UsageError
from storage.transfer.documents import Document

FORMAT = 1
FILE = "crmbot.json"
_BEGINS = re.compile(rb'\s*\{\s*"crmbot"\s*:')
# A file in other lines is held in memory whole.
_LARGEST = 200_000_000


def write_whole(out: IO[str], sections: Iterable[tuple[str, Iterable[Any]]]) -> int:
    """Writes all items; gives their number."""
    total = 0
    out.write(f'{{"crmbot": {FORMAT}')
    for section, items in sections:
        out.write(f',\n"{section}": [')
        for number, item in enumerate(items):
            out.write((",\n" if number else "\n") + json.dumps(dump_item(item), ensure_ascii=False))
            total += 1
        out.write("\n]")
    out.write("}\n")
    return total


def is_whole(document: Document) -> bool:
    """Whether this JSON document is one of these."""
    with document.open() as stream:
        return _BEGINS.match(stream.read(100)) is not None


def read_whole(document: Document, types: Mapping[str, type]) -> Iterator[tuple[str, Any]]:
    """Each item with its section, of the types given. Raises UsageError with the line where something is wrong."""
    for section, raw, place in _items(document):
        if section not in types:
            raise UsageError(f"{place}: a newer crmbot wrote the section {section!r}: upgrade crmbot")
        try:
            yield section, load_item(types[section], raw)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            field = ".".join(str(part) for part in first["loc"]) or section
            raise UsageError(f"{place}: {field}: {first['msg']}; the file was changed since it was written") from None
        except (KeyError, TypeError, ValueError, AttributeError):
            raise UsageError(f"{place}: no item of {section} that can be read; the file was changed since") from None


def _items(document: Document) -> Iterator[tuple[str, Any, str]]:
    with document.open() as stream, io.TextIOWrapper(stream, encoding="utf-8") as text:
        try:
            if text.readline().rstrip() == f'{{"crmbot": {FORMAT},':
                yield from _by_lines(document.name, text)
                return
        except UnicodeDecodeError:
            raise UsageError(f"{document.name} is not UTF-8 text: export again") from None
    yield from _at_once(document)


def _by_lines(name: str, text: IO[str]) -> Iterator[tuple[str, Any, str]]:
    section = ""
    for number, line in enumerate(text, start=2):
        stripped = line.strip().rstrip(",")
        if found := re.fullmatch(r'"(\w+)": \[', stripped):
            section = found[1]
        elif stripped == "]}":
            return
        elif stripped != "]":
            try:
                yield section, json.loads(stripped), f"{name}, line {number}"
            except ValueError:
                raise UsageError(f"{name}, line {number}: no item of {section}; the file was changed since") from None
    raise UsageError(f"{name} is cut off: export again")


def _at_once(document: Document) -> Iterator[tuple[str, Any, str]]:
    with document.open() as stream:
        content = stream.read(_LARGEST + 1)
    try:
        loaded = json.loads(content) if len(content) <= _LARGEST else None
    except (ValueError, RecursionError):
        loaded = None
    if not isinstance(loaded, dict):
        raise UsageError(f"{document.name} is no JSON that can be read: export again")
    if loaded.pop("crmbot", None) != FORMAT:
        raise UsageError(f"{document.name} was written by another crmbot: import it with that one")
    for section, items in loaded.items():
        if not isinstance(items, list):
            raise UsageError(f"{document.name}: {section} must be a list")
        for number, item in enumerate(items):
            yield section, item, f"{document.name}: {section}[{number}]"


def dump_item(item: Any) -> dict[str, Any]:
    """A record, or whatever else is exported, as plain JSON."""
    if isinstance(item, KeptChange):
        change = item.change
        return {
            "id": item.id,
            "set_id": item.set_id,
            "record_kind": change.record_kind,
            "record_id": change.record_id,
            "before": None if change.before is None else _dump_fields(change.record_kind, change.before),
            "after": _dump_fields(change.record_kind, change.after),
        }
    item_type: Any = type(item)
    dumped: dict[str, Any] = _adapter(item_type).dump_python(item, mode="json")
    # The changes of a set are items of their own.
    dumped.pop("changes", None)
    if isinstance(item, Workspace):
        # Each store has given its workspace an id of its own.
        del dumped["id"]
    return dumped


def load_item(item_type: Any, raw: Any) -> Any:
    """The other way round. Raises ValidationError, or another error of reading, for what is none."""
    if item_type is KeptChange:
        kind: RecordKind = raw["record_kind"]
        change = Change(
            record_kind=kind,
            record_id=raw["record_id"],
            before=None if raw["before"] is None else _load_fields(kind, raw["before"]),
            after=_load_fields(kind, raw["after"]),
        )
        return KeptChange(id=raw["id"], set_id=raw["set_id"], change=change)
    if unknown := raw.keys() - _hints(item_type).keys():
        raise ValueError(f"unknown fields: {unknown}")
    if item_type is Workspace:
        raw = {"id": "", **raw}
    dated = {name: _day(value) for name, value in raw.items() if name in _days_or_times(item_type)}
    return _adapter(item_type).validate_python({**raw, **dated})


def _dump_fields(kind: RecordKind, values: Fields) -> dict[str, Any]:
    hints = _hints(_type_of(kind))
    return {name: _adapter(hints.get(name, Any)).dump_python(value, mode="json") for name, value in values.items()}


def _load_fields(kind: RecordKind, raw: Mapping[str, Any]) -> Fields:
    hints, days = _hints(_type_of(kind)), _days_or_times(_type_of(kind))
    return {
        name: _adapter(hints.get(name, Any)).validate_python(_day(value) if name in days else value)
        for name, value in raw.items()
    }


def _type_of(kind: RecordKind) -> Any:
    return RECORD_TYPES[kind]


def _day(value: Any) -> Any:
    """A day is no midnight, which the adapter would make of it."""
    return date.fromisoformat(value) if isinstance(value, str) and "T" not in value else value


@cache
def _adapter(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(hint)


@cache
def _hints(item_type: Any) -> dict[str, Any]:
    hints = get_type_hints(item_type)
    return {each.name: hints[each.name] for each in fields(item_type)}


@cache
def _days_or_times(item_type: Any) -> frozenset[str]:
    """The fields that hold a day or a moment of it."""
    return frozenset(name for name, hint in _hints(item_type).items() if {date, datetime} <= set(get_args(hint)))
