"""The week: what was done, won and lost, what is new, what slipped; worded."""

from dataclasses import replace

from bot.domain.deals import Deal, DealSearch
from bot.domain.stages import Pipelines
from bot.domain.zones import day_end, day_start
from bot.ports import UnitOfWork
from bot.reports.deals import slipped
from bot.reports.of_activity import activity_report
from bot.reports.periods import week_of
from bot.reports.report import Ask, Reader, Report
from bot.reports.week import Slip, deal_news
from bot.wording.lists import listed
from bot.wording.money import money
from bot.wording.stages import stage_of
from bot.wording.texts import Said

_MOST_NAMED = 3


def week_report(uow: UnitOfWork, ask: Ask, reader: Reader) -> Report:
    """What changed in some days, by default since Monday; one line and no chart where nothing did."""
    span = ask.span or week_of(reader.dates.today)
    zone, texts, pipelines = reader.dates.zone, reader.texts, uow.workspace.pipelines
    changes = uow.reports.deal_changes(
        since=day_start(span.first, zone), until=day_end(span.last, zone), owner_id=ask.owner_id
    )
    news = deal_news(changes, uow.deals.get_many(list(dict.fromkeys(change.record_id for change in changes))))
    every = uow.reports.deals(DealSearch(owner_id=ask.owner_id, closes_to=reader.dates.today))
    past = [deal for deal in slipped(every, reader.dates.today) if deal not in news.new]
    done = activity_report(uow, replace(ask, span=span), reader)
    lines = (
        listed("week-won", [_worth(deal, reader) for deal in news.won], _MOST_NAMED, texts),
        listed("week-lost", [_worth(deal, reader) for deal in news.lost], _MOST_NAMED, texts),
        listed("week-new", [_worth(deal, reader) for deal in news.new], _MOST_NAMED, texts),
        listed("week-moved", [_staged(deal, pipelines, reader) for deal in news.moved], _MOST_NAMED, texts),
        listed("week-slipped", [_slip(slip, reader) for slip in news.slipped], _MOST_NAMED, texts),
        listed("week-past", [_past(deal, reader) for deal in past], _MOST_NAMED, texts),
    )
    return Report(title=done.title, lines=(done.lines[0], *filter(None, lines)), chart=done.chart)


def _worth(deal: Deal, reader: Reader) -> Said:
    amount = "none" if deal.amount is None else money(deal.amount, deal.currency, reader.dates.locale)
    return reader.texts("week-deal", name=deal.name, amount=amount)


def _staged(deal: Deal, pipelines: Pipelines, reader: Reader) -> Said:
    return reader.texts("week-staged", name=deal.name, stage=stage_of(deal, pipelines, reader.texts))


def _slip(slip: Slip, reader: Reader) -> Said:
    dates = reader.dates
    after = dates.short(slip.deal.close_date) if slip.deal.close_date else ""
    return reader.texts("week-slip", name=slip.deal.name, before=dates.short(slip.before), after=after)


def _past(deal: Deal, reader: Reader) -> Said:
    day = reader.dates.short(deal.close_date) if deal.close_date else ""
    return reader.texts("report-slipped-deal", name=deal.name, day=day)
