"""A person's own settings: language and zone, working time, what comes unasked and how much of it."""

from collections.abc import Callable, Mapping
from datetime import time
from typing import get_args

from bot.conversation.answers import channel_of
from bot.conversation.handlers import calendar, workspace
from bot.conversation.names import text_argument
from bot.conversation.state import Option, Question
from bot.conversation.turn import Reply, Turn, said
from bot.crm.digests import follow_team, stop_team
from bot.crm.preferences import move_to_zone, mute, mute_all, prefer, speak
from bot.crm.rights import channel_sight
from bot.crm.workdays import WEEKDAYS, holidays_of, knows_holidays
from bot.domain.names import fold
from bot.domain.people import LockScreen, Unasked
from bot.language.frames import Frame
from bot.languages import LANGUAGES
from bot.messages import Action, Argument, Profile
from bot.wording.countries import country_name, country_named
from bot.wording.dates import zone_called
from bot.wording.languages import in_all_languages, language_name, spoken_languages
from bot.wording.rules import weekdays
from bot.wording.texts import Texts

Arguments = Mapping[str, Argument]

_LOCK_SCREENS: tuple[LockScreen, ...] = ("full", "name", "nothing")
# More are no limit, and a day has no more hours to work in.
_MOST_REMINDERS, _LONGEST_NAG = 99, 12


def first_questions(turn: Turn, profile: Profile) -> Reply:
    """Asked one after the other, when somebody is new here: what the platform does not tell. Then what one may say."""
    lacks_zone = not profile.timezone
    if profile.language not in LANGUAGES:
        return Reply(question=_language_question(lacks_zone=lacks_zone))
    return _settling_in(turn, lacks_zone=lacks_zone)


def _settling_in(turn: Turn, *, lacks_zone: bool) -> Reply:
    if lacks_zone:
        return Reply(question=_zone_question(turn, settles_in=True))
    return said(*turn.texts("help-lines").splitlines())


def _language_question(*, lacks_zone: bool) -> Question:
    """Each language by its own name; words may name it in any of them."""
    options = [
        Option(
            label=language_name(code, code).capitalize(),
            words=tuple(dict.fromkeys(fold(language_name(code, reader)) for reader in LANGUAGES)),
            action=Action(name="set_language", arguments={"language": code, "settles_in": True, "zone": lacks_zone}),
        )
        for code in LANGUAGES
    ]
    return Question(text=in_all_languages("language-question", "\n"), options=tuple(options))


def _zone_question(turn: Turn, *, settles_in: bool = False) -> Question:
    zone = turn.speaker.user.timezone
    first: Arguments = {"settles_in": True} if settles_in else {}
    action = Action(name="set_timezone", arguments={"timezone": zone, **first})
    return Question(
        text=turn.texts("zone-question"),
        options=(Option(label=zone, role="yes", action=action),),
        expects="zone",
        answer=Action(name="set_timezone", arguments=first),
    )


def handle_change_setting(turn: Turn, frame: Frame) -> Reply:
    setting, value = str(frame.slots.get("setting", "")), str(frame.slots.get("value", ""))
    reply = workspace.change(turn, setting, value) if setting in workspace.SETTINGS else CHANGES[setting](turn, value)
    if turn.recorder.changes and not turn.intent:
        turn.named("change_setting", "")
    return reply


def handle_show_settings(turn: Turn, _frame: Frame) -> Reply:
    """All of them, each with words that change it."""
    user, texts, dates = turn.speaker.user, turn.texts, turn.dates
    country = holidays_of(user, turn.uow.workspace)
    holidays = texts("setting-holidays", country=country_name(country, texts.language))
    return said(
        texts("settings-title"),
        texts("setting-speech", language=language_name(user.language, texts.language), zone=user.timezone),
        texts(
            "setting-work",
            days=weekdays(_in_order(user.workdays.split(",")), texts, dates),
            start=dates.clock(user.workday_start),
            holidays=holidays if country else texts("setting-no-holidays"),
        ),
        texts("setting-quiet", since=dates.clock(user.quiet_from), until=dates.clock(user.quiet_until))
        if user.quiet_from is not None and user.quiet_until is not None
        else texts("setting-no-quiet"),
        texts(
            "setting-digests",
            day=_switched(user.mutes("day")),
            time=dates.clock(user.digest_time or user.workday_start),
            week=_switched(user.mutes("week")),
            team=_switched(all(digest.kind != "team" for digest in turn.uow.digests.of_user(user.id))),
        ),
        texts("setting-reminders", cap=user.reminder_cap, hours=0 if user.mutes("nag") else user.nag_after_hours),
        texts("setting-meetings", brief=_switched(user.mutes("brief")), outcome=_switched(user.mutes("outcome"))),
        texts("setting-lock-screen", shows=user.lock_screen),
    )


