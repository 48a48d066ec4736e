"""Deals."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import Boolean, Date, Integer, bindparam, exists, or_, select, text

from bot.domain.deals import CLOSED_STAGES, Deal, DealSearch
from storage.database import tables
from storage.database.link_tables import deal_contacts
from storage.database.repositories.links import Links
from storage.database.repositories.records import NamedRecordRepository, RecordStatements, live
from storage.database.repositories.scope import seen, within
from storage.database.types import Instant, Key

_CONTACTS = Links.between("contact_ids", deal_contacts, deal_contacts.c.deal_id, deal_contacts.c.contact_id)
_DEAL = RecordStatements.of(tables.deals, Deal, _CONTACTS.as_column(tables.deals))
# What a deal is read from, wherever it is read.
DEAL_COLUMNS = _DEAL.columns
_WITH_CONTACT = select(*_DEAL.columns).where(
    seen(tables.deals),
    tables.deals.c.id.in_(
        select(deal_contacts.c.deal_id).where(
            within(deal_contacts), deal_contacts.c.contact_id == bindparam("of_record")
        )
    ),
)
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


_ACCOUNT, _STAGE, _OWNER = (bindparam(name, type_=Key()) for name in ("of_account", "of_stage", "of_owner"))
_FROM, _TO = (bindparam(name, type_=Date()) for name in ("closes_from", "closes_to"))
_IDLE_FROM = bindparam("idle_from", type_=Instant())
# A next step counts whoever takes it, also where the reader may not see it.
_HAS_TASK = exists().where(within(tables.tasks), tables.tasks.c.deal_id == tables.deals.c.id, text(tables.OPEN_TASK))
_HAS_APPOINTMENT = exists().where(
    within(tables.activities),
    tables.activities.c.deal_id == tables.deals.c.id,
    text("status = 'planned' AND deleted_at IS NULL"),
    tables.activities.c.kind.in_(["call", "meeting"]),
    tables.activities.c.happened_at >= _IDLE_FROM,
)
ALL_FOUND = (
    select(*_DEAL.columns)
    .where(
        live(tables.deals),
        or_(_ACCOUNT.is_(None), tables.deals.c.account_id == _ACCOUNT),
        or_(_STAGE.is_(None), tables.deals.c.stage == _STAGE),
        or_(_OWNER.is_(None), tables.deals.c.owner_id == _OWNER),
        or_(_FROM.is_(None), tables.deals.c.close_date >= _FROM),
        or_(_TO.is_(None), tables.deals.c.close_date <= _TO),
        or_(~bindparam("open_only", type_=Boolean), tables.deals.c.stage.not_in(sorted(CLOSED_STAGES))),
        or_(_IDLE_FROM.is_(None), ~_HAS_TASK & ~_HAS_APPOINTMENT),
        or_(~bindparam("undated", type_=Boolean), tables.deals.c.close_date.is_(None)),
    )
    .order_by(tables.deals.c.close_date.nulls_last(), tables.deals.c.id)
)
_FOUND = ALL_FOUND.limit(bindparam("up_to", type_=Integer))


def what_is_wanted(search: DealSearch) -> dict[str, Any]:
    """The parameters of `ALL_FOUND`."""
    return {
        "of_account": search.account_id,
        "of_stage": search.stage,
        "of_owner": search.owner_id,
        "closes_from": search.closes_from,
        "closes_to": search.closes_to,
        "open_only": search.open_only,
        "idle_from": search.idle_from,
        "undated": search.undated,
    }


class DealRepository(NamedRecordRepository[Deal]):
    statements = replace(_DEAL, linked={**_DEAL.linked, "contact": _WITH_CONTACT})
    record_type = Deal
    kind = "deal"
    indexed = frozenset({"name", "account_id", "owner_id", "deleted_at"})
    links = (_CONTACTS,)
    followed = frozenset({_CONTACTS.field})

    def open_of_account(self, account_id: str, limit: int) -> list[Deal]:
        return self._all(_OPEN_OF_ACCOUNT, of_account=account_id, up_to=limit)

    def search(self, wanted: DealSearch, limit: int) -> list[Deal]:
        return self._all(_FOUND, **what_is_wanted(wanted), up_to=limit)

    def by_name(self, name: str) -> list[Deal]:
        return self._named(name)

    def by_names(self, names: Collection[str]) -> list[Deal]:
        return self._named_any(names)
