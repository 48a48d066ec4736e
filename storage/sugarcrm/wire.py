"""Values as the API writes them: name-value lists, entities, instants, and its several shapes of the same thing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

Json = Any

# The server encodes these four, and a bare & not: text that holds "&amp;" holds just that.
_ENTITIES = {"&#039;": "'", "&quot;": '"', "&lt;": "<", "&gt;": ">"}
_ENTITY = re.compile("|".join(map(re.escape, _ENTITIES)))
_INSTANT = "%Y-%m-%d %H:%M:%S"
_INSTANT_LENGTH = len("2026-11-24 09:30:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record of an answer: its values as text, and by link name the ids that it is linked to."""

    id: str
    values: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def deleted(self) -> bool:
        return self.values.get("deleted") == "1"


def entries_of(answer: Mapping[str, Json]) -> list[Entry]:
    """The records of `get_entry_list` or `get_entry`; those that do not exist, or not any more, are left out.

    Raises AttributeError, KeyError or TypeError where it tells no records at all.
    """
    links = answer.get("relationship_list") or []
    return [
        Entry(
            id=entry["id"],
            values={name: text_of(pair.get("value")) for name, pair in entry["name_value_list"].items()},
            links=_links(links[index]) if index < len(links) else {},
        )
        for index, entry in enumerate(answer["entry_list"])
        # A missing record answers a list with a warning in it, an empty one an empty list.
        if isinstance(entry["name_value_list"], dict)
    ]


def _links(raw: Json) -> dict[str, tuple[str, ...]]:
    # A list of records wraps the links and each linked record once more than a single record does.
    lists = raw.get("link_list") or [] if isinstance(raw, dict) else raw
    found = {}
    for link in lists:
        records = [record.get("link_value", record) for record in link.get("records") or []]
        # In no order of its own, which would change from one reading to the next.
        found[link["name"]] = tuple(sorted(text_of(record["id"]["value"]) for record in records if "id" in record))
    return found


def text_of(value: Json) -> str:
    """A value as text: nothing is "", truth "1" or "0", text without entities."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if not isinstance(value, str):
        return str(value)
    return _ENTITY.sub(lambda found: _ENTITIES[found[0]], value) if "&" in value else value


def pairs(values: Mapping[str, Json]) -> list[dict[str, Json]]:
    return [{"name": name, "value": value} for name, value in values.items()]


def harmless(text: str) -> str:
    """Text without what the server would take for a tag and throw away: it keeps ‹these› instead."""
    return text.replace("<", "‹").replace(">", "›")


def quoted(text: str) -> str:
    """A literal of the server's SQL."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def instant_text(instant: datetime) -> str:
    """In UTC and without an offset: every other form is stored as nothing at all."""
    return instant.astimezone(UTC).strftime(_INSTANT)


def instant_of(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Python reads more forms than this server writes.
    return instant.replace(tzinfo=UTC) if len(text) == _INSTANT_LENGTH and instant.tzinfo is None else None


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def number_of(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number.normalize() + 0 if number.is_finite() else None


def whole_of(text: str) -> int:
    """A whole number; nothing and nonsense are 0."""
    number = number_of(text)
    return 0 if number is None else int(number)


def number_json(number: Decimal) -> int | float:
    """A JSON number: text would be read with the separators of the user's own settings."""
    return int(number) if number == number.to_integral_value() else float(number)


def first_line(text: str) -> tuple[str, str]:
    """(the first line, the rest)."""
    line, _, rest = text.partition("\n")
    return line.rstrip("\r"), rest
