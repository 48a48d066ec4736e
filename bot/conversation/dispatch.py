"""Which handler carries a frame or a button's action out."""

import json
from dataclasses import replace

from bot.conversation.context import in_context, told, with_name
from bot.conversation.handlers import ACTIONS, INTENTS
from bot.conversation.handlers.talk import not_understood, not_yet, unsure
from bot.conversation.names import AmbiguousName, text_argument
from bot.conversation.state import frame_from_json
from bot.conversation.turn import Reply, Turn, said
from bot.language.frames import Frame
from bot.messages import Action

SURE = 0.5
# Intents that only an open question gives a meaning to; without one, to cancel is to undo.
ANSWERS = frozenset({"confirm", "reject", "choose", "cancel"})


def carry_out(turn: Turn, frame: Frame) -> Reply:
    """The frame's handler, or a question where the frame is unsure or a name fits several records."""
    if frame.intent == "cancel":
        return INTENTS["undo"](turn, frame)
    if frame.intent in ANSWERS:
        return said(turn.texts("no-question"))
    if frame.intent not in INTENTS:
        return not_yet(turn, frame)
    if frame.confidence < SURE and not _lacks_only_time(frame):
        return not_understood(turn, frame) if frame.intent == "out_of_scope" else unsure(turn, frame)
    return _handled(turn, frame)


def _handled(turn: Turn, frame: Frame) -> Reply:
    """What the handler says, about what the frame names or what was spoken of before."""
    found = in_context(turn, frame)
    if isinstance(found, Reply):
        return found
    try:
        return told(turn, INTENTS[found.frame.intent](turn, found.frame), found.taken)
    except AmbiguousName as ambiguous:
        return ambiguous.reply


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
    """Does what a button says. "resume" goes on with a frame that waited for an answer, "name_meant" with a name."""
    if action.name in ("resume", "name_meant"):
        frame = frame_from_json(json.loads(text_argument(action.arguments, "frame")))
        if action.name == "name_meant":
            slots = text_argument(action.arguments, "slots").split(",")
            frame = with_name(turn, frame, slots, text_argument(action.arguments, "text"))
        return carry_out(turn, replace(frame, confidence=1.0))
    try:
        return ACTIONS[action.name](turn, action.arguments)
    except AmbiguousName as ambiguous:
        return ambiguous.reply
