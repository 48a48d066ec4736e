"""What speaks against a reading, and how sure that leaves us.

A doubt is a number, 0 where nothing speaks against the reading and about 1 where this does in full. Each costs its
weight in natural-log odds: doubts add up, and hardly one decides alone. Confidence is 0..1 and means: of the sentences
read with confidence c that nobody has tried before, at least a share c is read rightly. The weights were fitted to
sentences read by packs that had not been made for them, and then rounded; there one that is wrong and would be saved
counted as much as eight that are right and are asked about.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language import scoring
from bot.language.frames import Span
from bot.language.intents import contract
from bot.language.names import given_names
from bot.language.naming import Capture
from bot.language.reading import Reading
from bot.language.slots import named_inside

if TYPE_CHECKING:
    from bot.language.commands import Command

_SURE = 3.5  # the log-odds of a reading against which nothing speaks: 97 %
_WEIGHTS: Mapping[str, float] = {
    "unexplained words": 11.0,
    "words of no command": 11.0,
    "free words": 3.2,
    "stray words": 6.0,
    "lone word": 4.5,
    "cut off": 3.0,
    "name in subject": 2.6,
    "several remainders": 4.0,
    "unknown words": 4.0,
    "value left over": 6.0,
    "name left over": 7.0,
    "another command": 2.0,
    "doubtful name": 8.5,
    "stranger": 5.0,
    "odd title": 7.5,
    "nobody named": 2.0,
    "vague opening": 1.5,
    "close rival": 1.6,
    "slot missing": 8.5,
    "value of another kind": 6.0,
    "question": 2.0,
    "fact that is asked": 8.5,
    "musing": 7.0,
    "long name": 1.6,
    "either kind": 2.5,
    "strange beside a time": 1.5,
}
_GOOD_NAME = 0.85
_NEEDS_WORDS, _FREE_SUBJECT = 0.3, 0.4
_SHORT = 3
_TOLD_APART = 0.5  # "sent the offer by e-mail, waiting for news": what is told may come in pieces
_WHOLE_NAME = 0.5
_NAME_WORDS = 3
_VALUES = {"money": "amount", "percent": "probability", "phone": "phone", "email": "email", "url": "website"}
_TIMES = ("time", "period", "recurrence")
_MOMENTS = frozenset({"held_at", "start_at", "due_at", "remind_at", "close_date", "period"})
_TOLD_WHEN = _MOMENTS | {"follow_up_at"}
_PARTIES = frozenset({"contact", "account", "deal"})
_CLOSED = ("priority", "outcome", "stage")
_UNFINISHED = ("be", "at", "with", "article", "the", "connective", "de", "je", "i", "worth")
_BEFORE_VERB = ("lead_in", "connective", "just", "i", "je", "juste")


def confidence(command: "Command", reading: Reading, unread: int) -> float:
    """How likely this command is what was meant, 0..1. `unread`: words of the message that belong to no command."""
    against = sum(_WEIGHTS[name] * doubt for name, doubt in doubts(command, reading, unread).items())
    return round(min(0.99, max(0.02, 1.0 / (1.0 + math.exp(against - _SURE)))), 2)


def doubts(command: "Command", reading: Reading, unread: int) -> Mapping[str, float]:
    """What speaks against a command, each by its name."""
    return _Doubts(command, reading, unread).found()


def of_nothing(reading: Reading) -> float:
    """How sure it is that a message in which no sentence was found is no command: hardly, unless it is empty."""
    return 0.4 if any(kind in ("word", "number") for kind in reading.words.kind) else 0.9


@dataclass(frozen=True, slots=True)
class _Run:
    """Free words `first` to `last` (exclusive) that fill `slot`; `rest`: because no sentence explains them."""

    slot: str
    first: int
    last: int
    rest: bool


class _Doubts:
    """The doubts about one command."""

    def __init__(self, command: "Command", reading: Reading, unread: int) -> None:
        self._command = command
        self._reading = reading
        self._unread = unread
        self._intent = contract().intents[command.intent]
        self._length = max(1, command.last - command.first)
        self._filled = {capture.slot for capture in command.captures} | set(command.sets)
        self._tells = self._intent.lean == "past" and self._intent.rest == "note"
        self._runs = list(self._free_runs())
        self._rest = [run for run in self._runs if run.rest]

    def found(self) -> Mapping[str, float]:
        command, captures = self._command, self._command.captures
        free = sum(run.last - run.first for run in self._rest) / self._length
        quality = min((capture.quality for capture in captures), default=1.0)
        return {
            "unexplained words": math.sqrt(self._unexplained() / self._length),
            "words of no command": self._unread / (self._unread + self._length),
            "free words": free * self._weight_of_free_words(),
            "stray words": float(self._has_stray_words()),
            "lone word": float(any(self._is_lone(run) for run in self._rest)),
            "cut off": float(any(self._is_cut_off(first, last) for first, last in self._texts())),
            "name in subject": float(any(self._hides_name(run) for run in self._runs)),
            "several remainders": (_TOLD_APART if self._tells else 1.0) * (len(self._rest) > 1),
            "unknown words": self._unknown_words(),
            "value left over": float(any(self._leaves_value(run) for run in self._runs)),
            "name left over": float(any(self._leaves_name(run) for run in self._runs)),
            "another command": float(any(self._holds_command(run) for run in self._rest)),
            "doubtful name": 1.0 - min(1.0, quality / _GOOD_NAME),
            "stranger": max((self._strangeness(capture) for capture in captures), default=0.0),
            "odd title": float(any(self._is_odd_title(capture) for capture in captures)),
            "nobody named": float(self._tells and not self._intent.required and not self._filled & _PARTIES),
            "vague opening": float(command.head.weak),
            "close rival": sum(max(0.0, 1.0 - max(0.0, command.score - rival.score)) for rival in command.rivals),
            "slot missing": float(bool(scoring.missing(command))),
            "value of another kind": float(not scoring.fits_field(command, self._reading)),
            "question": float(self._is_question()),
            "fact that is asked": float(self._asks_fact()),
            "musing": float(self._is_musing()),
            "long name": max((self._overlength(capture) for capture in captures), default=0.0),
            "either kind": float(any(self._is_either(capture) for capture in captures)),
            "strange beside a time": float(any(self._is_beside_strange(capture) for capture in captures)),
        }

    def _free_runs(self) -> Iterator[_Run]:
        intent, command = self._intent, self._command
        for capture in command.captures:
            is_text = contract().slots[capture.slot].kind == "text" and not isinstance(capture.value, str)
            if is_text and (capture.slot != intent.rest or capture.end >= command.match.end):
                yield _Run(capture.slot, capture.start, capture.end, rest=False)
        if intent.rest and intent.rest != "*":
            for first, last in command.rest:
                if first >= command.match.start:
                    yield _Run(intent.rest, first, last, rest=True)

    def _weight_of_free_words(self) -> float:
        """What has to be said in free words leaves little doubt by being said so."""
        if self._intent.rest in self._intent.required:
            return _NEEDS_WORDS
        return _FREE_SUBJECT if self._intent.rest == "subject" else 1.0

    def _unexplained(self) -> int:
        command, takes_rest = self._command, self._intent.rest
        return sum(last - first for first, last in command.rest if not takes_rest or first < command.match.start)

    def _unknown_words(self) -> float:
        """The share of small words that neither the language nor the CRM knows: slips, slang, another language."""
        command, reading, words = self._command, self._reading, self._reading.words
        explained = {at for names in reading.names.values() for name in names for at in range(name.start, name.end)}
        for capture in command.captures:
            if contract().slots[capture.slot].kind != "text":
                explained.update(range(capture.start, capture.end))
        told = [at for at in range(command.first, command.last) if words.kind[at] == "word"]
        unknown = sum(
            not (at in explained or at in reading.taken or words.is_capital(at) or reading.pack.says(words.folded[at]))
            for at in told
        )
        return unknown / max(1, len(told))

    def _has_stray_words(self) -> bool:
        """Words left over beside a plan or a change, which say all they have to in their slots.

        A lost deal has its reason; what "about" introduces is a topic.
        """
        command, reading = self._command, self._reading
        if self._tells or self._intent.rest != "note":
            return False
        stages = {str(capture.value) for capture in command.captures if capture.slot == "stage"}
        if "closed_lost" in stages | set(command.sets.values()):
            return False
        return any(
            run.first >= command.match.end and not reading.list_ends("rest_intro", run.first) for run in self._rest
        )

    def _leaves_value(self, run: _Run) -> bool:
        """Whether free words hold a value for which a slot is free: "for 20 min" in a note."""
        reading, wanted = self._reading, self._intent.slots - self._filled
        if not run.rest and run.slot not in ("subject", "note"):
            return False
        for index in range(run.first, run.last):
            for end, span in reading.spans.get(index, ()):
                if (
                    end <= run.last
                    and span.start == reading.words.start[index]
                    and self._is_wanted(span, run, index, end)
                ):
                    return True
            for slot in wanted & set(_CLOSED):
                ends = [end for end, _ in reading.lists[index].get(slot, ()) if end <= run.last]
                if any(end == run.last or reading.pauses[end] for end in ends):
                    return True
        return False

    def _is_wanted(self, span: Span, run: _Run, index: int, end: int) -> bool:
        """Whether the intent has a free slot for a value, and the value stands as if it were meant for that."""
        wanted, pauses = self._intent.slots - self._filled, self._reading.pauses
        if span.kind in _TIMES:
            if self._tells:  # what is told may well speak of times, but hardly begins with them
                short = end == run.last <= run.first + _SHORT and not pauses[run.first]
                return "held_at" in wanted and (index == run.first or short)
            return bool(_MOMENTS & wanted) and not _MOMENTS & self._filled
        if span.kind == "duration":
            apart = index == run.first or end == run.last or pauses[index] or pauses[end]
            return "duration_minutes" in wanted and apart
        return not self._tells and _VALUES.get(span.kind) in wanted

    def _leaves_name(self, run: _Run) -> bool:
        """Whether free words hold a known name although the command has none yet."""
        reading = self._reading
        if self._intent.rest == "subject" or not _PARTIES & self._intent.slots or _PARTIES & self._filled:
            return False
        return any(
            name.end <= run.last and (name.full or name.end > name.start + 1 or reading.words.is_capital(index))
            for index in range(run.first, run.last)
            for name in reading.names.get(index, ())
        )

    def _holds_command(self, run: _Run) -> bool:
        """Whether after a pause something stands that opens commands of another kind: "..., remind me"."""
        reading, openers = self._reading, self._reading.pack.openers
        for index in range(run.first + 1, run.last):
            if not reading.pauses[index] or reading.words.kind[index] != "word":
                continue
            places = [
                index,
                *(end for name in _BEFORE_VERB for end in reading.list_ends(name, index) if end < run.last),
            ]
            for place in places:
                if place in reading.named or reading.words.folded[place] in reading.pack.common:
                    continue
                if any(openers.get(key, frozenset()) - {self._command.intent} for key in reading.keys[place]):
                    return True
        return False

    def _is_lone(self, run: _Run) -> bool:
        """Whether a run is one common word that no pause sets apart: "stood me up again"."""
        reading = self._reading
        return (
            (run.slot == "note" or self._command.intent == "snooze_reminder")
            and self._command.match.end <= run.first == run.last - 1
            and not reading.pauses[run.first]
            and not reading.list_ends("rest_intro", run.first - 1)
            and reading.pack.says(reading.words.folded[run.first])
        )

    def _texts(self) -> Iterator[tuple[int, int]]:
        """The words of free texts and of unknown names."""
        for run in self._runs:
            yield run.first, run.last
        for capture in self._command.captures:
            if contract().slots[capture.slot].kind == "name" and not capture.records and not capture.pronoun:
                yield capture.start, capture.end

    def _is_cut_off(self, first: int, last: int) -> bool:
        """Whether a text ends with a word that asks for another one: "the badge task is"."""
        lists = self._reading.lists[last - 1]
        return (
            last > first + 1
            and len(self._reading.words.folded[last - 1]) > 1
            and any(name in lists and last in self._reading.list_ends(name, last - 1) for name in _UNFINISHED)
        )

    def _hides_name(self, run: _Run) -> bool:
        """Whether what is to be done names somebody who fills no slot: an unknown capital amid a subject."""
        reading, words = self._reading, self._reading.words
        if run.slot != "subject" or not _PARTIES & self._intent.slots or _PARTIES & self._filled:
            return False
        hidden = reading.capitals_matter and any(
            words.kind[at] == "word"
            and words.is_capital(at)
            and not words.opens_sentence(at)
            and not reading.pack.says(words.folded[at])
            and not reading.is_acronym(at)
            and words.end[at] - words.start[at] > 1
            for at in range(run.first, run.last)
        )
        return hidden and not named_inside(self._command, reading)

    def _strangeness(self, capture: Capture) -> float:
        """How little speaks for a person: no first name, no title, nobody whom the CRM knows."""
        reading, index = self._reading, capture.start
        if capture.slot != "contact" or capture.records or capture.pronoun or capture.value is not None:
            return 0.0
        if reading.words.folded[index] in given_names() or reading.follows_title(index):
            return 0.0
        return 1.0 if capture.end == index + 1 else _WHOLE_NAME

    def _overlength(self, capture: Capture) -> float:
        """By how many words a name that nobody knows is longer than most: it may have swallowed what follows."""
        unknown = capture.slot in ("contact", "account") and not capture.records and not capture.pronoun
        return float(max(0, capture.end - capture.start - _NAME_WORDS)) if unknown else 0.0

    def _is_either(self, capture: Capture) -> bool:
        """Whether one word may stand for somebody as well as for a company: "Stark" is Tony Stark, and Stark & Sons."""
        if capture.slot not in ("contact", "account") or not capture.records or capture.end > capture.start + 1:
            return False
        told = [name for name in self._reading.names.get(capture.start, ()) if name.end == capture.end]
        return any(not name.full and "account" in name.kinds and name.kinds & {"contact", "lead"} for name in told)

    def _is_beside_strange(self, capture: Capture) -> bool:
        """Whether a word that nobody knows touches a time, as if it were a piece of it: "tomorrow mornng"."""
        command, reading, words = self._command, self._reading, self._reading.words
        return capture.slot in _TOLD_WHEN and any(
            command.first <= at < command.last
            and words.kind[at] == "word"
            and not words.is_capital(at)
            and at not in reading.names
            and at not in reading.taken
            and not reading.pack.says(words.folded[at])
            for at in (capture.start - 1, capture.end)
        )

    def _is_odd_title(self, capture: Capture) -> bool:
        lists = self._reading.lists
        titled = capture.slot == "title" or (capture.slot == "value" and self._field() == "title")
        return titled and not any("job" in lists[at] for at in range(capture.start, capture.end))

    def _field(self) -> str:
        said = [str(capture.value) for capture in self._command.captures if capture.slot == "field"]
        return said[0] if said else self._command.sets.get("field", "")

    def _ends_with_question_mark(self) -> bool:
        end = self._command.last
        return "?" in self._reading.words.folded[max(0, end - 1) : end + 1]

    def _is_question(self) -> bool:
        """Whether a question is read as something that changes the CRM."""
        changes = self._tells or bool(self._intent.rest) or bool(self._intent.required)
        return changes and self._ends_with_question_mark()

    def _asks_fact(self) -> bool:
        """Whether what would be saved as a fact is asked: "did we win it?"; "could you close it?" commands."""
        command, reading = self._command, self._reading
        facts = self._tells or (command.intent == "update_deal" and "stage" in command.head.sets)
        polite = any("lead_in" in reading.lists[index] for index in range(command.first, command.match.start))
        return facts and not polite and self._ends_with_question_mark()

    def _is_musing(self) -> bool:
        """A task without a day, an urgency or a name may be a thought: "I should call my mother more often"."""
        command = self._command
        return command.head.weak and command.intent == "create_task" and self._filled <= {"subject"}
