"""Reminders on their way, seen together: those that came late and leave as one message, those that never arrived."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    Column,
    Integer,
    ScalarSelect,
    bindparam,
    exists,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)

from bot.domain.ids import new_id
from bot.domain.reminders import Occurrence, Undelivered
from bot.messages import Address
from bot.queue_ports import OutboxRow, SentUnasked
from storage.database.keys import listed
from storage.database.repositories.outbox import queued
from storage.database.repositories.scope import Scope, within
from storage.database.tables import identities, outbox, processes, reminders
from storage.database.types import Instant, Key

_other = outbox.alias("other")

_LATE = (
    select(outbox.c.id, outbox.c.reminder_id, outbox.c.due_at)
    .where(
        within(outbox),
        text("outbox.state = 'pending' AND outbox.reminder_id IS NOT NULL AND outbox.unasked = ''"),
        text("outbox.effect IS NULL"),
        outbox.c.platform == bindparam("of_platform"),
        outbox.c.chat == bindparam("of_chat"),
        outbox.c.thread == bindparam("of_thread"),
        outbox.c.user_id == bindparam("of_user"),
        outbox.c.id != bindparam("of_id"),
        outbox.c.due_at < bindparam("before", type_=Instant()),
    )
    .order_by(outbox.c.queued_at, outbox.c.id)
    .limit(bindparam("up_to", type_=Integer))
)
_GATHER = (
    update(outbox)
    .where(within(outbox), text("outbox.state = 'pending'"), listed(outbox.c.id, "of_ids"))
    # Settled with the row that speaks for them, and failed again where that one fails.
    .values(state="sent", message_id=bindparam("into", type_=Key()), settled_at=bindparam("now", type_=Instant()))
)
_GATHERED = (
    select(outbox.c.reminder_id, outbox.c.due_at)
    .where(
        within(outbox),
        outbox.c.message_id == bindparam("of_id"),
        text("outbox.message_id <> '' AND outbox.reminder_id IS NOT NULL"),
    )
    .order_by(outbox.c.due_at, outbox.c.id)
)
_FAIL_GATHERED = (
    update(outbox)
    .where(
        within(outbox),
        outbox.c.message_id == bindparam("of_id"),
        text("outbox.message_id <> '' AND outbox.reminder_id IS NOT NULL AND outbox.state = 'sent'"),
        outbox.c.id != outbox.c.message_id,
    )
    .values(
        state="failed",
        failure=bindparam("why", type_=outbox.c.failure.type),
        settled_at=bindparam("now", type_=Instant()),
    )
)
# Those that a process serves to this row's person at present.
_OPEN_CHATS = (
    select(processes.c.platform)
    .where(
        within(processes),
        processes.c.seen_at >= bindparam("since", type_=Instant()),
        (processes.c.user_id == literal_column("''")) | (processes.c.user_id == outbox.c.user_id),
    )
    .correlate(outbox)
)


def _another(column: Column[str]) -> ScalarSelect[str]:
    """Of the chats of a row's person that are open the one linked last."""
    return (
        select(column)
        .where(within(identities), identities.c.user_id == outbox.c.user_id, identities.c.platform.in_(_OPEN_CHATS))
        .order_by(identities.c.linked_at.desc(), identities.c.platform)
        .limit(1)
        .correlate(outbox)
        .scalar_subquery()
    )


