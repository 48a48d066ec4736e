"""What the CRM may know already of somebody or something that is about to be created."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from bot.domain.deals import Deal
from bot.domain.leads import Lead
from bot.domain.names import company_words, name_words, split_person
from bot.domain.people import Account, Contact
from bot.domain.phones import e164
from bot.ports import UnitOfWork

# What two records have in common, in the order in which it tells.
Sign = Literal["email", "phone", "website", "name"]
Known = Account | Contact | Lead | Deal
K = TypeVar("K", bound=Known)
P = TypeVar("P", Contact, Lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate(Generic[K]):
    """A record that may be meant, and the sign of it."""

    record: K
    sign: Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody to be created. Their company is an `account`, or a name that is no record's."""

    name: str
    email: str = ""
    numbers: tuple[str, ...] = ()
    account: Account | None = None
    account_name: str = ""


def contacts_like(uow: UnitOfWork, person: Person) -> list[Duplicate[Contact]]:
    """Contacts who may be this person: the same address, number or name; namesakes at another company are others."""
    account = person.account
    return _like(
        uow,
        person,
        by_email=uow.contacts.by_email,
        by_phone=uow.contacts.by_phone,
        namesakes=(
            contact
            for contact in uow.contacts.by_names(_as_told(person.name))
            if account is None or contact.account_id in (None, account.id)
        ),
    )


def leads_like(uow: UnitOfWork, person: Person) -> list[Duplicate[Lead]]:
    """As `contacts_like`. What a lead became is a contact."""
    company = company_words(person.account.name if person.account else person.account_name)
    found = _like(
        uow,
        person,
        by_email=uow.leads.by_email,
        by_phone=uow.leads.by_phone,
        namesakes=(
            lead
            for lead in uow.leads.by_names(_as_told(person.name))
            if not company or company_words(lead.account_name) in ((), company)
        ),
    )
    return [each for each in found if each.record.status != "converted"]


def _as_told(name: str) -> set[str]:
    """The name, and the same with the family name first."""
    first, last = split_person(name)
    return {name, f"{last} {first}".strip()}


def _like(
    uow: UnitOfWork,
    person: Person,
    *,
    by_email: Callable[[str], list[P]],
    by_phone: Callable[[str], list[P]],
    namesakes: Iterable[P],
) -> list[Duplicate[P]]:
    numbers = (e164(number, uow.workspace.country) for number in person.numbers)
    same_email = by_email(person.email) if person.email else []
    same_number = (each for number in numbers if number for each in by_phone(number))
    return _each_once(("email", same_email), ("phone", same_number), ("name", namesakes))


def accounts_like(uow: UnitOfWork, *, name: str, website: str = "", phone: str = "") -> list[Duplicate[Account]]:
    """Companies that may be this one: the same website, number, or name but for its legal form."""
    words = company_words(name)
    named = [each.id for each in uow.names.find(name_words(name)) if each.kind == "account"]
    return _each_once(
        ("website", uow.accounts.by_website(website) if website else ()),
        ("phone", uow.accounts.by_phone(e164(phone, uow.workspace.country))),
        ("name", (account for account in uow.accounts.get_many(named) if company_words(account.name) == words)),
    )


def deals_like(uow: UnitOfWork, *, name: str, account: Account | None) -> list[Duplicate[Deal]]:
    """Deals of that name with the same company."""
    account_id = account.id if account else None
    return _each_once(("name", (deal for deal in uow.deals.by_name(name) if deal.account_id == account_id)))


def _each_once(*found: tuple[Sign, Iterable[K]]) -> list[Duplicate[K]]:
    """Every record under the first sign that speaks for it."""
    duplicates: dict[str, Duplicate[K]] = {}
    for sign, records in found:
        for record in records:
            duplicates.setdefault(record.id, Duplicate(record=record, sign=sign))
    return list(duplicates.values())
