"""iCalendar files (RFC 5545). Times are in UTC, so that no program needs to know a zone; days are their owner's."""

from collections.abc import Iterable
from datetime import timedelta

from bot.domain.calendar import CalendarEvent

# How often programs should look again.
_LOOK_AGAIN = timedelta(minutes=15)


def calendar_file(events: Iterable[CalendarEvent], name: str = "") -> bytes:
    """A whole calendar; one with a `name` is a feed, which programs look at again and again."""
    from icalendar import Calendar, vDuration, vText

    calendar = Calendar()
    calendar.add("prodid", "-//crmbot//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", vText(name))
        calendar.add("refresh-interval", vDuration(_LOOK_AGAIN), parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", vDuration(_LOOK_AGAIN))
    head, end = bytes(calendar.to_ical(sorted=False)).split(b"END:VCALENDAR")
    return b"".join([head, *map(event_lines, events), b"END:VCALENDAR", end])


def event_lines(event: CalendarEvent) -> bytes:
    """One VEVENT."""
    from icalendar import Event

    lines = Event()
    lines.add("uid", f"{event.id}@crmbot")
    lines.add("dtstamp", event.made_at)
    lines.add("summary", event.title)
    lines.add("dtstart", event.starts)
    if event.ends is not None:
        lines.add("dtend", event.ends)
    for name, text in (("description", event.description), ("location", event.location)):
        if text:
            lines.add(name, text)
    lines.add("status", "CANCELLED" if event.called_off else "CONFIRMED")
    lines.add("transp", "OPAQUE" if event.busy else "TRANSPARENT")
    return bytes(lines.to_ical(sorted=False))
