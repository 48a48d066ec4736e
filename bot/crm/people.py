"""Contacts and accounts: the card of a person, new people, corrected details."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.crm.changes import Recorder, Speaker
from bot.domain.activities import Activity
from bot.domain.agenda import Task
from bot.domain.deals import Deal
from bot.domain.ids import new_id
from bot.domain.names import split_person
from bot.domain.people import Account, Contact
from bot.domain.phones import e164
from bot.ports import UnitOfWork

ContactField = Literal["phone", "mobile", "email", "title", "address", "birthday", "name", "account"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """What one wants to know before a call."""

    contact: Contact
    account: Account | None
    last_touch: Activity | None
    last_touch_by: str
    deals: tuple[Deal, ...]
    next_activity: Activity | None
    next_tasks: tuple[Task, ...]


def contact_card(uow: UnitOfWork, speaker: Speaker, contact_id: str) -> ContactCard | None:
    contact = uow.contacts.get(contact_id)
    if contact is None:
        return None
    account = uow.accounts.get(contact.account_id) if contact.account_id else None
    last = uow.activities.last_touch([contact.id], before=speaker.now)
    author = uow.users.get(last.owner_id) if last and last.owner_id and last.owner_id != speaker.user.id else None
    return ContactCard(
        contact=contact,
        account=account,
        last_touch=last,
        last_touch_by=author.name if author else "",
        deals=tuple(uow.deals.open_of_account(contact.account_id, 2)) if contact.account_id else (),
        next_activity=uow.activities.next_planned(contact.id, after=speaker.now),
        next_tasks=tuple(uow.tasks.open_with(contact.id, None, 2)),
    )


def create_account(recorder: Recorder, name: str) -> Account:
    speaker = recorder.speaker
    return recorder.create(Account(id=new_id(), name=name, owner_id=speaker.user.id, created_at=speaker.now))


def create_contact(
    recorder: Recorder, name: str, account: Account | None, *, title: str = "", phone: str = "", email: str = ""
) -> Contact:
    """A new person under the name as written; one word is the last name until more is known."""
    speaker = recorder.speaker
    first, last = split_person(name)
    return recorder.create(
        Contact(
            id=new_id(),
            first_name=first,
            last_name=last,
            account_id=account.id if account else None,
            title=title,
            email=email,
            phone=phone,
            phone_e164=e164(phone, recorder.uow.workspace.country),
            owner_id=speaker.user.id,
            created_at=speaker.now,
        )
    )


def update_contact(recorder: Recorder, contact: Contact, field: ContactField, value: str | date | Account) -> Contact:
    """Sets one detail. A number is kept as written and in E.164."""
    country = recorder.uow.workspace.country
    if isinstance(value, Account):
        return recorder.update(contact, account_id=value.id)
    if isinstance(value, date):
        return recorder.update(contact, birthday=value)
    if field == "phone":
        return recorder.update(contact, phone=value, phone_e164=e164(value, country))
    if field == "mobile":
        return recorder.update(contact, mobile=value, mobile_e164=e164(value, country))
    if field == "name":
        first, last = split_person(value)
        return recorder.update(contact, first_name=first, last_name=last)
    return recorder.update(contact, **{field: value})
