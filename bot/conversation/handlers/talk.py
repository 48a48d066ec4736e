"""Everything that is not about a record: help, greetings, and what was not understood."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.conversation.handlers.activities import note_reply, shortened
from bot.conversation.meant import is_told, label_of, meant
from bot.conversation.names import text_argument
from bot.conversation.state import Option, resuming
from bot.conversation.turn import Reply, Turn, asked, said
from bot.crm.activities import Parties, add_note
from bot.domain.names import KnownName, NameKind
from bot.language.frames import Frame, Span
from bot.messages import Action, Argument

_QUOTED = 80
_MOST_READINGS = 3
_SLOTS: Mapping[NameKind, str] = {"contact": "contact", "lead": "contact", "account": "account", "deal": "deal"}


def handle_help(turn: Turn, _frame: Frame) -> Reply:
    return show_help(turn, {})


def show_help(turn: Turn, _arguments: Mapping[str, Argument]) -> Reply:
    return said(turn.texts("help-title"), *turn.texts("help-lines").splitlines())


def handle_greet(turn: Turn, _frame: Frame) -> Reply:
    return said(turn.texts("greeting", name=turn.speaker.user.name.split(" ")[0]))


def handle_thanks(turn: Turn, _frame: Frame) -> Reply:
    return said(turn.texts("welcome"))


def unclear(turn: Turn, frame: Frame) -> Reply:
    """What is too unsure to act on: the nearest things that it may mean are offered, and a note of it.

    An open question stays open beside what was not understood at all: that may have been a slip in its answer.
    """
    if not turn.text.strip():
        return said(turn.texts("nothing-said"))
    quoted = shortened(turn.text, _QUOTED)
    readings = [each for each in (frame, *frame.rivals) if is_told(turn, each)][:_MOST_READINGS]
    if not readings:
        reply = said(turn.texts("not-understood", text=quoted))
        reply.buttons = [_keep(turn).as_button(), turn.button("button-examples", "help")]
        return reply
    options = [Option(label=label_of(turn, each), action=resuming(each)) for each in readings]
    keep = _keep(turn)
    if readings[0] is frame:
        options[0] = replace(options[0], label=turn.texts("button-yes"), role="yes")
        text = turn.texts("unsure", what=meant(turn, frame))
    else:
        text = turn.texts("not-understood-nearest", text=quoted)
        if turn.state.open_question(turn.speaker.now):
            return said(text, buttons=[option.as_button() for option in (*options, keep)])
    return asked(text, *options, keep, turn.drop)


def not_yet(turn: Turn, _frame: Frame) -> Reply:
    """An intent that is understood and not built: said so, and nothing is lost."""
    reply = said(turn.texts("not-yet-other"))
    reply.buttons = [_keep(turn).as_button(), turn.button("button-examples", "help")]
    return reply


def _keep(turn: Turn) -> Option:
    """The message as a note, on whom or what it names, where the CRM knows that."""
    slot, named = next(((slot, span) for span in turn.names for slot in _slots_of(span)), ("", None))
    if named is None:
        keep = Action(name="keep_as_note", arguments={"message": turn.key})
        return Option(label=turn.texts("button-keep-as-note"), action=keep)
    known = [record for record in _records(named) if _SLOTS.get(record.kind) == slot]
    note = Frame(intent="add_note", slots={slot: named.text, "note": turn.text.strip()}, known={slot: known})
    name = known[0].name if len(known) == 1 else named.text
    return Option(label=turn.texts("button-keep-as-note-on", name=name), action=resuming(note))


def _slots_of(named: Span) -> Sequence[str]:
    return [_SLOTS[record.kind] for record in _records(named) if record.kind in _SLOTS]


def _records(named: Span) -> Sequence[KnownName]:
    return named.value if isinstance(named.value, tuple) else ()


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
