"""Which field there is which of ours, module by module, and how each value is written and read."""

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from bot.domain.changes import Fields, Value
from bot.domain.mirrors import RemoteKind
from bot.errors import RemoteLacks
from storage.sugarcrm.choices import (
    ACTIVITY_STATUSES,
    DIRECTIONS,
    PRIORITIES,
    TASK_STATUSES,
    called,
    choice,
    lead_status,
    stage,
)
from storage.sugarcrm.parts import Choices, Json, Part, plain, text
from storage.sugarcrm.wire import (
    Entry,
    day_of,
    first_line,
    harmless,
    instant_of,
    instant_text,
    number_json,
    number_of,
    text_of,
    whole_of,
)

# A name may be this long there; the whole of a longer one leads the description.
LONGEST_NAME = 50

# There a call that was not held says no more; why stands in the first line of its description.
OUTCOMES = {"no_answer": "[no answer]", "voicemail": "[voicemail]", "cancelled": "[cancelled]"}
# "75002 Paris", "D-10115 Berlin", behind which stand at most a state and a country.
_TOWN = re.compile(r"((?:[A-Z]{1,2}-)?\d{4,5}) (\D.*)")
_MOST_BEHIND_TOWN = 3
_NO_WEBSITE = ("http://", "https://")
# To which record an activity or a task belongs, the nearest first.
PARENTS = {"deal_id": "Opportunities", "account_id": "Accounts", "lead_id": "Leads"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleMap:
    """One kind of record. `links`: the fields of ours that are relationships, by the name of their link field there."""

    name: str
    parts: tuple[Part, ...]
    links: Mapping[str, str]

    @property
    def table(self) -> str:
        return self.name.lower()

    def theirs(self) -> list[str]:
        return list(dict.fromkeys(name for part in self.parts for name in part.theirs))

    def fitted(self, missing: Collection[str], choices: Choices) -> "ModuleMap":
        """For a server with choices of its own that lacks some of the fields: what those are a part of is neither
        written nor read."""
        kept = tuple(part.fit(choices) for part in self.parts if not any(name in missing for name in part.theirs))
        links = {link: ours for link, ours in self.links.items() if link not in missing}
        return replace(self, parts=kept, links=links)

    def write(self, fields: Fields, changed: Collection[str], current: Mapping[str, str]) -> dict[str, Json]:
        """What to send so that the changed fields stand there."""
        values: dict[str, Json] = {}
        for part in self.parts:
            if any(name in changed for name in part.ours):
                values |= part.write(fields, current)
        return values

    def come_back(self, fields: Fields) -> dict[str, Value]:
        """These fields as they come back once they are written; without those that cannot be."""
        values, written = dict.fromkeys(self.theirs(), ""), []
        for part in self.parts:
            if any(name in fields for name in part.ours):
                with suppress(RemoteLacks):
                    values |= {name: text_of(value) for name, value in part.write(fields, {}).items()}
                    written.append(part)
        read = {name: value for part in written for name, value in part.read(values).items() if name in fields}
        # In no order of its own, as links are read.
        links = {ours: tuple(sorted(ids_in(fields[ours]))) for ours in self.links.values() if ours in fields}
        return read | links

    def read(self, entry: Entry) -> dict[str, Value]:
        """Our fields, without those that are not told or whose value there means nothing here."""
        fields: dict[str, Value] = {}
        for part in self.parts:
            if all(map(entry.values.__contains__, part.theirs)):
                fields |= part.read(entry.values)
        # A link that holds nobody is not told at all.
        return fields | {ours: entry.links.get(link, ()) for link, ours in self.links.items()}


def _email() -> Part:
    """One address is one entry there, written as it was first."""
    return replace(plain("email", "email1"), read=lambda values: {"email": values["email1"].lower()})


def _website() -> Part:
    """An empty address may come back as its beginning."""
    return replace(
        plain("website", "website"),
        read=lambda values: {"website": "" if values["website"] in _NO_WEBSITE else values["website"]},
    )


def _reference(ours: str, theirs: str) -> Part:
    """An id of another record; none is "" there."""
    return Part(
        ours=(ours,),
        theirs=(theirs,),
        write=lambda fields, _: {theirs: text(fields[ours])},
        read=lambda values: {ours: values[theirs] or None},
    )


def _instant(ours: str, theirs: str) -> Part:
    return Part(
        ours=(ours,),
        theirs=(theirs,),
        write=lambda fields, _: {theirs: _instant_or_nothing(fields[ours])},
        read=lambda values: {ours: instant_of(values[theirs])},
    )


def _instant_or_nothing(value: Value) -> str:
    return instant_text(value) if isinstance(value, datetime) else ""


def _day(ours: str, theirs: str) -> Part:
    return Part(
        ours=(ours,),
        theirs=(theirs,),
        write=lambda fields, _: {theirs: text(fields[ours])},
        read=lambda values: {ours: day_of(values[theirs])},
    )


def _amount() -> Part:
    return Part(
        ours=("amount",),
        theirs=("amount",),
        write=lambda fields, _: {"amount": _number(fields["amount"])},
        # Required there, so that nothing comes back as 0.
        read=lambda values: {"amount": number_of(values["amount"]) or None},
    )


def _number(value: Value) -> Json:
    return number_json(value) if isinstance(value, Decimal) else ""


def _name(ours: str) -> Part:
    """A name that may be cut: the whole of a long one is kept as the first line of the description."""

    def write(fields: Fields, current: Mapping[str, str]) -> dict[str, Json]:
        name = harmless(text(fields[ours]))
        before = {"name": current.get("name", ""), "description": current.get("description", "")}
        rest = first_line(before["description"])[1] if _whole_name(before) != before["name"] else before["description"]
        if len(name) <= LONGEST_NAME:
            return {"name": name, "description": rest} if rest != before["description"] else {"name": name}
        return {"name": _cut(name), "description": f"{name}\n{rest}".rstrip("\n")}

    return Part(
        ours=(ours,),
        theirs=("name", "description"),
        write=write,
        read=lambda values: {ours: _whole_name(values)},
    )


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _whole_name(values: Mapping[str, str]) -> str:
    line = first_line(values["description"])[0]
    return line if len(line) > LONGEST_NAME and _cut(line) == values["name"] else values["name"]


def _title() -> Part:
    """What an activity is called there. Here it has no name but its note."""
    return Part(
        ours=("title",),
        theirs=("name",),
        write=lambda fields, _: {"name": _cut(harmless(text(fields["title"])))},
        read=lambda values: {"title": values["name"]},
    )


def _note() -> Part:
    """The note, below what became of the activity where it was not held."""

    def write(fields: Fields, _: Mapping[str, str]) -> dict[str, Json]:
        lines = [OUTCOMES.get(text(fields.get("outcome")), ""), harmless(text(fields["note"]))]
        return {"description": "\n".join(line for line in lines if line)}

    def read(values: Mapping[str, str]) -> dict[str, Value]:
        line, rest = first_line(values["description"])
        outcome = next((here for here, there in OUTCOMES.items() if there == line), None)
        if outcome is None and values.get("status") == "Held":
            outcome = "held"
        return {"note": rest if line in OUTCOMES.values() else values["description"], "outcome": outcome}

    return Part(ours=("note", "outcome"), theirs=("description",), write=write, read=read)


def _duration() -> Part:
    def write(fields: Fields, _: Mapping[str, str]) -> dict[str, Json]:
        minutes = fields["duration_minutes"] or 0
        hours, rest = divmod(int(minutes), 60) if isinstance(minutes, int) else (0, 0)
        return {"duration_hours": hours, "duration_minutes": rest}

    def read(values: Mapping[str, str]) -> dict[str, Value]:
        return {
            "duration_minutes": whole_of(values["duration_hours"]) * 60 + whole_of(values["duration_minutes"]) or None
        }

    return Part(ours=("duration_minutes",), theirs=("duration_hours", "duration_minutes"), write=write, read=read)


def _parent() -> Part:
    """What it belongs to, of which there is but one there: the deal, else the company, else the lead."""

    def write(fields: Fields, _: Mapping[str, str]) -> dict[str, Json]:
        for ours, module in PARENTS.items():
            if fields.get(ours):
                return {"parent_type": module, "parent_id": text(fields[ours])}
        return {"parent_type": "", "parent_id": ""}

    def read(values: Mapping[str, str]) -> dict[str, Value]:
        ours = next((ours for ours, module in PARENTS.items() if module == values["parent_type"]), None)
        if values["parent_id"] and ours is None:
            return {}
        # With a deal its company is not told: it is the deal's own.
        told: dict[str, Value] = dict.fromkeys(PARENTS) if ours != "deal_id" else {"lead_id": None}
        return told | ({ours: values["parent_id"] or None} if ours else {})

    return Part(ours=("deal_id", "account_id", "lead_id"), theirs=("parent_type", "parent_id"), write=write, read=read)


def _address(prefix: str) -> Part:
    """An address in one line here, in five fields there: what comes after a postal code tells what each part is.

    Without one, as in "12 Main St, Springfield", all of it is the street.
    """
    theirs = tuple(f"{prefix}_address_{part}" for part in ("street", "postalcode", "city", "state", "country"))

    def write(fields: Fields, _: Mapping[str, str]) -> dict[str, Json]:
        whole = harmless(text(fields["address"]))
        parts = [part.strip() for part in whole.split(",")]
        found = [(place, town) for place, part in enumerate(parts) if place and (town := _TOWN.fullmatch(part))]
        if not found or len(parts) - found[-1][0] > _MOST_BEHIND_TOWN:
            return {**dict.fromkeys(theirs, ""), theirs[0]: whole}
        place, town = found[-1]
        state, country = ["", "", *parts[place + 1 :]][-2:]
        values = (", ".join(parts[:place]), town[1], town[2], state, country)
        return dict(zip(theirs, values, strict=True))

    def read(values: Mapping[str, str]) -> dict[str, Value]:
        street, postal_code, city, state, country = (values[name].strip() for name in theirs)
        town = f"{postal_code} {city}".strip()
        return {"address": ", ".join(part for part in (street, town, state, country) if part)}

    return Part(ours=("address",), theirs=theirs, write=write, read=read)


def ids_in(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


_OWNER = _reference("owner_id", "assigned_user_id")
_PERSON = (
    plain("first_name", "first_name"),
    plain("last_name", "last_name"),
    plain("title", "title"),
    _email(),
    plain("phone", "phone_work"),
    plain("mobile", "phone_mobile"),
    _OWNER,
)
_MEETING = (
    _title(),
    choice("status", "status", ACTIVITY_STATUSES),
    _instant("happened_at", "date_start"),
    _duration(),
    _note(),
    _parent(),
    _OWNER,
)

MODULES: dict[RemoteKind, ModuleMap] = {
    "user": ModuleMap(
        name="Users",
        parts=(
            plain("first_name", "first_name"),
            plain("last_name", "last_name"),
            plain("user_name", "user_name"),
            plain("email", "email1"),
            plain("status", "status"),
        ),
        links={},
    ),
    "account": ModuleMap(
        name="Accounts",
        parts=(
            plain("name", "name"),
            _website(),
            called("industry", "industry"),
            plain("phone", "phone_office"),
            _address("billing"),
            _OWNER,
        ),
        links={},
    ),
    "contact": ModuleMap(
        name="Contacts",
        parts=(
            *_PERSON,
            _reference("account_id", "account_id"),
            _address("primary"),
            _day("birthday", "birthdate"),
        ),
        links={},
    ),
    "lead": ModuleMap(
        name="Leads",
        parts=(
            *_PERSON,
            plain("account_name", "account_name"),
            called("source", "lead_source"),
            lead_status(),
            _reference("contact_id", "contact_id"),
            _reference("account_id", "account_id"),
            _reference("deal_id", "opportunity_id"),
        ),
        links={},
    ),
    "deal": ModuleMap(
        name="Opportunities",
        parts=(
            _name("name"),
            _reference("account_id", "account_id"),
            _amount(),
            plain("currency", "currency_id"),
            stage(),
            _day("close_date", "date_closed"),
            plain("next_step", "next_step"),
            _OWNER,
        ),
        links={"contacts": "contact_ids"},
    ),
    "call": ModuleMap(
        name="Calls",
        parts=(*_MEETING, choice("direction", "direction", DIRECTIONS, "outbound")),
        links={"contacts": "contact_ids", "leads": "lead_ids"},
    ),
    "meeting": ModuleMap(
        name="Meetings",
        parts=(*_MEETING, plain("location", "location")),
        links={"contacts": "contact_ids", "leads": "lead_ids"},
    ),
    "note": ModuleMap(
        name="Notes",
        parts=(_title(), _note(), _reference("contact_id", "contact_id"), _parent(), _OWNER),
        links={},
    ),
    "task": ModuleMap(
        name="Tasks",
        parts=(
            _name("subject"),
            choice("status", "status", TASK_STATUSES),
            choice("priority", "priority", PRIORITIES),
            _instant("due_at", "date_due"),
            _reference("contact_id", "contact_id"),
            _parent(),
            _OWNER,
        ),
        links={},
    ),
}
