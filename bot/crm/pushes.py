"""What another CRM is to be told of a change here."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.changes import Change, RecordKind
from bot.domain.ids import new_id
from bot.domain.mirrors import Push
from bot.ports import UnitOfWork

# A reminder is one person's own, and never told anybody; settings are crmbot's.
_UNTOLD: frozenset[RecordKind] = frozenset({"reminder", "user", "workspace", "conversion"})


def queue(uow: UnitOfWork, user_id: str, changes: Sequence[Change], now: datetime) -> None:
    """Queues these changes for the mirrored CRM; does nothing where the workspace stands alone."""
    if uow.workspace.remote:
        uow.sync.queue(
            [
                push_of(change.record_kind, change.record_id, () if change.creates else change.after, user_id, now)
                for change in changes
                if change.record_kind not in _UNTOLD
            ]
        )


def push_of(kind: RecordKind, record_id: str, fields: Iterable[str], user_id: str, now: datetime) -> Push:
    """`fields` that changed, or none for a record that the other CRM does not know."""
    return Push(
        id=new_id(),
        record_kind=kind,
        record_id=record_id,
        fields=tuple(fields),
        user_id=user_id,
        queued_at=now,
        not_before=now,
    )
