"""The inbox: what came in, each row handled once, those of a conversation in order.

A claim finds the oldest row that may be taken, then takes it. On PostgreSQL a lock on the
conversation stands between the two: a row that was accepted a moment ago by another process may
be older than one in flight, and two claims must not take both.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, text, update
from sqlalchemy.dialects import postgresql

from bot.domain.ids import new_id
from bot.messages import Conversation, Incoming
from bot.queue_ports import Claim
from storage.database.repositories.scope import Scope, within
from storage.database.serialise import dump_incoming, load_incoming
from storage.database.tables import conversations, inbox
from storage.database.types import Instant, Key, storable

_NOW = bindparam("now", type_=Instant())
_CONVERSATION = bindparam("of_conversation", type_=Key())
_ACCEPTED = text("inbox.state = 'accepted'")
_other = inbox.alias("other")


def _of_conversation() -> Select[str]:
    """The unfinished rows of a row's conversation."""
    return select(_other.c.id).where(
        within(_other), text("other.state = 'accepted'"), _other.c.conversation == inbox.c.conversation
    )


# Subqueries with one value and not EXISTS: see the outbox.
_FIRST_OF_CONVERSATION = _of_conversation().order_by(_other.c.id).limit(1).correlate(inbox).scalar_subquery()
_ANOTHER_HELD = (
    _of_conversation()
    .where(_other.c.id != inbox.c.id, _other.c.lease_until > _NOW)
    .limit(1)
    .correlate(inbox)
    .scalar_subquery()
)


def _next(*conditions: ColumnElement[bool]) -> Select[tuple[str, str]]:
    return (
        select(inbox.c.key, inbox.c.conversation)
        .where(
            within(inbox),
            _ACCEPTED,
            *conditions,
            or_(inbox.c.lease_until.is_(None), inbox.c.lease_until <= _NOW),
            inbox.c.id == _FIRST_OF_CONVERSATION,
        )
        .order_by(inbox.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=inbox)
    )


_ACCEPT = postgresql.insert(inbox).on_conflict_do_nothing(index_elements=["workspace_id", "key"]).returning(inbox.c.key)
_NEXT, _NEXT_IN_CONVERSATION = _next(), _next(inbox.c.conversation == _CONVERSATION)
_LOCK_CONVERSATION = select(func.pg_advisory_xact_lock(func.hashtextextended(_CONVERSATION, 1)))
_STATE = (
    select(conversations.c.state)
    .where(within(conversations), conversations.c.key == inbox.c.conversation)
    .correlate(inbox)
    .scalar_subquery()
)
_TAKE = (
    update(inbox)
    .where(
        within(inbox),
        inbox.c.key == bindparam("of_key"),
        _ANOTHER_HELD.is_(None),
    )
    .values(
        attempts=inbox.c.attempts + 1,
        lease_until=bindparam("until", type_=Instant()),
        claimed_by=bindparam("by", type_=Key()),
    )
    .returning(inbox.c.incoming, inbox.c.attempts, _STATE.label("conversation_state"))
)
# By its values: what is returned on SQLite is rendered without the names of tables, which would compare each row of
# `other` with itself.
_ANOTHER = (
    select(_other.c.id)
    .where(
        within(_other),
        text("other.state = 'accepted'"),
        _other.c.conversation == _CONVERSATION,
        _other.c.key != bindparam("of_key"),
    )
    .limit(1)
    .scalar_subquery()
)
_SETTLE = (
    update(inbox)
    .where(
        within(inbox),
        inbox.c.key == bindparam("of_key"),
        inbox.c.state == "accepted",
        # The attempt tells this claim from a later one by the same process.
        inbox.c.claimed_by == bindparam("by"),
        inbox.c.attempts == bindparam("attempt"),
    )
    .values(state=bindparam("outcome"), finished_at=_NOW, lease_until=None)
    .returning(_ANOTHER.is_not(None).label("more_waits"))
)
_END_LEASES = (
    update(inbox)
    .where(within(inbox), _ACCEPTED, inbox.c.claimed_by == bindparam("by"), inbox.c.lease_until > _NOW)
    .values(lease_until=_NOW)
)
_TEXT = select(inbox.c.incoming).where(within(inbox), inbox.c.key == bindparam("of_key"))


class InboxRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def accept(self, incoming: Sequence[Incoming], now: datetime) -> set[str]:
        rows: dict[str, dict[str, Any]] = {}
        for message in incoming:
            rows.setdefault(message.key, _row(message, now))
        # In one order for everybody, so that two processes never wait for each other's rows in a circle.
        return set(self._scope.insert_all(_ACCEPT, (rows[key] for key in sorted(rows))).scalars())

    def claim(
        self, claimed_by: str, now: datetime, lease: timedelta, conversation: Conversation | None = None
    ) -> Claim | None:
        if conversation is None:
            found = self._scope.run(_NEXT, now=now).one_or_none()
        else:
            found = self._scope.run(_NEXT_IN_CONVERSATION, now=now, of_conversation=conversation.key).one_or_none()
        if found is None:
            return None
        if self._scope.transaction.dialect == "postgresql":
            self._scope.run(_LOCK_CONVERSATION, of_conversation=found.conversation)
        taken = self._scope.run(_TAKE, of_key=found.key, now=now, until=now + lease, by=claimed_by).one_or_none()
        if taken is None:
            return None
        return Claim(
            incoming=load_incoming(taken.incoming),
            attempts=taken.attempts,
            claimed_by=claimed_by,
            state=taken.conversation_state or {},
        )

    def finish(self, claim: Claim, now: datetime) -> bool | None:
        return self._settle(claim, "done", now)

    def fail(self, claim: Claim, now: datetime) -> None:
        self._settle(claim, "failed", now)

    def end_leases(self, claimed_by: str, now: datetime) -> None:
        self._scope.run(_END_LEASES, by=claimed_by, now=now)

    def text_of(self, key: str) -> str:
        raw = self._scope.run(_TEXT, of_key=key).scalar_one_or_none()
        return "" if raw is None else load_incoming(raw).text

    def _settle(self, claim: Claim, outcome: str, now: datetime) -> bool | None:
        settled = self._scope.run(
            _SETTLE,
            of_key=claim.incoming.key,
            of_conversation=claim.incoming.conversation.key,
            by=claim.claimed_by,
            attempt=claim.attempts,
            outcome=outcome,
            now=now,
        ).one_or_none()
        return None if settled is None else bool(settled.more_waits)


def _row(incoming: Incoming, now: datetime) -> dict[str, Any]:
    # What is understood of a text is compared with what was stored of it: both must be storable.
    incoming = replace(incoming, text=storable(incoming.text))
    return {
        "key": incoming.key,
        "id": new_id(),
        "conversation": incoming.conversation.key,
        "incoming": dump_incoming(incoming),
        "state": "accepted",
        "accepted_at": now,
        "attempts": 0,
        "claimed_by": "",
    }
