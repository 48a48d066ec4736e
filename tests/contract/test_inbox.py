"""The inbox: each message once, those of a conversation in order."""

from datetime import datetime, timedelta

from bot.messages import Attachment, Conversation, Incoming
from bot.ports import UnitOfWork
from bot.queue_ports import Claim
from storage.database.store import DatabaseStore
from tests.contract.samples import MINUTE, NOW, conversation, incoming

LEASE = timedelta(seconds=30)


async def accept(store: DatabaseStore, *messages: Incoming) -> list[bool]:
    return [bool(await store.write(lambda uow, m=message: uow.inbox.accept([m], NOW))) for message in messages]  # type: ignore[misc]


async def claim(
    store: DatabaseStore, now: datetime = NOW, by: str = "a", at: Conversation | None = None
) -> Claim | None:
    return await store.claim(lambda uow: uow.inbox.claim(by, now, LEASE, at))


async def finish(store: DatabaseStore, claimed: Claim | None) -> bool:
    """Whether it could be finished."""
    assert claimed is not None
    return await store.write(lambda uow: uow.inbox.finish(claimed, NOW)) is not None


async def test_a_message_is_accepted_once(store: DatabaseStore) -> None:
    message = incoming("k1", "call Zoé 🎉")
    assert await accept(store, message, message, incoming("k1", "other words"), incoming("k2")) == [
        True,
        False,
        False,
        True,
    ]
    claimed = await claim(store)
    assert claimed == Claim(incoming=message, attempts=1, claimed_by="a")
    assert await store.read(lambda uow: uow.inbox.text_of("k1")) == "call Zoé 🎉"
    assert await store.read(lambda uow: uow.inbox.text_of("nothing")) == ""
    assert await finish(store, claimed)
    assert await accept(store, message) == [False]


async def test_a_claim_tells_what_was_kept_of_its_conversation(store: DatabaseStore) -> None:
    here = incoming("k1")
    there = incoming("k2", person="p2")
    state = {"question": {"options": [1, "deux", None, True]}, "odd": "a\x00\ud800é"}
    await store.write(lambda uow: uow.conversations.save(here.conversation, {"old": 1}, NOW))
    await store.write(lambda uow: uow.conversations.save(here.conversation, state, NOW + MINUTE))
    await accept(store, here, there)
    claimed = {found.incoming.key: found.state for found in (await claim(store), await claim(store)) if found}
    assert claimed == {"k1": state, "k2": {}}


async def test_a_press_comes_back_as_it_went_in(store: DatabaseStore) -> None:
    press = Incoming(
        key="k",
        conversation=conversation(),
        kind="press",
        handle="bcdf2345",
        pressed_on="41:7",
        written_in=("-5", "7"),
        sent_at=NOW,
    )
    await accept(store, press)
    claimed = await claim(store)
    assert claimed is not None
    assert claimed.incoming == press


async def test_files_come_back_as_they_went_in(store: DatabaseStore) -> None:
    attachments = (
        Attachment(name="Zoé.csv", size=12, reference="https://x"),
        Attachment(name="c.vcf", content="BEGIN:VCARD"),
    )
    file = Incoming(key="k", conversation=conversation(), kind="file", attachments=attachments, sent_at=NOW)
    await accept(store, file)
    claimed = await claim(store)
    assert claimed is not None
    assert claimed.incoming == file


async def test_text_is_accepted_as_far_as_it_can_be_kept(store: DatabaseStore) -> None:
    await accept(store, incoming("k", "a\x00b\udfff"))
    claimed = await claim(store)
    assert claimed is not None
    assert claimed.incoming.text == "a\ufffdb\ufffd"


async def test_a_conversation_is_handled_in_order_and_others_meanwhile(store: DatabaseStore) -> None:
    first, second, other = incoming("1"), incoming("2"), incoming("3", person="p2")
    await accept(store, first, second, other)
    one, two, none = await claim(store), await claim(store, by="b"), await claim(store, by="c")
    assert one is not None
    assert two is not None
    assert (one.incoming, two.incoming, none) == (first, other, None)
    assert await finish(store, one)
    assert not await finish(store, one)
    again = await claim(store, by="c")
    assert again is not None
    assert again.incoming == second


async def test_who_finishes_a_message_hears_whether_more_of_its_conversation_waits(store: DatabaseStore) -> None:
    await accept(store, incoming("1"), incoming("2"), incoming("3", person="p2"))
    waits = []
    for _ in range(3):
        claimed = await claim(store)
        assert claimed is not None
        waits.append(await store.write(lambda uow, c=claimed: uow.inbox.finish(c, NOW)))  # type: ignore[misc]
    assert waits == [True, False, False]


async def test_a_claim_may_be_for_one_conversation(store: DatabaseStore) -> None:
    mine, other = incoming("1", person="p1"), incoming("2", person="p2")
    await accept(store, mine, other)
    claimed = await claim(store, at=conversation("p2"))
    assert claimed is not None
    assert claimed.incoming == other
    assert await claim(store, at=conversation("p2")) is None
    assert await claim(store, at=conversation("p3")) is None


async def test_a_lease_that_ran_out_is_lost(store: DatabaseStore) -> None:
    await accept(store, incoming("1"))
    lost = await claim(store)
    assert await claim(store, NOW + LEASE - timedelta(seconds=1)) is None
    taken = await claim(store, NOW + LEASE)
    assert taken is not None
    assert taken.attempts == 2
    # By the same process under the same name, and still another claim.
    assert not await finish(store, lost)
    assert await finish(store, taken)
    assert await claim(store, NOW + MINUTE) is None


async def test_a_row_that_is_given_up_lets_the_next_one_pass(store: DatabaseStore) -> None:
    await accept(store, incoming("1"), incoming("2"))
    claimed = await claim(store)
    assert claimed is not None

    def give_up(uow: UnitOfWork) -> None:
        uow.inbox.fail(claimed, NOW)

    await store.write(give_up)
    assert not await finish(store, claimed)
    following = await claim(store)
    assert following is not None
    assert following.incoming.key == "2"


async def test_what_a_process_holds_is_free_once_its_leases_are_ended(store: DatabaseStore) -> None:
    await accept(store, incoming("1"), incoming("2", person="p2"), incoming("3", person="p3"))
    first, other = await claim(store), await claim(store, by="b")
    await store.write(lambda uow: uow.inbox.end_leases("a", NOW + MINUTE / 4))
    assert await claim(store, NOW + MINUTE / 8, by="c", at=conversation()) is None
    again = await claim(store, NOW + MINUTE / 4, by="c", at=conversation())
    assert first is not None
    assert again == Claim(incoming=first.incoming, attempts=2, claimed_by="c")
    # Whoever comes back too late is told so; nobody else is concerned.
    assert not await finish(store, first)
    assert await finish(store, other)
    assert await finish(store, again)
