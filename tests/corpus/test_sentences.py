"""Sentences and the frames that they mean: `<language>/<intent>.yaml`, and several commands in one message.

`asks: true` marks those that are read rightly, but so unsurely that the bot asks first.
"""

from pathlib import Path

import pytest

from bot.language.packs.check import declared_intents
from bot.language.packs.corpus import SEVERAL, Case, cases
from bot.language.parser import parse
from bot.languages import LANGUAGES, PACKS

FOLDER = Path(__file__).parent
SURE = 0.5


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{language}-{stem}-{case.text[:60]}")
        for language in LANGUAGES
        for stem in [*declared_intents(PACKS / language), SEVERAL]
        for case in cases(FOLDER, language, stem)
    ],
)
def test_a_sentence_means_its_frames(case: Case) -> None:
    parsed = parse(case.text, case.context)
    assert parsed.as_json()["frames"] == case.frames
    assert [slot for frame in parsed.frames for slot in frame.refers] == case.refers
    assert parsed.language == case.context.language
    assert case.asks or parsed.confidence >= SURE
