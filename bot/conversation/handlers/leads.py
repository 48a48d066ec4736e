"""Leads: new ones, corrected, looked up, and turned into contacts."""

from collections.abc import Mapping
from typing import Literal, get_args

from bot.conversation.handlers.activities import touch_line
from bot.conversation.handlers.deals import deal_line
from bot.conversation.names import resolve, text_argument
from bot.conversation.state import Option, Question
from bot.conversation.turn import Reply, Turn, asked, said
from bot.crm.leads import (
    ConvertLead,
    CreateLead,
    LeadField,
    convert_lead,
    create_lead,
    deal_of_converted,
    duplicates_of,
    set_status,
    update_lead,
)
from bot.domain.activities import History
from bot.domain.cards import Touch
from bot.domain.emails import looks_like_email
from bot.domain.leads import LEAD_STATUSES, Lead
from bot.domain.names import NameKind
from bot.domain.people import Account, Contact
from bot.domain.phones import e164
from bot.language.frames import Frame
from bot.messages import Action, Argument
from bot.wording.texts import Said

Arguments = Mapping[str, Argument]

FIELDS: tuple[LeadField, ...] = get_args(LeadField)
_LEADS: tuple[NameKind, ...] = ("lead",)
_MOST_DUPLICATES = 3


def create(turn: Turn, frame: Frame) -> Reply:
    told = {name: str(frame.slots[name]) for name in ("title", "phone", "email", "source") if name in frame.slots}
    command = CreateLead(
        name=str(frame.slots.get("contact", "")), account_name=str(frame.slots.get("account", "")), **told
    )
    lead = create_lead(turn.recorder, command)
    turn.named("create_lead", lead.name)
    reply = said(turn.texts("lead-created", who=who(turn, lead)))
    details = " · ".join(part for part in (lead.title, lead.phone, lead.email) if part)
    if details:
        reply.lines.append(details)
    if lead.source:
        reply.lines.append(turn.texts("lead-source", source=lead.source))
    return reply


def who(turn: Turn, person: Lead | Contact) -> Said:
    """The person in bold, with the company."""
    if isinstance(person, Lead):
        company = person.account_name
    else:
        account = turn.uow.accounts.get(person.account_id) if person.account_id else None
        company = account.name if account else ""
    if company:
        return turn.texts("who-at", name=person.name, account=company)
    return turn.texts("who", name=person.name)


def lead_reply(turn: Turn, lead: Lead, field: str = "") -> Reply:
    """The card of a lead, or the one detail asked for."""
    if field:
        return _field_reply(turn, lead, field)
    texts = turn.texts
    role = " · ".join(part for part in (lead.title, lead.account_name) if part)
    status = texts(f"lead-status-{lead.status}")
    reply = said(texts("lead-title", name=lead.name, role=role or "none", status=status))
    reach = [part for part in (lead.phone, lead.mobile, lead.email) if part]
    if reach:
        reply.lines.append(texts("contact-reach", reach=" · ".join(reach)))
    if lead.source:
        reply.lines.append(texts("lead-source", source=lead.source))
    last = turn.uow.activities.history(History(lead_id=lead.id), limit=1)
    if last:
        owner_id = last[0].owner_id
        author = turn.uow.users.get(owner_id) if owner_id and owner_id != turn.speaker.user.id else None
        touch = Touch(kind=last[0].kind, at=last[0].happened_at, by=author.name if author else "")
        reply.lines.append(touch_line(turn, touch, "contact-last"))
    reply.buttons = [
        turn.button("button-log-call", "log_call_now", lead=lead.id),
        turn.button("button-convert", "convert_lead", lead=lead.id),
    ]
    return reply


def _field_reply(turn: Turn, lead: Lead, field: str) -> Reply:
    if field == "phone":
        value = " · ".join(number for number in (lead.phone, lead.mobile) if number)
    elif field == "lead_status":
        value = turn.texts(f"lead-status-{lead.status}")
    elif field in FIELDS:
        value = lead.account_name if field == "account" else str(getattr(lead, field))
    else:
        return said(turn.texts("lead-field-not-kept", fields=_field_names(turn), field=field))
    if not value:
        return said(turn.texts("contact-field-unknown", name=lead.name, field=turn.texts(f"field-{field}")))
    return said(turn.texts("contact-field", name=lead.name, value=value))


def handle_update_lead(turn: Turn, frame: Frame) -> Reply:
    lead = _lead_of(turn, frame)
    if isinstance(lead, Reply):
        return lead
    status = next((status for status in LEAD_STATUSES if status == frame.slots.get("lead_status")), None)
    if status is None:
        return update_detail(turn, lead, frame)
    if status == "converted":
        return _convert_or_ask(turn, lead, None, "")
    name = turn.texts("field-lead_status")
    shown, before = (turn.texts(f"lead-status-{each}") for each in (status, lead.status))
    if status == lead.status:
        return said(turn.texts("contact-unchanged", name=lead.name, field=name, value=shown))
    set_status(turn.recorder, lead, status)
    turn.named("update_lead", lead.name)
    return said(turn.texts("contact-updated-from", name=lead.name, field=name, before=before, value=shown))


