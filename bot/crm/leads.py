"""Leads: new ones, corrected, and turned into a contact at a company."""

from dataclasses import dataclass
from typing import Literal

from bot.crm.changes import Recorder
from bot.crm.duplicates import Person, contacts_like
from bot.crm.records import fill_in
from bot.domain.ids import new_id
from bot.domain.leads import Lead, LeadStatus
from bot.domain.names import split_person
from bot.domain.people import Account, Contact
from bot.domain.phones import e164, number_fields
from bot.ports import UnitOfWork

LeadField = Literal["phone", "mobile", "email", "title", "account", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateLead:
    name: str
    account_name: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""
    source: str = ""


def create_lead(recorder: Recorder, command: CreateLead) -> Lead:
    """A possible customer under the name as written; one word is the last name until more is known."""
    speaker = recorder.speaker
    first, last = split_person(command.name)
    return recorder.create(
        Lead(
            id=new_id(),
            first_name=first,
            last_name=last,
            account_name=command.account_name,
            title=command.title,
            email=command.email,
            phone=command.phone,
            phone_e164=e164(command.phone, recorder.uow.workspace.country),
            source=command.source,
            owner_id=speaker.user.id,
            created_at=speaker.now,
        )
    )


def set_status(recorder: Recorder, lead: Lead, status: LeadStatus) -> Lead:
    """Where the lead stands. What makes it a customer is `convert_lead`."""
    return recorder.update(lead, status=status)


def update_lead(recorder: Recorder, lead: Lead, field: LeadField, value: str) -> Lead:
    """Sets one detail. A number is kept as written and in E.164, the company as a name."""
    if field in ("phone", "mobile"):
        return recorder.update(lead, **number_fields(field, value, recorder.uow.workspace.country))
    if field == "name":
        first, last = split_person(value)
        return recorder.update(lead, first_name=first, last_name=last)
    return recorder.update(lead, **{"account_name" if field == "account" else field: value})


def duplicates_of(uow: UnitOfWork, lead: Lead, account: Account | None) -> list[Contact]:
    """Contacts who may be this lead already."""
    numbers = (lead.phone, lead.mobile)
    person = Person(name=lead.name, email=lead.email, numbers=numbers, account=account)
    return [duplicate.record for duplicate in contacts_like(uow, person)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertLead:
    """What a lead becomes. None: that is created, a company only where the lead has one."""

    lead: Lead
    contact: Contact | None = None
    account: Account | None = None
    account_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    lead: Lead
    contact: Contact
    account: Account | None
    created_account: bool


def convert_lead(recorder: Recorder, command: ConvertLead) -> Converted:
    """The lead becomes a contact, and what was done with the lead was done with that contact."""
    lead, speaker, uow = command.lead, recorder.speaker, recorder.uow
    account, name = command.account, command.account_name or lead.account_name
    if account is None and command.contact and command.contact.account_id and not command.account_name:
        account = uow.accounts.get(command.contact.account_id)
    created = account is None and bool(name)
    if account is None and name:
        account = recorder.create(
            Account(id=new_id(), name=name, owner_id=lead.owner_id or speaker.user.id, created_at=speaker.now)
        )
    contact = (
        _filled(recorder, command.contact, lead, account) if command.contact else _created(recorder, lead, account)
    )
    with uow.unlimited():
        # Also what colleagues did with this person.
        _hand_over(recorder, lead, contact)
    account_id = account.id if account else None
    became = recorder.update(lead, status="converted", contact_id=contact.id, account_id=account_id)
    return Converted(lead=became, contact=contact, account=account, created_account=created)


def _hand_over(recorder: Recorder, lead: Lead, contact: Contact) -> None:
    """What was done, and is to be done, with the lead belongs to the contact."""
    uow = recorder.uow
    for activity in uow.activities.linked_to("lead", lead.id):
        recorder.update(
            activity,
            contact_ids=tuple(dict.fromkeys((*activity.contact_ids, contact.id))),
            account_id=activity.account_id or contact.account_id,
            account_name="" if contact.account_id else activity.account_name,
        )
    for task in uow.tasks.linked_to("lead", lead.id):
        recorder.update(task, contact_id=contact.id, contact_name="", account_id=task.account_id or contact.account_id)
        for reminder in uow.reminders.of_tasks([task.id]):
            recorder.update(reminder, contact_id=contact.id, account_id=reminder.account_id or contact.account_id)


def _created(recorder: Recorder, lead: Lead, account: Account | None) -> Contact:
    speaker = recorder.speaker
    return recorder.create(
        Contact(
            id=new_id(),
            first_name=lead.first_name,
            last_name=lead.last_name,
            account_id=account.id if account else None,
            title=lead.title,
            email=lead.email,
            phone=lead.phone,
            phone_e164=lead.phone_e164,
            mobile=lead.mobile,
            mobile_e164=lead.mobile_e164,
            owner_id=lead.owner_id or speaker.user.id,
            created_at=speaker.now,
        )
    )


def _filled(recorder: Recorder, contact: Contact, lead: Lead, account: Account | None) -> Contact:
    """A contact who was there already keeps what it has, and learns the rest from the lead."""
    learnt = {name: getattr(lead, name) for name in ("title", "email", "phone", "mobile")}
    return fill_in(recorder, contact, {**learnt, "account_id": account.id if account else None})
