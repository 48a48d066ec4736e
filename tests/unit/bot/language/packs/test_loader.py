import shutil
from pathlib import Path

import pytest

import bot.language.packs.loader as loader
from bot.language.packs.loader import BUILT_IN, Packs, load_pack, merge
from bot.language.templates import TemplateError
from bot.languages import LANGUAGES

FOLDER = Path(loader.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the built-in packs, free to change."""
    for language in LANGUAGES:
        shutil.copytree(FOLDER / language, tmp_path / language, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_a_pack_is_read_once_and_an_unknown_language_is_refused() -> None:
    assert BUILT_IN.of("en") is BUILT_IN.of("en")
    assert BUILT_IN.of("en", "fr") is BUILT_IN.of("en", "fr")
    with pytest.raises(KeyError):
        BUILT_IN.of("xx")


def test_merging_keeps_the_order_of_the_languages() -> None:
    both = merge(BUILT_IN.of("fr"), BUILT_IN.of("en"))
    assert both.languages == ("fr", "en")
    undo = both.sentences["undo"].heads
    assert [rule.language for rule in undo] == sorted((rule.language for rule in undo), reverse=True)
    assert both.vocabulary == BUILT_IN.of("en").vocabulary | BUILT_IN.of("fr").vocabulary


@pytest.mark.parametrize(
    ("sentence", "complaint"),
    [
        ("undo <nonsense>", "no such list"),
        ("undo {contact}", "no slot contact"),
        ("undo [{contact}]", "inside an optional"),
    ],
)
def test_a_sentence_that_breaks_the_contract_is_refused(folder: Path, sentence: str, complaint: str) -> None:
    (folder / "en" / "sentences" / "undo.yaml").write_text(f'heads: ["{sentence}"]\n')
    with pytest.raises(TemplateError, match=complaint):
        load_pack(folder / "en")


def test_an_unknown_intent_is_refused(folder: Path) -> None:
    (folder / "en" / "sentences" / "dance.yaml").write_text('heads: ["dance"]\n')
    with pytest.raises(TemplateError, match="no such intent"):
        Packs(folder).of("en")


def test_shared_clauses_go_only_where_their_slots_belong() -> None:
    sources = {rule.template.source for rule in BUILT_IN.of("en").sentences["log_email"].clauses}
    assert any("{follow_up_at}" in source for source in sources)
    assert not any("{duration_minutes}" in source for source in sources)
