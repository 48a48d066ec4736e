"""Sentence templates, compiled: `called {contact} [back]` becomes a small automaton.

    word            that word            (a|b c)      one of these
    <list>          a phrase of a list   [a|b]        one of these, or nothing
    {slot}          a value of the slot  {slot!}      only a name that the CRM knows
    {slot...}       all the rest         {slot:kind}  a value of another kind than the slot's own; `pronoun`
                                                      and `possessive` are kinds too: "{who:pronoun} ai vu"
    &<list>         that list comes next, and stays unread
    \\(              a bracket of the message itself

No slot stands inside an optional: such a sentence would hide two meanings in one line.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from bot.language.words import template_words


class TemplateError(ValueError):
    """A sentence of a language pack does not follow the rules above. The message names the sentence."""


LeafKind = Literal["word", "list", "slot", "peek"]


@dataclass(frozen=True, slots=True)
class SlotRef:
    """A slot in a sentence: what fills it (`kind`) and how far it reaches."""

    name: str
    kind: str
    known_only: bool = False
    to_the_end: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A point in a sentence: where each word, phrase of a list or slot leads. Accepting: the sentence may end here."""

    accepting: bool
    words: Mapping[str, tuple["State", ...]] = field(default_factory=dict)
    lists: Mapping[str, tuple["State", ...]] = field(default_factory=dict)
    slots: tuple[tuple[SlotRef, "State"], ...] = ()
    peeks: tuple[tuple[str, "State"], ...] = ()

    @property
    def goes_on(self) -> bool:
        return bool(self.words or self.lists or self.slots or self.peeks)


