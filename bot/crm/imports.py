"""Import: rows of files become records, once. Importing the same rows again changes nothing.

A row is the record that has its e-mail address (people), else its name and account. Where the
record exists, the fields that the row tells and that differ are changed; nothing is deleted. All
records are one change set of the importing person, so that "undo" takes the whole import back.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from bot.clock import find_zone
from bot.crm.changes import Recorder, Speaker
from bot.domain.changes import Record, Value
from bot.domain.deals import STAGES, Deal
from bot.domain.ids import new_id
from bot.domain.names import fold, split_person
from bot.domain.people import Account, Contact, User
from bot.domain.phones import e164
from bot.domain.rows import AccountRow, ContactRow, DealRow, Rows, UserRow, WorkspaceRow
from bot.languages import LANGUAGES
from bot.messages import Conversation
from bot.ports import UnitOfWork

R = TypeVar("R", bound=Record)
T = TypeVar("T", UserRow, AccountRow, ContactRow, DealRow)
Verdict = Literal["created", "changed", "unchanged"]

_ROLES = ("admin", "manager", "rep")
_LARGEST_AMOUNT = Decimal(10) ** 15


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would have done.

    `counts` has a counter of verdicts for each kind of record in the files. With `problems`, one
    line a row that cannot be imported, nothing of the import may be kept.
    """

    counts: dict[str, Counter[Verdict]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def count(self, kind: str, verdict: Verdict) -> None:
        self.counts.setdefault(kind, Counter())[verdict] += 1


def import_rows(
    uow: UnitOfWork,
    rows: Rows,
    *,
    importer: str | None,
    now: datetime,
    advance: Callable[[], None] = lambda: None,
) -> ImportReport:
    """Writes all rows. `importer` is the importing user's name, else an administrator counts as that.

    The caller must roll the transaction back when the report has problems. `advance` is called
    after each row.
    """
    report = ImportReport(problems=list(rows.problems))
    if rows.workspace:
        with _told(report, rows.workspace.place):
            _import_workspace(uow, rows.workspace)

    def each(some: Iterable[T], take: Callable[[T], None]) -> None:
        for row in some:
            with _told(report, row.place):
                take(row)
            advance()

    people = _People(uow, report)
    each(rows.users, people.take)
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
    records = _Records(Recorder(uow, speaker), report, people.by_name, *_known(uow, rows))
    each(rows.accounts, records.account)
    each(rows.contacts, records.contact)
    each(rows.deals, records.deal)
    if not report.problems:
        records.recorder.finish("import", str(len(rows)))
    return report


class _BadRow(Exception):
    """This row cannot be imported; the message says what is wrong and what to write."""


@contextmanager
def _told(report: ImportReport, place: str) -> Iterator[None]:
    try:
        yield
    except _BadRow as error:
        report.problems.append(f"{place}: {error}")


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
        for key in self._keys_of(record):
            self._ids.setdefault(key, {})[record.id] = None

    def find(self, key: str) -> list[R]:
        return [self._records[record_id] for record_id in self._ids.get(key, ())]


def _known(uow: UnitOfWork, rows: Rows) -> tuple[_Index[Account], _Index[Contact], _Index[Deal]]:
    """The records that these rows may mean: five queries, however many rows there are."""
    accounts = {row.name for row in rows.accounts}
    accounts |= {row.account for row in rows.contacts if row.account}
    accounts |= {row.account for row in rows.deals if row.account}
    contacts = [
        *uow.contacts.by_emails({row.email for row in rows.contacts if row.email}),
        *uow.contacts.by_names({row.name for row in rows.contacts}),
    ]
    return (
        _Index(lambda account: [_key(account.name)], uow.accounts.by_names(accounts)),
        _Index(lambda contact: [_key(contact.name), _key(contact.email)], contacts),
        _Index(lambda deal: [_key(deal.name)], uow.deals.by_names({row.name for row in rows.deals})),
    )


def _key(text: str) -> str:
    """Of a name or an e-mail address; the one never looks like the other."""
    return " ".join(fold(text).split())


@dataclass(frozen=True, slots=True)
class _Records:
    """Accounts, contacts and deals: found by their keys, then created or changed through the recorder."""

    recorder: Recorder
    report: ImportReport
    user: Callable[[str], User | None]
    accounts: _Index[Account]
    contacts: _Index[Contact]
    deals: _Index[Deal]

    def account(self, row: AccountRow) -> None:
        told = {
            "website": row.website,
            "industry": row.industry,
            **self._phone("phone", row.phone),
            "address": row.address,
            "owner_id": self._owner(row.owner),
        }
        known = next(iter(self.accounts.find(_key(row.name))), None)
        self._write("accounts", self.accounts, known, told, lambda fields: Account(name=row.name, **fields))

    def contact(self, row: ContactRow) -> None:
        _check_zone(row.timezone)
        account_id = self._account_id(row.account)
        first_name, last_name = split_person(row.name)
        told = {
            "account_id": account_id,
            "title": row.title,
            "email": _email(row.email),
            **self._phone("phone", row.phone),
            **self._phone("mobile", row.mobile),
            "address": row.address,
            "birthday": row.birthday,
            "timezone": row.timezone,
            "owner_id": self._owner(row.owner),
        }
        known = self._known_contact(row, account_id)
        if known is not None and fold(known.name) != fold(row.name):
            told |= {"first_name": first_name, "last_name": last_name}
        self._write(
            "contacts",
            self.contacts,
            known,
            told,
            lambda fields: Contact(first_name=first_name, last_name=last_name, **fields),
        )

    def deal(self, row: DealRow) -> None:
        account_id = self._account_id(row.account)
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
        known = next((deal for deal in self.deals.find(_key(row.name)) if deal.account_id == account_id), None)
        if known is not None and known.stage == stage:
            told["probability"] = None  # somebody may have set another than the stage's
        currency = self._uow.workspace.currency
        self._write(
            "deals",
            self.deals,
            known,
            told,
            lambda fields: Deal(name=row.name, account_id=account_id, **{"currency": currency, **fields}),
        )

    @property
    def _uow(self) -> UnitOfWork:
        return self.recorder.uow

    def _known_contact(self, row: ContactRow, account_id: str | None) -> Contact | None:
        email = _email(row.email)
        if email and (found := self.contacts.find(_key(email))):
            return found[0]
        namesakes = [c for c in self.contacts.find(_key(row.name)) if not (email and c.email)]
        if account_id is None and len(namesakes) == 1:
            return namesakes[0]
        return next((contact for contact in namesakes if contact.account_id == account_id), None)

    def _write(
        self,
        kind: str,
        index: _Index[R],
        known: R | None,
        told: Mapping[str, Any],
        create: Callable[[dict[str, Any]], R],
    ) -> None:
        fields = {name: value for name, value in told.items() if value is not None}
        if known is None:
            index.put(self.recorder.create(create({"id": new_id(), "created_at": self.recorder.speaker.now, **fields})))
            self.report.count(kind, "created")
            return
        now = self.recorder.update(known, **fields)
        index.put(now)
        self.report.count(kind, "unchanged" if now == known else "changed")

    def _account_id(self, name: str | None) -> str | None:
        """The account of that name; one that no file lists is made."""
        if name is None:
            return None
        if known := self.accounts.find(_key(name)):
            return known[0].id
        account = Account(id=new_id(), name=name, created_at=self.recorder.speaker.now)
        self.accounts.put(self.recorder.create(account))
        self.report.count("accounts", "created")
        return account.id

    def _owner(self, name: str | None) -> str | None:
        if name is None:
            return None
        user = self.user(name)
        if user is None:
            raise _BadRow(f"owner: nobody here is called {name!r}; add that person to users, or leave the owner out")
        return user.id

    def _phone(self, field_name: str, written: str | None) -> dict[str, str | None]:
        number = e164(written, self._uow.workspace.country) if written else None
        return {field_name: written, f"{field_name}_e164": number}


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
