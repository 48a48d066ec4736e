"""What the core asks of the world. Stores and adapters implement these protocols; nothing else crosses the border.

A use case is a plain function over a `UnitOfWork`; a `Store` runs it in one transaction. Every
repository is bound to the one workspace of its store.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from bot.domain.activities import ActivityKind
from bot.domain.changes import Change, ChangeSet, Fields, KeptChange
from bot.domain.deals import Deal, DealSearch
from bot.domain.money import Rate
from bot.domain.names import Names
from bot.domain.people import Identity, User, Workspace
from bot.domain.reports import ActivityCount
from bot.domain.rights import Sight
from bot.messages import Address, Attachment, Conversation, Delivery, Profile
from bot.queue_ports import Buttons, Digests, Inbox, Leases, Meetings, Notices, Outbox, Processes, Queues
from bot.record_ports import Accounts, Activities, Agenda, Contacts, Deals, Leads, Reminders, Tasks, Trash
from bot.remote_ports import Sync

R = TypeVar("R")
T = TypeVar("T")


class Reports(Protocol):
    """What reports are made of: figures over many records."""

    def deals(self, wanted: DealSearch) -> list[Deal]:
        """All deals that fit, however many; those that close first at the top."""
        ...

    def activity_counts(
        self, *, start: datetime, end: datetime, owner_id: str | None = None, kind: ActivityKind | None = None
    ) -> list[ActivityCount]:
        """What was done in [start, end), by person and kind; None: of everybody, of every kind.

        Held, and attempts: no answer, voicemail. What was called off is neither.
        """
        ...

    def deal_changes(self, *, since: datetime, until: datetime, owner_id: str | None = None) -> list[Change]:
        """What was changed of deals in [since, until) and not undone, in that order; None: of everybody's deals."""
        ...

    def latest_notes(self, deal_ids: Collection[str]) -> dict[str, str]:
        """The text of the latest note on each of these deals that has one, by deal."""
        ...


class Rates(Protocol):
    """What other currencies are worth in that of the workspace."""

    def all(self) -> list[Rate]:
        """By currency; also those against what was the workspace's currency before."""
        ...

    def put(self, rate: Rate) -> None:
        """Takes the place of an earlier rate."""
        ...

    def remove(self, base: str, currency: str) -> None: ...


class Users(Protocol):
    def all(self) -> list[User]: ...
    def get(self, user_id: str) -> User | None: ...
    def by_identity(self, platform: str, external_id: str) -> User | None: ...
    def add(self, user: User) -> None: ...
    def update(self, user_id: str, fields: Fields) -> None: ...
    def identities(self, user_id: str) -> list[Identity]:
        """The person's accounts on chat platforms, the one linked last at the end."""
        ...

    def link(self, user_id: str, platform: str, external_id: str, now: datetime) -> None:
        """Makes this identity the person's; linking again changes nothing."""
        ...


