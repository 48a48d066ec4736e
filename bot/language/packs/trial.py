"""A pack tried on its corpus: what is read otherwise than it is meant, and which sentences and rules nothing needs.

A sentence that no text of the corpus is read by is tried on an example of its own, spelled out with names and times
of the corpus in its slots. One whose own words are read as another intent can never be heard.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, product
from pathlib import Path

from bot.language.frames import ParseContext
from bot.language.intents import contract
from bot.language.names_in_memory import NamesInMemory
from bot.language.packs.check import Complaint, declared_intents, is_whole
from bot.language.packs.corpus import CORPUS, SEVERAL, WITHIN, Case, Samples, cases, samples_of, times
from bot.language.packs.loader import Pack, Packs, PhraseNode, Rule
from bot.language.packs.marked import Marked, read_marked
from bot.language.parser import Understanding, understand
from bot.language.templates import Leaf, spell_out
from bot.language.text import tokenize
from bot.language.values import find_values
from bot.language.values.finding import time_pack
from bot.language.values.times.shared import SHARED_RULES
from bot.languages import PACKS

_TURNS = 8
_FEWEST = 4
_SURE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a pack's corpus brings to light; `idle` are sentences without a text in it, `sentences` counts all."""

    complaints: Sequence[Complaint]
    idle: Sequence[Complaint]
    sentences: int


def try_pack(folder: Path, corpus: Path = CORPUS) -> Trial:
    """Try a pack that `check_files` has nothing to say against."""
    language = folder.name
    stems = [*declared_intents(folder), SEVERAL]
    missing = [
        Complaint(file=file, what="there is no such file")
        for name in (*stems, *WITHIN)
        if not (file := corpus / language / f"{name}.yaml").is_file()
    ]
    if missing:
        return Trial(complaints=missing, idle=[], sentences=0)
    packs = Packs(folder.parent, read_marked)
    pack = packs.of(language)
    read = [(case, understand(case.text, case.context, packs=packs)) for case in cases(corpus, language, stems)]
    needed = {source for _, understanding in read for source in _needed(understanding)}
    rules = _rules(pack)
    idle = [rule for source, rule in rules.items() if source not in needed]
    samples, context = samples_of(corpus, language), read[0][0].context
    tried = [rule for rule in idle if rule.role == "head" and not _asks_for_unknown(rule, pack)]
    mute = [rule for rule in tried if not _is_heard(rule, packs, samples, context)]
    return Trial(
        complaints=[
            *chain.from_iterable(_misread(case, understanding) for case, understanding in read),
            *_too_few(corpus / language, stems[:-1]),
            *(
                _about(rule, f"cannot be heard: its own words are read as another intent than {rule.intent}")
                for rule in mute
            ),
            *_idle_times(folder, corpus, context),
        ],
        idle=[_about(rule, "no sentence of the corpus needs it") for rule in idle if rule not in mute],
        sentences=len(rules),
    )


def _misread(case: Case, understanding: Understanding) -> Iterator[Complaint]:
    parsed = understanding.parse
    meant, found = list(case.frames), parsed.as_json()["frames"]
    refers = [slot for frame in parsed.frames for slot in frame.refers]

    def complaint(what: str) -> Complaint:
        return Complaint(file=case.file, line=case.line, what=f'"{case.text}" {what}')

    if found != meant:
        yield complaint(f"is read as {found}, not as {meant}")
    elif refers != list(case.refers):
        yield complaint(f"refers to {refers}, not to {list(case.refers)}")
    if parsed.language != case.context.language:
        yield complaint(f"is taken for {parsed.language}")
    elif parsed.confidence < _SURE and not case.asks:
        yield complaint(f"is only {parsed.confidence:.0%} sure")


def _too_few(folder: Path, intents: Sequence[str]) -> Iterator[Complaint]:
    for intent in intents:
        file = folder / f"{intent}.yaml"
        different = {row["say"].casefold() for row in read_marked(file)["sentences"]}
        if len(different) < _FEWEST:
            yield Complaint(file=file, what=f"{len(different)} different sentences; {_FEWEST} are the fewest")


