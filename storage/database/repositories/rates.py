"""Exchange rates."""

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql

from bot.domain.money import Rate
from storage.database.repositories.records import columns_of
from storage.database.repositories.scope import Scope, within
from storage.database.tables import rates

_COLUMNS = columns_of(rates, Rate)
_NAMES = [column.name for column in _COLUMNS]
_ALL = select(*_COLUMNS).where(within(rates)).order_by(rates.c.currency, rates.c.base)
# SQLite takes PostgreSQL's ON CONFLICT word for word.
_NEW = postgresql.insert(rates)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["workspace_id", "base", "currency"],
    set_={"rate": _NEW.excluded.rate, "since": _NEW.excluded.since},
)
_REMOVE = delete(rates).where(
    within(rates), rates.c.base == bindparam("of_base"), rates.c.currency == bindparam("of_currency")
)


class RateRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def all(self) -> list[Rate]:
        return [Rate(**dict(zip(_NAMES, row, strict=True))) for row in self._scope.run(_ALL)]

    def put(self, rate: Rate) -> None:
        self._scope.insert(_PUT, {column.name: getattr(rate, column.name) for column in _COLUMNS})

    def remove(self, base: str, currency: str) -> None:
        self._scope.run(_REMOVE, of_base=base, of_currency=currency)
