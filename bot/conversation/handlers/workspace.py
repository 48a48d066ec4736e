"""What holds for the whole workspace, set in chat by an administrator."""

from bot.conversation.turn import Reply, Turn, said
from bot.crm.workspace import say_rate, say_setting
from bot.errors import UsageError
from bot.wording.rates import rate_text

SETTINGS = frozenset({"currency", "visibility", "rate"})


def change(turn: Turn, setting: str, value: str) -> Reply:
    """Sets one of `SETTINGS`."""
    if turn.speaker.user.role != "admin":
        return said(turn.texts("admins-only"))
    try:
        return _set_rate(turn, value) if setting == "rate" else _set(turn, setting, value)
    except UsageError:
        return said(turn.texts(f"workspace-unknown-{setting}", value=value))


def _set(turn: Turn, setting: str, value: str) -> Reply:
    say_setting(turn.recorder, setting, value)
    return said(turn.texts(f"workspace-set-{setting}", value=getattr(turn.uow.workspace, setting)))


def _set_rate(turn: Turn, value: str) -> Reply:
    currency, _, number = value.partition(" ")
    rate = say_rate(turn.recorder, currency, number, today=turn.dates.today)
    return said(turn.texts("workspace-set-rate", rate=rate_text(rate, turn.texts, turn.dates)))