_FORWARD = (
    update(outbox)
    .where(
        within(outbox),
        text("outbox.state = 'pending' AND outbox.effect IS NULL"),
        outbox.c.lease_until.is_(None),
        outbox.c.platform.not_in(_OPEN_CHATS),
        _another(identities.c.platform).is_not(None),
    )
    .values(platform=_another(identities.c.platform), chat=_another(identities.c.external_id), thread="")
)
_FAILED = text("outbox.state = 'failed' AND outbox.reminder_id IS NOT NULL")
_UNDELIVERED = (
    select(
        outbox.c.user_id,
        outbox.c.reminder_id,
        outbox.c.due_at,
        outbox.c.platform,
        outbox.c.failure,
        outbox.c.settled_at,
    )
    .join_from(outbox, reminders, within(reminders) & (reminders.c.id == outbox.c.reminder_id))
    .where(
        within(outbox),
        _FAILED,
        reminders.c.fired_for == outbox.c.due_at,
        reminders.c.state.in_(["pending", "fired"]),
        reminders.c.deleted_at.is_(None),
        ~exists().where(
            within(_other),
            _other.c.reminder_id == outbox.c.reminder_id,
            _other.c.due_at == outbox.c.due_at,
            _other.c.id != outbox.c.id,
            # The one that failed last speaks for those before it.
            _other.c.state.in_(["pending", "sent"]) | ((_other.c.state == "failed") & (_other.c.id > outbox.c.id)),
        ),
    )
    .order_by(outbox.c.settled_at, outbox.c.id)
    .limit(bindparam("up_to", type_=Integer))
)
_FAILED_SINCE = select(func.count(outbox.c.reminder_id.distinct())).where(
    within(outbox), _FAILED, outbox.c.user_id == bindparam("of_user"), outbox.c.settled_at >= bindparam("since")
)
_SENT_UNASKED = text("outbox.state = 'sent' AND (outbox.reminder_id IS NOT NULL OR outbox.unasked <> '')")
_OF_PERSON = within(outbox) & _SENT_UNASKED & (outbox.c.user_id == bindparam("of_user"))
_SENT_SINCE = select(func.count()).where(
    _OF_PERSON,
    outbox.c.settled_at >= bindparam("since", type_=Instant()),
    outbox.c.reminder_id.is_not(None),
    # Not what a message of several reminders tells among others.
    outbox.c.message_id == outbox.c.id,
)
_LAST_SENT = (
    select(outbox.c.unasked, outbox.c.reminder_id, outbox.c.activity_id, outbox.c.due_at, outbox.c.settled_at)
    .where(_OF_PERSON, outbox.c.unasked != literal_column("'team'"))
    .order_by(outbox.c.settled_at.desc(), outbox.c.id.desc())
    .limit(1)
)
_TRIED = (
    select(outbox.c.platform)
    .where(
        within(outbox),
        outbox.c.reminder_id == bindparam("of_reminder"),
        outbox.c.due_at == bindparam("of_due_at", type_=Instant()),
    )
    .distinct()
)
_ADD = insert(outbox)


class NoticeRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def late(self, row: OutboxRow, *, before: datetime, limit: int) -> dict[str, Occurrence]:
        address = row.address
        found = self._scope.run(
            _LATE,
            of_platform=address.platform,
            of_chat=address.chat,
            of_thread=address.thread,
            of_user=row.user_id,
            of_id=row.id,
            before=before,
            up_to=limit,
        )
        return {late.id: Occurrence(late.reminder_id, late.due_at) for late in found}

    def gather(self, row_ids: Collection[str], into: str, now: datetime) -> None:
        self._scope.run(_GATHER, of_ids=list(row_ids), into=into, now=now)

    def gathered(self, row_id: str) -> list[Occurrence]:
        return [Occurrence(row.reminder_id, row.due_at) for row in self._scope.run(_GATHERED, of_id=row_id)]

    def fail_gathered(self, row_id: str, reason: str, now: datetime) -> None:
        self._scope.run(_FAIL_GATHERED, of_id=row_id, why=reason, now=now)

    def forward(self, since: datetime) -> int:
        return self._scope.run(_FORWARD, since=since).rowcount

    def send_again(
        self, occurrence: Occurrence, *, user_id: str, address: Address, now: datetime, nagging: bool = False
    ) -> None:
        self._scope.insert(
            _ADD,
            {
                **queued(new_id(), user_id, address, now),
                "reminder_id": occurrence.reminder_id,
                "unasked": "nag" if nagging else "",
                "due_at": occurrence.due_at,
                "effect": None,
                "message_id": "",
                "inbox_key": "",
            },
        )

    def sent_since(self, user_id: str, since: datetime) -> int:
        return int(self._scope.run(_SENT_SINCE, of_user=user_id, since=since).scalar_one())

    def last_sent(self, user_id: str) -> SentUnasked | None:
        row = self._scope.run(_LAST_SENT, of_user=user_id).one_or_none()
        if row is None:
            return None
        return SentUnasked(
            kind=row.unasked or "reminder",
            reminder_id=row.reminder_id,
            activity_id=row.activity_id,
            due_at=row.due_at,
            sent_at=row.settled_at,
        )

    def platforms_tried(self, occurrence: Occurrence) -> set[str]:
        found = self._scope.run(_TRIED, of_reminder=occurrence.reminder_id, of_due_at=occurrence.due_at)
        return set(found.scalars())

    def undelivered(self, limit: int) -> list[Undelivered]:
        return [
            Undelivered(
                user_id=row.user_id,
                occurrence=Occurrence(row.reminder_id, row.due_at),
                platform=row.platform,
                reason=row.failure,
                failed_at=row.settled_at,
            )
            for row in self._scope.run(_UNDELIVERED, up_to=limit)
        ]

    def failed_since(self, user_id: str, since: datetime) -> int:
        return int(self._scope.run(_FAILED_SINCE, of_user=user_id, since=since).scalar_one())
