"""Activities: with whom, what was last, what is planned."""

from typing import Any

from bot.domain.activities import History
from bot.domain.rights import Sight
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import DAY, HOUR, MINUTE, NOW, account, activity, contact, lead, user


async def test_links_keep_their_order_and_follow_updates(store: DatabaseStore) -> None:
    people = [contact(last_name=name) for name in ("Ames", "Bell", "Cole")]
    ids = tuple(person.id for person in people)
    first = activity(kind="meeting", contact_ids=(ids[2], ids[0], ids[1]))
    second = activity(contact_ids=(ids[1],))

    def use(uow: UnitOfWork) -> None:
        for person in people:
            uow.contacts.add(person)
        uow.activities.add(first)
        uow.activities.add(second)

    await store.write(use)
    assert await store.read(lambda uow: uow.activities.get_many([second.id, first.id])) == [second, first]
    await store.write(lambda uow: uow.activities.update(first.id, {"contact_ids": (ids[1],), "note": "short"}))
    kept = await store.read(lambda uow: uow.activities.get(first.id))
    assert kept is not None
    assert (kept.contact_ids, kept.note) == ((ids[1],), "short")


async def test_last_touch_is_the_latest_held_one_before_a_moment_and_no_note(store: DatabaseStore) -> None:
    company, prospect = account(), lead()
    olga, karl = contact(account_id=company.id), contact("Karl", "Meyer")
    linked = (olga.id,)
    old = activity(happened_at=NOW - 3 * DAY, contact_ids=linked)
    mail = activity(kind="email", happened_at=NOW - DAY, contact_ids=(karl.id, olga.id))
    visit = activity(kind="meeting", happened_at=NOW - 2 * DAY, lead_ids=(prospect.id,), account_id=company.id)
    others = [
        activity(kind="note", happened_at=NOW - HOUR, contact_ids=linked),
        activity(status="not_held", happened_at=NOW - HOUR, contact_ids=linked),
        activity(status="planned", happened_at=NOW - MINUTE, contact_ids=linked),
        activity(happened_at=NOW - MINUTE, contact_ids=linked, deleted_at=NOW),
        activity(happened_at=NOW, contact_ids=linked),
        activity(happened_at=NOW - MINUTE),
    ]

    def use(uow: UnitOfWork) -> None:
        uow.accounts.add(company)
        uow.leads.add(prospect)
        uow.contacts.add(olga)
        uow.contacts.add(karl)
        for each in (old, mail, visit, *others):
            uow.activities.add(each)

    await store.write(use)
    assert await store.read(lambda uow: uow.activities.last_touch("contact", olga.id, before=NOW)) == mail
    assert await store.read(lambda uow: uow.activities.last_touch("contact", olga.id, before=NOW - DAY)) == old
    assert await store.read(lambda uow: uow.activities.last_touch("contact", karl.id, before=NOW)) == mail
    assert await store.read(lambda uow: uow.activities.last_touch("lead", prospect.id, before=NOW)) == visit
    assert await store.read(lambda uow: uow.activities.last_touch("account", company.id, before=NOW)) == visit
    assert await store.read(lambda uow: uow.activities.last_touch("contact", "nobody", before=NOW)) is None


async def test_notes_are_found_by_words_without_accents_and_by_beginnings(store: DatabaseStore) -> None:
    iris, karl = user(), user(name="Karl Voss")
    olga = contact()
    first = activity(kind="note", note="Le prix du café, à négocier", owner_id=iris.id, happened_at=NOW - DAY)
    second = activity(note="Prices and CAFE seats", owner_id=karl.id, contact_ids=(olga.id,))
    private = activity(kind="note", note="prix secret", owner_id=karl.id, private=True)
    planned = activity(note="prix", status="planned")
    gone = activity(note="prix", deleted_at=NOW)

    def use(uow: UnitOfWork) -> None:
        for person in (iris, karl):
            uow.users.add(person)
        uow.contacts.add(olga)
        uow.activities.add(first)
        uow.activities.add_all([second, private, planned, gone])

    await store.write(use)

    async def found(*words: str, **wanted: Any) -> list[str]:
        def read(uow: UnitOfWork) -> list[str]:
            uow.act_as(Sight(user_id=iris.id))
            history = History(words=words, **wanted)
            notes = uow.activities.history(history, limit=9)
            assert uow.activities.count(history) == len(notes)
            return [note.id for note in notes]

        ids: list[str] = await store.read(read)
        return ids

    assert await found("pri") == [second.id, first.id]
    assert await found("prix", "cafe") == [first.id]
    assert await found("cafe", owner_id=karl.id) == [second.id]
    assert await found("cafe", contact_id=olga.id) == [second.id]
    assert await found("secret") == []
    assert await found("afe") == []
    await store.write(lambda uow: uow.activities.update(first.id, {"note": "Tout autre chose"}))
    assert await found("prix") == []
    assert await found("chose") == [first.id]
    await store.write(lambda uow: uow.activities.update_all([first, second], {"note": "seats"}))
    assert await found("seats") == [second.id, first.id]
