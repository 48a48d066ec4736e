"""What a report is asked for with, and what it looks like: lines for a card, tables for a terminal, a chart."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.domain.activities import ActivityKind
from bot.messages import Chart
from bot.reports.periods import Span, Step
from bot.wording.dates import Dates
from bot.wording.money import money
from bot.wording.periods import period_label
from bot.wording.texts import Said, Texts

ReportKind = Literal["pipeline", "forecast", "won_lost", "activity", "week"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Which report. `owner_id` None: everybody's; `span` None: the period that is usual for this report; `pipeline`
    None: those of all."""

    kind: ReportKind
    owner_id: str | None = None
    span: Span | None = None
    step: Step | None = None
    activity: ActivityKind | None = None
    pipeline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads it, and in which words. `names` are those of all users, by id."""

    user_id: str
    names: dict[str, str]
    texts: Texts
    dates: Dates

    def title(self, ask: Ask, span: Span | None) -> Said:
        """ "Pipeline", "Forecast, Karl Voss · Q4 2026"."""
        mine = "mine" if ask.owner_id == self.user_id else "somebody"
        return self.texts(
            "report-title",
            report=ask.kind,
            whose="everybody" if ask.owner_id is None else mine,
            name=self.names.get(ask.owner_id or "", ""),
            period="none" if span is None else self.period(span),
        )

    def period(self, span: Span) -> str:
        return period_label(span.first, span.last, self.dates)

    def money(self, amount: Decimal, currency: str) -> str:
        return money(amount, currency, self.dates.locale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; a cell may hold several lines. All columns but the first hold numbers, unless `is_prose`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_prose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`lines` are for a card, the first its headline; `tables` and `remarks` for a terminal.

    `chart` None: there is nothing to draw.
    """

    title: str
    lines: tuple[Said, ...]
    tables: tuple[Table, ...] = ()
    remarks: tuple[str, ...] = ()
    chart: Chart | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing to tell but that."""
        return len(self.lines) < 2 and self.chart is None
