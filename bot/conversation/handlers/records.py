"""What is done alike to any record: given to somebody, put into the trash."""

from collections.abc import Mapping
from typing import Literal, get_args

from bot.conversation.handlers.deals import deal_named
from bot.conversation.handlers.planning import ahead_named, cancel, item_label
from bot.conversation.handlers.trash import headed, title_of
from bot.conversation.names import resolve, text_argument
from bot.conversation.owners import user_named
from bot.conversation.state import Option
from bot.conversation.turn import Reply, Turn, asked, said
from bot.crm.changes import records_of
from bot.crm.records import assign, delete
from bot.domain.activities import Activity, ActivityKind, History
from bot.domain.changes import Record, RecordKind
from bot.domain.names import NameKind, name_words
from bot.language.frames import Frame
from bot.messages import Action, Argument

_Slot = Literal["contact", "account"]
_ACTIVITIES: tuple[ActivityKind, ...] = get_args(ActivityKind)
_MOST_CHOICES = 5
_MOST_BEHIND = 50
_SLOTS: tuple[_Slot, ...] = get_args(_Slot)
_KINDS: dict[_Slot, tuple[NameKind, ...]] = {"contact": ("contact", "lead"), "account": ("account",)}


def handle_assign(turn: Turn, frame: Frame) -> Reply:
    record = record_named(turn, frame)
    if isinstance(record, Reply):
        return record
    written = str(frame.slots.get("owner", ""))
    user = user_named(turn, written)
    if user is None:
        return said(turn.texts("user-none", name=written))
    assign(turn.recorder, record, user)
    name = title_of(turn, record)
    if not turn.recorder.changes:
        return said(turn.texts("assigned-already", name=name, owner=user.name))
    turn.named("assign", name)
    return said(turn.texts("assigned", name=name, owner=user.name))


def handle_delete(turn: Turn, frame: Frame) -> Reply:
    """Acts at once: Undo is there."""
    if "kind" in frame.slots or "subject" in frame.slots:
        return _delete_item(turn, frame)
    record = record_named(turn, frame)
    return record if isinstance(record, Reply) else _deleted(turn, record)


def _deleted(turn: Turn, record: Record) -> Reply:
    delete(turn.recorder, record)
    name = title_of(turn, record)
    turn.named("delete", name)
    return said(turn.texts("deleted", name=headed(name)))


def _delete_item(turn: Turn, frame: Frame) -> Reply:
    """A task or reminder, or an activity ahead or behind; which one is asked where several fit."""
    kind = next((kind for kind in _ACTIVITIES if kind == frame.slots.get("kind")), None)
    ahead = ahead_named(turn, frame, (kind,) if kind else ("task", "reminder"))
    options = [
        Option(
            label=item_label(turn, item),
            action=Action(
                name="cancel_item" if item.kind in ("task", "reminder") else "delete_activity",
                arguments={"kind": item.kind, "item": item.id, "at": None},
            ),
        )
        for item in ahead
    ]
    options += [_option(turn, activity) for activity in _behind(turn, frame, kind)] if kind else []
    if not options:
        return said(turn.texts("item-none"))
    if len(options) == 1:
        alone = options[0].action
        return (cancel if alone.name == "cancel_item" else delete_activity)(turn, alone.arguments)
    return asked(turn.texts("item-which"), *options[:_MOST_CHOICES], turn.drop)


def _behind(turn: Turn, frame: Frame, kind: ActivityKind) -> list[Activity]:
    """The latest of that kind with those whom the frame names, whose words tell what the frame does."""
    contact = resolve(turn, frame, "contact", kinds=("contact", "lead"))
    account, deal = resolve(turn, frame, "account"), resolve(turn, frame, "deal")
    if any(named.written and named.known is None for named in (contact, account, deal)):
        return []
    is_lead = contact.known is not None and contact.known.kind == "lead"
    wanted = History(
        contact_id=contact.known.id if contact.known and not is_lead else None,
        lead_id=contact.known.id if contact.known and is_lead else None,
        account_id=account.known.id if account.known and not contact.known else None,
        deal_id=deal.known.id if deal.known else None,
        kind=kind,
    )
    words = set(name_words(str(frame.slots.get("subject", ""))))
    found = turn.uow.activities.history(wanted, limit=_MOST_BEHIND)
    return [each for each in found if words <= set(name_words(f"{title_of(turn, each)} {each.note}"))]


def _option(turn: Turn, activity: Activity) -> Option:
    label = f"{headed(title_of(turn, activity))[:45]} · {turn.dates.past(activity.happened_at)}"
    return Option(label=label, action=Action(name="delete_activity", arguments={"item": activity.id}))


def delete_activity(turn: Turn, arguments: Mapping[str, Argument]) -> Reply:
    activity = turn.uow.activities.get(text_argument(arguments, "item"))
    return _deleted(turn, activity) if activity else said(turn.texts("record-gone"))


def record_named(turn: Turn, frame: Frame) -> Record | Reply:
    """The deal, person or company that a frame names."""
    if "deal" in frame.slots:
        return deal_named(turn, frame)
    for slot in _SLOTS:
        if slot not in frame.slots:
            continue
        named = resolve(turn, frame, slot, kinds=_KINDS[slot])
        kind: RecordKind = "lead" if named.known and named.known.kind == "lead" else slot
        record: Record | None = records_of(turn.uow, kind).get(named.known.id) if named.known else None
        return record or said(turn.texts("record-none", name=named.written))
    return said(turn.texts("record-none", name=str(frame.slots.get("subject", ""))))
