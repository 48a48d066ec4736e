"""Language packs, read from their folders: word lists, sentences, and what a sentence fills.

A pack is `lists.yaml` and `sentences/<intent>.yaml`:

    heads:                          # what opens a command
      - "<called> {who}"
      - {say: "{who} <called> me", set: {direction: inbound}}
    more: [...]                     # opens another command right after one of the same intent,
    after: [schedule_call]          # or after one of these
    clauses:                        # what may stand around it, in any order
      - "<at> {account}"
      - {say: "<follow_up> {follow_up_at}", where: boundary}
    inside: ["<call> {contact}"]    # what also fills slots where it stands within the free words
    include: [people]               # clause groups of lists.yaml

`intents` in lists.yaml names those that a pack has sentences for, where it has not all of them.

A `weak` head is tried at the beginning of a sentence only, a weak `inside` takes no doubtful names; `needs`
are slots without which a head means nothing; a `closed` one leaves no free words.
`where` is `near` (before any free words; the default), `boundary` (also later, after a comma or a
full stop) or `edge` (also later, where nothing but other clauses follows).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import yaml

from bot.language.intents import contract
from bot.language.templates import Template, TemplateError, compile_template, expand_phrases, shared_set
from bot.languages import PACKS, languages_in

Read = Callable[[Path], dict[str, Any]]
Where = Literal["near", "boundary", "edge"]
Role = Literal["head", "more", "clause", "inside"]

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One sentence of a pack and what it means. `sets` are slots that it fills by being said."""

    intent: str
    role: Role
    template: Template
    sets: Mapping[str, str]
    where: Where
    weak: bool
    needs: frozenset[str]
    closed: bool
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The rules of one intent."""

    heads: tuple[Rule, ...] = ()
    more: tuple[Rule, ...] = ()
    clauses: tuple[Rule, ...] = ()
    inside: tuple[Rule, ...] = ()
    after: frozenset[str] = frozenset()


class PhraseNode(dict[str, "PhraseNode"]):
    """A node of the tree of phrases: the words that may follow; `ends`, the lists of which a phrase ends here."""

    __slots__ = ("ends",)

    def __init__(self) -> None:
        super().__init__()
        self.ends: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIns:
    """Where a name stands that takes the place of a pronoun.

    `in_place`: pronouns in whose place it stands; `objects`: those before their verb, or joined to it, behind which it
    comes; `recipients`: likewise, at the end and after the word `to`. `verbs` are endings that show a verb.
    """

    in_place: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    to: str = ""
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Pack:
    """A language, ready to match: see the module docstring.

    `phrases` leads from words to the lists, and to the closed values, that they belong to. `vocabularies` are, of
    each language, all words of lists and of sentences about the trade, `common` those that are no names, `synonyms`
    those that are short for others, `nicknames` first names that stand for each other, `elisions` what may have
    lost its apostrophe ("jai"), `endings` which ending of a verb stands for which ("notez" is said as "note"),
    `company` the words of the vocabulary that stand in names of companies alone, `letters` those with marks that
    its words are written with, `particles` words of a title that tell nothing ("the"), `calling` those that begin
    the title of a call to be made, `infinitives` the endings of what is still to be done, `stand_ins` how a name takes
    the place of a pronoun.

    What finds sentences is made when a message is first read: of most languages none ever is.
    """

    languages: tuple[str, ...]
    phrases: PhraseNode
    sentences: Mapping[str, Sentences]
    vocabularies: tuple[frozenset[str], ...]
    common: frozenset[str]
    nicknames: Mapping[str, frozenset[str]]
    synonyms: Mapping[str, str]
    elisions: tuple[str, ...]
    endings: Mapping[str, str]
    company: frozenset[str]
    letters: frozenset[str]
    particles: frozenset[str]
    calling: frozenset[str]
    infinitives: tuple[str, ...]
    stand_ins: StandIns

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of all its languages."""
        return frozenset().union(*self.vocabularies)

    @cached_property
    def heads(self) -> tuple[Rule, ...]:
        """All sentences that open a command, in the order of the files."""
        return tuple(rule for group in self.sentences.values() for rule in group.heads)

    @cached_property
    def heads_by_key(self) -> Mapping[str, tuple[int, ...]]:
        """The places in `heads` of those that cannot do without a word or a <list>; "" for those that can."""
        index: dict[str, list[int]] = {}
        for place, rule in enumerate(self.heads):
            for key in rule.template.keys or ("",):
                index.setdefault(key, []).append(place)
        return {key: tuple(places) for key, places in index.items()}

    @cached_property
    def openers(self) -> Mapping[str, frozenset[str]]:
        """The words and <lists> that open commands -> the intents of these."""
        found: dict[str, set[str]] = {}
        for rule in self.heads:
            for key in rule.template.keys & rule.template.opening if not rule.weak else ():
                found.setdefault(key, set()).add(rule.intent)
        return {key: frozenset(intents) for key, intents in found.items()}

    @cached_property
    def more_after(self) -> Mapping[str, tuple[Rule, ...]]:
        """intent -> what may open another command right after one of it."""
        return {
            intent: tuple(rule for group in self.sentences.values() if intent in group.after for rule in group.more)
            for intent in self.sentences
        }

    def says(self, word: str) -> bool:
        """Whether a word rather says something than names somebody."""
        return word in self.common or (
            word in self.vocabulary and word not in self.company and word not in self.nicknames
        )


