"""Open tasks, and the agenda: everything that lies ahead of a person, in one list."""

from datetime import date, timedelta

from bot.domain.agenda import AgendaItem, Task
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import DAY, HOUR, MINUTE, NOW, account, activity, contact, reminder, task, user

START = NOW.replace(hour=0, minute=0)
END = START + DAY


async def test_open_tasks_on_a_contact_or_its_account_the_earliest_due_first(store: DatabaseStore) -> None:
    company, olga = account(), contact()
    undated = task(contact_id=olga.id)
    late = task(account_id=company.id, due_at=NOW + DAY, status="pending_input")
    soon = task(contact_id=olga.id, due_at=NOW, status="in_progress")
    others = [
        task(contact_id=olga.id, status="completed"),
        task(contact_id=olga.id, status="deferred"),
        task(contact_id=olga.id, deleted_at=NOW),
        task(),
    ]

    def use(uow: UnitOfWork) -> None:
        uow.accounts.add(company)
        uow.contacts.add(olga)
        for each in (undated, late, soon, *others):
            uow.tasks.add(each)

    await store.write(use)

    async def open_with(contact_id: str | None, account_id: str | None, limit: int = 9) -> list[Task]:
        return await store.read(lambda uow: uow.tasks.open_with(contact_id, account_id, limit))

    assert await open_with(olga.id, company.id) == [soon, late, undated]
    assert await open_with(olga.id, company.id, 1) == [soon]
    assert await open_with(None, company.id) == [late]
    assert await open_with(None, None) == []


async def test_the_agenda_lists_what_is_ahead_by_time_with_names(store: DatabaseStore) -> None:
    iris, karl = user(), user(name="Karl")
    company = account("Northwind")
    olga = contact(account_id=company.id)
    meeting = activity(
        kind="meeting", status="planned", happened_at=NOW + HOUR, note="Demo", contact_ids=(olga.id,), owner_id=iris.id
    )
    call = activity(status="planned", happened_at=NOW, owner_id=iris.id, contact_name="Someone", account_id=company.id)
    todo = task("Offer", due_at=NOW + 2 * HOUR, owner_id=iris.id, date_only=True, account_name="Elsewhere")
    wish = reminder(iris.id, subject="Water", due_at=NOW + 3 * HOUR, wish=date(2026, 3, 10), contact_id=olga.id)
    others = [
        activity(status="held", happened_at=NOW, owner_id=iris.id),
        activity(kind="note", status="planned", happened_at=NOW, owner_id=iris.id),
        activity(status="planned", happened_at=NOW, owner_id=karl.id),
        activity(status="planned", happened_at=END, owner_id=iris.id),
        activity(status="planned", happened_at=NOW, owner_id=iris.id, deleted_at=NOW),
        task(owner_id=iris.id),
        task(due_at=NOW, owner_id=iris.id, status="completed"),
        task(due_at=NOW, owner_id=karl.id),
        reminder(iris.id, due_at=NOW, state="done"),
        reminder(iris.id, due_at=NOW, task_id=todo.id),
        reminder(karl.id, due_at=NOW),
    ]

    def use(uow: UnitOfWork) -> None:
        for person in (iris, karl):
            uow.users.add(person)
        uow.accounts.add(company)
        uow.contacts.add(olga)
        for each in (meeting, call, *others[:5]):
            uow.activities.add(each)
        for each in (todo, *others[5:8]):
            uow.tasks.add(each)
        for each in (wish, *others[8:]):
            uow.reminders.add(each)

    await store.write(use)
    items = await store.read(lambda uow: uow.agenda.items(iris.id, start=START, end=END, overdue=False, limit=50))
    assert items == [
        AgendaItem(
            kind="call", id=call.id, subject="", at=NOW, date_only=False, contact="Someone", account="Northwind"
        ),
        AgendaItem(
            kind="meeting", id=meeting.id, subject="Demo", at=NOW + HOUR, date_only=False, contact="Olga Brandt"
        ),
        AgendaItem(kind="task", id=todo.id, subject="Offer", at=NOW + 2 * HOUR, date_only=True, account="Elsewhere"),
        AgendaItem(
            kind="reminder", id=wish.id, subject="Water", at=NOW + 3 * HOUR, date_only=True, contact="Olga Brandt"
        ),
    ]
    some = await store.read(lambda uow: uow.agenda.items(iris.id, start=START, end=END, overdue=False, limit=2))
    assert some == items[:2]


async def test_overdue_items_come_first_when_asked_for(store: DatabaseStore) -> None:
    iris = user()
    before = START - timedelta(days=30)
    call = activity(status="planned", happened_at=before, owner_id=iris.id)
    todo = task(due_at=before + MINUTE, owner_id=iris.id)
    fired = reminder(iris.id, due_at=before + 2 * MINUTE, state="fired")
    today = task(due_at=NOW, owner_id=iris.id)

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        uow.activities.add(call)
        uow.tasks.add(todo)
        uow.tasks.add(today)
        uow.reminders.add(fired)

    await store.write(use)

    async def ids(overdue: bool) -> list[str]:
        items = await store.read(lambda uow: uow.agenda.items(iris.id, start=START, end=END, overdue=overdue, limit=50))
        return [item.id for item in items]

    assert await ids(overdue=False) == [today.id]
    assert await ids(overdue=True) == [call.id, todo.id, fired.id, today.id]


async def test_a_reminder_of_a_task_of_another_day_is_listed(store: DatabaseStore) -> None:
    iris = user()
    todo = task(due_at=NOW + 9 * DAY, owner_id=iris.id)
    wish = reminder(iris.id, due_at=NOW, task_id=todo.id)

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        uow.tasks.add(todo)
        uow.reminders.add(wish)

    await store.write(use)
    items = await store.read(lambda uow: uow.agenda.items(iris.id, start=START, end=END, overdue=True, limit=50))
    assert [item.id for item in items] == [wish.id]


async def test_a_series_is_listed_with_the_time_that_nobody_answered_and_with_its_next_one(
    store: DatabaseStore,
) -> None:
    iris = user()
    series = {"due_at": NOW + DAY, "recurrence": "FREQ=DAILY"}
    open_since, answered = reminder(iris.id, fired_for=NOW, **series), reminder(iris.id, **series)

    def use(uow: UnitOfWork) -> None:
        uow.users.add(iris)
        uow.reminders.add(open_since)
        uow.reminders.add(answered)

    await store.write(use)
    end = END + DAY
    items = await store.read(lambda uow: uow.agenda.items(iris.id, start=START, end=end, overdue=True, limit=50))
    assert [(item.id, item.at) for item in items] == [
        (open_since.id, NOW),
        (open_since.id, NOW + DAY),
        (answered.id, NOW + DAY),
    ]
