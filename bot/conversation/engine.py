"""The engine: one message, already parsed, becomes changes and an answer, all in one transaction.

`handle` settles whether the message answers an open question or is a command, runs the handlers of
its frames, keeps the change set, and queues the answer in the outbox.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from bot.conversation.answers import Answer, Handled, address_of, queue, shared
from bot.conversation.corrections import asked_again, corrected, last_command
from bot.conversation.dispatch import ANSWERS, SURE, carry_out, press
from bot.conversation.files import Opened
from bot.conversation.handlers import REPLACING
from bot.conversation.handlers.activities import log_planned
from bot.conversation.handlers.changes import taken_back, undo_button
from bot.conversation.handlers.files import imported, looked_at
from bot.conversation.handlers.leads import with_deals
from bot.conversation.handlers.meetings import as_told, meeting_told_of
from bot.conversation.handlers.sync import behind
from bot.conversation.profiles import follow_profile
from bot.conversation.questions import answer_of
from bot.conversation.state import Command, Heard, Option, Question, State
from bot.conversation.turn import Link, Reply, Turn, said
from bot.crm.changes import Speaker
from bot.crm.digests import follow
from bot.domain.changes import Change, Value
from bot.domain.people import User
from bot.language.frames import Frame, Parse
from bot.languages import DEFAULT_LANGUAGE
from bot.messages import Action, Address, Card, Choices, Content, Edit, Incoming, Send, Toast
from bot.ports import UnitOfWork
from bot.queue_ports import Claim, Pressed
from bot.wording.texts import Said, Texts


def handle(
    claim: Claim,
    parse: Parse | None,
    uow: UnitOfWork,
    *,
    user: User,
    now: datetime,
    link: Link,
    opened: Opened | None = None,
) -> Handled:
    """Carries one message out. `parse` is there for a text alone, `opened` for files; `link` tells where messages are.

    `now` is this machine's time, by which the answer leaves; what was said counts from when it was sent.
    """
    incoming = claim.incoming
    if incoming.kind == "profile":
        follow_profile(claim, uow, user, now)
        return Handled()
    conversation = incoming.conversation
    # What an edit makes belongs to the message that it replaces, where the next edit finds it.
    message_key = incoming.edits or incoming.key
    speaker = Speaker(user=user, now=incoming.sent_at, conversation=conversation, message_key=message_key)
    state = State.from_json(claim.state)
    turn = Turn(
        uow=uow,
        speaker=speaker,
        state=state,
        language=_language(parse, state, user),
        text=incoming.text,
        key=incoming.key,
        link=link,
    )
    turn.incoming = incoming
    turn.names = [span for span in parse.spans if span.kind == "name"] if parse else ()
    answers = _answers(turn, incoming, parse, opened)
    handled = queue(uow, incoming, answers, user_id=user.id, now=now)
    state.language = turn.language
    state.mentioned(turn.mentions)
    if state.pending and not state.asked_in:
        state.asked_in, state.asked_at = handled.outbox_ids[0], speaker.now
    remembered = state.as_json()
    if remembered != claim.state:
        uow.conversations.save(conversation, remembered, now)
    _remember_chat(uow, user, incoming)
    saved = tuple(_saved(change, speaker) for change in turn.recorder.changes)
    return replace(handled, parse=parse, saved=saved, more_waits=turn.is_followed)


def _answers(turn: Turn, incoming: Incoming, parse: Parse | None, opened: Opened | None) -> list[Answer]:
    address = address_of(incoming)
    if incoming.kind == "press":
        answers = _pressed(turn, incoming, address)
        acknowledged = not incoming.answer_to or any(isinstance(answer.effect, Toast) for answer in answers)
        return answers if acknowledged else [*answers, Answer(Toast(""), address)]
    if incoming.kind == "password":
        return [Answer(Send(said(turn.texts("password-refused")).content(turn.texts)), address)]
    if opened is not None:
        reply = imported(turn, opened) if incoming.kind == "import" else looked_at(turn, opened)
        return [Answer(Send(_content(turn, incoming, _asking_next(turn, reply))), address)]
    if parse is None:
        return [Answer(Send(_started(turn).content(turn.texts)), address)]
    taken_back = _taken_back(turn, incoming.edits) if incoming.edits else None
    reply = _with_undo(turn, _said(turn, parse))
    if taken_back:
        reply.lines.append(turn.texts("corrected", what=taken_back))
    if not incoming.private and not reply.secret and reply.lines:
        reply.buttons.append(turn.button("button-share", "share"))
    return [Answer(Send(_content(turn, incoming, reply), reply.secret), address)]


def _content(turn: Turn, incoming: Incoming, reply: Reply) -> Content:
    """What is shown. Among others the bot hears only what is said to it: a question that words answer tells so."""
    content = reply.content(turn.texts)
    among_others = not incoming.private and incoming.written_in is None
    if among_others and isinstance(content, Card) and content.image:
        # A picture cannot be shown to one person among others.
        share = turn.button("button-share", "share")
        return replace(content, lines=(turn.texts("picture-in-private"),), buttons=(*content.buttons, share))
    if among_others and isinstance(content, Choices) and reply.question and reply.question.expects:
        return replace(content, question=f"{content.question}\n{turn.texts('answer-among-others')}")
    return content


def _started(turn: Turn) -> Reply:
    """The first press of "start": what one may write."""
    name = turn.speaker.user.name.split(" ")[0]
    return said(turn.texts("started", name=name), *turn.texts("help-lines").splitlines())


def _taken_back(turn: Turn, message_key: str) -> Said | None:
    """An edited message corrects what it made: that is undone first. Gives what it was, None where it made nothing."""
    made = turn.uow.change_sets.of_message(message_key)
    return taken_back(turn, made.id) if made else None


def apologise(incoming: Incoming, uow: UnitOfWork, *, user: User | None, now: datetime) -> Handled:
    """Something failed for good: said so; the message stays in the inbox."""
    effect = Send(Card(title=Texts(user.language if user else DEFAULT_LANGUAGE)("failed")))
    answer = Answer(effect, address_of(incoming))
    return queue(uow, incoming, [answer], user_id=user.id if user else "", now=now)


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
    _keep_command(turn, _others(question, answer.action))
    if parse.frames[0].intent in ANSWERS and len(parse.frames) > 1:
        _run(turn, parse.frames[1:], reply)
    return reply


def _commanded(turn: Turn, parse: Parse) -> Reply:
    reply = Reply()
    replaced = _run_meant(turn, parse, reply)
    if parse.frames[0].intent != "why":
        turn.state.heard = Heard(key=turn.key, at=turn.speaker.now)
    _keep_command(turn, turn.others)
    if replaced:
        reply.lines.append(turn.texts("corrected", what=replaced))
    if turn.recorder.changes or reply.question:
        # What was asked before is no longer what a "yes" would mean; its buttons still work.
        turn.state.settle()
    return reply


def _run_meant(turn: Turn, parse: Parse, reply: Reply) -> Said | None:
    """Carries out what the message means beside the one before. Gives what a correction took back, None otherwise."""
    meeting = meeting_told_of(turn, parse)
    if meeting is not None:
        told, *others = as_told(turn, meeting)
        _add(turn, log_planned(turn, told, meeting), reply)
        _run(turn, others, reply)
        return None
    first, command = parse.frames[0], last_command(turn)
    if first.confidence < SURE or first.intent not in ("correct", "ask_again"):
        _run(turn, parse.frames, reply)
        return None
    if first.intent == "ask_again":
        again = asked_again(first, command)
        _run(turn, [again] if again else [replace(first, intent="out_of_scope", confidence=0.0)], reply)
        return None
    frames = corrected(turn, parse, command) if command else None
    if command is None or frames is None:
        reply.lines.append(turn.texts("nothing-to-correct"))
        return None
    replaced = taken_back(turn, command.set_id) if command.set_id else None
    _run(turn, frames, reply)
    return replaced


def _keep_command(turn: Turn, others: Sequence[Option]) -> None:
    """Remembers what was carried out, for the correction that may come."""
    made = turn.set_id if turn.recorder.changes else ""
    command = turn.state.command
    if turn.frames:
        frames = tuple(turn.frames)
        turn.state.command = Command(frames=frames, at=turn.speaker.now, set_id=made, others=tuple(others))
    elif command and others:
        turn.state.command = replace(command, others=tuple(others))


def _others(question: Question, chosen: Action) -> list[Option]:
    """The answers of the same kind that were not given: "non, l'autre" takes one of them after all."""
    options = question.options
    return [option for option in options if option.action.name == chosen.name and option.action != chosen]


def _run(turn: Turn, frames: Sequence[Frame], reply: Reply) -> None:
    """Every frame is carried out; of several questions one is asked, the others wait."""
    for frame in with_deals(frames):
        _add(turn, carry_out(turn, frame), reply)


def _add(turn: Turn, part: Reply, reply: Reply) -> None:
    reply.lines += part.lines
    reply.buttons += part.buttons
    reply.secret |= part.secret
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
    undo = undo_button(turn, turn.set_id)
    reply.buttons.insert(0, undo)
    reply.lines += behind(turn)
    return reply


def _pressed(turn: Turn, incoming: Incoming, address: Address) -> list[Answer]:
    pressed = turn.uow.buttons.press(incoming.handle, turn.speaker.now, by=turn.speaker.user.id)
    if pressed is None or pressed.user_id != turn.speaker.user.id:
        return [Answer(Toast(turn.texts("button-unknown")), address)]
    if pressed.used:
        return [Answer(Toast(turn.texts("pressed-before")), address)]
    if pressed.action.name == "share":
        return _shared(turn, pressed, address)
    open_question = turn.state.pending
    if open_question and any(option.action == pressed.action for option in open_question.options):
        # Also where the question stands in a later message, asked once more.
        _use_button(turn, pressed.action)
        turn.state.settle()
    reply = press(turn, pressed.action)
    _keep_command(turn, _others(open_question, pressed.action) if open_question else ())
    reply = _with_undo(turn, _asking_next(turn, reply))
    if pressed.action.name not in REPLACING or reply.question is not None:
        return [Answer(Send(_content(turn, incoming, reply), reply.secret), address)]
    edit = Edit(pressed.outbox_id, _content(turn, incoming, reply), incoming.pressed_on)
    # The same in another place shows what became of it, without buttons.
    settled = Card(title=reply.lines[0] if reply.lines else "", lines=tuple(reply.lines[1:]))
    return [Answer(edit, address)] + [Answer(Edit(row, settled), where) for row, where in _copies(turn, pressed, edit)]


def _copies(turn: Turn, pressed: Pressed, edit: Edit) -> list[tuple[str, Address]]:
    """Where else the message stands: a reminder in another chat, and whatever was sent twice since nobody knew of the
    first."""
    reminder_id = str(pressed.action.arguments.get("reminder", ""))
    copies = turn.uow.outbox.copies(reminder_id) if reminder_id else []
    others = [(row, where) for row, where in copies if row != edit.outbox_id]
    stood = turn.uow.outbox.reference(edit.outbox_id) if edit.reference else None
    return others if stood is None or stood[1] in ("", edit.reference) else [*others, (edit.outbox_id, stood[0])]


def _shared(turn: Turn, pressed: Pressed, address: Address) -> list[Answer]:
    """What one person alone saw, for everybody there, without its buttons."""
    again = pressed.action.arguments
    content = turn.uow.outbox.content(str(again.get("of") or pressed.outbox_id))
    if content is None:
        return [Answer(Toast(turn.texts("button-unknown")), address)]
    if isinstance(content, Card):
        # With the picture itself there is nothing to say of where it is.
        card = replace(content, lines=() if content.image else content.lines, buttons=())
    else:
        title, *lines = content.lines or ("",)
        card = Card(title=title, lines=tuple(lines))
    # Telegram shows it in the person's own chat, where its button is pressed: it belongs where they asked.
    place, _ = turn.uow.outbox.reference(pressed.outbox_id) or (address, "")
    if "of" in again:
        place = Address(place.platform, str(again["chat"]), str(again["thread"]))
    return [Answer(Send(card), shared(place, address))]


def _use_button(turn: Turn, action: Action) -> None:
    """A question answered in words is answered: its buttons do nothing any more."""
    for button in turn.uow.buttons.of_message(turn.state.asked_in):
        if button.action == action:
            turn.uow.buttons.press(button.handle, turn.speaker.now)


def _remember_chat(uow: UnitOfWork, user: User, incoming: Incoming) -> None:
    """What comes unasked goes to the platform where the person wrote last, always for their eyes alone."""
    chat = {
        "reply_platform": incoming.conversation.platform,
        "reply_chat": incoming.conversation.person,
        "reply_thread": "",
    }
    if any(getattr(user, name) != value for name, value in chat.items()):
        uow.users.update(user.id, chat)
        follow(uow, user, incoming.sent_at)