@dataclass(frozen=True, kw_only=True, eq=False)
class Template:
    """A sentence, checked. What it takes to match it is worked out when that is first asked: most never are."""

    source: str
    lists: frozenset[str]
    slots: frozenset[str]
    words: frozenset[str]

    @property
    def body(self) -> "_Sequence":
        """Read anew each time: kept, those of all sentences would take more memory than everything else of them."""
        options = _read_options(_PIECE.findall(self.source))
        return options[0] if len(options) == 1 else (Choice(options, optional=False),)

    @property
    def keys(self) -> frozenset[str]:
        """A message that has none of these words and <lists> cannot match; no keys: always try."""
        return self._keys_and_opening[0]

    @property
    def opening(self) -> frozenset[str]:
        """The words and <lists> that a match may begin with; empty when it may begin with a slot."""
        return self._keys_and_opening[1]

    @cached_property
    def _keys_and_opening(self) -> tuple[frozenset[str], frozenset[str]]:
        body = self.body
        found, _, open_start = _opening(body)
        return shared_set(_keys(body)), shared_set(() if open_start else found)

    @cached_property
    def start(self) -> State:
        """The automaton."""
        return _automaton(self.body, _ACCEPT)

    @cached_property
    def peeks_first(self) -> bool:
        """Whether the sentence may begin with a look ahead."""
        return bool(self.start.peeks)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word, a <list>, a {slot} or a look ahead at a list; `word` is the word or the name of the list."""

    kind: LeafKind
    word: str = ""
    slot: SlotRef | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    options: tuple["_Sequence", ...]
    optional: bool


_Sequence = tuple["Leaf | Choice", ...]
_ACCEPT = State(accepting=True)
_SLOT = re.compile(r"\{([a-z_]+)(?::([a-z_]+))?(!|\.\.\.)?\}")
_CLOSED_BY = {"(": ")", "[": "]"}
_BRACKETS = frozenset("()[]")
_SETS: dict[frozenset[str], frozenset[str]] = {}
_PIECE = re.compile(r"\\.|[\[\]()|]|&?<[a-z_]+>|\{[^}]*\}|[^\[\]()|<>{}&\\]+|.", re.DOTALL)


def compile_template(source: str) -> Template:
    """Raises TemplateError for a sentence that breaks the rules."""
    leaves, sure = _leaves_of(source)
    template = Template(
        source=source,
        lists=shared_set(leaf.word for leaf in leaves if leaf.kind in ("list", "peek")),
        slots=shared_set(leaf.slot.name for leaf in leaves if leaf.slot is not None),
        words=shared_set(leaf.word for leaf in leaves if leaf.kind == "word"),
    )
    if not sure and _opening(template.body)[1]:
        raise TemplateError(f"this sentence matches nothing at all: {source}")
    return template


def shared_set(words: Iterable[str]) -> frozenset[str]:
    """One set for all that hold the same: thousands of sentences have the same few."""
    found = frozenset(words)
    return _SETS.setdefault(found, found)


def expand_phrases(source: str, phrases_of: Callable[[str], Iterable[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """Every word sequence that a slotless template stands for. Raises TemplateError."""
    _leaves_of(source)
    options = _read_options(_PIECE.findall(source))
    found = [phrase for option in options for phrase in _phrases(option, phrases_of, source)]
    if not all(found):
        raise TemplateError(f"this phrase may be empty: {source}")
    return found


def _leaves_of(source: str) -> tuple[list[Leaf], bool]:
    """All words, lists and slots of a template, in order; whether it is sure, at a glance, to hold one of them.

    Raises TemplateError where its brackets do not fit.
    """
    leaves: list[Leaf] = []
    unclosed: list[str] = []
    outside, barred = False, False
    for piece in _PIECE.findall(source):
        if piece in _CLOSED_BY:
            unclosed.append(piece)
        elif piece in _BRACKETS:
            if not unclosed or _CLOSED_BY[unclosed.pop()] != piece:
                raise TemplateError(f"unbalanced brackets: {source}")
        elif piece == "|":
            barred = barred or not unclosed
        else:
            try:
                found = _leaf(piece)
            except TemplateError as error:
                raise TemplateError(f"{error} in {source}") from None
            if "[" in unclosed and any(leaf.slot for leaf in found):
                raise TemplateError(f"a slot inside an optional: {source}")
            leaves.extend(found)
            outside = outside or (bool(found) and not unclosed)
    if unclosed:
        raise TemplateError(f"unbalanced brackets: {source}")
    return leaves, outside and not barred


def spell_out(template: Template, say: Callable[[Leaf], str], *, turn: int, whole: bool) -> str:
    """A text that the template stands for: of each choice the option number `turn`, optionals where it is `whole`.

    `say` gives the words of what is no plain word, "" for none.
    """
    return " ".join(_said(template.body, say, turn, whole=whole))


def _said(sequence: "_Sequence", say: Callable[[Leaf], str], turn: int, *, whole: bool) -> list[str]:
    words: list[str] = []
    for element in sequence:
        if isinstance(element, Leaf):
            words.append(element.word if element.kind == "word" else say(element))
        elif whole or not element.optional:
            words.extend(_said(element.options[turn % len(element.options)], say, turn, whole=whole))
    return [word for word in words if word]


def _phrases(
    sequence: _Sequence, phrases_of: Callable[[str], Iterable[tuple[str, ...]]], source: str
) -> list[tuple[str, ...]]:
    results: list[tuple[str, ...]] = [()]
    for element in sequence:
        tails: list[tuple[str, ...]]
        if isinstance(element, Choice):
            tails = [phrase for option in element.options for phrase in _phrases(option, phrases_of, source)]
            tails += [()] if element.optional else []
        elif element.kind == "word":
            tails = [(element.word,)]
        elif element.kind == "list":
            tails = list(phrases_of(element.word))
        else:
            raise TemplateError(f"a list holds words only: {source}")
        results = [head + tail for head in results for tail in tails]
    return results


def _read_options(pieces: Iterable[str]) -> tuple[_Sequence, ...]:
    """The sequences between the bars of a template, whose brackets fit."""
    options: list[list[_Sequence]] = [[]]
    current: list[Leaf | Choice] = []
    around: list[list[Leaf | Choice]] = []
    for piece in pieces:
        if piece == "|":
            options[-1].append(tuple(current))
            current = []
        elif piece in _CLOSED_BY:
            around.append(current)
            options.append([])
            current = []
        elif piece in _BRACKETS:
            choice = Choice((*options.pop(), tuple(current)), optional=piece == "]")
            current = around.pop()
            current.append(choice)
        else:
            current.extend(_leaf(piece))
    return (*options.pop(), tuple(current))


@lru_cache(maxsize=4096)
def _leaf(piece: str) -> tuple[Leaf, ...]:
    """A piece occurs in many sentences: `<at>`, `{contact}`. Raises TemplateError for what is neither slot nor word."""
    if piece.startswith("\\"):
        return (Leaf("word", piece[1:]),)
    if piece.startswith("&<"):
        return (Leaf("peek", piece[2:-1]),)
    if piece.startswith("<") and piece.endswith(">") and len(piece) > 2:
        return (Leaf("list", piece[1:-1]),)
    if piece.startswith("{"):
        found = _SLOT.fullmatch(piece)
        if not found:
            raise TemplateError(f"not a slot: {piece}")
        name, kind, mark = found.groups()
        return (Leaf("slot", slot=SlotRef(name, kind or name, mark == "!", mark == "...")),)
    if piece in ("<", ">", "{", "}"):
        raise TemplateError(f"stray {piece}")
    return tuple(Leaf("word", word) for word in template_words(piece))


def _automaton(sequence: _Sequence, after: State) -> State:
    state = after
    for element in reversed(sequence):
        if isinstance(element, Leaf):
            state = _step(element, state)
            continue
        branches = [_automaton(option, state) for option in element.options]
        state = _union([*branches, state] if element.optional else branches)
    return state


def _step(leaf: Leaf, target: State) -> State:
    if leaf.kind == "word":
        return State(accepting=False, words={leaf.word: (target,)})
    if leaf.kind == "list":
        return State(accepting=False, lists={leaf.word: (target,)})
    if leaf.slot is not None:
        return State(accepting=False, slots=((leaf.slot, target),))
    return State(accepting=False, peeks=((leaf.word, target),))


def _union(states: Sequence[State]) -> State:
    words: dict[str, tuple[State, ...]] = {}
    lists: dict[str, tuple[State, ...]] = {}
    for state in states:
        for mine, theirs in ((words, state.words), (lists, state.lists)):
            for key, targets in theirs.items():
                mine[key] = tuple(dict.fromkeys(mine.get(key, ()) + targets))
    return State(
        accepting=any(state.accepting for state in states),
        words=words,
        lists=lists,
        slots=tuple(dict.fromkeys(slot for state in states for slot in state.slots)),
        peeks=tuple(dict.fromkeys(peek for state in states for peek in state.peeks)),
    )


def _keys(sequence: _Sequence) -> frozenset[str]:
    """The smallest set of words and lists of which every match holds at least one; empty when there is none."""
    best: frozenset[str] = frozenset()
    for element in sequence:
        keys: frozenset[str] = frozenset()
        if isinstance(element, Leaf):
            if element.kind in ("word", "list"):
                keys = frozenset({element.word if element.kind == "word" else f"<{element.word}>"})
        elif not element.optional:
            parts = [_keys(option) for option in element.options]
            keys = frozenset().union(*parts) if all(parts) else frozenset()
        if keys and (not best or len(keys) < len(best)):
            best = keys
    return best


def _opening(sequence: _Sequence) -> tuple[set[str], bool, bool]:
    """What a match may begin with; whether it may be empty; whether it may begin with a slot or a look ahead."""
    found: set[str] = set()
    open_start = False
    for element in sequence:
        if isinstance(element, Leaf):
            if element.kind in ("word", "list"):
                found.add(element.word if element.kind == "word" else f"<{element.word}>")
            return found, False, open_start or element.kind in ("slot", "peek")
        passable = element.optional
        for option in element.options:
            words, empty, opens = _opening(option)
            found |= words
            open_start = open_start or opens
            passable = passable or empty
        if not passable:
            return found, False, open_start
    return found, True, open_start
