"""Leads: new ones, corrected, looked up, and turned into contacts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, get_args

from bot.conversation.handlers.activities import ahead_lines, touch_line
from bot.conversation.handlers.deals import add, deal_line, name_of_new
from bot.conversation.names import resolve, text_argument
from bot.conversation.owners import owner_reply
from bot.conversation.state import Option, frame_as_json, frame_from_json, with_known
from bot.conversation.turn import Reply, Turn, asked, said
from bot.crm.duplicates import accounts_like, deals_like
from bot.crm.leads import (
    ConvertLead,
    CreateLead,
    LeadField,
    convert_lead,
    create_lead,
    duplicates_of,
    set_status,
    update_lead,
)
from bot.domain.activities import History
from bot.domain.agenda import AgendaItem
from bot.domain.cards import Touch
from bot.domain.changes import kind_of
from bot.domain.deals import Deal
from bot.domain.emails import looks_like_email
from bot.domain.leads import LEAD_STATUSES, Lead
from bot.domain.names import KnownName, NameKind, fold
from bot.domain.people import Account, Contact
from bot.domain.phones import e164
from bot.language.frames import Frame
from bot.messages import Action, Argument
from bot.wording.texts import Said

Arguments = Mapping[str, Argument]

FIELDS: tuple[LeadField, ...] = get_args(LeadField)
_LEADS: tuple[NameKind, ...] = ("lead",)
_MOST_DUPLICATES = 3
_MOST_TASKS = 2


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
    tasks = turn.uow.tasks.open_with(None, None, _MOST_TASKS, lead_id=lead.id)
    reply.lines += ahead_lines(
        turn,
        [
            AgendaItem(kind="task", id=task.id, subject=task.subject, at=task.due_at, date_only=task.date_only)
            for task in tasks
        ],
    )
    reply.buttons = [
        turn.button("button-log-call", "log_call_now", lead=lead.id),
        turn.button("button-convert", "convert_lead", lead=lead.id),
    ]
    return reply


def _field_reply(turn: Turn, lead: Lead, field: str) -> Reply:
    if field == "owner":
        return owner_reply(turn, lead.name, lead.owner_id)
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
        return _convert_or_ask(turn, lead, {"lead": lead.id})
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


def with_deals(frames: Sequence[Frame]) -> list[Frame]:
    """A new deal that is told right after a conversion is what the lead came for: the two are one command."""
    joined: list[Frame] = []
    for frame in frames:
        before = joined[-1] if joined else None
        if before and before.intent == "convert_lead" and frame.intent == "create_deal":
            slots = {**before.slots, "new_deal": json.dumps(frame_as_json(frame))}
            joined[-1] = replace(before, slots=slots, confidence=min(before.confidence, frame.confidence))
        else:
            joined.append(frame)
    return joined


def handle_convert_lead(turn: Turn, frame: Frame) -> Reply:
    lead = _lead_of(turn, frame)
    if isinstance(lead, Reply):
        return lead
    account = resolve(turn, frame, "account")
    facts: dict[str, Argument] = {
        "lead": lead.id,
        "account": account.known.id if account.known else None,
        "account_name": account.written,
        "new_deal": str(frame.slots.get("new_deal", "")),
    }
    return _convert_or_ask(turn, lead, facts)


def convert(turn: Turn, arguments: Arguments) -> Reply:
    """The button on a lead's card, and the answers to "is it the same?"."""
    lead = turn.uow.leads.get(text_argument(arguments, "lead"))
    if lead is None or lead.status == "converted":
        return said(turn.texts("lead-converted-already"))
    return _convert_or_ask(turn, lead, arguments)


def _convert_or_ask(turn: Turn, lead: Lead, facts: Arguments) -> Reply:
    """Asks only where a company or a contact may be the same. A fact that is None tells that it is not."""
    name = text_argument(facts, "account_name") or lead.account_name
    account = turn.uow.accounts.get(text_argument(facts, "account"))
    if account is None and name and "new_account" not in facts:
        known = [each.record for each in accounts_like(turn.uow, name=name)][:_MOST_DUPLICATES]
        account = next((each for each in known if fold(each.name) == fold(name)), None)
        if known and account is None:
            companies = [(each, {"account": each.id, "account_name": ""}) for each in known]
            return _same(turn, "convert_lead", facts, companies, {"new_account": True})
    if "contact" not in facts:
        people = duplicates_of(turn.uow, lead, account)[:_MOST_DUPLICATES]
        if people:
            options = [(each, {"contact": each.id}) for each in people]
            return _same(turn, "convert_lead", facts, options, {"contact": None})
    contact = turn.uow.contacts.get(text_argument(facts, "contact"))
    return _convert(turn, lead, contact, account, facts)


