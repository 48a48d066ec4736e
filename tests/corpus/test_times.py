"""The times of the corpus: each text means what stands beside it."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.language.packs.corpus import CORPUS, load_corpus
from bot.language.when import when
from bot.languages import LANGUAGES


def meaning(case: Mapping[str, str], language: str) -> dict[str, str | None] | None:
    """What the text of a case is read as, in the keys of times.yaml."""
    found = when(
        case["text"],
        now=datetime.fromisoformat(case["now"]),
        zone=ZoneInfo(case["zone"]),
        language=language,
        lean="past" if case.get("lean") == "past" else "future",
    )
    if found is None:
        return None
    got = found.as_json()
    return {"start": got["start"], "end": got["end"], "reads": got["text"], "rule": got["recurrence"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_mean_their_times(language: str) -> None:
    corpus = load_corpus(CORPUS / language / "times.yaml")
    misread = []
    for row in corpus["texts"]:
        case = {"now": corpus["now"], "zone": corpus["zone"], "reads": row["text"], "end": None, "rule": None, **row}
        found = meaning(case, language)
        if found != {key: case[key] for key in ("start", "end", "reads", "rule")}:
            misread.append((row, found))
    assert misread == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_without_a_time_give_none(language: str) -> None:
    here = {"now": "2026-11-24T09:30:15+01:00", "zone": "Europe/Paris"}
    texts = load_corpus(CORPUS / language / "not_times.yaml")["texts"]
    assert [text for text in texts if meaning({"text": text, **here}, language)] == []
