"""Column types that give back exactly what was put in, on both databases.

SQLite knows neither instants with an offset nor exact decimals, so these are text there: text that
sorts as the values do, and that a person can read.
"""

# ruff: noqa: ARG002 (a decorator's methods get the dialect whether they need it or not)

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, Dialect, Numeric, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

_UNSTORABLE = {0: "\ufffd"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def storable(text: str) -> str:
    """Text that every database takes: NUL and lone surrogates become U+FFFD."""
    if text.isascii():
        return text.replace("\x00", "\ufffd") if "\x00" in text else text
    return text.translate(_UNSTORABLE)


def _stored(text: str | None) -> str | None:
    return None if text is None else storable(text)


class WrittenText(TypeDecorator[str]):
    """Text that people wrote, and that may hold anything."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:
        # Most of what a message hands to the driver is text: through `process_bind_param` each costs three calls more.
        return _stored


class Key(TypeDecorator[str]):
    """Text that is compared and sorted byte by byte, whatever the locale of the database."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:
        return _stored


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. A naive one is refused: nobody could tell when it is."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a UTC offset: {value!r}")
        instant = value.astimezone(UTC)
        return instant.isoformat(" ", "microseconds") if dialect.name == "sqlite" else instant

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return datetime.fromisoformat(value) if dialect.name == "sqlite" else value.astimezone(UTC)


# As long as any other, and later than all of them.
_NOT_YET = datetime.max.replace(tzinfo=UTC).isoformat(" ", "microseconds")


class LaterInstant(Instant):
    """An instant that comes to be known after its row was written.

    SQLite keeps its place: a row that grows in a full page makes it move rows among four, where one would be written.
    """

    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return _NOT_YET if value is None and dialect.name == "sqlite" else super().process_bind_param(value, dialect)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value == _NOT_YET else super().process_result_value(value, dialect)


class Money(TypeDecorator[Decimal]):
    """An exact decimal of any size."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if not value.is_finite():
            raise ValueError(f"not an amount: {value}")
        return format(value, "f") if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class LocalTime(TypeDecorator[datetime | date]):
    """A wish in somebody's local time: a day alone, or a wall-clock time without an offset."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | date | None, dialect: Dialect) -> str | None:
        if isinstance(value, datetime) and value.tzinfo is not None:
            raise ValueError(f"a local time has no UTC offset: {value!r}")
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | date | None:
        if value is None:
            return None
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """Plain JSON as text. Escaped to ASCII, which keeps even what no database stores in its text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class TextList(TypeDecorator[list[str]]):
    """Texts as one JSON parameter."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> str | None:
        # Databases read this JSON, and refuse escapes of what they cannot store.
        return None if value is None else json.dumps([storable(text) for text in value], ensure_ascii=False)
