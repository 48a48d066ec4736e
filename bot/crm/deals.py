"""Deals: new ones, moved along their stages, found by what they are worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.crm.changes import Recorder
from bot.crm.workspace import exchange_of
from bot.domain.activities import Activity
from bot.domain.changes import Value
from bot.domain.deals import CLOSED_STAGES, Deal, DealSearch
from bot.domain.ids import new_id
from bot.domain.money import Exchange, Rate
from bot.domain.stages import Pipelines
from bot.ports import UnitOfWork

# Amounts are compared here rather than by the database, which keeps them as exact text.
_MOST_DEALS = 2_000
# So many tell what is usual; fewer tell nothing.
_MOST_COMPARED, _FEWEST_COMPARED = 200, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateDeal:
    name: str
    account_id: str | None = None
    contact_id: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    pipeline: str = ""
    stage: str | None = None
    close_date: date | None = None


def create_deal(recorder: Recorder, command: CreateDeal) -> Deal:
    """A new deal; its stage sets the probability, the workspace the currency."""
    speaker, pipelines = recorder.speaker, recorder.uow.workspace.pipelines
    with_stage = pipelines.with_stage(command.stage) if command.stage and not command.pipeline else ()
    pipeline = with_stage[0] if with_stage else pipelines.of(command.pipeline)
    stage = command.stage or pipeline.stages[0].key
    return recorder.create(
        Deal(
            id=new_id(),
            name=command.name,
            account_id=command.account_id,
            contact_ids=(command.contact_id,) if command.contact_id else (),
            amount=command.amount,
            currency=command.currency or recorder.uow.workspace.currency,
            pipeline="" if pipeline is pipelines.all[0] else pipeline.key,
            stage=stage,
            probability=pipelines.probability(pipeline.key, stage, 0),
            close_date=command.close_date,
            owner_id=speaker.user.id,
            created_at=speaker.now,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateDeal:
    """What is to change; None leaves it. `reason` is kept as a note on the deal."""

    name: str | None = None
    pipeline: str | None = None
    stage: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    close_date: date | None = None
    probability: int | None = None
    next_step: str | None = None
    reason: str = ""


def update_deal(recorder: Recorder, deal: Deal, command: UpdateDeal) -> Deal:
    """The stage sets the probability unless that is told too; a deal that is decided closes today at the latest.

    Into another pipeline a deal goes with its stage, where there is one like it, else to the beginning.
    """
    pipelines = recorder.uow.workspace.pipelines
    pipeline = pipelines.of(deal.pipeline if command.pipeline is None else command.pipeline)
    stage = command.stage
    if stage is None and pipeline.stage(deal.stage) is None and command.pipeline is not None:
        stage = pipeline.stages[0].key
    wanted: dict[str, Value] = {
        name: value
        for name in ("name", "amount", "currency", "close_date", "probability", "next_step")
        if (value := getattr(command, name)) is not None
    }
    if command.pipeline is not None and pipeline is not pipelines.of(deal.pipeline):
        wanted["pipeline"] = "" if pipeline is pipelines.all[0] else pipeline.key
    if stage is not None:
        wanted["stage"] = stage
    if (stage is not None or "pipeline" in wanted) and command.probability is None:
        wanted["probability"] = pipelines.probability(pipeline.key, stage or deal.stage, deal.probability)
    today = recorder.speaker.now.astimezone(recorder.speaker.zone).date()
    if command.stage in CLOSED_STAGES and command.close_date is None and (deal.close_date or date.max) > today:
        wanted["close_date"] = today
    updated = recorder.update(deal, **wanted)
    if command.reason:
        speaker = recorder.speaker
        recorder.create(
            Activity(
                id=new_id(),
                kind="note",
                happened_at=speaker.now,
                note=command.reason,
                account_id=deal.account_id,
                deal_id=deal.id,
                owner_id=speaker.user.id,
                created_at=speaker.now,
            )
        )
    return updated


def lacking(pipelines: Pipelines, deal: Deal) -> tuple[str, ...]:
    """What the deal's stage needs it to have, and it has not."""
    stage = pipelines.stage(deal.pipeline, deal.stage)
    has = {
        "amount": deal.amount is not None,
        "close_date": deal.close_date is not None,
        "next_step": bool(deal.next_step),
        "account": deal.account_id is not None,
    }
    return tuple(need for need in stage.needs if not has[need]) if stage else ()


