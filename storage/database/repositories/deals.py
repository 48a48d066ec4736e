"""Deals."""

from collections.abc import Collection

from sqlalchemy import Integer, bindparam, select

from bot.domain.deals import CLOSED_STAGES, Deal
from storage.database import tables
from storage.database.repositories.records import NamedRecordRepository, RecordStatements, live

_DEAL = RecordStatements.of(tables.deals, Deal)
_OPEN_OF_ACCOUNT = (
    select(*_DEAL.columns)
    .where(
        live(tables.deals),
        tables.deals.c.account_id == bindparam("of_account"),
        tables.deals.c.stage.not_in(sorted(CLOSED_STAGES)),
    )
    .order_by(tables.deals.c.close_date.nulls_last(), tables.deals.c.id)
    .limit(bindparam("up_to", type_=Integer))
)


class DealRepository(NamedRecordRepository[Deal]):
    statements = _DEAL
    record_type = Deal
    kind = "deal"
    indexed = frozenset({"name", "account_id", "deleted_at"})

    def open_of_account(self, account_id: str, limit: int) -> list[Deal]:
        return self._all(_OPEN_OF_ACCOUNT, of_account=account_id, up_to=limit)

    def by_name(self, name: str) -> list[Deal]:
        return self._named(name)

    def by_names(self, names: Collection[str]) -> list[Deal]:
        return self._named_any(names)
