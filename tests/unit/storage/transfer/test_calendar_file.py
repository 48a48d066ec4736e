"""Calendars as files: what a reader of iCalendar gets back."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from bot.domain.calendar import CalendarEvent
from storage.transfer.calendar_file import calendar_file

MADE = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
# In Europe the clocks go forward in the night between these two.
BEFORE, AFTER = datetime(2026, 3, 28, 9, 0, tzinfo=UTC), datetime(2026, 3, 29, 8, 0, tzinfo=UTC)


def event(**fields: object) -> CalendarEvent:
    given = {"id": "1", "title": "📅 Olga, Northwind; demo", "starts": BEFORE, "made_at": MADE}
    return CalendarEvent(**(given | fields))


def test_a_feed_is_read_back() -> None:
    events = [
        event(ends=BEFORE + timedelta(hours=1), description="two\nlines, é", location="Lyon"),
        event(id="2", starts=AFTER),
        event(id="3", starts=date(2026, 3, 30), busy=False),
    ]
    calendar = Calendar.from_ical(calendar_file(events, "crmbot · Iris"))
    assert calendar["X-WR-CALNAME"] == "crmbot · Iris"
    assert calendar["VERSION"] == "2.0"
    assert not calendar.errors
    first, second, whole_day = calendar.walk("VEVENT")
    assert (first["SUMMARY"], first["DESCRIPTION"]) == ("📅 Olga, Northwind; demo", "two\nlines, é")
    assert (first.start, first.end) == (BEFORE, BEFORE + timedelta(hours=1))
    assert [first["UID"], second["UID"]] == ["1@crmbot", "2@crmbot"]
    assert second.start == AFTER
    assert (whole_day.start, whole_day["TRANSP"]) == (date(2026, 3, 30), "TRANSPARENT")
    assert all(not each.errors for each in (first, second, whole_day))


def test_lines_are_folded_and_end_as_they_must() -> None:
    body = calendar_file([event(title="é" * 200)])
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")


def test_an_empty_calendar_is_one() -> None:
    assert Calendar.from_ical(calendar_file([])).walk("VEVENT") == []