def usual_amount(uow: UnitOfWork, currency: str) -> Decimal | None:
    """What a deal of this currency is mostly worth here: the median; None while there are too few to tell."""
    found = uow.deals.search(DealSearch(open_only=False), _MOST_COMPARED)
    amounts = sorted(deal.amount for deal in found if deal.amount and deal.currency == currency)
    return amounts[len(amounts) // 2] if len(amounts) >= _FEWEST_COMPARED else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Deals of one currency together: their amounts, and these weighted by their probabilities."""

    currency: str
    amount: Decimal
    weighted: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Deals of several currencies as one total, by these rates. `left_out`: deals whose currency has no rate."""

    total: Total
    rates: tuple[Rate, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DealList:
    """`together` None: there is but one currency, or no rate. `left_out`: deals whose amounts cannot be compared with
    the one asked for, for want of a rate."""

    deals: tuple[Deal, ...]
    totals: tuple[Total, ...]
    together: Together | None = None
    left_out: int = 0


def list_deals(
    uow: UnitOfWork,
    search: DealSearch,
    *,
    least: Decimal | None = None,
    most: Decimal | None = None,
    currency: str | None = None,
    pipeline: str | None = None,
) -> DealList:
    """Deals with their totals.

    Amounts compare within each currency; in a `currency` also those of others, converted, or left out. Without amounts
    to compare with, a `currency` is what the deals must be in.
    """
    found = in_pipeline(uow.workspace.pipelines, pipeline, uow.deals.search(search, _MOST_DEALS))
    if currency and least is None and most is None:
        found = [deal for deal in found if deal.currency == currency]
    exchange = Exchange(base="")
    if len({deal.currency for deal in found} | {currency or deal.currency for deal in found}) > 1:
        exchange = exchange_of(uow)
    kept, left_out = [], 0
    for deal in found:
        amount = _in_currency(deal, currency, exchange)
        if deal.amount is not None and amount is None:
            left_out += 1
        elif _within(amount, least, most):
            kept.append(deal)
    return DealList(deals=tuple(kept), totals=totals(kept), together=together(kept, exchange), left_out=left_out)


def in_pipeline(pipelines: Pipelines, key: str | None, deals: Sequence[Deal]) -> list[Deal]:
    """Those of one pipeline, or of all for None. What is in one that is gone counts as in the first."""
    if key is None:
        return list(deals)
    pipeline = pipelines.of(key)
    return [deal for deal in deals if pipelines.of(deal.pipeline) is pipeline]


def _in_currency(deal: Deal, currency: str | None, exchange: Exchange) -> Decimal | None:
    if deal.amount is None or currency is None:
        return deal.amount
    return exchange.convert(deal.amount, deal.currency, currency)


def together(deals: Sequence[Deal], exchange: Exchange) -> Together | None:
    """All deals in the currency of the rates; None where that would add nothing to their totals."""
    sums = totals(deals)
    converted = [
        (amount, weighted)
        for total in sums
        if (amount := exchange.convert(total.amount, total.currency, exchange.base)) is not None
        and (weighted := exchange.convert(total.weighted, total.currency, exchange.base)) is not None
    ]
    used = tuple(exchange.rates[total.currency] for total in sums if total.currency in exchange.rates)
    if not used or len(converted) < 2:
        return None
    return Together(
        total=Total(
            currency=exchange.base,
            amount=sum((amount for amount, _ in converted), Decimal(0)),
            weighted=sum((weighted for _, weighted in converted), Decimal(0)),
        ),
        rates=used,
        left_out=sum(deal.currency not in (exchange.base, *exchange.rates) for deal in deals),
    )


def totals(deals: Sequence[Deal]) -> tuple[Total, ...]:
    """By currency, the largest first."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for deal in deals:
        amount = deal.amount or Decimal(0)
        total, weighted = sums.get(deal.currency, (Decimal(0), Decimal(0)))
        sums[deal.currency] = (total + amount, weighted + amount * deal.probability / 100)
    ordered = sorted(sums.items(), key=lambda item: -item[1][0])
    return tuple(Total(currency=name, amount=total, weighted=weighted) for name, (total, weighted) in ordered)


def _within(amount: Decimal | None, least: Decimal | None, most: Decimal | None) -> bool:
    if least is None and most is None:
        return True
    return amount is not None and (least is None or amount >= least) and (most is None or amount <= most)
