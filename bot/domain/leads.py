"""Leads: people who may become customers, before they are contacts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

LeadStatus = Literal["new", "assigned", "in_process", "converted", "recycled", "dead"]

LEAD_STATUSES: tuple[LeadStatus, ...] = get_args(LeadStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A possible customer. `account_name` is the company as written: a lead belongs to no account yet.

    `contact_id`, `account_id` and `deal_id` tell what a converted lead became; it is found under
    those from then on, and by its own name no longer. Numbers are kept as written and in E.164.
    """

    id: str
    first_name: str = ""
    last_name: str
    account_name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    phone_e164: str = ""
    mobile: str = ""
    mobile_e164: str = ""
    source: str = ""
    status: LeadStatus = "new"
    contact_id: str | None = None
    account_id: str | None = None
    deal_id: str | None = None
    owner_id: str | None = None
    created_at: datetime
    deleted_at: datetime | None = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
