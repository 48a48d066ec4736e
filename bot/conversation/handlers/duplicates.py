"""Creating: what is known already is asked about first, and taken or created all the same."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.conversation.handlers import accounts, deals, leads, people
from bot.conversation.names import resolve, text_argument
from bot.conversation.state import Option, frame_in, going_on
from bot.conversation.turn import Reply, Turn, asked, said
from bot.crm.changes import records_of
from bot.crm.duplicates import Duplicate, Known, Person, accounts_like, contacts_like, deals_like, leads_like
from bot.crm.records import fill_in
from bot.domain.changes import RecordKind, kind_of
from bot.domain.deals import Deal
from bot.domain.leads import Lead
from bot.domain.people import Account, Contact
from bot.language.frames import Frame
from bot.messages import Argument
from bot.wording.texts import Said

Arguments = Mapping[str, Argument]

_MOST_CHOICES = 3
_KINDS: tuple[RecordKind, ...] = ("account", "contact", "lead", "deal")
_CREATE: Mapping[str, Callable[[Turn, Frame], Reply]] = {
    "create_account": accounts.create,
    "create_contact": people.create,
    "create_deal": deals.create,
    "create_lead": leads.create,
}
# What a frame tells that a record may lack, by the slot and the field.
_LEARNT: Mapping[type, Mapping[str, str]] = {
    Account: {"website": "website", "phone": "phone", "industry": "industry"},
    Contact: {"title": "title", "phone": "phone", "email": "email"},
    Lead: {"title": "title", "phone": "phone", "email": "email", "account": "account_name", "source": "source"},
    Deal: {},
}


def handle_create(turn: Turn, frame: Frame) -> Reply:
    """Creates at once what nobody knows."""
    found = _found(turn, frame)
    return _ask(turn, frame, found) if found else _CREATE[frame.intent](turn, frame)


def _found(turn: Turn, frame: Frame) -> Sequence[Duplicate[Any]]:
    slots, uow = frame.slots, turn.uow
    told = {slot: str(slots.get(slot, "")) for slot in ("contact", "account", "website", "phone", "email")}
    if frame.intent == "create_account":
        return accounts_like(uow, name=told["account"], website=told["website"], phone=told["phone"])
    # A lead's company is but a name: which one is meant need not be known.
    resolved = resolve(turn, frame, "account").known if frame.intent != "create_lead" else None
    account = uow.accounts.get(resolved.id) if resolved else None
    if frame.intent == "create_deal":
        return deals_like(uow, name=deals.name_of_new(frame), account=account)
    person = Person(
        name=told["contact"],
        email=told["email"],
        numbers=(told["phone"],),
        account=account,
        account_name=told["account"],
    )
    both: list[Sequence[Duplicate[Any]]] = [contacts_like(uow, person), leads_like(uow, person)]
    return [each for some in (both if frame.intent == "create_contact" else both[::-1]) for each in some]


def _ask(turn: Turn, frame: Frame, found: Sequence[Duplicate[Any]]) -> Reply:
    options = [_use(turn, frame, each.record, alone=len(found) == 1) for each in found[:_MOST_CHOICES]]
    first = found[0]
    return asked(
        turn.texts("duplicate-found", who=_who(turn, first.record), kind=kind_of(first.record), sign=first.sign),
        *options,
        Option(label=turn.texts("button-create-anyway"), role="yes", action=going_on("create_anyway", frame)),
    )


def _use(turn: Turn, frame: Frame, record: Known, *, alone: bool) -> Option:
    action = going_on("use_known", frame, kind=kind_of(record), record=record.id)
    label = turn.texts("button-use", name=record.name)
    return Option(label=label, role="no" if alone else "", action=action)


def _who(turn: Turn, record: Known) -> Said:
    return leads.who(turn, record) if isinstance(record, Lead | Contact) else turn.texts("who", name=record.name)


def create_anyway(turn: Turn, arguments: Arguments) -> Reply:
    """The answer that it is another one."""
    frame = frame_in(arguments)
    return _CREATE[frame.intent](turn, frame)


def use_known(turn: Turn, arguments: Arguments) -> Reply:
    """The answer that it is the same: the record learns what it lacked, and is shown."""
    kind: RecordKind = next(kind for kind in _KINDS if kind == arguments["kind"])
    record = records_of(turn.uow, kind).get(text_argument(arguments, "record"))
    if record is None:
        return said(turn.texts("button-unknown"))
    frame = frame_in(arguments)
    told = {field: str(frame.slots[slot]) for slot, field in _LEARNT[type(record)].items() if slot in frame.slots}
    company = resolve(turn, frame, "account").known if isinstance(record, Contact) else None
    completed = fill_in(turn.recorder, record, told | ({"account_id": company.id} if company else {}))
    reply = _shown(turn, completed)
    if turn.recorder.changes:
        turn.named(f"update_{kind}", completed.name)
        written = told | ({"account_id": company.name} if company else {})
        added = [text for field, text in written.items() if getattr(record, field) != getattr(completed, field)]
        reply.lines.insert(1, turn.texts("duplicate-completed", details=" · ".join(added)))
    return reply


def _shown(turn: Turn, record: Known) -> Reply:
    match record:
        case Account():
            return accounts.account_reply(turn, record)
        case Deal():
            return deals.deal_reply(turn, record)
        case Lead():
            return leads.lead_reply(turn, record)
    return people.contact_reply(turn, record.id) or said(turn.texts("button-unknown"))
