"""What became of deals in some days. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.changes import Change
from bot.domain.deals import CLOSED_STAGES, Deal


@dataclass(frozen=True, slots=True)
class Slip:
    """A deal that closes later than it was to: `before`."""

    deal: Deal
    before: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DealNews:
    """A deal stands where it ended up: what was made and won in one week is won."""

    won: tuple[Deal, ...]
    lost: tuple[Deal, ...]
    new: tuple[Deal, ...]
    moved: tuple[Deal, ...]
    slipped: tuple[Slip, ...]


def deal_news(changes: Collection[Change], deals: Collection[Deal]) -> DealNews:
    """`changes` in their order, `deals` as they are now."""
    new = {change.record_id for change in changes if change.creates}
    stages = _first_values(changes, "stage")
    dates = _first_values(changes, "close_date")
    decided = [deal for deal in deals if deal.stage in CLOSED_STAGES and (deal.id in new or deal.id in stages)]
    still_open = [deal for deal in deals if deal.stage not in CLOSED_STAGES]
    return DealNews(
        won=tuple(deal for deal in decided if deal.stage == "closed_won"),
        lost=tuple(deal for deal in decided if deal.stage == "closed_lost"),
        new=tuple(deal for deal in still_open if deal.id in new),
        moved=tuple(
            deal for deal in still_open if deal.id not in new and stages.get(deal.id, deal.stage) != deal.stage
        ),
        slipped=tuple(
            Slip(deal, before)
            for deal in still_open
            if isinstance(before := dates.get(deal.id), date) and deal.close_date and before < deal.close_date
        ),
    )


def _first_values(changes: Collection[Change], field: str) -> Mapping[str, object]:
    """What a field held before the first of the changes to it, by record."""
    found: dict[str, object] = {}
    for change in changes:
        if change.before is not None and field in change.after:
            found.setdefault(change.record_id, change.before.get(field))
    return found
