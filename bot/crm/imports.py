"""Import: rows of files become records, once. Importing the same rows again changes nothing.

A row is the record that has its e-mail address (people), else its name and account. Where the
record exists, the fields that the row tells and that differ are changed; nothing is deleted. All
records are one change set of the importing person, so that "undo" takes the whole import back.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Generic, Literal, TypeVar

from bot.clock import find_zone
from bot.crm.changes import Recorder, Speaker
from bot.domain.changes import Record, Value
from bot.domain.deals import STAGES, Deal
from bot.domain.ids import new_id
from bot.domain.leads import LEAD_STATUSES, Lead
from bot.domain.names import fold, split_person
from bot.domain.people import Account, Contact, User
from bot.domain.phones import e164
from bot.domain.rows import (
    AccountRow,
    BadRow,
    ContactRow,
    DealRow,
    LeadRow,
    Row,
    RowKind,
    RowSource,
    UserRow,
    WorkspaceRow,
)
from bot.languages import LANGUAGES
from bot.messages import Conversation
from bot.ports import UnitOfWork

R = TypeVar("R", bound=Record)
Verdict = Literal["created", "changed", "unchanged"]

_ROLES = ("admin", "manager", "rep")
# In this order: what others name comes first.
_RECORDS: tuple[RowKind, ...] = ("accounts", "contacts", "leads", "deals")
# So many rows are looked up, and written, together.
_BATCH = 500
# So many bad rows are told one by one.
MOST_TOLD = 50
_LARGEST_AMOUNT = Decimal(10) ** 15


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would have done.

    `counts` has a counter of verdicts for each kind of record in the files. `bad` rows cannot be
    imported, `doubtful` ones may be duplicates; the first of them are told in one line each.
    `problems` are those of whole files.
    """

    counts: dict[str, Counter[Verdict]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    bad: int = 0
    bad_rows: list[str] = field(default_factory=list)
    doubtful: int = 0
    warnings: list[str] = field(default_factory=list)

    def count(self, kind: str, verdict: Verdict) -> None:
        self.counts.setdefault(kind, Counter())[verdict] += 1

    def acceptable(self, skip_bad_rows: bool) -> bool:
        """Whether what was written may be kept."""
        return not self.problems and (skip_bad_rows or not self.bad)

    def refuse(self, place: str, problem: str) -> None:
        self.bad += 1
        if len(self.bad_rows) < MOST_TOLD:
            self.bad_rows.append(f"{place}: {problem}")

    def warn(self, place: str, warning: str) -> None:
        self.doubtful += 1
        if len(self.warnings) < MOST_TOLD:
            self.warnings.append(f"{place}: {warning}")


def import_rows(
    uow: UnitOfWork,
    source: RowSource,
    *,
    importer: str | None,
    now: datetime,
    advance: Callable[[], None] = lambda: None,
) -> ImportReport:
    """Writes all rows that can be read. `importer` is the importing user's name, else an administrator counts as that.

    The caller rolls the transaction back where the report says so. `advance` is called after each
    row. Memory does not grow with the number of rows, but for the ids of what they touched.
    """
    report = ImportReport(problems=list(source.problems))
    if source.workspace:
        try:
            _import_workspace(uow, source.workspace)
        except _BadRow as error:
            report.problems.append(f"{source.workspace.place}: {error}")
    people = _People(uow, report)
    _take(source.rows_of("users"), people.take, report, advance)
    person = people.importer(importer)
    if person is None:
        report.problems.append("nobody uses this CRM yet: list users in the file, or start `crmbot chat` once")
        return report
    speaker = Speaker(
        user=person,
        now=now,
        conversation=Conversation("console", person.id, "", person.id),
        message_key=new_id(),
    )
    write_rows(Recorder(uow, speaker), source, report, advance)
    return report


def write_rows(
    recorder: Recorder, source: RowSource, report: ImportReport, advance: Callable[[], None] = lambda: None
) -> None:
    """Writes the records of a source, and keeps them as one change set; users and the workspace are not among them."""
    users = {fold(user.name): user for user in reversed(recorder.uow.users.all())}
    places: dict[str, str] = {}
    for kind in _RECORDS:
        rows = iter(source.rows_of(kind))
        while batch := list(islice(rows, _BATCH)):
            records = _Records(recorder, report, users, places, _Known.of(recorder.uow, batch))
            _take(batch, records.take, report, advance)
            records.flush()
            recorder.spill("import", str(len(source)))


def _take(
    rows: Iterable[Row | BadRow], take: Callable[[Any], None], report: ImportReport, advance: Callable[[], None]
) -> None:
    for row in rows:
        if isinstance(row, BadRow):
            report.refuse(row.place, row.problem)
        else:
            try:
                take(row)
            except _BadRow as error:
                report.refuse(row.place, str(error))
        advance()


class _BadRow(Exception):
    """This row cannot be imported; the message says what is wrong and what to write."""


def _import_workspace(uow: UnitOfWork, row: WorkspaceRow) -> None:
    _check_zone(row.timezone)
    wanted: dict[str, Value] = {
        "name": row.name,
        "currency": _currency(row.currency),
        "timezone": row.timezone,
        "country": _country(row.country),
        "day_first": row.day_first,
    }
    fields = {name: value for name, value in wanted.items() if value is not None}
    if any(getattr(uow.workspace, name) != value for name, value in fields.items()):
        uow.update_workspace(fields)


class _People:
    """The users of the workspace, by folded name and by e-mail address."""

    def __init__(self, uow: UnitOfWork, report: ImportReport) -> None:
        self._uow = uow
        self._report = report
        self._users = {user.id: user for user in uow.users.all()}

    def by_name(self, name: str) -> User | None:
        return next((user for user in self._users.values() if fold(user.name) == fold(name)), None)

    def importer(self, name: str | None) -> User | None:
        """The named user, else the first administrator, else the first."""
        active = [user for user in self._users.values() if user.active]
        named = self.by_name(name) if name else None
        return named or next((user for user in active if user.role == "admin"), next(iter(active), None))

    def take(self, row: UserRow) -> None:
        _check_zone(row.timezone)
        _one_of("language", row.language, LANGUAGES)
        _one_of("role", row.role, _ROLES)
        email = _email(row.email)
        told: dict[str, Any] = {
            "email": email,
            "role": row.role,
            "team": row.team,
            "language": row.language,
            "timezone": row.timezone,
        }
        told = {name: value for name, value in told.items() if value is not None}
        known = next((u for u in self._users.values() if email and u.email == email), None) or self.by_name(row.name)
        if known is None:
            # A CRM that nobody may administer could not be mended from within.
            first = {} if any(user.role == "admin" for user in self._users.values()) else {"role": "admin"}
            defaults = {"timezone": self._uow.workspace.timezone, **first}
            known = User(id=new_id(), name=row.name, **{**defaults, **told})
            self._uow.users.add(known)
            self._users[known.id] = known
            self._report.count("users", "created")
            return
        changed = {name: value for name, value in told.items() if getattr(known, name) != value}
        if changed:
            self._uow.users.update(known.id, changed)
        self._report.count("users", "changed" if changed else "unchanged")


class _Index(Generic[R]):
    """Records by their keys, as they are at this point of the import."""

    def __init__(self, keys_of: Callable[[R], Iterable[str]], records: Iterable[R]) -> None:
        self._keys_of = keys_of
        self._records: dict[str, R] = {}
        self._ids: dict[str, dict[str, None]] = {}
        for record in records:
            self.put(record)

    def put(self, record: R) -> None:
        self._records[record.id] = record
        for key in filter(None, self._keys_of(record)):
            self._ids.setdefault(key, {})[record.id] = None

    def find(self, key: str) -> list[R]:
        return [self._records[record_id] for record_id in self._ids.get(key, ())]


@dataclass(frozen=True, slots=True)
class _Known:
    """The records that some rows may mean: a few queries, however many rows there are."""

    accounts: _Index[Account]
    contacts: _Index[Contact]
    leads: _Index[Lead]
    deals: _Index[Deal]

    @classmethod
    def of(cls, uow: UnitOfWork, rows: Iterable[Row | BadRow]) -> "_Known":
        accounts, contacts, leads, deals, emails, numbers = (set[str]() for _ in range(6))
        for row in rows:
            match row:
                case AccountRow():
                    accounts.add(row.name)
                case ContactRow():
                    contacts.add(row.name)
                    emails.add(row.email or "")
                    numbers |= {e164(number, uow.workspace.country) for number in (row.phone, row.mobile) if number}
                case LeadRow():
                    leads.add(row.name)
                case DealRow():
                    deals.add(row.name)
            if isinstance(row, ContactRow | DealRow) and row.account:
                accounts.add(row.account)
        people = [
            *uow.contacts.by_emails(emails - {""}),
            *uow.contacts.by_names(contacts),
            *uow.contacts.by_phones(numbers - {""}),
        ]
        return cls(
            _Index(lambda account: [_key(account.name)], uow.accounts.by_names(accounts)),
            _Index(
                lambda person: [_key(person.name), _key(person.email), person.phone_e164, person.mobile_e164], people
            ),
            _Index(lambda lead: [_key(lead.name)], uow.leads.by_names(leads)),
            _Index(lambda deal: [_key(deal.name)], uow.deals.by_names(deals)),
        )


def _key(text: str) -> str:
    """Of a name or an e-mail address; the one never looks like the other, nor like a number."""
    return " ".join(fold(text).split())


@dataclass(frozen=True, slots=True)
class _Records:
    """Accounts, contacts, leads and deals: found by their keys, then created or changed through the recorder.

    `places` has where each record touched stands in the files. What is created waits for `flush`.
    """

    recorder: Recorder
    report: ImportReport
    users: Mapping[str, User]
    places: dict[str, str]
    known: _Known
    created: dict[RowKind, dict[str, Any]] = field(default_factory=dict)

    def take(self, row: AccountRow | ContactRow | LeadRow | DealRow) -> None:
        match row:
            case AccountRow():
                self._account(row)
            case ContactRow():
                self._contact(row)
            case LeadRow():
                self._lead(row)
            case DealRow():
                self._deal(row)

    def flush(self) -> None:
        for kind in _RECORDS:
            self.recorder.create_all(list(self.created.pop(kind, {}).values()))

    def _account(self, row: AccountRow) -> None:
        told = {
            "website": row.website,
            "industry": row.industry,
            **self._phone("phone", row.phone),
            "address": row.address,
            "owner_id": self._owner(row.owner),
        }
        found = next(iter(self.known.accounts.find(_key(row.name))), None)
        self._write("accounts", row, found, told, lambda fields: Account(name=row.name, **fields))

    def _contact(self, row: ContactRow) -> None:
        _check_zone(row.timezone)
        email = _email(row.email)
        told = {
            "title": row.title,
            "email": email,
            **self._phone("phone", row.phone),
            **self._phone("mobile", row.mobile),
            "address": row.address,
            "birthday": row.birthday,
            "timezone": row.timezone,
            "owner_id": self._owner(row.owner),
        }
        told["account_id"] = account_id = self._account_id(row.account)
        first_name, last_name = _divided(row)
        found = self._known_contact(row, account_id)
        if found is not None and fold(found.name) != fold(row.name):
            told |= {"first_name": first_name, "last_name": last_name}
        if found is None:
            self._warn_of_likeness(row)
        self._write(
            "contacts",
            row,
            found,
            told,
            lambda fields: Contact(first_name=first_name, last_name=last_name, **fields),
        )

    def _warn_of_likeness(self, row: ContactRow) -> None:
        """It becomes a contact of its own; a person may see that it should not have."""
        if self.known.contacts.find(_key(row.name)):
            self.report.warn(row.place, f"another contact is called {row.name} as well; both are kept")
            return
        for number in (row.phone, row.mobile):
            same = self.known.contacts.find(e164(number, self._uow.workspace.country)) if number else []
            if same:
                self.report.warn(row.place, f"{row.name} has the number of {same[0].name}; both are kept")
                return

    def _lead(self, row: LeadRow) -> None:
        status = _one_of("status", row.status, LEAD_STATUSES)
        email = _email(row.email)
        told = {
            "account_name": row.account,
            "title": row.title,
            "email": email,
            **self._phone("phone", row.phone),
            **self._phone("mobile", row.mobile),
            "source": row.source,
            "status": status,
            "owner_id": self._owner(row.owner),
        }
        first_name, last_name = _divided(row)
        namesakes = self.known.leads.find(_key(row.name))
        found = next((lead for lead in namesakes if email and fold(lead.email) == fold(email)), None) or next(
            (
                lead
                for lead in namesakes
                if not (email and lead.email) and fold(lead.account_name) == fold(row.account or lead.account_name)
            ),
            None,
        )
        if found is not None and fold(found.account_name) == fold(row.account or ""):
            told["account_name"] = None  # written in another way only
        self._write(
            "leads", row, found, told, lambda fields: Lead(first_name=first_name, last_name=last_name, **fields)
        )

    def _deal(self, row: DealRow) -> None:
        stage = _one_of("stage", row.stage and fold(row.stage).replace(" ", "_"), tuple(STAGES))
        if row.amount is not None and not 0 <= row.amount < _LARGEST_AMOUNT:
            raise _BadRow(f"amount: {row.amount:.6g} is out of range; write a number from 0 to 10^15")
        told = {
            "amount": row.amount,
            "currency": _currency(row.currency),
            "stage": stage,
            "probability": STAGES[stage] if stage else None,
            "close_date": row.close_date,
            "next_step": row.next_step,
            "owner_id": self._owner(row.owner),
        }
        account_id = self._account_id(row.account)
        found = next((deal for deal in self.known.deals.find(_key(row.name)) if deal.account_id == account_id), None)
        if found is not None and found.stage == stage:
            told["probability"] = None  # somebody may have set another than the stage's
        currency = self._uow.workspace.currency
        self._write(
            "deals",
            row,
            found,
            told,
            lambda fields: Deal(name=row.name, account_id=account_id, **{"currency": currency, **fields}),
        )

    @property
    def _uow(self) -> UnitOfWork:
        return self.recorder.uow

    def _known_contact(self, row: ContactRow, account_id: str | None) -> Contact | None:
        email = _email(row.email)
        if email and (found := self.known.contacts.find(_key(email))):
            return found[0]
        namesakes = [c for c in self.known.contacts.find(_key(row.name)) if not (email and c.email)]
        if account_id is None and len(namesakes) == 1:
            return namesakes[0]
        return next((contact for contact in namesakes if contact.account_id == account_id), None)

    def _write(
        self,
        kind: Literal["accounts", "contacts", "leads", "deals"],
        row: Row,
        found: R | None,
        told: Mapping[str, Any],
        create: Callable[[dict[str, Any]], R],
    ) -> None:
        index: _Index[R] = getattr(self.known, kind)
        fields = {name: value for name, value in told.items() if value is not None}
        if found is None:
            record = create({"id": new_id(), "created_at": self.recorder.speaker.now, **fields})
            self.created.setdefault(kind, {})[record.id] = record
            self.report.count(kind, "created")
        else:
            if found.id in self.places:
                self.report.warn(row.place, f"the same as {self.places[found.id]}; both rows went into one record")
            if found.id in self.created.get(kind, ()):
                self.flush()
            record = self.recorder.update(found, **fields)
            self.report.count(kind, "unchanged" if record == found else "changed")
        index.put(record)
        self.places[record.id] = row.place

    def _account_id(self, name: str | None) -> str | None:
        """The account of that name; one that no file lists is made."""
        if name is None:
            return None
        if found := self.known.accounts.find(_key(name)):
            return found[0].id
        account = Account(id=new_id(), name=name, created_at=self.recorder.speaker.now)
        self.known.accounts.put(account)
        self.created.setdefault("accounts", {})[account.id] = account
        self.report.count("accounts", "created")
        return account.id

    def _owner(self, name: str | None) -> str | None:
        if name is None:
            return None
        user = self.users.get(fold(name))
        if user is None:
            raise _BadRow(f"owner: nobody here is called {name!r}; add that person to users, or leave the owner out")
        return user.id

    def _phone(self, field_name: str, written: str | None) -> dict[str, str | None]:
        number = e164(written, self._uow.workspace.country) if written else None
        return {field_name: written, f"{field_name}_e164": number}


def _divided(row: ContactRow | LeadRow) -> tuple[str, str]:
    """First and last name, as the row divides them or as people do."""
    return (row.first_name or "", row.last_name) if row.last_name else split_person(row.name)


def _one_of(name: str, value: str | None, allowed: tuple[str, ...]) -> str | None:
    if value is not None and value not in allowed:
        raise _BadRow(f"{name}: {value!r} is unknown; write one of {', '.join(allowed)}")
    return value


def _check_zone(name: str | None) -> None:
    if name is not None and find_zone(name) is None:
        raise _BadRow(f"timezone: {name!r} is no known time zone; write an IANA name such as Europe/Paris")


def _currency(code: str | None) -> str | None:
    if code is not None and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise _BadRow(f"currency: {code!r} is no ISO 4217 code; write one such as EUR")
    return code and code.upper()


def _country(code: str | None) -> str | None:
    if code is not None and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise _BadRow(f"country: {code!r} is no ISO 3166 code; write one such as FR")
    return code and code.upper()


def _email(address: str | None) -> str | None:
    if address is not None and (address.count("@") != 1 or " " in address or address[0] == "@" or address[-1] == "@"):
        raise _BadRow(f"email: {address!r} is no e-mail address")
    return address
