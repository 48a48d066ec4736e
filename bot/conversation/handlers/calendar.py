"""Calendars: the secret address that a person's calendar program subscribes to, and one appointment as a file."""

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation.names import text_argument
from bot.conversation.turn import Reply, Turn, said
from bot.crm.activities import parties_in
from bot.crm.calendar import address_of_feed, close_feed, open_feed
from bot.domain.zones import wall_of
from bot.messages import Argument, CalendarFile
from bot.scheduling.calendar import appointment


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


def calendar_file(turn: Turn, arguments: Mapping[str, Argument]) -> Reply:
    """A planned call or meeting, for a calendar that subscribes to nothing."""
    planned = turn.uow.activities.get(text_argument(arguments, "activity"))
    if planned is None or planned.status != "planned":
        return said(turn.texts("meeting-settled"))
    parties = parties_in(turn.uow, planned)
    account = parties.account.name if parties.account else parties.account_name
    # Of two files about one appointment the later one counts.
    event = replace(appointment(planned, parties.person, account, turn.speaker.user), made_at=turn.speaker.now)
    day = wall_of(planned.happened_at, turn.speaker.zone).date()
    reply = said(event.title, turn.dates.moment(planned.happened_at, date_only=planned.date_only))
    reply.file = CalendarFile(name=f"{planned.kind}-{day.isoformat()}", event=event)
    return reply
