"""The corpus of a checkout: sentences with the frames that they mean, texts with their times, and the names in them.

`tests/corpus/<language>/<intent>.yaml` and `several_commands.yaml` hold sentences, `times.yaml`, `not_times.yaml` and
`values.yaml` what stands within them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from bot.domain.names import KnownName, NameKind
from bot.language.frames import ParseContext
from bot.language.intents import contract
from bot.language.names_in_memory import NamesInMemory
from bot.language.packs.marked import line_of, read_marked
from bot.languages import PACKS

CORPUS = PACKS.parents[2] / "tests" / "corpus"
SEVERAL = "several_commands"
WITHIN = ("times", "not_times", "values")
# What a sentence asks for in place of a slot's own kind, and the kind of value that it is.
_OF_KIND = {"any": "moment", "delay": "duration"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence and what it means: `frames` as `Frame.as_json` gives them, `refers` as all frames together do.

    `asks`: it may be read so unsurely that the bot asks first.
    """

    file: Path
    line: int
    text: str
    context: ParseContext
    frames: Sequence[Mapping[str, Any]]
    refers: Sequence[str]
    asks: bool


def load_corpus(file: Path) -> dict[str, Any]:
    """A file of the corpus as it is written."""
    loaded: dict[str, Any] = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    return loaded


def load_names(file: Path) -> NamesInMemory:
    """The people, companies and deals of names.yaml."""
    cast = load_corpus(file)
    rows: list[tuple[NameKind, str, str]] = [("user", name, "") for name in cast["users"]]
    rows += [("account", name, "") for name in cast["accounts"]]
    rows += [("contact", name, account) for name, account in cast["contacts"].items()]
    rows += [("deal", name, account) for name, account in cast["deals"].items()]
    return NamesInMemory(
        KnownName(kind=kind, id=f"{kind}-{index}", name=name, account=account)
        for index, (kind, name, account) in enumerate(rows)
    )


def cases(folder: Path, language: str, stems: Iterable[str]) -> Iterator[Case]:
    """The sentences of these intents, and of those with several commands."""
    names = load_names(folder / "names.yaml")
    for stem in stems:
        yield from _cases(folder / language / f"{stem}.yaml", language, names)


def _cases(file: Path, language: str, names: NamesInMemory) -> Iterator[Case]:
    corpus = load_corpus(file)
    context = ParseContext(
        now=datetime.fromisoformat(corpus["now"]),
        zone=ZoneInfo(corpus["zone"]),
        names=names,
        language=language,
    )
    for row, marked in zip(corpus["sentences"], read_marked(file)["sentences"], strict=True):
        frames = row.get("frames") or [{"intent": file.stem, "slots": row["slots"]}]
        refers = row.get("refers", [])
        yield Case(
            file=file,
            line=line_of(marked),
            text=row["say"],
            context=context,
            frames=frames,
            refers=refers,
            asks=row.get("asks", frames == [{"intent": "out_of_scope", "slots": {}}]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """Words for the slots of an example: names of the corpus by slot, texts with values by their kind."""

    names: Mapping[str, str]
    values: Mapping[str, Sequence[str]]

    def of(self, slot: str, kind: str, turn: int, *, past: bool) -> str:
        """Words for a slot; `kind` is its name, or what else a sentence asks for in its place."""
        if slot == kind and slot in self.names:
            return self.names[slot]
        asked = contract().slots[kind].kind if kind in contract().slots else _OF_KIND.get(kind, kind)
        if past and asked in ("moment", "day"):
            asked = "past"
        fitting = self.values.get(asked) or self.values["text"]
        return fitting[turn % len(fitting)]


def samples_of(folder: Path, language: str) -> Samples:
    """The names of names.yaml, the times of times.yaml, and what is written alike in every language."""
    cast = load_corpus(folder / "names.yaml")
    one, two, *_ = cast["contacts"]
    names = {"contact": one, "who": one, "others": two, "into": two, "owner": cast["users"][0]}
    names |= {"account": cast["accounts"][0], "deal": next(iter(cast["deals"]))}
    values: dict[str, list[str]] = {
        "money": ["12000 €"],
        "percent": ["60 %"],
        "number": ["2"],
        "phone": ["+33 6 12 34 56 78"],
        "email": ["nora@solara.example"],
        "url": ["solara.example"],
        "text": ["fnord", "+33 6 12 34 56 78"],
    }
    now = load_corpus(folder / language / "times.yaml")["now"]
    for row in _rows(folder, language, "times"):
        for kind in _kinds_of_time(row, now):
            values.setdefault(kind, []).append(row["text"])
    for row in _rows(folder, language, "values"):
        if [span["kind"] for span in row["spans"]] == ["duration"]:
            values.setdefault("duration", []).append(row["spans"][0]["text"])
    return Samples(names=names, values=values)


def _kinds_of_time(row: Mapping[str, Any], now: str) -> Iterator[str]:
    if row.get("reads", row["text"]) != row["text"]:
        return
    if row.get("rule"):
        yield "recurrence"
    elif row.get("end"):
        yield "period"
    elif "lean" not in row and row["start"] < now:
        yield "past"
    elif "lean" not in row:
        yield "moment"
        if "T" not in row["start"]:
            yield "day"


def times(folder: Path, language: str) -> Iterator[tuple[str, datetime, ZoneInfo]]:
    """The texts with times and with other values, and from when and where they are read."""
    corpus = load_corpus(folder / language / "times.yaml")
    for row in [*corpus["texts"], *_rows(folder, language, "values")]:
        yield (
            row["text"],
            datetime.fromisoformat(row.get("now", corpus["now"])),
            ZoneInfo(row.get("zone", corpus["zone"])),
        )


def timeless_texts(folder: Path, language: str) -> list[str]:
    """The texts that hold no time, and look as if they did."""
    return [str(text) for text in _rows(folder, language, "not_times")]


def _rows(folder: Path, language: str, stem: str) -> list[Any]:
    found: list[Any] = load_corpus(folder / language / f"{stem}.yaml")["texts"]
    return found
