"""`crmbot report`: the same reports as in chat, as a table, and as a picture in a file."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.domain.people import User
    from bot.ports import UnitOfWork
    from bot.reports.periods import Span
    from bot.reports.report import Report, Table
    from bot.settings import Settings

Which = Literal["pipeline", "forecast", "activity", "won-lost", "week"]
By = Literal["month", "quarter", "year"]


def report(
    which: Annotated[Which, typer.Argument(help="pipeline, forecast, activity, won-lost or week.", show_default=False)],
    as_: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Whose, and in whose language.")] = None,
    team: Annotated[bool, typer.Option("--team", help="Of everybody.")] = False,
    period: Annotated[
        str | None, typer.Option("--period", metavar="TEXT", help='Such as "this quarter", "december", "2026".')
    ] = None,
    by: Annotated[By | None, typer.Option("--by", help="The parts of a forecast, and of the picture.")] = None,
    png: Annotated[Path | None, typer.Option("--png", metavar="FILE", help="Also save the picture.")] = None,
    dark: Annotated[bool, typer.Option("--dark", help="The picture on a dark ground.")] = False,
) -> int:
    """Show a report as a table, and save it as a picture."""
    from bot.observability.logs import logs
    from bot.settings import load_settings

    if dark and png is None:
        raise UsageError("--dark is for the picture: name its file with --png FILE")
    settings = load_settings()
    with logs(settings, default_level="error"):
        made = asyncio.run(_made(settings, which, as_, team=team, period=period, by=by))
    _print(made)
    return 0 if png is None else _save(made, png, dark=dark)


async def _made(
    settings: "Settings", which: Which, name: str | None, *, team: bool, period: str | None, by: By | None
) -> "Report":
    from bot.cli.people import the_user
    from bot.clock import SystemClock
    from bot.crm.rights import sight_of
    from bot.domain.zones import zone_of
    from bot.reports.making import make_report
    from bot.reports.report import Ask, Reader, ReportKind
    from bot.wording.dates import dates_of
    from bot.wording.texts import Texts
    from storage.database.store import opened_store

    kinds: dict[Which, ReportKind] = {
        "pipeline": "pipeline",
        "forecast": "forecast",
        "activity": "activity",
        "won-lost": "won_lost",
        "week": "week",
    }
    now = SystemClock().now()

    def make(uow: "UnitOfWork") -> "Report":
        everybody = uow.users.all()
        user: User = the_user(everybody, name or settings.user)
        uow.act_as(sight_of(uow, user))
        zone, texts = zone_of(user.timezone), Texts(user.language)
        lean_past = which in ("activity", "won-lost", "week")
        ask: Ask = Ask(
            kind=kinds[which],
            owner_id=None if team else user.id,
            span=None if period is None else _span(period, now, zone, user.language, lean_past=lean_past),
            step=by,
        )
        names = {one.id: one.name for one in everybody}
        return make_report(uow, ask, Reader(user_id=user.id, names=names, texts=texts, dates=dates_of(user, now)))

    async with opened_store(settings.database_url) as store:
        return await store.read(make)


def _span(text: str, now: datetime, zone: "ZoneInfo", language: str, *, lean_past: bool) -> "Span":
    """The whole days that a text means, in either language."""
    from datetime import timedelta

    from bot.domain.zones import wall_of
    from bot.language.when import when
    from bot.reports.periods import Span

    found = when(text, now=now, zone=zone, language=language, lean="past" if lean_past else "future")
    if found is None or found.recurrence is not None or found.text.strip() != text.strip():
        raise UsageError(f'"{text}" is no period: write one such as "this quarter", "december 2026" or "last week"')
    first = wall_of(found.start, zone).date() if isinstance(found.start, datetime) else found.start
    if found.end is None:
        return Span(first, first)
    end = wall_of(found.end, zone).date() if isinstance(found.end, datetime) else found.end
    return Span(first, max(first, end - timedelta(days=1)))


def _print(made: "Report") -> None:
    from rich.text import Text

    from adapters.console.messenger import ChatConsole
    from adapters.console.outbound import styled

    console = ChatConsole()
    if not made.tables:
        for line in made.lines:
            console.print(styled(line), highlight=False)
        return
    console.print(Text(made.title, style="bold"), highlight=False)
    for table in made.tables:
        console.print(_table(table))
    for remark in made.remarks:
        console.print(styled(remark), highlight=False)


def _table(made: "Table") -> object:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from bot.messages import plain

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for place, column in enumerate(made.columns):
        is_number = place > 0 and not made.is_prose
        table.add_column(column, justify="right" if is_number else "left", no_wrap=is_number)
    for row in made.rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    return table


def _save(made: "Report", file: Path, *, dark: bool) -> int:
    from dataclasses import replace

    from bot.cli.attached import save
    from bot.cli.streams import complain, write

    if made.chart is None:
        complain("there is nothing to draw, and no picture was saved")
        return 1
    try:
        write(str(save(replace(made.chart, dark=dark), file)))
    except OSError as error:
        complain(f"{file} cannot be written: {error.strerror}. Choose another place with --png FILE")
        return 2
    return 0
