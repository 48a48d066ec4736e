"""`crmbot parse`: what a message is understood as; nothing is saved or answered."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.cli.background import Background
    from bot.clock import Clock
    from bot.domain.names import Names
    from bot.language.frames import ParseContext, Span


def parse(
    text: Annotated[str | None, typer.Argument(help="The message; without it, each line of standard input.")] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Read {"id", "text", "now", "timezone"} lines, write one answer each.')
    ] = False,
    crm: Annotated[
        Path | None, typer.Option("--crm", metavar="FILE", help="Know the names of this JSON file, not of the store.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Tell how the message was read.")] = False,
    spans: Annotated[
        bool, typer.Option("--spans", help="Only the times, amounts, names, ... that were found.")
    ] = False,
) -> int:
    """Show what a message is understood as, as JSON. Nothing is saved."""
    if explain and (jsonl or spans):
        raise UsageError("--explain explains one message: leave out --jsonl and --spans")
    if text is not None and jsonl:
        raise UsageError("--jsonl reads standard input: leave out TEXT")

    from bot.cli.background import background
    from bot.cli.jsonl import answer_lines, piped, texts_of
    from bot.cli.streams import write, write_json
    from bot.clock import SystemClock
    from bot.settings import load_settings

    with background(load_settings(), crm) as known:
        reading = _Reading(known, SystemClock(), spans=spans)
        if jsonl:
            return answer_lines(piped(), reading.answer)
        for line in [text] if text is not None else texts_of(piped()):
            if explain:
                write(reading.explained(line))
            else:
                write_json(reading.answer({"text": line}), indent=2 if text is not None else None)
    return 0


class _Reading:
    def __init__(self, known: "Background", clock: "Clock", *, spans: bool) -> None:
        self._known = known
        self._clock = clock
        self._spans = spans

    def answer(self, request: Mapping[str, Any]) -> dict[str, object]:
        """`{"language", "confidence", "frames"}` or `{"spans"}` of one request."""
        from bot.cli.jsonl import choice_of, moment_of, text_of
        from bot.language.parser import parse as parse_text
        from bot.languages import LANGUAGES

        text = text_of(request, "text")
        language = choice_of(request, "language", LANGUAGES, self._known.language)
        now, zone = moment_of(request, self._clock.now(), self._known.zone)

        def read(names: "Names") -> dict[str, object]:
            context = self._known.context(names, now, zone, language)
            parsed = parse_text(text, context)
            if self._spans:
                return {"spans": [_span_json(span, context) for span in parsed.spans]}
            return parsed.as_json()

        return self._known.with_names(read)

    def explained(self, text: str) -> str:
        """Lines for a person; control characters of the text are left out."""
        from bot.language.explain import explain
        from bot.messages import plain

        known = self._known
        now = self._clock.now().astimezone(known.zone)
        lines = known.with_names(lambda names: explain(text, known.context(names, now, known.zone, known.language)))
        return "\n".join(plain(line) for line in lines)


def _span_json(span: "Span", context: "ParseContext") -> dict[str, object]:
    """A span; a name's value are the records that it may mean."""
    from bot.domain.names import KnownName
    from bot.language.values import span_as_json

    written = span_as_json(span, context)
    if span.kind == "name" and isinstance(span.value, Sequence):
        written["value"] = [
            {"kind": record.kind, "id": record.id, "name": record.name, "account": record.account}
            for record in span.value
            if isinstance(record, KnownName)
        ]
    return written
