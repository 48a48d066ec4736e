"""A person's own settings."""

from dataclasses import replace
from datetime import datetime, time
from typing import get_args

from bot.clock import find_zone
from bot.crm.changes import Recorder, Speaker
from bot.crm.digests import replan
from bot.crm.workdays import workdays_of
from bot.domain.people import Unasked, User
from bot.domain.zones import instant_of, is_day, wall_of, zone_of
from bot.languages import LANGUAGES
from bot.messages import Conversation, Profile
from bot.ports import UnitOfWork

_ALL = 100_000
# What tells when that comes which waits for a working morning.
_MORNING = frozenset({"workday_start", "workdays", "country", "quiet_from", "quiet_until", "digest_time", "muted"})


def move_to_zone(recorder: Recorder, timezone: str) -> None:
    """The person's zone from now on. Reminders keep their local hour; calls and meetings keep their instant."""
    uow, speaker = recorder.uow, recorder.speaker
    user = recorder.update(speaker.user, timezone=timezone)
    replan(uow, user, speaker.now)
    zone = zone_of(timezone)
    for reminder in uow.reminders.latest_open(user.id, _ALL):
        if reminder.state != "pending" or reminder.timezone == timezone:
            continue
        # A wish for a day has its hour from the day it was made on: the start of work, or later that same day.
        due = wall_of(reminder.due_at, zone_of(reminder.timezone))
        wall = reminder.wish if isinstance(reminder.wish, datetime) else due
        # An hour that is past already where they are now comes at once, and is not late.
        recorder.update(reminder, timezone=timezone, due_at=max(instant_of(wall, zone), speaker.now))


def take_profile(uow: UnitOfWork, user: User, profile: Profile, now: datetime) -> User:
    """What a platform tells of a person becomes theirs; what it does not tell stays."""
    # What a platform tells is no command that somebody may want to take back.
    recorder = Recorder(uow, Speaker(user=user, now=now, conversation=Conversation("", "", "", ""), message_key=""))
    if profile.timezone and profile.timezone != user.timezone and find_zone(profile.timezone):
        move_to_zone(recorder, profile.timezone)
        user = replace(user, timezone=profile.timezone)
    if profile.language in LANGUAGES and profile.language != user.language:
        speak(recorder, profile.language)
        user = replace(user, language=profile.language)
    return user


def speak(recorder: Recorder, language: str) -> None:
    """The language of what comes unasked, and of answers where a message does not tell its own."""
    recorder.update(recorder.speaker.user, language=language)


def prefer(recorder: Recorder, **fields: str | int | time | None) -> User:
    """Settings of the person from now on; gives the person with them. What waits for a working morning follows."""
    uow, speaker = recorder.uow, recorder.speaker
    user = recorder.update(speaker.user, **fields)
    if fields.keys() & _MORNING:
        replan(uow, user, speaker.now)
        workdays, today = workdays_of(user, uow.workspace), speaker.now.astimezone(speaker.zone).date()
        for reminder in uow.reminders.latest_open(user.id, _ALL):
            if reminder.state == "pending" and is_day(reminder.wish) and reminder.wish > today:
                recorder.update(reminder, due_at=workdays.morning(reminder.wish))
    return user


def mute(recorder: Recorder, kind: Unasked, *, muted: bool = True) -> User:
    """Whether what comes unasked of this kind comes no more."""
    others = [other for other in recorder.speaker.user.muted.split(",") if other not in ("", kind)]
    return prefer(recorder, muted=",".join([*others, kind] if muted else others))


def mute_all(recorder: Recorder, *, muted: bool) -> User:
    """Whether nothing comes unasked any more, or everything does."""
    return prefer(recorder, muted=",".join(get_args(Unasked)) if muted else "")
