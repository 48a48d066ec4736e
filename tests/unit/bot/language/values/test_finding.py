from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import KnownName
from bot.language.frames import ParseContext, Span
from bot.language.text import tokenize
from bot.language.values import Money, Recurrence, TimeExpression, find_values, span_as_json

NOW = datetime.fromisoformat("2026-11-24T09:30:00+01:00")


class NoNames:
    def find(self, words: object) -> list[KnownName]:
        return []


def context(zone: str = "Europe/Paris", day_first: bool | None = None) -> ParseContext:
    return ParseContext(now=NOW, zone=ZoneInfo(zone), names=NoNames(), day_first=day_first)


def spans(text: str, *languages: str, blocked: frozenset[int] = frozenset(), zone: str = "Europe/Paris") -> list[Span]:
    return find_values(text, tokenize(text), context(zone), languages or ("en",), blocked=blocked)


def read(text: str, *languages: str) -> list[tuple[str, str]]:
    return [(span.kind, span.text) for span in spans(text, *languages)]


def only_time(text: str, language: str = "en") -> TimeExpression:
    (span,) = spans(text, language)
    assert isinstance(span.value, TimeExpression)
    return span.value


def test_spans_come_in_the_order_of_the_text_and_never_overlap() -> None:
    assert read("Dana, +33 6 12 34 56 78, wants 12k by friday 5pm, 60% sure, see northlight.io") == [
        ("phone", "+33 6 12 34 56 78"),
        ("money", "12k"),
        ("time", "by friday 5pm"),
        ("percent", "60%"),
        ("url", "northlight.io"),
    ]


def test_span_offsets_are_those_of_the_text() -> None:
    text = "rappelle-moi demain à 9h pour 12 k€"
    for span in spans(text, "fr"):
        assert text[span.start : span.end] == span.text


def test_blocked_tokens_take_part_in_no_value() -> None:
    text = "call Mark Friday tomorrow"
    friday = next(index for index, token in enumerate(tokenize(text)) if token.text == "Friday")
    assert [span.text for span in spans(text, blocked=frozenset((friday,)))] == ["tomorrow"]


def test_mixed_languages_are_read_together() -> None:
    assert read("call Dana demain, then friday at 10", "fr", "en") == [("time", "demain"), ("time", "friday at 10")]


def test_the_preferred_language_decides_between_equal_readings() -> None:
    assert [span.text for span in spans("7,500", "fr", "en")] == ["7,500"]
    (french,) = spans("7,500 euros", "fr", "en")
    (english,) = spans("7,500 euros", "en", "fr")
    assert french.value == Money(amount=Decimal("7.500"), currency="EUR")
    assert english.value == Money(amount=Decimal(7500), currency="EUR")


@pytest.mark.parametrize(
    ("zone", "day_first", "wanted"),
    [
        ("Europe/Paris", None, date(2026, 12, 3)),
        ("America/New_York", None, date(2027, 3, 12)),
        ("America/New_York", True, date(2026, 12, 3)),
        ("Europe/Paris", False, date(2027, 3, 12)),
    ],
)
def test_digits_are_day_first_by_setting_then_by_zone(zone: str, day_first: bool | None, wanted: date) -> None:
    text = "on 03/12"
    (span,) = find_values(text, tokenize(text), context(zone, day_first), ("en",))
    assert isinstance(span.value, TimeExpression)
    moment = span.value.resolve(context(zone, day_first), "future")
    assert moment is not None
    assert moment.start == wanted


def test_the_lean_decides_what_monday_is() -> None:
    monday = only_time("monday")
    future, past = monday.resolve(context(), "future"), monday.resolve(context(), "past")
    assert future is not None
    assert past is not None
    assert (future.as_slot(), past.as_slot()) == (date(2026, 11, 30), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [("monday", True, False), ("at 10", False, True), ("monday at 10", True, True), ("in two hours", False, True)],
)
def test_an_expression_tells_what_it_knows(text: str, day: bool, clock: bool) -> None:
    time = only_time(text)
    assert (time.has_day, time.has_clock) == (day, clock)


@pytest.mark.parametrize("text", ["yesterday", "3 days ago", "an hour ago", "last week", "last monday"])
def test_words_that_say_past(text: str) -> None:
    time = only_time(text)
    assert time.explicit_past
    assert not time.explicit_future


@pytest.mark.parametrize("text", ["tomorrow", "in 3 days", "in an hour", "next week", "next monday"])
def test_words_that_say_future(text: str) -> None:
    time = only_time(text)
    assert time.explicit_future
    assert not time.explicit_past


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("this week", "2026-11-23", "2026-11-29"),
        ("last 30 days", "2026-10-26", "2026-11-24"),
        ("since monday", "2026-11-23", "2026-11-24"),
        ("q4", "2026-10-01", "2026-12-31"),
        ("today", "2026-11-24", "2026-11-24"),
        ("in december", "2026-12-01", "2026-12-31"),
        ("until friday", "2026-11-24", "2026-11-27"),
        ("before friday", "2026-11-24", "2026-11-26"),
        ("tomorrow morning", "2026-11-25", "2026-11-25"),
        ("from 3 to 7 december", "2026-12-03", "2026-12-07"),
        ("year to date", "2026-01-01", "2026-11-24"),
    ],
)
def test_periods_are_whole_days_both_inclusive(text: str, first: str, last: str) -> None:
    period = only_time(text).period(context(), "future")
    assert period is not None
    assert period.as_json() == {"from": first, "to": last}


