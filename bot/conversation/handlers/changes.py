"""Undo and redo."""

from collections.abc import Mapping

from bot.conversation.names import text_argument
from bot.conversation.state import Option, Question
from bot.conversation.turn import Reply, Turn, said
from bot.conversation.values import field_called, value_shown
from bot.crm.changes import UNDO_WINDOW, Undone, records_of, redo, undo
from bot.crm.digests import replan
from bot.domain.changes import ChangeSet
from bot.language.frames import Frame
from bot.messages import Action, Argument, Button
from bot.wording.texts import Said

Arguments = Mapping[str, Argument]


def handle_undo(turn: Turn, _frame: Frame) -> Reply:
    """The word takes the person's last set here, else the last anywhere, and names it."""
    last = _last_undoable(turn)
    return _undo(turn, last.id) if last else said(turn.texts("undo-nothing"))


def nothing_to_cancel(turn: Turn) -> Reply:
    """No question is open: whoever says "cancel that" may mean what was saved last, which is one tap away."""
    return _undo_instead(turn, "undo-instead") or said(turn.texts("nothing-to-cancel"))


def undo_question(turn: Turn, _arguments: Arguments) -> Reply:
    """A question is dropped by "undo", which may have meant what was saved before it."""
    return _undo_instead(turn, "dropped-undo-instead") or said(turn.texts("dropped"))


def _undo_instead(turn: Turn, key: str) -> Reply | None:
    last = _last_undoable(turn)
    if last is None:
        return None
    return said(turn.texts(key, what=what(turn, last)), buttons=[undo_button(turn, last.id)])


def undo_button(turn: Turn, set_id: str) -> Button:
    return Button(label=turn.texts("button-undo"), action=Action(name="undo", arguments={"set": set_id}))


def _last_undoable(turn: Turn) -> ChangeSet | None:
    since = turn.speaker.now - UNDO_WINDOW
    return turn.uow.change_sets.last_undoable(turn.speaker.user.id, turn.speaker.conversation.key, since=since)


def handle_redo(turn: Turn, _frame: Frame) -> Reply:
    since = turn.speaker.now - UNDO_WINDOW
    last = turn.uow.change_sets.last_redoable(turn.speaker.user.id, turn.speaker.conversation.key, since=since)
    return _redo(turn, last.id) if last else said(turn.texts("redo-nothing"))


def undo_set(turn: Turn, arguments: Arguments) -> Reply:
    return _undo(turn, text_argument(arguments, "set"))


def redo_set(turn: Turn, arguments: Arguments) -> Reply:
    return _redo(turn, text_argument(arguments, "set"))


def taken_back(turn: Turn, set_id: str) -> Said | None:
    """Undoes what a correction replaces. Gives what that was; None where there is nothing to undo."""
    undone = _undone(turn, set_id)
    return what(turn, undone.change_set) if undone else None


def _undone(turn: Turn, set_id: str) -> Undone | None:
    undone = undo(turn.uow, turn.speaker, set_id)
    if undone is not None:
        _plan_anew(turn, undone.change_set)
        # What was asked about the records that are gone is no question any more.
        turn.state.drop_questions_about(set_id)
    return undone


def _plan_anew(turn: Turn, change_set: ChangeSet) -> None:
    """What comes unasked follows the person's settings, also where these are taken back."""
    user = (
        turn.uow.users.get(turn.speaker.user.id) if any(c.record_kind == "user" for c in change_set.changes) else None
    )
    if user is not None:
        replan(turn.uow, user, turn.speaker.now)


def _undo(turn: Turn, set_id: str) -> Reply:
    undone = _undone(turn, set_id)
    if undone is None:
        return said(turn.texts("undo-again"))
    reply = said(turn.texts("undone", what=what(turn, undone.change_set)))
    if undone.reversal:
        reply.buttons.append(
            Button(
                label=turn.texts("button-redo"),
                action=Action(name="redo", arguments={"set": undone.reversal.id}),
            )
        )
    _ask_about_conflict(turn, reply, undone)
    return reply


def _redo(turn: Turn, set_id: str) -> Reply:
    redone = redo(turn.uow, turn.speaker, set_id)
    if redone is None:
        return said(turn.texts("undo-again"))
    _plan_anew(turn, redone.change_set)
    reply = said(turn.texts("redone", what=what(turn, redone.change_set)))
    if redone.change_set.reverses:
        reply.buttons.append(undo_button(turn, redone.change_set.reverses))
    return reply


def what(turn: Turn, change_set: ChangeSet) -> Said:
    """What a change set was, in a few words: "call with Jane Doe, and its follow-up"."""
    key, texts = f"what-{change_set.intent}", turn.texts
    if key not in texts:
        return texts("what-several")
    if change_set.subject or f"{key}-nobody" not in texts:
        follow_ups = sum(change.record_kind == "task" and change.before is None for change in change_set.changes)
        count = int(change_set.subject) if change_set.subject.isdecimal() else 0
        return texts(key, subject=change_set.subject, more=follow_ups, count=count)
    return texts(f"{key}-nobody")


def _ask_about_conflict(turn: Turn, reply: Reply, undone: Undone) -> None:
    """Somebody changed a value since: both are shown, and the person decides."""
    conflict = next((c for c in undone.conflicts if field_called(turn.texts, c.field)), None)
    if conflict is None:
        return
    present, wanted = (
        value_shown(turn.uow, turn.texts, turn.dates, conflict.field, conflict.present),
        value_shown(turn.uow, turn.texts, turn.dates, conflict.field, conflict.wanted),
    )
    field = field_called(turn.texts, conflict.field)
    if conflict.changed_by and conflict.changed_at:
        when = turn.dates.moment(conflict.changed_at)
        text = turn.texts(
            "undo-conflict", by=conflict.changed_by, field=field, present=present, when=when, wanted=wanted
        )
    else:
        text = turn.texts("undo-conflict-anonymous", field=field, present=present, wanted=wanted)
    facts: dict[str, Argument] = {"set": undone.change_set.id, "record": conflict.record_id, "field": conflict.field}
    reply.question = Question(
        text=text,
        options=(
            Option(
                label=turn.texts("button-keep", value=present),
                role="no",
                action=Action(name="keep_value", arguments={"value": present}),
            ),
            Option(
                label=turn.texts("button-restore", value=wanted),
                role="yes",
                action=Action(name="restore_value", arguments=facts),
            ),
        ),
    )


def keep_value(turn: Turn, arguments: Arguments) -> Reply:
    return said(turn.texts("undo-kept", value=text_argument(arguments, "value")))


def restore_value(turn: Turn, arguments: Arguments) -> Reply:
    """Puts a value back although somebody changed it since, with what belongs to it; this, too, can be undone."""
    change_set = turn.uow.change_sets.get(text_argument(arguments, "set"))
    record_id, field = text_argument(arguments, "record"), text_argument(arguments, "field")
    change = next(
        (c for c in (change_set.changes if change_set else ()) if c.record_id == record_id and c.before), None
    )
    record = records_of(turn.uow, change.record_kind).get(record_id) if change else None
    if change_set is None or change is None or change.before is None or record is None:
        return said(turn.texts("undo-again"))
    turn.recorder.update(record, **change.before)
    turn.named(change_set.intent, change_set.subject)
    return said(
        turn.texts("undo-restored", value=value_shown(turn.uow, turn.texts, turn.dates, field, change.before[field]))
    )
