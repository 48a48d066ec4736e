"""Tables: CSV in whatever encoding and with whatever separator a spreadsheet writes, into rows.

The first line names the columns, by any of the words in `columns.yaml`. A table is read row by row,
as often as one likes, so that its size does not matter.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bot.domain.names import fold, name_words
from bot.domain.rows import ROW_KINDS, AccountRow, BadRow, ContactRow, DealRow, LeadRow, Row, RowKind, UserRow
from bot.errors import UsageError
from bot.messages import plain
from storage.transfer.cells import order_of_date, read_amount, read_date, read_phone, unescaped
from storage.transfer.documents import Document, encoding_of

_SEPARATORS = (",", ";", "\t", "|")
# Longer than any note that a person writes; a lone quotation mark makes the rest of the file one cell.
_LONGEST_CELL = 100_000
_MOST_COLUMNS = 500
_LONGEST_HEAD = 64_000
_DATES = ("birthday", "close_date")
_ROW_TYPES: dict[RowKind, type[Row]] = {
    "users": UserRow,
    "accounts": AccountRow,
    "contacts": ContactRow,
    "leads": LeadRow,
    "deals": DealRow,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A CSV document whose columns are understood. `columns` are field names, None for one that is left out."""

    document: Document
    kind: RowKind
    encoding: str
    separator: str
    columns: tuple[str | None, ...]
    left_out: tuple[str, ...]
    day_first: bool
    count: int

    def __iter__(self) -> Iterator[Row | BadRow]:
        for line, cells in _data(self.document, self.encoding, self.separator):
            place = f"{self.document.name}, line {line}"
            if len(cells) > len(self.columns) and any(cells[len(self.columns) :]):
                yield BadRow(place=place, problem=f"has {len(cells)} cells for {len(self.columns)} columns")
                continue
            told = {
                name: text
                for name, cell in zip(self.columns, cells, strict=False)
                if name and (text := " ".join(plain(unescaped(cell)).split()))
            }
            try:
                yield _row(self.kind, place, told, day_first=self.day_first)
            except ValueError as error:
                yield BadRow(place=place, problem=str(error))


def open_table(document: Document, *, day_first: bool) -> Table:
    """Understands a document as a table, reading it once to its end.

    `day_first` decides dates such as 03/04/2026, unless others in the table do. Raises UsageError with
    one line where it is none.
    """
    encoding = encoding_of(document)
    separator, header = _header(document, encoding)
    kind = _kind(document.name, header)
    columns = _columns(document.name, kind, header)
    dated = [place for place, name in enumerate(columns) if name in _DATES]
    count, orders = 0, set[bool | None]()
    for _, cells in _data(document, encoding, separator):
        count += 1
        orders.update(order_of_date(cells[place].strip()) for place in dated if place < len(cells))
    # Dates that can be read in one way only tell how the others are meant.
    told = orders - {None}
    return Table(
        document=document,
        kind=kind,
        encoding=encoding,
        separator=separator,
        columns=columns,
        left_out=tuple(
            name.strip() for name, field in zip(header, columns, strict=True) if field is None and name.strip()
        ),
        day_first=bool(told.pop()) if len(told) == 1 else day_first,
        count=count,
    )


