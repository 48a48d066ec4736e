"""What the core asks of the queues, the messages on their way in and out, and of the processes that share them.

`bot.ports` has the rest.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal, Protocol

from bot.domain.digests import Digest, DigestKind
from bot.domain.people import Unasked
from bot.domain.reminders import Occurrence, Undelivered
from bot.messages import Action, Address, Button, Content, Conversation, Effect, Incoming


class Processes(Protocol):
    """The processes on this store, each known by its heartbeat."""

    def beat(
        self, process: str, platforms: Collection[str], now: datetime, *, users: Collection[str] | None = None
    ) -> None:
        """This process serves these platforms: to these people only, as a console does, or (None) to everybody."""
        ...

    def all(self) -> list[tuple[str, str, datetime]]:
        """Each process with each platform that it serves, and its last heartbeat."""
        ...

    def is_open(self, platform: str, user_id: str, *, since: datetime) -> bool:
        """Whether a process that was heard of since then serves this platform to this person."""
        ...

    def leave(self, process: str) -> None: ...
    def bury(self, process: str, seen_at: datetime) -> bool:
        """Forgets a process whose last heartbeat is still this one; False where it is not, or is forgotten already."""
        ...


class Digests(Protocol):
    """When the overviews of the day and the week come next."""

    def add(self, digest: Digest) -> None:
        """From now on this one comes; what is there already stays as it is."""
        ...

    def remove(self, user_id: str, kind: DigestKind) -> None: ...
    def of_user(self, user_id: str) -> list[Digest]: ...
    def due(self, now: datetime, limit: int) -> list[Digest]:
        """Those that are due and may be sent, locked for this transaction; others' are skipped."""
        ...

    def plan(self, digest: Digest, due_at: datetime) -> None: ...
    def fire(self, digest: Digest, address: Address, *, sent_on: date, next_due: datetime) -> None:
        """Writes the outbox row of a due digest, and when the next one comes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question about a call or meeting that began at `starts_at`."""

    activity_id: str
    starts_at: datetime
    said_at: datetime


class Meetings(Protocol):
    """What is said before calls and meetings, and asked after them."""

    def due(self, kind: Unasked, *, since: datetime, until: datetime, limit: int) -> list[str]:
        """Planned calls and meetings that begin in (since, until], at an hour, of which nothing of this kind was said
        yet; the earliest first, of people who can be written to."""
        ...

    def say(
        self, kind: Unasked, activity_id: str, starts_at: datetime, *, user_id: str, address: Address, now: datetime
    ) -> bool:
        """Writes the outbox row; False where that was done already for this start."""
        ...

    def last_asked(self, user_id: str, *, since: datetime) -> Asked | None:
        """The question that this person was asked last since then."""
        ...


class Leases(Protocol):
    """Duties that one process has at a time, such as polling."""

    def take(self, duty: str, holder: str, *, now: datetime, until: datetime) -> bool:
        """True for the one holder; a lease that ran out may be taken by anybody, one's own is renewed."""
        ...

    def release(self, duty: str, holder: str) -> None: ...
    def release_all(self, holder: str) -> None: ...


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

    def finish(self, claim: Claim, now: datetime) -> bool | None:
        """Whether more of its conversation waits; None when the lease was lost to another process meanwhile: then
        nothing may be committed."""
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
    """A message on its way. Either `effect` holds it, or what it says is worded each time it is sent: a reminder, by
    its `reminder_id`, or a digest, by its kind in `unasked`; then `effect` is what it said the last time.

    `due_at` is the instant the reminder or the digest was due. `attempts` counts tries before this one;
    `unknown`: one of them may have arrived.
    """

    id: str
    user_id: str
    address: Address
    effect: Effect | None
    reminder_id: str | None = None
    unasked: str = ""
    activity_id: str | None = None
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

    def put_effect(self, row: OutboxRow, effect: Effect) -> Effect:
        """Keeps what a reminder row says, with handles for its buttons, and returns it so.

        Where it was worded before, a copy may have arrived: buttons that do the same are the same.
        """
        ...

    def claim_own(self, row_ids: Collection[str], claimed_by: str, now: datetime, lease: timedelta) -> list[OutboxRow]:
        """Of these rows, which this transaction queued, those that nothing waits before at their address."""
        ...

    def claim_next(self, address: Address, claimed_by: str, now: datetime, lease: timedelta) -> OutboxRow | None:
        """The first unsent row of an address, where it is due; for whoever has just settled the one before it."""
        ...

    def mark_sent(self, row: OutboxRow, reference: str, now: datetime) -> None: ...
    def mark_handed_over(self, rows: Mapping[str, Effect], now: datetime) -> None:
        """These rows, and what they say, reached their person outside the outbox, as `crmbot say` prints its reply;
        whatever waits before them goes on waiting."""
        ...

    def end_leases(self, claimed_by: str, now: datetime, *, begun: Collection[str] | None = None) -> None:
        """Whatever this process has in its hands may be claimed from now on.

        It may have arrived; where it is known which of it the process had `begun` to send, only that.
        """
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What there is to do at an instant; `platforms` are those with messages that may leave."""

    digests: bool
    reminders: bool
    platforms: frozenset[str]


class Queues(Protocol):
    """The queues of digests, reminders and messages, at a glance."""

    def due(self, now: datetime, *, platforms: Collection[str], users: Collection[str] | None = None) -> Due:
        """What is due, of messages only those for these platforms (and people, where given)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SentUnasked:
    """What a person was sent without asking just then: a "reminder", or a kind of `Unasked`."""

    kind: str
    reminder_id: str | None
    activity_id: str | None
    due_at: datetime | None
    sent_at: datetime


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

    def forward(self, since: datetime) -> int:
        """Reminders that wait for a chat which no process heard of since then serves to their person go to another
        one of theirs that is open, the one linked last; gives how many. Where none is, they wait."""
        ...

    def send_again(
        self, occurrence: Occurrence, *, user_id: str, address: Address, now: datetime, nagging: bool = False
    ) -> None:
        """Queues an occurrence once more, to this address: since it did not arrive, or, `nagging`, got no answer."""
        ...

    def sent_since(self, user_id: str, since: datetime) -> int:
        """How many messages of reminders a person was sent since then."""
        ...

    def last_sent(self, user_id: str) -> SentUnasked | None:
        """What this person was sent unasked last."""
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
