"""Why a message was read as it was, as lines that a person can read: `crmbot parse --explain`."""

from collections.abc import Iterator

from bot.language.commands import Command
from bot.language.frames import ParseContext, Span
from bot.language.parser import Understanding, understand
from bot.language.reading import Reading


def explain(text: str, context: ParseContext) -> list[str]:
    """The language, the spans, and for each command its sentence, its clauses, what is left, and its rivals."""
    return list(_lines(understand(text, context)))


def _lines(understanding: Understanding) -> Iterator[str]:
    parse, reading = understanding.parse, understanding.reading
    certainty = "detected" if parse.sure_of_language else "assumed"
    yield f"language    {parse.language} ({certainty})"
    yield from (_span(span) for span in parse.spans)
    for original, form in zip(reading.words.folded, reading.forms, strict=True):
        if original != form:
            yield f"read as     {original} -> {form}"
    for command in understanding.commands:
        yield from _command(command, reading)
    if not understanding.commands:
        yield "command     none: no sentence of the language packs fits"
    for frame in parse.frames:
        slots = ", ".join(f"{slot}={value}" for slot, value in frame.slots.items())
        yield f"frame       {frame.intent} {frame.confidence:.2f}  {slots}".rstrip()
        for slot, records in frame.known.items():
            names = ", ".join(f"{record.name} ({record.kind})" for record in records) or "nobody known"
            yield f"  known     {slot}: {names}"


def _span(span: Span) -> str:
    rule = f"  by {span.rule}" if span.rule else ""
    return f"span        {span.kind}: {span.text}{rule}"


def _command(command: Command, reading: Reading) -> Iterator[str]:
    words = reading.words
    yield f"command     {command.intent} {command.score:.2f}: {words.slice(command.first, command.last).strip()}"
    yield f"  head      {_clip(command.head.template.source)}"
    for rule, match in command.clauses:
        yield f"  clause    {words.slice(match.start, match.end)}  by {_clip(rule.template.source)}"
    for capture in command.captures:
        yield f"  slot      {capture.slot}: {words.slice(capture.start, capture.end)} ({capture.quality:.2f})"
    for first, last in command.rest:
        yield f"  rest      {words.slice(first, last)}"
    for rival in command.rivals:
        yield f"  rival     {rival.intent} {rival.score:.2f}  by {_clip(rival.head.template.source)}"


def _clip(source: str, width: int = 100) -> str:
    return source if len(source) <= width else source[: width - 1] + "…"
