"""Lists that are shown page by page: by the button, or by the word "more".

A list tells what it is narrowed to, how many there are, and how many are left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.conversation.names import resolve, text_argument
from bot.conversation.owners import Owner, owner_of
from bot.conversation.turn import Reply, Turn, said
from bot.domain.names import KnownName
from bot.domain.zones import day_end, day_start
from bot.language.frames import Frame, Period
from bot.messages import Action, Argument, Button
from bot.wording.periods import period_label
from bot.wording.texts import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of a list of `total`, and what stands around its lines."""

    title: Said
    lines: Sequence[str]
    total: int
    above: Sequence[str] = ()
    below: Sequence[str] = ()


def shown(turn: Turn, action: str, arguments: Mapping[str, Argument], listed: Listed) -> Reply:
    """The page as a reply. `action` shows further ones, from the `offset` among its arguments."""
    offset = int(arguments.get("offset") or 0)
    reply = Reply(lines=[listed.title, *listed.above, *listed.lines, *listed.below])
    seen = offset + len(listed.lines)
    if turn.speaker.user.id == arguments.get("owner") and offset == 0:
        everybody = Action(name=action, arguments={**arguments, "owner": None})
        reply.buttons.append(Button(label=turn.texts("button-everybody"), action=everybody))
    further = Action(name=action, arguments={**arguments, "offset": seen})
    reply.buttons[:0] = more(turn, further, listed.total - seen)
    return reply


def more(turn: Turn, further: Action, left: int) -> list[Button]:
    """The button for what is left of a list, and the same for the word "more"; none at its end."""
    turn.state.list_goes_on(further if left > 0 else None, turn.speaker.now)
    return [Button(label=turn.texts("button-more", count=left), action=further)] if left > 0 else []


def company_and_owner(turn: Turn, frame: Frame) -> tuple[KnownName | None, Owner] | Reply:
    """The company that a list is narrowed to, if any, and the owner; a reply where one of them is not known."""
    account = resolve(turn, frame, "account")
    if account.written and account.known is None:
        return said(turn.texts("account-none", name=account.written))
    owner = owner_of(turn, frame)
    return owner if isinstance(owner, Reply) else (account.known, owner)


def period_of(frame: Frame) -> dict[str, Argument]:
    """The first and last day of a frame's period, as arguments of an action."""
    period = frame.slots.get("period")
    if not isinstance(period, Period):
        return {"first": None, "last": None}
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def instants_of(turn: Turn, arguments: Mapping[str, Argument]) -> tuple[datetime | None, datetime | None]:
    """When that period begins and when it is over, in UTC; None for none."""
    first, last = text_argument(arguments, "first"), text_argument(arguments, "last")
    zone = turn.speaker.zone
    return (
        day_start(date.fromisoformat(first), zone) if first else None,
        day_end(date.fromisoformat(last), zone) if last else None,
    )


def period_told(turn: Turn, arguments: Mapping[str, Argument]) -> str:
    """That period in words, within a line; "" for none."""
    first, last = text_argument(arguments, "first"), text_argument(arguments, "last")
    if not first or not last:
        return ""
    return period_label(date.fromisoformat(first), date.fromisoformat(last), turn.dates, opens=False)


def whose(turn: Turn, owner_id: str | None) -> list[Said]:
    """Whose records a list holds."""
    if owner_id == turn.speaker.user.id:
        return [turn.texts("filter-mine")]
    owner = turn.uow.users.get(owner_id) if owner_id else None
    return [turn.texts("filter-owner", name=owner.name)] if owner else [turn.texts("filter-everybody")]
