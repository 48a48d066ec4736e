"""The parser by itself: how long, how much memory, and how often it is right when it says how sure it is."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from itertools import chain, cycle, islice, pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from zoneinfo import ZoneInfo

import dateparser
import yaml

from benchmarks.invented import known_names
from benchmarks.report import Report
from benchmarks.scale import Scale
from bot.domain.names import KnownName, NameKind
from bot.language.frames import ParseContext
from bot.language.names_in_memory import NamesInMemory
from bot.language.parser import parse
from bot.language.when import when
from bot.languages import LANGUAGES

_CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
_NO_COMMANDS = frozenset({"times", "not_times", "values"})
_BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0)

# In a process of its own: what stands in memory already would cost nothing.
_LOADING = """
import json, resource, sys, time
from pathlib import Path

def used():
    statm = Path("/proc/self/statm")
    if statm.exists():
        memory = int(statm.read_text().split()[1]) * resource.getpagesize()
    else:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return time.process_time(), memory / 2**20

began = used()
from bot.language.parser import parse
from bot.language.packs.loader import BUILT_IN
imported = used()
for language in BUILT_IN.languages:
    BUILT_IN.of(language)
loaded = used()
print(json.dumps([began, imported, loaded]))
"""


def measure(report: Report, scale: Scale) -> None:
    sentences = _sentences()
    report.table("Loading the parser", ["", "CPU s", "MB"], _loading())
    report.table(
        f"Parsing the corpus of {len(sentences)} sentences and its times: CPU ms",
        ["", "median", "99 of 100 within"],
        [_parse_times(sentences, scale), *_when_times(scale)],
    )
    report.table(
        "Of what it says to be so sure of, so much is right (frames and every slot)",
        ["confidence", "sentences", "right"],
        _calibration(sentences),
    )


class _Sentence:
    def __init__(self, language: str, stem: str, corpus: dict[str, Any], row: dict[str, Any]) -> None:
        self.text: str = row["say"]
        self.frames = row.get("frames") or [{"intent": stem, "slots": row["slots"]}]
        self._language = language
        self._now = datetime.fromisoformat(corpus["now"])
        self._zone = ZoneInfo(corpus["zone"])

    def context(self, names: NamesInMemory) -> ParseContext:
        return ParseContext(now=self._now, zone=self._zone, names=names, language=self._language)


def _sentences() -> list[_Sentence]:
    return [
        _Sentence(language, file.stem, corpus, row)
        for language in LANGUAGES
        for file in sorted((_CORPUS / language).glob("*.yaml"))
        if file.stem not in _NO_COMMANDS
        for corpus in [_read(file)]
        for row in corpus["sentences"]
    ]


def _read(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded


def _names_of_corpus() -> list[KnownName]:
    cast = _read(_CORPUS / "names.yaml")
    rows: list[tuple[NameKind, str, str]] = [("user", name, "") for name in cast["users"]]
    rows += [("account", name, "") for name in cast["accounts"]]
    rows += [("contact", name, account) for name, account in cast["contacts"].items()]
    rows += [("deal", name, account) for name, account in cast["deals"].items()]
    return [
        KnownName(kind=kind, id=f"{kind}-{number}", name=name, account=account)
        for number, (kind, name, account) in enumerate(rows)
    ]


def _loading() -> list[tuple[str, str, str]]:
    output = subprocess.run([sys.executable, "-c", _LOADING], check=True, capture_output=True).stdout
    stages = ("its modules", "all language packs")
    return [
        (stage, f"{after[0] - before[0]:.2f}", f"{after[1] - before[1]:.0f}")
        for stage, (before, after) in zip(stages, pairwise(json.loads(output)), strict=True)
    ]


def _parse_times(sentences: Sequence[_Sentence], scale: Scale) -> tuple[str, str, str]:
    names = NamesInMemory(chain(_names_of_corpus(), known_names(scale.names)))
    contexts = [sentence.context(names) for sentence in sentences]
    for sentence, context in zip(sentences[:20], contexts, strict=False):
        parse(sentence.text, context)
    took = []
    for sentence, context in zip(sentences, contexts, strict=True):
        began = time.process_time()
        parse(sentence.text, context)
        took.append(time.process_time() - began)
    return _figures(f"parse, {scale.names:,} names in memory", took)


def _when_times(scale: Scale) -> list[tuple[str, str, str]]:
    """Ours, and dateparser's of the same texts; that it finds no time in many of them is not counted."""
    ours, theirs = [], []
    for language in LANGUAGES:
        corpus = _read(_CORPUS / language / "times.yaml")
        now, zone = datetime.fromisoformat(corpus["now"]), ZoneInfo(corpus["zone"])
        settings: Any = {"RELATIVE_BASE": now.replace(tzinfo=None), "PREFER_DATES_FROM": "future"}
        texts = [case["text"] for case in corpus["texts"]]
        when(texts[0], now=now, zone=zone, language=language)
        dateparser.parse(texts[0], languages=[language], settings=settings)
        for text in islice(cycle(texts), scale.times // len(LANGUAGES)):
            began = time.process_time()
            when(text, now=now, zone=zone, language=language)
            between = time.process_time()
            dateparser.parse(text, languages=[language], settings=settings)
            ours.append(between - began)
            theirs.append(time.process_time() - between)
    return [_figures("when", ours), _figures("dateparser, same texts", theirs)]


def _figures(name: str, seconds: Sequence[float]) -> tuple[str, str, str]:
    return name, f"{median(seconds) * 1000:.2f}", f"{quantiles(seconds, n=100)[98] * 1000:.2f}"


def _calibration(sentences: Sequence[_Sentence]) -> list[tuple[str, str, str]]:
    names = NamesInMemory(_names_of_corpus())
    parsed = [(parse(sentence.text, sentence.context(names)), sentence.frames) for sentence in sentences]
    rows = []
    for low, high in pairwise(_BANDS):
        right = [
            found.as_json()["frames"] == frames
            for found, frames in parsed
            if low <= found.confidence and (found.confidence < high or high == _BANDS[-1])
        ]
        share = f"{sum(right) / len(right):.0%}" if right else ""
        rows.append((f"{low:.1f} to {high:.1f}", str(len(right)), share))
    return rows
