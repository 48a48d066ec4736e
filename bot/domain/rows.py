"""Rows: records as files hold them, by name instead of by id. What a reader gives and an import takes.

`place` says where in which file a row stands ("crm.json: contacts[3]"). None means that the file
does not say; an import then leaves what the record has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol, get_args

RowKind = Literal["users", "accounts", "contacts", "leads", "deals"]

# In the order in which they are imported: what others name comes first.
ROW_KINDS: tuple[RowKind, ...] = get_args(RowKind)


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
    """`name` is the whole name, `account` an account's, `owner` a user's.

    With a `last_name` the name is divided as told; else by `bot.domain.names.split_person`.
    """

    place: str
    name: str
    first_name: str | None = None
    last_name: str | None = None
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
class LeadRow:
    """As a contact; `account` is the company as written, `status` one of `bot.domain.leads.LEAD_STATUSES`."""

    place: str
    name: str
    first_name: str | None = None
    last_name: str | None = None
    account: str | None = None
    title: str | None = None
    email: str | None = None
    phone: str | None = None
    mobile: str | None = None
    source: str | None = None
    status: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRow:
    """`account` is an account's name, `owner` a user's; `pipeline` and `stage` those of the workspace, by any of their
    words."""

    place: str
    name: str
    account: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    pipeline: str | None = None
    stage: str | None = None
    close_date: date | None = None
    next_step: str | None = None
    owner: str | None = None


Row = UserRow | AccountRow | ContactRow | LeadRow | DealRow


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that cannot be read; `problem` says what is wrong with it and what to write."""

    place: str
    problem: str


class RowSource(Protocol):
    """What an import reads. It may read more than once, and need not hold all rows in memory.

    `problems`: one line for each part that cannot be read at all. `notes`: what a person should know,
    such as columns that are left out. `len` counts the rows.
    """

    @property
    def workspace(self) -> WorkspaceRow | None: ...
    @property
    def problems(self) -> Sequence[str]: ...
    @property
    def notes(self) -> Sequence[str]: ...
    def rows_of(self, kind: RowKind) -> Iterable[Row | BadRow]: ...
    def __len__(self) -> int: ...


@dataclass(slots=True, kw_only=True)
class Rows:
    """A source in memory: everything that some files hold, in their order."""

    workspace: WorkspaceRow | None = None
    users: list[UserRow] = field(default_factory=list)
    accounts: list[AccountRow] = field(default_factory=list)
    contacts: list[ContactRow] = field(default_factory=list)
    leads: list[LeadRow] = field(default_factory=list)
    deals: list[DealRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def rows_of(self, kind: RowKind) -> Iterable[Row | BadRow]:
        rows: Iterable[Row | BadRow] = getattr(self, kind)
        return rows

    def __len__(self) -> int:
        return sum(len(getattr(self, kind)) for kind in ROW_KINDS)
