"""The outbox: effects and reminders on their way to a chat, those of an address in order.

A claim takes at most the first row of each address, so that no row overtakes one before it, however
often that one is tried. See the inbox for how two processes never claim at one address at once.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    bindparam,
    func,
    insert,
    not_,
    or_,
    select,
    text,
    update,
)

from bot.domain.ids import new_handle, new_id
from bot.messages import Address, Button, Choices, Content, Edit, Effect, Send, Toast, buttons_of
from bot.queue_ports import Failures, OutboxRow, OutboxState
from storage.database.keys import listed, texts_of
from storage.database.repositories.scope import Scope, within
from storage.database.serialise import dump_action, dump_effect, load_effect
from storage.database.statements import Row, Rows
from storage.database.tables import buttons, outbox
from storage.database.types import Instant, Json, Key, WrittenText

_NOW = bindparam("now", type_=Instant())
_PENDING = text("outbox.state = 'pending'")
_other = outbox.alias("other")


def _of_address(column: ColumnElement[Any]) -> Select[Any]:
    """The unsent rows of a row's address."""
    return select(column).where(
        within(_other),
        text("other.state = 'pending'"),
        _other.c.platform == outbox.c.platform,
        _other.c.chat == outbox.c.chat,
        _other.c.thread == outbox.c.thread,
    )


# Subqueries with one value and not EXISTS, which PostgreSQL would turn into a join: it believes that
# hardly any row is pending, and in a burst it would read them all for each of them.
_FIRST_OF_ADDRESS = (
    _of_address(_other.c.id).order_by(_other.c.queued_at, _other.c.id).limit(1).correlate(outbox).scalar_subquery()
)
_ANOTHER_HELD = (
    _of_address(_other.c.id)
    .where(_other.c.id != outbox.c.id, _other.c.lease_until > _NOW)
    .limit(1)
    .correlate(outbox)
    .scalar_subquery()
)


def _due(*conditions: ColumnElement[bool]) -> Select[str, str, str, str]:
    return (
        select(outbox.c.id, outbox.c.platform, outbox.c.chat, outbox.c.thread)
        .where(
            within(outbox),
            _PENDING,
            listed(outbox.c.platform, "of_platforms"),
            *conditions,
            outbox.c.not_before <= _NOW,
            or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= _NOW),
            outbox.c.id == _FIRST_OF_ADDRESS,
        )
        .order_by(outbox.c.queued_at, outbox.c.id)
        .limit(bindparam("up_to", type_=Integer))
        .with_for_update(skip_locked=True, of=outbox)
    )


_DUE, _DUE_OF_USERS = _due(), _due(listed(outbox.c.user_id, "of_users"))
# Over a list and no table: a planner might ask for the locks of rows that nobody wanted.
_ADDRESSES = texts_of("of_addresses")
_LOCK_ADDRESSES = select(_ADDRESSES.c.value).where(
    func.pg_try_advisory_xact_lock(func.hashtextextended(bindparam("of_workspace") + _ADDRESSES.c.value, 2))
)
_CLAIM = (
    update(outbox)
    .where(within(outbox))
    .values(
        attempts=outbox.c.attempts + 1,
        # A lease that ran out: that try may have arrived, and nobody lived to tell.
        unknown=or_(outbox.c.unknown, outbox.c.lease_until.is_not(None)),
        lease_until=bindparam("until", type_=Instant()),
        claimed_by=bindparam("by", type_=Key()),
    )
    .returning(
        outbox.c.id,
        outbox.c.user_id,
        outbox.c.platform,
        outbox.c.chat,
        outbox.c.thread,
        outbox.c.only_for,
        outbox.c.answer_to,
        outbox.c.effect,
        outbox.c.reminder_id,
        outbox.c.unasked,
        outbox.c.activity_id,
        outbox.c.due_at,
        outbox.c.attempts,
        outbox.c.unknown,
        outbox.c.claimed_by,
        outbox.c.queued_at,
    )
)
# Locked since they were found, so that they are pending still; to say so again would only lead the
# planner to the index of all pending rows.
_TAKE = _CLAIM.where(listed(outbox.c.id, "of_ids"), _ANOTHER_HELD.is_(None))
_TAKE_OWN = _CLAIM.where(listed(outbox.c.id, "of_ids"), outbox.c.id == _FIRST_OF_ADDRESS)
_first = outbox.alias("first")
_TAKE_NEXT = _CLAIM.where(
    outbox.c.id
    == select(_first.c.id)
    .where(
        within(_first),
        text("first.state = 'pending'"),
        _first.c.platform == bindparam("of_platform", type_=Key()),
        _first.c.chat == bindparam("of_chat", type_=Key()),
        _first.c.thread == bindparam("of_thread", type_=Key()),
    )
    .order_by(_first.c.queued_at, _first.c.id)
    .limit(1)
    .scalar_subquery(),
    outbox.c.not_before <= _NOW,
    or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= _NOW),
)

