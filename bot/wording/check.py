"""What is wrong with the texts of a language beside the English ones, each thing with its file and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, Placeable, TextElement, VariableReference
from fluent.syntax.visitor import Visitor

from bot.language.packs.check import Complaint
from bot.language.packs.marked import line_of, read_marked
from bot.languages import DEFAULT_LANGUAGE

WORDING = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text as it is written: the facts that it names, and its words with an X for each fact."""

    file: Path
    line: int
    facts: frozenset[str]
    words: str


class _Parts(Visitor):
    def __init__(self) -> None:
        self.facts = set[str]()
        self.words: list[str] = []

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802  # the visitor's own names
        self.facts.add(node.id.name)

    def visit_TextElement(self, node: TextElement) -> None:  # noqa: N802  # the visitor's own names
        self.words.append(node.value)

    def visit_Placeable(self, node: Placeable) -> None:  # noqa: N802  # the visitor's own names
        self.words.append("X")
        self.generic_visit(node)


def check_wording(language: str) -> list[Complaint]:
    """Complaints about the .ftl files and dates.yaml of a language, in the order of the files."""
    folder = WORDING / language
    if not folder.is_dir():
        return [Complaint(file=folder, what="there is no such folder")]
    texts, found = texts_of(folder)
    english, _ = texts_of(WORDING / DEFAULT_LANGUAGE)
    for key, text in texts.items():
        if key not in english:
            found.append(Complaint(file=text.file, line=text.line, what=f"{key} is no text of English"))
        elif text.facts != english[key].facts:
            facts = ", ".join(sorted(english[key].facts ^ text.facts))
            found.append(Complaint(file=text.file, line=text.line, what=f"{key} and English differ in facts: {facts}"))
    return sorted([*found, *_dates(folder / "dates.yaml")])


def untold(language: str) -> list[Complaint]:
    """The texts that a language lacks, which are then said in English."""
    texts, _ = texts_of(WORDING / language)
    english, _ = texts_of(WORDING / DEFAULT_LANGUAGE)
    return [
        Complaint(file=WORDING / language / text.file.name, what=f"no {key}, which is line {text.line} of English")
        for key, text in english.items()
        if key not in texts
    ]


def texts_of(folder: Path) -> tuple[dict[str, Text], list[Complaint]]:
    """The texts of a folder by key, and complaints about its files by themselves."""
    texts: dict[str, Text] = {}
    wrong: list[Complaint] = []
    for file in sorted(folder.glob("*.ftl")):
        source = file.read_text(encoding="utf-8")
        for entry in FluentParser().parse(source).body:
            line = source.count("\n", 0, entry.span.start if entry.span else 0) + 1
            if isinstance(entry, Junk):
                wrong.append(Complaint(file=file, line=line, what=f"no Fluent: {entry.annotations[0].message}"))
            elif isinstance(entry, Message):
                key, parts = entry.id.name, _Parts()
                if key in texts:
                    first = f"{texts[key].file.name}, line {texts[key].line}"
                    wrong.append(Complaint(file=file, line=line, what=f"{key} stands twice: {first}"))
                parts.visit(entry.value)
                text = Text(file=file, line=line, facts=frozenset(parts.facts), words="".join(parts.words))
                texts.setdefault(key, text)
    return texts, wrong


def _dates(file: Path) -> Iterator[Complaint]:
    """dates.yaml has the keys of the English one, and each of its locales has."""
    if not file.is_file():
        yield Complaint(file=file, what="there is no such file")
        return
    own, english = read_marked(file), read_marked(WORDING / DEFAULT_LANGUAGE / file.name)
    wanted = set(next(iter(english["locales"].values())))
    for key in english.keys() - own.keys():
        yield Complaint(file=file, what=f"{key} is missing")
    locales: dict[str, Any] = own.get("locales", {})
    for name, patterns in locales.items():
        for key in sorted(wanted - patterns.keys()):
            yield Complaint(file=file, line=line_of(name), what=f"{name} lacks {key}")
