"""Accounts and contacts."""

from collections.abc import Collection, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Integer, bindparam, literal_column, select, union

from bot.domain.cards import ContactCard
from bot.domain.changes import Fields
from bot.domain.names import fold
from bot.domain.people import Account, Contact
from storage.database import tables
from storage.database.keys import listed
from storage.database.repositories.cards import contact_card
from storage.database.repositories.records import NamedRecordRepository, RecordStatements, live
from storage.database.repositories.scope import within

_CONTACT = RecordStatements.of(tables.contacts, Contact)
_CONTACTS_BY_EMAIL = select(*_CONTACT.columns).where(
    live(tables.contacts),
    tables.contacts.c.email_key == bindparam("of_email"),
    tables.contacts.c.email_key != literal_column("''"),
)
_CONTACTS_BY_EMAILS = select(*_CONTACT.columns).where(
    live(tables.contacts),
    listed(tables.contacts.c.email_key, "of_emails"),
    tables.contacts.c.email_key != literal_column("''"),
)
_BY_PHONE = select(*_CONTACT.columns).where(
    live(tables.contacts),
    tables.contacts.c.id.in_(
        # Two selects, each led by its own index: of an OR, planners tend to read all contacts.
        union(
            *(
                select(tables.contacts.c.id).where(
                    within(tables.contacts), number == bindparam("of_number"), number != literal_column("''")
                )
                for number in (tables.contacts.c.phone_e164, tables.contacts.c.mobile_e164)
            )
        )
    ),
)
_BY_PHONES = select(*_CONTACT.columns).where(
    live(tables.contacts),
    tables.contacts.c.id.in_(
        union(
            *(
                select(tables.contacts.c.id).where(
                    within(tables.contacts), listed(number, "of_numbers"), number != literal_column("''")
                )
                for number in (tables.contacts.c.phone_e164, tables.contacts.c.mobile_e164)
            )
        )
    ),
)
_OF_ACCOUNT = (
    select(*_CONTACT.columns)
    .where(live(tables.contacts), tables.contacts.c.account_id == bindparam("of_account"))
    .order_by(tables.contacts.c.last_name, tables.contacts.c.first_name, tables.contacts.c.id)
    .limit(bindparam("up_to", type_=Integer))
)


class AccountRepository(NamedRecordRepository[Account]):
    statements = RecordStatements.of(tables.accounts, Account)
    record_type = Account
    kind = "account"
    indexed = frozenset({"name", "owner_id", "deleted_at"})

    def by_name(self, name: str) -> list[Account]:
        return self._named(name)

    def by_names(self, names: Collection[str]) -> list[Account]:
        return self._named_any(names)


class ContactRepository(NamedRecordRepository[Contact]):
    statements = _CONTACT
    record_type = Contact
    kind = "contact"
    indexed = frozenset({"first_name", "last_name", "account_id", "owner_id", "deleted_at"})

    def by_name(self, name: str) -> list[Contact]:
        return self._named(name)

    def by_names(self, names: Collection[str]) -> list[Contact]:
        return self._named_any(names)

    def card(self, contact_id: str, *, reader_id: str, now: datetime) -> ContactCard | None:
        return contact_card(self._scope, contact_id, reader_id=reader_id, now=now)

    def of_account(self, account_id: str, limit: int) -> list[Contact]:
        return self._all(_OF_ACCOUNT, of_account=account_id, up_to=limit)

    def by_email(self, email: str) -> list[Contact]:
        """Those with this address, whatever the case it is written in."""
        return _oldest_first(self._all(_CONTACTS_BY_EMAIL, of_email=_email_key(email)))

    def by_emails(self, emails: Collection[str]) -> list[Contact]:
        keys = sorted({_email_key(email) for email in emails})
        return _oldest_first(self._all(_CONTACTS_BY_EMAILS, of_emails=keys)) if keys else []

    def by_phone(self, e164: str) -> list[Contact]:
        return _oldest_first(self._all(_BY_PHONE, of_number=e164)) if e164 else []

    def by_phones(self, numbers: Collection[str]) -> list[Contact]:
        return _oldest_first(self._all(_BY_PHONES, of_numbers=sorted(numbers))) if numbers else []

    def _columns(self, fields: Fields) -> Mapping[str, Any]:
        if "email" not in fields:
            return fields
        return {**fields, "email_key": _email_key(str(fields["email"]))}


def _oldest_first(contacts: list[Contact]) -> list[Contact]:
    # Not by the statement: SQLite would read all contacts in the order of their ids.
    return sorted(contacts, key=attrgetter("id"))


def _email_key(email: str) -> str:
    # An index takes keys of some 2,700 bytes at most; no address is longer than 320 characters.
    return fold(email.strip())[:320]
