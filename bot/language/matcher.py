"""Matching a compiled sentence at a place of a message: which words it explains, and what fills its slots."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.language.frames import Span
from bot.language.intents import VALUE_KINDS, contract
from bot.language.naming import Capture, Naming
from bot.language.reading import Reading
from bot.language.templates import SlotRef, State
from bot.language.values import Number, TimeExpression

_MOST_STEPS = 4000
_LONGEST_TEXT = 80
_SURE_NAME = 0.7
_TEXT_AS_NAME = 0.6
_SMALL_CHANGE, _BARE_NUMBER = 100, 0.4
_POSSESSIVE = "s"
_SIGNS_WITHIN = frozenset(",!…")
_NAMED = frozenset({"contact", "account", "deal", "owner", "into", "who", "others"})
_PEOPLE = frozenset({"contact", "who"})
_TIMED = frozenset({"moment", "day", "any", "past", "delay", "period", "recurrence"})
_BEHIND = frozenset({"held_at"})
_AHEAD = frozenset({"start_at", "due_at", "remind_at", "follow_up_at", "close_date"})

_Way = tuple[int, tuple[Capture, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence explains words `start` to `end` (exclusive)."""

    start: int
    end: int
    captures: tuple[Capture, ...]

    @property
    def quality(self) -> float:
        return min((capture.quality for capture in self.captures), default=1.0)


