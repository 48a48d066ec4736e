"""How many statements a method costs: each is a trip to a server."""

import re
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.activities import History
from bot.domain.changes import Change, values_of
from bot.domain.reminders import Occurrence
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow
from storage.database.sqlite import STATEMENTS
from storage.database.store import DatabaseStore
from storage.database.tables import metadata
from tests.contract.samples import (
    ADDRESS,
    DAY,
    MINUTE,
    NOW,
    account,
    activity,
    button,
    card,
    change_set,
    contact,
    conversation,
    incoming,
    reminder,
    task,
    user,
)
from tests.watched import Execution, watched

IRIS, COMPANY = user(), account()
OLGA, KARL = contact(account_id=COMPANY.id), contact("Karl", "Meyer")
ROW = OutboxRow(id="r0", user_id=IRIS.id, address=ADDRESS, effect=None)
CALL = activity(kind="meeting", contact_ids=(OLGA.id, KARL.id))
MADE = change_set(
    IRIS.id,
    *(Change(record_kind="contact", record_id=each.id, before=None, after=values_of(each)) for each in (OLGA, KARL)),
)


async def fill(store: DatabaseStore) -> None:
    def use(uow: UnitOfWork) -> None:
        uow.users.add(IRIS)
        uow.users.link(IRIS.id, "console", "p1", NOW)
        uow.accounts.add(COMPANY)
        uow.contacts.add(OLGA)
        uow.contacts.add(KARL)
        uow.activities.add(CALL)
        uow.change_sets.add(MADE)

    await store.write(use)


METHODS: list[tuple[int, Callable[[Any], object]]] = [
    (1, lambda uow: uow.contacts.get(OLGA.id)),
    (1, lambda uow: uow.contacts.get_many([OLGA.id, KARL.id])),
    (1, lambda uow: uow.activities.get(CALL.id)),
    (1, lambda uow: uow.activities.get_many([CALL.id])),
    (1, lambda uow: uow.activities.last_touch("contact", OLGA.id, before=NOW + DAY)),
    (1, lambda uow: uow.tasks.open_with(OLGA.id, COMPANY.id, 9)),
    (1, lambda uow: uow.agenda.items(IRIS.id, start=NOW, end=NOW + DAY, overdue=True, limit=9)),
    (1, lambda uow: uow.names.find(["olga", "northwind", "called", "yesterday"])),
    (1, lambda uow: uow.users.by_identity("console", "p1")),
    (1, lambda uow: uow.change_sets.get(MADE.id)),
    (1, lambda uow: uow.change_sets.last_undoable(IRIS.id, "here", since=NOW - DAY)),
    (1, lambda uow: uow.conversations.save(conversation(), {"a": 1}, NOW)),
    (1, lambda uow: uow.inbox.accept([incoming()], NOW)),
    (1, lambda uow: uow.inbox.claim("w", NOW, MINUTE)),
    (1, lambda uow: uow.queues.due(NOW, platforms=["console"], users=[IRIS.id])),
    (1, lambda uow: uow.outbox.claim("w", NOW, MINUTE, 9, platforms=["console"])),
    (1, lambda uow: uow.reminders.fire_due(NOW, 9)),
    (1, lambda uow: uow.reminders.due_recurring(NOW, 9)),
    (1, lambda uow: uow.tasks.add(task())),
    (1, lambda uow: uow.reminders.add(reminder(IRIS.id))),
    (2, lambda uow: uow.activities.add(activity(contact_ids=(OLGA.id, KARL.id)))),
    (2, lambda uow: uow.change_sets.add(change_set(IRIS.id, *MADE.changes))),
    (2, lambda uow: uow.outbox.add([card("a", button(), button())] * 3, user_id="u", address=ADDRESS, now=NOW)),
    (2, lambda uow: uow.contacts.by_name("olga brandt")),
    (1, lambda uow: uow.contacts.update(OLGA.id, {"title": "CEO"})),
    (1, lambda uow: uow.contacts.by_email("o@x.example")),
    (1, lambda uow: uow.contacts.by_emails(["o@x.example", "k@x.example"])),
    (2, lambda uow: uow.contacts.by_names(["olga brandt", "karl meyer"])),
    (1, lambda uow: uow.deals.open_of_account(COMPANY.id, 3)),
    (5, lambda uow: uow.activities.update(CALL.id, {"contact_ids": (), "note": "x"})),
    (1, lambda uow: uow.activities.history(History(words=("quote", "seat")), limit=9)),
    (1, lambda uow: uow.reminders.of_tasks(["t1", "t2"])),
    (1, lambda uow: uow.reminders.latest_open(IRIS.id, 3)),
    (1, lambda uow: uow.change_sets.last_redoable(IRIS.id, "here", since=NOW - DAY)),
    (1, lambda uow: uow.change_sets.last_writer(OLGA.id, "title")),
    (1, lambda uow: uow.change_sets.mark_undone(MADE.id, NOW)),
    (1, lambda uow: uow.inbox.claim("w", NOW, MINUTE, conversation())),
    (1, lambda uow: uow.inbox.text_of("k")),
    (1, lambda uow: uow.outbox.claim("w", NOW, MINUTE, 9, platforms=["console"], users=[IRIS.id])),
    (1, lambda uow: uow.outbox.cancel_reminders(["r1"], NOW)),
    (1, lambda uow: uow.outbox.put_effect(ROW, card("a"))),
    (1, lambda uow: uow.outbox.reference("row")),
    (2, lambda uow: uow.buttons.press("handle", NOW)),
    (1, lambda uow: uow.buttons.of_message("row")),
    (2, lambda uow: uow.contacts.card(OLGA.id, reader_id=IRIS.id, now=NOW)),
    (1, lambda uow: uow.change_sets.of_message("m1")),
    (1, lambda uow: uow.outbox.copies("r1")),
    (1, lambda uow: uow.notices.late(ROW, before=NOW, limit=9)),
    (1, lambda uow: uow.notices.gather(["r1", "r2"], "r3", NOW)),
    (1, lambda uow: uow.notices.gathered("r1")),
    (1, lambda uow: uow.notices.fail_gathered("r1", "refused", NOW)),
    (1, lambda uow: uow.notices.platforms_tried(Occurrence("r1", NOW))),
    (1, lambda uow: uow.notices.undelivered(9)),
    (1, lambda uow: uow.notices.failed_since(IRIS.id, NOW)),
    (1, lambda uow: uow.activities.history(History(contact_id=OLGA.id), limit=9)),
    (1, lambda uow: uow.activities.history(History(lead_id="l1"), limit=9)),
    (1, lambda uow: uow.activities.history(History(account_id=COMPANY.id, kind="call"), limit=9)),
    (1, lambda uow: uow.activities.history(History(deal_id="d1", start=NOW - DAY), limit=9)),
    (1, lambda uow: uow.activities.history(History(start=NOW - DAY, end=NOW), limit=9)),
    (1, lambda uow: uow.activities.count(History(deal_id="d1"))),
    (1, lambda uow: uow.reports.activity_counts(start=NOW - DAY, end=NOW)),
    (1, lambda uow: uow.reports.latest_notes(["d1", "d2"])),
    (1, lambda uow: uow.tasks.open_with(None, None, 9, lead_id="l1")),
    (1, lambda uow: uow.leads.by_email("p@x.example")),
    (1, lambda uow: uow.leads.by_phone("+33644000001")),
    (1, lambda uow: uow.accounts.by_website("x.example")),
    (1, lambda uow: uow.accounts.by_phone("+33144000001")),
    (1, lambda uow: uow.trash.latest(IRIS.id, 9, since=NOW - DAY)),
    (1, lambda uow: uow.change_sets.of_record(OLGA.id, 9)),
    # Both records, and their names for search.
    (6, lambda uow: (uow.accounts.add(account("Cassel")), uow.contacts.add(contact("Zita", "Vogel")))),
]


