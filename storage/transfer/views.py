"""What other programs can read: tables in CSV, contacts as vCards, a calendar. Records in the trash are left out,
and private notes.

A table's first line names its columns as `crmbot import` knows them; texts that a spreadsheet would take
for a formula are escaped.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import IO, Any

from bot.domain.activities import Activity
from bot.domain.agenda import OPEN_TASK_STATUSES, Task
from bot.domain.calendar import CalendarEvent
from bot.domain.changes import RecordKind
from bot.domain.people import Contact, User
from bot.domain.zones import zone_of
from bot.ports import UnitOfWork
from bot.record_ports import Records
from storage.transfer.calendar_file import event_lines
from storage.transfer.cells import escaped

# A record, and the names of what it refers to.
Names = Callable[[str | None], str]
Columns = Sequence[tuple[str, Callable[[Any, Names], Any]]]


def _of(*fields: str) -> Columns:
    return [(field.replace("_", " "), _field(field)) for field in fields]


def _field(name: str) -> Callable[[Any, Names], Any]:
    return lambda record, _: getattr(record, name)


def _linked(column: str, field: str) -> tuple[str, Callable[[Any, Names], Any]]:
    return column, lambda record, names: names(getattr(record, field))


def _people(record: Activity, names: Names) -> str:
    return ", ".join(names(person) for person in (*record.contact_ids, *record.lead_ids)) or record.contact_name


def _company(record: Activity | Task, names: Names) -> str:
    return names(record.account_id) or record.account_name


_OWNER = _linked("owner", "owner_id")
TABLES: dict[RecordKind, Columns] = {
    "account": [*_of("name", "website", "industry", "phone", "address"), _OWNER],
    "contact": [
        *_of("first_name", "last_name"),
        _linked("account", "account_id"),
        *_of("title", "email", "phone", "mobile", "address", "birthday", "timezone"),
        _OWNER,
    ],
    "lead": [
        *_of("first_name", "last_name"),
        ("account", lambda lead, _: lead.account_name),
        *_of("title", "email", "phone", "mobile", "source", "status"),
        _OWNER,
    ],
    "deal": [
        *_of("name"),
        _linked("account", "account_id"),
        *_of("amount", "currency", "pipeline", "stage", "probability", "close_date", "next_step"),
        _OWNER,
    ],
    "activity": [
        *_of("kind", "status", "direction", "outcome", "happened_at", "date_only", "duration_minutes"),
        ("people", _people),
        ("account", _company),
        _linked("deal", "deal_id"),
        *_of("note", "location"),
        _OWNER,
    ],
    "task": [
        *_of("subject", "action", "status", "priority", "due_at", "date_only"),
        ("contact", lambda task, names: names(task.contact_id or task.lead_id) or task.contact_name),
        ("account", _company),
        _linked("deal", "deal_id"),
        _OWNER,
    ],
    "reminder": [*_of("subject", "wish", "timezone", "due_at", "recurrence", "state"), _linked("for", "user_id")],
}
_REFERRED: tuple[tuple[str, RecordKind], ...] = (("account_id", "account"), ("deal_id", "deal"), ("lead_id", "lead"))


def write_table(out: IO[str], uow: UnitOfWork, kind: RecordKind, records: Iterator[Any]) -> int:
    """Writes the records of a kind that are not in the trash; gives their number."""
    columns = TABLES[kind]
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([name for name, _ in columns])
    users = {user.id: user.name for user in uow.users.all()}
    count = 0
    for some in _live_pages(records):
        names = _names_of(uow, some, users)
        rows.writerows([_cell(value(record, names)) for _, value in columns] for record in some)
        count += len(some)
    return count


def write_users(out: IO[str], users: Iterable[User]) -> None:
    names = ("name", "email", "role", "team", "language", "timezone")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(names)
    rows.writerows([_cell(getattr(user, name)) for name in names] for user in users)


def _live_pages(records: Iterator[Any], size: int = 500) -> Iterator[list[Any]]:
    page: list[Any] = []
    for record in records:
        if record.deleted_at is None and not getattr(record, "private", False):
            page.append(record)
        if len(page) == size:
            yield page
            page = []
    if page:
        yield page


def _names_of(uow: UnitOfWork, records: Sequence[Any], users: dict[str, str]) -> Names:
    """The names of what some records refer to, in a query for each kind."""
    names = dict(users)
    repositories: dict[RecordKind, Records[Any]] = {
        "account": uow.accounts,
        "deal": uow.deals,
        "lead": uow.leads,
        "contact": uow.contacts,
    }
    wanted: dict[RecordKind, set[str]] = {kind: set() for kind in repositories}
    for record in records:
        for field, kind in (*_REFERRED, ("contact_id", "contact")):
            wanted[kind].add(getattr(record, field, None) or "")
        wanted["contact"].update(getattr(record, "contact_ids", ()))
        wanted["lead"].update(getattr(record, "lead_ids", ()))
    for kind, ids in wanted.items():
        names |= {found.id: found.name for found in repositories[kind].get_many(sorted(ids - {""}))}
    return lambda record_id: names.get(record_id or "", "")


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return escaped(str(value))


def write_cards(out: IO[bytes], uow: UnitOfWork, contacts: Iterator[Contact]) -> int:
    """Writes contacts as vCard 4.0 (RFC 6350); gives their number."""
    count = 0
    for some in _live_pages(contacts):
        names = _names_of(uow, some, {})
        for contact in some:
            out.write(_card(contact, names(contact.account_id)))
        count += len(some)
    return count


def _card(contact: Contact, company: str) -> bytes:
    from icalendar import Component, vAdr, vN, vOrg, vText, vUri

    card = Component.get_component_class("VCARD")()
    card.add("version", "4.0")
    card.add("uid", vUri(f"urn:uuid:{contact.id}"))
    card.add("fn", vText(contact.name))
    card.add("n", vN((contact.last_name, contact.first_name, "", "", "")))
    if company:
        card.add("org", vOrg((company,)))
    for name, value in (("title", contact.title), ("email", contact.email), ("tz", contact.timezone)):
        if value:
            card.add(name, vText(value))
    for kind, written, number in (
        ("work", contact.phone, contact.phone_e164),
        ("cell", contact.mobile, contact.mobile_e164),
    ):
        if number:
            card.add("tel", vUri(f"tel:{number}"), parameters={"type": kind, "value": "uri"})
        elif written:
            card.add("tel", vText(written), parameters={"type": kind})
    if contact.address:
        card.add("adr", vAdr(("", "", contact.address, "", "", "", "")))
    if contact.birthday:
        card.add("bday", vText(f"{contact.birthday:%Y%m%d}"))
    return bytes(card.to_ical(sorted=False))


def write_calendar(out: IO[bytes], uow: UnitOfWork, activities: Iterator[Activity], tasks: Iterator[Task]) -> int:
    """Writes calls and meetings as events, open tasks as to-dos (RFC 5545); gives their number."""
    zones = {user.id: zone_of(user.timezone) for user in uow.users.all()}
    out.write(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//crmbot//export//EN\r\n")
    count = 0
    for some in _live_pages(activities):
        names = _names_of(uow, some, {})
        for activity in some:
            if activity.kind in ("call", "meeting"):
                out.write(_event(activity, names, zones.get(activity.owner_id or "")))
                count += 1
    for to_dos in _live_pages(tasks):
        for task in to_dos:
            if task.status in OPEN_TASK_STATUSES:
                out.write(_to_do(task, zones.get(task.owner_id or "")))
                count += 1
    out.write(b"END:VCALENDAR\r\n")
    return count


def _event(activity: Activity, names: Names, zone: Any) -> bytes:
    people = ", ".join(filter(None, (_people(activity, names), _company(activity, names))))
    length = None if activity.date_only else activity.duration_minutes
    return event_lines(
        CalendarEvent(
            id=activity.id,
            title=f"{activity.kind.capitalize()}: {people}" if people else activity.kind.capitalize(),
            starts=_at(activity.happened_at, activity.date_only, zone),
            ends=activity.happened_at + timedelta(minutes=length) if length else None,
            description=activity.note,
            location=activity.location,
            called_off=activity.status == "not_held",
            made_at=activity.created_at,
        )
    )


def _to_do(task: Task, zone: Any) -> bytes:
    from icalendar import Todo

    to_do = Todo()
    to_do.add("uid", f"{task.id}@crmbot")
    to_do.add("dtstamp", task.created_at)
    to_do.add("summary", task.subject)
    if task.due_at:
        to_do.add("due", _at(task.due_at, task.date_only, zone))
    to_do.add("priority", {"high": 1, "medium": 5, "low": 9}[task.priority])
    to_do.add("status", "IN-PROCESS" if task.status == "in_progress" else "NEEDS-ACTION")
    return bytes(to_do.to_ical(sorted=False))


def _at(instant: datetime, date_only: bool, zone: Any) -> datetime | date:
    """A day is one in its owner's zone."""
    return instant.astimezone(zone).date() if date_only else instant
