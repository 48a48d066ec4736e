"""What a message might mean whose sentence nobody taught us: commands about the names, times and amounts in it."""

from collections.abc import Iterator, Mapping

from bot.domain.names import KnownName, NameKind
from bot.language.frames import Frame, ParseContext, SlotValue, Span
from bot.language.names import NameSpan
from bot.language.reading import Reading
from bot.language.slots import clean
from bot.language.values import Money, TimeExpression

_CONFIDENCE = 0.1
_SURELY_MEANT = 0.8
_SLOTS: Mapping[NameKind, str] = {"contact": "contact", "lead": "contact", "account": "account", "deal": "deal"}
_LOOK_UP = {"contact": "find_contact", "account": "find_account", "deal": "find_deal"}
LOOK_UPS = frozenset(_LOOK_UP.values())


def guesses(reading: Reading, context: ParseContext) -> tuple[Frame, ...]:
    """Commands that would make use of what is named, the likeliest first, one an intent; none where nothing is."""
    names = _names(reading)
    slots: dict[str, SlotValue] = {slot: clean(reading, name.start, name.end) for slot, name in names.items()}
    known = {slot: _records(name, slot) for slot, name in names.items()}
    return tuple(
        Frame(
            intent=intent,
            slots={**{slot: slots[slot] for slot in named if slot in slots}, **more},
            known={slot: known[slot] for slot in named if slot in known},
            confidence=_CONFIDENCE,
        )
        for intent, named, more in _commands(reading, context, frozenset(names))
    )


def _commands(
    reading: Reading, context: ParseContext, named: frozenset[str]
) -> Iterator[tuple[str, tuple[str, ...], dict[str, SlotValue]]]:
    """(intent, the names that it takes, its other slots)."""
    money = next((span.value for span in _spans(reading) if isinstance(span.value, Money)), None)
    if money is not None and named & {"deal", "account"}:
        amount: dict[str, SlotValue] = {"amount": money.amount}
        if money.currency:
            amount["currency"] = money.currency
        yield "update_deal", ("deal",) if "deal" in named else ("account",), amount
    wish = _wish(reading, context)
    if wish is not None:
        yield "set_reminder", ("contact", "account", "deal"), wish
    if "contact" in named:
        yield "log_call", ("contact", "account"), {"note": reading.words.text.strip()}
    for slot, intent in _LOOK_UP.items():
        if slot in named:
            yield intent, (slot,), {}


def _names(reading: Reading) -> dict[str, NameSpan]:
    """The first name for each slot; where the same words name records of several kinds, the best of them counts."""
    found: dict[str, NameSpan] = {}
    reached = 0
    for start in sorted(reading.names):
        name = next((name for name in reading.names[start] if name.quality >= _SURELY_MEANT), None)
        slot = next((_SLOTS[record.kind] for record in name.records if record.kind in _SLOTS), "") if name else ""
        if name and slot and start >= reached:
            found.setdefault(slot, name)
            reached = name.end
    return found


def _records(name: NameSpan, slot: str) -> tuple[KnownName, ...]:
    return tuple(record for record in name.records if _SLOTS.get(record.kind) == slot)


def _spans(reading: Reading) -> Iterator[Span]:
    return (span for start in sorted(reading.spans) for _, span in reading.spans[start])


def _wish(reading: Reading, context: ParseContext) -> dict[str, SlotValue] | None:
    """What to be reminded of, and when: the words without the time that lies ahead."""
    for start in sorted(reading.spans):
        for end, span in reading.spans[start]:
            time = span.value
            if not isinstance(time, TimeExpression) or span.start in reading.past or time.is_period:
                continue
            moment = time.resolve(context, "future")
            first = start - 1 if start and start in reading.list_ends("before_time", start - 1) else start
            around = (clean(reading, 0, first), clean(reading, end, len(reading.words)))
            subject = " ".join(text for text in around if text)
            if moment is not None and subject:
                return {"subject": subject, "remind_at": moment.as_slot()}
    return None