@pytest.mark.parametrize(("most", "method"), METHODS)
async def test_statements(store: DatabaseStore, most: int, method: Callable[[Any], object]) -> None:
    await fill(store)
    run: list[Execution] = []
    await watched(store, run.append).claim(method)
    assert 1 <= len(run) <= most, "\n".join(STATEMENTS.written(each.statement, each.parameters[0]).text for each in run)


@pytest.mark.parametrize("method", [method for _, method in METHODS])
async def test_sqlite_reads_no_more_than_an_index_leads_it_to(
    sqlite_store: DatabaseStore, method: Callable[[Any], object]
) -> None:
    """Whatever the size of the tables: every workspace is one in its database, so that alone leads nowhere."""
    await fill(sqlite_store)
    steps: list[str] = []

    def explain(run: Execution) -> None:
        written = STATEMENTS.written(run.statement, run.parameters[0])
        # What an insert shows is only read where a record was written before the one that it links to.
        if " VALUES (" not in written.text:
            connection: sqlite3.Connection = run.transaction._connection  # type: ignore[attr-defined]
            rows = connection.execute(f"EXPLAIN QUERY PLAN {written.text}", written.arguments(run.parameters[0]))
            steps.extend(row[3] for row in rows)

    await watched(sqlite_store, explain).claim(method)
    read_whole = re.compile(rf"SCAN ({'|'.join(metadata.tables)})\b|SEARCH .* \(workspace_id=\?\)")
    # A queue is read from its head.
    queues = ("ix_inbox_accepted ", "ix_outbox_pending ")
    assert [s for s in steps if read_whole.match(s) and not any(queue in s for queue in queues)] == []
