"""A small chart parser for named rules.

A rule is a pattern over tokens and what to build from what it captured. Patterns are read as follows:

    next|coming         one of these words; `_` joins words of one alternative ("as_soon_as"), `?` behind makes it optional
    {weekday}           something that the lexicon or another rule has found
    ~h                  directly behind what comes before, without white space

The chart is filled from the last token to the first, so a rule may use whatever begins behind its
first element; at one place, what a rule builds may be the first element of others. An entry is kept
once a category and end, so the work at a token is bounded, and with it the work on any text is linear.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.language.text import Token, tokenize

_LONGEST = 24  # tokens in one expression
_MOST_ENTRIES = 96  # entries of the chart at one token


class Entry(NamedTuple):
    """Something found in the chart. A `weak` one ("may", "sat") is a time only with evidence around it."""

    value: Any
    end: int
    rule: str
    weak: bool = False


class Site(NamedTuple):
    """Where a rule has matched, for conditions that look at the neighbourhood."""

    tokens: Sequence[Token]
    start: int
    end: int

    @property
    def before(self) -> Token | None:
        return self.tokens[self.start - 1] if self.start > 0 else None

    @property
    def after(self) -> Token | None:
        return self.tokens[self.end] if self.end < len(self.tokens) else None


Build = Callable[..., Any]
Condition = Callable[[Site], bool]


class Rule(NamedTuple):
    """`build` gets the captured values in order and returns None where they make no sense together.

    `weak` makes a weak entry; `keeps_weakness` passes on that of the only capture.
    """

    name: str
    category: str
    pattern: str
    build: Build
    condition: Condition | None = None
    weak: bool = False
    keeps_weakness: bool = False


class _Words(NamedTuple):
    """Alternatives by their first word, the longest first."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]
    optional: bool
    glued: bool


class _Category(NamedTuple):
    name: str
    optional: bool
    glued: bool


_Element = _Words | _Category


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    elements: tuple[_Element, ...]


Entries = dict[str, list[Entry]]


class Grammar:
    """Rules, indexed by the words and the categories that they can begin with."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_word: dict[str, list[_Compiled]] = {}
        self._by_category: dict[str, list[_Compiled]] = {}
        self.names: list[str] = []
        for rule in rules:
            self.names.append(rule.name)
            for elements in _without_optional_head(_compile(rule.pattern)):
                compiled, head = _Compiled(rule, elements), elements[0]
                if isinstance(head, _Category):
                    self._by_category.setdefault(head.name, []).append(compiled)
                else:
                    for word in head.by_first:
                        self._by_word.setdefault(word, []).append(compiled)

    def fill(
        self, chart: list[Entries], tokens: Sequence[Token], start: int, found: Sequence[tuple[str, Entry]]
    ) -> None:
        """Fills chart[start], given what the lexicon has `found` there; all later places are filled already."""
        starting = self._by_word.get(tokens[start].folded, ())
        if not starting and not found:
            return
        entries = chart[start]
        made = [entry for compiled in starting for entry in _apply(compiled, chart, tokens, start, None)]
        # What words begin comes before what the lexicon gives, and what is said of a part of a time ("after lunch")
        # before what is said of a whole one, so that the more telling rule is kept.
        agenda = deque(sorted(made, key=_is_time))
        agenda.extend(found)
        count = 0
        while agenda and count < _MOST_ENTRIES:
            category, entry = agenda.popleft()
            if not _added(entries, category, entry):
                continue
            count += 1
            for compiled in reversed(self._by_category.get(category, ())):
                agenda.extendleft(_apply(compiled, chart, tokens, start, entry))


def _is_time(made: tuple[str, Entry]) -> bool:
    return made[0] == "time"


def _added(entries: Entries, category: str, entry: Entry) -> bool:
    """Keeps one entry a category and end: the first, unless it is weak and this one is not."""
    kept = entries.setdefault(category, [])
    for index, other in enumerate(kept):
        if other.end == entry.end:
            if other.weak and not entry.weak:
                kept[index] = entry
                return True
            return False
    kept.append(entry)
    return True


def _apply(
    compiled: _Compiled, chart: list[Entries], tokens: Sequence[Token], start: int, first: Entry | None
) -> list[tuple[str, Entry]]:
    """Everything that a rule makes at `start`; `first` is the entry that its first category takes."""
    rule, elements = compiled.rule, compiled.elements
    if first is not None:
        states: list[tuple[int, tuple[Entry, ...]]] = [(first.end, (first,))]
    else:
        states = [(end, ()) for end in _word_ends(elements[0], tokens, start)]
    limit = start + _LONGEST
    for element in elements[1:]:
        states = [step for state in states for step in _steps(element, state, chart, tokens) if step[0] <= limit]
        if not states:
            return []
    made: list[tuple[str, Entry]] = []
    for end, captured in states:
        if rule.condition is not None and not rule.condition(Site(tokens, start, end)):
            continue
        value = rule.build(*[entry.value for entry in captured])
        if value is not None:
            weak = rule.weak or (rule.keeps_weakness and all(entry.weak for entry in captured))
            made.append((rule.category, Entry(value, end, rule.name, weak)))
    return made


def _steps(
    element: _Element, state: tuple[int, tuple[Entry, ...]], chart: list[Entries], tokens: Sequence[Token]
) -> list[tuple[int, tuple[Entry, ...]]]:
    position, captured = state
    steps: list[tuple[int, tuple[Entry, ...]]] = []
    if position < len(tokens) and not (element.glued and tokens[position].spaced):
        if isinstance(element, _Category):
            for entry in chart[position].get(element.name, ()):
                steps.append((entry.end, (*captured, entry)))
        else:
            steps = [(end, captured) for end in _word_ends(element, tokens, position)]
    if element.optional:
        steps.append(state)
    return steps


def _word_ends(element: _Element, tokens: Sequence[Token], position: int) -> list[int]:
    if isinstance(element, _Category):
        return []
    ends = []
    for words in element.by_first.get(tokens[position].folded, ()):
        end = position + len(words)
        if len(words) == 1 or tuple(token.folded for token in tokens[position:end]) == words:
            ends.append(end)
    return ends


def _compile(pattern: str) -> tuple[_Element, ...]:
    return tuple(_element(part) for part in pattern.split())


def _element(part: str) -> _Element:
    glued, optional = part.startswith("~"), len(part) > 1 and part.endswith("?")
    part = part.removeprefix("~")
    part = part[:-1] if optional else part
    if part.startswith("{"):
        return _Category(part.strip("{}"), optional, glued)
    by_first: dict[str, tuple[tuple[str, ...], ...]] = {}
    for alternative in part.split("|"):
        words = tuple(token.folded for token in tokenize(alternative.replace("_", " ")))
        by_first[words[0]] = tuple(sorted((*by_first.get(words[0], ()), words), key=len, reverse=True))
    return _Words(by_first, optional, glued)


def _without_optional_head(elements: tuple[_Element, ...]) -> list[tuple[_Element, ...]]:
    """The pattern with and without its first element while that is optional."""
    variants = [elements]
    while elements[0].optional and len(elements) > 1:
        elements = elements[1:]
        variants.append(elements)
    return variants