class Matcher:
    """Matches sentences over one reading. `limit` is where the current command ends: nothing reaches beyond it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._limit = len(reading.words)
        self._first = 0
        self._steps = 0
        self._naming = Naming(reading)

    def matches(self, state: State, start: int, limit: int) -> list[Match]:
        """Every way in which the sentence matches from word `start`, within words before `limit`."""
        self._limit, self._first = limit, start
        self._naming.within(limit)
        self._steps = 0
        if not self._may_begin(state, start):
            return []
        found: list[_Way] = []
        self._walk(state, start, (), found)
        return [Match(start, end, captures) for end, captures in found]

    def _may_begin(self, state: State, start: int) -> bool:
        """A quick look whether it is worth the walk: most sentences begin with a name where none stands."""
        reading = self._reading
        if state.peeks or state.accepting or start >= self._limit or reading.solid[start] != start:
            return True
        if reading.forms[start] in state.words or not state.lists.keys().isdisjoint(reading.lists[start]):
            return True
        if "possessive" in reading.lists[start]:
            return True
        return any(slot.kind not in _NAMED or self._naming.at(slot, start) for slot, _ in state.slots)

    def known_name(self, index: int, limit: int) -> Capture | None:
        """The longest known name that begins at a word."""
        self._naming.within(limit)
        found = [
            capture
            for capture in self._naming.at(SlotRef("who", "who", known_only=True), index)
            if capture.records and capture.start == index and capture.quality >= _SURE_NAME
        ]
        return max(found, key=lambda capture: capture.end, default=None)

    def _walk(self, state: State, index: int, captures: tuple[Capture, ...], found: list[_Way]) -> None:
        """Add every way from this state on to `found`."""
        self._steps += 1
        if state.accepting:
            found.append((index, captures))
        reading, limit = self._reading, self._limit
        if index >= limit or self._steps > _MOST_STEPS:
            return
        if reading.solid[index] != index and not self._reads(state, index):
            index = reading.solid[index]
            if index >= limit:
                return
        if index not in reading.named:
            for target in state.words.get(reading.forms[index], ()):
                self._walk(target, index + 1, captures, found)
            if state.lists:
                self._walk_lists(state, index, captures, found)
        for name, target in state.peeks:
            if name in reading.lists[index]:
                self._walk(target, index, captures, found)
        for slot, target in state.slots:
            self._walk_slot(slot, target, index, captures, found)
        if index > self._first and not state.accepting:
            self._walk_past_small_words(state, index, captures, found)

    def _walk_past_small_words(
        self, state: State, index: int, captures: tuple[Capture, ...], found: list[_Way]
    ) -> None:
        """ "is now really in negotiation": adverbs, and signs, anywhere within a sentence, articles before
        its words.
        """
        reading = self._reading
        ends = reading.list_ends("aside", index)
        if reading.forms[index] in _SIGNS_WITHIN:
            ends = [index + 1]
        for end in ends:
            if end < self._limit:
                self._walk(state, end, captures, found)
        for end in reading.list_ends("unstressed", index):
            if end < self._limit and (
                reading.forms[end] in state.words or not state.lists.keys().isdisjoint(reading.lists[end])
            ):
                self._walk(state, end, captures, found)

    def _walk_lists(self, state: State, index: int, captures: tuple[Capture, ...], found: list[_Way]) -> None:
        for name, phrases in self._reading.lists[index].items():
            for target in state.lists.get(name, ()):
                for end, _ in phrases:
                    if end <= self._limit:
                        self._walk(target, end, captures, found)

    def _walk_slot(
        self, slot: SlotRef, target: State, index: int, captures: tuple[Capture, ...], found: list[_Way]
    ) -> None:
        for capture in self._captures(slot, index, target):
            self._walk(target, capture.end, (*captures, capture), found)
            if target.goes_on and slot.kind in _PEOPLE and capture.slot == "contact":
                for account in self._employer(capture.end):
                    self._walk(target, account.end, (*captures, capture, account), found)
        if slot.kind in _NAMED and _POSSESSIVE in target.words:
            for capture in self._naming.pronouns(slot.name, "possessive", index):  # "her phone", as "Jane's phone"
                for beyond in target.words[_POSSESSIVE]:
                    self._walk(beyond, capture.end, (*captures, capture), found)

    def _employer(self, index: int) -> list[Capture]:
        """The account of "Jane from Acme", "Jane (Acme)" or "Jane Acme", for sentences that go on after the name."""
        if index >= self._limit:
            return []
        places = self._reading.list_ends("at", index)
        if self._reading.forms[index] == "(":
            places = [index + 1]
        account = SlotRef("account", "account")
        found = [capture for place in places if place < self._limit for capture in self._naming.at(account, place)]
        return found or self._naming.at(replace(account, known_only=True), index)

    def _reads(self, state: State, index: int) -> bool:
        """Whether the sentence itself has this loose sign or filler here."""
        reading = self._reading
        return reading.forms[index] in state.words or any(name in state.lists for name in reading.lists[index])

    def _captures(self, slot: SlotRef, index: int, target: State) -> list[Capture]:
        kind = contract().slots[slot.kind].kind if slot.kind in contract().slots else slot.kind
        if kind == "name":
            return self._naming.at(slot, index)
        if kind == "pronoun" and target.accepting and not self._naming.stands_alone(index):
            return []
        if kind in ("pronoun", "possessive"):
            return self._naming.pronouns(slot.name, kind, index)
        if kind == "closed":
            found = self._reading.lists[index].get(slot.kind, ())
            # A list of the same name has phrases that stand for no value.
            return [Capture(slot.name, index, end, value) for end, value in found if value and end <= self._limit]
        if kind == "text":
            return self._texts(slot, index, target)
        return self._values(slot.name, kind, index)

    def _values(self, slot: str, kind: str, index: int) -> list[Capture]:
        starts = [index]
        if kind in _TIMED:
            starts += self._reading.list_ends("before_time", index)
        found: list[Capture] = []
        for start in starts:
            for end, span in self._reading.spans.get(start, ()):
                if end > self._limit or span.kind not in VALUE_KINDS[kind]:
                    continue
                if kind == "money" and span.kind == "number" and self._goes_on_as_name(end):
                    continue  # "5 Quai Voltaire"
                if isinstance(span.value, TimeExpression) and not self._points(span, span.value, slot, kind):
                    continue
                found.append(Capture(slot, start, end, span, quality=_worth(span) if kind == "money" else 1.0))
        if kind == "number":
            found += [
                Capture(slot, index, end, value)
                for end, value in self._reading.lists[index].get("number", ())
                if end <= self._limit
            ]
            if not found and self._reading.words.kind[index] == "number" and len(self._reading.forms[index]) < 3:
                found.append(Capture(slot, index, index + 1, self._reading.forms[index]))
        return found

    def _goes_on_as_name(self, index: int) -> bool:
        words = self._reading.words
        return index < self._limit and words.kind[index] == "word" and words.is_capital(index)

    def _points(self, span: Span, time: TimeExpression, slot: str, kind: str) -> bool:
        """Whether a time may fill the slot: nobody was called tomorrow, nobody is to be called yesterday."""
        past = span.start in self._reading.past
        if kind == "past":
            return past
        if kind == "any":
            return True
        if slot in _BEHIND:
            return not time.explicit_future
        return not (slot in _AHEAD and past)

    def _texts(self, slot: SlotRef, index: int, target: State) -> list[Capture]:
        """Free words: all the rest; or up to where the sentence goes on; or up to a pause, a value or a stop word."""
        reading, limit = self._reading, self._limit
        quality = 1.0 if contract().slots[slot.name].kind == "text" else _TEXT_AS_NAME
        numbered = slot.name == "title" and reading.words.kind[index] == "number"
        topic = slot.name == "location" and index and any(e > index for e in reading.list_ends("rest_intro", index - 1))
        if numbered or topic or any(end >= limit for end in reading.list_ends("polite", index)):
            return []
        if not slot.to_the_end and (
            index in reading.taken
            or self._reading.begins_time(index)
            or "connective" in reading.lists[index]
            or not reading.words.folded[index].isalnum()
        ):
            return []
        stop = "location_stop" if slot.name == "location" else "text_stop"
        if slot.to_the_end:
            if all(reading.words.kind[at] in ("soft", "hard") for at in range(index, limit)):
                return []
            return [Capture(slot.name, index, limit, None, (), quality)]
        if target.goes_on and not target.accepting:
            return list(self._texts_before(slot.name, index, target))
        end = index + 1
        while end < limit and not (
            reading.words.kind[end] == "hard"
            or reading.forms[end] in (",", "(", ")", ":")
            or (stop in reading.lists[end] and reading.words.spaced(end))
            or "noise" in reading.lists[end]
            or (end in reading.spans and end in reading.taken)
            or (slot.name == "location" and self._reading.begins_time(end))
            or (slot.name == "title" and self._naming.leads_to_company(end))
        ):
            end += 1
        return [Capture(slot.name, index, end, None, (), quality)]

    def _texts_before(self, slot: str, index: int, target: State) -> Iterator[Capture]:
        quality = 1.0 if contract().slots[slot].kind == "text" else _TEXT_AS_NAME
        for end in range(index + 1, min(self._limit, index + _LONGEST_TEXT)):
            found: list[_Way] = []
            self._walk(target, end, (), found)
            if found:
                yield Capture(slot, index, end, None, (), quality)
                return
            if self._reading.words.kind[end] == "hard" or self._reading.forms[end] == ",":
                return


def _worth(span: Span) -> float:
    """How surely a number is an amount of money: "move it to 4" rather tells the hour."""
    bare = isinstance(span.value, Number) and span.value.amount < _SMALL_CHANGE
    return _BARE_NUMBER if bare else 1.0
