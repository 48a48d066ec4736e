"""What is wrong with a pack as it is written, each thing with its file and line; the packs are told in `loader.py`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.language.intents import contract
from bot.language.packs.loader import Role, Rule, check_rule, rules_of
from bot.language.packs.marked import Marked, line_of, read_marked
from bot.language.templates import TemplateError, expand_phrases
from bot.language.values.wordlists import word_list, word_set
from bot.languages import DEFAULT_LANGUAGE, PACKS

_MODULES = ("times.py", "numbers.py", "holidays.py")
_ROLES: Mapping[str, Role] = {"heads": "head", "more": "more", "clauses": "clause", "inside": "inside"}
_OF_A_FILE = frozenset({*_ROLES, "include", "after"})
_OF_A_ROW = frozenset({"say", "set", "where", "weak", "needs", "closed"})
_OF_LISTS = word_set(
    "intents lists values clauses letters elisions endings synonyms nicknames particles common calling stand_ins "
    "infinitives"
)
# Which word of a message means what, the engine finds by these names.
READ_BY_THE_ENGINE = word_list(
    "noise lead_in polite aside unstressed turning reason connective before_time before_name before_contact "
    "before_account before_deal rest_intro location_stop text_stop at article determiner after_pronoun company job "
    "place travel deal_word"
)


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Complaint:
    """What is wrong, and where: a line from 1, 0 for the file as a whole."""

    file: Path
    line: int = 0
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}" if self.line else f"{self.file}: {self.what}"


def declared_intents(folder: Path) -> tuple[str, ...]:
    """The intents that a pack has sentences for: all, or those that its lists.yaml names."""
    file = folder / "lists.yaml"
    named = read_marked(file).get("intents") if file.is_file() else None
    return tuple(contract().intents) if named is None else tuple(map(str, named))


def is_whole(folder: Path) -> bool:
    """Whether a pack has sentences for every intent."""
    return set(declared_intents(folder)) >= set(contract().intents)


def check_files(folder: Path) -> list[Complaint]:
    """Complaints about lists.yaml, the sentences and the missing modules of a pack, in the order of the files."""
    missing = [name for name in ("lists.yaml", *_MODULES) if not (folder / name).is_file()]
    found = [Complaint(file=folder / name, what="there is no such file") for name in missing]
    if "lists.yaml" in missing:
        return found
    try:
        lists = _Lists(folder / "lists.yaml")
        found += [*lists.complaints(), *_sentences(folder, lists)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        file, line = (Path(mark.name), mark.line + 1) if mark else (folder, 0)
        found.append(Complaint(file=file, line=line, what=f"no YAML: {error.problem}"))
    return sorted(found)


class _Lists:
    """lists.yaml as it is written."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.data: dict[str, Any] = read_marked(file)
        self.intents = declared_intents(file.parent)
        self.names = {*self.data.get("lists", {}), *self.data.get("values", {})}
        self.groups: Mapping[str, Any] = self.data.get("clauses", {})

    def complaints(self) -> Iterator[Complaint]:
        for key in self.data:
            if key not in _OF_LISTS:
                yield self._about(key, f"nothing is called {key} here: {', '.join(sorted(_OF_LISTS))}")
        for intent in self.data.get("intents", ()):
            if intent not in contract().intents:
                yield self._about(intent, f"no such intent: {intent}")
        for name in READ_BY_THE_ENGINE:
            if name not in self.names:
                yield Complaint(file=self.file, what=f"no list <{name}>, which the engine reads: [] if there are none")
        for name, phrases in self.data.get("lists", {}).items():
            yield from self._phrases(f"<{name}>", phrases)
        for slot, values in self.data.get("values", {}).items():
            for value, phrases in values.items():
                yield from self._phrases(f"{slot} {value}", phrases)
        yield from self._values()

    def _phrases(self, name: str, phrases: list[Marked]) -> Iterator[Complaint]:
        seen = set[str]()
        for phrase in phrases:
            try:
                expand_phrases(phrase, self._known)
            except TemplateError as error:
                yield self._about(phrase, str(error))
            if phrase in seen:
                yield self._about(phrase, f'"{phrase}" stands twice in {name}')
            seen.add(phrase)

    def _known(self, name: str) -> list[tuple[str, ...]]:
        if name not in self.data.get("lists", {}):
            raise TemplateError(f"no such list: <{name}>")
        return [(name,)]

    def _values(self) -> Iterator[Complaint]:
        """The closed slots of its intents have the values that they have in English, and no others."""
        used = {slot for name in self.intents if (intent := contract().intents.get(name)) for slot in intent.slots}
        own, english = self.data.get("values", {}), read_marked(PACKS / DEFAULT_LANGUAGE / "lists.yaml")["values"]
        for slot, values in english.items():
            if slot in used and slot not in own:
                yield Complaint(file=self.file, what=f"no values of {slot}: {', '.join(values)}")
        for slot, values in own.items():
            if slot not in english:
                yield self._about(slot, f"no closed slot is called {slot}")
                continue
            for value in values:
                if value not in english[slot]:
                    yield self._about(value, f"{slot} has no value {value}: {', '.join(english[slot])}")
            if slot in used and (lacking := [value for value in english[slot] if value not in values]):
                yield self._about(slot, f"{slot} has no words for {', '.join(lacking)}")

    def _about(self, text: str, what: str) -> Complaint:
        return Complaint(file=self.file, line=line_of(text), what=what)


