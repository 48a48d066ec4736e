"""What another CRM is to be told of a change here."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.changes import Change, RecordKind
from bot.domain.ids import new_id
from bot.domain.mirrors import Push
from bot.ports import UnitOfWork

# A reminder is one person's own, and never told anybody.
_UNTOLD: frozenset[RecordKind] = frozenset({"reminder"})


def queue(uow: UnitOfWork, user_id: str, changes: Sequence[Change], now: datetime) -> None:
    """Queues these changes for the mirrored CRM; does nothing where the workspace stands alone."""
    if not uow.workspace.remote:
        return
    uow.sync.queue(
        [
            Push(
                id=new_id(),
                record_kind=change.record_kind,
                record_id=change.record_id,
                fields=() if change.creates else tuple(change.after),
                user_id=user_id,
                queued_at=now,
                not_before=now,
            )
            for change in changes
            if change.record_kind not in _UNTOLD
        ]
    )
