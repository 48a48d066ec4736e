"""Why a message was read as it was: as facts for the chat's "why?", as lines for `crmbot parse --explain`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.names import KnownName
from bot.language.commands import Command
from bot.language.frames import Frame, ParseContext, SlotValue, Span
from bot.language.intents import contract
from bot.language.parser import Understanding, understand
from bot.language.reading import Reading
from bot.language.values import span_as_json

_GAP = " … "
_CLOSE = 2.0  # scores count words: a reading further behind was no match


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """What some words gave: a slot and its value, the records that a name fits.

    `words` is empty where the value follows from another one, as the currency from an amount.
    """

    slot: str
    words: str
    value: SlotValue
    records: Sequence[KnownName] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """How one frame came about.

    `opened_by` are the words that told the intent, `unused` those that told nothing; `runner_up` is the intent
    of the next best reading, "" where none came close.
    """

    frame: Frame
    opened_by: str
    because: tuple[Because, ...]
    unused: str
    runner_up: str


def reasons(understanding: Understanding) -> list[Reason]:
    """One a frame that came from a sentence, in order; none for a message in which no sentence was found."""
    commands = iter(understanding.commands)
    found = []
    for frame in understanding.parse.frames:
        command = next((command for command in commands if command.intent == frame.intent), None)
        if command is not None:
            found.append(_reason(frame, command, understanding.reading))
    return found


def _reason(frame: Frame, command: Command, reading: Reading) -> Reason:
    rest_slot = contract().intents[command.intent].rest
    unused = [run for run in command.rest if rest_slot not in frame.slots or run[0] < command.match.start]
    return Reason(
        frame=frame,
        opened_by=_sentence_words(command, reading),
        because=tuple(_because(slot, value, frame, command, reading) for slot, value in frame.slots.items()),
        unused=_joined(unused, reading),
        runner_up=next((rival.intent for rival in command.rivals if command.score - rival.score < _CLOSE), ""),
    )


def _because(slot: str, value: SlotValue, frame: Frame, command: Command, reading: Reading) -> Because:
    runs = [(capture.start, capture.end) for capture in command.captures if capture.slot == slot]
    if not runs and slot == contract().intents[command.intent].rest:
        runs = [run for run in command.rest if run[0] >= command.match.start]
    if not runs and slot in command.sets:
        rules = [(command.head, command.match), *command.clauses]
        runs = [(match.start, match.end) for rule, match in rules if slot in rule.sets]
    words = _joined(runs[:1], reading)
    if not words and contract().slots[slot].kind == "name":
        words = str(value)  # it stands within the subject
    return Because(slot=slot, words=words, value=value, records=frame.known.get(slot, ()))


def _sentence_words(command: Command, reading: Reading) -> str:
    """The words of the head's sentence without what fills its slots: "move … to"."""
    runs, start = [], command.match.start
    for capture in sorted(command.match.captures, key=lambda capture: capture.start):
        if start < capture.start:
            runs.append((start, capture.start))
        start = max(start, capture.end)
    if start < command.match.end:
        runs.append((start, command.match.end))
    return _joined(runs, reading)


def _joined(runs: Sequence[tuple[int, int]], reading: Reading) -> str:
    return _GAP.join(text for first, last in runs if (text := reading.words.slice(first, last).strip()))


def explain(text: str, context: ParseContext) -> list[str]:
    """The language, what was found in the words, and for each command its sentence, its clauses and its rivals."""
    return list(_lines(understand(text, context), context))


def _lines(understanding: Understanding, context: ParseContext) -> Iterator[str]:
    parse, detection = understanding.parse, understanding.detection
    certainty = "its own words tell" if parse.sure_of_language else "assumed: its words hardly tell"
    beside = "".join(f", with {other}" for other in detection.languages[1:])
    yield f"language   {parse.language}{beside} ({certainty})"
    for original, form in zip(understanding.reading.words.folded, understanding.reading.forms, strict=True):
        if original != form:
            yield f"spelling   {original} read as {form}"
    for span in parse.spans:
        yield from _span(span, context)
    for number, command in enumerate(understanding.commands, start=1):
        yield ""
        yield from _command(number, command, understanding.reading)
    if not understanding.commands:
        yield "command    none: no sentence of the language packs fits"
    yield ""
    for frame in parse.frames:
        yield f"frame      {frame.intent}, {frame.confidence:.0%} sure"
        for slot, value in _written_slots(frame):
            yield f"  {slot} = {_written(value)}"


def _written_slots(frame: Frame) -> Sequence[tuple[str, object]]:
    slots = frame.as_json()["slots"]
    return list(slots.items()) if isinstance(slots, dict) else []


def _span(span: Span, context: ParseContext) -> Iterator[str]:
    if span.kind == "name" and isinstance(span.value, Sequence):
        known = ", ".join(f"{record.name} ({record.kind})" for record in span.value)
        yield f'name       "{span.text}": {known}'
        return
    yield f'{span.kind:10} "{span.text}" = {_written(span_as_json(span, context)["value"])}'
    if span.rule:
        yield f"  by the rules: {span.rule}"


def _written(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in value.items() if part is not None)
    return str(value)


def _command(number: int, command: Command, reading: Reading) -> Iterator[str]:
    words = reading.words
    said = words.slice(command.first, command.last).strip()
    yield f'command {number}  {command.intent}, score {command.score:.2f}: "{said}"'
    yield from _matched("opened by", words.slice(command.match.start, command.match.end), command.head.template.source)
    for rule, match in command.clauses:
        yield from _matched("then", words.slice(match.start, match.end), rule.template.source)
    for capture in command.captures:
        doubt = "" if capture.quality > 0.99 else f" ({capture.quality:.0%} sure)"
        yield f'  fills {capture.slot}: "{words.slice(capture.start, capture.end)}"{doubt}'
    rest_slot = contract().intents[command.intent].rest
    for first, last in command.rest:
        taken = rest_slot if rest_slot and first >= command.match.start else "nothing"
        yield f'  left over, goes to {taken.replace("*", "nothing")}: "{words.slice(first, last).strip()}"'
    for rival in command.rivals:
        yield f"  won over {rival.intent}, score {rival.score:.2f}, by {_clip(rival.head.template.source)}"


def _matched(role: str, said: str, source: str) -> Iterator[str]:
    yield f'  {role} "{said.strip()}"'
    yield f"    by {_clip(source)}"


def _clip(source: str, width: int = 110) -> str:
    return source if len(source) <= width else source[: width - 1] + "…"
