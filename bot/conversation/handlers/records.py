"""What is done alike to any record: given to somebody, put into the trash."""

from typing import Literal, get_args

from bot.conversation.names import resolve
from bot.conversation.owners import user_named
from bot.conversation.turn import Reply, Turn, said
from bot.crm.changes import records_of
from bot.crm.records import assign, delete
from bot.domain.changes import Record, RecordKind
from bot.domain.names import NameKind
from bot.language.frames import Frame

_Slot = Literal["deal", "contact", "account"]
_SLOTS: tuple[_Slot, ...] = get_args(_Slot)
_KINDS: dict[_Slot, tuple[NameKind, ...]] = {"deal": ("deal",), "contact": ("contact", "lead"), "account": ("account",)}


def handle_assign(turn: Turn, frame: Frame) -> Reply:
    record = _record(turn, frame)
    if isinstance(record, Reply):
        return record
    written = str(frame.slots.get("owner", ""))
    user = user_named(turn, written)
    if user is None:
        return said(turn.texts("user-none", name=written))
    assign(turn.recorder, record, user)
    name = record_name(record)
    if not turn.recorder.changes:
        return said(turn.texts("assigned-already", name=name, owner=user.name))
    turn.named("assign", name)
    return said(turn.texts("assigned", name=name, owner=user.name))


def handle_delete(turn: Turn, frame: Frame) -> Reply:
    """Acts at once: Undo is there."""
    record = _record(turn, frame)
    if isinstance(record, Reply):
        return record
    delete(turn.recorder, record)
    name = record_name(record)
    turn.named("delete", name)
    return said(turn.texts("deleted", name=name))


def _record(turn: Turn, frame: Frame) -> Record | Reply:
    for slot in _SLOTS:
        if slot not in frame.slots:
            continue
        named = resolve(turn, frame, slot, kinds=_KINDS[slot])
        kind: RecordKind = "lead" if named.known and named.known.kind == "lead" else slot
        record: Record | None = records_of(turn.uow, kind).get(named.known.id) if named.known else None
        return record or said(turn.texts("record-none", name=named.written))
    return said(turn.texts("record-none", name=str(frame.slots.get("subject", ""))))


def record_name(record: Record) -> str:
    return str(getattr(record, "name", "") or getattr(record, "subject", ""))