def _records(document: Document, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of its first line. The hint that Excel writes for itself is none."""
    with io.TextIOWrapper(document.open(), encoding=encoding, newline="") as text:
        lines = csv.reader(text, delimiter=separator, strict=True)
        before = 0
        # A process has one limit for all of its readers.
        limit = csv.field_size_limit(_LONGEST_CELL)
        try:
            for cells in lines:
                if not (before == 0 and len(cells) in (1, 2) and cells[0].casefold().startswith("sep=")):
                    yield before + 1, cells
                before = lines.line_num
        except csv.Error as error:
            raise UsageError(f"{document.name}, line {before + 1}: {_complaint(error)}") from None
        finally:
            csv.field_size_limit(limit)


def _complaint(error: csv.Error) -> str:
    message = str(error)
    if "field limit" in message or "end of data" in message:
        return "a quotation mark is opened and not closed, or a cell is longer than 100,000 characters"
    if "NUL" in message:
        return "it holds NUL bytes: save it as CSV in UTF-8"
    if "expected after" in message:
        return 'a quotation mark stands inside a cell: double it ("")'
    return message


def _data(document: Document, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The records after the first line, but for empty ones."""
    records = _records(document, encoding, separator)
    next(records, None)
    return ((line, cells) for line, cells in records if any(cell.strip() for cell in cells))


def _header(document: Document, encoding: str) -> tuple[str, list[str]]:
    """The separator, and the names of the columns: that of which most are known."""
    with io.TextIOWrapper(document.open(), encoding=encoding, newline="") as text:
        first = text.readline(_LONGEST_HEAD)
    if first.casefold().startswith("sep=") and len(first.strip()) == 5:
        separators: Sequence[str] = (first.strip()[-1],)
    else:
        separators = _SEPARATORS
    found: list[tuple[tuple[int, int], str, list[str]]] = []
    for separator in separators:
        try:
            names = next(_records(document, encoding, separator), (0, []))[1]
        except UsageError:
            continue
        found.append(((max(_known(kind, names) for kind in ROW_KINDS), len(names)), separator, names))
    (known, width), separator, names = max(found, default=((0, 0), ",", []), key=lambda each: each[0])
    if known == 0:
        raise UsageError(
            f"{document.name}: its first line names no column that is known; it must name them, such as "
            '"name, company, e-mail, phone"'
        )
    if width > _MOST_COLUMNS:
        raise UsageError(f"{document.name} has {width} columns: at most {_MOST_COLUMNS} can be read")
    return separator, names


def _known(kind: RowKind, header: Sequence[str]) -> int:
    names = _names()[kind]
    return sum(_folded(name) in names for name in header)


def _kind(file: str, header: Sequence[str]) -> RowKind:
    words = name_words(file)
    for kind, called in _data_of("files").items():
        if any(word in called for word in words):
            return kind  # type: ignore[no-any-return]  # columns.yaml has the kinds as its keys
    for kind, telling in (rule for rules in _data_of("telling") for rule in rules.items()):
        fields = {_names()[kind].get(_folded(name)) for name in header}
        if not fields.isdisjoint(telling):
            return kind  # type: ignore[no-any-return]
    return "contacts"


def _columns(file: str, kind: RowKind, header: Sequence[str]) -> tuple[str | None, ...]:
    names, taken = _names()[kind], dict[str, str]()
    columns: list[str | None] = []
    for written in header:
        field = names.get(_folded(written))
        if field in taken:
            raise UsageError(
                f"{file}: the columns {taken[field]!r} and {written.strip()!r} both are the {_said(field)}: "
                "remove or rename one"
            )
        if field:
            taken[field] = written.strip()
        columns.append(field)
    if "last_name" in taken and not {"name", "first_name"} & taken.keys():
        # "Nom" alone is the whole name.
        columns[columns.index("last_name")] = "name"
    elif "name" not in taken and "last_name" not in taken and not (kind in ("contacts", "leads") and "email" in taken):
        raise UsageError(f"{file} has no column with the name: call it {'last name' if kind == 'contacts' else 'name'}")
    return tuple(columns)


def _row(kind: RowKind, place: str, told: Mapping[str, str], *, day_first: bool) -> Row:
    """Raises ValueError with what is wrong and what to write."""
    values: dict[str, Any] = dict(told)
    for field in told:
        try:
            if field in _DATES:
                values[field] = read_date(told[field], day_first=day_first, behind=field == "birthday")
            elif field in ("phone", "mobile"):
                values[field] = read_phone(told[field])
            elif field == "amount":
                values[field], currency = read_amount(told[field])
                values["currency"] = told.get("currency", currency)
            elif field in _values():
                values[field] = _values()[field].get(_folded(told[field]), told[field])
        except ValueError as error:
            raise ValueError(f"{_said(field)}: {error}") from None
    if "name" not in values:
        whole = f"{told.get('first_name', '')} {told.get('last_name', '')}".strip()
        # Address books have people of whom they know the address alone.
        values["name"] = whole or told.get("email", "").partition("@")[0]
    if not values["name"]:
        raise ValueError("name is missing")
    return _ROW_TYPES[kind](place=place, **values)


def _said(field: str) -> str:
    return field.replace("_", " ")


def _folded(text: str) -> str:
    return " ".join(name_words(text)) or fold(text).strip()


@cache
def _data_of(section: str) -> Any:
    return _content()[section]


@cache
def _content() -> Any:
    return yaml.load(files("storage.transfer").joinpath("columns.yaml").read_bytes(), Loader=yaml.CSafeLoader)


@cache
def _names() -> Mapping[RowKind, Mapping[str, str]]:
    """For each kind, its fields by the folded names of their columns; of two fields the first has the name."""
    return {
        kind: {_folded(name): field for field in reversed(fields) if fields[field] for name in (*fields[field], field)}
        for kind, fields in _content()["columns"].items()
    }


@cache
def _values() -> Mapping[str, Mapping[str, str]]:
    return {
        field: {_folded(name): value for value in values for name in (*values[value], value)}
        for field, values in _content()["values"].items()
    }
