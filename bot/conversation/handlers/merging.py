"""Merging: shown field by field first, then done on a yes; Undo takes the two apart again."""

from collections.abc import Mapping
from datetime import date

from bot.conversation.handlers.leads import ask_to_convert_into, who
from bot.conversation.names import candidates_of, resolve, text_argument
from bot.conversation.state import Option, Question
from bot.conversation.turn import Reply, Turn, said
from bot.crm.merging import FieldMerge, Mergeable, Preview, merge, preview
from bot.domain.changes import kind_of
from bot.domain.leads import Lead
from bot.domain.names import KnownName, NameKind
from bot.domain.people import Account, Contact
from bot.language.frames import Frame
from bot.messages import Action, Argument
from bot.wording.texts import Said

Arguments = Mapping[str, Argument]

_PEOPLE: tuple[NameKind, ...] = ("contact", "lead")
_CALLED = {"account_id": "account", "account_name": "account"}


def handle_merge(turn: Turn, frame: Frame) -> Reply:
    """Shows what a merge would do, and asks. Nothing is written before the answer."""
    slot = "contact" if "contact" in frame.slots else "account"
    kinds: tuple[NameKind, ...] = _PEOPLE if slot == "contact" else ("account",)
    merged, into = _namesakes(turn, frame, slot, kinds) or (
        resolve(turn, frame, slot, kinds=kinds).known,
        resolve(turn, frame, "into", kinds=kinds).known,
    )
    for name, known in ((slot, merged), ("into", into)):
        if known is None:
            return said(turn.texts("record-none", name=str(frame.slots.get(name, ""))))
    one, other = _record(turn, merged), _record(turn, into)
    if one is None or other is None:
        return said(turn.texts("button-unknown"))
    return _ask(turn, one, other)


def _namesakes(turn: Turn, frame: Frame, slot: str, kinds: tuple[NameKind, ...]) -> tuple[KnownName, KnownName] | None:
    """The two records of one name, where both slots fit both of them: the newer goes into the older."""
    found = candidates_of(turn, frame, slot, kinds)
    if len(found) != 2 or {n.id for n in found} != {n.id for n in candidates_of(turn, frame, "into", kinds)}:
        return None
    older, newer = sorted(found, key=lambda known: known.id)
    return newer, older


def _record(turn: Turn, known: KnownName | None) -> Mergeable | None:
    return None if known is None else _get(turn, known.kind, known.id)


def _get(turn: Turn, kind: str, record_id: str) -> Mergeable | None:
    if kind == "account":
        return turn.uow.accounts.get(record_id)
    return turn.uow.leads.get(record_id) if kind == "lead" else turn.uow.contacts.get(record_id)


def ask_to_merge(turn: Turn, arguments: Arguments) -> Reply:
    """The same question, the other way round."""
    records = _both(turn, arguments)
    return _ask(turn, *records) if records else said(turn.texts("merge-gone"))


def merge_records(turn: Turn, arguments: Arguments) -> Reply:
    """The yes to the preview."""
    records = _both(turn, arguments)
    if records is None:
        return said(turn.texts("merge-gone"))
    merged, into = records
    merge(turn.recorder, merged, into)  # type: ignore[type-var]  # both are of one kind
    turn.named("merge", merged.name)
    return said(turn.texts("merged", name=merged.name, into=_who(turn, into)))


def _both(turn: Turn, arguments: Arguments) -> tuple[Mergeable, Mergeable] | None:
    """The two records of a question; None where one of them is gone since."""
    kind = text_argument(arguments, "kind")
    one, other = (_get(turn, kind, text_argument(arguments, name)) for name in ("merged", "into"))
    return (one, other) if one and other else None


def _ask(turn: Turn, merged: Mergeable, into: Mergeable) -> Reply:
    if merged.id == into.id:
        return said(turn.texts("merge-same", name=into.name))
    match merged, into:
        case (Lead() as lead, Contact() as contact) | (Contact() as contact, Lead() as lead):
            # A lead and a contact who are one person: that is what a conversion is for.
            return ask_to_convert_into(turn, lead, contact)
    shown = preview(turn.uow, merged, into)  # type: ignore[type-var]  # both are of one kind
    facts: dict[str, Argument] = {"kind": kind_of(into), "merged": merged.id, "into": into.id}
    swapped = {**facts, "merged": into.id, "into": merged.id}
    return Reply(
        lines=_lines(turn, shown),
        question=Question(
            text=turn.texts("merge-question", name=_who(turn, merged), into=_who(turn, into)),
            options=(
                Option(
                    label=turn.texts("button-merge"), role="yes", action=Action(name="merge_records", arguments=facts)
                ),
                Option(label=turn.texts("button-swap"), action=Action(name="ask_to_merge", arguments=swapped)),
                turn.leave(),
            ),
        ),
    )


def _lines(turn: Turn, shown: Preview) -> list[str]:
    lines: list[str] = [_field_line(turn, field) for field in shown.fields]
    if shown.moves:
        counts = ", ".join(turn.texts(f"count-{kind}", count=count) for kind, count in shown.moves.items())
        lines.append(turn.texts("merge-moves", what=Said(counts)))
    return lines or [turn.texts("merge-nothing")]


def _field_line(turn: Turn, field: FieldMerge) -> Said:
    name = turn.texts(f"field-{_CALLED.get(field.field, field.field)}")
    kept = _value(turn, field.field, field.kept)
    if field.lost is None:
        return turn.texts("merge-fills", field=name, value=kept)
    return turn.texts("merge-keeps", field=name, value=kept, lost=_value(turn, field.field, field.lost))


def _value(turn: Turn, field: str, value: object) -> str:
    if field == "account_id":
        account = turn.uow.accounts.get(str(value))
        return account.name if account else ""
    return turn.dates.short(value) if isinstance(value, date) else str(value)


def _who(turn: Turn, record: Mergeable) -> Said:
    return turn.texts("who", name=record.name) if isinstance(record, Account) else who(turn, record)
