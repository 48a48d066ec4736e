"""Pipeline, forecast, won and lost: worded."""

from collections.abc import Collection, Sequence

from bot.crm.deals import in_pipeline, together, totals
from bot.crm.workspace import exchange_of
from bot.domain.deals import CLOSED_STAGES, Deal, DealSearch
from bot.domain.stages import Pipelines
from bot.ports import UnitOfWork
from bot.reports.deal_charts import Heading, Row, decided_chart, sums_told, weighted_chart, weighted_told
from bot.reports.deals import Decided, StageFigures, by_part, by_stage, decided, slipped
from bot.reports.periods import Span, Step, ahead, parts, step_of, whole
from bot.reports.report import Ask, Reader, Report, Table
from bot.wording.periods import part_label
from bot.wording.rates import together_line
from bot.wording.stages import stage_name
from bot.wording.texts import Said

_AHEAD: dict[Step, int] = {"month": 6, "quarter": 4, "year": 3}
_MOST_NAMES = 2


def pipeline_report(uow: UnitOfWork, ask: Ask, reader: Reader) -> Report:
    """Open deals by stage; with a span those that close in it."""
    span = ask.span
    search = DealSearch(
        owner_id=ask.owner_id,
        closes_from=span.first if span else None,
        closes_to=span.last if span else None,
    )
    pipelines = uow.workspace.pipelines
    found = _deals(uow, search, ask)
    title = _title(uow, ask, span, reader)
    stages = by_stage(found, pipelines)
    texts = reader.texts
    if not stages:
        return Report(title=title, lines=(texts("report-headline", title=title, what=texts("report-no-deals")),))
    rows = [(_stage(stage, pipelines, ask, reader), stage.count, stage.totals) for stage in stages]
    remarks = (*_together_line(uow, found, reader), *_slipped_line(found, reader))
    return Report(
        title=title,
        lines=(
            texts("report-headline", title=title, what=_deals_and_sums(found, reader)),
            *(
                texts("report-line", name=name, count=count, sums=sums_told(figures, reader, weighted=False))
                for name, count, figures in rows
            ),
            *remarks,
        ),
        tables=(_deal_table("report-column-stage", rows, found, reader),),
        remarks=remarks,
        chart=weighted_chart("pipeline", _heading(uow, ask, span, reader), rows, found, exchange_of(uow), reader),
    )


def forecast_report(uow: UnitOfWork, ask: Ask, reader: Reader) -> Report:
    """Open deals by the month, quarter or year in which they close; what was won in that time is told beside it."""
    usual = ask.step or "month"
    span = ask.span or ahead(reader.dates.today, usual, _AHEAD[usual])
    step = ask.step or step_of(span)
    every = _deals(uow, DealSearch(owner_id=ask.owner_id), ask)
    found = [deal for deal in every if deal.close_date and deal.close_date in span]
    title, texts = _title(uow, ask, span, reader), reader.texts
    figures = by_part(found, parts(span, step))
    rows = [(part_label(part.span.first, step, reader.dates), part.count, part.totals) for part in figures]
    remarks = (
        *_together_line(uow, found, reader),
        *_won_line(uow, ask, span, reader),
        *_undated_line(every, reader),
        *_slipped_line(every, reader),
    )
    what = _deals_and_sums(found, reader) if found else texts("report-no-deals")
    return Report(
        title=title,
        lines=(
            texts("report-headline", title=title, what=what),
            *(
                texts("report-line", name=name, count=count, sums=sums_told(sums, reader, weighted=True))
                for name, count, sums in rows
                if count
            ),
            *remarks,
        ),
        tables=(_deal_table(f"report-column-{step}", rows, found, reader),) if found else (),
        remarks=remarks,
        chart=weighted_chart("forecast", _heading(uow, ask, span, reader), rows, found, exchange_of(uow), reader)
        if found
        else None,
    )


def won_lost_report(uow: UnitOfWork, ask: Ask, reader: Reader) -> Report:
    """What was decided in a period, by default this quarter, and why."""
    span = ask.span or whole(reader.dates.today, "quarter")
    search = DealSearch(owner_id=ask.owner_id, closes_from=span.first, closes_to=span.last, open_only=False)
    closed = [deal for deal in _deals(uow, search, ask) if deal.stage in CLOSED_STAGES]
    found = decided(closed, uow.reports.latest_notes([deal.id for deal in closed]))
    title, texts = _title(uow, ask, span, reader), reader.texts
    if not found:
        return Report(title=title, lines=(texts("report-headline", title=title, what=texts("report-none-decided")),))
    won = [one.deal for one in found if one.is_won]
    lost = [one.deal for one in found if not one.is_won]
    summary = tuple(
        texts(key, count=len(deals), sums=sums_told(totals(deals), reader, weighted=False))
        for key, deals in (("report-won", won), ("report-lost", lost))
        if deals
    )
    return Report(
        title=title,
        lines=(
            texts("report-headline", title=title, what=texts("report-rate", won=len(won), count=len(found))),
            *summary,
            *(_reason_line(one, reader) for one in found if one.reason),
        ),
        tables=(_decided_table(found, reader),),
        remarks=summary,
        chart=decided_chart(
            _heading(uow, ask, span, reader), found, span, ask.step or step_of(span), exchange_of(uow), reader
        ),
    )


