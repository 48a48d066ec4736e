"""What the core asks of the world. Stores and adapters implement these protocols; nothing else crosses the border.

A use case is a plain function over a `UnitOfWork`; a `Store` runs it in one transaction. Every
repository is bound to the one workspace of its store.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol, TypeVar

from bot.domain.activities import ActivityKind
from bot.domain.changes import Change, ChangeSet, Fields, KeptChange
from bot.domain.deals import Deal, DealSearch
from bot.domain.money import Rate
from bot.domain.names import Names
from bot.domain.people import Identity, User, Workspace
from bot.domain.reminders import Occurrence, Undelivered
from bot.domain.reports import ActivityCount
from bot.domain.rights import Sight
from bot.messages import Action, Address, Button, Content, Conversation, Delivery, Effect, Incoming, Profile
from bot.record_ports import Accounts, Activities, Agenda, Contacts, Deals, Leads, Reminders, Tasks
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


class Processes(Protocol):
    """The processes on this store, each known by its heartbeat."""

    def beat(self, process: str, platforms: Collection[str], now: datetime) -> None: ...
    def all(self) -> list[tuple[str, str, datetime]]:
        """Each process with each platform that it serves, and its last heartbeat."""
        ...

    def count(self, platform: str, *, since: datetime) -> int:
        """How many that serve this platform were heard of since then."""
        ...

    def leave(self, process: str) -> None: ...
    def bury(self, process: str, seen_at: datetime) -> bool:
        """Forgets a process whose last heartbeat is still this one; False where it is not, or is forgotten already."""
        ...


class Leases(Protocol):
    """Duties that one process has at a time, such as polling."""

    def take(self, duty: str, holder: str, *, now: datetime, until: datetime) -> bool:
        """True for the one holder; a lease that ran out may be taken by anybody, one's own is renewed."""
        ...

    def release(self, duty: str, holder: str) -> None: ...
    def release_all(self, holder: str) -> None: ...


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


class Conversations(Protocol):
    """What is kept of a conversation between messages, as plain JSON; the claim of a message tells it."""

    def save(self, conversation: Conversation, state: Mapping[str, Any], now: datetime) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An inbox row in this process' hands until the lease runs out. `attempts` counts this one.

    `state` is what was kept of its conversation: nobody else changes that while the claim holds.
    """

    incoming: Incoming
    attempts: int
    claimed_by: str
    state: Mapping[str, Any] = field(default_factory=dict)


class Inbox(Protocol):
    def accept(self, incoming: Sequence[Incoming], now: datetime) -> set[str]:
        """Keeps these messages; gives the keys that were not known before."""
        ...

    def claim(
        self, claimed_by: str, now: datetime, lease: timedelta, conversation: Conversation | None = None
    ) -> Claim | None:
        """The oldest unfinished row that nobody holds and whose predecessors in its conversation are finished."""
        ...

    def finish(self, claim: Claim, now: datetime) -> bool:
        """False when the lease was lost to another process meanwhile: then nothing may be committed."""
        ...

    def fail(self, claim: Claim, now: datetime) -> None:
        """Gives the row up after its last attempt."""
        ...

    def end_leases(self, claimed_by: str, now: datetime) -> None:
        """Whatever this process has in its hands may be claimed from now on."""
        ...

    def text_of(self, key: str) -> str:
        """What an accepted message said; "" for an unknown key."""
        ...


OutboxState = Literal["pending", "sent", "failed", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A message on its way. Either `effect` holds it, or `reminder_id` names what to say, worded when it is sent.

    `due_at` is the instant the reminder was due. `attempts` counts tries before this one;
    `unknown`: one of them may have arrived.
    """

    id: str
    user_id: str
    address: Address
    effect: Effect | None
    reminder_id: str | None = None
    due_at: datetime | None = None
    attempts: int = 0
    unknown: bool = False
    claimed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """So many messages that a platform refused for good, for one reason."""

    platform: str
    reason: str
    count: int


