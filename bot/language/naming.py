"""What fills a name slot: the records that words name, people and companies that nobody knows, pronouns."""

from dataclasses import dataclass, replace

from bot.domain.names import KnownName, NameKind, name_words
from bot.language.frames import Span
from bot.language.intents import contract
from bot.language.names import NameSpan, given_names, unknown_name
from bot.language.reading import Reading
from bot.language.templates import SlotRef

_DATE = 0.4  # "december" is hardly anybody's name either
_PART = 0.005  # of two names that may end here the whole one
_STRANGER = 0.65  # a single word that may be a company or a person
_TITLE = 0.6  # nor are "CFO" and "cafe" companies
_LEAST = 0.05
_PRONOUN, _VAGUE_PRONOUN, _DOUBTFUL_PRONOUN = 0.8, 0.7, 0.6  # "it" is rather what is spoken of than a deal
# What a pronoun of a kind may stand for: slot of the sentence -> slot that it refers to.
_REFERENTS: dict[str, dict[str, str]] = {
    "person": {"contact": "contact", "owner": "owner", "who": "contact"},
    "company": {"account": "account", "who": "account"},
    "deal": {"deal": "deal", "who": "deal"},
    "thing": {"account": "account", "deal": "deal", "who": "who"},
    "any": {"contact": "contact", "account": "account", "deal": "deal", "who": "who"},
}
_OTHER_KIND = 0.2  # a person's name is rather no company's
_PERHAPS_DEAL = 0.3
_NO_DEAL = 0.6  # what nobody calls a deal, and the CRM does not know, is hardly one
_COMMON_NOUN = 0.45  # "the printer" is hardly anybody's name
# What may follow the name of somebody who was there too.
_AFTER_OTHERS = frozenset({"at", "connective", "noise", "polite", "before_time", "rest_intro", "text_stop"})
_SURE_OTHER = 0.7
# What may tell before a name what it names: "the deal Harbour lights".
_NOUNS_BEFORE: dict[str, tuple[str, ...]] = {
    "deal": ("before_deal",),
    "account": ("before_account",),
    "contact": ("before_contact",),
    "who": ("before_account", "before_contact"),
}
_PERSONS = frozenset({"contact", "who"})


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


class Naming:
    """What may name whom in one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._limit = len(reading.words)
        self._options: dict[tuple[int, int, SlotRef], list[Capture]] = {}
        self._is_meal = "<meal>" in reading.present  # where people eat is no customer

    def within(self, limit: int) -> None:
        """Nothing is to reach beyond word `limit`, where the current command ends."""
        self._limit = limit

    def at(self, slot: SlotRef, index: int) -> list[Capture]:
        """Every way in which words from `index` on may fill a name slot."""
        key = (index, self._limit, slot)
        options = self._options.get(key)
        if options is not None:
            return options
        options = []
        reading = self._reading
        for start in self._name_starts(slot.kind, index):
            options += self._names_at(slot, start)
            if options and start == index and index in reading.names:
                break
        if slot.kind == "who" and not slot.known_only:
            options += self._by_role(index)
        if slot.name == "others":
            options = [option for option in options if self._stands_beside(option)]
        if slot.name == "who":
            options = [self._as_kind(option) for option in options]
        if not slot.known_only and self.stands_alone(index):
            options += self.pronouns(slot.name, "pronoun", index)
        self._options[key] = options
        return options

    def _name_starts(self, kind: str, index: int) -> list[int]:
        """Where a name may begin that is named here: also behind "the", "Dr", "the company"."""
        starts = [index]
        for start in starts:
            for before in ("before_name", *_NOUNS_BEFORE.get(kind, ())):
                ends = self._reading.list_ends(before, start)
                starts += [end for end in ends if end < self._limit and end not in starts]
        return starts

    def _by_role(self, index: int) -> list[Capture]:
        """Whose people are told by what they do: "the purchasing manager at Globex" is somebody of Globex."""
        reading = self._reading
        first = role = next(iter(reading.list_ends("unstressed", index)), index)
        while role < self._limit and "job" in reading.lists[role]:
            role += 1
        if role == first:
            return []
        places = [place for place in reading.list_ends("at", role) if place < self._limit]
        found = [found for place in places for found in self.at(SlotRef("who", "who"), place)]
        return [capture for capture in found if not capture.pronoun]

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

    def pronouns(self, slot: str, kind: str, index: int) -> list[Capture]:
        """What a pronoun here may stand for. `kind`: "pronoun", or "possessive"."""
        if index >= self._limit:
            return []
        return [
            Capture(_REFERENTS[meant][slot], index, end, quality=_certainty(meant, slot), pronoun=True)
            for end, meant in self._reading.lists[index].get(kind, ())
            if end <= self._limit and slot in _REFERENTS[meant]
        ]

    def stands_alone(self, index: int) -> bool:
        """Whether a pronoun here belongs to no noun: "call her", but "call her mother"."""
        reading = self._reading
        ends = [end for end, _ in reading.lists[index].get("pronoun", ())]
        if not ends or "determiner" not in reading.lists[index]:
            return bool(ends)
        after = max(ends)
        return not self._reading.begins_time(index) and (
            after >= self._limit
            or reading.words.kind[after] in ("soft", "hard")
            or self._reading.begins_time(after)
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
        company_only = slot.known_only and slot.kind in ("account", "who") and not foreign
        if (slot.known_only and not company_only) or (foreign and slot.kind not in ("deal", "into")):
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
            if company_only and not self._looks_like_company(index, end):
                continue
            if end > longest and (not known_whole or reading.words.is_capital(end - 1)):
                doubt = self._unlikely(slot.kind, index, end)
                if slot.kind == "deal" and not doubtful and not self._is_beside_deal(index, end):
                    doubt += _NO_DEAL if not reading.words.is_capital(index) else _PERHAPS_DEAL
                if doubtful and slot.kind in ("account", "contact"):
                    doubt += _OTHER_KIND
                if self._follows_article(index) and not reading.words.is_capital(index):
                    doubt += _COMMON_NOUN
                options.append(Capture(slot.name, index, end, None, (), max(_LEAST, quality - doubt)))
        return options

    def _looks_like_company(self, start: int, end: int) -> bool:
        """Whether unknown words tell by themselves that they name a company: "Dunne Haulage", not "the bank"."""
        lists = self._reading.lists
        return (
            end > start + 1
            and any("company" in lists[index] for index in range(start, end))
            and (self._reading.words.is_capital(start) or not self._reading.capitals_tell)
        )

    def _is_beside_deal(self, start: int, end: int) -> bool:
        """Whether the words speak of a deal: "the Acme deal"."""
        lists = self._reading.lists
        return any("deal_word" in lists[index] for index in (start - 2, start - 1, end) if 0 <= index < len(lists))

    def _follows_article(self, index: int) -> bool:
        before = self._reading.lists[index - 1] if index else {}
        return "article" in before or "of" in before

    def leads_to_company(self, index: int) -> bool:
        """Whether a company is named here, or after the word that joins it to a title: "director of Dunne Haulage"."""
        if any(span.full and "account" in span.kinds for span in self._reading.names.get(index, ())):
            return True
        company = SlotRef("account", "account", known_only=True)
        return any(self.at(company, place) for place in self._reading.list_ends("at", index))

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
        if self._reading.begins_time(start):
            return _DATE
        if kind != "deal" and any("job" in self._reading.lists[index] for index in (start, end - 1)):
            return _TITLE
        if kind in _PERSONS and end == start + 1 and self._reading.is_acronym(start):
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
