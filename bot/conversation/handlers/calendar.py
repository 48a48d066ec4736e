"""The calendar feed: the secret address that a person's calendar program subscribes to."""

from collections.abc import Mapping

from bot.conversation.turn import Reply, Turn, said
from bot.crm.calendar import address_of_feed, close_feed, open_feed
from bot.messages import Argument


def switch(turn: Turn, value: str) -> Reply:
    """ "on" gives an address, of which only this answer will ever tell; "off" makes it worthless."""
    if value == "off":
        return close_calendar(turn, {})
    if value != "on":
        return said(turn.texts("switch-not-understood", text=value))
    if not turn.uow.workspace.public_url:
        return said(turn.texts("calendar-nowhere"))
    known = close_feed(turn.uow, turn.speaker.user)
    token = open_feed(turn.uow, turn.speaker.user, turn.speaker.now)
    reply = said(
        turn.texts("calendar-link", url=address_of_feed(turn.uow.workspace.public_url, token)),
        turn.texts("calendar-link-how"),
        *([turn.texts("calendar-link-replaced")] if known else []),
        buttons=[turn.button("button-close-calendar", "close_calendar")],
    )
    reply.secret = True
    return reply


def close_calendar(turn: Turn, _arguments: Mapping[str, Argument]) -> Reply:
    closed = close_feed(turn.uow, turn.speaker.user)
    return said(turn.texts("calendar-link-closed" if closed else "calendar-link-none"))
