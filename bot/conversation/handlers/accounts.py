"""Companies: created, corrected, looked up, and who is known there."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from bot.conversation.handlers.deals import deal_line, handle_find_deal, handle_update_deal
from bot.conversation.names import resolve, text_argument
from bot.conversation.owners import owner_reply
from bot.conversation.questions import amount_in, time_in
from bot.conversation.turn import Reply, Turn, said
from bot.conversation.values import field_called
from bot.crm.people import AccountField, create_account, update_account
from bot.domain.activities import History
from bot.domain.people import Account
from bot.domain.phones import e164
from bot.language.frames import Frame, SlotValue
from bot.messages import Argument

_FIELDS: tuple[AccountField, ...] = ("phone", "website", "industry", "address", "name")
# What is asked and told of companies and is their deals'.
_OF_DEALS = ("amount", "close_date", "next_step")
_MOST_DEALS = 5


def create(turn: Turn, frame: Frame) -> Reply:
    slots = frame.slots
    details = {field: str(slots[field]) for field in ("website", "phone", "industry") if field in slots}
    account = create_account(turn.recorder, str(slots.get("account", "")), **details)
    turn.named("create_account", account.name)
    told = " · ".join(details.values())
    return said(turn.texts("account-created", name=account.name), *([told] if told else []))


def handle_find_account(turn: Turn, frame: Frame) -> Reply:
    if frame.slots.get("field") in _OF_DEALS:
        return handle_find_deal(turn, frame)
    account = _account(turn, frame)
    if isinstance(account, Reply):
        return account
    if frame.slots.get("field") == "owner":
        return _whose(turn, account)
    field = next((f for f in _FIELDS if f == frame.slots.get("field")), None)
    if field is None:
        return account_reply(turn, account)
    value = getattr(account, field)
    if not value:
        return said(turn.texts("contact-field-unknown", name=account.name, field=turn.texts(f"field-{field}")))
    return said(turn.texts("contact-field", name=account.name, value=value))


def _whose(turn: Turn, account: Account) -> Reply:
    """Who has the company, and who has those of its open deals that somebody else has."""
    reply = owner_reply(turn, account.name, account.owner_id)
    deals = turn.uow.deals.open_of_account(account.id, _MOST_DEALS)
    others = (deal for deal in deals if deal.owner_id not in (None, account.owner_id))
    reply.lines += [line for deal in others for line in owner_reply(turn, deal.name, deal.owner_id).lines]
    return reply


def handle_update_account(turn: Turn, frame: Frame) -> Reply:
    if frame.slots.get("field") in _OF_DEALS:
        return _update_deal(turn, frame)
    account = _account(turn, frame)
    return account if isinstance(account, Reply) else _update(turn, account, frame)


def _update(turn: Turn, account: Account, frame: Frame) -> Reply:
    field = next((f for f in _FIELDS if f == frame.slots.get("field")), None)
    value = str(frame.slots.get("value", "")).strip()
    if field is None:
        names = ", ".join(turn.texts(f"field-{f}") for f in _FIELDS)
        named = str(frame.slots.get("field", ""))
        return said(turn.texts("account-field-not-kept", fields=names, field=field_called(turn.texts, named) or named))
    name = turn.texts(f"field-{field}")
    if not value:
        return said(turn.texts("value-missing", field=name, name=account.name))
    if field == "phone" and not e164(value, turn.uow.workspace.country):
        return said(turn.texts("value-wrong", value=value, field=name, example=turn.texts("value-example-phone")))
    before = getattr(account, field)
    update_account(turn.recorder, account, field, value)
    if not turn.recorder.changes:
        return said(turn.texts("contact-unchanged", name=account.name, field=name, value=value))
    turn.named("update_account", account.name)
    key: Literal["contact-updated", "contact-updated-from"] = "contact-updated-from" if before else "contact-updated"
    facts = {"before": before} if before else {}
    return said(turn.texts(key, name=account.name, field=name, value=value, **facts))


def _update_deal(turn: Turn, frame: Frame) -> Reply:
    """What is told of a company and only deals have, as an amount, is its deal's: read as such."""
    account, value = str(frame.slots.get("account", "")), str(frame.slots.get("value", ""))
    told: dict[str, SlotValue] = {"account": account}
    match frame.slots["field"]:
        case "amount":
            amount = amount_in(turn, value)
            if amount is None:
                return said(turn.texts("amount-not-understood", text=value))
            told |= {"amount": amount.amount, **({"currency": amount.currency} if amount.currency else {})}
        case "close_date":
            day = time_in(turn, value)
            if day is None:
                return said(turn.texts("time-not-understood", text=value))
            told["close_date"] = day
        case _:
            told["next_step"] = value
    return handle_update_deal(turn, replace(frame, intent="update_deal", slots=told))


def _account(turn: Turn, frame: Frame) -> Account | Reply:
    found = resolve(turn, frame, "account")
    account = turn.uow.accounts.get(found.known.id) if found.known else None
    return account or said(turn.texts("account-none", name=found.written))


def show_account(turn: Turn, arguments: Mapping[str, Argument]) -> Reply:
    account = turn.uow.accounts.get(text_argument(arguments, "account"))
    if account is None:
        return said(turn.texts("record-gone"))
    turn.mention("account", account.id)
    return account_reply(turn, account)


def account_reply(turn: Turn, account: Account) -> Reply:
    texts = turn.texts
    reply = said(texts("account-title", name=account.name, industry=account.industry or "none"))
    reach = " · ".join(part for part in (account.phone, account.website) if part)
    if reach:
        reply.lines.append(texts("contact-reach", reach=reach))
    if account.address:
        reply.lines.append(texts("location", place=account.address))
    contacts = turn.uow.contacts.of_account(account.id, 4)
    if contacts:
        names = ", ".join(contact.name for contact in contacts[:3])
        reply.lines.append(texts("account-people", names=names + (" …" if len(contacts) > 3 else "")))
    reply.lines += [deal_line(turn, deal) for deal in turn.uow.deals.open_of_account(account.id, 3)]
    last = turn.uow.activities.history(History(account_id=account.id), limit=1)
    if last:
        kind, when = texts(f"kind-{last[0].kind}"), turn.dates.past(last[0].happened_at)
        reply.lines.append(texts("contact-last", kind=kind, when=when))
    if contacts:
        reply.buttons.append(turn.button("button-people", "show_contacts", account=account.id, offset=0))
    return reply
