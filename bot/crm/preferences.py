"""A person's own settings."""

from dataclasses import replace
from datetime import datetime, time

from bot.clock import find_zone
from bot.crm.changes import Speaker
from bot.crm.digests import replan
from bot.crm.workdays import workdays_of
from bot.domain.people import Unasked, User
from bot.domain.zones import instant_of, is_day, wall_of, zone_of
from bot.languages import LANGUAGES
from bot.messages import Profile
from bot.ports import UnitOfWork

_ALL = 100_000
# What tells when that comes which waits for a working morning.
_MORNING = frozenset({"workday_start", "workdays", "country", "quiet_from", "quiet_until", "digest_time", "muted"})


def move_to_zone(uow: UnitOfWork, user: User, timezone: str, now: datetime) -> None:
    """The person's zone from now on. Reminders keep their local hour; calls and meetings keep their instant."""
    uow.users.update(user.id, {"timezone": timezone})
    replan(uow, replace(user, timezone=timezone), now)
    zone = zone_of(timezone)
    for reminder in uow.reminders.latest_open(user.id, _ALL):
        if reminder.state != "pending" or reminder.timezone == timezone:
            continue
        # A wish for a day has its hour from the day it was made on: the start of work, or later that same day.
        due = wall_of(reminder.due_at, zone_of(reminder.timezone))
        wall = reminder.wish if isinstance(reminder.wish, datetime) else due
        uow.reminders.update(reminder.id, {"timezone": timezone, "due_at": instant_of(wall, zone)})


def take_profile(uow: UnitOfWork, user: User, profile: Profile, now: datetime, *, is_new: bool) -> User:
    """What a platform tells of a person becomes theirs; what it does not tell stays.

    The zone follows the platform. The language does so for somebody who `is_new` alone: later they may have
    chosen another one here.
    """
    if profile.timezone and profile.timezone != user.timezone and find_zone(profile.timezone):
        move_to_zone(uow, user, profile.timezone, now)
        user = replace(user, timezone=profile.timezone)
    if is_new and profile.language in LANGUAGES and profile.language != user.language:
        speak(uow, user, profile.language)
        user = replace(user, language=profile.language)
    return user


def speak(uow: UnitOfWork, user: User, language: str) -> None:
    """The language of what comes unasked, and of answers where a message does not tell its own."""
    uow.users.update(user.id, {"language": language})


def prefer(uow: UnitOfWork, speaker: Speaker, **fields: str | int | time | None) -> User:
    """Settings of the person from now on; gives the person with them. What waits for a working morning follows."""
    user = replace(speaker.user, **fields)  # type: ignore[arg-type]  # the fields are the person's own
    uow.users.update(user.id, fields)
    if fields.keys() & _MORNING:
        replan(uow, user, speaker.now)
        workdays, today = workdays_of(user, uow.workspace), speaker.now.astimezone(speaker.zone).date()
        for reminder in uow.reminders.latest_open(user.id, _ALL):
            if reminder.state == "pending" and is_day(reminder.wish) and reminder.wish > today:
                uow.reminders.update(reminder.id, {"due_at": workdays.morning(reminder.wish)})
    return user


def mute(uow: UnitOfWork, speaker: Speaker, kind: Unasked, *, muted: bool = True) -> User:
    """Whether what comes unasked of this kind comes no more."""
    others = [other for other in speaker.user.muted.split(",") if other not in ("", kind)]
    return prefer(uow, speaker, muted=",".join([*others, kind] if muted else others))
