import pytest

from bot.language.text import tokenize
from bot.language.values.finding import time_pack
from bot.language.values.times.absolute import read_absolute
from bot.language.values.times.clocks import Clock
from bot.language.values.times.days import Fields
from bot.language.values.times.expression import TimeExpression


def read(text: str, language: str = "en", *, day_first: bool = True) -> list[tuple[str, TimeExpression]]:
    tokens = tokenize(text)
    found = read_absolute(text, tokens, time_pack(language), day_first=day_first)
    return [(text[tokens[one.start].start : tokens[one.end - 1].end], one.value) for one in found]


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("ship it 2027-Jan-04 at the latest", "en", "2027-Jan-04"),
        ("2027, January 4.", "en", "2027, January 4"),
        ("on 4 . 1 . 2027", "en", "4 . 1 . 2027"),
        ("signé le 2027/janv/4, enfin", "fr", "2027/janv/4"),
        ("lundi 2027-janvier-4", "fr", "lundi 2027-janvier-4"),
    ],
)
def test_dates_in_other_forms(text: str, language: str, written: str) -> None:
    assert read(text, language) == [(written, TimeExpression(day=Fields(2027, 1, 4)))]


def test_the_order_of_day_and_month_is_that_of_the_person() -> None:
    ((_, british),) = read("3 . 2 . 2027", day_first=True)
    ((_, american),) = read("3 . 2 . 2027", day_first=False)
    assert (british.day, american.day) == (Fields(2027, 2, 3), Fields(2027, 3, 2))


def test_an_hour_is_taken_where_it_is_written() -> None:
    ((_, time),) = read("2027-Jan-04 15:30")
    assert time == TimeExpression(day=Fields(2027, 1, 4), clock=Clock(15, 30, half="exact"))


@pytest.mark.parametrize(
    "text",
    [
        "M. Mardi",
        "Je",
        "12k",
        "version 2.10.3",
        "v2027.10.3",
        "+33 6 12 34 56 78",
        "06-12-34-56-78",
        "PO 2026-113",
        "invoice 2026/11/3333",
        "April May, 2027",
        "room 2027",
        "2027 1 4",
        "from 1999 to 2027 in 4 steps",
        "31 . 13 . 2027",
        "2027-Feb-30",
    ],
)
def test_what_is_no_date_stays_none(text: str) -> None:
    assert read(text, "en") == []
    assert read(text, "fr") == []
