"""Lists of contacts: by name, and those whom nobody was in touch with."""

from typing import Any

from bot.domain.contact_lists import ContactSearch, Untouched
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import DAY, HOUR, NOW, account, activity, contact, user


async def test_lists_of_contacts(store: DatabaseStore) -> None:
    iris, karl, company = user(), user(name="Karl Voss"), account()
    ames = contact("Ada", "Ames", owner_id=iris.id, account_id=company.id)
    bell = contact("Ben", "Bell", owner_id=karl.id, account_id=company.id)
    cole, dean, east = (contact("Eve", name) for name in ("Cole", "Dean", "East"))
    done = [
        activity(contact_ids=(ames.id,), owner_id=iris.id, happened_at=NOW - 9 * DAY),
        activity(contact_ids=(ames.id,), owner_id=iris.id, kind="note", happened_at=NOW - HOUR),
        activity(contact_ids=(bell.id,), owner_id=karl.id, status="not_held", happened_at=NOW - 2 * DAY),
        activity(contact_ids=(cole.id, dean.id), owner_id=iris.id, kind="email", happened_at=NOW - 5 * DAY),
        activity(contact_ids=(cole.id,), owner_id=iris.id, status="planned", happened_at=NOW - HOUR),
        activity(contact_ids=(dean.id,), owner_id=iris.id, happened_at=NOW - HOUR, deleted_at=NOW),
    ]

    def use(uow: UnitOfWork) -> None:
        for person in (iris, karl):
            uow.users.add(person)
        uow.accounts.add(company)
        for each in (east, dean, cole, bell, ames, contact("Zoe", "Aaron", deleted_at=NOW)):
            uow.contacts.add(each)
        for each in done:
            uow.activities.add(each)

    await store.write(use)

    async def names(limit: int = 9, offset: int = 0, **wanted: Any) -> tuple[int, list[str]]:
        search = ContactSearch(**wanted)
        page = await store.read(lambda uow: uow.contacts.search(search, limit=limit, offset=offset))
        return page.total, [each.contact.last_name for each in page.people]

    assert await names() == (5, ["Ames", "Bell", "Cole", "Dean", "East"])
    assert await names(limit=2, offset=2) == (5, ["Cole", "Dean"])
    assert await names(offset=5) == (0, [])
    assert await names(owner_id=iris.id) == (4, ["Ames", "Cole", "Dean", "East"])
    assert await names(account_id=company.id) == (2, ["Ames", "Bell"])
    week = NOW - 7 * DAY
    assert await names(untouched=Untouched(start=week)) == (2, ["Ames", "East"])
    assert await names(untouched=Untouched(start=week, kind="call")) == (4, ["Ames", "Cole", "Dean", "East"])
    assert await names(untouched=Untouched(start=week, by_id=iris.id)) == (3, ["Ames", "Bell", "East"])
    assert await names(untouched=Untouched(start=week, end=NOW - 4 * DAY)) == (3, ["Ames", "Bell", "East"])
    assert await names(untouched=Untouched()) == (1, ["East"])
    page = await store.read(lambda uow: uow.contacts.search(ContactSearch(untouched=Untouched(start=week)), limit=9))
    assert [(each.company, each.last_at) for each in page.people] == [("Northwind", NOW - 9 * DAY), ("", None)]
