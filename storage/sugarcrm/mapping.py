"""Which field there is which of ours, module by module, and how each value is written and read."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.domain.changes import Fields, Value
from bot.domain.mirrors import RemoteKind
from bot.errors import RemoteLacks
from storage.sugarcrm.wire import (
    Entry,
    day_of,
    first_line,
    harmless,
    instant_of,
    instant_text,
    number_json,
    number_of,
    whole_of,
)

Json = Any

# A name may be this long there; the whole of a longer one leads the description.
LONGEST_NAME = 50

LEAD_STATUSES = {
    "new": "New",
    "assigned": "Assigned",
    "in_process": "In Process",
    "converted": "Converted",
    "recycled": "Recycled",
    "dead": "Dead",
}
ACTIVITY_STATUSES = {"planned": "Planned", "held": "Held", "not_held": "Not Held"}
DIRECTIONS = {"inbound": "Inbound", "outbound": "Outbound"}
TASK_STATUSES = {
    "not_started": "Not Started",
    "in_progress": "In Progress",
    "completed": "Completed",
    "pending_input": "Pending Input",
    "deferred": "Deferred",
}
PRIORITIES = {"high": "High", "medium": "Medium", "low": "Low"}
# There a call that was not held says no more; why stands in the first line of its description.
OUTCOMES = {"no_answer": "[no answer]", "voicemail": "[voicemail]", "cancelled": "[cancelled]"}
# "75002 Paris", "D-10115 Berlin", behind which stand at most a state and a country.
_TOWN = re.compile(r"((?:[A-Z]{1,2}-)?\d{4,5}) (\D.*)")
_MOST_BEHIND_TOWN = 3
_NO_WEBSITE = ("http://", "https://")
# To which record an activity or a task belongs, the nearest first.
PARENTS = {"deal_id": "Opportunities", "account_id": "Accounts", "lead_id": "Leads"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some fields of ours that are written together, as some fields there.

    `write` gets all of our fields and what stands there now. `read` leaves out what has no meaning here.
    """

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    write: Callable[[Fields, Mapping[str, str]], dict[str, Json]]
    read: Callable[[Mapping[str, str]], dict[str, Value]]


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

    def without(self, missing: Collection[str]) -> "ModuleMap":
        """For a server that lacks some of the fields: what they are a part of is neither written nor read."""
        kept = tuple(part for part in self.parts if not any(name in missing for name in part.theirs))
        links = {link: ours for link, ours in self.links.items() if link not in missing}
        return replace(self, parts=kept, links=links)

    def write(self, fields: Fields, changed: Collection[str], current: Mapping[str, str]) -> dict[str, Json]:
        """What to send so that the changed fields stand there."""
        values: dict[str, Json] = {}
        for part in self.parts:
            if any(name in changed for name in part.ours):
                values |= part.write(fields, current)
        return values

    def read(self, entry: Entry) -> dict[str, Value]:
        """Our fields, without those that are not told or whose value there means nothing here."""
        fields: dict[str, Value] = {}
        for part in self.parts:
            if all(map(entry.values.__contains__, part.theirs)):
                fields |= part.read(entry.values)
        # A link that holds nobody is not told at all.
        return fields | {ours: entry.links.get(link, ()) for link, ours in self.links.items()}


def _plain(ours: str, theirs: str) -> Part:
    return Part(
        ours=(ours,),
        theirs=(theirs,),
        write=lambda fields, _: {theirs: harmless(_text(fields[ours]))},
        read=lambda values: {ours: values[theirs]},
    )


def _email() -> Part:
    """One address is one entry there, written as it was first."""
    plain = _plain("email", "email1")
    return replace(plain, read=lambda values: {"email": values["email1"].lower()})


def _website() -> Part:
    """An empty address may come back as its beginning."""
    plain = _plain("website", "website")
    return replace(
        plain, read=lambda values: {"website": "" if values["website"] in _NO_WEBSITE else values["website"]}
    )


def _reference(ours: str, theirs: str) -> Part:
    """An id of another record; none is "" there."""
    return Part(
        ours=(ours,),
        theirs=(theirs,),
        write=lambda fields, _: {theirs: _text(fields[ours])},
        read=lambda values: {ours: values[theirs] or None},
    )


