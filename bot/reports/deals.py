"""Figures of deals: by stage, by the time they close, by how they ended. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.crm.deals import Total, totals
from bot.domain.deals import CLOSED_STAGES, Deal
from bot.domain.stages import Pipelines
from bot.reports.periods import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFigures:
    """The open deals of one stage of a pipeline; `totals` by currency, the largest first."""

    pipeline: str
    stage: str
    count: int
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFigures:
    """The deals that close in one part of a period."""

    span: Span
    count: int
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A deal that was won or lost; `reason` is the latest note on it, "" where there is none."""

    deal: Deal
    reason: str = ""

    @property
    def is_won(self) -> bool:
        return self.deal.stage == "closed_won"


def by_stage(deals: Collection[Deal], pipelines: Pipelines) -> tuple[StageFigures, ...]:
    """The stages that have open deals, pipeline by pipeline, the nearest to the end first; those that are no stages any
    more come last."""
    stages: defaultdict[tuple[str, str], list[Deal]] = defaultdict(list)
    for deal in deals:
        if deal.stage not in CLOSED_STAGES:
            stages[pipelines.of(deal.pipeline).key, deal.stage].append(deal)
    order = {pipeline.key: place for place, pipeline in enumerate(pipelines)}
    ordered = sorted(stages, key=lambda each: (order[each[0]], -pipelines.place(*each), each[1]))
    return tuple(
        StageFigures(pipeline=pipeline, stage=stage, count=len(found), totals=totals(found))
        for pipeline, stage in ordered
        if (found := stages[pipeline, stage])
    )


def by_part(deals: Collection[Deal], spans: Sequence[Span]) -> tuple[PartFigures, ...]:
    """The deals by the part in which they close, empty parts included; deals without a date are in none."""
    return tuple(_figures(span, [d for d in deals if d.close_date and d.close_date in span]) for span in spans)


def slipped(deals: Collection[Deal], today: date) -> tuple[Deal, ...]:
    """Open deals whose close date is past, the longest overdue first."""
    found = [(deal.close_date, deal.id, deal) for deal in deals if deal.stage not in CLOSED_STAGES and deal.close_date]
    return tuple(deal for closes, _, deal in sorted(found, key=lambda item: item[:2]) if closes < today)


def decided(deals: Collection[Deal], notes: Mapping[str, str]) -> tuple[Decided, ...]:
    """Deals that were won or lost, the latest first. `notes`: the latest note on each, by deal."""
    closed = [deal for deal in deals if deal.stage in CLOSED_STAGES]
    ordered = sorted(closed, key=lambda deal: (deal.close_date or date.min, deal.id), reverse=True)
    return tuple(Decided(deal=deal, reason=notes.get(deal.id, "")) for deal in ordered)


def _figures(span: Span, deals: Sequence[Deal]) -> PartFigures:
    return PartFigures(span=span, count=len(deals), totals=totals(deals))
