"""A line that somebody typed -> Incoming. Pure."""

from collections.abc import Mapping
from datetime import datetime

from bot.messages import Conversation, Incoming

PLATFORM = "console"


def conversation_of(user_id: str) -> Conversation:
    """The one conversation that a person has at the console, whichever terminal it is."""
    return Conversation(PLATFORM, user_id, "", user_id)


def incoming(
    line: str,
    *,
    user_id: str,
    buttons: Mapping[int, str],
    key: str,
    sent_at: datetime,
    shows_pictures: bool = False,
) -> Incoming | None:
    """The message or, where the line is the number of a button, the press; None for a blank line.

    `buttons` maps the numbers shown so far to handles. A number that names no button is a message like any other.
    """
    text = line.strip()
    if not text:
        return None
    handle = buttons.get(_number(text))
    return Incoming(
        key=key,
        conversation=conversation_of(user_id),
        kind="text" if handle is None else "press",
        text=text if handle is None else "",
        handle=handle or "",
        shows_pictures=shows_pictures,
        sent_at=sent_at,
    )


def _number(text: str) -> int:
    """A button's number as typed, "3" or "[3]"; 0, which is never one, for anything else."""
    digits = text.removeprefix("[").removesuffix("]")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0