def update_detail(turn: Turn, lead: Lead, frame: Frame) -> Reply:
    """Sets the field that the frame names."""
    texts, written = turn.texts, str(frame.slots.get("value", "")).strip()
    field = next((each for each in FIELDS if each == frame.slots.get("field")), None)
    if field is None:
        named = str(frame.slots.get("field", ""))
        return said(texts("lead-field-not-kept", fields=_field_names(turn), field=named))
    name = texts(f"field-{field}")
    if not written:
        return said(texts("value-missing", field=name, name=lead.name))
    if field in ("phone", "mobile") and not e164(written, turn.uow.workspace.country):
        return said(texts("value-wrong", value=written, field=name, example=texts("value-example-phone")))
    if field == "email" and not looks_like_email(written):
        return said(texts("value-wrong", value=written, field=name, example=texts("value-example-email")))
    before = lead.account_name if field == "account" else str(getattr(lead, field))
    update_lead(turn.recorder, lead, field, written)
    if not turn.recorder.changes:
        return said(texts("contact-unchanged", name=lead.name, field=name, value=written))
    turn.named("update_lead", lead.name)
    key: Literal["contact-updated", "contact-updated-from"] = "contact-updated-from" if before else "contact-updated"
    facts = {"before": before} if before else {}
    return said(texts(key, name=lead.name, field=name, value=written, **facts))


def _field_names(turn: Turn) -> str:
    return ", ".join(turn.texts(f"field-{field}") for field in FIELDS)


def _lead_of(turn: Turn, frame: Frame) -> Lead | Reply:
    named = resolve(turn, frame, "contact", kinds=_LEADS)
    lead = turn.uow.leads.get(named.known.id) if named.known else None
    return lead or said(turn.texts("lead-none", name=named.written or "none"))


def handle_convert_lead(turn: Turn, frame: Frame) -> Reply:
    lead = _lead_of(turn, frame)
    if isinstance(lead, Reply):
        return lead
    account = resolve(turn, frame, "account")
    return _convert_or_ask(turn, lead, account.known.id if account.known else None, account.written)


def convert(turn: Turn, arguments: Arguments) -> Reply:
    """The button on a lead's card, and the answers to "is it the same person?"."""
    lead = turn.uow.leads.get(text_argument(arguments, "lead"))
    if lead is None or lead.status == "converted":
        return said(turn.texts("lead-converted-already"))
    account_id = text_argument(arguments, "account") or None
    name = text_argument(arguments, "account_name")
    if "contact" not in arguments:
        return _convert_or_ask(turn, lead, account_id, name)
    contact = turn.uow.contacts.get(text_argument(arguments, "contact"))
    return _convert(turn, lead, contact, _account(turn, lead, account_id, name), name)


def _account(turn: Turn, lead: Lead, account_id: str | None, name: str) -> Account | None:
    """The company that was chosen, else the one that has the name told."""
    if account_id:
        return turn.uow.accounts.get(account_id)
    wanted = name or lead.account_name
    same = turn.uow.accounts.by_name(wanted) if wanted else []
    return same[0] if same else None


def _convert_or_ask(turn: Turn, lead: Lead, account_id: str | None, name: str) -> Reply:
    """Asks only where a contact may be the same person."""
    account = _account(turn, lead, account_id, name)
    same = duplicates_of(turn.uow, lead, account)[:_MOST_DUPLICATES]
    if not same:
        return _convert(turn, lead, None, account, name)
    facts: dict[str, Argument] = {"lead": lead.id, "account": account_id, "account_name": name}
    options = [
        Option(
            label=turn.texts("button-use", name=contact.name),
            role="yes" if len(same) == 1 else "",
            action=Action(name="convert_lead", arguments={**facts, "contact": contact.id}),
        )
        for contact in same
    ]
    create = Action(name="convert_lead", arguments={**facts, "contact": None})
    options += [
        Option(label=turn.texts("button-create-anyway"), role="no", action=create),
        Option(label=turn.texts("button-leave"), action=Action(name="leave")),
    ]
    text = turn.texts("lead-same-person", who=who(turn, same[0]))
    return Reply(question=Question(text=text, options=tuple(options)))


def ask_to_convert_into(turn: Turn, lead: Lead, contact: Contact) -> Reply:
    """Asks whether the lead is that contact, who then learns from it what was not known."""
    facts: dict[str, Argument] = {"lead": lead.id, "account": contact.account_id, "contact": contact.id}
    use = Action(name="convert_lead", arguments=facts)
    return asked(
        turn.texts("lead-same-person", who=who(turn, contact)),
        Option(label=turn.texts("button-use", name=contact.name), role="yes", action=use),
        Option(label=turn.texts("button-leave"), role="no", action=Action(name="leave")),
    )


def _convert(turn: Turn, lead: Lead, contact: Contact | None, account: Account | None, name: str) -> Reply:
    command = ConvertLead(lead=lead, contact=contact, account=account, account_name=name)
    converted = convert_lead(turn.recorder, command)
    turn.named("convert_lead", lead.name)
    reply = said(turn.texts("lead-converted", who=who(turn, converted.contact)))
    if converted.created_account and converted.account:
        reply.lines.append(turn.texts("account-created", name=converted.account.name))
    reply.buttons.append(turn.button("button-new-deal", "deal_of_lead", lead=lead.id, set=turn.set_id))
    return reply


def deal_of_lead(turn: Turn, arguments: Arguments) -> Reply:
    """The deal that goes with a conversion, in the same change set: one Undo takes back all of it."""
    lead = turn.uow.leads.get(text_argument(arguments, "lead"))
    change_set = turn.uow.change_sets.get(text_argument(arguments, "set"))
    if lead is None or lead.status != "converted" or change_set is None or change_set.undone_at is not None:
        return said(turn.texts("undo-again"))
    deal = deal_of_converted(turn.recorder, lead)
    turn.set_to_extend = change_set.id
    return said(deal_line(turn, deal))