def read_plain(file: Path) -> dict[str, Any]:
    """The YAML of a pack, every value a text: the base loader keeps "no", "on" and "1" the words that they are."""
    return yaml.load(file.read_bytes(), yaml.CBaseLoader) or {}  # noqa: S506 - builds text only


class Packs:
    """The packs of a folder, each read when it is first asked for; `read` reads their YAML."""

    def __init__(self, folder: Path, read: Read = read_plain) -> None:
        self.languages = languages_in(folder)
        self._folder = folder
        self._read = read
        self._packs: dict[tuple[str, ...], Pack] = {}

    def of(self, first: str, *others: str) -> Pack:
        """The pack of a language, or of several as one, for messages that mix them. Raises KeyError for another."""
        languages = (first, *sorted(others))
        found = self._packs.get(languages)
        if found is None:
            if first not in self.languages:
                raise KeyError(first)
            found = load_pack(self._folder / first, self._read)
            for other in languages[1:]:
                found = merge(found, self.of(other))
            self._packs[languages] = found
        return found


BUILT_IN = Packs(PACKS)


def load_pack(folder: Path, read: Read = read_plain) -> Pack:
    """Read a pack. Raises TemplateError for a sentence or list that breaks the rules."""
    language = folder.name
    lists = read(folder / "lists.yaml")
    phrases = dict(phrases_of(lists))
    groups = {name: list(rows) for name, rows in lists.get("clauses", {}).items()}
    sentences: dict[str, Sentences] = {}
    for file in sorted((folder / "sentences").glob("*.yaml")):
        if file.stem not in contract().intents:
            raise TemplateError(f"{file.name}: no such intent")
        data = read(file)
        shared = _fitting(file.stem, [row for name in data.get("include", ()) for row in groups[name]], language)
        sentences[file.stem] = Sentences(
            heads=rules_of(file.stem, "head", data.get("heads", ()), language),
            more=rules_of(file.stem, "more", data.get("more", ()), language),
            clauses=rules_of(file.stem, "clause", data.get("clauses", ()), language) + shared,
            inside=rules_of(file.stem, "inside", data.get("inside", ()), language),
            after=frozenset([file.stem, *data.get("after", ())]),
        )
    names = {name for name, _ in phrases}
    for rule in _all_rules(sentences.values()):
        check_rule(rule, names)
    trade = [group for intent, group in sentences.items() if intent != "out_of_scope"]
    vocabulary = {word for rule in _all_rules(trade) for word in rule.template.words}
    company = {word for (name, _), group in phrases.items() if name == "company" for phrase in group for word in phrase}
    for (name, _), group in phrases.items():
        if name != "company":
            vocabulary.update(word for phrase in group for word in phrase)
    return Pack(
        languages=(language,),
        phrases=_compact(tree_of(phrases)),
        sentences=sentences,
        vocabularies=(frozenset(vocabulary | company),),
        common=frozenset(word for line in lists.get("common", ()) for word in line.split()),
        nicknames=_nicknames(lists.get("nicknames", ())),
        synonyms=lists.get("synonyms", {}),
        elisions=tuple(lists.get("elisions", ())),
        endings=lists.get("endings", {}),
        company=frozenset(company - vocabulary),
        letters=frozenset(lists.get("letters", "")),
        particles=frozenset(word for line in lists.get("particles", ()) for word in line.split()),
        calling=frozenset(lists.get("calling", ())),
        infinitives=tuple(lists.get("infinitives", ())),
        stand_ins=_stand_ins(lists.get("stand_ins", {})),
    )


def _stand_ins(told: Mapping[str, Any]) -> StandIns:
    pronouns = {name: tuple(told.get(name, ())) for name in ("in_place", "objects", "recipients", "verbs")}
    return StandIns(to=told.get("to", ""), **pronouns)


def merge(first: Pack, second: Pack) -> Pack:
    """Both packs as one; the sentences of `first` come first."""
    sentences: dict[str, Sentences] = {}
    for intent in dict.fromkeys([*first.sentences, *second.sentences]):
        one, two = first.sentences.get(intent, Sentences()), second.sentences.get(intent, Sentences())
        sentences[intent] = Sentences(
            heads=one.heads + two.heads,
            more=one.more + two.more,
            clauses=one.clauses + two.clauses,
            inside=one.inside + two.inside,
            after=one.after | two.after,
        )
    return Pack(
        languages=first.languages + second.languages,
        phrases=_compact(_merge_trees(first.phrases, second.phrases)),
        sentences=sentences,
        vocabularies=first.vocabularies + second.vocabularies,
        common=first.common | second.common,
        synonyms={**second.synonyms, **first.synonyms},
        elisions=first.elisions + second.elisions,
        endings={**second.endings, **first.endings},
        letters=first.letters | second.letters,
        particles=first.particles | second.particles,
        calling=first.calling | second.calling,
        infinitives=first.infinitives + second.infinitives,
        stand_ins=first.stand_ins,
        company=(first.company - second.vocabulary)
        | (second.company - first.vocabulary)
        | (first.company & second.company),
        nicknames={
            name: first.nicknames.get(name, frozenset()) | second.nicknames.get(name, frozenset())
            for name in [*first.nicknames, *second.nicknames]
        },
    )


