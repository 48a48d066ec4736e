"""Each thing that may be wrong with a pack is told with its place; that nothing is, tests/corpus proves."""

import shutil
from pathlib import Path

import pytest

from bot.language.packs.check import READ_BY_THE_ENGINE, Complaint, check_files, declared_intents, is_whole
from bot.language.packs.corpus import CORPUS
from bot.language.packs.trial import try_pack
from bot.languages import PACKS


@pytest.fixture
def english(tmp_path: Path) -> Path:
    """A copy of the English pack, free to break."""
    return shutil.copytree(PACKS / "en", tmp_path / "en", ignore=shutil.ignore_patterns("__pycache__"))


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(complaints: list[Complaint]) -> list[str]:
    return [f"{complaint.file.name}:{complaint.line}: {complaint.what}" for complaint in complaints]


@pytest.mark.parametrize(
    ("sentences", "complaint"),
    [
        ("heads:\n  - undo <nonsense>", "undo.yaml:2: no such list: <nonsense> in undo <nonsense>"),
        ("heads:\n  - undo\n  - back {contact}", "undo.yaml:3: undo has no slot contact: back {contact}"),
        ("heads:\n  - say:\n      - undo\n      - undo", "undo.yaml:4: as in line 3: undo"),
        ("heads: [undo]\nclauses:\n  - (back", "undo.yaml:3: unbalanced brackets: (back"),
        ("heads: [undo]\nclause: []", "undo.yaml:2: nothing in a file of sentences is called clause"),
        ("heads:\n  - {say: undo, were: edge}", "undo.yaml:2: nothing is called were in a row of sentences"),
        ("heads: [undo]\ninclude:\n  - persons", "undo.yaml:3: lists.yaml has no clauses called persons"),
        ("heads: [undo]\nafter: [dance]", "undo.yaml:2: no such intent: dance"),
        ("clauses: [please]", "undo.yaml:0: no sentence under heads opens it"),
        ("heads: [undo", "undo.yaml:2: no YAML: did not find expected ',' or ']'"),
        ("heads:\n  - nope", "undo.yaml:2: opens reject too (reject.yaml, line 2): nope"),
    ],
)
def test_a_file_of_sentences_that_breaks_the_rules(english: Path, sentences: str, complaint: str) -> None:
    (english / "sentences" / "reject.yaml").write_text("heads:\n  - nope\n", encoding="utf-8")
    (english / "sentences" / "undo.yaml").write_text(f"{sentences}\n", encoding="utf-8")
    assert told(check_files(english)) == [complaint]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("bullet:", "noise:\n    - <nonsense>\n  bullet:", "no such list: <nonsense>"),
        ("bullet: [", "bullet: [bang, bang, ", '"bang" stands twice in <bullet>'),
        ("  priority:\n", "  priorities:\n", "no closed slot is called priorities"),
        ("    voicemail: [", "    machine: [", "outcome has no value machine: no_answer, voicemail, cancelled"),
        ("values:\n", "phrases: {}\nvalues:\n", "nothing is called phrases here"),
        ("  polite:\n", "  courteous:\n", "no list <polite>, which the engine reads"),
        ("lists:\n", "intents: [log_call, dance]\nlists:\n", "no such intent: dance"),
        ("lists:\n", "intents: [log_call]\nlists:\n", "lists.yaml does not name add_note among its intents"),
    ],
)
def test_word_lists_that_break_the_rules(english: Path, old: str, new: str, complaint: str) -> None:
    replace(english / "lists.yaml", old, new)
    assert any(complaint in line for line in told(check_files(english)))


def test_files_that_are_missing(english: Path) -> None:
    (english / "times.py").unlink()
    (english / "sentences" / "why.yaml").unlink()
    (english / "sentences" / "dance.yaml").write_text("heads: [dance]\n", encoding="utf-8")
    assert told(check_files(english)) == [
        "dance.yaml:0: no such intent: dance",
        "why.yaml:0: there is no such file",
        "times.py:0: there is no such file",
    ]


def test_a_folder_without_words_says_so(tmp_path: Path) -> None:
    (tmp_path / "it").mkdir()
    assert is_whole(tmp_path / "it")
    assert told(check_files(tmp_path / "it"))[0] == "lists.yaml:0: there is no such file"


def keep_only(pack: Path, *intents: str) -> None:
    for file in (pack / "sentences").glob("*.yaml"):
        if file.stem not in intents:
            file.unlink()
    replace(pack / "lists.yaml", "lists:\n", f"intents: [{', '.join(intents)}]\nlists:\n")


def test_a_pack_may_name_the_few_intents_that_it_has(english: Path) -> None:
    assert is_whole(english)
    keep_only(english, "undo", "confirm")
    assert declared_intents(english) == ("undo", "confirm")
    assert not is_whole(english)
    assert told(check_files(english)) == []


def test_a_pack_is_tried_on_its_corpus(english: Path, tmp_path: Path) -> None:
    keep_only(english, "find_contact", "undo", "why")
    replace(english / "sentences" / "why.yaml", "heads:\n", 'heads:\n  - {say: undo that, weak: "true"}\n')
    corpus = shutil.copytree(CORPUS, tmp_path / "corpus")
    undo, several = corpus / "en" / "undo.yaml", corpus / "en" / "several_commands.yaml"
    beginning = undo.read_text(encoding="utf-8").splitlines()[:3]
    undo.write_text("\n".join([*beginning, "  - say: who is Nora Quinn", "    slots: {}"]), encoding="utf-8")
    several.write_text("\n".join([*beginning[:2], "sentences: []"]), encoding="utf-8")
    complaints = told(list(try_pack(english, corpus).complaints))
    assert complaints[0].startswith('undo.yaml:4: "who is Nora Quinn" is read as')
    assert complaints[1:] == [
        "undo.yaml:0: 1 different sentences; 4 are the fewest",
        "why.yaml:2: cannot be heard: its own words are read as another intent than why: undo that",
    ]


def test_the_lists_of_the_engine_are_those_that_the_code_reads() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in (PACKS.parent).glob("*.py"))
    assert [name for name in READ_BY_THE_ENGINE if f'"{name}"' not in code] == []
