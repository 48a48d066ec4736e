"""How well a reading explains a message, compared with others of the same words.

Scores count words: one that a sentence names is worth 1, one that fills a slot its certainty, a free
word where a note or subject is expected little, an unexplained word less than nothing. How sure a reading
is, is another question: doubts.py.
"""

from typing import TYPE_CHECKING

from bot.language.frames import Span
from bot.language.intents import contract
from bot.language.matcher import Match
from bot.language.naming import Capture
from bot.language.packs.loader import Rule
from bot.language.reading import Reading
from bot.language.values import TimeExpression

if TYPE_CHECKING:
    from bot.language.commands import Command

_REST = 0.3
_UNEXPLAINED = -1.5
_COMMAND = -0.9
_WEAK = -0.6
_MISSING = -4.0
_TEXT, _MOST_TEXT = 0.4, 1.5
_OPEN_PAST = -1.5
_EXISTS = -1.0
_REPORT, _FEW_WORDS = -2.5, 2
_CLOSED = -3.0
_NEW_LINE = 0.8  # who begins a line with a command hardly goes on with a note
_FIELD_KINDS = {
    "phone": frozenset({"phone", "number"}),
    "mobile": frozenset({"phone", "number"}),
    "email": frozenset({"email"}),
    "website": frozenset({"url", "email"}),
}
_FIELDS_OF_COMPANIES = frozenset({"website", "industry"})
_TOLD = 0.05  # of two sentences that explain the same words, the one that says more


def of_match(rule: Rule, match: Match) -> float:
    """The worth of the words that one sentence explains."""
    worth = float(match.end - match.start)
    for capture in match.captures:
        length = capture.end - capture.start
        text = contract().slots[capture.slot].kind == "text" and not isinstance(capture.value, Span)
        worth -= length
        worth += min(_MOST_TEXT, _TEXT * length) if text else length * capture.quality
    return worth + _WEAK * rule.weak + _TOLD * len(rule.sets)


def unread(length: int) -> float:
    """The price of leaving words to no command at all."""
    return 0.6 * length + 0.5


def of_command(command: "Command", reading: Reading) -> float:
    """The worth of a whole reading: what head and clauses explain, less what stays unexplained."""
    intent = contract().intents[command.intent]
    worth = (_COMMAND if command.head.role == "head" else 0.0) + of_match(command.head, command.match)
    worth += sum(of_match(rule, match) for rule, match in command.clauses)
    if command.head.role == "head" and _opens_line(command, reading):
        worth += _NEW_LINE
    worth += sum(_of_rest(first, last, command, reading) for first, last in command.rest)
    if command.head.closed and command.rest:
        worth += _CLOSED
    if any(capture.slot == intent.creates and capture.records for capture in command.match.captures):
        worth += _EXISTS
    if "start_at" in intent.slots and any(_says_past(reading, first, last) for first, last in command.rest):
        worth += _OPEN_PAST
    if (
        command.head.weak
        and command.rest
        and any(capture.slot == "start_at" and capture.start > command.rest[0][0] for capture in command.captures)
    ):
        worth += _OPEN_PAST
    if "start_at" in intent.slots and command.head.weak and _tells_at_length(command, reading):
        worth += _REPORT
    if intent.lean == "past" and intent.rest == "note" and _is_question(command, reading):
        worth += 2 * _OPEN_PAST
    worth += _MISSING * len(missing(command))
    if not fits_field(command, reading):
        worth += _CLOSED
    if (
        command.head.weak
        and intent.lean == "past"
        and any(_is_open_past(capture, reading) for capture in command.captures)
    ):
        worth += _OPEN_PAST
    return worth


def _of_rest(first: int, last: int, command: "Command", reading: Reading) -> float:
    """The worth of words that no sentence explains."""
    intent = contract().intents[command.intent]
    if first < command.match.start:
        return (last - first) * _UNEXPLAINED
    if intent.rest:
        return (last - first) * _REST
    # What is told beside a command, its reason above all, costs no more than words that belong to none.
    apart = intent.place == "any" and (reading.pauses[first] or "reason" in reading.lists[first])
    return -unread(last - first) if apart else (last - first) * _UNEXPLAINED


def _tells_at_length(command: "Command", reading: Reading) -> bool:
    """Whether so much is told after a bare "visit at Globex, ..." that it has happened: plans have a topic, and that is
    introduced.
    """
    told = [
        last - first
        for first, last in command.rest
        if first >= command.match.end and reading.pauses[first] and not reading.list_ends("rest_intro", first)
    ]
    return sum(told) > _FEW_WORDS


def _opens_line(command: "Command", reading: Reading) -> bool:
    """Whether the head is the first thing of a line but the first, bullets aside."""
    words = reading.words
    index = command.match.start - 1
    while index >= 0 and words.kind[index] in ("soft", "hard") and words.folded[index] != "\n":
        index -= 1
    return index >= 0 and words.folded[index] == "\n"


def _says_past(reading: Reading, first: int, last: int) -> bool:
    """Whether a past time stands in these words: then they are no plan."""
    return any(span.start in reading.past for index in range(first, last) for _, span in reading.spans.get(index, ()))


def _is_question(command: "Command", reading: Reading) -> bool:
    end = command.last
    return "?" in reading.words.folded[max(0, end - 1) : end + 1]


def missing(command: "Command") -> frozenset[str]:
    """The slots without which the intent means nothing, and that the words do not give."""
    intent = contract().intents[command.intent]
    filled = {capture.slot for capture in command.captures} | set(command.sets)
    if intent.rest and command.rest:
        filled.add(intent.rest)
    if "recurrence" in filled:
        filled.add("remind_at")
    return (intent.required | command.head.needs) - filled


def _is_open_past(capture: Capture, reading: Reading) -> bool:
    """A time that does not say that it is past: beside a bare noun it is rather a plan."""
    span = capture.value
    if not isinstance(span, Span) or not isinstance(span.value, TimeExpression) or span.start in reading.past:
        return False
    return capture.slot == "held_at" or (capture.slot == "period" and not span.value.is_period)


def fits_field(command: "Command", reading: Reading) -> bool:
    """Whether the value of a number or address may be one: "email: they accept the offer" tells something else.
    Nobody but a company has a website.

    What one word tells is meant as the value, and its handler says what is wrong with it.
    """
    fields = [capture.value for capture in command.captures if capture.slot == "field"]
    if command.intent == "update_contact" and not _FIELDS_OF_COMPANIES.isdisjoint(map(str, fields)):
        return False
    kinds = _FIELD_KINDS.get(str(fields[0])) if fields else None
    values = [capture for capture in command.captures if capture.slot == "value"]
    if kinds is None or not any(" " in reading.words.slice(value.start, value.end).strip() for value in values):
        return True
    return any(
        span.kind in kinds
        for capture in values
        for index in range(capture.start, capture.end)
        for _, span in reading.spans.get(index, ())
    )