def _sentences(folder: Path, lists: _Lists) -> Iterator[Complaint]:
    files = {file.stem: file for file in sorted((folder / "sentences").glob("*.yaml"))}
    for intent in lists.intents:
        if intent in contract().intents and intent not in files:
            yield Complaint(file=folder / "sentences" / f"{intent}.yaml", what="there is no such file")
    heads: dict[str, tuple[Path, str]] = {}
    for intent, file in files.items():
        if intent not in contract().intents:
            yield Complaint(file=file, what=f"no such intent: {intent}")
        elif intent not in lists.intents:
            yield Complaint(file=file, what=f"lists.yaml does not name {intent} among its intents")
        else:
            yield from _file(intent, file, lists, heads)


def _file(intent: str, file: Path, lists: _Lists, heads: dict[str, tuple[Path, str]]) -> Iterator[Complaint]:
    data = read_marked(file)
    known = (
        ([key for key in data if key not in _OF_A_FILE], "nothing in a file of sentences is called"),
        ([group for group in data.get("include", ()) if group not in lists.groups], "lists.yaml has no clauses called"),
        ([other for other in data.get("after", ()) if other not in contract().intents], "no such intent:"),
    )
    for unknown, what in known:
        yield from (Complaint(file=file, line=line_of(name), what=f"{what} {name}") for name in unknown)
    if not data.get("heads"):
        yield Complaint(file=file, what="no sentence under heads opens it")
    for key, role in _ROLES.items():
        rules = []
        for row in data.get(key, ()):
            for found in _rules(intent, role, row, file, lists):
                if isinstance(found, Complaint):
                    yield found
                else:
                    rules.append(found)
        yield from _repeated(rules, file)
    yield from _shared_heads(file, data, heads)


def _repeated(rules: Iterable[Rule], file: Path) -> Iterator[Complaint]:
    seen: dict[tuple[object, ...], str] = {}
    for rule in rules:
        source = rule.template.source
        before = seen.setdefault((source, rule.where, rule.needs, rule.closed, *sorted(rule.sets.items())), source)
        if before is not source:
            yield Complaint(file=file, line=line_of(source), what=f"as in line {line_of(before)}: {source}")


def _shared_heads(file: Path, data: Any, heads: dict[str, tuple[Path, str]]) -> Iterator[Complaint]:
    """Sentences that open two intents, unless one of them is weak."""
    for row in data.get("heads", ()):
        entry = row if isinstance(row, dict) else {"say": row}
        said = entry.get("say", [])
        for source in said if isinstance(said, list) else [said]:
            if entry.get("weak") != "true":
                other, there = heads.setdefault(source, (file, source))
                if other != file:
                    what = f"opens {other.stem} too ({other.name}, line {line_of(there)}): {source}"
                    yield Complaint(file=file, line=line_of(source), what=what)


def _rules(intent: str, role: Role, row: Any, file: Path, lists: _Lists) -> Iterator["Rule | Complaint"]:
    entry = row if isinstance(row, dict) else {"say": row}
    for key in entry:
        if key not in _OF_A_ROW:
            yield Complaint(file=file, line=line_of(key), what=f"nothing is called {key} in a row of sentences")
    said = entry.get("say", [])
    for source in said if isinstance(said, list) else [said]:
        try:
            for rule in rules_of(intent, role, [{**entry, "say": source}], file.parents[1].name):
                check_rule(rule, lists.names)
                yield rule
        except TemplateError as error:
            yield Complaint(file=file, line=line_of(source), what=str(error))
