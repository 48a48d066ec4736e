"""Ids for rows that a statement makes by itself, from other rows."""

from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from bot.domain.ids import new_id
from storage.database.types import Key


class fresh_id(FunctionElement[str]):  # noqa: N801  # reads as the SQL function it is
    """A UUIDv7: the time comes from the parameter `id_time` (see `id_time`), the rest is random."""

    name = "fresh_id"
    type = Key()
    inherit_cache = True

    def __init__(self) -> None:
        super().__init__(bindparam("id_time", type_=Key()))


def id_time() -> str:
    """The part of a UUIDv7 that tells the time, and its version."""
    return new_id()[:15]


@compiles(fresh_id, "postgresql")
def _on_postgresql(element: fresh_id, compiler: SQLCompiler, **options: Any) -> str:
    # A UUIDv4 with its first 60 bits replaced; PostgreSQL makes UUIDv7 by itself only from version 18 on.
    return f"({compiler.process(element.clauses, **options)} || substr(gen_random_uuid()::text, 16))"


@compiles(fresh_id, "sqlite")
def _on_sqlite(element: fresh_id, compiler: SQLCompiler, **options: Any) -> str:
    time, three = compiler.process(element.clauses, **options), "substr(lower(hex(randomblob(2))), 1, 3)"
    return f"({time} || {three} || '-a' || {three} || '-' || lower(hex(randomblob(6))))"
