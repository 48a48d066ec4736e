"""Lists of contacts, by name, or by how long nobody was in touch with them."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, exists, func, literal_column, or_, select

from bot.domain.contact_lists import ContactPage, ContactSearch, ListedContact, Untouched
from bot.domain.people import Contact
from storage.database.link_tables import activity_contacts
from storage.database.repositories.records import columns_of, live, reader
from storage.database.repositories.scope import Scope, within
from storage.database.tables import accounts, activities, contacts
from storage.database.types import Instant, Key

_CONTACT = columns_of(contacts, Contact)
_read_contact = reader(_CONTACT, Contact)

_ACCOUNT, _OWNER, _KIND, _BY = (
    bindparam(name, type_=Key()) for name in ("of_account", "of_owner", "of_kind", "done_by")
)
_START, _END = (bindparam(name, type_=Instant()) for name in ("start", "end"))


def _touching(*conditions: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    """What was done, or tried, with the contact of the enclosing query."""
    return (
        within(activity_contacts),
        activity_contacts.c.contact_id == contacts.c.id,
        live(activities),
        activities.c.id == activity_contacts.c.activity_id,
        activities.c.status != literal_column("'planned'"),
        activities.c.kind != literal_column("'note'"),
        or_(_KIND.is_(None), activities.c.kind == _KIND),
        or_(_BY.is_(None), activities.c.owner_id == _BY),
        *conditions,
    )


_LAST = select(func.max(activities.c.happened_at)).where(*_touching()).correlate(contacts).scalar_subquery()
_TOUCHED = exists().where(
    *_touching(
        or_(_START.is_(None), activities.c.happened_at >= _START), or_(_END.is_(None), activities.c.happened_at < _END)
    )
)
_COMPANY = select(accounts.c.name).where(live(accounts), accounts.c.id == contacts.c.account_id).scalar_subquery()
_WANTED: Select[Any] = select(
    *_CONTACT, func.coalesce(_COMPANY, "").label("company"), func.count().over().label("total")
).where(
    live(contacts),
    or_(_ACCOUNT.is_(None), contacts.c.account_id == _ACCOUNT),
    or_(_OWNER.is_(None), contacts.c.owner_id.is_(None), contacts.c.owner_id == _OWNER),
)
_NAMES = (contacts.c.last_name, contacts.c.first_name, contacts.c.id)
_UP_TO, _LEAVING_OUT = (bindparam(name, type_=Integer) for name in ("up_to", "leaving_out"))
_BY_NAME = _WANTED.order_by(*_NAMES).limit(_UP_TO).offset(_LEAVING_OUT)
# Whom nobody ever tried to reach comes last: a long list of them would hide those who are forgotten.
_UNTOUCHED = (
    _WANTED.add_columns(_LAST.label("last_at"))
    .where(~_TOUCHED)
    .order_by(literal_column("last_at").asc().nulls_last(), *_NAMES)
    .limit(_UP_TO)
    .offset(_LEAVING_OUT)
)


def contact_page(scope: Scope, wanted: ContactSearch, *, limit: int, offset: int) -> ContactPage:
    facts = {"of_account": wanted.account_id, "of_owner": wanted.owner_id, "up_to": limit, "leaving_out": offset}
    untouched = wanted.untouched
    rows = scope.see(_UNTOUCHED, **facts, **_asked(untouched)) if untouched else scope.see(_BY_NAME, **facts)
    found = rows.all()
    return ContactPage(
        total=found[0].total if found else 0,
        people=tuple(
            ListedContact(
                contact=_read_contact(row[: len(_CONTACT)]),
                company=row.company,
                last_at=row.last_at if untouched else None,
            )
            for row in found
        ),
    )


def _asked(untouched: Untouched) -> dict[str, object]:
    return {
        "of_kind": untouched.kind,
        "done_by": untouched.by_id,
        "start": untouched.start,
        "end": untouched.end,
    }
