"""What the core asks of the world. Stores and adapters implement these protocols; nothing else crosses the border.

A use case is a plain function over a `UnitOfWork`; a `Store` runs it in one transaction. Every
repository is bound to the one workspace of its store.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, Protocol, TypeVar

from bot.domain.activities import Activity, ActivityKind, History
from bot.domain.agenda import AgendaItem, Task
from bot.domain.cards import ContactCard
from bot.domain.changes import Change, ChangeSet, Fields
from bot.domain.deals import Deal, DealSearch
from bot.domain.names import Names
from bot.domain.people import Account, Contact, Identity, User, Workspace
from bot.domain.reminders import Reminder
from bot.domain.reports import ActivityCount
from bot.messages import Action, Address, Button, Content, Conversation, Delivery, Effect, Incoming, Profile

R = TypeVar("R")
T = TypeVar("T")


class Records(Protocol[R]):
    """The records of one kind. Reads leave out deleted records unless told otherwise."""

    def get(self, record_id: str, *, deleted: bool = False) -> R | None: ...
    def get_many(self, record_ids: Collection[str]) -> list[R]:
        """Those that exist, in the order asked for."""
        ...

    def add(self, record: R) -> None: ...
    def update(self, record_id: str, fields: Fields) -> None:
        """Sets these fields; names kept for search follow. Unknown ids change nothing."""
        ...


class Accounts(Records[Account], Protocol):
    def by_name(self, name: str) -> list[Account]:
        """Accounts whose folded name equals this name's."""
        ...

    def by_names(self, names: Collection[str]) -> list[Account]:
        """`by_name` of many names in one query."""
        ...


class Contacts(Records[Contact], Protocol):
    def by_name(self, name: str) -> list[Contact]:
        """Contacts whose folded full name equals this name's."""
        ...

    def by_names(self, names: Collection[str]) -> list[Contact]:
        """`by_name` of many names in one query."""
        ...

    def card(self, contact_id: str, *, reader_id: str, now: datetime) -> ContactCard | None:
        """All that a person's card tells to the user who reads it, in two queries; None for an unknown id."""
        ...

    def by_email(self, email: str) -> list[Contact]: ...
    def by_emails(self, emails: Collection[str]) -> list[Contact]: ...

    def of_account(self, account_id: str, limit: int) -> list[Contact]:
        """The people of a company, by name."""
        ...


class Deals(Records[Deal], Protocol):
    def open_of_account(self, account_id: str, limit: int) -> list[Deal]:
        """Open deals, those that close first at the top."""
        ...

    def by_name(self, name: str) -> list[Deal]: ...
    def by_names(self, names: Collection[str]) -> list[Deal]: ...

    def search(self, wanted: DealSearch, limit: int) -> list[Deal]:
        """Deals that fit, those that close first at the top."""
        ...


class Activities(Records[Activity], Protocol):
    def last_touch(self, contact_ids: Collection[str], *, before: datetime, excluding: str = "") -> Activity | None:
        """The latest held activity with one of these people, whoever held it; notes are no touch."""
        ...

    def history(self, wanted: History, *, limit: int, offset: int = 0) -> list[Activity]:
        """What lies behind, the latest first: held and not held, notes included."""
        ...

    def next_planned(self, contact_id: str, *, after: datetime) -> Activity | None: ...


class Tasks(Records[Task], Protocol):
    def open_with(self, contact_id: str | None, account_id: str | None, limit: int) -> list[Task]:
        """Open tasks on the contact or its account, the earliest due first."""
        ...


class Reminders(Records[Reminder], Protocol):
    def of_tasks(self, task_ids: Collection[str]) -> list[Reminder]:
        """Reminders about these tasks that are pending or fired."""
        ...

    def latest_open(self, user_id: str, limit: int) -> list[Reminder]:
        """Reminders of a person that are fired or pending: the fired first, then the next due."""
        ...

    def fire_due(self, now: datetime, limit: int) -> int:
        """Turns up to `limit` due reminders into outbox rows of their person, in one go.

        Rows that another process holds are skipped. A one-off reminder becomes `fired`; recurring
        ones are left to `due_recurring`. Gives the number fired.
        """
        ...

    def due_recurring(self, now: datetime, limit: int) -> list[Reminder]:
        """Due reminders with a recurrence, locked for this transaction; others' are skipped."""
        ...

    def fire(self, reminder: Reminder, next_wish: datetime | date | None, next_due: datetime | None) -> None:
        """Writes the outbox row of one due recurring reminder, and its next occurrence (None: it ends)."""
        ...


class Agenda(Protocol):
    def items(self, user_id: str, *, start: datetime, end: datetime, overdue: bool, limit: int) -> list[AgendaItem]:
        """Planned calls and meetings, open tasks and pending or fired reminders in [start, end), in one query.

        A reminder about a listed record is left out. With `overdue` also what was due before `start`.
        Ordered by time.
        """
        ...


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
    def count(self, platform: str, *, since: datetime) -> int:
        """How many that serve this platform were heard of since then."""
        ...

    def leave(self, process: str) -> None: ...


class Leases(Protocol):
    """Duties that one process has at a time, such as polling."""

    def take(self, duty: str, holder: str, *, now: datetime, until: datetime) -> bool:
        """True for the one holder; a lease that ran out may be taken by anybody, one's own is renewed."""
        ...

    def release(self, duty: str, holder: str) -> None: ...


class ChangeSets(Protocol):
    def add(self, change_set: ChangeSet) -> None: ...
    def append(self, set_id: str, changes: Sequence[Change]) -> None:
        """Further changes of the same message, such as those of its answered question."""
        ...

    def get(self, set_id: str) -> ChangeSet | None: ...
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
    """What is kept of a conversation between messages, as plain JSON."""

    def load(self, conversation: Conversation) -> dict[str, Any]: ...
    def save(self, conversation: Conversation, state: Mapping[str, Any], now: datetime) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An inbox row in this process' hands until the lease runs out. `attempts` counts this one."""

    incoming: Incoming
    attempts: int
    claimed_by: str


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

    def postpone(self, row: OutboxRow, not_before: datetime, *, unknown: bool) -> None: ...
    def mark_failed(self, row: OutboxRow, reason: str, now: datetime) -> None: ...
    def cancel(self, row: OutboxRow, now: datetime) -> None: ...
    def cancel_reminders(self, reminder_ids: Collection[str], now: datetime) -> None:
        """Unsent rows of these reminders will not be sent."""
        ...

    def reference(self, row_id: str) -> tuple[Address, str] | None:
        """Where a sent row stands, and the platform's id of it."""
        ...

    def platforms_tried(self, row: OutboxRow) -> set[str]:
        """The platforms to which this occurrence of a reminder was, or is to be, sent."""
        ...

    def add_reminder(self, row: OutboxRow, address: Address, now: datetime) -> None:
        """Queues the same occurrence of a reminder once more, to another address."""
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


class UnitOfWork(Protocol):
    """The repositories inside one transaction."""

    @property
    def workspace(self) -> Workspace: ...
    def update_workspace(self, fields: Fields) -> None:
        """Sets these fields; `workspace` shows them at once."""
        ...

    @property
    def accounts(self) -> Accounts: ...
    @property
    def contacts(self) -> Contacts: ...
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
    def buttons(self) -> Buttons: ...
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
