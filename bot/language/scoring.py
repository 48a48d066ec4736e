"""How well a reading explains a message, and how sure that makes us.

Scores count words: one that a sentence names is worth 1, one that fills a slot its certainty, a free
word where a note or subject is expected little, an unexplained word less than nothing. Confidence is
0..1 and means: of readings with confidence c, about a share c is right.
"""

from typing import TYPE_CHECKING

from bot.language.intents import contract
from bot.language.matcher import Capture, Match
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


def of_match(rule: Rule, match: Match) -> float:
    """The worth of the words that one sentence explains."""
    worth = float(match.end - match.start)
    for capture in match.captures:
        length = capture.end - capture.start
        text = contract().slots[capture.slot].kind == "text"
        worth -= length
        worth += min(_MOST_TEXT, _TEXT * length) if text else length * capture.quality
    return worth + _WEAK * rule.weak


def unread(length: int) -> float:
    """The price of leaving words to no command at all."""
    return 0.6 * length + 0.5


def of_command(command: "Command", reading: Reading) -> float:
    """The worth of a whole reading: what head and clauses explain, less what stays unexplained."""
    intent = contract().intents[command.intent]
    worth = _COMMAND + of_match(command.head, command.match)
    worth += sum(of_match(rule, match) for rule, match in command.clauses)
    for first, last in command.rest:
        takes_rest = bool(intent.rest) and first >= command.match.start
        worth += (last - first) * (_REST if takes_rest else _UNEXPLAINED)
    filled = {capture.slot for capture in command.captures} | set(command.sets)
    if intent.rest and command.rest:
        filled.add(intent.rest)
    worth += _MISSING * len(intent.required - filled)
    if command.head.weak and any(_is_open_past(capture) for capture in command.captures):
        worth += _OPEN_PAST
    return worth


def _is_open_past(capture: Capture) -> bool:
    """A time that does not say that it is past: beside a bare noun it is rather a plan."""
    value = getattr(capture.value, "value", None)
    return capture.slot == "held_at" and isinstance(value, TimeExpression) and not value.explicit_past


def confidence(command: "Command", reading: Reading) -> float:
    """How likely this command is what was meant, 0..1."""
    intent = contract().intents[command.intent]
    length = max(1, command.last - command.first)
    unexplained = sum(last - first for first, last in command.rest if not intent.rest or first < command.match.start)
    quality = min((capture.quality for capture in command.captures), default=1.0)
    sure = 0.97 - 1.2 * unexplained / length
    sure *= 0.5 + 0.5 * min(1.0, quality / 0.8)
    for rival in command.rivals:
        margin = command.score - rival.score
        if margin < 1.0:
            sure -= 0.25 * (1.0 - max(0.0, margin))
    if command.head.weak:
        sure -= 0.1
    filled = {capture.slot for capture in command.captures} | set(command.sets)
    if intent.rest and command.rest:
        filled.add(intent.rest)
    if intent.required - filled:
        sure = min(sure, 0.4)
    return round(max(0.05, min(0.99, sure)), 2)


def of_nothing(reading: Reading) -> float:
    """How sure it is that a message without any command is none: words of the trade or names make it doubtful."""
    if not reading.words.folded:
        return 0.9
    hints = sum("trade" in at for at in reading.lists) + len(reading.names)
    return 0.45 if hints else 0.6
