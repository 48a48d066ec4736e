"""Answers to what the synchronisation with another CRM asked."""

from collections.abc import Mapping
from datetime import timedelta

from bot.conversation.names import text_argument
from bot.conversation.sync_notices import record_called
from bot.conversation.turn import Aside, Reply, Turn, said
from bot.conversation.values import value_shown
from bot.crm import sync
from bot.crm.changes import records_of
from bot.crm.sync import DELETED
from bot.domain.mirrors import SyncConflict
from bot.messages import Argument

Arguments = Mapping[str, Argument]

# Shorter than this, the other CRM is only a moment behind.
_PATIENCE = timedelta(minutes=10)


def keep_ours(turn: Turn, arguments: Arguments) -> Reply:
    """Our value holds, and is sent over theirs."""
    conflict = _open(turn, arguments)
    if conflict is None:
        return said(turn.texts("sync-settled"))
    record = records_of(turn.uow, conflict.record_kind).get(conflict.record_id, deleted=True)
    sync.keep_ours(turn.recorder, conflict)
    turn.named("decide", record_called(turn.uow, record))
    if conflict.field == DELETED:
        key = "sync-restored" if conflict.theirs else "sync-deleted-there"
        return said(turn.texts(key, record=record_called(turn.uow, record)))
    ours = getattr(record, conflict.field, None)
    return said(turn.texts("sync-kept", value=value_shown(turn.uow, turn.texts, turn.dates, conflict.field, ours)))


def take_theirs(turn: Turn, arguments: Arguments) -> Reply:
    """Their value holds, and ours goes."""
    conflict = _open(turn, arguments)
    if conflict is None:
        return said(turn.texts("sync-settled"))
    record = records_of(turn.uow, conflict.record_kind).get(conflict.record_id, deleted=True)
    sync.take_theirs(turn.recorder, conflict)
    turn.named("decide", record_called(turn.uow, record))
    if conflict.field == DELETED:
        key = "sync-deleted" if conflict.theirs else "sync-restored-here"
        return said(turn.texts(key, record=record_called(turn.uow, record)))
    theirs = value_shown(turn.uow, turn.texts, turn.dates, conflict.field, conflict.theirs)
    return said(turn.texts("sync-taken", value=theirs))


def behind(turn: Turn) -> list[str]:
    """That the other CRM has not heard of changes for a while, where that is so."""
    if not turn.uow.workspace.remote:
        return []
    count, since = turn.uow.sync.behind()
    if since is None or turn.speaker.now - since < _PATIENCE:
        return []
    return [Aside(turn.texts("sync-behind", count=count, when=turn.dates.moment(since)))]


def _open(turn: Turn, arguments: Arguments) -> SyncConflict | None:
    conflict = turn.uow.sync.conflict(text_argument(arguments, "conflict"))
    return conflict if conflict and conflict.settled_at is None else None
