"""Who the CRM is about, and who uses it.

A `user` is a salesperson; an `identity` is one person's account on one chat platform.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.domain.rights import Visibility
from bot.domain.stages import Pipelines, pipelines_of
from bot.languages import DEFAULT_LANGUAGE

Role = Literal["admin", "manager", "rep"]
# What a locked screen may show of a message that comes unasked.
LockScreen = Literal["full", "name", "nothing"]
# What comes unasked, and can be muted: my day, my week, a reminder once more, what to know before a meeting, the
# question after it.
Unasked = Literal["day", "week", "nag", "brief", "outcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """The tenant. `country` is the region of phone numbers written without a prefix (ISO 3166).

    `visibility` is whose records its people see; `bot.crm.rights` tells what follows for whom.
    `remote` is the address of the CRM that it mirrors; "" where it stands alone. `public_url` is where others reach
    `crmbot serve`, "" where they do not. `stages` are its pipelines as `bot.domain.stages` writes them, "" for the
    standard one.
    """

    id: str
    name: str
    currency: str = "EUR"
    timezone: str = "UTC"
    country: str = "FR"
    day_first: bool | None = None
    visibility: Visibility = "all"
    remote: str = ""
    public_url: str = ""
    stages: str = ""

    @property
    def pipelines(self) -> Pipelines:
        return pipelines_of(self.stages)

    @property
    def dates_begin_with_day(self) -> bool:
        """How a date such as 03/04/2026 is meant where nothing else tells."""
        return self.country != "US" if self.day_first is None else self.day_first


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A salesperson. `timezone` is an IANA name; `reply_*` is where the person wrote last.

    `workdays` as RFC 5545 has them; `country` (ISO 3166) is whose holidays are kept, "" that of the zone, "none" none.
    `digest_time`: when My day comes, None as the working day starts. `muted` are kinds of `Unasked`, between commas.
    At most `reminder_cap` reminders come in a day, 0 any number; one without an answer comes once more after so many
    working hours.
    """

    id: str
    name: str
    email: str = ""
    role: Role = "rep"
    team: str = ""
    language: str = DEFAULT_LANGUAGE
    timezone: str = "UTC"
    workday_start: time = time(9)
    workdays: str = "MO,TU,WE,TH,FR"
    country: str = ""
    quiet_from: time | None = None
    quiet_until: time | None = None
    digest_time: time | None = None
    muted: str = ""
    reminder_cap: int = 12
    nag_after_hours: int = 2
    lock_screen: LockScreen = "full"
    active: bool = True
    reply_platform: str = ""
    reply_chat: str = ""
    reply_thread: str = ""

    @property
    def nag_after(self) -> timedelta:
        return timedelta(hours=self.nag_after_hours)

    def mutes(self, kind: Unasked) -> bool:
        return kind in self.muted.split(",")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One person's account on one chat platform; `external_id` is also where a private message to them goes."""

    platform: str
    external_id: str
    user_id: str
    linked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A company."""

    id: str
    name: str
    website: str = ""
    industry: str = ""
    phone: str = ""
    phone_e164: str = ""
    address: str = ""
    owner_id: str | None = None
    created_at: datetime
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at a customer's. `phone` is the work phone; both numbers are kept as written and in E.164."""

    id: str
    first_name: str = ""
    last_name: str
    account_id: str | None = None
    title: str = ""
    email: str = ""
    phone: str = ""
    phone_e164: str = ""
    mobile: str = ""
    mobile_e164: str = ""
    address: str = ""
    birthday: date | None = None
    timezone: str = ""
    owner_id: str | None = None
    created_at: datetime
    deleted_at: datetime | None = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
