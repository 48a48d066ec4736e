"""Sentences and the frames that they mean: `<language>/<intent>.yaml`, and several commands in one message."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.domain.names import KnownName, NameKind
from bot.language.frames import ParseContext
from bot.language.intents import contract
from bot.language.names_in_memory import NamesInMemory
from bot.language.parser import parse
from bot.languages import LANGUAGES

FOLDER = Path(__file__).parent
SURE = 0.5


def load_names() -> NamesInMemory:
    cast = yaml.safe_load((FOLDER / "names.yaml").read_text())
    rows: list[tuple[NameKind, str, str]] = [("user", name, "") for name in cast["users"]]
    rows += [("account", name, "") for name in cast["accounts"]]
    rows += [("contact", name, account) for name, account in cast["contacts"].items()]
    rows += [("deal", name, account) for name, account in cast["deals"].items()]
    return NamesInMemory(
        KnownName(kind=kind, id=f"{kind}-{index}", name=name, account=account)
        for index, (kind, name, account) in enumerate(rows)
    )


NAMES = load_names()


def cases() -> list[Any]:
    found = []
    for language in LANGUAGES:
        for stem in [*contract().intents, "several_commands"]:
            corpus = yaml.safe_load((FOLDER / language / f"{stem}.yaml").read_text())
            context = ParseContext(
                now=datetime.fromisoformat(corpus["now"]),
                zone=ZoneInfo(corpus["zone"]),
                names=NAMES,
                language=language,
            )
            for row in corpus["sentences"]:
                frames = row.get("frames") or [{"intent": stem, "slots": row["slots"]}]
                refers = row.get("refers", [])
                found.append(
                    pytest.param(row["say"], context, frames, refers, id=f"{language}-{stem}-{row['say'][:60]}")
                )
    return found


@pytest.mark.parametrize(("text", "context", "frames", "refers"), cases())
def test_a_sentence_means_its_frames(
    text: str, context: ParseContext, frames: list[dict[str, Any]], refers: list[str]
) -> None:
    parsed = parse(text, context)
    assert parsed.as_json()["frames"] == frames
    assert [slot for frame in parsed.frames for slot in frame.refers] == refers
    assert parsed.language == context.language
    assert parsed.confidence >= SURE or frames == [{"intent": "out_of_scope", "slots": {}}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_sentences_that_differ(language: str) -> None:
    for intent in contract().intents:
        rows = yaml.safe_load((FOLDER / language / f"{intent}.yaml").read_text())["sentences"]
        assert len({row["say"].casefold() for row in rows}) >= 12, intent
