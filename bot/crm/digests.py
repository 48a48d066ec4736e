"""Overviews of a person's day and week: when they come, and what is in them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import get_args

from bot.crm.agenda import AgendaView, day_of
from bot.crm.workdays import Workdays, workdays_of
from bot.domain.deals import Deal, DealSearch
from bot.domain.digests import Digest, DigestKind, PersonalDigest
from bot.domain.people import User, Workspace
from bot.domain.zones import day_start, wall_of, zone_of
from bot.messages import Address
from bot.ports import UnitOfWork

# The week is looked back on in the afternoon of its last working day.
_WEEK_AT = time(16)
_WEEK = timedelta(days=7)
# Nobody plans more next steps than that in a morning.
_MOST_DEALS = 50


def follow(uow: UnitOfWork, user: User, now: datetime) -> None:
    """From now on this person gets what comes unasked."""
    for kind in get_args(PersonalDigest):
        uow.digests.add(Digest(kind=kind, user_id=user.id, due_at=next_due(kind, user, uow.workspace, after=now)))


def replan(uow: UnitOfWork, user: User, now: datetime) -> None:
    """After a change of the person's settings: when theirs come next."""
    for digest in uow.digests.of_user(user.id):
        due = next_due(digest.kind, user, uow.workspace, after=now, sent_on=digest.sent_on)
        uow.digests.plan(digest, due)


def follow_team(uow: UnitOfWork, user: User, channel: Address, now: datetime) -> datetime:
    """From now on this manager's channel gets the week of the team, and no other one; gives when it comes first."""
    due = next_due("team", user, uow.workspace, after=now)
    stop_team(uow, user)
    uow.digests.add(
        Digest(
            kind="team",
            user_id=user.id,
            due_at=due,
            platform=channel.platform,
            chat=channel.chat,
            thread=channel.thread,
        )
    )
    return due


def stop_team(uow: UnitOfWork, user: User) -> None:
    uow.digests.remove(user.id, "team")


def next_due(
    kind: DigestKind, user: User, workspace: Workspace, *, after: datetime, sent_on: date | None = None
) -> datetime:
    """The first instant after this one at which it comes: on a working day, at most once a day or week.

    `sent_on` is the day on which it came last. Steps in the person's own calendar, whatever their clocks do.
    """
    workdays = workdays_of(user, workspace)
    day = wall_of(after, workdays.zone).date()
    if kind == "day":
        return _next_morning(user, workdays, day if sent_on is None else max(day, sent_on + timedelta(days=1)), after)
    monday = day - timedelta(days=day.weekday())
    if sent_on is not None:
        monday = max(monday, sent_on - timedelta(days=sent_on.weekday()) + _WEEK)
    afternoons = replace(workdays, told_at=_WEEK_AT)
    while True:
        due = afternoons.morning(workdays.last_working(monday))
        if due > after:
            return due
        monday += _WEEK


def _next_morning(user: User, workdays: Workdays, day: date, after: datetime) -> datetime:
    if user.digest_time is not None:
        # An hour that was asked for knows no quiet.
        workdays = replace(workdays, told_at=user.digest_time, quiet=None)
    while True:
        due = workdays.morning(day)
        if due > after:
            return due
        day += timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DealsToMind:
    """A person's open deals that want attention today: those that close this week, and those without a next step."""

    closing: tuple[Deal, ...] = ()
    idle: tuple[Deal, ...] = ()


def deals_to_mind(uow: UnitOfWork, user: User, now: datetime) -> DealsToMind:
    zone = zone_of(user.timezone)
    today = wall_of(now, zone).date()
    sunday = today + timedelta(days=6 - today.weekday())
    return DealsToMind(
        closing=tuple(uow.deals.search(DealSearch(owner_id=user.id, closes_from=today, closes_to=sunday), _MOST_DEALS)),
        idle=tuple(uow.deals.search(DealSearch(owner_id=user.id, idle_from=day_start(today, zone)), _MOST_DEALS)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MyDay:
    """What a person is told in the morning."""

    agenda: AgendaView
    deals: DealsToMind

    @property
    def is_empty(self) -> bool:
        return not (self.agenda.items or self.agenda.overdue or self.deals.closing or self.deals.idle)


def my_day(uow: UnitOfWork, user: User, now: datetime) -> MyDay:
    return MyDay(agenda=day_of(uow, user, now), deals=deals_to_mind(uow, user, now))