def _switched(muted: bool) -> str:
    return "off" if muted else "on"


def set_timezone(turn: Turn, arguments: Arguments) -> Reply:
    """Calls and meetings keep their instant, reminders their local hour."""
    written = text_argument(arguments, "timezone") or text_argument(arguments, "text")
    settles_in = arguments.get("settles_in") is True
    name = zone_called(written, turn.texts.language)
    if name is None:
        question = _zone_question(turn, settles_in=settles_in)
        return Reply(lines=[turn.texts("zone-unknown", zone=written)], question=question)
    move_to_zone(turn.recorder, name)
    turn.named("change_setting", "")
    if settles_in:
        return said(turn.texts("zone-settled", zone=name), *turn.texts("help-lines").splitlines())
    return said(turn.texts("zone-set", zone=name))


def set_language(turn: Turn, arguments: Arguments) -> Reply:
    language = text_argument(arguments, "language")
    if language not in LANGUAGES:
        reader = turn.texts.language
        named = language_name(language, reader)
        return said(turn.texts("language-unknown", language=named, spoken=spoken_languages(reader)))
    speak(turn.recorder, language)
    turn.named("change_setting", "")
    turn.language, turn.texts = language, Texts(language)
    if arguments.get("settles_in"):
        return _settling_in(turn, lacks_zone=arguments.get("zone") is True)
    return said(turn.texts("language-set"))


def _set_workday_start(turn: Turn, value: str) -> Reply:
    start = _time(value)
    if start is None:
        return _no_time(turn, value)
    prefer(turn.recorder, workday_start=start)
    return said(turn.texts("workday-set", time=turn.dates.clock(start)))


def _set_workdays(turn: Turn, value: str) -> Reply:
    return _work_on(turn, value, set(value.split(",")))


def _set_days_off(turn: Turn, value: str) -> Reply:
    return _work_on(turn, value, set(turn.speaker.user.workdays.split(",")) - set(value.split(",")))


def _set_extra_workdays(turn: Turn, value: str) -> Reply:
    return _work_on(turn, value, set(turn.speaker.user.workdays.split(",")) | set(value.split(",")))


def _work_on(turn: Turn, value: str, wanted: set[str]) -> Reply:
    if not set(value.split(",")) <= set(WEEKDAYS):
        return said(turn.texts("workdays-not-understood", text=value))
    days = _in_order(wanted)
    if not days:
        return said(turn.texts("workdays-none"))
    prefer(turn.recorder, workdays=",".join(days))
    return said(turn.texts("workdays-set", days=weekdays(days, turn.texts, turn.dates)))


def _in_order(days: set[str] | list[str]) -> list[str]:
    return [day for day in WEEKDAYS if day in days]


def _set_holidays(turn: Turn, value: str) -> Reply:
    if value == "none":
        prefer(turn.recorder, country="none")
        return said(turn.texts("holidays-none-set"))
    country = country_named(value)
    if not country or not knows_holidays(country):
        return said(turn.texts("holidays-unknown", country=value))
    prefer(turn.recorder, country=country)
    return said(turn.texts("holidays-set", country=country_name(country, turn.texts.language)))


def _set_quiet_hours(turn: Turn, value: str) -> Reply:
    """ "19:00-08:00"; "19:00" lasts until the morning."""
    if value == "off":
        prefer(turn.recorder, quiet_from=None, quiet_until=None)
        return said(turn.texts("quiet-none-set"))
    written_since, _, written_until = value.partition("-")
    since = _time(written_since)
    until = _time(written_until) if written_until else turn.speaker.user.workday_start
    return _be_quiet(turn, since, until, value)


def _set_quiet_until(turn: Turn, value: str) -> Reply:
    return _be_quiet(turn, turn.speaker.user.quiet_from or time.min, _time(value), value)


def _be_quiet(turn: Turn, since: time | None, until: time | None, written: str) -> Reply:
    if since is None or until is None or since == until:
        return _no_time(turn, written)
    prefer(turn.recorder, quiet_from=since, quiet_until=until)
    return said(turn.texts("quiet-set", since=turn.dates.clock(since), until=turn.dates.clock(until)))


