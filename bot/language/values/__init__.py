"""Spans that mean something: times, periods, recurrences, durations, money, numbers and ways to reach someone.

Reading order: `finding` puts everything together; `times.reading` fills the chart, `times.grammar` says how
rules are read, `times.days`, `times.clocks` and `times.expression` are the algebra that gives them meaning.
"""

from bot.language.frames import ParseContext, Span
from bot.language.values.finding import find_values
from bot.language.values.quantities import Duration, Email, Money, Number, Percent, Phone, Url
from bot.language.values.times.expression import THEIRS, Moment, TimeExpression, combine
from bot.language.values.times.recurrence import Recurrence

__all__ = [
    "THEIRS",
    "Duration",
    "Email",
    "Moment",
    "Money",
    "Number",
    "Percent",
    "Phone",
    "Recurrence",
    "TimeExpression",
    "Url",
    "combine",
    "find_values",
    "span_as_json",
]


def span_as_json(span: Span, context: ParseContext) -> dict[str, object]:
    """A span as `crmbot parse --spans` writes it; times are resolved towards the future unless they say otherwise."""
    value: object = span.value
    if isinstance(value, TimeExpression):
        period = value.period(context, "future") if span.kind == "period" else None
        value = value.as_json(context) if period is None else period.as_json()
    elif isinstance(value, Recurrence):
        value = value.as_json(context)
    elif isinstance(value, Money | Number | Percent | Duration | Phone | Email | Url):
        value = value.as_json()
    return {"kind": span.kind, "text": span.text, "start": span.start, "end": span.end, "value": value}
