"""What is old goes, portion by portion; what waits stays, and so does what is younger."""

from datetime import datetime

from bot.crm.retention import RetentionPeriods, forget
from bot.domain.changes import Change
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import ADDRESS, DAY, MINUTE, NOW, button, card, change_set, conversation, incoming, user

IRIS = user()
OLD, YOUNG = NOW - 10 * DAY, NOW - DAY


def fill(uow: UnitOfWork) -> None:
    uow.users.add(IRIS)
    for at in (OLD, YOUNG):
        _one_of_each(uow, at)
    # Neither was handled nor sent, however old they are.
    uow.inbox.accept([incoming("waiting", person="p9")], OLD)
    uow.outbox.add([card("waiting")], user_id=IRIS.id, address=ADDRESS, now=OLD)


def _one_of_each(uow: UnitOfWork, at: datetime) -> None:
    uow.inbox.accept([incoming(f"{at:%d}")], at)
    claim = uow.inbox.claim("worker", at, MINUTE, conversation())
    assert claim is not None
    uow.inbox.finish(claim, at)
    uow.outbox.add([card(f"{at:%d}", button("Undo"))], user_id=IRIS.id, address=ADDRESS, now=at)
    (row,) = uow.outbox.claim("worker", at, MINUTE, 9, platforms=["console"])
    uow.outbox.mark_sent(row, f"ref {at:%d}", at)
    change = Change(record_kind="contact", record_id="c", before=None, after={"title": "CEO"})
    uow.change_sets.add(change_set(IRIS.id, change, made_at=at))


async def left(store: DatabaseStore) -> tuple[list[bool], int, list[datetime], int]:
    def look(uow: UnitOfWork) -> tuple[list[bool], int, list[datetime], int]:
        texts = [bool(uow.inbox.text_of(key)) for key in (f"{OLD:%d}", f"{YOUNG:%d}", "waiting")]
        sets = [each.made_at for each in uow.change_sets.page("", 9)]
        return texts, sum(uow.outbox.counts().values()), sets, len(uow.change_sets.changes_page("", 9))

    return await store.read(look)


async def test_what_is_old_goes(store: DatabaseStore) -> None:
    await store.write(fill)
    assert await left(store) == ([True, True, True], 3, [OLD, YOUNG], 2)
    keep = RetentionPeriods(inbox_days=5, outbox_days=5, changes_days=5)
    assert await store.write(lambda uow: forget(uow, keep, NOW)) == 3
    assert await store.write(lambda uow: forget(uow, keep, NOW)) == 1, "the set, once its changes are gone"
    assert await store.write(lambda uow: forget(uow, keep, NOW)) == 0
    assert await left(store) == ([False, True, True], 2, [YOUNG], 1)


async def test_for_ever(sqlite_store: DatabaseStore) -> None:
    await sqlite_store.write(fill)
    assert await sqlite_store.write(lambda uow: forget(uow, RetentionPeriods(), NOW)) == 0
    assert (await left(sqlite_store))[1] == 3
