"""Imported rows of accounts, contacts, leads and deals: found by their keys, then created or changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from bot.crm.changes import Recorder
from bot.crm.import_rules import Unfit, check_zone, currency_code, email_address, one_of
from bot.domain.changes import Record
from bot.domain.deals import Deal
from bot.domain.ids import new_id
from bot.domain.leads import LEAD_STATUSES, Lead
from bot.domain.names import fold, split_person
from bot.domain.people import Account, Contact, User
from bot.domain.phones import e164
from bot.domain.rows import AccountRow, BadRow, ContactRow, DealRow, LeadRow, Row, RowKind
from bot.domain.stages import Stage
from bot.ports import UnitOfWork

R = TypeVar("R", bound=Record)
Verdict = Literal["created", "changed", "unchanged"]

# In this order: what others name comes first.
RECORD_ROWS: tuple[RowKind, ...] = ("accounts", "contacts", "leads", "deals")
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
class Known:
    """The records that some rows may mean: a few queries, however many rows there are."""

    accounts: _Index[Account]
    contacts: _Index[Contact]
    leads: _Index[Lead]
    deals: _Index[Deal]

    @classmethod
    def of(cls, uow: UnitOfWork, rows: Iterable[Row | BadRow]) -> "Known":
        accounts, contacts, leads, deals, emails, lead_emails, numbers = (set[str]() for _ in range(7))
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
                    lead_emails.add(row.email or "")
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
            _Index(
                lambda lead: [_key(lead.name), _key(lead.email)],
                [*uow.leads.by_emails(lead_emails - {""}), *uow.leads.by_names(leads)],
            ),
            _Index(lambda deal: [_key(deal.name)], uow.deals.by_names(deals)),
        )


def _key(text: str) -> str:
    """Of a name or an e-mail address; the one never looks like the other, nor like a number."""
    return " ".join(fold(text).split())


@dataclass(frozen=True, slots=True)
class RecordRows:
    """Accounts, contacts, leads and deals: found by their keys, then created or changed through the recorder.

    `places` has where each record touched stands in the files. What is created waits for `flush`.
    """

    recorder: Recorder
    report: ImportReport
    users: Mapping[str, User]
    places: dict[str, str]
    known: Known
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
        for kind in RECORD_ROWS:
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
        check_zone(row.timezone)
        email = email_address(row.email)
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
        status = one_of("status", row.status, LEAD_STATUSES)
        email = email_address(row.email)
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
        found = self._known_lead(row, email)
        if found is not None and found.status == "converted":
            told["status"] = None  # what it became is not undone by the file it came from
        if found is not None and fold(found.account_name) == fold(row.account or ""):
            told["account_name"] = None  # written in another way only
        if found is not None and fold(found.name) != fold(row.name):
            told |= {"first_name": first_name, "last_name": last_name}
        self._write(
            "leads", row, found, told, lambda fields: Lead(first_name=first_name, last_name=last_name, **fields)
        )

    def _deal(self, row: DealRow) -> None:
        pipeline, stage = self._stage(row)
        if row.amount is not None and not 0 <= row.amount < _LARGEST_AMOUNT:
            raise Unfit(f"amount: {row.amount:.6g} is out of range; write a number from 0 to 10^15")
        told = {
            "amount": row.amount,
            "currency": currency_code(row.currency),
            "pipeline": pipeline,
            "stage": stage.key if stage else None,
            "probability": stage.probability if stage else None,
            "close_date": row.close_date,
            "next_step": row.next_step,
            "owner_id": self._owner(row.owner),
        }
        account_id = self._account_id(row.account)
        found = next((deal for deal in self.known.deals.find(_key(row.name)) if deal.account_id == account_id), None)
        if found is not None and stage is not None and found.stage == stage.key:
            told["probability"] = None  # somebody may have set another than the stage's
        workspace = self._uow.workspace
        first = workspace.pipelines.of(pipeline or "").stages[0]
        untold: dict[str, Any] = {"currency": workspace.currency, "stage": first.key, "probability": first.probability}
        self._write(
            "deals",
            row,
            found,
            told,
            lambda fields: Deal(name=row.name, account_id=account_id, **(untold | fields)),
        )

    def _stage(self, row: DealRow) -> tuple[str | None, Stage | None]:
        """(the pipeline's key, the stage); None for what the row does not tell."""
        pipelines = self._uow.workspace.pipelines
        told = pipelines.named(row.pipeline) if row.pipeline else None
        if row.pipeline and told is None:
            names = ", ".join(pipeline.name("") for pipeline in pipelines)
            raise Unfit(f"pipeline: {row.pipeline!r} is unknown; write one of {names}")
        found = pipelines.called(row.stage, told.key if told else "") if row.stage else None
        if row.stage and found is None:
            keys = [stage.name("") or stage.key for stage in (told or pipelines.all[0]).stages]
            raise Unfit(f"stage: {row.stage!r} is unknown; write one of {', '.join(keys)}")
        pipeline = told or (found[0] if found else None)
        key = None if pipeline is None else "" if pipeline is pipelines.all[0] else pipeline.key
        return key, found[1] if found else None

    @property
    def _uow(self) -> UnitOfWork:
        return self.recorder.uow

    def _known_contact(self, row: ContactRow, account_id: str | None) -> Contact | None:
        email = email_address(row.email)
        if email and (found := self.known.contacts.find(_key(email))):
            return found[0]
        namesakes = [c for c in self.known.contacts.find(_key(row.name)) if not (email and c.email)]
        if account_id is None and len(namesakes) == 1:
            return namesakes[0]
        return next((contact for contact in namesakes if contact.account_id == account_id), None)

    def _known_lead(self, row: LeadRow, email: str | None) -> Lead | None:
        if email and (found := self.known.leads.find(_key(email))):
            return found[0]
        namesakes = (lead for lead in self.known.leads.find(_key(row.name)) if not (email and lead.email))
        return next(
            (lead for lead in namesakes if fold(lead.account_name) == fold(row.account or lead.account_name)), None
        )

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
            raise Unfit(f"owner: nobody here is called {name!r}; add that person to users, or leave the owner out")
        return user.id

    def _phone(self, field_name: str, written: str | None) -> dict[str, str | None]:
        number = e164(written, self._uow.workspace.country) if written else None
        return {field_name: written, f"{field_name}_e164": number}


def _divided(row: ContactRow | LeadRow) -> tuple[str, str]:
    """First and last name, as the row divides them or as people do."""
    return (row.first_name or "", row.last_name) if row.last_name else split_person(row.name)
