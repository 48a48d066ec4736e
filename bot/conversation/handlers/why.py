""" "why?": how the last command of this conversation was understood, in plain words."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from bot.conversation.handlers.activities import shortened
from bot.conversation.handlers.unasked import came_last, why_it_came
from bot.conversation.turn import Reply, Turn, said
from bot.conversation.understanding import context_of
from bot.language.explain import Because, Reason, reasons
from bot.language.frames import Frame, Period, SlotValue
from bot.language.intents import contract
from bot.language.parser import understand
from bot.wording.dates import Dates
from bot.wording.periods import period_label
from bot.wording.rules import repetition

_QUOTED = 60
_MOST_RECORDS = 3


def handle_why(turn: Turn, _frame: Frame) -> Reply:
    """Reads the last command once more, as of when it was written, and tells the reasons; or why what came after it
    came."""
    came = came_last(turn)
    if came is not None:
        return why_it_came(turn, came)
    heard = turn.state.heard
    text = turn.uow.inbox.text_of(heard.key) if heard else ""
    if heard is None or not text.strip():
        return said(turn.texts("why-nothing-yet"))
    understanding = understand(text, context_of(turn.uow, turn.speaker.user, heard.at))
    found = reasons(understanding)
    if not found:
        return said(turn.texts("why-no-sentence", words=shortened(text, _QUOTED)))
    return said(*(line for reason in found for line in _lines(turn, reason)))


def _lines(turn: Turn, reason: Reason) -> Iterator[str]:
    texts, frame = turn.texts, reason.frame
    key = "why-intent" if reason.opened_by else "why-intent-alone"
    sure = round(frame.confidence * 100)
    intent = texts(f"intent-{frame.intent}")
    yield texts(key, words=shortened(reason.opened_by, _QUOTED), intent=intent, sure=sure)
    for because in reason.because:
        yield from _because(turn, because)
    if reason.unused:
        yield texts("why-unused", words=shortened(reason.unused, _QUOTED))
    if reason.runner_up:
        yield texts("why-rival", intent=texts(f"intent-{reason.runner_up}"))


def _because(turn: Turn, because: Because) -> Iterator[str]:
    slot, value = turn.texts(f"slot-{because.slot}"), _value(turn, because)
    words = shortened(because.words, _QUOTED)
    if words and value:
        yield turn.texts("why-words-value", words=words, slot=slot, value=value)
    elif words:
        yield turn.texts("why-words", words=words, slot=slot)
    elif value:
        yield turn.texts("why-value", slot=slot, value=value)


def _value(turn: Turn, because: Because) -> str:
    """What the words came to mean, where that is more than the words."""
    if contract().slots[because.slot].kind == "name":
        names = [f"{record.name} · {record.account}" if record.account else record.name for record in because.records]
        return ", ".join(names[:_MOST_RECORDS]) or turn.texts("why-nobody")
    if because.slot == "recurrence":
        return repetition(str(because.value), turn.texts, turn.dates)
    return str(because.value) if because.slot == "currency" else _told(because.value, turn.dates)


def _told(value: SlotValue, dates: Dates) -> str:
    """A time or a number as the reader writes it; "" for words, which tell themselves."""
    match value:
        case datetime():
            return dates.moment(value)
        case date():
            return dates.day(value)
        case Period():
            return period_label(value.first, value.last, dates)
        case Decimal() | int() | float():
            from babel.numbers import format_decimal

            return str(format_decimal(value, locale=dates.locale))
    return ""
