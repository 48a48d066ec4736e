"""What a frame would do, in a few words: for a button, or for "did I get this right?"."""

from datetime import date, datetime
from decimal import Decimal

from bot.conversation.turn import Turn
from bot.language.frames import Frame, Period, SlotValue
from bot.wording.money import money
from bot.wording.periods import period_label
from bot.wording.stages import stage_name

_LONGEST = 60
# What a command is about: the first of these that it has.
_ABOUT = ("subject", "query", "contact", "deal", "account", "note", "owner", "value")


def is_told(turn: Turn, frame: Frame) -> bool:
    """Whether there are words for it: answers and small talk are nothing to offer."""
    return f"meant-{frame.intent}" in turn.texts


def meant(turn: Turn, frame: Frame) -> str:
    """ "Remind me: send the offer · Thu 26 Nov"."""
    about = next((str(frame.slots[slot]) for slot in _ABOUT if frame.slots.get(slot)), "")
    parts = [turn.texts(f"meant-{frame.intent}", about=_cut(about) or "none"), *_details(turn, frame)]
    return " · ".join(parts)


def label_of(turn: Turn, frame: Frame) -> str:
    """The same, short enough for a button."""
    return _cut(meant(turn, frame), _LONGEST)


def _details(turn: Turn, frame: Frame) -> list[str]:
    told = [_value(turn, frame, name, value) for name, value in frame.slots.items()]
    return [text for text in told if text]


def _value(turn: Turn, frame: Frame, name: str, value: SlotValue) -> str:
    if isinstance(value, Period):
        return period_label(value.first, value.last, turn.dates, opens=False)
    if isinstance(value, datetime):
        return turn.dates.moment(value)
    if isinstance(value, date):
        return turn.dates.relative_day(value)
    if name in ("amount", "min_amount", "max_amount") and isinstance(value, Decimal):
        return money(value, str(frame.slots.get("currency") or turn.uow.workspace.currency), turn.dates.locale)
    if name == "stage":
        return stage_name(turn.uow.workspace.pipelines, str(frame.slots.get("pipeline", "")), str(value), turn.texts)
    return ""


def _cut(text: str, length: int = 36) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
