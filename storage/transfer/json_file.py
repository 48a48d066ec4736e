"""JSON files: one object with the sections workspace, users, accounts, contacts, leads and deals, each optional.

    {"workspace": {"currency": "EUR", "timezone": "Europe/Paris", "day_first": true},
     "users": [{"name", "email", "timezone", "language"}],
     "accounts": [{"name", "website", "industry", "phone"}],
     "contacts": [{"name", "account", "title", "email", "phone"}],
     "leads": [{"name", "account", "email", "source", "status"}],
     "deals": [{"name", "account", "amount", "currency", "stage", "close_date", "owner"}]}

The fields are those of `bot.domain.rows`; names stand for records. An absent value, null and ""
all mean "not said".
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.domain.rows import AccountRow, ContactRow, DealRow, LeadRow, Row, RowKind, Rows, UserRow, WorkspaceRow
from bot.errors import UsageError
from bot.messages import plain
from storage.transfer.documents import Document

R = TypeVar("R")

# It is held in memory whole.
_LARGEST = 200_000_000

SECTIONS: dict[RowKind, type[Row]] = {
    "users": UserRow,
    "accounts": AccountRow,
    "contacts": ContactRow,
    "leads": LeadRow,
    "deals": DealRow,
}


def read_files(paths: Iterable[Path]) -> Rows:
    """The rows of files, and of all *.json files of folders, together.

    Raises UsageError with one line for a file that cannot be read at all; a row that cannot
    be read becomes one of `Rows.problems`.
    """
    rows = Rows()
    for file in _files(paths):
        add_document(rows, Document.of_file(file))
    return rows


def add_document(rows: Rows, document: Document) -> None:
    """Adds the rows of one JSON document. Raises UsageError with one line where it is none."""
    add_rows(rows, _load(document), document.name)


def add_rows(rows: Rows, content: Mapping[str, object], source: str) -> None:
    """Adds the rows of one file's content; `source` names it in places and problems."""
    for section, value in content.items():
        _read_section(section, value, f"{source}: {section}", rows)


def _read_section(section: str, content: object, place: str, rows: Rows) -> None:
    if section == "workspace":
        rows.workspace = _row(WorkspaceRow, content, place, rows.problems) or rows.workspace
    elif section not in SECTIONS:
        rows.problems.append(f"{place}: no such section; a file may hold {', '.join(['workspace', *SECTIONS])}")
    elif not isinstance(content, list):
        rows.problems.append(f"{place}: must be a list of objects")
    else:
        for index, raw in enumerate(content):
            row = _row(SECTIONS[section], raw, f"{place}[{index}]", rows.problems)
            if row is not None:
                getattr(rows, section).append(row)


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.glob("*.json")) if path.is_dir() else [path]
        if not inside:
            raise UsageError(f"{path} holds no *.json file: name a file, or a folder with some")
        for file in inside:
            if file.suffix.casefold() != ".json":
                raise UsageError(f"{file} is no .json file: only JSON can be imported")
        found += inside
    return found


def _load(document: Document) -> dict[str, Any]:
    name = document.name
    try:
        with document.open() as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}") from None
    if len(content) > _LARGEST:
        raise UsageError(f"{name} is larger than {_LARGEST // 1_000_000} MB: import it in parts, or as CSV")
    try:
        loaded = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8 text (byte {error.start}): save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise UsageError(f"{name}, line {error.lineno}, column {error.colno}: no valid JSON ({error.msg})") from None
    except (RecursionError, ValueError):  # nested without end, or a number of thousands of digits
        raise UsageError(f"{name} is no JSON that can be read: see the format in `crmbot import --help`") from None
    if not isinstance(loaded, dict):
        raise UsageError(f'{name} must hold one object such as {{"contacts": [...]}}')
    return loaded


def _row(row_type: type[R], raw: object, place: str, problems: list[str]) -> R | None:
    if not isinstance(raw, dict):
        problems.append(f"{place}: must be an object, not {json.dumps(raw, ensure_ascii=False)[:40]}")
        return None
    said = {name: cleaned for name, value in raw.items() if (cleaned := _cleaned(value)) not in (None, "")}
    known = {field.name for field in fields(row_type)} - {"place"}  # type: ignore[arg-type]  # rows are dataclasses
    if unknown := sorted(said.keys() - known):
        problems.append(f"{place}: unknown field {unknown[0]!r}; known are {', '.join(sorted(known))}")
        return None
    adapter: TypeAdapter[R] = _ADAPTERS[row_type]
    try:
        return adapter.validate_python({**said, "place": place})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        problems.append(f"{place}{_called(said)}: {_problem(first)}")
        return None


def _cleaned(value: object) -> object:
    return " ".join(plain(value).split()) if isinstance(value, str) else value


def _called(said: dict[str, object]) -> str:
    name = said.get("name")
    return f" ({name[:40]})" if isinstance(name, str) else ""


def _problem(error: Any) -> str:
    name = ".".join(str(part) for part in error["loc"])
    if error["type"] == "missing":
        return f"{name} is missing"
    wanted = _WANTED.get(error["type"].partition("_")[0], error["msg"])
    return f"{name}: {str(error['input'])[:40]!r} is not right: {wanted}"


# What to write instead, by the first word of pydantic's error type.
_WANTED = {
    "date": "write a date as 2026-12-31",
    "decimal": "write a plain number such as 12000 or 99.50",
    "finite": "write a plain number such as 12000 or 99.50",
    "string": "write a text in quotation marks",
    "bool": "write true or false",
}
_ADAPTERS: dict[type, TypeAdapter[Any]] = {type_: TypeAdapter(type_) for type_ in (WorkspaceRow, *SECTIONS.values())}