def test_a_slot_of_a_week_that_has_begun_is_today() -> None:
    moment = only_time("this week").resolve(context(), "future")
    assert moment is not None
    assert moment.start == date(2026, 11, 23)
    assert moment.as_slot() == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("from friday to monday 2pm", "2026-11-30T14:00:00+01:00"),
        ("from monday to thursday", "2026-11-26"),
        ("from 10am to 11am", "2026-11-24T11:00:00+01:00"),
    ],
)
def test_a_range_has_a_destination(text: str, wanted: str) -> None:
    destination = only_time(text).destination
    assert destination is not None
    moment = destination.resolve(context(), "future")
    assert moment is not None
    assert moment.as_slot().isoformat() == wanted


@pytest.mark.parametrize(
    ("text", "rule", "first"),
    [
        ("every monday at 9", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30T09:00:00+01:00"),
        ("every day at 18:00", "FREQ=DAILY", "2026-11-24T18:00:00+01:00"),
        ("every day at 8", "FREQ=DAILY", "2026-11-25T08:00:00+01:00"),
        ("every two weeks on tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24"),
        ("every other friday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27"),
        ("every month on the 31st", "FREQ=MONTHLY;BYMONTHDAY=31", "2026-11-30"),
        ("every hour", "FREQ=HOURLY", "2026-11-24T10:30:00+01:00"),
        ("every monday from january", "FREQ=WEEKLY;BYDAY=MO", "2027-01-04"),
    ],
)
def test_a_recurrence_has_a_rule_and_a_first_occurrence(text: str, rule: str, first: str) -> None:
    (span,) = spans(text)
    assert isinstance(span.value, Recurrence)
    occurrence = span.value.first(context())
    assert occurrence is not None
    assert (span.value.rule, occurrence.isoformat()) == (rule, first)


def test_the_31st_of_a_shorter_month_is_its_last_day() -> None:
    (span,) = spans("on the 31st of every month")
    assert isinstance(span.value, Recurrence)
    assert span.value.first(context()) == date(2026, 11, 30)


def test_until_takes_part_in_the_rule() -> None:
    (span,) = spans("every monday until 15 january")
    assert isinstance(span.value, Recurrence)
    assert span.value.rule_until(context()) == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270115"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("friday 9am EST", "2026-11-27T15:00:00+01:00"),
        ("tomorrow 10am (PST)", "2026-11-25T19:00:00+01:00"),
        ("3pm UK time", "2026-11-24T16:00:00+01:00"),
    ],
)
def test_a_zone_that_is_told_counts(text: str, wanted: str) -> None:
    moment = only_time(text).resolve(context(), "future")
    assert moment is not None
    assert moment.as_slot().isoformat() == wanted


def test_spans_are_written_as_json() -> None:
    written = [span_as_json(span, context()) for span in spans("12k€ this week, every monday, tomorrow at 10, 20 min")]
    assert [(span["kind"], span["value"]) for span in written] == [
        ("money", {"amount": 12000, "currency": "EUR"}),
        ("period", {"from": "2026-11-23", "to": "2026-11-29"}),
        ("recurrence", {"rule": "FREQ=WEEKLY;BYDAY=MO", "first": "2026-11-30"}),
        ("time", {"start": "2026-11-25T10:00:00+01:00", "end": None, "grain": "hour"}),
        ("duration", {"minutes": 20}),
    ]


def test_a_span_tells_how_it_was_read() -> None:
    (span,) = spans("next monday at 10am")
    assert span.rule.startswith("two times in a row(a date(next weekday(weekday))")


_WORDS = (
    "monday lundi mar may mai 5 12 31 2026 99999999999999999999 10:30 15/3 1.2.3 à at de du le the next last every "
    "tous les prochain dans in ago il y a heures h min jours"
    "week semaine mois fin of end premier first - / . , : ' % € k "
    "quatre vingt cent mille hundred and et @ + ( ) depuis until jusqu'au ½ ٣ année ́ \u200e \n janvier"
)
_PIECES = st.sampled_from(_WORDS.split(" "))


@given(st.lists(_PIECES, max_size=14).map(" ".join) | st.text(max_size=60), st.sampled_from(("en", "fr")))
def test_no_text_raises(text: str, language: str) -> None:
    for span in spans(text, language):
        assert text[span.start : span.end] == span.text
        span_as_json(span, context())
        if isinstance(span.value, TimeExpression):
            for lean in ("future", "past"):
                span.value.resolve(context(), lean)
                span.value.period(context(), lean)