def _set_digest(turn: Turn, value: str) -> Reply:
    if value in ("on", "off"):
        return _switch(turn, "day", value)
    at = _time(value)
    if at is None:
        return _no_time(turn, value)
    mute(turn.recorder, "day", muted=False)
    prefer(turn.recorder, digest_time=at)
    return said(turn.texts("digest-set", time=turn.dates.clock(at)))


def _set_team_digest(turn: Turn, value: str) -> Reply:
    """A manager says it in the channel that the team's week is to go to."""
    user = turn.speaker.user
    if user.role == "rep":
        return said(turn.texts("managers-only"))
    if value == "off":
        stop_team(turn.uow, user)
        return said(turn.texts("team-digest-stopped"))
    channel = channel_of(turn.incoming) if turn.incoming else None
    if channel is None:
        return said(turn.texts("team-digest-where"))
    if channel_sight(turn.uow, user) is None:
        return said(turn.texts("team-digest-not-allowed", visibility=turn.uow.workspace.visibility))
    due = follow_team(turn.uow, user, channel, turn.speaker.now)
    return said(turn.texts("team-digest-set", when=turn.dates.moment(due)))


def _set_nagging(turn: Turn, value: str) -> Reply:
    if value in ("on", "off"):
        return _switch(turn, "nag", value)
    if not value.isdecimal() or not 0 < int(value) <= _LONGEST_NAG:
        return said(turn.texts("nagging-not-understood", text=value, most=_LONGEST_NAG))
    mute(turn.recorder, "nag", muted=False)
    prefer(turn.recorder, nag_after_hours=int(value))
    return said(turn.texts("nagging-set", hours=int(value)))


def _set_cap(turn: Turn, value: str) -> Reply:
    if value != "off" and (not value.isdecimal() or not 0 < int(value) <= _MOST_REMINDERS):
        return said(turn.texts("cap-not-understood", text=value, most=_MOST_REMINDERS))
    cap = 0 if value == "off" else int(value)
    prefer(turn.recorder, reminder_cap=cap)
    return said(turn.texts("cap-set", count=cap))


def _set_lock_screen(turn: Turn, value: str) -> Reply:
    shows = next((each for each in _LOCK_SCREENS if each == value), None)
    if shows is None:
        return said(turn.texts("lock-screen-not-understood", text=value))
    prefer(turn.recorder, lock_screen=shows)
    return said(turn.texts("lock-screen-set", shows=shows))


def mute_kind(turn: Turn, arguments: Arguments) -> Reply:
    """The button on what came unasked: no more of its kind."""
    kind = next(each for each in get_args(Unasked) if each == arguments["kind"])
    return _switch(turn, kind, "off")


def _set_unasked(turn: Turn, value: str) -> Reply:
    if value not in ("on", "off"):
        return said(turn.texts("switch-not-understood", text=value))
    mute_all(turn.recorder, muted=value == "off")
    return said(turn.texts("muted-all" if value == "off" else "unmuted-all"))


def _switch(turn: Turn, kind: Unasked, value: str) -> Reply:
    """Stops or starts what comes unasked of this kind."""
    if value not in ("on", "off"):
        return said(turn.texts("switch-not-understood", text=value))
    mute(turn.recorder, kind, muted=value == "off")
    return said(turn.texts(f"muted-{kind}" if value == "off" else f"unmuted-{kind}"))


def _time(value: str) -> time | None:
    try:
        return time.fromisoformat(value)
    except ValueError:
        return None


def _no_time(turn: Turn, value: str) -> Reply:
    return said(turn.texts("hour-not-understood", text=value))


CHANGES: dict[str, Callable[[Turn, str], Reply]] = {
    "timezone": lambda turn, value: set_timezone(turn, {"timezone": value}),
    "language": lambda turn, value: set_language(turn, {"language": value}),
    "workday_start": _set_workday_start,
    "workdays": _set_workdays,
    "days_off": _set_days_off,
    "extra_workdays": _set_extra_workdays,
    "holidays": _set_holidays,
    "quiet_hours": _set_quiet_hours,
    "quiet_until": _set_quiet_until,
    "digest_time": _set_digest,
    "weekly": lambda turn, value: _switch(turn, "week", value),
    "team_digest": _set_team_digest,
    "nagging": _set_nagging,
    "reminder_cap": _set_cap,
    "briefs": lambda turn, value: _switch(turn, "brief", value),
    "outcomes": lambda turn, value: _switch(turn, "outcome", value),
    "unasked": _set_unasked,
    "lock_screen": _set_lock_screen,
    "calendar": calendar.switch,
}
