"""Activities and the people they are linked to: one row each, and one a link."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Integer, Row, Select, Subquery, bindparam, delete, insert, literal_column, or_, select

from bot.domain.activities import Activity, History
from bot.domain.changes import Fields
from storage.database.keys import listed
from storage.database.repositories.records import RecordRepository, RecordStatements, in_order, live
from storage.database.repositories.scope import within
from storage.database.tables import activities, activity_contacts
from storage.database.types import Instant, Key

_ACTIVITY = RecordStatements.of(activities, Activity)
_NAMES = [column.name for column in _ACTIVITY.columns]


def _with_links(found: Select[Any]) -> Select[Any]:
    """Each activity found, as many times as it has links, in their order."""
    rows: Subquery = found.subquery()
    return (
        select(*(rows.c[name] for name in _NAMES), activity_contacts.c.contact_id)
        .outerjoin_from(
            rows,
            activity_contacts,
            within(activity_contacts) & (activity_contacts.c.activity_id == rows.c.id),
        )
        .order_by(rows.c.id, activity_contacts.c.position)
    )


_ANY = select(*_ACTIVITY.columns).where(within(activities))
_LIVE = select(*_ACTIVITY.columns).where(live(activities))
_GET = _with_links(_LIVE.where(activities.c.id == bindparam("of_id")))
_GET_ANY = _with_links(_ANY.where(activities.c.id == bindparam("of_id")))
_GET_MANY = _with_links(_LIVE.where(listed(activities.c.id, "of_ids")))

_LAST_TOUCH = _with_links(
    _LIVE.where(
        activities.c.id.in_(
            select(activity_contacts.c.activity_id).where(
                within(activity_contacts), listed(activity_contacts.c.contact_id, "of_contacts")
            )
        ),
        activities.c.status == literal_column("'held'"),
        activities.c.kind != literal_column("'note'"),
        activities.c.happened_at < bindparam("before"),
        activities.c.id != bindparam("excluding"),
    )
    .order_by(activities.c.happened_at.desc(), activities.c.id.desc())
    .limit(1)
)
_NEXT_PLANNED = _with_links(
    _LIVE.where(
        activities.c.id.in_(
            select(activity_contacts.c.activity_id).where(
                within(activity_contacts), activity_contacts.c.contact_id == bindparam("of_contact")
            )
        ),
        # A person has few activities; as a literal this would lead to all planned ones there are.
        activities.c.status == bindparam("planned", "planned"),
        activities.c.happened_at > bindparam("after"),
    )
    .order_by(activities.c.happened_at, activities.c.id)
    .limit(1)
)
_CONTACT, _ACCOUNT, _DEAL, _KIND = (
    bindparam(name, type_=Key()) for name in ("of_contact", "of_account", "of_deal", "of_kind")
)
_START, _END = (bindparam(name, type_=Instant()) for name in ("start", "end"))
_HISTORY = _with_links(
    _LIVE.where(
        or_(
            _CONTACT.is_(None),
            activities.c.id.in_(
                select(activity_contacts.c.activity_id).where(
                    within(activity_contacts), activity_contacts.c.contact_id == _CONTACT
                )
            ),
        ),
        or_(_ACCOUNT.is_(None), activities.c.account_id == _ACCOUNT),
        or_(_DEAL.is_(None), activities.c.deal_id == _DEAL),
        or_(_KIND.is_(None), activities.c.kind == _KIND),
        or_(_START.is_(None), activities.c.happened_at >= _START),
        or_(_END.is_(None), activities.c.happened_at < _END),
        activities.c.status != literal_column("'planned'"),
    )
    .order_by(activities.c.happened_at.desc(), activities.c.id.desc())
    .limit(bindparam("up_to", type_=Integer))
    .offset(bindparam("leaving_out", type_=Integer))
)
_LINK = insert(activity_contacts)
_UNLINK = delete(activity_contacts).where(
    within(activity_contacts), activity_contacts.c.activity_id == bindparam("of_id")
)
# Only what exists in this workspace is linked anew.
_EXISTS = select(activities.c.id).where(within(activities), activities.c.id == bindparam("of_id"))


class ActivityRepository(RecordRepository[Activity]):
    statements = _ACTIVITY
    record_type = Activity

    def get(self, record_id: str, *, deleted: bool = False) -> Activity | None:
        return self._first(self._scope.run(_GET_ANY if deleted else _GET, of_id=record_id))

    def get_many(self, record_ids: Collection[str]) -> list[Activity]:
        if not record_ids:
            return []
        return in_order(_joined(self._scope.run(_GET_MANY, of_ids=list(record_ids))), record_ids)

    def add(self, record: Activity) -> None:
        super().add(record)
        self._link(record.id, record.contact_ids)

    def update(self, record_id: str, fields: Fields) -> None:
        columns = {name: value for name, value in fields.items() if name != "contact_ids"}
        super().update(record_id, columns)
        contact_ids = fields.get("contact_ids")
        if isinstance(contact_ids, tuple) and self._scope.run(_EXISTS, of_id=record_id).one_or_none():
            self._scope.run(_UNLINK, of_id=record_id)
            self._link(record_id, contact_ids)

    def last_touch(self, contact_ids: Collection[str], *, before: datetime, excluding: str = "") -> Activity | None:
        if not contact_ids:
            return None
        return self._first(
            self._scope.run(_LAST_TOUCH, of_contacts=list(contact_ids), before=before, excluding=excluding)
        )

    def history(self, wanted: History, *, limit: int, offset: int = 0) -> list[Activity]:
        found = self._scope.run(
            _HISTORY,
            of_contact=wanted.contact_id,
            of_account=wanted.account_id,
            of_deal=wanted.deal_id,
            of_kind=wanted.kind,
            start=wanted.start,
            end=wanted.end,
            up_to=limit,
            leaving_out=offset,
        )
        return sorted(_joined(found), key=lambda activity: (activity.happened_at, activity.id), reverse=True)

    def next_planned(self, contact_id: str, *, after: datetime) -> Activity | None:
        return self._first(self._scope.run(_NEXT_PLANNED, of_contact=contact_id, after=after))

    def _link(self, activity_id: str, contact_ids: Iterable[str]) -> None:
        self._scope.insert_all(
            _LINK,
            (
                {"activity_id": activity_id, "position": position, "contact_id": contact_id}
                for position, contact_id in enumerate(contact_ids)
            ),
        )

    @staticmethod
    def _first(rows: Iterable[Row[Any]]) -> Activity | None:
        return next(iter(_joined(rows)), None)


def _joined(rows: Iterable[Row[Any]]) -> list[Activity]:
    """One activity for each run of rows with its links."""
    found = []
    for _, run in groupby(rows, key=lambda row: row[0]):
        linked = list(run)
        contact_ids = tuple(row[-1] for row in linked if row[-1] is not None)
        found.append(Activity(**dict(zip(_NAMES, linked[0][:-1], strict=True)), contact_ids=contact_ids))
    return found
