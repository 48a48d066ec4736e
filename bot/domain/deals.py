"""Deals and the stages of a sale."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

# SugarCRM's sales stages with their probabilities in percent; the stage sets the probability.
STAGES: dict[str, int] = {
    "prospecting": 10,
    "qualification": 20,
    "needs_analysis": 25,
    "value_proposition": 30,
    "id_decision_makers": 40,
    "perception_analysis": 50,
    "proposal": 65,
    "negotiation": 80,
    "closed_won": 100,
    "closed_lost": 0,
}
CLOSED_STAGES = frozenset({"closed_won", "closed_lost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DealSearch:
    """Which deals are wanted; None asks nothing. `closes_from` and `closes_to` are inclusive.

    `idle_from`: only those without a next step, which have neither an open task nor a call or meeting planned from this
    instant on. `undated`: only those without a close date.
    """

    account_id: str | None = None
    stage: str | None = None
    owner_id: str | None = None
    closes_from: date | None = None
    closes_to: date | None = None
    open_only: bool = True
    idle_from: datetime | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A possible sale to one account. `amount` is in `currency` (ISO 4217); `probability` in percent.

    `contact_ids` are the people that it is discussed with.
    `pipeline` and `stage` are keys of the workspace's own (`bot.domain.stages`); "" is its first pipeline.
    """

    id: str
    name: str
    account_id: str | None = None
    contact_ids: tuple[str, ...] = ()
    amount: Decimal | None = None
    currency: str = "EUR"
    pipeline: str = ""
    stage: str = "prospecting"
    probability: int = 10
    close_date: date | None = None
    next_step: str = ""
    owner_id: str | None = None
    created_at: datetime
    deleted_at: datetime | None = None
