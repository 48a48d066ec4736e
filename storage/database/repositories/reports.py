"""Figures over many records."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, case, func, literal_column, or_, select

from bot.domain.activities import ActivityKind
from bot.domain.changes import Change
from bot.domain.deals import Deal, DealSearch
from bot.domain.reports import ActivityCount
from storage.database.keys import listed
from storage.database.repositories.change_sets import read_change
from storage.database.repositories.deals import ALL_FOUND, DEAL_COLUMNS, what_is_wanted
from storage.database.repositories.records import live, reader
from storage.database.repositories.scope import Scope, within
from storage.database.tables import activities, change_sets, changes, deals
from storage.database.types import Instant, Key

_OWNER, _KIND = (bindparam(name, type_=Key()) for name in ("of_owner", "of_kind"))
_START, _END = (bindparam(name, type_=Instant()) for name in ("start", "end"))

_IS_HELD = activities.c.status == literal_column("'held'")
_IS_ATTEMPT = activities.c.outcome.in_([literal_column("'no_answer'"), literal_column("'voicemail'")])
_COUNTS = (
    select(
        activities.c.owner_id,
        activities.c.kind,
        func.sum(case((_IS_HELD, 1), else_=0)).label("held"),
        func.sum(case((_IS_HELD, 0), else_=1)).label("attempted"),
    )
    .where(
        live(activities),
        activities.c.status != literal_column("'planned'"),
        or_(_IS_HELD, _IS_ATTEMPT),
        activities.c.happened_at >= _START,
        activities.c.happened_at < _END,
        or_(_OWNER.is_(None), activities.c.owner_id == _OWNER),
        or_(_KIND.is_(None), activities.c.kind == _KIND),
    )
    .group_by(activities.c.owner_id, activities.c.kind)
)

_NOTES = (
    select(
        activities.c.deal_id,
        activities.c.note,
        func.row_number()
        .over(partition_by=activities.c.deal_id, order_by=(activities.c.happened_at.desc(), activities.c.id.desc()))
        .label("place"),
    )
    .where(live(activities), activities.c.kind == literal_column("'note'"), listed(activities.c.deal_id, "of_deals"))
    .subquery()
)
_LATEST_NOTES = select(_NOTES.c.deal_id, _NOTES.c.note).where(_NOTES.c.place == 1)
_DEAL_CHANGES = (
    select(changes.c.record_kind, changes.c.record_id, changes.c.before, changes.c.after)
    .join_from(deals, changes, within(changes) & (changes.c.record_id == deals.c.id))
    .join(change_sets, within(change_sets) & (change_sets.c.id == changes.c.set_id))
    .where(
        live(deals),
        or_(_OWNER.is_(None), deals.c.owner_id == _OWNER),
        change_sets.c.made_at >= _START,
        change_sets.c.made_at < _END,
        change_sets.c.undone_at.is_(None),
        change_sets.c.reverses.is_(None),
    )
    .order_by(changes.c.id)
)


class ReportRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._deal = reader(DEAL_COLUMNS, Deal)

    def deals(self, wanted: DealSearch) -> list[Deal]:
        return [self._deal(row) for row in self._scope.see(ALL_FOUND, **what_is_wanted(wanted))]

    def activity_counts(
        self, *, start: datetime, end: datetime, owner_id: str | None = None, kind: ActivityKind | None = None
    ) -> list[ActivityCount]:
        rows = self._scope.see(_COUNTS, start=start, end=end, of_owner=owner_id, of_kind=kind)
        return [
            ActivityCount(owner_id=row.owner_id, kind=row.kind, held=row.held, attempted=row.attempted) for row in rows
        ]

    def deal_changes(self, *, since: datetime, until: datetime, owner_id: str | None = None) -> list[Change]:
        rows = self._scope.see(_DEAL_CHANGES, start=since, end=until, of_owner=owner_id)
        return [read_change(row) for row in rows]

    def latest_notes(self, deal_ids: Collection[str]) -> dict[str, str]:
        if not deal_ids:
            return {}
        return {row.deal_id: row.note for row in self._scope.see(_LATEST_NOTES, of_deals=list(deal_ids))}