_ADD = insert(outbox)
_ADD_BUTTONS = insert(buttons)
_PUT_EFFECT = (
    update(outbox)
    .where(within(outbox), outbox.c.id == bindparam("of_id"))
    .values(effect=bindparam("what", type_=Json()), message_id=bindparam("message", type_=Key()))
    .returning(outbox.c.user_id)
)
_MINE = (
    within(outbox)
    & (outbox.c.id == bindparam("of_id"))
    & (outbox.c.claimed_by == bindparam("by"))
    # The attempt tells this claim from a later one by the same process.
    & (outbox.c.attempts == bindparam("attempt"))
)
_SETTLE = (
    update(outbox)
    # What was cancelled while it was on its way and arrived all the same is sent.
    .where(_MINE, outbox.c.state.in_(["pending", "cancelled"]))
    .values(
        state=bindparam("outcome", type_=Key()),
        reference=bindparam("as_reference", type_=Key()),
        failure=bindparam("why", type_=WrittenText()),
        settled_at=_NOW,
        lease_until=None,
    )
)
_FORGET = update(outbox).where(within(outbox), outbox.c.id == bindparam("of_id")).values(effect=None)
_HAND_OVER = (
    update(outbox)
    .where(within(outbox), listed(outbox.c.id, "of_ids"), _PENDING)
    .values(state="sent", settled_at=_NOW, lease_until=None)
)
_POSTPONE = (
    update(outbox)
    .where(_MINE, outbox.c.state.not_in(["sent", "failed", "cancelled"]))
    .values(
        not_before=bindparam("later", type_=Instant()),
        unknown=or_(outbox.c.unknown, bindparam("may_have_arrived", type_=Boolean())),
        lease_until=None,
    )
)
_END_LEASES = (
    update(outbox)
    .where(within(outbox), _PENDING, outbox.c.claimed_by == bindparam("by"), outbox.c.lease_until > _NOW)
    # Not null: whoever claims it next is to know that there was a try.
    .values(lease_until=_NOW)
)
_GIVE_BACK = (
    update(outbox)
    .where(within(outbox), _PENDING, outbox.c.claimed_by == bindparam("by"), outbox.c.lease_until > _NOW)
    .where(not_(listed(outbox.c.id, "of_ids")))
    .values(lease_until=None)
)
_CANCEL_REMINDERS = (
    update(outbox)
    .where(within(outbox), text("outbox.state = 'pending' AND outbox.reminder_id IS NOT NULL"))
    .where(listed(outbox.c.reminder_id, "of_reminders"))
    .values(state="cancelled", settled_at=_NOW)
)
_REFERENCE = select(
    outbox.c.platform,
    outbox.c.chat,
    outbox.c.thread,
    outbox.c.only_for,
    outbox.c.answer_to,
    outbox.c.reference,
).where(within(outbox), outbox.c.id == bindparam("of_id"), outbox.c.state == "sent")
_EFFECT = select(outbox.c.effect).where(within(outbox), outbox.c.id == bindparam("of_id"))
_LAST_DUE = (
    select(func.max(_other.c.due_at))
    .where(within(_other), _other.c.reminder_id == bindparam("of_reminder"))
    .scalar_subquery()
)
_COPIES = (
    select(
        outbox.c.id,
        outbox.c.platform,
        outbox.c.chat,
        outbox.c.thread,
        outbox.c.only_for,
        outbox.c.answer_to,
    )
    .where(
        within(outbox),
        outbox.c.reminder_id == bindparam("of_reminder"),
        outbox.c.due_at == _LAST_DUE,
        outbox.c.state == "sent",
        # Not what a message of several reminders tells among others.
        outbox.c.message_id == outbox.c.id,
    )
    .order_by(outbox.c.queued_at, outbox.c.id)
)
_COUNTS = select(outbox.c.state, func.count().label("rows")).where(within(outbox)).group_by(outbox.c.state)
_FAILURES = (
    select(outbox.c.platform, outbox.c.failure, func.count().label("rows"))
    .where(within(outbox), outbox.c.state == "failed", outbox.c.settled_at >= bindparam("since", type_=Instant()))
    .group_by(outbox.c.platform, outbox.c.failure)
    .order_by(func.count().desc(), outbox.c.platform, outbox.c.failure)
)
_OVERDUE = select(func.count()).where(
    within(outbox),
    _PENDING,
    listed(outbox.c.platform, "of_platforms"),
    outbox.c.queued_at < bindparam("before", type_=Instant()),
)


class OutboxRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def add(
        self, effects: Sequence[Effect], *, user_id: str, address: Address, now: datetime, inbox_key: str = ""
    ) -> list[str]:
        rows = [(new_id(), _with_handles(effect)) for effect in effects]
        self._scope.insert_all(
            _ADD,
            (
                {
                    **queued(row_id, user_id, address, now),
                    "effect": dump_effect(effect),
                    "message_id": _message_of(row_id, effect),
                    "inbox_key": inbox_key,
                }
                for row_id, effect in rows
            ),
        )
        self._scope.insert_all(
            _ADD_BUTTONS, [row for row_id, effect in rows for row in _button_rows(row_id, effect, user_id)]
        )
        return [row_id for row_id, _ in rows]

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
        parameters: dict[str, Any] = {"now": now, "up_to": limit, "of_platforms": sorted(platforms)}
        if users is None:
            found = self._scope.run(_DUE, **parameters)
        else:
            found = self._scope.run(_DUE_OF_USERS, of_users=sorted(users), **parameters)
        ids = self._lockable({row.id: f"{row.platform}|{row.chat}|{row.thread}" for row in found})
        if not ids:
            return []
        return _claimed(self._scope.run(_TAKE, of_ids=ids, now=now, until=now + lease, by=claimed_by))

    def claim_own(self, row_ids: Collection[str], claimed_by: str, now: datetime, lease: timedelta) -> list[OutboxRow]:
        if not row_ids:
            return []
        return _claimed(self._scope.run(_TAKE_OWN, of_ids=list(row_ids), until=now + lease, by=claimed_by))

    def claim_next(self, address: Address, claimed_by: str, now: datetime, lease: timedelta) -> OutboxRow | None:
        where = {"of_platform": address.platform, "of_chat": address.chat, "of_thread": address.thread}
        taken = self._scope.run(_TAKE_NEXT, **where, now=now, until=now + lease, by=claimed_by)
        return next(iter(_claimed(taken)), None)

    def _lockable(self, addresses: Mapping[str, str]) -> list[str]:
        """Of rows with their addresses those at whose address no other process claims at this moment."""
        if not addresses or self._scope.transaction.dialect != "postgresql":
            return list(addresses)
        locked = set(self._scope.run(_LOCK_ADDRESSES, of_addresses=list(addresses.values())).scalars())
        return [row_id for row_id, address in addresses.items() if address in locked]

    def put_effect(self, row: OutboxRow, effect: Effect) -> Effect:
        known = _buttons_in(row.effect)
        effect = _with_handles(effect, known)
        user_id = self._scope.run(
            _PUT_EFFECT, of_id=row.id, what=dump_effect(effect), message=_message_of(row.id, effect)
        ).scalar_one_or_none()
        if user_id is not None:
            handles = {button.handle for button in known}
            rows = _button_rows(row.id, effect, user_id)
            self._scope.insert_all(_ADD_BUTTONS, [each for each in rows if each["handle"] not in handles])
        return effect

    def mark_sent(self, row: OutboxRow, reference: str, now: datetime) -> None:
        self._settle(row, "sent", now, reference=reference)
        self._forget_secret(row.id, row.effect)

    def mark_handed_over(self, rows: Mapping[str, Effect], now: datetime) -> None:
        if rows:
            self._scope.run(_HAND_OVER, of_ids=list(rows), now=now)
        for row_id, effect in rows.items():
            self._forget_secret(row_id, effect)

    def end_leases(self, claimed_by: str, now: datetime, *, begun: Collection[str] | None = None) -> None:
        if begun is not None:
            self._scope.run(_GIVE_BACK, by=claimed_by, now=now, of_ids=list(begun))
        self._scope.run(_END_LEASES, by=claimed_by, now=now)

    def postpone(self, row: OutboxRow, not_before: datetime, *, unknown: bool) -> None:
        self._scope.run(_POSTPONE, **_claim_of(row), later=not_before, may_have_arrived=unknown)

    def mark_failed(self, row: OutboxRow, reason: str, now: datetime) -> None:
        self._settle(row, "failed", now, failure=reason)
        self._forget_secret(row.id, row.effect)

    def cancel(self, row: OutboxRow, now: datetime) -> None:
        self._settle(row, "cancelled", now)

    def cancel_reminders(self, reminder_ids: Collection[str], now: datetime) -> None:
        if reminder_ids:
            self._scope.run(_CANCEL_REMINDERS, of_reminders=list(reminder_ids), now=now)

    def reference(self, row_id: str) -> tuple[Address, str] | None:
        row = self._scope.run(_REFERENCE, of_id=row_id).one_or_none()
        return None if row is None else (_address(row), row.reference)

    def copies(self, reminder_id: str) -> list[tuple[str, Address]]:
        return [(row.id, _address(row)) for row in self._scope.run(_COPIES, of_reminder=reminder_id)]

    def content(self, row_id: str) -> Content | None:
        raw = self._scope.run(_EFFECT, of_id=row_id).scalar_one_or_none()
        effect = None if raw is None else load_effect(raw)
        return None if effect is None or isinstance(effect, Toast) else effect.content

    def counts(self) -> dict[OutboxState, int]:
        none: dict[OutboxState, int] = {"pending": 0, "sent": 0, "failed": 0, "cancelled": 0}
        return none | {row.state: row.rows for row in self._scope.run(_COUNTS)}

    def failures(self, *, since: datetime) -> list[Failures]:
        return [
            Failures(platform=row.platform, reason=row.failure, count=row.rows)
            for row in self._scope.run(_FAILURES, since=since)
        ]

    def overdue(self, *, platforms: Collection[str], before: datetime) -> int:
        return int(self._scope.run(_OVERDUE, of_platforms=sorted(platforms), before=before).scalar_one())

    def _forget_secret(self, row_id: str, effect: Effect | None) -> None:
        if isinstance(effect, Send) and effect.secret:
            self._scope.run(_FORGET, of_id=row_id)

    def _settle(
        self, row: OutboxRow, outcome: OutboxState, now: datetime, *, reference: str = "", failure: str = ""
    ) -> None:
        self._scope.run(_SETTLE, **_claim_of(row), outcome=outcome, as_reference=reference, why=failure, now=now)


