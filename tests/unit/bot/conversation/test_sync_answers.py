"""What both CRMs changed is asked about in chat, and the answer can be taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.conversation.sync_notices import ask_about_conflict, tell_refused
from bot.crm.pushes import push_of
from bot.domain.ids import new_id
from bot.domain.mirrors import SyncConflict
from bot.domain.people import Contact
from bot.errors import RemoteDenied, RemoteError, RemoteLacks, RemoteLogin, RemoteRefused
from bot.messages import Address, Card, Choices, Content, Send
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow
from storage.database.store import DatabaseStore
from tests.contract.samples import contact
from tests.unit.bot.conversation.talk import Talk, talk_at


async def told(talk: Talk, tell: Callable[[UnitOfWork], None]) -> Content:
    """The last message that comes unasked; its buttons can be pressed."""
    # The person is written to where they wrote last.
    await talk.says("hello")
    await talk.store.write(tell)
    now, content = talk.clock.now(), None

    def take(uow: UnitOfWork) -> OutboxRow | None:
        user = uow.users.get(talk.user.id)
        assert user is not None
        row = uow.outbox.claim_next(Address.of(user), "w", now, timedelta(minutes=1))
        if row is not None:
            uow.outbox.mark_sent(row, "", now)
        return row

    while (row := await talk.store.write(take)) is not None:
        assert isinstance(row.effect, Send)
        content, message = row.effect.content, row.id
        for button in await talk.gets(lambda uow, message=message: uow.buttons.of_message(message)):
            talk.handles[button.label] = button.handle
    assert content is not None
    return content


async def asked(talk: Talk, jane: Contact) -> Content:
    """Her title was changed on both sides."""
    now = talk.clock.now()
    conflict = SyncConflict(
        id=new_id(),
        record_kind="contact",
        record_id=jane.id,
        field="title",
        theirs="CEO",
        theirs_by="Sally Bronsen",
        theirs_at=now,
        user_id=talk.user.id,
        changed_at=now,
        found_at=now,
    )

    def ask(uow: UnitOfWork) -> None:
        uow.update_workspace({"remote": "https://crm.example.org"})
        uow.contacts.add(jane)
        uow.sync.add_conflict(conflict)
        ask_about_conflict(uow, conflict, now)

    return await told(talk, ask)


@pytest.mark.parametrize(("language", "use", "undo"), [("en", "Use CEO", "Undo"), ("fr", "Garder CEO", "Annuler")])
async def test_the_answer_can_be_undone(sqlite_store: DatabaseStore, language: str, use: str, undo: str) -> None:
    talk, jane = await talk_at(sqlite_store, language=language), contact("Jane", "Doe", title="CFO")
    question = await asked(talk, jane)
    assert isinstance(question, Choices)
    assert "Sally Bronsen" in question.question
    shown = await talk.presses(use)
    assert "CEO" in shown.title
    taken = await talk.gets(lambda uow: uow.contacts.get(jane.id))
    assert taken.title == "CEO"
    await talk.presses(undo)
    kept = await talk.gets(lambda uow: uow.contacts.get(jane.id))
    waiting = await talk.gets(lambda uow: uow.sync.waiting_for([jane.id]))
    assert (kept.title, waiting[-1].fields) == ("CFO", ("title",))


@pytest.mark.parametrize(
    ("refusal", "english", "french"),
    [
        (RemoteDenied("x"), "may not change that there", "n'a pas ce droit"),
        (RemoteLogin("x"), "does not work any more", "n'est plus accepté"),
        (RemoteLacks("x", field="stage", value="bid"), 'has no "bid"', "ne connaît pas"),
        (RemoteRefused("x"), "crmbot doctor", "crmbot doctor"),
    ],
    ids=["denied", "login", "lacks", "refused"],
)
@pytest.mark.parametrize("language", ["en", "fr"])
async def test_a_refusal_is_told_in_the_persons_language(
    sqlite_store: DatabaseStore, language: str, refusal: RemoteError, english: str, french: str
) -> None:
    talk, jane = await talk_at(sqlite_store, language=language), contact("Jane", "Doe")
    push = push_of("contact", jane.id, ["title"], talk.user.id, talk.clock.now())

    def tell(uow: UnitOfWork) -> None:
        uow.contacts.add(jane)
        tell_refused(uow, push, refusal, talk.clock.now())

    card = await told(talk, tell)
    assert isinstance(card, Card)
    assert "Jane Doe" in card.title
    assert (english if language == "en" else french) in card.lines[0]
