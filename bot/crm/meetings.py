"""Around calls and meetings: what to know before one, and when to ask how it went."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.crm.workdays import workdays_of
from bot.domain.activities import Activity, History, ends_at
from bot.domain.agenda import Task
from bot.domain.deals import Deal
from bot.domain.leads import Lead
from bot.domain.people import Account, Contact, User, Workspace
from bot.ports import UnitOfWork

BRIEF_BEFORE = timedelta(minutes=20)
ASK_AFTER = timedelta(minutes=15)
# Who was asked so long ago answers something else.
ANSWERED_WITHIN = timedelta(hours=12)
_MOST_PEOPLE = 3
_MOST_TOUCHES = 3
_MOST_PROMISES = 2
# Among so many of the latest are those that were a touch.
_LOOKED_THROUGH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingBrief:
    """What one wants to know on the way in. `deal`: the one it is about, else the company's that closes first."""

    people: tuple[Contact | Lead, ...]
    account: Account | None
    touches: tuple[Activity, ...]
    promises: tuple[Task, ...]
    deal: Deal | None


def brief_on(uow: UnitOfWork, meeting: Activity) -> MeetingBrief:
    contacts, leads = uow.contacts.get_many(meeting.contact_ids), uow.leads.get_many(meeting.lead_ids)
    people: list[Contact | Lead] = [*contacts, *leads]
    contact_id = next(iter(meeting.contact_ids), None)
    lead_id = next(iter(meeting.lead_ids), None)
    account = uow.accounts.get(meeting.account_id) if meeting.account_id else None
    deal = uow.deals.get(meeting.deal_id) if meeting.deal_id else None
    if deal is None and account is not None:
        deal = next(iter(uow.deals.open_of_account(account.id, 1)), None)
    return MeetingBrief(
        people=tuple(people[:_MOST_PEOPLE]),
        account=account,
        touches=_touches(uow, contact_id, lead_id, account),
        promises=tuple(
            uow.tasks.open_with(contact_id, account.id if account else None, _MOST_PROMISES, lead_id=lead_id)
        ),
        deal=deal,
    )


def _touches(
    uow: UnitOfWork, contact_id: str | None, lead_id: str | None, account: Account | None
) -> tuple[Activity, ...]:
    """The last ones with the person, else with the company, whoever had them."""
    if contact_id or lead_id:
        wanted = History(contact_id=contact_id, lead_id=None if contact_id else lead_id)
    elif account:
        wanted = History(account_id=account.id)
    else:
        return ()
    found = uow.activities.history(wanted, limit=_LOOKED_THROUGH)
    held = [touch for touch in found if touch.status == "held" and touch.kind != "note"]
    return tuple(held[:_MOST_TOUCHES])


def asked_at(meeting: Activity, user: User, workspace: Workspace) -> datetime:
    """When its owner is asked how it went: after the usual end of things, out of quiet hours."""
    return workdays_of(user, workspace).out_of_quiet(ends_at(meeting) + ASK_AFTER)


def is_ahead(meeting: Activity | None, starts_at: datetime | None) -> bool:
    """Whether it still stands as it was when it was spoken of: neither called off nor logged, nor moved."""
    return meeting is not None and meeting.status == "planned" and meeting.happened_at == starts_at