def _claimed(taken: Rows) -> list[OutboxRow]:
    """The oldest first."""
    return [
        OutboxRow(
            id=row.id,
            user_id=row.user_id,
            address=_address(row),
            effect=None if row.effect is None else load_effect(row.effect),
            reminder_id=row.reminder_id,
            unasked=row.unasked,
            activity_id=row.activity_id,
            due_at=row.due_at,
            attempts=row.attempts - 1,
            unknown=row.unknown,
            claimed_by=row.claimed_by,
        )
        for row in sorted(taken, key=lambda row: (row.queued_at, row.id))
    ]


def _claim_of(row: OutboxRow) -> dict[str, Any]:
    return {"of_id": row.id, "by": row.claimed_by, "attempt": row.attempts + 1}


def queued(row_id: str, user_id: str, address: Address, now: datetime) -> dict[str, Any]:
    """What every row that is queued has, but for what it says."""
    return {
        "id": row_id,
        "user_id": user_id,
        "platform": address.platform,
        "chat": address.chat,
        "thread": address.thread,
        "only_for": address.only_for,
        "answer_to": address.answer_to,
        "unasked": "",
        "activity_id": None,
        "state": "pending",
        "queued_at": now,
        "not_before": now,
        "attempts": 0,
        "unknown": False,
        "claimed_by": "",
        "reference": "",
        "failure": "",
    }


def _address(row: Row) -> Address:
    return Address(row.platform, row.chat, row.thread, row.only_for, row.answer_to)


def _with_handles(effect: Effect, known: Sequence[Button] = ()) -> Effect:
    """Of `known` buttons, those that do the same have the same handles."""
    if isinstance(effect, Toast):
        return effect
    return replace(effect, content=_content_with_handles(effect.content, known))


def _content_with_handles(content: Content, known: Sequence[Button]) -> Content:
    given = tuple(_with_handle(button, known) for button in buttons_of(content))
    if isinstance(content, Choices):
        return replace(content, options=given)
    return replace(content, buttons=given)


def _with_handle(button: Button, known: Sequence[Button]) -> Button:
    same = next((each for each in known if each.action == button.action), None)
    return replace(button, handle=same.handle, group=same.group) if same else replace(button, handle=new_handle())


def _buttons_in(effect: Effect | None) -> Sequence[Button]:
    return () if effect is None or isinstance(effect, Toast) else buttons_of(effect.content)


def _message_of(row_id: str, effect: Effect) -> str:
    """The row whose message in the chat shows the effect; "" where none does."""
    match effect:
        case Send():
            return row_id
        case Edit():
            return effect.outbox_id
        case Toast():
            return ""


def _button_rows(row_id: str, effect: Effect, user_id: str) -> list[dict[str, Any]]:
    return [
        {
            "handle": button.handle,
            "outbox_id": _message_of(row_id, effect),
            "user_id": user_id,
            "button_group": button.group,
            "action": dump_action(button.action),
        }
        for button in _buttons_in(effect)
    ]
