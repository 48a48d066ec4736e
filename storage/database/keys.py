"""Lists of keys as one parameter, so that a statement is the same for one key and for a thousand."""

from typing import Any

from sqlalchemy import ColumnElement, TableValuedAlias, Text, bindparam, column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType

from storage.database.types import TextList


class _TextsOf(FunctionElement[str]):
    """The texts of a JSON array, as rows with one column named `value`."""

    name = "texts_of"
    inherit_cache = True


@compiles(_TextsOf, "sqlite")
def _texts_on_sqlite(element: _TextsOf, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_TextsOf, "postgresql")
def _texts_on_postgresql(element: _TextsOf, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS json))"


def texts_of(parameter: str) -> TableValuedAlias:
    """The texts of a list parameter as a table with one column, `value`."""
    return _TextsOf(bindparam(parameter, type_=TextList())).table_valued(column("value", Text()))


def listed(subject: ColumnElement[Any], parameter: str) -> ColumnElement[bool]:
    """Whether the subject is one of the texts of a list parameter."""
    return _IsListed(subject, bindparam(parameter, type_=TextList()))


class _IsListed(FunctionElement[Any]):
    """Its operands are the subject and the JSON array.

    Not typed as a boolean: for SQLite, which has none, `= 1` would be written behind it, and no index used.
    """

    name = "is_listed"
    type = NullType()
    inherit_cache = True


@compiles(_IsListed, "sqlite")
def _listed_on_sqlite(element: _IsListed, compiler: SQLCompiler, **options: Any) -> str:
    subject, texts = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{subject} IN (SELECT value FROM json_each({texts}))"  # noqa: S608  # compiled operands, no text


@compiles(_IsListed, "postgresql")
def _listed_on_postgresql(element: _IsListed, compiler: SQLCompiler, **options: Any) -> str:
    # An array is looked up in an index, come what may; IN might be joined the other way round.
    subject, texts = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{subject} = ANY (ARRAY(SELECT json_array_elements_text(CAST({texts} AS json))))"
