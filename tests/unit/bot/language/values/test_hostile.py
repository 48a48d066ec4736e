"""Texts that are long and all one thing: read without fail, and only as far as anybody would write.

How long that takes is measured by `make bench`.
"""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.language.frames import ParseContext
from bot.language.names_in_memory import NamesInMemory
from bot.language.parser import parse
from bot.language.text import tokenize
from bot.language.values import find_values
from bot.languages import LANGUAGES

NOW = datetime.fromisoformat("2026-11-24T09:30:00+01:00")
CONTEXT = ParseContext(now=NOW, zone=ZoneInfo("Europe/Paris"), names=NamesInMemory([]))
LENGTH = 10_000


@pytest.mark.parametrize(
    "piece",
    [
        "7",
        "1 ",
        "10 to ",
        "1/2/",
        "1.2.",
        "10:30-",
        "(1)",
        "12 mai 2026 ",
        "lundi et ",
        "a@",
        "every ",
        "2027-Jan-",
        "(((",
        "demain ",
        "from 9 to ",
        "1.",
        "9",
        "(1",
    ],
)
def test_a_long_text_of_one_thing(piece: str) -> None:
    text = (piece * LENGTH)[:LENGTH]
    spans = find_values(text, tokenize(text), CONTEXT, LANGUAGES)
    assert [span for span in spans if text[span.start : span.end] != span.text] == []
    assert all(before.end <= after.start for before, after in pairwise(spans))
    parsed = parse(text, CONTEXT)
    assert parsed.frames
    assert 0 <= parsed.confidence <= 1


@pytest.mark.parametrize("text", ["4\ufe0f\u20e3 licences", "at 4\u03015"])
def test_marks_on_digits_leave_the_digits_numbers(text: str) -> None:
    numbers = [token.text for token in tokenize(text) if token.kind == "number"]
    assert numbers == [char for char in text if char.isdecimal()]
    parse(text, CONTEXT)
