"""Lists of keys as one parameter, so that a statement is the same for one key and for a thousand."""

from typing import Any

from sqlalchemy import ColumnElement, TableValuedAlias, Text, bindparam, column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from storage.database.types import TextList


class _TextsOf(FunctionElement[str]):
    """The texts of a JSON array, as rows with one column named `value`."""

    name = "texts_of"
    inherit_cache = True


@compiles(_TextsOf, "sqlite")
def _on_sqlite(element: _TextsOf, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_TextsOf, "postgresql")
def _on_postgresql(element: _TextsOf, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS json))"


def texts_of(parameter: str) -> TableValuedAlias:
    """The texts of a list parameter as a table with one column, `value`."""
    return _TextsOf(bindparam(parameter, type_=TextList())).table_valued(column("value", Text()))


def listed(subject: ColumnElement[Any], parameter: str) -> ColumnElement[bool]:
    """Whether the subject is one of the texts of a list parameter."""
    return subject.in_(select(texts_of(parameter).c.value))