def _deals(uow: UnitOfWork, search: DealSearch, ask: Ask) -> list[Deal]:
    return in_pipeline(uow.workspace.pipelines, ask.pipeline, uow.reports.deals(search))


def _title(uow: UnitOfWork, ask: Ask, span: Span | None, reader: Reader) -> Said:
    title = reader.title(ask, span)
    if ask.pipeline is None:
        return title
    pipeline = uow.workspace.pipelines.of(ask.pipeline).name(reader.texts.language)
    return reader.texts("report-of-pipeline", title=title, pipeline=pipeline)


def _heading(uow: UnitOfWork, ask: Ask, span: Span | None, reader: Reader) -> Heading:
    return Heading(title=_title(uow, ask, None, reader), period=reader.period(span) if span else "")


def _stage(figures: StageFigures, pipelines: Pipelines, ask: Ask, reader: Reader) -> str:
    """A stage; with its pipeline, where those of several stand together."""
    name = stage_name(pipelines, figures.pipeline, figures.stage, reader.texts)
    if not pipelines.several or ask.pipeline is not None:
        return name
    return f"{pipelines.of(figures.pipeline).name(reader.texts.language)} · {name}"


def _deals_and_sums(deals: Sequence[Deal], reader: Reader) -> Said:
    return reader.texts("report-deals", count=len(deals), sums=sums_told(totals(deals), reader, weighted=True))


def _together_line(uow: UnitOfWork, deals: Sequence[Deal], reader: Reader) -> tuple[Said, ...]:
    """What deals of several currencies are worth in the workspace's, where it has set rates."""
    if len({deal.currency for deal in deals}) < 2:
        return ()
    found = together(deals, exchange_of(uow))
    if found is None:
        return ()
    total = found.total
    return (together_line(total.amount, total.weighted, found.rates, found.left_out, reader.texts, reader.dates),)


def _slipped_line(deals: Collection[Deal], reader: Reader) -> tuple[Said, ...]:
    late = slipped(deals, reader.dates.today)
    if not late:
        return ()
    items = (
        reader.texts("report-slipped-deal", name=deal.name, day=reader.dates.short(deal.close_date))
        for deal in late[:_MOST_NAMES]
        if deal.close_date
    )
    more = max(0, len(late) - _MOST_NAMES)
    return (reader.texts("report-slipped", deals=Said(", ".join(items)), more=more),)


def _undated_line(deals: Collection[Deal], reader: Reader) -> tuple[Said, ...]:
    count = sum(deal.close_date is None for deal in deals)
    return (reader.texts("report-undated", count=count),) if count else ()


def _won_line(uow: UnitOfWork, ask: Ask, span: Span, reader: Reader) -> tuple[Said, ...]:
    won = uow.reports.deals(
        DealSearch(
            owner_id=ask.owner_id, stage="closed_won", closes_from=span.first, closes_to=span.last, open_only=False
        )
    )
    if not won:
        return ()
    return (reader.texts("report-won-already", count=len(won), sums=sums_told(totals(won), reader, weighted=False)),)


def _reason_line(one: Decided, reader: Reader) -> Said:
    key = "report-won-because" if one.is_won else "report-lost-because"
    return reader.texts(key, deal=one.deal.name, reason=" ".join(one.reason.split())[:120])


def _deal_table(first_column: str, rows: Sequence[Row], deals: Sequence[Deal], reader: Reader) -> Table:
    texts = reader.texts
    columns = (first_column, "report-column-deals", "report-column-amount", "report-column-weighted")
    whole_row = (texts("report-column-total"), len(deals), totals(deals))
    return Table(
        columns=tuple(texts(column) for column in columns),
        rows=tuple(
            (
                name,
                str(count),
                "\n".join(reader.money(total.amount, total.currency) for total in figures),
                "\n".join(weighted_told(total, reader) for total in figures),
            )
            for name, count, figures in (*rows, whole_row)
        ),
    )


def _decided_table(found: Sequence[Decided], reader: Reader) -> Table:
    texts = reader.texts
    columns = ("deal", "result", "amount", "closed", "reason")
    return Table(
        columns=tuple(texts(f"report-column-{column}") for column in columns),
        rows=tuple(
            (
                one.deal.name,
                texts("report-is-won" if one.is_won else "report-is-lost"),
                "" if one.deal.amount is None else reader.money(one.deal.amount, one.deal.currency),
                "" if one.deal.close_date is None else reader.dates.short(one.deal.close_date),
                one.reason,
            )
            for one in found
        ),
        is_prose=True,
    )