def _idle_times(folder: Path, corpus: Path, context: ParseContext) -> Iterator[Complaint]:
    """Rules that take no part in reading the time corpus, and names that two of them share.

    A language with few intents need not have what the rules of all languages are for.
    """
    language, shared = folder.name, () if is_whole(folder) else [rule.name for rule in SHARED_RULES]
    no_names = NamesInMemory([])
    read = "\n".join(
        span.rule
        for text, now, zone in times(corpus, language)
        for span in find_values(text, tokenize(text), replace(context, now=now, zone=zone, names=no_names), (language,))
    )
    file, rules = time_file(language), time_pack(language).rules
    lines = file.read_text(encoding="utf-8").splitlines()
    for name in dict.fromkeys(rules):
        line = next((number for number, text in enumerate(lines, start=1) if f'"{name}"' in text), 0)
        if rules.count(name) > 1:
            yield Complaint(file=file, line=line, what=f'two rules are called "{name}"')
        if name not in shared and not re.search(rf"(?:^|\(|, ){re.escape(name)}(?:\(|\)|,|$)", read, re.MULTILINE):
            yield Complaint(file=file, line=line, what=f'the rule "{name}" reads nothing of times.yaml or values.yaml')


def time_file(language: str) -> Path:
    """Where the rules of a language's times stand."""
    return PACKS / language / "times.py"


def _rules(pack: Pack) -> dict[int, Rule]:
    """What opens a command or stands around one, by the sentence as it is written: shared clauses stand there once."""
    return {
        id(rule.template.source): rule
        for sentences in pack.sentences.values()
        for rule in (*sentences.heads, *sentences.clauses)
    }


def _needed(understanding: Understanding) -> Iterator[int]:
    """The sentences that a reading rests on."""
    for command in understanding.commands:
        for rule in (command.head, *(rule for rule, _ in command.clauses)):
            yield id(rule.template.source)


def _about(rule: Rule, what: str) -> Complaint:
    source = rule.template.source
    place = {"file": source.file, "line": source.line} if isinstance(source, Marked) else {"file": Path()}
    return Complaint(**place, what=f"{what}: {source}")


def _asks_for_unknown(rule: Rule, pack: Pack) -> bool:
    """Whether one of its slots takes words that no pack has, such as the names of a workspace's own pipelines."""
    closed = {slot for slot in rule.template.slots if contract().slots[slot].kind == "closed"}
    return not closed <= _phrases(pack).keys()


def _is_heard(rule: Rule, packs: Packs, samples: Samples, context: ParseContext) -> bool:
    """Whether some text that the sentence stands for is read as its intent."""
    return any(
        command.intent == rule.intent
        for text in _examples(rule, packs.of(context.language), samples)
        for command in understand(text, context, packs=packs).commands
    )


def _examples(rule: Rule, pack: Pack, samples: Samples) -> Iterator[str]:
    """Texts that the sentence stands for, also with what its intent needs beside it."""
    phrases = _phrases(pack)
    for turn, whole in product(range(_TURNS), (False, True)):
        said = _spelled(rule, phrases, samples, turn, whole=whole)
        yield said
        yield f"{said} {_lacking(rule, phrases, samples, turn)}".strip()


def _spelled(rule: Rule, phrases: dict[str, list[str]], samples: Samples, turn: int, *, whole: bool) -> str:
    ahead = ""

    def say(leaf: Leaf) -> str:
        nonlocal ahead
        known = phrases.get(leaf.word, [""])
        if leaf.kind == "peek":
            ahead = known[turn % len(known)]
            return ahead
        if leaf.kind == "list":
            return known[turn % len(known)]
        if leaf.slot is None or ahead:  # what a look ahead saw begins the slot behind it
            ahead = ""
            return ""
        if leaf.slot.kind in phrases:
            told = phrases[leaf.slot.kind]
            return told[turn % len(told)]
        return samples.of(leaf.slot.name, leaf.slot.kind, turn, past=contract().intents[rule.intent].lean == "past")

    return spell_out(rule.template, say, turn=turn, whole=whole)


def _lacking(rule: Rule, phrases: dict[str, list[str]], samples: Samples, turn: int) -> str:
    """What a command of this intent needs beside the words of the sentence."""
    intent = contract().intents[rule.intent]
    filled = rule.template.slots | set(rule.sets)
    wanted = [slot for slot in contract().slots if slot in (rule.needs | intent.required) - filled]
    wanted.sort(key=lambda slot: contract().slots[slot].kind != "text")
    if not wanted and intent.rest and intent.rest not in filled:
        return samples.of("note", "note", turn, past=False)
    told = [phrases[slot] if slot in phrases else [samples.of(slot, slot, turn, past=False)] for slot in wanted]
    return " ".join(words[turn % len(words)] for words in told)


@lru_cache(maxsize=2)
def _phrases(pack: Pack) -> dict[str, list[str]]:
    """list or closed slot -> its phrases."""
    found: dict[str, list[str]] = {}
    todo: list[tuple[PhraseNode, str]] = [(pack.phrases, "")]
    while todo:
        node, path = todo.pop()
        for name, _ in node.ends:
            found.setdefault(name, []).append(path.strip())
        todo.extend((below, f"{path} {word}") for word, below in node.items())
    return found