class Invitations(Protocol):
    """One-time codes that link an identity to a user. Only their hashes are kept."""

    def add(self, user_id: str, code_hash: str, *, now: datetime, expires_at: datetime) -> None:
        """Earlier unused codes of the same user stop working."""
        ...

    def redeem(self, code_hash: str, now: datetime) -> str | None:
        """The id of the user whose code this is, at most once; None for an unknown, used or old code."""
        ...

    def failures(self, platform: str, external_id: str, *, since: datetime) -> int:
        """Wrong codes that this identity sent since then."""
        ...

    def add_failure(self, platform: str, external_id: str, now: datetime) -> None: ...
    def clear_failures(self, platform: str, external_id: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFeed:
    """Whose feed it is, and the hash of the secret in its address."""

    user_id: str
    token_hash: str


class Calendars(Protocol):
    """The calendar feeds, one for each person at most."""

    def put(self, user_id: str, token_hash: str, now: datetime) -> None:
        """Takes the place of an earlier feed."""
        ...

    def find(self, token_hash: str) -> CalendarFeed | None: ...
    def remove(self, user_id: str) -> bool:
        """False where there was none."""
        ...


class ChangeSets(Protocol):
    def add(self, change_set: ChangeSet) -> None: ...
    def append(self, set_id: str, changes: Sequence[Change]) -> None:
        """Further changes of the same message, such as those of its answered question."""
        ...

    def get(self, set_id: str) -> ChangeSet | None: ...
    def changes_of(self, set_id: str, *, before: str, limit: int) -> list[KeptChange]:
        """The last so many changes of a set before one of them, the latest first; before "" the very last."""
        ...

    def page(self, after: str, limit: int) -> list[ChangeSet]:
        """The next so many of all sets, by id and without their changes; after "" the first."""
        ...

    def changes_page(self, after: str, limit: int) -> list[KeptChange]:
        """The next so many changes of all sets, by id; after "" the first."""
        ...

    def keep(self, changes: Sequence[KeptChange]) -> None:
        """Adds changes under the ids that they had in another store."""
        ...

    def of_message(self, message_key: str) -> ChangeSet | None:
        """What a message changed, unless that is undone; undos do not count."""
        ...

    def last_undoable(self, user_id: str, conversation: str, *, since: datetime) -> ChangeSet | None:
        """The person's latest set that is neither undone nor an undo: in this conversation, else anywhere."""
        ...

    def last_redoable(self, user_id: str, conversation: str, *, since: datetime) -> ChangeSet | None:
        """The latest undo that is not itself undone, unless something was changed after it."""
        ...

    def mark_undone(self, set_id: str, at: datetime | None) -> None: ...
    def last_writer(self, record_id: str, field: str) -> ChangeSet | None:
        """The set that wrote this field last, without its changes."""
        ...

    def makers(self, record_ids: Collection[str]) -> dict[str, ChangeSet]:
        """The set in which each of these records was created, without its changes; none for those of an older store."""
        ...

    def of_record(self, record_id: str, limit: int) -> list[tuple[ChangeSet, Change]]:
        """What was changed in a record, the latest first; each with its set, that without its changes."""
        ...


class Conversations(Protocol):
    """What is kept of a conversation between messages, as plain JSON; the claim of a message tells it."""

    def save(self, conversation: Conversation, state: Mapping[str, Any], now: datetime) -> None: ...


class Retention(Protocol):
    """Removes what is older than that, at most so many rows; gives their number."""

    def forget_inbox(self, before: datetime, limit: int) -> int:
        """Messages that were handled, or given up."""
        ...

    def forget_outbox(self, before: datetime, limit: int) -> int:
        """Messages that were sent, refused or cancelled, with their buttons."""
        ...

    def forget_changes(self, before: datetime, limit: int) -> int: ...


class UnitOfWork(Protocol):
    """The repositories inside one transaction."""

    @property
    def workspace(self) -> Workspace: ...
    def act_as(self, sight: Sight, workspace: Workspace | None = None) -> None:
        """From now on records that this person may not see are as if they were not there. Before that all are seen.

        `workspace`: as it was read a moment ago, where it was.
        """
        ...

    def unlimited(self) -> AbstractContextManager[None]:
        """Within this, all records are there again: for what must stay whole, such as undo and merge."""
        ...

    def seeing(self, sight: Sight) -> AbstractContextManager[None]:
        """Within this, records that this person may not see are as if they were not there."""
        ...

    def update_workspace(self, fields: Fields) -> None:
        """Sets these fields; `workspace` shows them at once."""
        ...

    @property
    def accounts(self) -> Accounts: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def leads(self) -> Leads: ...
    @property
    def deals(self) -> Deals: ...
    @property
    def activities(self) -> Activities: ...
    @property
    def tasks(self) -> Tasks: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def agenda(self) -> Agenda: ...
    @property
    def reports(self) -> Reports: ...
    @property
    def trash(self) -> Trash: ...
    @property
    def rates(self) -> Rates: ...
    @property
    def users(self) -> Users: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def calendars(self) -> Calendars: ...
    @property
    def processes(self) -> Processes: ...
    @property
    def leases(self) -> Leases: ...
    @property
    def change_sets(self) -> ChangeSets: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def queues(self) -> Queues: ...
    @property
    def meetings(self) -> Meetings: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def digests(self) -> Digests: ...
    @property
    def buttons(self) -> Buttons: ...
    @property
    def retention(self) -> Retention: ...
    @property
    def sync(self) -> Sync: ...
    @property
    def names(self) -> Names: ...


class Store(Protocol):
    """One function, one transaction."""

    async def read(self, function: Callable[[UnitOfWork], T]) -> T:
        """Runs it in a read-only transaction."""
        ...

    async def write(self, function: Callable[[UnitOfWork], T]) -> T:
        """Runs it in a serialised transaction; it may run more than once, so it must have no other effects."""
        ...

    async def claim(self, function: Callable[[UnitOfWork], T]) -> T:
        """As write, for queues: rows that another process holds are skipped rather than waited for."""
        ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that `crmbot doctor` looked at. `remedy` says what to do where it is not `ok`."""

    name: str
    ok: bool
    detail: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a platform allows. `a_second`: messages over all chats; the pauses, in seconds, stand between two messages
    of one chat or group."""

    a_second: float
    chat_pause: float = 0.0
    group_pause: float = 0.0


class Messenger(Protocol):
    """Sends to one platform."""

    @property
    def platform(self) -> str: ...

    @property
    def limits(self) -> Limits | None:
        """What the platform allows; None where nothing is limited."""
        ...

    def is_group(self, address: Address) -> bool:
        """Whether the stricter pause of groups holds there."""
        ...

    def link(self, message_key: str, *, own: bool) -> str:
        """The address under which the message of this key is found; "" where it has none that the reader can open, who
        wrote it, or did not.
        """
        ...

    async def deliver(self, delivery: Delivery) -> str:
        """Carries the effect out and gives the platform's id of the message.

        Raises TransientDelivery, UnknownDelivery or PermanentDelivery, never a library's own error.
        """
        ...

    async def fetch(self, attachment: Attachment, most: int) -> bytes:
        """The content of a file beside a message, as far as it has at most so many bytes, else one byte more.

        Raises delivery errors; NotAdmitted where the bot may not read files.
        """
        ...

    async def profile(self, person: str) -> Profile:
        """What the platform knows of a person now; an empty profile where it tells nothing or cannot be reached."""
        ...
