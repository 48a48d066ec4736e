"""What is hardly meant as it was said: ten times too much, years too far. It is asked about before it is saved."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from bot.conversation.state import Option, resuming
from bot.conversation.turn import Reply, Turn, asked
from bot.crm.deals import usual_amount
from bot.domain.deals import CLOSED_STAGES
from bot.language.frames import Frame
from bot.wording.money import money
from bot.wording.texts import Said

_TIMES = 10
_FAR_AHEAD, _LONG_AGO = timedelta(days=3 * 366), timedelta(days=2 * 366)
_AHEAD = ("start_at", "remind_at", "due_at", "follow_up_at", "close_date")
_SAVED = frozenset(
    {
        *("log_call", "log_meeting", "log_email", "schedule_call", "schedule_meeting", "create_task", "set_reminder"),
        *("reschedule", "snooze_reminder", "wait_for", "create_deal", "update_deal"),
    }
)


def unusual(turn: Turn, frame: Frame) -> Reply | None:
    """Asks about a date years away, a deal that is to close in the past or is out of proportion; None where nothing is.

    Amounts of deals that are there already are compared with those, by their handler.
    """
    if turn.is_confirmed or frame.intent not in _SAVED:
        return None
    return _date(turn, frame) or _new_deal(turn, frame)


def _new_deal(turn: Turn, frame: Frame) -> Reply | None:
    amount = frame.slots.get("amount")
    if frame.intent != "create_deal" or not isinstance(amount, Decimal):
        return None
    currency = str(frame.slots.get("currency") or turn.uow.workspace.currency)
    return unusual_amount(turn, frame, amount, usual_amount(turn.uow, currency), currency, of="all")


def _date(turn: Turn, frame: Frame) -> Reply | None:
    today = turn.dates.today
    for slot in (*_AHEAD, "held_at"):
        day = _day(turn, frame.slots.get(slot))
        if day is None:
            continue
        if slot != "held_at" and day - today > _FAR_AHEAD:
            return _ask(turn, frame, turn.texts("unusual-far", when=turn.dates.day(day)))
        if slot == "held_at" and today - day > _LONG_AGO:
            return _ask(turn, frame, turn.texts("unusual-long-ago", when=turn.dates.day(day)))
        if slot == "close_date" and day < today and frame.slots.get("stage") not in CLOSED_STAGES:
            return _ask(turn, frame, turn.texts("unusual-closing", when=turn.dates.day(day)))
    return None


def unusual_amount(
    turn: Turn,
    frame: Frame,
    amount: Decimal | None,
    usual: Decimal | None,
    currency: str,
    *,
    of: Literal["deal", "all"],
) -> Reply | None:
    """Asks about an amount ten times over or under what is usual `of` this deal, or of all; None where it is not."""
    if turn.is_confirmed or not amount or not usual:
        return None
    key = "over" if amount >= usual * _TIMES else "under" if amount * _TIMES <= usual else ""
    if not key:
        return None
    shown = {"amount": amount, "usual": usual}
    facts = {name: money(value, currency, turn.dates.locale) for name, value in shown.items()}
    return _ask(turn, frame, turn.texts(f"unusual-{key}", of=of, **facts))


def _ask(turn: Turn, frame: Frame, text: Said) -> Reply:
    meant = resuming(frame)
    confirmed = replace(meant, arguments={**meant.arguments, "confirmed": True})
    return asked(
        text,
        Option(label=turn.texts("button-as-said"), role="yes", action=confirmed),
        turn.drop,
    )


def _day(turn: Turn, value: object) -> date | None:
    if isinstance(value, datetime):
        return value.astimezone(turn.speaker.zone).date()
    return value if isinstance(value, date) else None
