"""Matching a compiled sentence at a place of a message: which words it explains, and what fills its slots."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.domain.names import KnownName, NameKind, name_words
from bot.language.frames import Span
from bot.language.intents import VALUE_KINDS, contract
from bot.language.names import NameSpan, given_names, unknown_name
from bot.language.reading import Reading
from bot.language.templates import SlotRef, State
from bot.language.values import Number, TimeExpression

_MOST_STEPS = 4000
_LONGEST_TEXT = 80
_SURE_NAME = 0.7
_TEXT_AS_NAME = 0.6
_DATE = 0.4  # "december" is hardly anybody's name either
_PART = 0.005  # of two names that may end here the whole one
_STRANGER = 0.65  # a single word that may be a company or a person
_TITLE = 0.6  # nor are "CFO" and "cafe" companies
_LEAST = 0.05
_SMALL_CHANGE, _BARE_NUMBER = 100, 0.4
_PRONOUN, _VAGUE_PRONOUN, _DOUBTFUL_PRONOUN = 0.8, 0.7, 0.6  # "it" is rather what is spoken of than a deal
_POSSESSIVE = "s"
# What a pronoun of a kind may stand for: slot of the sentence -> slot that it refers to.
_REFERENTS: dict[str, dict[str, str]] = {
    "person": {"contact": "contact", "owner": "owner", "who": "contact"},
    "company": {"account": "account", "who": "account"},
    "deal": {"deal": "deal", "who": "deal"},
    "thing": {"account": "account", "deal": "deal", "who": "who"},
    "any": {"contact": "contact", "account": "account", "deal": "deal", "who": "who"},
}
_OTHER_KIND = 0.2  # a person's name is rather no company's
_NO_DEAL = 0.6  # what nobody calls a deal, and the CRM does not know, is hardly one
_COMMON_NOUN = 0.45  # "the printer" is hardly anybody's name
# What may follow the name of somebody who was there too.
_AFTER_OTHERS = frozenset({"at", "connective", "noise", "polite", "before_time", "rest_intro", "text_stop"})
_SURE_OTHER = 0.7
_NAMED = frozenset({"contact", "account", "deal", "owner", "into", "who", "others"})
_PEOPLE = frozenset({"contact", "who"})
_TIMED = frozenset({"moment", "day", "any", "past", "delay", "period", "recurrence"})
_BEHIND = frozenset({"held_at"})
_AHEAD = frozenset({"start_at", "due_at", "remind_at", "follow_up_at", "close_date"})


@dataclass(frozen=True, slots=True)
class Capture:
    """Words `start` to `end` (exclusive) fill `slot`. `value` is a Span, the value of a closed slot, or None for
    plain text; `records` are the known names that fit; `quality` 0..1 says how sure that is; `pronoun`: the words
    only refer to what fills the slot."""

    slot: str
    start: int
    end: int
    value: Span | str | None = None
    records: tuple[KnownName, ...] = ()
    quality: float = 1.0
    pronoun: bool = False


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
        self._name_options: dict[tuple[int, int, SlotRef], list[Capture]] = {}
        self._is_meal = "<meal>" in reading.present  # where people eat is no customer

    def matches(self, state: State, start: int, limit: int) -> list[Match]:
        """Every way in which the sentence matches from word `start`, within words before `limit`."""
        self._limit, self._first = limit, start
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
        return any(slot.kind not in _NAMED or self._names(slot, start) for slot, _ in state.slots)

    def known_name(self, index: int, limit: int) -> Capture | None:
        """The longest known name that begins at a word."""
        self._limit = limit
        found = [capture for capture in self._names(SlotRef("who", "who", known_only=True), index) if capture.records]
        found = [capture for capture in found if capture.start == index and capture.quality >= _SURE_NAME]
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
        """ "is now really in negotiation": adverbs anywhere within a sentence, articles before its words."""
        reading = self._reading
        for end in reading.list_ends("aside", index):
            if end < self._limit:
                self._walk(state, end, captures, found)
        for end in reading.list_ends("unstressed", index):
            if end < self._limit and (reading.forms[end] in state.words or not state.lists.keys().isdisjoint(reading.lists[end])):
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
            for capture in self._pronouns(slot.name, "possessive", index):  # "her phone", as "Jane's phone"
                for beyond in target.words[_POSSESSIVE]:
                    self._walk(beyond, capture.end, (*captures, capture), found)

    def _employer(self, index: int) -> list[Capture]:
        """The account of "Jane from Acme" or "Jane (Acme)", for sentences that go on after the name."""
        if index >= self._limit:
            return []
        places = self._reading.list_ends("at", index)
        if self._reading.forms[index] == "(":
            places = [index + 1]
        account = SlotRef("account", "account")
        return [capture for place in places if place < self._limit for capture in self._names(account, place)]

    def _reads(self, state: State, index: int) -> bool:
        """Whether the sentence itself has this loose sign or filler here."""
        reading = self._reading
        return reading.forms[index] in state.words or any(name in state.lists for name in reading.lists[index])

    def _captures(self, slot: SlotRef, index: int, target: State) -> list[Capture]:
        kind = contract().slots[slot.kind].kind if slot.kind in contract().slots else slot.kind
        if kind == "name":
            return self._names(slot, index)
        if kind in ("pronoun", "possessive"):
            return self._pronouns(slot.name, kind, index)
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
            or self._begins_time(index)
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
            or (slot.name == "location" and self._begins_time(end))
            or (slot.name == "title" and self._begins_company(end))
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

    def _names(self, slot: SlotRef, index: int) -> list[Capture]:
        key = (index, self._limit, slot)
        options = self._name_options.get(key)
        if options is not None:
            return options
        options = []
        reading = self._reading
        for start in dict.fromkeys([index, *reading.list_ends("before_name", index)]):
            if start < self._limit:
                options += self._names_at(slot, start)
            if options and start == index and index in reading.names:
                break
        if slot.name == "others":
            options = [option for option in options if self._stands_beside(option)]
        if slot.name == "who":
            options = [self._as_kind(option) for option in options]
        if not slot.known_only and self._stands_alone(index):
            options += self._pronouns(slot.name, "pronoun", index)
        self._name_options[key] = options
        return options

    def _stands_beside(self, other: Capture) -> bool:
        """Whether somebody was there too: "and Bob at Acme", but "and Bob is away", "and Bob (CTO)" tell of Bob alone.

        A name that nobody knows has to look like one.
        """
        reading, after = self._reading, other.end
        if not other.records and (other.quality < _SURE_OTHER or not reading.words.is_capital(other.start)):
            return False
        if after >= self._limit or after in reading.spans:
            return True
        if reading.words.kind[after] in ("soft", "hard"):
            return reading.forms[after] != "("
        return not _AFTER_OTHERS.isdisjoint(reading.lists[after])

    def _pronouns(self, slot: str, kind: str, index: int) -> list[Capture]:
        """What a pronoun here may stand for. `kind`: "pronoun", or "possessive"."""
        if index >= self._limit:
            return []
        return [
            Capture(_REFERENTS[meant][slot], index, end, quality=_certainty(meant, slot), pronoun=True)
            for end, meant in self._reading.lists[index].get(kind, ())
            if end <= self._limit and slot in _REFERENTS[meant]
        ]

    def _stands_alone(self, index: int) -> bool:
        """Whether a pronoun here belongs to no noun: "call her", but "call her mother"."""
        reading = self._reading
        ends = [end for end, _ in reading.lists[index].get("pronoun", ())]
        if not ends or "determiner" not in reading.lists[index]:
            return bool(ends)
        after = max(ends)
        return not self._begins_time(index) and (
            after >= self._limit
            or reading.words.kind[after] in ("soft", "hard")
            or self._begins_time(after)
            or "after_pronoun" in reading.lists[after]
        )

    def _names_at(self, slot: SlotRef, index: int) -> list[Capture]:
        reading, limit = self._reading, self._limit
        wanted = contract().slots[slot.kind].records
        spans = [span for span in reading.names.get(index, ()) if span.end <= limit]
        options: list[Capture] = []
        foreign, doubtful = False, False
        for span in spans:
            records = _records(span, wanted, slot.kind)
            if not records and slot.kind == "deal" and not slot.known_only:
                # "the Acme deal": a deal by the name of its company
                records = tuple(record for record in span.records if record.kind == "account")
            if not records:
                foreign = foreign or span.full or span.end - span.start > 1
                doubtful = True
                continue
            options += self._known(slot, span, records)
            if span.full and span.end > index + 1:
                break  # "Will Call" is not Will
        if slot.known_only or (foreign and slot.kind not in ("deal", "into")):
            return options
        longest = max((option.end for option in options), default=index)
        known_whole = any(span.full and span.quality == 1.0 for span in spans)
        for end, quality in unknown_name(
            reading.words,
            index,
            limit,
            reading.pack,
            capitals_tell=reading.capitals_tell,
            taken=reading.taken,
            kind=slot.kind,
        ):
            if end > longest and (not known_whole or reading.words.is_capital(end - 1)):
                doubt = self._unlikely(slot.kind, index, end)
                if slot.kind == "deal" and not doubtful and not self._is_beside_deal(index, end):
                    doubt += _NO_DEAL
                if doubtful and slot.kind in ("account", "contact"):
                    doubt += _OTHER_KIND
                if self._follows_article(index) and not reading.words.is_capital(index):
                    doubt += _COMMON_NOUN
                options.append(Capture(slot.name, index, end, None, (), max(_LEAST, quality - doubt)))
        return options

    def _is_beside_deal(self, start: int, end: int) -> bool:
        """Whether the words speak of a deal: "the Acme deal"."""
        lists = self._reading.lists
        return any("deal_word" in lists[index] for index in (start - 2, start - 1, end) if 0 <= index < len(lists))

    def _follows_article(self, index: int) -> bool:
        before = self._reading.lists[index - 1] if index else {}
        return "article" in before or "of" in before

    def _begins_company(self, index: int) -> bool:
        return any(span.full and "account" in span.kinds for span in self._reading.names.get(index, ()))

    def _begins_time(self, index: int) -> bool:
        return any(span.kind in ("time", "period") for _, span in self._reading.spans.get(index, ()))

    def _as_kind(self, capture: Capture) -> Capture:
        if not capture.records and not capture.pronoun and self._is_one_stranger(capture):
            return replace(capture, slot="account", quality=min(capture.quality, _STRANGER))
        return replace(capture, slot=self._slot_of(capture))

    def _slot_of(self, capture: Capture) -> str:
        """`who` is a contact, an account or a deal, by what the name is known as, else by its look."""
        said = self._reading.words.folded[capture.start]
        persons = [record for record in capture.records if record.kind in ("contact", "lead")]
        accounts = [record for record in capture.records if record.kind == "account"]
        if not capture.records:
            company = any("company" in self._reading.lists[index] for index in range(capture.start, capture.end))
            return "account" if company else "contact"
        if accounts and capture.end == capture.start + 1 and not self._reading.follows_title(capture.start):
            opens_account = any(self._begins(record.name) == said for record in accounts)
            opens_person = any(name_words(record.name)[0] == said for record in persons)
            if not persons or (opens_account and not opens_person):
                return "account"
        if persons:
            return "contact"
        return "account" if accounts else "deal"

    def _begins(self, company: str) -> str:
        """The first word of its name that tells it from others: "Mercier" for Groupe Mercier."""
        words = name_words(company)
        return next((word for word in words if word not in self._reading.pack.company), words[0])

    def _is_one_stranger(self, capture: Capture) -> bool:
        """A single capital word, no first name, without title or employer: "Orbital" is rather a company."""
        index = capture.start
        return (
            capture.end == index + 1
            and self._reading.words.is_capital(index)
            and self._reading.capitals_matter
            and self._reading.words.folded[index] not in given_names()
            and "company" not in self._reading.lists[index]
            and not self._reading.follows_title(index)
            and not self._reading.list_ends("at", capture.end)
        )

    def _unlikely(self, kind: str, start: int, end: int) -> float:
        """An unknown name is rather a person, unless a word of it is one that companies have."""
        if self._begins_time(start):
            return _DATE
        if kind != "deal" and any("job" in self._reading.lists[index] for index in (start, end - 1)):
            return _TITLE
        if kind in _PEOPLE and end == start + 1 and self._reading.is_acronym(start):
            return _TITLE
        company = any("company" in self._reading.lists[index] for index in range(start, end))
        if kind == "account" and not company and ("place" in self._reading.lists[start] or self._is_meal):
            return _TITLE
        return 0.05 if company == (kind in ("contact", "owner")) or (kind == "account" and not company) else 0.0

    def _known(self, slot: SlotRef, span: NameSpan, records: tuple[KnownName, ...]) -> list[Capture]:
        reading = self._reading
        quality = 0.75 + 0.25 * span.quality - (0.0 if span.full else _PART)
        if span.end - span.start == 1:
            word = reading.words.folded[span.start]
            capital = reading.words.is_capital(span.start) and not reading.words.opens_sentence(span.start)
            if not capital and not span.full and (word in reading.pack.common or word in reading.pack.vocabulary):
                quality = 0.4
            if not capital and word in reading.pack.common:
                return []
        known = Capture(slot.name, span.start, span.end, None, records, quality)
        longer = self._longer(span)
        if longer > span.end:
            return [Capture(slot.name, span.start, longer, None, (), 0.8), known]
        return [known]

    def _longer(self, span: NameSpan) -> int:
        """Where the name ends if unknown capitals follow: "Jane Miller" is not Jane Smith."""
        reading = self._reading
        end, first = span.end, span.start
        verb = reading.words.folded[first] in reading.pack.vocabulary and not reading.words.is_capital(first)
        while (
            not verb
            and end < self._limit
            and reading.words.kind[end] == "word"
            and reading.words.is_capital(end)
            and (not reading.pack.says(reading.words.folded[end]) or len(reading.words.folded[end]) == 1)
            and end not in reading.names
            and end not in reading.taken
            and not span.full
        ):
            end += 1
        return end


def _worth(span: Span) -> float:
    """How surely a number is an amount of money: "move it to 4" rather tells the hour."""
    bare = isinstance(span.value, Number) and span.value.amount < _SMALL_CHANGE
    return _BARE_NUMBER if bare else 1.0


def _records(span: NameSpan, wanted: frozenset[NameKind], slot: str) -> tuple[KnownName, ...]:
    fitting = tuple(record for record in span.records if record.kind in wanted)
    if not fitting and slot == "owner":  # colleagues may be known as contacts only
        return tuple(record for record in span.records if record.kind in ("contact", "lead"))
    return fitting or (span.records if slot == "into" else ())


def _certainty(meant: str, slot: str) -> float:
    """How surely a pronoun of this kind fills the slot."""
    if meant not in ("thing", "any"):
        return _PRONOUN
    return _VAGUE_PRONOUN if slot == "who" or (meant, slot) == ("any", "contact") else _DOUBTFUL_PRONOUN
