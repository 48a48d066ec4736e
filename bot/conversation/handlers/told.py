"""Who changed what: when, from what to what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.handlers.records import record_named
from bot.conversation.handlers.trash import title_of
from bot.conversation.lists import Listed, shown
from bot.conversation.names import text_argument
from bot.conversation.turn import Reply, Turn, said
from bot.conversation.values import field_called, value_shown
from bot.crm.changes import records_of
from bot.domain.changes import Change, ChangeSet, Record, RecordKind, kind_of
from bot.language.frames import Frame
from bot.messages import Argument
from bot.wording.texts import Said

Arguments = Mapping[str, Argument]

_PAGE = 6
_MOST_CHANGES = 200
_KINDS: tuple[RecordKind, ...] = ("deal", "contact", "lead", "account")
# The fields that hold what is asked for under one name.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "account": ("account_id", "account_name"),
    "owner": ("owner_id",),
    "lead_status": ("status",),
    "name": ("name", "first_name", "last_name"),
}
_EMPTY = (None, "")


def handle_show_changes(turn: Turn, frame: Frame) -> Reply:
    record = record_named(turn, frame)
    if isinstance(record, Reply):
        return record
    facts: dict[str, Argument] = {
        "kind": kind_of(record),
        "record": record.id,
        "field": str(frame.slots.get("field", "")),
        "offset": 0,
    }
    return show_changes(turn, facts)


def show_changes(turn: Turn, arguments: Arguments) -> Reply:
    """One page of what was changed in a record, or in one field of it, the latest first."""
    kind: RecordKind = next((kind for kind in _KINDS if kind == arguments.get("kind")), "deal")
    record: Record | None = records_of(turn.uow, kind).get(text_argument(arguments, "record"))
    if record is None:
        return said(turn.texts("record-gone"))
    field = text_argument(arguments, "field")
    told = list(_told(turn, record, _FIELDS.get(field, (field,) if field else ())))
    name, called = title_of(turn, record), turn.texts(f"field-{field}") if field else "none"
    if not told:
        return said(turn.texts("changes-none", name=name, field=called))
    offset = int(arguments.get("offset") or 0)
    lines = [_line(turn, each) for each in told[offset : offset + _PAGE]]
    title = turn.texts("changes-title", name=name, field=called)
    return shown(turn, "show_changes", arguments, Listed(title=title, lines=lines, total=len(told)))


@dataclass(frozen=True, slots=True)
class _Told:
    """What somebody did to a record in one message."""

    by: ChangeSet
    what: Sequence[Said]


def _told(turn: Turn, record: Record, fields: Sequence[str]) -> Iterator[_Told]:
    for by, change in turn.uow.change_sets.of_record(record.id, _MOST_CHANGES):
        if change.before is None:
            what = _created(turn, record, change, fields)
        else:
            named = [each for each in fields or change.after if each in change.after and _has_name(turn, each)]
            what = [_changed(turn, record, change, each) for each in named]
        if what:
            yield _Told(by, what)


def _created(turn: Turn, record: Record, change: Change, fields: Sequence[str]) -> list[Said]:
    """That it was created; of the fields that are asked for, what they were then."""
    values = [(each, change.after.get(each)) for each in fields]
    first = [
        turn.texts("change-first", field=_called(turn, each), value=_value(turn, record, each, value))
        for each, value in values
        if value not in _EMPTY
    ]
    return first or ([] if fields else [turn.texts("change-created")])


def _changed(turn: Turn, record: Record, change: Change, field: str) -> Said:
    before, after = (change.before or {}).get(field), change.after[field]
    if field == "deleted_at":
        return turn.texts("change-deleted" if after else "change-restored")
    facts = {"field": _called(turn, field), "value": _value(turn, record, field, after)}
    if before in _EMPTY:
        return turn.texts("change-first", **facts)
    return turn.texts("change-from", before=_value(turn, record, field, before), **facts)


def _has_name(turn: Turn, field: str) -> bool:
    """Whether people have a word for this field: others only go with it."""
    return field == "deleted_at" or bool(_called(turn, field))


def _called(turn: Turn, field: str) -> str:
    return field_called(turn.texts, "lead_status" if field == "status" else field)


def _value(turn: Turn, record: Record, field: str, value: object) -> str:
    return value_shown(turn.uow, turn.texts, turn.dates, field, value, record)  # type: ignore[arg-type]  # a field's value


def _line(turn: Turn, told: _Told) -> Said:
    author = turn.uow.users.get(told.by.user_id)
    return turn.texts(
        "changes-line",
        when=turn.told_at(turn.dates.moment(told.by.made_at), told.by.message_key, told.by.user_id),
        by=author.name if author else "",
        what=Said(", ".join(told.what)),
        undo="no" if told.by.reverses is None else "yes",
    )
