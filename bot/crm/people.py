"""Contacts and accounts: new people, corrected details."""

from datetime import date
from typing import Literal

from bot.crm.changes import Recorder
from bot.domain.ids import new_id
from bot.domain.names import split_person
from bot.domain.people import Account, Contact
from bot.domain.phones import e164, number_fields

ContactField = Literal["phone", "mobile", "email", "title", "address", "birthday", "name", "account"]


def create_account(recorder: Recorder, name: str, *, website: str = "", phone: str = "", industry: str = "") -> Account:
    speaker = recorder.speaker
    return recorder.create(
        Account(
            id=new_id(),
            name=name,
            website=website,
            phone=phone,
            phone_e164=e164(phone, recorder.uow.workspace.country),
            industry=industry,
            owner_id=speaker.user.id,
            created_at=speaker.now,
        )
    )


AccountField = Literal["phone", "website", "industry", "address", "name"]


def update_account(recorder: Recorder, account: Account, field: AccountField, value: str) -> Account:
    """Sets one detail. A number is kept as written and in E.164."""
    if field == "phone":
        return recorder.update(account, **number_fields(field, value, recorder.uow.workspace.country))
    return recorder.update(account, **{field: value})


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
    if isinstance(value, Account):
        return recorder.update(contact, account_id=value.id)
    if isinstance(value, date):
        return recorder.update(contact, birthday=value)
    if field in ("phone", "mobile"):
        return recorder.update(contact, **number_fields(field, value, recorder.uow.workspace.country))
    if field == "name":
        first, last = split_person(value)
        return recorder.update(contact, first_name=first, last_name=last)
    return recorder.update(contact, **{field: value})
