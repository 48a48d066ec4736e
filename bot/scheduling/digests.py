"""My day, my week, that of a team: sent in working time, worded at the last moment, dropped once their time is over."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.crm.digests import DealsToMind, my_day, next_due
from bot.crm.rights import channel_sight, sight_of
from bot.crm.workdays import workdays_of
from bot.domain.agenda import AgendaItem
from bot.domain.deals import Deal
from bot.domain.digests import DigestKind, PersonalDigest
from bot.domain.people import User
from bot.domain.rights import Sight
from bot.domain.zones import is_day, wall_of, zone_of
from bot.messages import Action, Address, Button, Card
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow
from bot.reports.making import make_report
from bot.reports.periods import week_of
from bot.reports.report import Ask, Reader, Report
from bot.scheduling.gathered import short_label
from bot.wording.agenda import item_name, sign_of
from bot.wording.dates import Dates, dates_of
from bot.wording.lists import listed
from bot.wording.money import money
from bot.wording.texts import Said, Texts

_NOON = time(12)
# In days; of a week one hears also after the weekend.
_STAYS_NEW: dict[DigestKind, timedelta] = {"day": timedelta(), "week": timedelta(days=3), "team": timedelta(days=3)}
_MOST_OVERDUE, _MOST_TIMED, _MOST_NAMED = 2, 4, 3
_MOST_BUTTONS = 3
_MOST_TOGETHER = 1000
# Instants are kept to the microsecond.
_AT_ONCE = timedelta(microseconds=1)


def fire_digests(uow: UnitOfWork, now: datetime, limit: int) -> int:
    """Queues those that are due, and plans the next ones; gives how many it saw to."""
    due = uow.digests.due(now, limit)
    for digest in due:
        user = uow.users.get(digest.user_id)
        if user is None:
            continue
        day = _day_of(digest.due_at, user)
        if (digest.kind != "team" and user.mutes(digest.kind)) or _is_over(digest.kind, day, now, user):
            uow.digests.plan(digest, next_due(digest.kind, user, uow.workspace, after=now, sent_on=digest.sent_on))
            continue
        following = next_due(digest.kind, user, uow.workspace, after=now, sent_on=day)
        address = Address(digest.platform, digest.chat, digest.thread) if digest.chat else Address.of(user)
        uow.digests.fire(digest, address, sent_on=day, next_due=following)
    return len(due)


def _day_of(instant: datetime, user: User) -> date:
    return wall_of(instant, zone_of(user.timezone)).date()


def _is_over(kind: DigestKind, day: date, now: datetime, user: User) -> bool:
    """Whether what was due on this day is old news."""
    return _day_of(now, user) - day > _STAYS_NEW[kind]


def day_card(uow: UnitOfWork, row: OutboxRow, now: datetime) -> Card | None:
    """What is told of the day; None when there is nothing to say, or it is over."""
    user = _reader_of(uow, row, "day", now)
    if user is None:
        return None
    with uow.seeing(sight_of(uow, user)):
        card = _of_day(uow, user, now)
    if card is not None:
        _take_along(uow, row, now)
    return card


def _take_along(uow: UnitOfWork, row: OutboxRow, now: datetime) -> None:
    """Reminders of this day that have no hour are told with it, and come on their own no more."""
    waiting = uow.notices.late(row, before=now + _AT_ONCE, limit=_MOST_TOGETHER)
    reminders = uow.reminders.get_many([occurrence.reminder_id for occurrence in waiting.values()])
    of_day = {each.id for each in reminders if is_day(each.wish)}
    if of_day:
        uow.notices.gather([row_id for row_id, each in waiting.items() if each.reminder_id in of_day], row.id, now)


def week_card(uow: UnitOfWork, row: OutboxRow, now: datetime) -> Card | None:
    """What is told of a person's week in which it was due; None when there is nothing to say, or it is long over."""
    user = _reader_of(uow, row, "week", now)
    if user is None:
        return None
    report = _week(uow, user, row, now, sight=sight_of(uow, user), owner_id=user.id)
    if report.is_empty:
        return None
    title, *lines = report.lines
    return Card(title=title, lines=tuple(lines), buttons=(_stop("week", Texts(user.language)),))


def team_card(uow: UnitOfWork, row: OutboxRow, now: datetime) -> Card | None:
    """As `week_card`, of all whose records everybody in the channel may see, with a picture."""
    user = _reader_of(uow, row, "team", now)
    sight = channel_sight(uow, user) if user else None
    if user is None or sight is None or user.role == "rep":
        return None
    report = _week(uow, user, row, now, sight=sight)
    if report.is_empty:
        return None
    title, *lines = report.lines
    return Card(
        title=title, lines=(*lines, Texts(user.language)("team-digest-ends", name=user.name)), image=report.chart
    )


