"""My day: sent as working days begin, worded at the last moment, and dropped once its day is over."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.crm.digests import DealsToMind, my_day, next_due
from bot.crm.rights import sight_of
from bot.crm.workdays import workdays_of
from bot.domain.agenda import AgendaItem
from bot.domain.deals import Deal
from bot.domain.people import User
from bot.domain.zones import wall_of, zone_of
from bot.messages import Action, Address, Button, Card
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow
from bot.scheduling.gathered import short_label
from bot.wording.agenda import SIGNS, item_name
from bot.wording.dates import Dates, dates_of
from bot.wording.money import money
from bot.wording.texts import Said, Texts

_NOON = time(12)
_MOST_OVERDUE, _MOST_TIMED, _MOST_NAMED = 2, 4, 3
_MOST_BUTTONS = 3


def fire_digests(uow: UnitOfWork, now: datetime, limit: int) -> int:
    """Queues those that are due, and plans the next ones; gives how many it saw to."""
    due = uow.digests.due(now, limit)
    for digest in due:
        user = uow.users.get(digest.user_id)
        if user is None:
            continue
        today = wall_of(now, zone_of(user.timezone)).date()
        if user.mutes(digest.kind) or not _is_of(today, digest.due_at, user):
            uow.digests.plan(digest, next_due(digest.kind, user, uow.workspace, after=now, sent_on=digest.sent_on))
            continue
        following = next_due(digest.kind, user, uow.workspace, after=now, sent_on=today)
        uow.digests.fire(digest, Address.of(user), sent_on=today, next_due=following)
    return len(due)


def _is_of(day: date, due_at: datetime, user: User) -> bool:
    """Whether what was due then belongs to this day: what nobody could be sent in time is old news."""
    return wall_of(due_at, zone_of(user.timezone)).date() == day


def digest_card(uow: UnitOfWork, row: OutboxRow, now: datetime) -> Card | None:
    """The card of a digest on its way; None when there is nothing to say, or its time is over."""
    user = uow.users.get(row.user_id)
    if user is None or row.due_at is None:
        return None
    if not _is_of(wall_of(now, zone_of(user.timezone)).date(), row.due_at, user):
        return None
    with uow.seeing(sight_of(uow, user)):
        return _day_card(uow, user, now)


def _day_card(uow: UnitOfWork, user: User, now: datetime) -> Card | None:
    day, texts, dates = my_day(uow, user, now), Texts(user.language), dates_of(user, now)
    if day.is_empty:
        return None
    mine = [item for item in day.agenda.items if not item.waiting]
    timed = [item for item in mine if item.at is not None and not item.date_only]
    whole = [item for item in mine if item.at is None or item.date_only]
    waiting = [item for item in (*day.agenda.overdue, *day.agenda.items) if item.waiting]
    overdue = [item for item in day.agenda.overdue if not item.waiting]
    lines = [
        _listed("digest-overdue", [_overdue(item, texts, dates) for item in overdue], _MOST_OVERDUE, texts),
        _listed("digest-timed", [_timed(item, texts, dates) for item in timed], _MOST_TIMED, texts),
        _listed("digest-whole-day", [texts("digest-item", item=item_name(item)) for item in whole], _MOST_NAMED, texts),
        *deal_lines(day.deals, texts, dates),
        _listed("digest-waiting", [texts("digest-item", item=item_name(item)) for item in waiting], _MOST_NAMED, texts),
    ]
    title = texts(
        "digest-day",
        part="morning" if wall_of(now, dates.zone).time() < _NOON else "later",
        name=user.name.partition(" ")[0],
        day=dates.day(dates.today),
    )
    today = dates.today.isoformat()
    whole_list = Action(name="show_day", arguments={"first": today, "last": today, "kind": "", "offset": 0})
    stop = Action(name="mute", arguments={"kind": "day"})
    return Card(
        title=title,
        lines=tuple(line for line in lines if line),
        buttons=(
            *next_step_buttons(uow, user, day.deals, texts, dates),
            Button(label=texts("button-whole-day"), action=whole_list),
            Button(label=texts("button-stop-these"), action=stop),
        ),
    )


def deal_lines(deals: DealsToMind, texts: Texts, dates: Dates) -> list[Said]:
    """What closes this week, what has no next step: a line each, "" where there is none."""
    return [
        _listed("digest-closing", [_closing(deal, texts, dates) for deal in deals.closing], _MOST_NAMED, texts),
        _listed("digest-idle", [texts("digest-item", item=deal.name) for deal in deals.idle], _MOST_NAMED, texts),
    ]


def next_step_buttons(
    uow: UnitOfWork, user: User, deals: DealsToMind, texts: Texts, dates: Dates
) -> tuple[Button, ...]:
    """A follow-up on the next working day for each of the first deals without a next step."""
    day = workdays_of(user, uow.workspace).next_working(dates.today + timedelta(days=1))
    return tuple(
        Button(
            label=texts("button-follow-up-on", name=short_label(deal.name), day=dates.short(day)),
            action=Action(
                name="plan_next_step", arguments={"deal": deal.id, "contact": None, "days": (day - dates.today).days}
            ),
        )
        for deal in deals.idle[:_MOST_BUTTONS]
    )


def _listed(key: str, items: Sequence[Said], most: int, texts: Texts) -> Said:
    """A line of the first items, and how many more there are; "" for none."""
    if not items:
        return Said("")
    line = Said(" · ".join(items[:most]))
    if len(items) > most:
        line = texts("digest-and-more", items=line, count=len(items) - most)
    return texts(key, count=len(items), items=line)


def _overdue(item: AgendaItem, texts: Texts, dates: Dates) -> Said:
    return texts("digest-overdue-item", item=_name(item), when=dates.past(item.at) if item.at else "")


def _timed(item: AgendaItem, texts: Texts, dates: Dates) -> Said:
    at = dates.clock(wall_of(item.at, dates.zone)) if item.at else ""
    return texts("agenda-item-at", time=at, sign=SIGNS[item.kind], item=_name(item))


def _name(item: AgendaItem) -> str:
    """As short as will do among others in a line: with whom, what."""
    if item.kind in ("call", "meeting"):
        return ", ".join(part for part in (item.contact or item.account, item.subject) if part)
    return item_name(item)


def _closing(deal: Deal, texts: Texts, dates: Dates) -> Said:
    amount = "none" if deal.amount is None else money(deal.amount, deal.currency, dates.locale)
    return texts("digest-closing-deal", name=deal.name, amount=amount, day=dates.short(deal.close_date or dates.today))
