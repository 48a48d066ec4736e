"""What is kept for so long and no longer, removed a portion at a time."""

from datetime import datetime

from sqlalchemy import Integer, Select, bindparam, delete, literal_column, select

from storage.database.keys import listed
from storage.database.repositories.scope import Scope, within
from storage.database.tables import buttons, change_sets, changes, inbox, outbox
from storage.database.types import Instant

_BEFORE = bindparam("before", type_=Instant())
_UP_TO = bindparam("up_to", type_=Integer)

_HANDLED: Select[str] = (
    select(inbox.c.key)
    .where(within(inbox), inbox.c.state != literal_column("'accepted'"), inbox.c.accepted_at < _BEFORE)
    .limit(_UP_TO)
)
_SETTLED: Select[str] = (
    select(outbox.c.id)
    .where(within(outbox), outbox.c.state != literal_column("'pending'"), outbox.c.queued_at < _BEFORE)
    .limit(_UP_TO)
)
_OLD_CHANGES: Select[str] = (
    select(changes.c.id)
    .join_from(changes, change_sets, within(change_sets) & (change_sets.c.id == changes.c.set_id))
    .where(within(changes), change_sets.c.made_at < _BEFORE)
    .limit(_UP_TO)
)
_OLD_SETS: Select[str] = (
    select(change_sets.c.id).where(within(change_sets), change_sets.c.made_at < _BEFORE).limit(_UP_TO)
)
_FORGET_HANDLED = delete(inbox).where(within(inbox), listed(inbox.c.key, "of_keys"))
_FORGET_SETTLED = delete(outbox).where(within(outbox), listed(outbox.c.id, "of_keys"))
_FORGET_BUTTONS = delete(buttons).where(within(buttons), listed(buttons.c.outbox_id, "of_keys"))
_FORGET_CHANGES = delete(changes).where(within(changes), listed(changes.c.id, "of_keys"))
_FORGET_SETS = delete(change_sets).where(within(change_sets), listed(change_sets.c.id, "of_keys"))


class RetentionRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def forget_inbox(self, before: datetime, limit: int) -> int:
        keys = self._found(_HANDLED, before, limit)
        self._scope.run(_FORGET_HANDLED, of_keys=keys)
        return len(keys)

    def forget_outbox(self, before: datetime, limit: int) -> int:
        ids = self._found(_SETTLED, before, limit)
        self._scope.run(_FORGET_BUTTONS, of_keys=ids)
        self._scope.run(_FORGET_SETTLED, of_keys=ids)
        return len(ids)

    def forget_changes(self, before: datetime, limit: int) -> int:
        ids = self._found(_OLD_CHANGES, before, limit)
        if ids:
            self._scope.run(_FORGET_CHANGES, of_keys=ids)
            return len(ids)
        sets = self._found(_OLD_SETS, before, limit)
        self._scope.run(_FORGET_SETS, of_keys=sets)
        return len(sets)

    def _found(self, statement: Select[str], before: datetime, limit: int) -> list[str]:
        return list(self._scope.run(statement, before=before, up_to=limit).scalars())
