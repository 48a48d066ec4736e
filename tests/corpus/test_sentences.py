"""Every pack is in order, and its sentences mean their frames: `<language>/<intent>.yaml` and several commands in one.

`asks: true` marks those that are read rightly, but so unsurely that the bot asks first.
"""

import pytest

from bot.language.packs.check import check_files
from bot.language.packs.trial import try_pack
from bot.languages import LANGUAGES, PACKS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_is_in_order(language: str) -> None:
    pack = PACKS / language
    assert [str(complaint) for complaint in (*check_files(pack), *try_pack(pack).complaints)] == []
