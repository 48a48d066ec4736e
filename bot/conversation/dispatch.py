"""Which handler carries a frame or a button's action out."""

from collections.abc import Callable
from dataclasses import replace

from bot.conversation.context import in_context, told, with_name
from bot.conversation.corrections import last_command
from bot.conversation.elsewhere import by_their_clock, in_zone_told, their_hours, where
from bot.conversation.handlers import ACTIONS, INTENTS
from bot.conversation.handlers.changes import nothing_to_cancel, taken_back
from bot.conversation.handlers.talk import not_yet, unclear
from bot.conversation.names import AmbiguousName, text_argument
from bot.conversation.state import Command, Option, frame_in, resuming
from bot.conversation.turn import Reply, Turn, asked, said
from bot.conversation.unusual import unusual
from bot.language.frames import Frame
from bot.messages import Action

SURE = 0.5
# What is no command about records, and leaves nothing to correct.
_NOT_CORRECTED = frozenset(
    {"undo", "redo", "help", "greet", "thanks", "out_of_scope", "change_setting", "show_settings", "why"}
)
# Intents that only an open question gives a meaning to.
ANSWERS = frozenset({"confirm", "reject", "choose", "cancel"})


def carry_out(turn: Turn, frame: Frame) -> Reply:
    """The frame's handler, or a question where the frame is unsure or a name fits several records."""
    if frame.intent in _ABOUT_WHAT_WAS_SAID:
        return _ABOUT_WHAT_WAS_SAID[frame.intent](turn)
    if frame.intent not in INTENTS:
        return not_yet(turn, frame)
    if frame.confidence < SURE and not _lacks_only_time(frame):
        return unclear(turn, frame)
    return _handled(turn, frame)


def _handled(turn: Turn, frame: Frame) -> Reply:
    """What the handler says, about what the frame names or what was spoken of before."""
    found = in_context(turn, frame)
    if isinstance(found, Reply):
        return found
    if frame.intent not in _NOT_CORRECTED:
        turn.frames.append(found.frame)
    if question := unusual(turn, found.frame):
        return question
    try:
        return told(turn, _by_their_clock(turn, found.frame), found.taken)
    except AmbiguousName as ambiguous:
        return ambiguous.reply


def _by_their_clock(turn: Turn, frame: Frame) -> Reply:
    """What was done is saved before one asks by which clock its follow-up is; what is ahead waits for the answer."""
    here = by_their_clock(turn, frame)
    if isinstance(here, Frame):
        return _done(turn, here)
    if not frame.intent.startswith("log_"):
        return Reply(question=where(turn, frame))
    reply = _done(turn, frame)
    if reply.question:
        turn.state.waiting.append(reply.question)
    reply.question = where(turn, frame, instead_of=turn.set_id)
    return reply


def _done(turn: Turn, frame: Frame) -> Reply:
    """What the handler says, with the hours that were told by another clock on both."""
    if frame.told_in and turn.frames:
        turn.frames[-1] = frame
    reply = INTENTS[frame.intent](turn, frame)
    if reply.lines:
        reply.lines += their_hours(turn, frame)
    return reply


def _no_question(turn: Turn) -> Reply:
    return said(turn.texts("no-question"))


def _more(turn: Turn) -> Reply:
    rest = turn.state.rest_of_list(turn.speaker.now)
    return press(turn, rest) if rest else said(turn.texts("no-more"))


def _the_other(turn: Turn) -> Reply:
    """No question is open: what is refused is the record that the last command was taken to mean."""
    command = last_command(turn)
    options = [_instead(option, command.set_id) for option in command.others] if command else []
    if not options:
        return said(turn.texts("no-other" if command else "no-question"))
    if command and len(options) == 1:
        reply = press(turn, options[0].action)
        turn.others = [_as_before(command)]
        return reply
    return asked(turn.texts("which-other"), *options, turn.drop)


# What is said about the conversation itself, while no question is open.
_ABOUT_WHAT_WAS_SAID: dict[str, Callable[[Turn], Reply]] = {
    "confirm": _no_question,
    "choose": _no_question,
    "cancel": nothing_to_cancel,
    "reject": _the_other,
    "more": _more,
}


def _as_before(command: Command) -> Option:
    """What the command was taken to mean first."""
    frame = command.frames[-1]
    name = next((known[0].name for known in frame.known.values() if known), "")
    return Option(label=name, action=resuming(frame))


def _instead(option: Option, set_id: str) -> Option:
    """The option, which takes back what came of the record that was not meant."""
    arguments = {**option.action.arguments, "instead_of": set_id}
    return replace(option, action=replace(option.action, arguments=arguments))


# What a command is about, and the time without which its handler asks when.
_TIMED = {
    "set_reminder": ("remind_at", ("subject",)),
    "schedule_call": ("start_at", ("contact", "account")),
    "schedule_meeting": ("start_at", ("contact", "account")),
    "reschedule": ("start_at", ("contact", "account", "subject", "kind")),
}


def _lacks_only_time(frame: Frame) -> bool:
    """A command without its time is no matter of doubt: its handler asks when."""
    time, about = _TIMED.get(frame.intent, ("", ()))
    return bool(time) and time not in frame.slots and any(frame.slots.get(slot) for slot in about)


def press(turn: Turn, action: Action) -> Reply:
    """Does what a button says. "resume" goes on with a frame that waited for an answer, "name_meant" with a name,
    "zone_told" with where somebody is."""
    if action.name in ("resume", "name_meant", "zone_told"):
        return _resumed(turn, action)
    try:
        return ACTIONS[action.name](turn, action.arguments)
    except AmbiguousName as ambiguous:
        return ambiguous.reply


def _resumed(turn: Turn, action: Action) -> Reply:
    arguments = action.arguments
    frame = frame_in(arguments)
    if action.name == "name_meant":
        slots = text_argument(arguments, "slots").split(",")
        frame = with_name(turn, frame, slots, text_argument(arguments, "text"))
    if action.name == "zone_told":
        there = in_zone_told(turn, frame, text_argument(arguments, "timezone"))
        if there is None:
            return Reply(question=where(turn, frame, text_argument(arguments, "instead_of")))
        frame = there
    turn.is_confirmed = bool(arguments.get("confirmed"))
    replaced = taken_back(turn, text_argument(arguments, "instead_of")) if arguments.get("instead_of") else None
    reply = carry_out(turn, replace(frame, confidence=1.0))
    if replaced:
        reply.lines.append(turn.texts("corrected", what=replaced))
    return reply
