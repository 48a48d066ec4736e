"""`crmbot when`: what a time expression means, and nothing else."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.cli.background import Background

_NO_TIME: dict[str, str | None] = {"start": None, "end": None, "grain": None, "text": None, "recurrence": None}


def when(
    text: Annotated[str | None, typer.Argument(help="The expression; without it, each line of standard input.")] = None,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help='Read {"id", "text", "now", "timezone", "language", "lean"} lines, answer each.'),
    ] = False,
) -> int:
    """Show what a time expression such as "next tuesday at 3" means, as JSON."""
    if text is not None and jsonl:
        raise UsageError("--jsonl reads standard input: leave out TEXT")

    from bot.cli.background import background
    from bot.cli.jsonl import answer_lines, piped, texts_of
    from bot.cli.streams import write_json
    from bot.settings import load_settings

    with background(load_settings()) as known:
        answer = _answer(known)
        if jsonl:
            return answer_lines(piped(), answer)
        for line in [text] if text is not None else texts_of(piped()):
            write_json(answer({"text": line}), indent=2 if text is not None else None)
    return 0


def _answer(known: "Background") -> Callable[[Mapping[str, Any]], dict[str, str | None]]:
    from bot.cli.jsonl import choice_of, moment_of, text_of
    from bot.clock import SystemClock
    from bot.language.frames import Lean
    from bot.language.when import when as read_time
    from bot.languages import LANGUAGES

    clock = SystemClock()
    leans: tuple[Lean, ...] = ("future", "past")

    def answer(request: Mapping[str, Any]) -> dict[str, str | None]:
        text = text_of(request, "text")
        lean = choice_of(request, "lean", leans, "future")
        language = choice_of(request, "language", LANGUAGES, known.language)
        now, zone = moment_of(request, clock.now(), known.zone)
        found = read_time(text, now=now, zone=zone, language=language, lean=lean, day_first=known.day_first)
        return found.as_json() if found else _NO_TIME

    return answer
