"""`crmbot when`: what a time expression means, and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.names import KnownName
from bot.language.frames import Lean, ParseContext
from bot.language.text import tokenize
from bot.language.values import Recurrence, TimeExpression, find_values
from bot.language.values.times.calendar import Grain
from bot.languages import LANGUAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The first time of a text. `end` is exclusive; `recurrence` is an RRULE value where it comes again."""

    start: date | datetime
    end: date | datetime | None
    grain: Grain
    text: str
    recurrence: str | None = None

    def as_json(self) -> dict[str, str | None]:
        return {
            "start": self.start.isoformat(),
            "end": None if self.end is None else self.end.isoformat(),
            "grain": self.grain,
            "text": self.text,
            "recurrence": self.recurrence,
        }


class _NoNames:
    """A text of which only the time counts names nobody."""

    def find(self, words: object) -> list[KnownName]:  # noqa: ARG002 - the shape of the port
        return []


def when(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    language: str,
    lean: Lean = "future",
    day_first: bool | None = None,
) -> When | None:
    """The first time in `text`, or None. `now` is aware; other languages are tried where `language` finds nothing."""
    context = ParseContext(now=now, zone=zone, names=_NoNames(), language=language, day_first=day_first)
    tokens = tokenize(text)
    for candidate in (language, *(other for other in LANGUAGES if other != language)):
        for span in find_values(text, tokens, context, (candidate,)):
            found = _when(span.value, span.text, context, lean)
            if found is not None:
                return found
    return None


def _when(value: object, text: str, context: ParseContext, lean: Lean) -> When | None:
    if isinstance(value, Recurrence):
        first = value.first(context)
        if first is None:
            return None
        grain: Grain = "minute" if isinstance(first, datetime) else "day"
        return When(start=first, end=None, grain=grain, text=text, recurrence=value.rule_until(context))
    if not isinstance(value, TimeExpression):
        return None
    moment = value.resolve(context, lean)
    if moment is None:
        return None
    return When(start=moment.start, end=moment.end, grain=moment.grain, text=text)
