"""Contacts: looking somebody up, correcting a detail, creating a new one."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import get_args

from bot.conversation.handlers.activities import ahead_lines, touch_line
from bot.conversation.handlers.leads import lead_reply, update_detail
from bot.conversation.handlers.newcomers import create_as_asked, created_line
from bot.conversation.names import label, look_alikes, resolve, text_argument
from bot.conversation.owners import owner_reply
from bot.conversation.state import Option, frame_in, going_on, resuming, with_known
from bot.conversation.turn import Reply, Turn, asked, said
from bot.crm.people import ContactField, create_account, create_contact, update_contact
from bot.domain.cards import ContactCard
from bot.domain.deals import Deal
from bot.domain.emails import looks_like_email
from bot.domain.names import KnownName
from bot.domain.people import Account, Contact
from bot.domain.phones import e164
from bot.language.frames import Frame
from bot.messages import Argument
from bot.wording.money import money
from bot.wording.stages import stage_of

FIELDS: tuple[ContactField, ...] = get_args(ContactField)


def handle_find_contact(turn: Turn, frame: Frame) -> Reply:
    resolved = resolve(turn, frame, "contact", kinds=("contact", "lead"))
    if resolved.known is None:
        return _nobody(turn, frame)
    field = frame.slots.get("field")
    lead = turn.uow.leads.get(resolved.known.id) if resolved.known.kind == "lead" else None
    if lead:
        return lead_reply(turn, lead, str(field) if field else "")
    return contact_reply(turn, resolved.known.id, str(field) if field else "") or _nobody(turn, frame)


def contact_reply(turn: Turn, contact_id: str, field: str = "") -> Reply | None:
    """The whole card, or the one detail asked for; None where there is nobody."""
    turn.mention("contact", contact_id)
    if field:
        contact = turn.uow.contacts.get(contact_id)
        return _field_reply(turn, contact, field) if contact else None
    card = turn.uow.contacts.card(contact_id, reader_id=turn.speaker.user.id, now=turn.speaker.now)
    return _card_reply(turn, card) if card else None


def _nobody(turn: Turn, frame: Frame, *others: Option) -> Reply:
    """Says that nobody is known by that name; who comes close, and `others`, is what may be meant instead."""
    name = str(frame.slots.get("contact") or frame.slots.get("account") or "")
    near = [
        Option(label=label(turn, known), action=resuming(with_known(frame, "contact", [known])))
        for known in look_alikes(turn, "contact", name, 3)
    ]
    nobody = turn.texts("nobody-called", name=name)
    if not near:
        return asked(nobody, *others, turn.drop) if others else said(nobody)
    reply = asked(turn.texts("which", name=name), *near, *others, turn.drop)
    reply.lines.append(nobody)
    return reply


def show_contact(turn: Turn, arguments: Mapping[str, Argument]) -> Reply:
    reply = contact_reply(turn, text_argument(arguments, "contact"))
    return reply or said(turn.texts("record-gone"))


def _field_reply(turn: Turn, contact: Contact, field: str) -> Reply:
    name = contact.name
    if field == "owner":
        company = turn.uow.accounts.get(contact.account_id) if contact.account_id else None
        return owner_reply(turn, name, contact.owner_id or (company.owner_id if company else None))
    if field == "phone":
        # "number" shows both: what is asked for is a way to reach the person.
        value = " · ".join(number for number in (contact.phone, contact.mobile) if number)
    elif field == "account":
        value = _company_of(turn, contact)
    elif field == "birthday":
        value = turn.dates.short(contact.birthday) if contact.birthday else ""
    elif field in FIELDS:
        value = str(getattr(contact, field))
    else:
        return said(turn.texts("field-not-kept", fields=_field_names(turn), field=field))
    if not value:
        return said(turn.texts("contact-field-unknown", name=name, field=turn.texts(f"field-{field}")))
    return said(turn.texts("contact-field", name=name, value=value))


def _card_reply(turn: Turn, card: ContactCard) -> Reply:
    contact, texts = card.contact, turn.texts
    company = card.account.name if card.account else ""
    role = (
        texts("role-at", title=contact.title, account=company)
        if contact.title and company
        else contact.title or company
    )
    reply = said(
        texts("contact-title-role", name=contact.name, role=role) if role else texts("contact-title", name=contact.name)
    )
    reach = [part for part in (contact.phone, contact.mobile, contact.email) if part]
    if reach:
        reply.lines.append(texts("contact-reach", reach=" · ".join(reach)))
    if card.last_touch:
        reply.lines.append(touch_line(turn, card.last_touch, "contact-last"))
    reply.lines += [_deal_line(turn, deal) for deal in card.deals]
    reply.lines += ahead_lines(turn, card.ahead)
    reply.buttons = [
        turn.button("button-log-call", "log_call_now", contact=contact.id),
        turn.button("button-remind-tomorrow", "remind_tomorrow", contact=contact.id),
    ]
    return reply


def _deal_line(turn: Turn, deal: Deal) -> str:
    return turn.texts(
        "contact-deal",
        deal=deal.name,
        stage=stage_of(deal, turn.uow.workspace.pipelines, turn.texts),
        amount="none" if deal.amount is None else money(deal.amount, deal.currency, turn.dates.locale),
        closes="none" if deal.close_date is None else turn.dates.short(deal.close_date),
    )


def handle_update_contact(turn: Turn, frame: Frame) -> Reply:
    field = next((f for f in FIELDS if f == frame.slots.get("field")), None)
    resolved = resolve(turn, frame, "contact", kinds=("contact", "lead"))
    lead = turn.uow.leads.get(resolved.known.id) if resolved.known and resolved.known.kind == "lead" else None
    if lead:
        return update_detail(turn, lead, frame)
    contact = turn.uow.contacts.get(resolved.known.id) if resolved.known else None
    if field is None:
        named = str(frame.slots.get("field", ""))
        return said(turn.texts("field-not-kept", fields=_field_names(turn), field=named))
    written = str(frame.slots.get("value", "")).strip()
    if not written:
        name = contact.name if contact else resolved.written
        return said(turn.texts("value-missing", field=turn.texts(f"field-{field}"), name=name))
    if contact is None:
        return _update_newcomer(turn, frame, resolved.written)
    value = _value(turn, field, written)
    if value is None:
        example = turn.texts(f"value-example-{_EXAMPLES[field]}")
        name = turn.texts(f"field-{field}")
        return said(turn.texts("value-wrong", value=written, field=name, example=example))
    return _update(turn, contact, field, value)


def _update_newcomer(turn: Turn, frame: Frame, name: str) -> Reply:
    """Whom the bot has just asked about is created with what is told of them; whoever else is new is asked about."""
    created = create_as_asked(turn, name)
    if created is None:
        yes = Option(
            label=turn.texts("button-create-person", name=name), role="yes", action=going_on("create_told", frame)
        )
        return _nobody(turn, frame, yes)
    return _with_told(turn, frame, created)


def create_told(turn: Turn, arguments: Mapping[str, Argument]) -> Reply:
    """Creates the person of whom something was told, and keeps it."""
    frame = frame_in(arguments)
    account = resolve(turn, frame, "account").known
    company = turn.uow.accounts.get(account.id) if account else None
    return _with_told(turn, frame, create_contact(turn.recorder, str(frame.slots["contact"]), company))


def _with_told(turn: Turn, frame: Frame, contact: Contact) -> Reply:
    known = KnownName(kind="contact", id=contact.id, name=contact.name, account_id=contact.account_id)
    account = turn.uow.accounts.get(contact.account_id) if contact.account_id else None
    reply = handle_update_contact(turn, with_known(frame, "contact", [known]))
    reply.lines.append(created_line(turn, contact.name, account))
    return reply


_EXAMPLES = {"phone": "phone", "mobile": "phone", "email": "email", "birthday": "date"}


def _update(turn: Turn, contact: Contact, field: ContactField, value: str | date | Account) -> Reply:
    shown, before = _shown(turn, value), _before(turn, contact, field)
    name = turn.texts(f"field-{field}")
    updated = update_contact(turn.recorder, contact, field, value)
    if updated == contact:
        return said(turn.texts("contact-unchanged", name=contact.name, field=name, value=shown))
    turn.named("update_contact", updated.name)
    new = isinstance(value, Account) and any(c.creates and c.record_id == value.id for c in turn.recorder.changes)
    if before:
        text = turn.texts("contact-updated-from", name=contact.name, field=name, before=before, value=shown)
    else:
        text = turn.texts("contact-updated", name=contact.name, field=name, value=shown)
    return said(text, *([turn.texts("account-created", name=shown)] if new else []))


def _value(turn: Turn, field: ContactField, written: str) -> str | date | Account | None:
    """The value as the record keeps it; None where it cannot be one."""
    if field in ("phone", "mobile"):
        return written if e164(written, turn.uow.workspace.country) else None
    if field == "email":
        return written if looks_like_email(written) else None
    if field == "birthday":
        return _birthday(turn, written)
    if field == "account":
        same = turn.uow.accounts.by_name(written)
        return same[0] if same else create_account(turn.recorder, written)
    return written


def _birthday(turn: Turn, written: str) -> date | None:
    from bot.language.when import when

    found = when(
        written,
        now=turn.speaker.now,
        zone=turn.speaker.zone,
        language=turn.language,
        lean="past",
        day_first=turn.uow.workspace.day_first,
    )
    start = found.start if found else None
    return start.date() if isinstance(start, datetime) else start


def _shown(turn: Turn, value: str | date | Account) -> str:
    if isinstance(value, Account):
        return value.name
    return turn.dates.short(value) if isinstance(value, date) else value


def _before(turn: Turn, contact: Contact, field: ContactField) -> str:
    if field == "account":
        return _company_of(turn, contact)
    value = getattr(contact, field)
    return turn.dates.short(value) if isinstance(value, date) else value or ""


def _company_of(turn: Turn, contact: Contact) -> str:
    account = turn.uow.accounts.get(contact.account_id) if contact.account_id else None
    return account.name if account else ""


def _field_names(turn: Turn) -> str:
    return ", ".join(turn.texts(f"field-{field}") for field in FIELDS)


def create(turn: Turn, frame: Frame) -> Reply:
    """The person, and the company where it is new."""
    slots = frame.slots
    name = str(slots.get("contact", ""))
    account = resolve(turn, frame, "account")
    known_account = turn.uow.accounts.get(account.known.id) if account.known else None
    if account.written and known_account is None:
        known_account = create_account(turn.recorder, account.written)
    contact = create_contact(
        turn.recorder,
        name,
        known_account,
        title=str(slots.get("title", "")),
        phone=str(slots.get("phone", "")),
        email=str(slots.get("email", "")),
    )
    turn.named("create_contact", contact.name)
    details = [part for part in (contact.title, contact.phone, contact.email) if part]
    return said(created_line(turn, contact.name, known_account), *([" · ".join(details)] if details else []))