def _choice(ours: str, theirs: str, values: Mapping[str, str], otherwise: str = "") -> Part:
    """`otherwise` is what to write where nothing is known here."""
    back = {there: here for here, there in values.items()}
    return Part(
        ours=(ours,),
        theirs=(theirs,),
        write=lambda fields, _: (
            {theirs: _known(values, ours, fields[ours] or otherwise)} if fields[ours] or otherwise else {}
        ),
        read=lambda read: {ours: back[read[theirs]]} if read[theirs] in back else {},
    )


def _known(values: Mapping[str, str], ours: str, value: Value) -> str:
    there = values.get(_text(value))
    if there is None:
        problem = f"the CRM has no {ours} {value}: add it there, or change it here"
        raise RemoteLacks(problem, field=ours, value=_text(value))
    return there


def _lead_status() -> Part:
    """A converted lead says so twice; in lists and reports there only the second counts."""
    plain = _choice("status", "status", LEAD_STATUSES)

    def write(fields: Fields, current: Mapping[str, str]) -> dict[str, Json]:
        written = plain.write(fields, current)
        return written | {"converted": int(fields["status"] == "converted")} if written else {}

    return Part(
        ours=("status",),
        theirs=("status", "converted"),
        write=write,
        read=lambda values: {"status": "converted"} if values["converted"] == "1" else plain.read(values),
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
        write=lambda fields, _: {theirs: _text(fields[ours])},
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


def _stage() -> Part:
    """A stage takes its probability along: there it follows on creation alone."""
    return Part(
        ours=("stage", "probability"),
        theirs=("sales_stage", "probability"),
        write=lambda fields, _: {"sales_stage": fields["stage"], "probability": fields["probability"]},
        read=lambda values: {"stage": values["sales_stage"], "probability": whole_of(values["probability"])},
    )


def _name(ours: str) -> Part:
    """A name that may be cut: the whole of a long one is kept as the first line of the description."""

    def write(fields: Fields, current: Mapping[str, str]) -> dict[str, Json]:
        name = harmless(_text(fields[ours]))
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
        write=lambda fields, _: {"name": _cut(harmless(_text(fields["title"])))},
        read=lambda values: {"title": values["name"]},
    )


def _note() -> Part:
    """The note, below what became of the activity where it was not held."""

    def write(fields: Fields, _: Mapping[str, str]) -> dict[str, Json]:
        lines = [OUTCOMES.get(_text(fields.get("outcome")), ""), harmless(_text(fields["note"]))]
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
                return {"parent_type": module, "parent_id": _text(fields[ours])}
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
        whole = harmless(_text(fields["address"]))
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


def _text(value: Value) -> str:
    return "" if value is None else str(value)


_OWNER = _reference("owner_id", "assigned_user_id")
_PERSON = (
    _plain("first_name", "first_name"),
    _plain("last_name", "last_name"),
    _plain("title", "title"),
    _email(),
    _plain("phone", "phone_work"),
    _plain("mobile", "phone_mobile"),
    _OWNER,
)
_MEETING = (
    _title(),
    _choice("status", "status", ACTIVITY_STATUSES),
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
            _plain("first_name", "first_name"),
            _plain("last_name", "last_name"),
            _plain("user_name", "user_name"),
            _plain("email", "email1"),
            _plain("status", "status"),
        ),
        links={},
    ),
    "account": ModuleMap(
        name="Accounts",
        parts=(
            _plain("name", "name"),
            _website(),
            _plain("industry", "industry"),
            _plain("phone", "phone_office"),
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
            _plain("account_name", "account_name"),
            _plain("source", "lead_source"),
            _lead_status(),
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
            _plain("currency", "currency_id"),
            _stage(),
            _day("close_date", "date_closed"),
            _plain("next_step", "next_step"),
            _OWNER,
        ),
        links={"contacts": "contact_ids"},
    ),
    "call": ModuleMap(
        name="Calls",
        parts=(*_MEETING, _choice("direction", "direction", DIRECTIONS, "outbound")),
        links={"contacts": "contact_ids", "leads": "lead_ids"},
    ),
    "meeting": ModuleMap(
        name="Meetings",
        parts=(*_MEETING, _plain("location", "location")),
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
            _choice("status", "status", TASK_STATUSES),
            _choice("priority", "priority", PRIORITIES),
            _instant("due_at", "date_due"),
            _reference("contact_id", "contact_id"),
            _parent(),
            _OWNER,
        ),
        links={},
    ),
}