def _same(
    turn: Turn,
    action: str,
    facts: Arguments,
    known: Sequence[tuple[Contact | Account | Deal, Arguments]],
    another: Arguments,
) -> Reply:
    """Asks whether one of these is what would be created, or another one."""
    first = known[0][0]
    return asked(
        turn.texts(f"lead-same-{kind_of(first)}", who=_named(turn, first)),
        *(
            Option(
                label=turn.texts("button-use", name=record.name),
                role="yes" if len(known) == 1 else "",
                action=Action(name=action, arguments={**facts, **told}),
            )
            for record, told in known
        ),
        Option(
            label=turn.texts("button-create-anyway"),
            role="no",
            action=Action(name=action, arguments={**facts, **another}),
        ),
        Option(label=turn.texts("button-leave"), action=Action(name="leave")),
    )


def _named(turn: Turn, record: Contact | Account | Deal) -> Said:
    return who(turn, record) if isinstance(record, Contact) else turn.texts("who", name=record.name)


def ask_to_convert_into(turn: Turn, lead: Lead, contact: Contact) -> Reply:
    """Asks whether the lead is that contact, who then learns from it what was not known."""
    facts: dict[str, Argument] = {"lead": lead.id, "account": contact.account_id, "contact": contact.id}
    use = Action(name="convert_lead", arguments=facts)
    return asked(
        turn.texts("lead-same-contact", who=who(turn, contact)),
        Option(label=turn.texts("button-use", name=contact.name), role="yes", action=use),
        turn.leave(),
    )


def _convert(turn: Turn, lead: Lead, contact: Contact | None, account: Account | None, facts: Arguments) -> Reply:
    name = text_argument(facts, "account_name")
    command = ConvertLead(lead=lead, contact=contact, account=account, account_name=name)
    converted = convert_lead(turn.recorder, command)
    turn.named("convert_lead", lead.name)
    reply = said(turn.texts("lead-converted", who=who(turn, converted.contact)))
    if converted.created_account and converted.account:
        reply.lines.append(turn.texts("account-created", name=converted.account.name))
    told: dict[str, Argument] = {"lead": lead.id, "set": turn.set_id, "new_deal": facts.get("new_deal")}
    if not told["new_deal"]:
        reply.buttons.append(turn.button("button-new-deal", "deal_of_lead", **told))
        return reply
    deal = _deal_or_ask(turn, converted.lead, told)
    return Reply(lines=reply.lines + deal.lines, buttons=deal.buttons, question=deal.question)


def deal_of_lead(turn: Turn, arguments: Arguments) -> Reply:
    """The deal that goes with a conversion, in the same change set: one Undo takes back all of it."""
    lead = turn.uow.leads.get(text_argument(arguments, "lead"))
    change_set = turn.uow.change_sets.get(text_argument(arguments, "set"))
    if lead is None or lead.status != "converted" or change_set is None or change_set.undone_at is not None:
        return said(turn.texts("undo-again"))
    turn.set_to_extend = change_set.id
    return _deal_or_ask(turn, lead, arguments)


def _deal_or_ask(turn: Turn, lead: Lead, facts: Arguments) -> Reply:
    """The deal that the lead came for: the one that was chosen, or a new one, which may be there already."""
    account = turn.uow.accounts.get(lead.account_id) if lead.account_id else None
    frame = _deal_frame(lead, account, text_argument(facts, "new_deal"))
    if "deal" not in facts:
        known = [each.record for each in deals_like(turn.uow, name=name_of_new(frame), account=account)]
        if known:
            options = [(deal, {"deal": deal.id}) for deal in known[:_MOST_DUPLICATES]]
            return _same(turn, "deal_of_lead", facts, options, {"deal": None})
    chosen = turn.uow.deals.get(text_argument(facts, "deal"))
    deal, reply = (chosen, said(deal_line(turn, chosen))) if chosen else add(turn, frame)
    turn.recorder.update(lead, deal_id=deal.id)
    if lead.contact_id:
        turn.recorder.update(deal, contact_ids=tuple(dict.fromkeys((*deal.contact_ids, lead.contact_id))))
    return reply


def _deal_frame(lead: Lead, account: Account | None, told: str) -> Frame:
    """What was told of the deal; it is for the lead's company, and named after that or the lead, unless told too."""
    frame = frame_from_json(json.loads(told)) if told else Frame(intent="create_deal")
    if account and "account" not in frame.slots:
        company = KnownName(kind="account", id=account.id, name=account.name)
        frame = with_known(replace(frame, slots={**frame.slots, "account": account.name}), "account", [company])
    return frame if name_of_new(frame) else replace(frame, slots={**frame.slots, "deal": lead.name})
