from datetime import date

import pytest

from bot.language.packs.en.holidays import HOLIDAYS as ENGLISH
from bot.language.packs.fr.holidays import HOLIDAYS as FRENCH
from bot.language.values.times.holiday import Holiday

TODAY = date(2026, 11, 24)


def day(holiday: Holiday, country: str = "FR", today: date = TODAY) -> date | None:
    span = next(holiday.kept_in(country).spans(today, "future"), None)
    return None if span is None else span.first


@pytest.mark.parametrize("country", ["FR", "US", "GB", "CA", "XX"])
@pytest.mark.parametrize("names", [*ENGLISH, *FRENCH])
def test_every_name_has_a_day_to_come_wherever_one_lives(names: str, country: str) -> None:
    holiday = ENGLISH.get(names) or FRENCH[names]
    found = day(holiday, country)
    assert found is not None
    assert TODAY <= found <= date(2028, 1, 1)


@pytest.mark.parametrize(
    ("name", "country", "wanted"),
    [
        ("thanksgiving|thanksgiving day", "FR", date(2026, 11, 26)),
        ("labour day|may day", "FR", date(2027, 5, 1)),
        ("labour day|may day", "CA", date(2027, 9, 6)),
        ("labor day", "FR", date(2027, 9, 6)),
        ("easter monday", "US", date(2027, 3, 29)),
        ("whit monday|pentecost monday", "GB", date(2027, 5, 17)),
        ("good friday", "FR", date(2027, 3, 26)),
        ("bastille day", "BE", date(2027, 7, 14)),
    ],
)
def test_the_own_country_comes_first(name: str, country: str, wanted: date) -> None:
    assert day(ENGLISH[name], country) == wanted


def test_a_national_day_is_that_of_the_country() -> None:
    national = FRENCH["fete nationale|la fete nationale"]
    assert [day(national, country) for country in ("FR", "BE", "CH")] == [
        date(2027, 7, 14),
        date(2027, 7, 21),
        date(2027, 8, 1),
    ]


def test_a_holiday_of_today_counts_and_one_of_the_past_is_found() -> None:
    christmas = ENGLISH["christmas|christmas day|xmas|xmas day"]
    assert day(christmas, today=date(2026, 12, 25)) == date(2026, 12, 25)
    assert next(christmas.spans(TODAY, "past")).first == date(2025, 12, 25)


def test_a_name_without_a_country_that_keeps_it_has_no_day() -> None:
    assert list(Holiday(("Day of the Doubters",), ("FR", "Atlantis")).spans(TODAY, "future")) == []