class Outbox(Protocol):
    def add(
        self, effects: Sequence[Effect], *, user_id: str, address: Address, now: datetime, inbox_key: str = ""
    ) -> list[str]:
        """Queues effects in order, gives their buttons handles, and returns the row ids."""
        ...

    def claim(
        self,
        claimed_by: str,
        now: datetime,
        lease: timedelta,
        limit: int,
        *,
        platforms: Collection[str],
        users: Collection[str] | None = None,
    ) -> list[OutboxRow]:
        """Due rows for these platforms (and people, where given), oldest first.

        Of one address at most the first unsent row, so that never a later one goes before an earlier one.
        """
        ...

    def put_effect(self, row_id: str, effect: Effect) -> Effect:
        """Keeps what a reminder row says, with handles for its buttons, and returns it so."""
        ...

    def mark_sent(self, row: OutboxRow, reference: str, now: datetime) -> None: ...
    def mark_handed_over(self, row_ids: Collection[str], now: datetime) -> None:
        """These rows reached their person outside the outbox, as `crmbot say` prints its reply; whatever waits before
        them goes on waiting."""
        ...

    def end_leases(self, claimed_by: str, now: datetime) -> None:
        """Whatever this process has in its hands may be claimed from now on; it may have arrived."""
        ...

    def postpone(self, row: OutboxRow, not_before: datetime, *, unknown: bool) -> None: ...
    def mark_failed(self, row: OutboxRow, reason: str, now: datetime) -> None: ...
    def cancel(self, row: OutboxRow, now: datetime) -> None: ...
    def cancel_reminders(self, reminder_ids: Collection[str], now: datetime) -> None:
        """Unsent rows of these reminders will not be sent."""
        ...

    def reference(self, row_id: str) -> tuple[Address, str] | None:
        """Where a sent row stands, and the platform's id of it."""
        ...

    def copies(self, reminder_id: str) -> list[tuple[str, Address]]:
        """Messages about a reminder that stand in chats, of its last occurrence: (row id, where)."""
        ...

    def content(self, row_id: str) -> Content | None:
        """What a row's message showed first."""
        ...

    def counts(self) -> dict[OutboxState, int]: ...
    def failures(self, *, since: datetime) -> list[Failures]:
        """What failed for good since then, the most frequent first."""
        ...

    def overdue(self, *, platforms: Collection[str], before: datetime) -> int:
        """How many unsent messages for these platforms were due before then."""
        ...


class Notices(Protocol):
    """Reminders on their way, seen together."""

    def late(self, row: OutboxRow, *, before: datetime, limit: int) -> dict[str, Occurrence]:
        """Reminders that wait behind this row for the same person and place and were due before then, by row id."""
        ...

    def gather(self, row_ids: Collection[str], into: str, now: datetime) -> None:
        """These rows leave as a part of the message of the row `into`."""
        ...

    def gathered(self, row_id: str) -> list[Occurrence]:
        """The reminders that a row's message tells of, the row's own among them, the longest due first."""
        ...

    def fail_gathered(self, row_id: str, reason: str, now: datetime) -> None:
        """The message of this row never arrived, and with it what was gathered into it."""
        ...

    def send_again(self, occurrence: Occurrence, *, user_id: str, address: Address, now: datetime) -> None:
        """Queues an occurrence once more, to this address."""
        ...

    def platforms_tried(self, occurrence: Occurrence) -> set[str]:
        """The platforms to which it was, or is to be, sent."""
        ...

    def undelivered(self, limit: int) -> list[Undelivered]:
        """Occurrences that arrived nowhere and are still open, those that failed first at the top."""
        ...

    def failed_since(self, user_id: str, since: datetime) -> int:
        """How many of a person's reminders were refused for good since then."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button of a message. `used`: it, or another of its group, was pressed before."""

    action: Action
    outbox_id: str
    user_id: str
    used: bool


class Buttons(Protocol):
    def press(self, handle: str, now: datetime, *, by: str = "") -> Pressed | None:
        """Marks the button and its group as used, at most once; None for an unknown handle.

        A press `by` another user than the button's marks nothing.
        """
        ...

    def of_message(self, outbox_id: str) -> list[Button]: ...


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
    def act_as(self, sight: Sight) -> None:
        """From now on records that this person may not see are as if they were not there. Before that all are seen."""
        ...

    def unlimited(self) -> AbstractContextManager[None]:
        """Within this, all records are there again: for what must stay whole, such as undo and merge."""
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
    def rates(self) -> Rates: ...
    @property
    def users(self) -> Users: ...
    @property
    def invitations(self) -> Invitations: ...
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
    def notices(self) -> Notices: ...
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

    async def deliver(self, delivery: Delivery) -> str:
        """Carries the effect out and gives the platform's id of the message.

        Raises TransientDelivery, UnknownDelivery or PermanentDelivery, never a library's own error.
        """
        ...

    async def profile(self, person: str) -> Profile:
        """What the platform knows of a person now; an empty profile where it tells nothing or cannot be reached."""
        ...
