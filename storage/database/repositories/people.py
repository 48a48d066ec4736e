"""Accounts, contacts, and what finds people: their names, addresses and numbers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, ClassVar, Self

from sqlalchemy import Column, ColumnElement, Integer, Select, Table, bindparam, literal_column, select, union
from sqlalchemy.sql.elements import NamedColumn

from bot.domain.cards import ContactCard
from bot.domain.changes import Fields
from bot.domain.contact_lists import ContactPage, ContactSearch
from bot.domain.names import fold
from bot.domain.people import Account, Contact
from bot.domain.websites import site_key
from storage.database import tables
from storage.database.keys import listed
from storage.database.repositories.cards import contact_card, contact_with_account
from storage.database.repositories.contact_lists import contact_page
from storage.database.repositories.records import NamedRecordRepository, R, RecordStatements, live
from storage.database.repositories.scope import within


def _told(column: Column[Any]) -> ColumnElement[bool]:
    """The condition of the indexes that leave out what is not told."""
    return column != literal_column("''")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachStatements:
    """How people are found by their addresses and numbers."""

    by_email: Select[Any]
    by_emails: Select[Any]
    by_phone: Select[Any]
    by_phones: Select[Any]

    @classmethod
    def of(cls, table: Table, columns: Collection[NamedColumn[Any]]) -> Self:
        found = select(*columns).where(live(table))
        email = table.c.email_key
        return cls(
            by_email=found.where(email == bindparam("of_email"), _told(email)),
            by_emails=found.where(listed(email, "of_emails"), _told(email)),
            by_phone=found.where(_numbered(table, lambda number: number == bindparam("of_number"))),
            by_phones=found.where(_numbered(table, lambda number: listed(number, "of_numbers"))),
        )


def _numbered(table: Table, fits: Any) -> ColumnElement[bool]:
    # Two selects, each led by its own index: of an OR, planners tend to read all rows.
    return table.c.id.in_(
        union(
            *(
                select(table.c.id).where(within(table), fits(number), _told(number))
                for number in (table.c.phone_e164, table.c.mobile_e164)
            )
        )
    )


_ACCOUNT = RecordStatements.of(tables.accounts, Account)
_ACCOUNTS: Select[Any] = select(*_ACCOUNT.columns).where(live(tables.accounts))
_ACCOUNTS_BY_WEBSITE = _ACCOUNTS.where(
    tables.accounts.c.website_key == bindparam("of_website"), _told(tables.accounts.c.website_key)
)
_ACCOUNTS_BY_PHONE = _ACCOUNTS.where(
    tables.accounts.c.phone_e164 == bindparam("of_number"), _told(tables.accounts.c.phone_e164)
)
_CONTACT = RecordStatements.of(tables.contacts, Contact)
_OF_ACCOUNT = (
    select(*_CONTACT.columns)
    .where(live(tables.contacts), tables.contacts.c.account_id == bindparam("of_account"))
    .order_by(tables.contacts.c.last_name, tables.contacts.c.first_name, tables.contacts.c.id)
    .limit(bindparam("up_to", type_=Integer))
)


class AccountRepository(NamedRecordRepository[Account]):
    statements = _ACCOUNT
    record_type = Account
    kind = "account"
    indexed = frozenset({"name", "owner_id", "deleted_at"})

    def by_name(self, name: str) -> list[Account]:
        return self._named(name)

    def by_names(self, names: Collection[str]) -> list[Account]:
        return self._named_any(names)

    def by_website(self, website: str) -> list[Account]:
        key = site_key(website)
        return _oldest_first(self._all(_ACCOUNTS_BY_WEBSITE, of_website=key)) if key else []

    def by_phone(self, e164: str) -> list[Account]:
        return _oldest_first(self._all(_ACCOUNTS_BY_PHONE, of_number=e164)) if e164 else []

    def _columns(self, fields: Fields) -> Mapping[str, Any]:
        return fields if "website" not in fields else {**fields, "website_key": site_key(str(fields["website"]))}


class PersonRepository(NamedRecordRepository[R]):
    """People of a kind: the index of names finds them, and so do their addresses and numbers."""

    reach: ClassVar[ReachStatements]

    def by_name(self, name: str) -> list[R]:
        return self._named(name)

    def by_names(self, names: Collection[str]) -> list[R]:
        return self._named_any(names)

    def by_email(self, email: str) -> list[R]:
        """Those with this address, whatever the case it is written in."""
        return _oldest_first(self._all(self.reach.by_email, of_email=_email_key(email)))

    def by_emails(self, emails: Collection[str]) -> list[R]:
        keys = sorted({_email_key(email) for email in emails})
        return _oldest_first(self._all(self.reach.by_emails, of_emails=keys)) if keys else []

    def by_phone(self, e164: str) -> list[R]:
        return _oldest_first(self._all(self.reach.by_phone, of_number=e164)) if e164 else []

    def by_phones(self, numbers: Collection[str]) -> list[R]:
        return _oldest_first(self._all(self.reach.by_phones, of_numbers=sorted(numbers))) if numbers else []

    def _columns(self, fields: Fields) -> Mapping[str, Any]:
        return fields if "email" not in fields else {**fields, "email_key": _email_key(str(fields["email"]))}


class ContactRepository(PersonRepository[Contact]):
    statements = _CONTACT
    reach = ReachStatements.of(tables.contacts, _CONTACT.columns)
    record_type = Contact
    kind = "contact"
    indexed = frozenset({"first_name", "last_name", "account_id", "owner_id", "deleted_at"})

    def with_account(self, contact_id: str) -> tuple[Contact, Account | None] | None:
        return contact_with_account(self._scope, contact_id)

    def card(self, contact_id: str, *, reader_id: str, now: datetime) -> ContactCard | None:
        return contact_card(self._scope, contact_id, reader_id=reader_id, now=now)

    def search(self, wanted: ContactSearch, *, limit: int, offset: int = 0) -> ContactPage:
        return contact_page(self._scope, wanted, limit=limit, offset=offset)

    def of_account(self, account_id: str, limit: int) -> list[Contact]:
        return self._all(_OF_ACCOUNT, of_account=account_id, up_to=limit)


def _oldest_first(records: list[R]) -> list[R]:
    # Not by the statement: SQLite would read all of a kind in the order of their ids.
    return sorted(records, key=attrgetter("id"))


def _email_key(email: str) -> str:
    # An index takes keys of some 2,700 bytes at most; no address is longer than 320 characters.
    return fold(email.strip())[:320]