def phrases_of(lists: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], list[tuple[str, ...]]]]:
    """((list, value), phrases): plain lists have the value "", closed slots one entry a value."""
    sources: Mapping[str, Sequence[str]] = lists.get("lists", {})
    expanded: dict[str, list[tuple[str, ...]]] = {}

    def listed(name: str) -> list[tuple[str, ...]]:
        if name not in sources:
            raise TemplateError(f"no such list: <{name}>")
        if name not in expanded:
            expanded[name] = []  # a list that holds itself ends here
            expanded[name] = [p for source in sources[name] for p in expand_phrases(str(source), listed)]
        return expanded[name]

    for name in sources:
        yield (name, ""), listed(name)
    for slot, values in lists.get("values", {}).items():
        for value, phrases in values.items():
            yield (slot, str(value)), [p for source in phrases for p in expand_phrases(str(source), listed)]


def tree_of(phrases: Mapping[tuple[str, str], Sequence[tuple[str, ...]]]) -> PhraseNode:
    """The phrases of each (list, value) as one tree."""
    root = PhraseNode()
    for meaning, group in phrases.items():
        for phrase in group:
            node = root
            for word in phrase:
                below = node.get(word)
                if below is None:
                    below = node[word] = PhraseNode()
                node = below
            if meaning not in node.ends:
                node.ends += (meaning,)
    return root


def _merge_trees(first: PhraseNode, second: PhraseNode) -> PhraseNode:
    node = PhraseNode()
    node.update(first)
    node.ends = tuple(dict.fromkeys(first.ends + second.ends))
    for word, below in second.items():
        own = node.get(word)
        node[word] = below if own is None else _merge_trees(own, below)
    return node


_Shape = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, int], ...]]


def _compact(root: PhraseNode) -> PhraseNode:
    """The tree with one node for all from which the same words lead to the same ends, as most phrases end alike."""
    nodes: dict[_Shape, PhraseNode] = {}

    def shared(node: PhraseNode) -> PhraseNode:
        for word, below in node.items():
            node[word] = shared(below)
        return nodes.setdefault((node.ends, tuple((word, id(below)) for word, below in node.items())), node)

    return shared(root)


def rules_of(intent: str, role: Role, rows: Iterable[Any], language: str) -> tuple[Rule, ...]:
    """The rules of the rows under `heads`, `more`, `clauses` or `inside`. Raises TemplateError."""
    rules: list[Rule] = []
    for row in rows:
        entry: Mapping[str, Any] = {"say": row} if isinstance(row, str) else row
        said = [entry["say"]] if isinstance(entry["say"], str) else entry["say"]
        rules.extend(
            Rule(
                intent=intent,
                role=role,
                template=compile_template(source),
                sets=entry.get("set", _NOTHING),
                where=entry.get("where", "near"),
                weak=entry.get("weak") == "true",
                needs=shared_set(entry.get("needs", ())),
                closed=entry.get("closed") == "true",
                language=language,
            )
            for source in said
        )
    return tuple(rules)


def _fitting(intent: str, rows: Iterable[Any], language: str) -> tuple[Rule, ...]:
    """The shared clauses whose slots this intent has."""
    allowed = contract().intents[intent].slots | {"who"}
    rules = rules_of(intent, "clause", rows, language)
    return tuple(rule for rule in rules if rule.template.slots | set(rule.sets) <= allowed)


def check_rule(rule: Rule, lists: set[str]) -> None:
    """Raises TemplateError for a slot that its intent has not, or a list that the pack has not."""
    allowed = contract().intents[rule.intent].slots | {"who"}
    wrong = (rule.template.slots | set(rule.sets)) - allowed
    if wrong:
        raise TemplateError(f"{rule.intent} has no slot {', '.join(sorted(wrong))}: {rule.template.source}")
    missing = rule.template.lists - lists
    if missing:
        raise TemplateError(f"no such list: <{'>, <'.join(sorted(missing))}> in {rule.template.source}")


def _all_rules(sentences: Iterable[Sentences]) -> Iterator[Rule]:
    for group in sentences:
        yield from group.heads
        yield from group.more
        yield from group.clauses
        yield from group.inside


def _nicknames(rows: Iterable[str]) -> dict[str, frozenset[str]]:
    """Each row is a family of first names that stand for each other: "bob robert rob bobby"."""
    index: dict[str, set[str]] = {}
    for row in rows:
        family = row.split()
        for name in family:
            index.setdefault(name, set()).update(other for other in family if other != name)
    return {name: frozenset(others) for name, others in index.items()}
