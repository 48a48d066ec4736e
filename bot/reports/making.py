"""The reports there are, by name."""

from collections.abc import Callable

from bot.ports import UnitOfWork
from bot.reports.of_activity import activity_report
from bot.reports.of_deals import forecast_report, pipeline_report, won_lost_report
from bot.reports.of_week import week_report
from bot.reports.report import Ask, Reader, Report, ReportKind

_REPORTS: dict[ReportKind, Callable[[UnitOfWork, Ask, Reader], Report]] = {
    "pipeline": pipeline_report,
    "forecast": forecast_report,
    "won_lost": won_lost_report,
    "activity": activity_report,
    "week": week_report,
}


def make_report(uow: UnitOfWork, ask: Ask, reader: Reader) -> Report:
    """The report, in the reader's language."""
    return _REPORTS[ask.kind](uow, ask, reader)
