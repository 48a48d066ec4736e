"""Deals: new ones, moved along their stages, found by what they are worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.crm.changes import Recorder
from bot.domain.activities import Activity
from bot.domain.changes import Value
from bot.domain.deals import CLOSED_STAGES, STAGES, Deal, DealSearch
from bot.domain.ids import new_id
from bot.ports import UnitOfWork

# Amounts are compared here rather than by the database, which keeps them as exact text.
_MOST_DEALS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateDeal:
    name: str
    account_id: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    stage: str | None = None
    close_date: date | None = None


def create_deal(recorder: Recorder, command: CreateDeal) -> Deal:
    """A new deal; its stage sets the probability, the workspace the currency."""
    speaker = recorder.speaker
    stage = command.stage or "prospecting"
    return recorder.create(
        Deal(
            id=new_id(),
            name=command.name,
            account_id=command.account_id,
            amount=command.amount,
            currency=command.currency or recorder.uow.workspace.currency,
            stage=stage,
            probability=STAGES.get(stage, 0),
            close_date=command.close_date,
            owner_id=speaker.user.id,
            created_at=speaker.now,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateDeal:
    """What is to change; None leaves it. `reason` is kept as a note on the deal."""

    stage: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    close_date: date | None = None
    probability: int | None = None
    next_step: str | None = None
    reason: str = ""


def update_deal(recorder: Recorder, deal: Deal, command: UpdateDeal) -> Deal:
    """The stage sets the probability unless that is told too; a deal that is decided closes today at the latest."""
    wanted: dict[str, Value] = {
        name: value
        for name in ("stage", "amount", "currency", "close_date", "probability", "next_step")
        if (value := getattr(command, name)) is not None
    }
    if command.stage and command.probability is None:
        wanted["probability"] = STAGES.get(command.stage, deal.probability)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Deals of one currency together: their amounts, and these weighted by their probabilities."""

    currency: str
    amount: Decimal
    weighted: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DealList:
    """`left_out`: deals of another currency than the one that amounts were asked in."""

    deals: tuple[Deal, ...]
    totals: tuple[Total, ...]
    left_out: int = 0


def list_deals(
    uow: UnitOfWork,
    search: DealSearch,
    *,
    least: Decimal | None = None,
    most: Decimal | None = None,
    currency: str | None = None,
) -> DealList:
    """Deals with their totals. Amounts compare within each currency; with a `currency` only its deals count."""
    found = uow.deals.search(search, _MOST_DEALS)
    kept = [deal for deal in found if _within(deal, least, most) and currency in (None, deal.currency)]
    other = sum(_within(deal, least, most) and currency not in (None, deal.currency) for deal in found)
    return DealList(deals=tuple(kept), totals=totals(kept), left_out=other)


def totals(deals: Sequence[Deal]) -> tuple[Total, ...]:
    """By currency, the largest first."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for deal in deals:
        amount = deal.amount or Decimal(0)
        total, weighted = sums.get(deal.currency, (Decimal(0), Decimal(0)))
        sums[deal.currency] = (total + amount, weighted + amount * deal.probability / 100)
    ordered = sorted(sums.items(), key=lambda item: -item[1][0])
    return tuple(Total(currency=name, amount=total, weighted=weighted) for name, (total, weighted) in ordered)


def _within(deal: Deal, least: Decimal | None, most: Decimal | None) -> bool:
    if least is None and most is None:
        return True
    return deal.amount is not None and (least is None or deal.amount >= least) and (most is None or deal.amount <= most)
