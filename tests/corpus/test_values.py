"""Money, numbers, durations and addresses of the corpus."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.names import KnownName
from bot.language.frames import ParseContext
from bot.language.packs.corpus import CORPUS, load_corpus
from bot.language.text import tokenize
from bot.language.values import Duration, Email, Money, Number, Percent, Phone, Url, find_values
from bot.languages import LANGUAGES


class NoNames:
    def find(self, words: object) -> list[KnownName]:
        return []


def cases() -> list[Any]:
    return [
        pytest.param(language, case["text"], case["spans"], id=case["text"])
        for language in LANGUAGES
        for case in load_corpus(CORPUS / language / "values.yaml")["texts"]
    ]


def plain(value: object) -> object:
    match value:
        case Money():
            return [value.amount, value.currency]
        case Number() | Percent():
            return value.amount
        case Duration():
            return value.minutes
        case Phone():
            return value.e164
        case Email() | Url():
            return value.address
    return None


def exact(value: object) -> object:
    if isinstance(value, list):
        return [exact(item) for item in value]
    return Decimal(str(value)) if isinstance(value, float) else value


@pytest.mark.parametrize(("language", "text", "wanted"), cases())
def test_a_text_holds_its_values(language: str, text: str, wanted: list[dict[str, Any]]) -> None:
    now = datetime.fromisoformat("2026-11-24T09:30:15+01:00")
    context = ParseContext(now=now, zone=ZoneInfo("Europe/Paris"), names=NoNames(), language=language)
    found = [
        (span.kind, span.text, plain(span.value))
        for span in find_values(text, tokenize(text), context, (language,))
        if span.kind not in ("time", "period", "recurrence")
    ]
    assert found == [(span["kind"], span["text"], exact(span["value"])) for span in wanted]
