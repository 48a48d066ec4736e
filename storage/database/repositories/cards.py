"""The card of a contact, in two statements: the person with company and deals, and what was and will be done."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    select,
    text,
    union_all,
)

from bot.domain.agenda import AgendaItem
from bot.domain.cards import ContactCard, Touch
from bot.domain.deals import CLOSED_STAGES, Deal
from bot.domain.people import Account, Contact
from storage.database.link_tables import activity_contacts
from storage.database.repositories.deals import DEAL_COLUMNS
from storage.database.repositories.records import columns_of, live, reader
from storage.database.repositories.scope import Scope, seen, within
from storage.database.tables import (
    OPEN_TASK,
    accounts,
    activities,
    change_sets,
    changes,
    contacts,
    deals,
    tasks,
    users,
)

_MOST_DEALS = 2
_MOST_TASKS = 2

_CONTACT, _ACCOUNT, _DEAL = columns_of(contacts, Contact), columns_of(accounts, Account), DEAL_COLUMNS
_ACCOUNT_AT, _DEAL_AT = len(_CONTACT), len(_CONTACT) + len(_ACCOUNT)
_read_contact, _read_account, _read_deal = reader(_CONTACT, Contact), reader(_ACCOUNT, Account), reader(_DEAL, Deal)

_OF_CONTACT: BindParameter[str] = bindparam("of_contact")
_WITH_ACCOUNT = (
    select(*_CONTACT, *_ACCOUNT)
    .outerjoin_from(contacts, accounts, and_(live(accounts), accounts.c.id == contacts.c.account_id))
    .where(live(contacts), contacts.c.id == _OF_CONTACT)
)
# One row for each deal; where there is none, one without.
_PERSON = (
    select(*_CONTACT, *_ACCOUNT, *_DEAL)
    .outerjoin_from(contacts, accounts, and_(live(accounts), accounts.c.id == contacts.c.account_id))
    .outerjoin(
        deals,
        and_(live(deals), deals.c.account_id == accounts.c.id, deals.c.stage.not_in(sorted(CLOSED_STAGES))),
    )
    .where(live(contacts), contacts.c.id == _OF_CONTACT)
    .order_by(deals.c.close_date.nulls_last(), deals.c.id)
    .limit(_MOST_DEALS)
)


def _line(
    place: int,
    kind: ColumnElement[str],
    record_id: ColumnElement[str],
    subject: ColumnElement[str],
    at: ColumnElement[datetime],
    date_only: ColumnElement[bool],
    by: ColumnElement[str],
) -> Select[*tuple[Any, ...]]:
    return select(
        literal_column(str(place), Integer).label("place"),
        kind.label("kind"),
        record_id.label("id"),
        subject.label("subject"),
        at.label("at"),
        date_only.label("date_only"),
        by.label("by"),
    )


def _activities(place: int, by: ColumnElement[str], *conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return _line(
        place,
        activities.c.kind,
        activities.c.id,
        activities.c.note,
        activities.c.happened_at,
        activities.c.date_only,
        by,
    ).where(
        live(activities),
        activities.c.id.in_(
            select(activity_contacts.c.activity_id).where(
                within(activity_contacts), activity_contacts.c.contact_id == _OF_CONTACT
            )
        ),
        *conditions,
    )


_NOBODY: ColumnElement[str] = literal_column("''")
_COLLEAGUE = func.coalesce(
    select(users.c.name)
    .where(within(users), users.c.id == activities.c.owner_id, users.c.id != bindparam("of_reader"))
    .scalar_subquery(),
    _NOBODY,
)
_LAST_TOUCH = (
    _activities(
        0,
        _COLLEAGUE,
        activities.c.status == literal_column("'held'"),
        activities.c.kind != literal_column("'note'"),
        activities.c.happened_at <= bindparam("now"),
    )
    .order_by(activities.c.happened_at.desc(), activities.c.id.desc())
    .limit(1)
)
_NEXT_PLANNED = (
    _activities(
        1,
        _NOBODY,
        activities.c.status == literal_column("'planned'"),
        activities.c.kind.in_(["call", "meeting"]),
        activities.c.happened_at > bindparam("now"),
    )
    .order_by(activities.c.happened_at, activities.c.id)
    .limit(1)
)
_NEXT_TASKS = (
    _line(2, literal("task"), tasks.c.id, tasks.c.subject, tasks.c.due_at, tasks.c.date_only, _NOBODY)
    .where(seen(tasks), text(OPEN_TASK), tasks.c.contact_id == _OF_CONTACT)
    .order_by(tasks.c.due_at.nulls_last(), tasks.c.id)
    .limit(_MOST_TASKS)
)
# A part of a union may be ordered and limited only inside a subquery.
_PARTS = {"last": _LAST_TOUCH, "planned": _NEXT_PLANNED, "todo": _NEXT_TASKS}
_LINES = union_all(*(select(part.subquery(name)) for name, part in _PARTS.items())).subquery("lines")
_AROUND = (
    select(_LINES, change_sets.c.message_key, change_sets.c.user_id)
    .outerjoin_from(
        _LINES,
        changes,
        within(changes) & (_LINES.c.place == 0) & (changes.c.record_id == _LINES.c.id) & changes.c.before.is_(None),
    )
    .outerjoin(change_sets, within(change_sets) & (change_sets.c.id == changes.c.set_id))
    .order_by(_LINES.c.place, _LINES.c.at.nulls_last(), _LINES.c.id)
)


def contact_with_account(scope: Scope, contact_id: str) -> tuple[Contact, Account | None] | None:
    row = scope.see(_WITH_ACCOUNT, of_contact=contact_id).one_or_none()
    if row is None:
        return None
    account = row[_ACCOUNT_AT:]
    return _read_contact(row[:_ACCOUNT_AT]), None if account[0] is None else _read_account(account)


def contact_card(scope: Scope, contact_id: str, *, reader_id: str, now: datetime) -> ContactCard | None:
    rows = scope.see(_PERSON, of_contact=contact_id).all()
    if not rows:
        return None
    account = rows[0][_ACCOUNT_AT:_DEAL_AT]
    last_touch, ahead = None, []
    for line in scope.see(_AROUND, of_contact=contact_id, of_reader=reader_id, now=now):
        if line.place == 0:
            last_touch = Touch(
                kind=line.kind,
                at=line.at,
                by=line.by,
                message_key=line.message_key or "",
                told_by=line.user_id or "",
            )
        else:
            ahead.append(
                AgendaItem(kind=line.kind, id=line.id, subject=line.subject, at=line.at, date_only=line.date_only)
            )
    return ContactCard(
        contact=_read_contact(rows[0][:_ACCOUNT_AT]),
        account=None if account[0] is None else _read_account(account),
        last_touch=last_touch,
        deals=tuple(_read_deal(row[_DEAL_AT:]) for row in rows if row[_DEAL_AT] is not None),
        ahead=tuple(ahead),
    )
