"""What the core asks of a store about the records of the CRM. `bot.ports` has the rest."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol, TypeVar

from bot.domain.activities import Activity, ActivityKind, History
from bot.domain.agenda import AgendaItem, Task
from bot.domain.cards import ContactCard
from bot.domain.changes import Fields, RecordKind
from bot.domain.contact_lists import ContactPage, ContactSearch
from bot.domain.deals import Deal, DealSearch
from bot.domain.leads import Lead
from bot.domain.people import Account, Contact
from bot.domain.reminders import Reminder
from bot.domain.trash import Trashed

R = TypeVar("R")


class Records(Protocol[R]):
    """The records of one kind. Reads leave out deleted records unless told otherwise."""

    def get(self, record_id: str, *, deleted: bool = False) -> R | None: ...
    def get_many(self, record_ids: Collection[str], *, deleted: bool = False) -> list[R]:
        """Those that exist, in the order asked for."""
        ...

    def page(self, after: str, limit: int) -> list[R]:
        """The next so many of all records, those in the trash too, by id; after "" the first."""
        ...

    def linked_to(self, kind: RecordKind, record_id: str) -> list[R]:
        """All that are linked to a record of another kind, those in the trash too."""
        ...

    def add(self, record: R) -> None: ...
    def add_all(self, records: Collection[R]) -> None:
        """`add` of many, in a few statements."""
        ...

    def update_all(self, records: Collection[R], fields: Fields) -> list[R]:
        """Sets the same fields in all of these; gives them as they are then."""
        ...

    def update(self, record_id: str, fields: Fields) -> None:
        """Sets these fields; names kept for search follow. Unknown ids change nothing."""
        ...


class Accounts(Records[Account], Protocol):
    def by_name(self, name: str) -> list[Account]:
        """Accounts whose folded name equals this name's."""
        ...

    def by_names(self, names: Collection[str]) -> list[Account]:
        """`by_name` of many names in one query."""
        ...

    def by_website(self, website: str) -> list[Account]:
        """Those whose website is on the same site."""
        ...

    def by_phone(self, e164: str) -> list[Account]: ...


class Contacts(Records[Contact], Protocol):
    def by_name(self, name: str) -> list[Contact]:
        """Contacts whose folded full name equals this name's."""
        ...

    def by_names(self, names: Collection[str]) -> list[Contact]:
        """`by_name` of many names in one query."""
        ...

    def with_account(self, contact_id: str) -> tuple[Contact, Account | None] | None:
        """A contact and the company, in one query; None for an unknown id."""
        ...

    def card(self, contact_id: str, *, reader_id: str, now: datetime) -> ContactCard | None:
        """All that a person's card tells to the user who reads it, in two queries; None for an unknown id."""
        ...

    def by_email(self, email: str) -> list[Contact]: ...
    def by_phone(self, e164: str) -> list[Contact]:
        """Those with this number, at work or mobile."""
        ...

    def by_emails(self, emails: Collection[str]) -> list[Contact]: ...
    def by_phones(self, numbers: Collection[str]) -> list[Contact]:
        """`by_phone` of many numbers in one query."""
        ...

    def search(self, wanted: ContactSearch, *, limit: int, offset: int = 0) -> ContactPage:
        """A page of a list: by name, or those who were left alone, the longest first, and last those of all time."""
        ...

    def of_account(self, account_id: str, limit: int) -> list[Contact]:
        """The people of a company, by name."""
        ...


class Leads(Records[Lead], Protocol):
    """By name, those are not found that were converted."""

    def by_name(self, name: str) -> list[Lead]:
        """Leads whose folded full name equals this name's."""
        ...

    def by_names(self, names: Collection[str]) -> list[Lead]:
        """`by_name` of many names in one query."""
        ...

    def by_email(self, email: str) -> list[Lead]: ...
    def by_phone(self, e164: str) -> list[Lead]:
        """Those with this number, at work or mobile."""
        ...

    def by_emails(self, emails: Collection[str]) -> list[Lead]: ...


class Deals(Records[Deal], Protocol):
    def open_of_account(self, account_id: str, limit: int) -> list[Deal]:
        """Open deals, those that close first at the top."""
        ...

    def by_name(self, name: str) -> list[Deal]: ...
    def by_names(self, names: Collection[str]) -> list[Deal]: ...

    def search(self, wanted: DealSearch, limit: int) -> list[Deal]:
        """Deals that fit, those that close first at the top."""
        ...


class Activities(Records[Activity], Protocol):
    def last_touch(self, kind: RecordKind, record_id: str, *, before: datetime) -> Activity | None:
        """The latest held activity with a contact, a lead or an account, whoever held it; notes are no touch."""
        ...

    def planned(
        self, kind: ActivityKind, owner_id: str, *, start: datetime, end: datetime, limit: int
    ) -> list[Activity]:
        """What a person plans to do in [start, end), the earliest first."""
        ...

    def history(self, wanted: History, *, limit: int, offset: int = 0) -> list[Activity]:
        """What lies behind, the latest first: held and not held, notes included."""
        ...

    def count(self, wanted: History) -> int:
        """How many of these there are."""
        ...


class Tasks(Records[Task], Protocol):
    def open_with(
        self, contact_id: str | None, account_id: str | None, limit: int, *, lead_id: str | None = None
    ) -> list[Task]:
        """Open tasks on the contact, its account or a lead, the earliest due first."""
        ...


class Reminders(Records[Reminder], Protocol):
    def of_tasks(self, task_ids: Collection[str]) -> list[Reminder]:
        """Reminders about these tasks that are pending or fired."""
        ...

    def plain_with(self, contact_id: str, user_id: str, limit: int) -> list[Reminder]:
        """A person's reminders about a contact and no task that are pending or fired, the earliest due first."""
        ...

    def latest_open(self, user_id: str, limit: int) -> list[Reminder]:
        """Reminders of a person that are fired or pending: the fired first, then the next due."""
        ...

    def fire_due(self, now: datetime, limit: int) -> int:
        """Turns up to `limit` due reminders into outbox rows of their person, in one go.

        Rows that another process holds are skipped. A one-off reminder becomes `fired`; recurring
        ones are left to `due_recurring`. Gives the number fired.
        """
        ...

    def due_recurring(self, now: datetime, limit: int) -> list[Reminder]:
        """Due reminders with a recurrence, locked for this transaction; others' are skipped."""
        ...

    def due_nags(self, now: datetime, limit: int) -> list[Reminder]:
        """Reminders that nobody answered and that come once more now, locked for this transaction; others' are
        skipped."""
        ...

    def fire(self, reminder: Reminder, next_wish: datetime | date | None, next_due: datetime | None) -> None:
        """Writes the outbox row of a recurring reminder for its `due_at`, and its next occurrence (None: it ends)."""
        ...


class Trash(Protocol):
    def latest(self, person_id: str, limit: int, *, since: datetime) -> list[Trashed]:
        """What was deleted last since then, records of all kinds; of the reminders only the person's own."""
        ...


class Agenda(Protocol):
    def items(self, user_id: str, *, start: datetime, end: datetime, overdue: bool, limit: int) -> list[AgendaItem]:
        """Planned calls and meetings, open tasks and pending or fired reminders in [start, end), in one query.

        A reminder about a listed record is left out. With `overdue` also what was due before `start`.
        Ordered by time.
        """
        ...
