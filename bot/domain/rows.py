"""Rows: records as files hold them, by name instead of by id. What a reader gives and an import takes.

`place` says where in which file a row stands ("crm.json: contacts[3]"). None means that the file
does not say; an import then leaves what the record has.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceRow:
    place: str
    name: str | None = None
    currency: str | None = None
    timezone: str | None = None
    country: str | None = None
    day_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    place: str
    name: str
    email: str | None = None
    role: str | None = None
    team: str | None = None
    language: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """`owner` is a user's name."""

    place: str
    name: str
    website: str | None = None
    industry: str | None = None
    phone: str | None = None
    address: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """`name` is the whole name, `account` an account's, `owner` a user's."""

    place: str
    name: str
    account: str | None = None
    title: str | None = None
    email: str | None = None
    phone: str | None = None
    mobile: str | None = None
    address: str | None = None
    birthday: date | None = None
    timezone: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRow:
    """`account` is an account's name, `owner` a user's; `stage` one of `bot.domain.deals.STAGES`."""

    place: str
    name: str
    account: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    stage: str | None = None
    close_date: date | None = None
    next_step: str | None = None
    owner: str | None = None


@dataclass(slots=True, kw_only=True)
class Rows:
    """Everything that some files hold, in their order. `problems`: one line a row that cannot be read."""

    workspace: WorkspaceRow | None = None
    users: list[UserRow] = field(default_factory=list)
    accounts: list[AccountRow] = field(default_factory=list)
    contacts: list[ContactRow] = field(default_factory=list)
    deals: list[DealRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.users) + len(self.accounts) + len(self.contacts) + len(self.deals)
