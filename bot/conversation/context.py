"""What a message leaves out because it was spoken of just now: "and her phone?", "move it to negotiation".

`in_context` is the one place where a missing slot is filled. It takes what was mentioned last in this
conversation, for half an hour; the answer then tells whom or what that was. Where nothing was, one asks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.conversation.state import Mention, going_on
from bot.conversation.turn import Reply, Turn, asked
from bot.crm.changes import records_of
from bot.domain.activities import Activity
from bot.domain.agenda import OPEN_TASK_STATUSES, Task
from bot.domain.changes import Record, RecordKind
from bot.domain.names import KnownName, NameKind, name_words
from bot.domain.people import Account
from bot.domain.reminders import Reminder
from bot.language.frames import Frame
from bot.language.packs.loader import BUILT_IN
from bot.language.stand_ins import with_name as with_name_in

# The kinds of record that a slot names.
_NAMED: dict[str, tuple[RecordKind, ...]] = {
    "contact": ("contact", "lead"),
    "account": ("account",),
    "deal": ("deal",),
    "subject": ("task", "reminder", "activity"),
}
# And those that lead to one: the company of a person, the deal of a company.
_LEADING: dict[str, tuple[RecordKind, ...]] = {"account": ("contact", "deal"), "deal": ("account", "contact")}
# What a command may be about, by intent. Without any of it, it is about what was spoken of last.
_ANYTHING = ("contact", "account", "deal")
_ABOUT: dict[str, tuple[str, ...]] = {
    "find_contact": ("contact",),
    "find_account": ("account",),
    "find_deal": ("deal",),
    "update_contact": ("contact",),
    "update_account": ("account",),
    "update_lead": ("contact",),
    "convert_lead": ("contact",),
    "update_deal": ("deal",),
    "assign": ("deal", "contact", "account"),
    "show_changes": ("deal", "contact", "account"),
    "wait_for": ("contact", "account", "deal"),
    "delete": ("deal", "contact", "account"),
    "reschedule": ("subject", "deal", "contact", "account"),
    "complete_task": ("subject", "contact", "account"),
    "cancel_reminder": ("subject", "contact", "account"),
}


# Texts that are read on another day.
_READ_LATER = ("subject", "follow_up")


@dataclass(frozen=True, slots=True, kw_only=True)
class InContext:
    """A frame that says what it is about, and the names that the message itself did not tell."""

    frame: Frame
    taken: tuple[str, ...] = ()


def in_context(turn: Turn, frame: Frame) -> InContext | Reply:
    """Fills what the message left to its context; a question where that is empty."""
    if frame.intent == "delete" and _was_just_logged(turn, frame):
        return InContext(frame=Frame(intent="undo"))
    taken = []
    for wanted in _left_out(frame):
        found = _spoken_of(turn, wanted)
        if found is not None:
            frame = _named_in_texts(turn, _about(frame, found), found.name)
            taken.append(found.name)
        elif frame.intent in _ABOUT and "subject" not in wanted:
            return _who_is_meant(turn, frame, wanted)
    return InContext(frame=frame, taken=tuple(taken))


def _was_just_logged(turn: Turn, frame: Frame) -> bool:
    """Whether "delete it" follows something that was noted, planned or set: then that is meant, and no record of it."""
    latest = turn.state.recent(turn.speaker.now)[:1]
    together = [mention.kind for mention in turn.state.mentions if latest and mention.at == latest[0].at]
    vague = "who" in frame.refers or not (frame.refers or frame.slots)
    return vague and not {"activity", "task", "reminder"}.isdisjoint(together)


def _left_out(frame: Frame) -> list[tuple[str, ...]]:
    """What the context is to tell: for each pronoun the slots that it may fill, or what the command is about."""
    about = _ABOUT.get(frame.intent, ())
    if frame.refers:
        return [(slot,) if slot in _NAMED else about or _ANYTHING for slot in frame.refers if slot != "owner"]
    return [about] if about and _NAMED.keys().isdisjoint(frame.slots) else []


def told(turn: Turn, reply: Reply, taken: Sequence[str]) -> Reply:
    """The reply, saying whom the message was taken to mean, where its lines do not."""
    seen = " ".join([*reply.lines, reply.question.text if reply.question else ""])
    untold = [name for name in taken if name not in seen]
    if untold:
        reply.lines.append(turn.texts("taken-to-mean", name=", ".join(untold)))
    return reply


@dataclass(frozen=True, slots=True)
class _Found:
    """What a slot means: the words that name it, and the record, where it is one that a slot can name."""

    slot: str
    name: str
    known: KnownName | None = None


def _about(frame: Frame, found: _Found) -> Frame:
    slots = dict(frame.slots)
    if found.slot == "deal" and frame.intent == "reschedule":
        # A deal has no other date that one could move.
        moved = slots.pop("start_at", None)
        return _about(Frame(intent="update_deal", slots={"close_date": moved} if moved else {}), found)
    slots[found.slot] = found.name
    known = {**frame.known, found.slot: (found.known,)} if found.known else frame.known
    return replace(frame, slots=slots, known=known)


def _named_in_texts(turn: Turn, frame: Frame, name: str) -> Frame:
    """What is to be done later is read when nobody knows any more who "him" was."""
    stand_ins = BUILT_IN.of(turn.texts.language).stand_ins
    texts = {slot: with_name_in(str(frame.slots[slot]), name, stand_ins) for slot in _READ_LATER if slot in frame.slots}
    return replace(frame, slots={**frame.slots, **texts})


def _spoken_of(turn: Turn, wanted: Sequence[str]) -> _Found | None:
    """What was mentioned last that one of these slots may name; of one message, in the order of the slots."""
    mentions = [*turn.state.recent(turn.speaker.now), *_reminded(turn, wanted)]
    mentions.sort(key=lambda mention: mention.at, reverse=True)
    for _, together in groupby(mentions, key=lambda mention: mention.at):
        for slot, mention in _in_order(list(together), wanted):
            found = _named(turn, slot, mention)
            if found is not None:
                return found
    return None


def _in_order(mentions: Sequence[Mention], wanted: Sequence[str]) -> Iterator[tuple[str, Mention]]:
    """What each slot may take of the mentions of one message, the likeliest first."""
    for slot in wanted:
        # Where several slots would do, nobody means the company of the person who was named.
        leading = _LEADING.get(slot, ()) if len(wanted) == 1 else ()
        for kind in (*_NAMED[slot], *leading):
            yield from ((slot, mention) for mention in mentions if mention.kind == kind)


def _reminded(turn: Turn, wanted: Sequence[str]) -> list[Mention]:
    """The reminder that came last is spoken of, too."""
    if "subject" not in wanted:
        return []
    latest = turn.uow.reminders.latest_open(turn.speaker.user.id, 1)
    return [Mention("reminder", r.id, r.fired_for) for r in latest if r.state == "fired" and r.fired_for is not None]


def _named(turn: Turn, slot: str, mention: Mention) -> _Found | None:
    """What a mention gives for a slot; None where it is gone, or settled."""
    if not mention.id:
        return _Found(slot, mention.name) if mention.kind in _NAMED[slot] else None
    record: Record | None = records_of(turn.uow, mention.kind).get(mention.id)
    if record is None:
        return None
    if slot == "subject":
        subject = _subject(turn, record)
        return _Found(slot, subject) if subject else None
    return _found(slot, mention.kind, record) if mention.kind in _NAMED[slot] else _led_to(turn, slot, record)


def _led_to(turn: Turn, slot: str, record: Record) -> _Found | None:
    """The company of a person or deal; where a deal is wanted, its only open one."""
    account_id = record.id if isinstance(record, Account) else getattr(record, "account_id", None)
    account = turn.uow.accounts.get(account_id) if account_id else None
    if account is None:
        return None
    deals = turn.uow.deals.open_of_account(account.id, 2) if slot == "deal" else []
    if len(deals) == 1:
        return _found(slot, "deal", deals[0])
    # Of several deals its handler asks which.
    return _found("account", "account", account) if deals or slot == "account" else None


def _found(slot: str, kind: RecordKind, record: Record) -> _Found:
    name = str(getattr(record, "name", ""))
    account_id = getattr(record, "account_id", None)
    known = KnownName(kind=_NAME_KINDS[kind], id=record.id, name=name, account_id=account_id)
    return _Found(slot, name, known)


_NAME_KINDS: dict[RecordKind, NameKind] = {"contact": "contact", "lead": "lead", "account": "account", "deal": "deal"}


def _subject(turn: Turn, record: Record) -> str:
    """How something ahead is named; "" for what is settled."""
    if isinstance(record, Task):
        return record.subject if record.status in OPEN_TASK_STATUSES else ""
    if isinstance(record, Reminder):
        return record.subject if record.state in ("pending", "fired") else ""
    if isinstance(record, Activity) and record.status == "planned":
        contacts = turn.uow.contacts.get_many(record.contact_ids[:1])
        return contacts[0].name if contacts else record.contact_name or record.note
    return ""


def _who_is_meant(turn: Turn, frame: Frame, wanted: Sequence[str]) -> Reply:
    answer = going_on("name_meant", frame, slots=",".join(wanted))
    return asked(turn.texts("who-is-meant"), turn.drop, expects="name", answer=answer)


def with_name(turn: Turn, frame: Frame, slots: Sequence[str], words: str) -> Frame:
    """The frame about the record that these words name, the answer to "who is meant?"."""
    told = set(name_words(words))
    found = [n for n in turn.uow.names.find(name_words(words)) if told <= set(name_words(f"{n.name} {n.account}"))]
    for slot in slots:
        known = tuple(name for name in found if name.kind in _NAMED[slot])
        if known:
            return replace(frame, slots={**frame.slots, slot: words}, known={**frame.known, slot: known})
    return replace(frame, slots={**frame.slots, slots[-1]: words})
