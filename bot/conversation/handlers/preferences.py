"""A person's own settings: language, time zone, the start of the working day."""

from collections.abc import Mapping
from datetime import time

from bot.clock import zone_named
from bot.conversation.handlers import workspace
from bot.conversation.names import text_argument
from bot.conversation.state import Option, Question
from bot.conversation.turn import Reply, Turn, said
from bot.crm.preferences import move_to_zone, prefer, speak
from bot.language.frames import Frame
from bot.languages import LANGUAGES
from bot.messages import Action, Argument
from bot.wording.languages import language_name, spoken_languages
from bot.wording.texts import Texts

Arguments = Mapping[str, Argument]


def first_questions(turn: Turn, *, ask_zone: bool) -> Reply:
    """Asked once, when somebody is new here: what the platform does not tell."""
    return Reply(question=_zone_question(turn)) if ask_zone else said(*turn.texts("help-lines").splitlines())


def _zone_question(turn: Turn) -> Question:
    zone = turn.speaker.user.timezone
    return Question(
        text=turn.texts("zone-question"),
        options=(Option(label=zone, role="yes", action=Action(name="set_timezone", arguments={"timezone": zone})),),
        expects="zone",
        answer=Action(name="set_timezone"),
    )


def handle_change_setting(turn: Turn, frame: Frame) -> Reply:
    setting, value = str(frame.slots.get("setting", "")), str(frame.slots.get("value", ""))
    if setting == "timezone":
        return set_timezone(turn, {"timezone": value})
    if setting == "language":
        return set_language(turn, {"language": value})
    if setting == "workday_start":
        return _set_workday_start(turn, value)
    if setting in workspace.SETTINGS:
        return workspace.change(turn, setting, value)
    return said(turn.texts("setting-not-yet"))


def set_timezone(turn: Turn, arguments: Arguments) -> Reply:
    """Calls and meetings keep their instant, reminders their local hour."""
    written = text_argument(arguments, "timezone") or text_argument(arguments, "text")
    name = zone_named(written)
    if name is None:
        return Reply(lines=[turn.texts("zone-unknown", zone=written)], question=_zone_question(turn))
    move_to_zone(turn.uow, turn.speaker.user, name)
    return said(turn.texts("zone-set", zone=name))


def set_language(turn: Turn, arguments: Arguments) -> Reply:
    language = text_argument(arguments, "language")
    if language not in LANGUAGES:
        reader = turn.texts.language
        named = language_name(language, reader)
        return said(turn.texts("language-unknown", language=named, spoken=spoken_languages(reader)))
    speak(turn.uow, turn.speaker.user, language)
    turn.language = language
    return said(Texts(language)("language-set"))


def _set_workday_start(turn: Turn, value: str) -> Reply:
    try:
        start = time.fromisoformat(value)
    except ValueError:
        return said(turn.texts("time-not-understood", text=value))
    prefer(turn.uow, turn.speaker, workday_start=start)
    return said(turn.texts("workday-set", time=turn.dates.clock(start)))
