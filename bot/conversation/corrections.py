"""Putting right what was said last: "no, 15k not 12k", "non, Paul pas Luc", "plutôt mardi".

A correction names values; the last command is carried out again with them, and what it had made is undone first.
Likewise the last question is asked again about something else: "and at Acme?", "what about last month?".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.conversation.names import candidates_of
from bot.conversation.state import Command
from bot.conversation.turn import Turn
from bot.domain.names import name_words
from bot.domain.zones import instant_of, wall_of
from bot.language.frames import Frame, Parse, SlotValue, Span
from bot.language.intents import contract
from bot.language.values import TimeExpression
from bot.language.when import when

# Nobody corrects what lies further back without saying it again.
_LIVES = timedelta(hours=24)
# Where a value of the correction may belong: the first slot that the command has counts.
_BELONGS: dict[str, tuple[str, ...]] = {
    "contact": ("contact", "into", "owner"),
    "account": ("account", "into"),
    "deal": ("deal", "account"),
    "owner": ("owner", "contact"),
    "amount": ("amount", "min_amount", "max_amount"),
    "start_at": ("start_at", "remind_at", "due_at", "follow_up_at", "close_date", "held_at"),
    "held_at": ("held_at",),
    "phone": ("phone", "value"),
    "email": ("email", "value"),
}
_KINDS_OF_SPANS: dict[str, tuple[str, ...]] = {
    "amount": ("money", "number"),
    "start_at": ("time", "period"),
    "held_at": ("time", "period"),
    "duration_minutes": ("duration",),
    "probability": ("percent",),
    "phone": ("phone",),
    "email": ("email",),
}
_NAMES = ("contact", "account", "deal")
# The question about one thing, by the slot that names it.
_FINDS = {"contact": "find_contact", "account": "find_account", "deal": "find_deal"}


def last_command(turn: Turn) -> Command | None:
    command = turn.state.command
    return command if command and turn.speaker.now - command.at <= _LIVES else None


def corrected(turn: Turn, parse: Parse, command: Command) -> list[Frame] | None:
    """The frames of the last command with what the correction says; None where it says nothing of theirs."""
    said = parse.frames[0]
    wrong = str(said.slots.get("instead_of", ""))
    values = {slot: value for slot, value in said.slots.items() if slot != "instead_of"}
    frames = list(command.frames)
    for index in sorted(range(len(frames)), key=lambda at: (not _tells(frames[at], wrong), -at)):
        frame = frames[index]
        for slot, value in values.items():
            frame = _with_value(turn, frame, said, slot, value, parse.spans)
        written = next((_written(said, slot, wrong, parse.spans) for slot in values), "")
        if wrong and written:
            frame = _with_words(frame, wrong, written)
        if frame != frames[index]:
            frames[index] = frame
            return frames
    return None


def _tells(frame: Frame, words: str) -> bool:
    """Whether the frame has these words in a name or a text."""
    wanted = set(name_words(words))
    texts = (value for value in frame.slots.values() if isinstance(value, str))
    return bool(wanted) and any(wanted <= set(name_words(text)) for text in texts)


def _with_value(turn: Turn, frame: Frame, said: Frame, slot: str, value: SlotValue, spans: Sequence[Span]) -> Frame:
    target = _target(frame, slot)
    if not target:
        return frame
    if slot in ("start_at", "held_at"):
        moved = _moment(turn, frame.slots.get(target), target, value, spans)
        return replace(frame, slots={**frame.slots, target: moved})
    if slot not in _NAMES:
        return replace(frame, slots={**frame.slots, target: value})
    before = str(frame.slots.get(target, ""))
    known = {name: found for name, found in frame.known.items() if name != target}
    slots: dict[str, SlotValue] = {**frame.slots, target: value}
    fitting = candidates_of(turn, said, slot, ("contact", "lead") if slot == "contact" else ())
    if slot == "contact" and fitting and not {n.account_id for n in fitting} & {n.id for n in known.get("account", ())}:
        # They are somewhere else than the person who was not meant.
        slots.pop("account", None)
        known.pop("account", None)
    renamed = replace(frame, slots=slots, known={**known, target: fitting})
    return _with_words(renamed, before, str(value)) if before else renamed


def _target(frame: Frame, slot: str) -> str:
    """The slot of the command that this value belongs to; "" for none."""
    places = _BELONGS.get(slot, (slot,))
    allowed = contract().intents[frame.intent].slots
    present = next((place for place in places if place in frame.slots), "")
    return present or next((place for place in places if place in allowed), "")


def _moment(turn: Turn, before: SlotValue | None, target: str, value: SlotValue, spans: Sequence[Span]) -> SlotValue:
    """The time that is meant: with the day or the hour of the first one, where only the other is told."""
    told = next(
        (s for s in spans if s.kind in _KINDS_OF_SPANS["start_at"] and isinstance(s.value, TimeExpression)), None
    )
    if target == "held_at" and told is not None:
        speaker = turn.speaker
        past = when(told.text, now=speaker.now, zone=speaker.zone, language=turn.language, lean="past")
        value = past.start if past else value
    if not isinstance(value, date):
        return value
    if target == "close_date":
        return value.date() if isinstance(value, datetime) else value
    if not isinstance(before, date) or told is None:
        return value
    zone, expression = turn.speaker.zone, told.value
    if isinstance(before, datetime) and not isinstance(value, datetime):
        return instant_of(datetime.combine(value, wall_of(before, zone).time()), zone).astimezone(zone)
    if (
        isinstance(value, datetime)
        and isinstance(expression, TimeExpression)
        and expression.clock
        and not expression.day
    ):
        day = wall_of(before, zone).date() if isinstance(before, datetime) else before
        return instant_of(datetime.combine(day, wall_of(value, zone).time()), zone).astimezone(zone)
    return value


def _written(said: Frame, slot: str, wrong: str, spans: Sequence[Span]) -> str:
    """The new value in the person's own words, to stand in a text."""
    if slot in _NAMES or slot == "owner":
        return str(said.slots[slot])
    kinds = _KINDS_OF_SPANS.get(slot, ())
    return next(
        (span.text for span in spans if span.kind in kinds and span.text.casefold() not in wrong.casefold()), ""
    )


