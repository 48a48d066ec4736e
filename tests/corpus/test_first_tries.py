"""Sentences whose meaning was written down before the parser was tried on them: `<language>/first_tries.yaml`.

Those that it misses are marked. Unlike the other sentences they were not made to fit, so they tell what confidence
is worth.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.language.frames import Parse, ParseContext
from bot.language.packs.corpus import load_corpus, load_names
from bot.language.parser import parse

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*/first_tries.yaml"))
NAMES = load_names(FOLDER / "names.yaml")
SURE, FEW = 0.5, 0.1


@cache
def read(file: Path) -> Sequence[tuple[dict[str, Any], Parse]]:
    corpus = load_corpus(file)
    context = ParseContext(
        now=datetime.fromisoformat(corpus["now"]),
        zone=ZoneInfo(corpus["zone"]),
        names=NAMES,
        language=file.parent.name,
    )
    return [(row, parse(row["say"], context)) for row in corpus["sentences"]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_sentences_are_read_but_for_those_that_are_marked(file: Path) -> None:
    missed = [row["say"] for row, parsed in read(file) if parsed.as_json()["frames"] != row["frames"]]
    assert not set(missed) - {row["say"] for row, _ in read(file) if row.get("missed")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_few_that_are_missed_look_sure(file: Path) -> None:
    found = read(file)
    sure = [row["say"] for row, parsed in found if row.get("missed") and parsed.confidence >= SURE]
    assert len(sure) <= FEW * len(found), sure