def _week(
    uow: UnitOfWork, user: User, row: OutboxRow, now: datetime, *, sight: Sight, owner_id: str | None = None
) -> Report:
    names = {each.id: each.name for each in uow.users.all()}
    reader = Reader(user_id=user.id, names=names, texts=Texts(user.language), dates=dates_of(user, now))
    week = week_of(_day_of(row.due_at or now, user))
    with uow.seeing(sight):
        return make_report(uow, Ask(kind="week", owner_id=owner_id, span=week), reader)


def _reader_of(uow: UnitOfWork, row: OutboxRow, kind: DigestKind, now: datetime) -> User | None:
    """Whom it is for; None where its time is over."""
    user = uow.users.get(row.user_id)
    if user is None or row.due_at is None or _is_over(kind, _day_of(row.due_at, user), now, user):
        return None
    return user


def _stop(kind: PersonalDigest, texts: Texts) -> Button:
    return Button(label=texts("button-stop-these"), action=Action(name="mute", arguments={"kind": kind}))


def _of_day(uow: UnitOfWork, user: User, now: datetime) -> Card | None:
    day, texts, dates = my_day(uow, user, now), Texts(user.language), dates_of(user, now)
    if day.is_empty:
        return None
    mine = [item for item in day.agenda.items if not item.waiting]
    timed = [item for item in mine if item.at is not None and not item.date_only]
    whole = [item for item in mine if item.at is None or item.date_only]
    waiting = [item for item in (*day.agenda.overdue, *day.agenda.items) if item.waiting]
    overdue = [item for item in day.agenda.overdue if not item.waiting]
    lines = [
        listed("digest-overdue", [_overdue(item, texts, dates) for item in overdue], _MOST_OVERDUE, texts),
        listed("digest-timed", [_timed(item, texts, dates) for item in timed], _MOST_TIMED, texts),
        listed("digest-whole-day", [texts("digest-item", item=item_name(item)) for item in whole], _MOST_NAMED, texts),
        *deal_lines(day.deals, texts, dates),
        listed("digest-waiting", [texts("digest-item", item=item_name(item)) for item in waiting], _MOST_NAMED, texts),
    ]
    title = texts(
        "digest-day",
        part="morning" if wall_of(now, dates.zone).time() < _NOON else "later",
        name=user.name.partition(" ")[0],
        day=dates.day(dates.today),
    )
    today = dates.today.isoformat()
    whole_list = Action(name="show_day", arguments={"first": today, "last": today, "kind": "", "offset": 0})
    return Card(
        title=title,
        lines=tuple(line for line in lines if line),
        buttons=(
            *_done_buttons([*overdue, *whole], texts),
            *next_step_buttons(uow, user, day.deals, texts, dates),
            Button(label=texts("button-whole-day"), action=whole_list),
            _stop("day", texts),
        ),
    )


def _done_buttons(items: Sequence[AgendaItem], texts: Texts) -> tuple[Button, ...]:
    """For what one may simply have done."""
    return tuple(
        Button(
            label=texts("button-done-one", subject=short_label(item.subject)),
            action=Action(name="complete_item", arguments={"kind": item.kind, "item": item.id}),
        )
        for item in [item for item in items if item.kind in ("task", "reminder")][:_MOST_BUTTONS]
    )


def deal_lines(deals: DealsToMind, texts: Texts, dates: Dates) -> list[Said]:
    """What closes this week, what has no next step: a line each, "" where there is none."""
    return [
        listed("digest-closing", [_closing(deal, texts, dates) for deal in deals.closing], _MOST_NAMED, texts),
        listed("digest-idle", [texts("digest-item", item=deal.name) for deal in deals.idle], _MOST_NAMED, texts),
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


def _overdue(item: AgendaItem, texts: Texts, dates: Dates) -> Said:
    return texts("digest-overdue-item", item=_name(item), when=dates.past(item.at) if item.at else "")


def _timed(item: AgendaItem, texts: Texts, dates: Dates) -> Said:
    at = dates.clock(wall_of(item.at, dates.zone)) if item.at else ""
    return texts("agenda-item-at", time=at, sign=sign_of(item), item=_name(item))


def _name(item: AgendaItem) -> str:
    """As short as will do among others in a line: with whom, what."""
    if item.kind in ("call", "meeting"):
        return ", ".join(part for part in (item.contact or item.account, item.subject) if part)
    return item_name(item)


def _closing(deal: Deal, texts: Texts, dates: Dates) -> Said:
    amount = "none" if deal.amount is None else money(deal.amount, deal.currency, dates.locale)
    return texts("digest-closing-deal", name=deal.name, amount=amount, day=dates.short(deal.close_date or dates.today))
