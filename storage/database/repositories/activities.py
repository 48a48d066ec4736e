"""Activities and the people they are linked to: one row each, and one a link."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    text,
    true,
)

from bot.domain.activities import Activity, ActivityKind, History
from bot.domain.changes import Fields, RecordKind
from storage.database.keys import listed
from storage.database.link_tables import activity_contacts, activity_leads
from storage.database.note_words import ADD_WORDS, REMOVE_WORDS, with_words, word_rows
from storage.database.repositories.links import Links
from storage.database.repositories.records import RecordRepository, RecordStatements, in_order, live, page_of
from storage.database.repositories.scope import seen, within
from storage.database.statements import Row
from storage.database.tables import activities
from storage.database.types import Instant, Key

_ACTIVITY = RecordStatements.of(activities, Activity)
_NAMES = [column.name for column in _ACTIVITY.columns]


_CONTACTS = Links.between(
    "contact_ids", activity_contacts, activity_contacts.c.activity_id, activity_contacts.c.contact_id
)
_LEADS = Links.between("lead_ids", activity_leads, activity_leads.c.activity_id, activity_leads.c.lead_id)
_LINKS = (_CONTACTS, _LEADS)


def _with_links(found: Select[Any]) -> Select[Any]:
    """Each activity found, as many times as it has links, in their order."""
    rows: Subquery = found.subquery()
    joined = select(*(rows.c[name] for name in _NAMES), *(links.column for links in _LINKS)).select_from(rows)
    for links in _LINKS:
        joined = joined.outerjoin(links.table, within(links.table) & (links.table.c.activity_id == rows.c.id))
    return joined.order_by(rows.c.id, *(links.table.c.position for links in _LINKS))


def _with(links: Links, person: BindParameter[str]) -> ColumnElement[bool]:
    """Activities that are linked to this person."""
    return activities.c.id.in_(select(links.table.c.activity_id).where(within(links.table), links.column == person))


_ANY = select(*_ACTIVITY.columns).where(seen(activities))
_LIVE = select(*_ACTIVITY.columns).where(live(activities))
_GET = _with_links(_LIVE.where(activities.c.id == bindparam("of_id")))
_GET_ANY = _with_links(_ANY.where(activities.c.id == bindparam("of_id")))
_GET_MANY = _with_links(_LIVE.where(listed(activities.c.id, "of_ids")))
_GET_MANY_ANY = _with_links(_ANY.where(listed(activities.c.id, "of_ids")))
_PAGE = _with_links(page_of(activities, _ACTIVITY.columns).where(seen(activities)))


def _last_touch(with_whom: ColumnElement[bool]) -> Select[Any]:
    return _with_links(
        _LIVE.where(
            with_whom,
            activities.c.status == literal_column("'held'"),
            activities.c.kind != literal_column("'note'"),
            activities.c.happened_at < bindparam("before"),
        )
        .order_by(activities.c.happened_at.desc(), activities.c.id.desc())
        .limit(1)
    )


_LAST_TOUCH: dict[RecordKind, Select[Any]] = {
    "contact": _last_touch(_with(_CONTACTS, bindparam("of_record"))),
    "lead": _last_touch(_with(_LEADS, bindparam("of_record"))),
    "account": _last_touch(activities.c.account_id == bindparam("of_record")),
}
_CONTACT, _LEAD, _ACCOUNT, _DEAL, _KIND, _OWNER = (
    bindparam(f"of_{name}", type_=Key()) for name in ("contact", "lead", "account", "deal", "kind", "owner")
)
_START, _END = (bindparam(name, type_=Instant()) for name in ("start", "end"))
_BEHIND = (
    live(activities),
    or_(_CONTACT.is_(None), _with(_CONTACTS, _CONTACT)),
    or_(_LEAD.is_(None), _with(_LEADS, _LEAD)),
    or_(_ACCOUNT.is_(None), activities.c.account_id == _ACCOUNT),
    or_(_DEAL.is_(None), activities.c.deal_id == _DEAL),
    or_(_KIND.is_(None), activities.c.kind == _KIND),
    or_(_OWNER.is_(None), activities.c.owner_id == _OWNER),
    activities.c.happened_at >= _START,
    activities.c.happened_at < _END,
    activities.c.status != literal_column("'planned'"),
)
_SAYING = activities.c.id.in_(with_words())


# What an index leads to, where it is asked for: of a condition that may as well be none, planners know nothing.
_LEADING: dict[str, ColumnElement[bool]] = {
    "contact": _with(_CONTACTS, _CONTACT),
    "lead": _with(_LEADS, _LEAD),
    "deal": activities.c.deal_id == _DEAL,
    "account": activities.c.account_id == _ACCOUNT,
    "": true(),
}
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


def _found(*more: ColumnElement[bool]) -> Select[Any]:
    return _with_links(
        select(*_ACTIVITY.columns)
        .where(*_BEHIND, *more)
        .order_by(activities.c.happened_at.desc(), activities.c.id.desc())
        .limit(bindparam("up_to", type_=Integer))
        .offset(bindparam("leaving_out", type_=Integer))
    )


_HISTORY = {leading: _found(condition) for leading, condition in _LEADING.items()}
_HISTORY_SAYING = _found(_SAYING)
_COUNT_ALL = select(func.count()).select_from(activities).where(*_BEHIND)
_COUNT = {leading: _COUNT_ALL.where(condition) for leading, condition in _LEADING.items()}
_COUNT_SAYING = _COUNT_ALL.where(_SAYING)
_PLANNED = _with_links(
    _LIVE.where(
        # Word for word what the index of the planned says.
        text("activities.status = 'planned' AND activities.deleted_at IS NULL"),
        activities.c.owner_id == bindparam("of_owner"),
        activities.c.kind == bindparam("of_kind"),
        activities.c.happened_at >= _START,
        activities.c.happened_at < _END,
    )
    .order_by(activities.c.happened_at, activities.c.id)
    .limit(bindparam("up_to", type_=Integer))
)
_LINKED: dict[RecordKind, Select[Any]] = {
    "contact": _with_links(_ANY.where(_with(_CONTACTS, bindparam("of_record")))),
    "lead": _with_links(_ANY.where(_with(_LEADS, bindparam("of_record")))),
    "account": _with_links(_ANY.where(activities.c.account_id == bindparam("of_record"))),
    "deal": _with_links(_ANY.where(activities.c.deal_id == bindparam("of_record"))),
}


class ActivityRepository(RecordRepository[Activity]):
    statements = _ACTIVITY
    record_type = Activity
    links = _LINKS
    followed = frozenset({"note", *(links.field for links in _LINKS)})

    def get(self, record_id: str, *, deleted: bool = False) -> Activity | None:
        return self._first(self._scope.see(_GET_ANY if deleted else _GET, of_id=record_id))

    def get_many(self, record_ids: Collection[str], *, deleted: bool = False) -> list[Activity]:
        if not record_ids:
            return []
        statement = _GET_MANY_ANY if deleted else _GET_MANY
        return in_order(_joined(self._scope.see(statement, of_ids=list(record_ids))), record_ids)

    def page(self, after: str, limit: int) -> list[Activity]:
        return _joined(self._scope.see(_PAGE, after=after, up_to=limit))

    def linked_to(self, kind: RecordKind, record_id: str) -> list[Activity]:
        statement = _LINKED.get(kind)
        return [] if statement is None else _joined(self._scope.see(statement, of_record=record_id))

    def add(self, record: Activity) -> None:
        super().add(record)
        self._scope.insert_all(ADD_WORDS, word_rows(record.id, record.note))

    def add_all(self, records: Collection[Activity]) -> None:
        super().add_all(records)
        self._scope.insert_all(ADD_WORDS, (row for record in records for row in word_rows(record.id, record.note)))

    def _put_elsewhere(self, record_id: str, fields: Fields) -> None:
        super()._put_elsewhere(record_id, fields)
        if "note" in fields:
            self._scope.run(REMOVE_WORDS, of_id=record_id)
            self._scope.insert_all(ADD_WORDS, word_rows(record_id, str(fields["note"])))

    def last_touch(self, kind: RecordKind, record_id: str, *, before: datetime) -> Activity | None:
        return self._first(self._scope.see(_LAST_TOUCH[kind], of_record=record_id, before=before))

    def history(self, wanted: History, *, limit: int, offset: int = 0) -> list[Activity]:
        statement = _HISTORY_SAYING if wanted.words else _HISTORY[_leading(wanted)]
        found = self._scope.see(statement, **_what_is_wanted(wanted), up_to=limit, leaving_out=offset)
        return sorted(_joined(found), key=lambda activity: (activity.happened_at, activity.id), reverse=True)

    def count(self, wanted: History) -> int:
        statement = _COUNT_SAYING if wanted.words else _COUNT[_leading(wanted)]
        return int(self._scope.see(statement, **_what_is_wanted(wanted)).one().count)

    def planned(
        self, kind: ActivityKind, owner_id: str, *, start: datetime, end: datetime, limit: int
    ) -> list[Activity]:
        found = self._scope.see(_PLANNED, of_kind=kind, of_owner=owner_id, start=start, end=end, up_to=limit)
        return sorted(_joined(found), key=lambda activity: (activity.happened_at, activity.id))

    @staticmethod
    def _first(rows: Iterable[Row]) -> Activity | None:
        return next(iter(_joined(rows)), None)


def _leading(history: History) -> str:
    """What singles out the fewest of them."""
    return next(name for name in _LEADING if not name or getattr(history, f"{name}_id") is not None)


def _what_is_wanted(history: History) -> dict[str, object]:
    """The parameters of statements about what lies behind."""
    asked = {"asked": list(history.words), "how_many": len(history.words)} if history.words else {}
    return {
        **asked,
        "of_owner": history.owner_id,
        "of_contact": history.contact_id,
        "of_lead": history.lead_id,
        "of_account": history.account_id,
        "of_deal": history.deal_id,
        "of_kind": history.kind,
        "start": history.start or _EARLIEST,
        "end": history.end or _LATEST,
    }


def _joined(rows: Iterable[Row]) -> list[Activity]:
    """One activity for each run of rows with its links."""
    found = []
    for _, run in groupby(rows, key=lambda row: row[0]):
        linked = list(run)
        people: dict[str, Any] = {
            links.field: tuple(dict.fromkeys(row[at] for row in linked if row[at] is not None))
            for at, links in enumerate(_LINKS, start=len(_NAMES))
        }
        found.append(Activity(**dict(zip(_NAMES, linked[0][: len(_NAMES)], strict=True)), **people))
    return found
