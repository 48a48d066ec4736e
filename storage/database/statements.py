"""Statements as a driver takes them, and rows as it gives them.

SQLAlchemy writes each statement in the words of a database once a process. From then on it goes
straight to the driver: run through SQLAlchemy, it costs many times what sqlite3 takes for it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, Dialect
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from bot.errors import StoreError

# Types ask for the OID that a column comes with; all that want to know it are numeric here.
_NUMERIC_OID = 1700

Convert = Callable[[Any], Any]
# A tuple whose parts have the names of the columns.
Row = Any


class Rows:
    """What a statement gave: rows with their columns by name and by place, and how many rows it changed."""

    __slots__ = ("_rows", "rowcount")

    def __init__(self, rows: Sequence[Row] = (), rowcount: int = -1) -> None:
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def all(self) -> Sequence[Row]:
        return self._rows

    def one(self) -> Row:
        (row,) = self._rows
        return row

    def one_or_none(self) -> Row | None:
        return self.one() if self._rows else None

    def scalars(self) -> Iterator[Any]:
        """The first column of every row."""
        return map(itemgetter(0), self._rows)

    def scalar_one(self) -> Any:
        return self.one()[0]

    def scalar_one_or_none(self) -> Any:
        return self.one()[0] if self._rows else None


@dataclass(frozen=True, slots=True)
class Written:
    """A statement in the words of one database. `returns_rows`: also where it finds none.

    `_places` has all that the driver gets, by name and in order: constants, and None for what is given.
    """

    text: str
    returns_rows: bool
    _places: Mapping[str, Any]
    _given: tuple[tuple[str, Convert | None], ...]
    _row: Callable[[Sequence[Any]], Any]

    def arguments(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """What the driver gets, by name and in order. Raises StoreError for a value that its type refuses."""
        arguments = dict(self._places)
        try:
            for name, convert in self._given:
                value = parameters[name]
                arguments[name] = value if convert is None else convert(value)
        except ValueError as error:
            raise StoreError(str(error)) from error
        return arguments

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        return [self._row(values) for values in found]


class Statements:
    """All statements that a process ran on one kind of database: kept for good, and so constants of modules."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._written: dict[tuple[Any, ...], Written] = {}

    def written(self, statement: Executable, parameters: Mapping[str, Any]) -> Written:
        """For parameters of these names, which an insert or an update takes for its columns."""
        known_as = (statement, *parameters)
        written = self._written.get(known_as)
        if written is None:
            written = self._written[known_as] = self._write(statement, parameters)
        return written

    def _write(self, statement: Any, names: Collection[str]) -> Written:
        compiler: SQLCompiler = statement.compile(dialect=self._dialect, column_keys=list(names))
        binds: Mapping[str, BindParameter[Any]] = compiler.binds
        # Lists that are part of the statement are written out.
        whole = compiler.construct_expanded_state({name: None for name, bind in binds.items() if bind.required})
        places, given = dict[str, Any](), list[tuple[str, Convert | None]]()
        for name in whole.positiontup or whole.parameters:
            convert = self._to_driver(binds[name].type) if name in binds else whole.processors.get(name)
            if name in names or (name in binds and binds[name].required):
                places[name] = None
                given.append((name, convert))
            else:
                constant = whole.parameters[name]
                places[name] = constant if convert is None else convert(constant)
        return Written(
            text=whole.statement,
            returns_rows=bool(statement.exported_columns),
            _places=places,
            _given=tuple(given),
            _row=self._row(statement.exported_columns),
        )

    def _row(self, columns: Any) -> Callable[[Sequence[Any]], Any]:
        """A function from what the driver gives to a tuple whose parts have names."""
        names = {name: property(itemgetter(place)) for place, name in enumerate(columns.keys())}
        row_type: Any = type("Row", (tuple,), {"__slots__": (), **names})
        all_converts = [(place, self._from_driver(column.type)) for place, column in enumerate(columns)]
        converts = [(place, convert) for place, convert in all_converts if convert is not None]

        def row(values: Sequence[Any]) -> Any:
            if not converts:
                return row_type(values)
            changed = list(values)
            for place, convert in converts:
                changed[place] = convert(changed[place])
            return row_type(changed)

        return row

    def _to_driver(self, kind: TypeEngine[Any]) -> Convert | None:
        convert: Convert | None = kind.dialect_impl(self._dialect).bind_processor(self._dialect)
        return convert

    def _from_driver(self, kind: TypeEngine[Any]) -> Convert | None:
        convert: Convert | None = kind.dialect_impl(self._dialect).result_processor(self._dialect, _NUMERIC_OID)
        return convert
