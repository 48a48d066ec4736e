"""Everything that is not about a record: help, greetings, and what was not understood."""

import json
from collections.abc import Mapping

from bot.conversation.handlers.activities import note_reply, shortened
from bot.conversation.names import text_argument
from bot.conversation.state import Option, Question, frame_as_json
from bot.conversation.turn import Reply, Turn, said
from bot.crm.activities import Parties, add_note
from bot.language.frames import Frame
from bot.messages import Action, Argument

_QUOTED = 80


def handle_help(turn: Turn, _frame: Frame) -> Reply:
    return show_help(turn, {})


def show_help(turn: Turn, _arguments: Mapping[str, Argument]) -> Reply:
    return said(turn.texts("help-title"), *turn.texts("help-lines").splitlines())


def handle_greet(turn: Turn, _frame: Frame) -> Reply:
    return said(turn.texts("greeting", name=turn.speaker.user.name.split(" ")[0]))


def handle_thanks(turn: Turn, _frame: Frame) -> Reply:
    return said(turn.texts("welcome"))


def not_understood(turn: Turn, _frame: Frame) -> Reply:
    if not turn.text.strip():
        return said(turn.texts("nothing-said"))
    reply = said(turn.texts("not-understood", text=shortened(turn.text, _QUOTED)))
    reply.buttons = [
        turn.button("button-keep-as-note", "keep_as_note", message=turn.key),
        turn.button("button-examples", "help"),
    ]
    return reply


def not_yet(turn: Turn, _frame: Frame) -> Reply:
    """An intent that is understood and not built: said so, and nothing is lost."""
    reply = said(turn.texts("not-yet-other"))
    reply.buttons = [
        turn.button("button-keep-as-note", "keep_as_note", message=turn.key),
        turn.button("button-examples", "help"),
    ]
    return reply


def unsure(turn: Turn, frame: Frame) -> Reply:
    """A frame that is too unsure to act on: shown, and carried out after a yes."""
    key = f"unsure-{frame.intent}"
    name = next((str(frame.slots[s]) for s in ("contact", "account", "deal", "subject") if s in frame.slots), "")
    what = (
        turn.texts(key, name=name)
        if name and key in turn.texts
        else turn.texts("unsure-other", text=shortened(turn.text, _QUOTED))
    )
    resume = Action(name="resume", arguments={"frame": json.dumps(frame_as_json(frame))})
    keep = Action(name="keep_as_note", arguments={"message": turn.key})
    return Reply(
        question=Question(
            text=turn.texts("unsure", what=what),
            options=(
                Option(label=turn.texts("button-yes"), role="yes", action=resume),
                Option(label=turn.texts("button-keep-as-note"), action=keep),
                Option(label=turn.texts("button-drop"), role="no", action=Action(name="drop")),
            ),
        ),
    )


def keep_as_note(turn: Turn, arguments: Mapping[str, Argument]) -> Reply:
    """Keeps a message that was not understood as a note on nobody in particular."""
    text = turn.uow.inbox.text_of(text_argument(arguments, "message"))
    if not text:
        return said(turn.texts("button-unknown"))
    logged = add_note(turn.recorder, Parties(), text)
    turn.named("add_note", "")
    return note_reply(turn, logged.activity, Parties())


def drop(turn: Turn, _arguments: Mapping[str, Argument]) -> Reply:
    return said(turn.texts("dropped"))
