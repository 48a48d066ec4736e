"""A message is taken in once, handled once and in order, and never lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bootstrap import read_documents
from bot.conversation import intake as intake_module
from bot.conversation.intake import LEASE, Intake
from bot.domain.ids import new_id
from bot.messages import Card, Conversation, Incoming, Send
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.unit.bot.conversation.talk import HandClock, Talk


def message(talk: Talk, text: str = "hello", *, key: str = "", chat: str = "desk", person: str = "") -> Incoming:
    conversation = Conversation("console", chat, "", person or talk.user.id)
    return Incoming(key=key or new_id(), conversation=conversation, text=text, sent_at=talk.clock.now())


def intake(talk: Talk, worker: str = "w") -> Intake:
    return Intake(talk.store, [], talk.clock, worker=worker, read_documents=read_documents)


async def handled_keys(taking: Intake) -> list[str]:
    keys = []
    while (done := await taking.handle_next()) is not None:
        keys.append(done[0])
    return keys


async def queued(talk: Talk) -> int:
    return int((await talk.gets(lambda uow: uow.outbox.counts()))["pending"])


async def test_a_repeat_is_known_and_runs_nothing(talk: Talk) -> None:
    taking, incoming = intake(talk), message(talk, "called Olga Brandt")
    assert await taking.accept(incoming)
    assert not await taking.accept(incoming)
    assert await handled_keys(taking) == [incoming.key]
    assert not await taking.accept(replace(incoming, text="something else"))
    assert await handled_keys(taking) == []
    assert await queued(talk) == 1


async def test_messages_of_a_conversation_are_handled_in_their_order(talk: Talk) -> None:
    taking, incoming = intake(talk), [message(talk, text) for text in ("called Hugo", "2", "undo")]
    for one in incoming:
        await taking.accept(one)
    assert await handled_keys(taking) == [one.key for one in incoming]


async def test_one_conversation_can_be_handled_alone(talk: Talk) -> None:
    taking, here, there = intake(talk), message(talk), message(talk, chat="elsewhere")
    await taking.accept(here)
    await taking.accept(there)
    done = await taking.handle_next(there.conversation)
    assert done is not None
    assert done[0] == there.key
    assert await taking.handle_next(there.conversation) is None
    assert await handled_keys(taking) == [here.key]


async def test_what_a_killed_process_had_claimed_is_taken_over_after_its_lease(talk: Talk) -> None:
    taking, incoming = intake(talk), message(talk, "called Olga Brandt")
    await taking.accept(incoming)
    now = talk.clock.now()
    claim = await talk.store.claim(lambda uow: uow.inbox.claim("killed", now, LEASE))
    assert claim is not None
    assert await taking.handle_next() is None
    talk.clock.instant += LEASE
    assert await handled_keys(taking) == [incoming.key]
    assert await queued(talk) == 1
    # And should that process live after all, it commits nothing.
    assert await talk.store.write(lambda uow: uow.inbox.finish(claim, talk.clock.now())) is None


async def test_a_stranger_is_answered_and_told_nothing(talk: Talk) -> None:
    taking, incoming = intake(talk), message(talk, "who is Olga Brandt?", person="stranger")
    await taking.accept(incoming)
    done = await taking.handle_next()
    assert done is not None
    assert done[1] is not None
    (effect,) = done[1].effects
    assert isinstance(effect, Send)
    assert isinstance(effect.content, Card)
    assert "Olga" not in effect.content.title
    assert "invitation" in effect.content.title.casefold() + " ".join(effect.content.lines)


async def test_somebody_who_left_is_a_stranger(talk: Talk) -> None:
    await talk.store.write(lambda uow: uow.users.update(talk.user.id, {"active": False}))
    shown = await talk.says("called Olga Brandt")
    assert "logged" not in shown.title
    assert await talk.gets(lambda uow: uow.tasks.open_with(None, None, 5)) == []


async def test_a_message_that_cannot_be_handled_is_kept_and_its_sender_told(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(intake_module, "handle", broken)
        shown = await talk.says("called Olga Brandt")
    assert shown.title.startswith("Something went wrong on my side, and nothing was saved.")
    # The next message is answered as ever.
    assert (await talk.says("called Olga Brandt")).title.startswith("📞 Call with Olga Brandt")


async def test_half_of_a_failed_message_is_not_saved(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.conversation import engine

    real = engine.handle

    def fails_after(*args: object, **named: object) -> None:
        real(*args, **named)  # type: ignore[arg-type]
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(intake_module, "handle", fails_after)
        await talk.says("new contact Ada Finch")
    assert await talk.gets(lambda uow: uow.contacts.by_name("Ada Finch")) == []


async def test_times_are_meant_from_when_the_message_was_sent(sqlite_store: DatabaseStore, talk: Talk) -> None:
    incoming = message(talk, "remind me in 2 hours to stretch")
    taking = Intake(
        sqlite_store,
        [],
        HandClock(talk.clock.instant + timedelta(minutes=50)),
        worker="w",
        read_documents=read_documents,
    )
    await taking.accept(incoming)
    await taking.handle_next()

    def due(uow: UnitOfWork) -> object:
        return uow.reminders.latest_open(talk.user.id, 1)[0].due_at

    assert await talk.gets(due) == talk.clock.now() + timedelta(hours=2)
