"""The trash in conversation: what is in it, and what comes back."""

from collections.abc import Mapping

from bot.conversation.lists import Listed, shown
from bot.conversation.names import text_argument
from bot.conversation.state import Option
from bot.conversation.turn import Reply, Turn, asked, said
from bot.crm.changes import records_of
from bot.crm.trash import restore, trashed
from bot.domain.activities import Activity
from bot.domain.changes import Record, RecordKind
from bot.domain.leads import Lead
from bot.domain.names import name_words
from bot.domain.people import Contact
from bot.domain.trash import Trashed
from bot.language.frames import Frame
from bot.messages import Action, Argument

Arguments = Mapping[str, Argument]

_PAGE = 7
_MOST_CHOICES = 5
_NAMED_KINDS: tuple[RecordKind, ...] = ("account", "contact", "lead", "deal")
_NAMED = ("contact", "account", "deal", "subject")


def handle_show_trash(turn: Turn, _frame: Frame) -> Reply:
    return show_trash(turn, {"offset": 0})


def show_trash(turn: Turn, arguments: Arguments) -> Reply:
    """One page of the trash, the latest first."""
    found = trashed(turn.uow, turn.speaker)
    if not found:
        return said(turn.texts("trash-empty"))
    offset = int(arguments.get("offset") or 0)
    lines = [_line(turn, *each) for each in found[offset : offset + _PAGE]]
    return shown(turn, "show_trash", arguments, Listed(title=turn.texts("trash-title"), lines=lines, total=len(found)))


def _line(turn: Turn, gone: Trashed, record: Record) -> str:
    by = turn.uow.change_sets.last_writer(record.id, "deleted_at")
    author = turn.uow.users.get(by.user_id) if by and by.user_id != turn.speaker.user.id else None
    return turn.texts(
        "trash-line",
        name=headed(title_of(turn, record)),
        kind=turn.texts(f"record-{gone.kind}"),
        when=turn.dates.past(gone.deleted_at),
        by=author.name if author else "none",
    )


def title_of(turn: Turn, record: Record) -> str:
    """What a record is called; an activity by its kind and whom it was with."""
    if not isinstance(record, Activity):
        return str(getattr(record, "name", "") or getattr(record, "subject", ""))
    people: list[Contact | Lead] = [
        *turn.uow.contacts.get_many(record.contact_ids[:1], deleted=True),
        *turn.uow.leads.get_many(record.lead_ids[:1], deleted=True),
    ]
    account = turn.uow.accounts.get(record.account_id, deleted=True) if record.account_id else None
    told = [person.name for person in people] or [record.contact_name or (account.name if account else "")]
    key = "what-add_note" if record.kind == "note" else f"what-log_{record.kind}"
    name = told[0] or record.account_name
    return turn.texts(key, subject=name, more=0) if name else turn.texts(f"{key}-nobody")


def headed(title: str) -> str:
    """A title at the head of a line."""
    return title[:1].upper() + title[1:]


def handle_restore(turn: Turn, frame: Frame) -> Reply:
    """The one record in the trash that the frame names; a question where several fit."""
    told = " ".join(str(frame.slots.get(slot, "")) for slot in _NAMED).strip()
    words, kind = set(name_words(told)), str(frame.slots.get("kind", ""))
    fitting = [
        (gone, record)
        for gone, record in trashed(turn.uow, turn.speaker)
        if words <= set(name_words(title_of(turn, record))) and kind in ("", gone.kind, getattr(record, "kind", ""))
    ]
    if not kind and "subject" not in frame.slots:
        # A person rather than what was to be done with them.
        fitting = [each for each in fitting if each[0].kind in _NAMED_KINDS] or fitting
    if not fitting:
        return said(turn.texts("trash-none", name=told or "none"))
    if len(fitting) == 1 or not words:
        return _restored(turn, fitting[0][1])
    options = [_option(turn, *each) for each in fitting[:_MOST_CHOICES]]
    return asked(turn.texts("which", name=told), *options, turn.drop)


def _option(turn: Turn, gone: Trashed, record: Record) -> Option:
    name, kind = title_of(turn, record), turn.texts(f"record-{gone.kind}")
    action = Action(name="restore_record", arguments={"kind": gone.kind, "record": gone.id})
    return Option(label=f"{headed(name)[:40]} · {kind} · {turn.dates.past(gone.deleted_at)}", action=action)


def restore_record(turn: Turn, arguments: Arguments) -> Reply:
    kinds: tuple[RecordKind, ...] = ("account", "contact", "lead", "deal", "activity", "task", "reminder")
    kind: RecordKind = next((kind for kind in kinds if kind == arguments.get("kind")), "contact")
    record: Record | None = records_of(turn.uow, kind).get(text_argument(arguments, "record"), deleted=True)
    return _restored(turn, record) if record else said(turn.texts("record-gone"))


def _restored(turn: Turn, record: Record) -> Reply:
    name = title_of(turn, record)
    restore(turn.recorder, record)
    turn.named("restore", name)
    return said(turn.texts("restored", name=headed(name)))
