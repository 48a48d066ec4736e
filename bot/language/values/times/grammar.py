"""A small chart parser for named rules.

A rule is a pattern over tokens and what to build from what it captured. Patterns are read as follows:

    next|coming    one of these words; `_` joins the words of one alternative, `?` behind makes it optional
    {weekday}      something that the lexicon or another rule has found
    ~h             directly behind what comes before, without white space

The chart is filled from the last token to the first, so a rule may use whatever begins behind its
first element; at one place, what a rule builds may be the first element of others. An entry is kept
once a category and end, so the work at a token is bounded, and with it the work on any text is linear.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
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
    parts: tuple["Entry", ...] = ()

    def explained(self) -> str:
        """The rules that made it, the last one first: "two times in a row(weekday(monday), ...)"."""
        if not self.parts:
            return self.rule
        return f"{self.rule}({', '.join(part.explained() for part in self.parts)})"


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
Entries = dict[str, list[Entry]]
_order = attrgetter("order")


class _Compiled(NamedTuple):
    """One way to read a rule; `order` is the rule's place in its table."""

    order: int
    rule: Rule
    elements: tuple[_Element, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """The rules that begin with one word or category, by what must follow it."""

    alone: list[_Compiled] = field(default_factory=list)
    by_word: dict[str, list[_Compiled]] = field(default_factory=dict)
    by_category: dict[str, list[_Compiled]] = field(default_factory=dict)

    def add(self, compiled: _Compiled) -> None:
        if len(compiled.elements) == 1:
            self.alone.append(compiled)
            return
        following = compiled.elements[1]
        if isinstance(following, _Category):
            self.by_category.setdefault(following.name, []).append(compiled)
            return
        for word in following.by_first:
            self.by_word.setdefault(word, []).append(compiled)

    def fitting(self, chart: list[Entries], tokens: Sequence[Token], position: int) -> list[_Compiled]:
        """The rules that what stands at `position` may continue, in the order of their table."""
        if position >= len(tokens):
            return self.alone
        found = self.by_word.get(tokens[position].folded, ())
        fitting = [*self.alone, *found]
        if self.by_category:
            for category in chart[position]:
                fitting.extend(self.by_category.get(category, ()))
        fitting.sort(key=_order)
        return fitting


class Grammar:
    """Rules, indexed by the words and the categories that they can begin with."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_word: dict[str, _Head] = {}
        self._by_category: dict[str, _Head] = {}
        self.names: list[str] = []
        for order, rule in enumerate(rules):
            self.names.append(rule.name)
            for elements in _variants(_compile(rule.pattern)):
                compiled, head = _Compiled(order, rule, elements), elements[0]
                if isinstance(head, _Category):
                    self._by_category.setdefault(head.name, _Head()).add(compiled)
                else:
                    for word in head.by_first:
                        self._by_word.setdefault(word, _Head()).add(compiled)

    def fill(
        self, chart: list[Entries], tokens: Sequence[Token], start: int, found: Sequence[tuple[str, Entry]]
    ) -> None:
        """Fills chart[start], given what the lexicon has `found` there; all later places are filled already."""
        head = self._by_word.get(tokens[start].folded)
        if head is None and not found:
            return
        entries = chart[start]
        made: list[tuple[str, Entry]] = []
        if head is not None:
            for compiled in head.fitting(chart, tokens, start + 1):
                made.extend(_apply(compiled, chart, tokens, start, start + 1, ()))
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
            head = self._by_category.get(category)
            if head is not None:
                for compiled in reversed(head.fitting(chart, tokens, entry.end)):
                    agenda.extendleft(_apply(compiled, chart, tokens, start, entry.end, (entry,)))


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
    compiled: _Compiled,
    chart: list[Entries],
    tokens: Sequence[Token],
    start: int,
    position: int,
    captured: tuple[Entry, ...],
) -> list[tuple[str, Entry]]:
    """Everything that a rule makes at `start`; its first element ends before `position` and has `captured`."""
    rule, elements = compiled.rule, compiled.elements
    states = [(position, captured)]
    limit = start + _LONGEST
    for element in elements[1:]:
        states = [step for state in states for step in _steps(element, state, chart, tokens) if step[0] <= limit]
        if not states:
            return []
    made: list[tuple[str, Entry]] = []
    for end, taken in states:
        if rule.condition is not None and not rule.condition(Site(tokens, start, end)):
            continue
        value = rule.build(*[entry.value for entry in taken])
        if value is not None:
            weak = rule.weak or (rule.keeps_weakness and all(entry.weak for entry in taken))
            made.append((rule.category, Entry(value, end, rule.name, weak, taken)))
    return made


def _steps(
    element: _Element, state: tuple[int, tuple[Entry, ...]], chart: list[Entries], tokens: Sequence[Token]
) -> list[tuple[int, tuple[Entry, ...]]]:
    position, captured = state
    steps: list[tuple[int, tuple[Entry, ...]]] = []
    if position < len(tokens) and not (element.glued and tokens[position].spaced):
        if isinstance(element, _Category):
            steps = [(entry.end, (*captured, entry)) for entry in chart[position].get(element.name, ())]
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


def _variants(elements: tuple[_Element, ...]) -> Iterator[tuple[_Element, ...]]:
    """The ways to read a pattern, such that its first element is one word or category and its second not optional."""
    head, rest = elements[0], elements[1:]
    if head.optional:
        if rest:
            yield from _variants(rest)
        head = head._replace(optional=False)
    for first, more in _heads(head):
        while rest and not more and rest[0].optional:
            yield (first, rest[0]._replace(optional=False), *rest[1:])
            rest = rest[1:]
        yield (first, *more, *rest)
        rest = elements[1:]


def _heads(head: _Element) -> Iterator[tuple[_Element, tuple[_Element, ...]]]:
    """The single words of an element as one, and each longer alternative word by word."""
    if isinstance(head, _Category):
        yield head, ()
        return
    single = {word: ((word,),) for word, phrases in head.by_first.items() if (word,) in phrases}
    if single:
        yield _Words(single, optional=False, glued=head.glued), ()
    for phrases in head.by_first.values():
        for phrase in phrases:
            if len(phrase) > 1:
                words = [_Words({word: ((word,),)}, optional=False, glued=False) for word in phrase]
                yield words[0], tuple(words[1:])