def _with_words(frame: Frame, wrong: str, right: str) -> Frame:
    """The frame with these words in its free texts instead of those."""
    pattern = re.compile(rf"(?<!\w){re.escape(wrong)}(?!\w)", re.IGNORECASE)
    slots = {
        name: pattern.sub(lambda _: right, value)
        if isinstance(value, str) and contract().slots[name].kind == "text"
        else value
        for name, value in frame.slots.items()
    }
    return replace(frame, slots=slots)


def asked_again(said: Frame, command: Command | None) -> Frame | None:
    """The last question about what this message names; without one, a look at that. None where it names nothing."""
    told: Mapping[str, SlotValue] = said.slots
    named = next((slot for slot in _NAMES if slot in told), "")
    last = command.frames[-1] if command and not command.set_id else None
    if last is None:
        return Frame(intent=_FINDS[named], slots=told, known=said.known) if named else None
    allowed = contract().intents
    intent = _FINDS[named] if named and last.intent in _FINDS.values() else last.intent
    kept = {s: v for s, v in last.slots.items() if s in allowed[intent].slots and not (named and s in _NAMES)}
    slots = {**kept, **{s: v for s, v in told.items() if s in allowed[intent].slots}}
    known = {slot: found for slot, found in {**last.known, **said.known}.items() if slot in slots}
    if slots == last.slots and intent == last.intent:
        return Frame(intent=_FINDS[named], slots=told, known=said.known) if named else None
    return Frame(intent=intent, slots=slots, known=known)
