"""The times of the corpus: each text means what stands beside it."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.language.when import when
from bot.languages import LANGUAGES

CORPUS = Path(__file__).parent


def load(language: str, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((CORPUS / language / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def cases() -> list[Any]:
    made = []
    for language in LANGUAGES:
        corpus = load(language, "times")
        for case in corpus["texts"]:
            whole = {"language": language, "now": corpus["now"], "zone": corpus["zone"], **case}
            made.append(pytest.param(whole, id=f"{language}: {case['text']} ({case.get('lean', 'future')})"))
    return made


@pytest.mark.parametrize("case", cases())
def test_a_text_means_its_time(case: dict[str, str]) -> None:
    found = when(
        case["text"],
        now=datetime.fromisoformat(case["now"]),
        zone=ZoneInfo(case["zone"]),
        language=case["language"],
        lean="past" if case.get("lean") == "past" else "future",
    )
    assert found is not None
    got = found.as_json()
    assert got["start"] == case["start"]
    assert got["end"] == case.get("end")
    assert got["text"] == case.get("reads", case["text"])
    assert got["recurrence"] == case.get("rule")


@pytest.mark.parametrize(
    ("language", "text"),
    [pytest.param(language, text, id=text) for language in LANGUAGES for text in load(language, "not_times")["texts"]],
)
def test_a_text_without_a_time_gives_none(language: str, text: str) -> None:
    now = datetime.fromisoformat("2026-11-24T09:30:15+01:00")
    assert when(text, now=now, zone=ZoneInfo("Europe/Paris"), language=language) is None
