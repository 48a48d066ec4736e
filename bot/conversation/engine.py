"""The engine: one message, already parsed, becomes changes and an answer, all in one transaction.

`handle` settles whether the message answers an open question or is a command, runs the handlers of
its frames, keeps the change set, and queues the answer in the outbox.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from bot.conversation.dispatch import ANSWERS, carry_out, press
from bot.conversation.handlers import REPLACING
from bot.conversation.questions import answer_of
from bot.conversation.state import Question, State
from bot.conversation.turn import Reply, Turn
from bot.crm.changes import Speaker
from bot.domain.changes import Change, Value
from bot.domain.people import User
from bot.language.frames import Frame, Parse
from bot.messages import Action, Address, Button, Card, Edit, Effect, Incoming, Send, Toast
from bot.ports import UnitOfWork
from bot.wording.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """What became of a message. `effects` are queued under `outbox_ids`, in order.

    `saved` tells, for `say --json`, which records were created or changed and the fields set:
    {"record", "id", "created", field: value...}, instants in the person's zone.
    """

    parse: Parse | None
    effects: tuple[Effect, ...]
    outbox_ids: tuple[str, ...]
    saved: tuple[dict[str, object], ...] = ()


def handle(incoming: Incoming, parse: Parse | None, uow: UnitOfWork, *, user: User, now: datetime) -> Handled:
    """Carries one message out. `parse` is None for a button press.

    `now` is this machine's time, by which the answer leaves; what was said counts from when it was sent.
    """
    conversation = incoming.conversation
    speaker = Speaker(user=user, now=incoming.sent_at, conversation=conversation, message_key=incoming.key)
    state = State.from_json(uow.conversations.load(conversation))
    turn = Turn(uow=uow, speaker=speaker, state=state, language=_language(parse, state, user), text=incoming.text)
    effect = _pressed(turn, incoming.handle) if parse is None else Send(_with_undo(turn, _said(turn, parse)).content())
    outbox_ids = uow.outbox.add([effect], user_id=user.id, address=_address(incoming), now=now, inbox_key=incoming.key)
    state.language = turn.language
    if state.pending and not state.asked_in:
        state.asked_in, state.asked_at = outbox_ids[0], speaker.now
    uow.conversations.save(conversation, state.as_json(), now)
    _remember_address(uow, user, incoming)
    return Handled(
        parse=parse,
        effects=(effect,),
        outbox_ids=tuple(outbox_ids),
        saved=tuple(_saved(change, speaker) for change in turn.recorder.changes),
    )


def refuse_stranger(incoming: Incoming, uow: UnitOfWork, *, language: str, now: datetime) -> Handled:
    """Somebody who is not linked to a user: a polite word that tells nothing about the CRM."""
    effect = Send(Card(title=Texts(language)("unlinked")))
    ids = uow.outbox.add([effect], user_id="", address=_address(incoming), now=now, inbox_key=incoming.key)
    return Handled(parse=None, effects=(effect,), outbox_ids=tuple(ids))


def apologise(incoming: Incoming, uow: UnitOfWork, *, user: User | None, now: datetime) -> Handled:
    """Something failed for good: said so; the message stays in the inbox."""
    effect = Send(Card(title=Texts(user.language if user else "en")("failed")))
    user_id = user.id if user else ""
    ids = uow.outbox.add([effect], user_id=user_id, address=_address(incoming), now=now, inbox_key=incoming.key)
    return Handled(parse=None, effects=(effect,), outbox_ids=tuple(ids))


def _saved(change: Change, speaker: Speaker) -> dict[str, object]:
    fields = {name: _plain_value(value, speaker) for name, value in change.after.items() if value not in (None, "", ())}
    return {"record": change.record_kind, "id": change.record_id, "created": change.creates, **fields}


def _plain_value(value: Value, speaker: Speaker) -> object:
    if isinstance(value, datetime):
        return (value.astimezone(speaker.zone) if value.tzinfo else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


def _language(parse: Parse | None, state: State, user: User) -> str:
    """The message's own language where that is sure, else the one spoken here last, else the person's."""
    if parse is not None and parse.sure_of_language:
        return parse.language
    return state.language or user.language


def _said(turn: Turn, parse: Parse) -> Reply:
    question = turn.state.open_question(turn.speaker.now)
    if question is None:
        # What waited behind a question that nobody answered in time is as old as that.
        turn.state.drop_questions()
    reply = _answered(turn, question, parse) if question else None
    return _asking_next(turn, reply or _commanded(turn, parse))


def _answered(turn: Turn, question: Question, parse: Parse) -> Reply | None:
    """The reply where the message answers the open question; further frames beside a "yes" are carried out too."""
    answer = answer_of(turn, question, parse)
    if answer is None:
        return None
    if answer.action is None:
        return Reply(lines=[answer.complaint], question=question)
    _use_button(turn, answer.action)
    turn.state.settle()
    reply = press(turn, answer.action)
    if parse.frames[0].intent in ANSWERS and len(parse.frames) > 1:
        _run(turn, parse.frames[1:], reply)
    return reply


def _commanded(turn: Turn, parse: Parse) -> Reply:
    reply = Reply()
    _run(turn, parse.frames, reply)
    if turn.recorder.changes or reply.question:
        # What was asked before is no longer what a "yes" would mean; its buttons still work.
        turn.state.settle()
    return reply


def _run(turn: Turn, frames: Sequence[Frame], reply: Reply) -> None:
    """Every frame is carried out; of several questions one is asked, the others wait."""
    for frame in frames:
        part = carry_out(turn, frame)
        reply.lines += part.lines
        reply.buttons += part.buttons
        if part.question and reply.question:
            turn.state.waiting.append(part.question)
        else:
            reply.question = part.question or reply.question


def _asking_next(turn: Turn, reply: Reply) -> Reply:
    state = turn.state
    if reply.question is None and state.pending is None and state.waiting:
        reply.question = state.waiting.pop(0)
    if reply.question is not None:
        state.settle()
        state.pending = reply.question
    return reply


def _with_undo(turn: Turn, reply: Reply) -> Reply:
    """Keeps the change set of this message, and puts Undo first among the buttons."""
    recorder = turn.recorder
    if not recorder.changes:
        return reply
    if turn.set_to_extend:
        recorder.extend(turn.set_to_extend)
    else:
        recorder.finish(turn.intent, turn.subject)
    undo = Button(label=turn.texts("button-undo"), action=Action(name="undo", arguments={"set": turn.set_id}))
    reply.buttons.insert(0, undo)
    return reply


def _pressed(turn: Turn, handle: str) -> Effect:
    pressed = turn.uow.buttons.press(handle, turn.speaker.now)
    if pressed is None or pressed.user_id != turn.speaker.user.id:
        return Toast(turn.texts("button-unknown"))
    if pressed.used:
        return Toast(turn.texts("pressed-before"))
    open_question = turn.state.pending
    if open_question and any(option.action == pressed.action for option in open_question.options):
        # Also where the question stands in a later message, asked once more.
        _use_button(turn, pressed.action)
        turn.state.settle()
    reply = _with_undo(turn, _asking_next(turn, press(turn, pressed.action)))
    if pressed.action.name in REPLACING and reply.question is None:
        return Edit(pressed.outbox_id, reply.content())
    return Send(reply.content())


def _use_button(turn: Turn, action: Action) -> None:
    """A question answered in words is answered: its buttons do nothing any more."""
    for button in turn.uow.buttons.of_message(turn.state.asked_in):
        if button.action == action:
            turn.uow.buttons.press(button.handle, turn.speaker.now)


def _address(incoming: Incoming) -> Address:
    conversation = incoming.conversation
    return Address(conversation.platform, conversation.chat, conversation.thread)


def _remember_address(uow: UnitOfWork, user: User, incoming: Incoming) -> None:
    """Reminders go where the person wrote last."""
    address = _address(incoming)
    if (user.reply_platform, user.reply_chat, user.reply_thread) != (address.platform, address.chat, address.thread):
        uow.users.update(
            user.id,
            {
                "reply_platform": address.platform,
                "reply_chat": address.chat,
                "reply_thread": address.thread,
            },
        )
