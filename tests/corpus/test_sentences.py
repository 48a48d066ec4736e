"""Sentences and the frames that they mean: `<language>/<intent>.yaml`, and several commands in one message.

`asks: true` marks those that are read rightly, but so unsurely that the bot asks first.
"""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.language.frames import ParseContext
from bot.language.intents import contract
from bot.language.packs.corpus import load_names
from bot.language.parser import parse
from bot.languages import LANGUAGES

FOLDER = Path(__file__).parent
SURE = 0.5


NAMES = load_names(FOLDER / "names.yaml")


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
                asks = row.get("asks", frames == [{"intent": "out_of_scope", "slots": {}}])
                found.append(
                    pytest.param(row["say"], context, frames, refers, asks, id=f"{language}-{stem}-{row['say'][:60]}")
                )
    return found


@pytest.mark.parametrize(("text", "context", "frames", "refers", "asks"), cases())
def test_a_sentence_means_its_frames(
    text: str, context: ParseContext, frames: list[dict[str, Any]], refers: list[str], asks: bool
) -> None:
    parsed = parse(text, context)
    assert parsed.as_json()["frames"] == frames
    assert [slot for frame in parsed.frames for slot in frame.refers] == refers
    assert parsed.language == context.language
    assert asks or parsed.confidence >= SURE
