"""Workspaces are walls: no method of a store bound to one workspace reads or changes a row of another."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.sql.base import Executable

from bot.domain.activities import Activity, History
from bot.domain.agenda import Task
from bot.domain.changes import Change, ChangeSet, KeptChange
from bot.domain.contact_lists import ContactSearch
from bot.domain.deals import Deal, DealSearch
from bot.domain.digests import Digest
from bot.domain.ids import new_id
from bot.domain.leads import Lead
from bot.domain.mirrors import CrmLogin, Mirror, PullState, Push, SyncConflict
from bot.domain.people import Account, Contact, User
from bot.domain.reminders import Occurrence, Reminder
from bot.errors import StoreError
from bot.messages import Address, Incoming
from bot.ports import UnitOfWork
from bot.queue_ports import Claim, Due, OutboxRow
from storage.database.engine import Transaction
from storage.database.repositories.scope import within
from storage.database.store import DatabaseStore
from storage.database.tables import metadata, workspaces
from storage.database.unit_of_work import DatabaseUnitOfWork
from tests.contract.samples import (
    ADDRESS,
    DAY,
    HOUR,
    MINUTE,
    NOW,
    account,
    activity,
    button,
    card,
    change_set,
    contact,
    conversation,
    deal,
    incoming,
    lead,
    rate,
    reminder,
    task,
    user,
)
from tests.watched import Execution, watched

NOTHING_DUE = Due(digests=False, reminders=False, platforms=frozenset())
THERE = "018f0000-0000-7000-8000-000000000000"


@dataclass(slots=True)
class World:
    """What is in the other workspace: a record of each kind, and a row in each queue."""

    user: User
    account: Account
    contact: Contact
    lead: Lead
    deal: Deal
    activity: Activity
    task: Task
    reminder: Reminder
    recurring: Reminder
    set: ChangeSet
    incoming: Incoming
    claim: Claim
    row: OutboxRow
    sent: OutboxRow
    handle: str
    refused: OutboxRow
    late: dict[str, Occurrence]


def mirror_of(record: Contact) -> Mirror:
    return Mirror(kind="contact", remote_id=record.id, record_id=record.id, base={"title": "CFO"}, modified_at=NOW)


def login_of(person: User) -> CrmLogin:
    return CrmLogin(user_id=person.id, name="iris", sealed="sealed", given_at=NOW)


def push_of(record: Contact) -> Push:
    times = {"queued_at": NOW, "not_before": NOW}
    return Push(id=record.id, record_kind="contact", record_id=record.id, fields=("title",), user_id="", **times)


def conflict_of(record: Contact) -> SyncConflict:
    return SyncConflict(
        id=record.id,
        record_kind="contact",
        record_id=record.id,
        field="title",
        theirs="CEO",
        theirs_by="",
        theirs_at=NOW,
        user_id="",
        changed_at=NOW,
        found_at=NOW,
    )


def digest_of(person: User) -> Digest:
    return Digest(kind="day", user_id=person.id, due_at=NOW, sent_on=NOW.date())


def build(uow: UnitOfWork) -> World:
    person = user()
    company = account("Northwind", owner_id=person.id, website="northwind.example", phone_e164="+33100000000")
    olga = contact(owner_id=person.id, account_id=company.id, email="o@x.example", phone_e164="+33600000000")
    reach = {"email": "p@x.example", "phone_e164": "+33600000001"}
    prospect = lead(contact_id=olga.id, account_id=company.id, owner_id=person.id, **reach)
    sale = deal(account_id=company.id, contact_ids=(olga.id,), owner_id=person.id)
    call = activity(contact_ids=(olga.id,), lead_ids=(prospect.id,), owner_id=person.id, happened_at=NOW - HOUR)
    remark = activity(kind="note", deal_id=sale.id, owner_id=person.id, note="A secret")
    planned = activity(contact_ids=(olga.id,), owner_id=person.id, happened_at=NOW + HOUR, status="planned")
    todo = task(contact_id=olga.id, account_id=company.id, owner_id=person.id, due_at=NOW)
    wish = reminder(person.id, task_id=todo.id, fired_for=NOW, nag_at=NOW)
    recurring = reminder(person.id, recurrence="FREQ=DAILY", contact_id=olga.id)
    made = change_set(
        person.id,
        Change(record_kind="contact", record_id=olga.id, before=None, after={"title": "x"}),
        Change(record_kind="deal", record_id=sale.id, before=None, after={"name": "x"}),
    )
    undo = change_set(person.id, reverses=made.id, made_at=NOW + MINUTE)
    uow.users.add(person)
    uow.users.link(person.id, "console", "p1", NOW)
    uow.invitations.add(person.id, "hash", now=NOW, expires_at=NOW + DAY)
    uow.invitations.add_failure("console", "p1", NOW)
    uow.calendars.put(person.id, "feed", NOW)
    uow.processes.beat("process", ["console"], NOW)
    uow.leases.take("poll", "process", now=NOW, until=NOW + DAY)
    uow.rates.put(rate())
    uow.digests.add(digest_of(person))
    uow.accounts.add(company)
    uow.accounts.add(account("Gone", owner_id=person.id, deleted_at=NOW))
    uow.contacts.add(olga)
    uow.sync.put_login(login_of(person))
    uow.sync.put_sights(person.id, [olga.id], [])
    uow.sync.put_mirrors([mirror_of(olga)])
    uow.sync.queue([push_of(olga)])
    uow.sync.put_state(PullState(kind="contact", since=NOW))
    uow.sync.add_conflict(conflict_of(olga))
    uow.leads.add(prospect)
    uow.deals.add(sale)
    for each in (call, remark, planned):
        uow.activities.add(each)
    uow.tasks.add(todo)
    uow.meetings.say("outcome", call.id, NOW - HOUR, user_id=person.id, address=Address("slack", "asked"), now=NOW)
    for each in (wish, recurring):
        uow.reminders.add(each)
    for each in (made, undo):
        uow.change_sets.add(each)
    uow.conversations.save(conversation(), {"state": 1}, NOW)
    message, waiting = incoming("k1"), incoming("k2", person="p2")
    uow.inbox.accept([message], NOW)
    uow.inbox.accept([waiting], NOW)
    claim = uow.inbox.claim("worker", NOW, MINUTE, conversation())
    uow.outbox.add([card("one", button("Undo"))], user_id=person.id, address=ADDRESS, now=NOW - MINUTE)
    uow.outbox.add([card("two", button("Undo"))], user_id=person.id, address=ADDRESS, now=NOW)
    (sent,) = uow.outbox.claim("worker", NOW, MINUTE, 9, platforms=["console"])
    uow.outbox.mark_sent(sent, "ref", NOW)
    (row,) = uow.outbox.claim("worker", NOW, MINUTE, 9, platforms=["console"])
    (shown,) = uow.buttons.of_message(row.id)
    elsewhere, again = Address("console", "shop"), Occurrence(wish.id, NOW)
    for late in (again, Occurrence(recurring.id, NOW)):
        uow.notices.send_again(late, user_id=person.id, address=elsewhere, now=NOW)
    (refused,) = uow.outbox.claim("worker", NOW, MINUTE, 9, platforms=["console"])
    uow.outbox.put_effect(refused, card("late"))
    uow.outbox.mark_failed(refused, "refused", NOW)
    assert claim is not None
    return World(
        person,
        company,
        olga,
        prospect,
        sale,
        call,
        todo,
        wish,
        recurring,
        made,
        message,
        claim,
        row,
        sent,
        shown.handle,
        refused,
        uow.notices.late(refused, before=NOW + DAY, limit=9),
    )


def _records(name: str) -> dict[str, Callable[[Any, World], Any]]:
    record = name.removesuffix("s") if name != "activities" else "activity"
    return {
        f"{name}.get": lambda uow, w: getattr(uow, name).get(getattr(w, record).id, deleted=True),
        f"{name}.get_many": lambda uow, w: getattr(uow, name).get_many([getattr(w, record).id], deleted=True),
        f"{name}.page": lambda uow, w: getattr(uow, name).page("", 9),
        f"{name}.add_all": lambda uow, w: getattr(uow, name).add_all([getattr(w, record)]),
        f"{name}.update_all": lambda uow, w: (
            not getattr(uow, name).update_all([getattr(w, record)], {"deleted_at": NOW})
        ),
        f"{name}.linked_to": lambda uow, w: [
            linked
            for kind in ("contact", "lead", "account", "deal", "task")
            for linked in getattr(uow, name).linked_to(kind, getattr(w, kind).id)
        ],
        f"{name}.add": lambda uow, w: getattr(uow, name).add(getattr(w, record)),
        f"{name}.update": lambda uow, w: getattr(uow, name).update(getattr(w, record).id, {"deleted_at": NOW}),
    }


def _keep_link(uow: Any, w: World) -> None:
    uow.activities.update(w.activity.id, {"contact_ids": (), "lead_ids": ()})


# Each method of each repository, tried with the ids of the other workspace. What they give is nothing.
CASES: dict[str, Callable[[Any, World], Any]] = {
    **_records("accounts"),
    **_records("contacts"),
    **_records("leads"),
    **_records("deals"),
    **_records("activities"),
    **_records("tasks"),
    **_records("reminders"),
    "activities.update": _keep_link,
    "accounts.by_name": lambda uow, w: uow.accounts.by_name(w.account.name),
    "accounts.by_names": lambda uow, w: uow.accounts.by_names([w.account.name]),
    "contacts.by_name": lambda uow, w: uow.contacts.by_name(w.contact.name),
    "contacts.by_names": lambda uow, w: uow.contacts.by_names([w.contact.name]),
    "contacts.by_email": lambda uow, w: uow.contacts.by_email(w.contact.email),
    "contacts.by_emails": lambda uow, w: uow.contacts.by_emails([w.contact.email]),
    "contacts.by_phone": lambda uow, w: uow.contacts.by_phone(w.contact.phone_e164),
    "contacts.by_phones": lambda uow, w: uow.contacts.by_phones([w.contact.phone_e164]),
    "accounts.by_website": lambda uow, w: uow.accounts.by_website(w.account.website),
    "accounts.by_phone": lambda uow, w: uow.accounts.by_phone(w.account.phone_e164),
    "leads.by_email": lambda uow, w: uow.leads.by_email(w.lead.email),
    "leads.by_emails": lambda uow, w: uow.leads.by_emails([w.lead.email]),
    "leads.by_phone": lambda uow, w: uow.leads.by_phone(w.lead.phone_e164),
    "leads.by_phones": lambda uow, w: uow.leads.by_phones([w.lead.phone_e164]),
    "leads.by_names": lambda uow, w: uow.leads.by_names([w.lead.name]),
    "leads.by_name": lambda uow, w: uow.leads.by_name(w.lead.name),
    "contacts.with_account": lambda uow, w: uow.contacts.with_account(w.contact.id),
    "contacts.card": lambda uow, w: uow.contacts.card(w.contact.id, reader_id=w.user.id, now=NOW),
    "deals.by_name": lambda uow, w: uow.deals.by_name(w.deal.name),
    "deals.by_names": lambda uow, w: uow.deals.by_names([w.deal.name]),
    "deals.open_of_account": lambda uow, w: uow.deals.open_of_account(w.account.id, 9),
    "deals.search": lambda uow, w: uow.deals.search(DealSearch(account_id=w.account.id, open_only=False), 9),
    "contacts.search": lambda uow, w: uow.contacts.search(ContactSearch(account_id=w.account.id), limit=9).people,
    "contacts.of_account": lambda uow, w: uow.contacts.of_account(w.account.id, 9),
    "activities.planned": lambda uow, w: uow.activities.planned(
        "call", w.user.id, start=NOW - DAY, end=NOW + DAY, limit=9
    ),
    "activities.count": lambda uow, _: uow.activities.count(History(words=("secret",))),
    "activities.history": lambda uow, w: uow.activities.history(History(contact_id=w.contact.id), limit=9),
    "activities.last_touch": lambda uow, w: uow.activities.last_touch("contact", w.contact.id, before=NOW),
    "tasks.open_with": lambda uow, w: uow.tasks.open_with(w.contact.id, w.account.id, 9),
    "reminders.of_tasks": lambda uow, w: uow.reminders.of_tasks([w.task.id]),
    "reminders.plain_with": lambda uow, w: uow.reminders.plain_with(w.contact.id, w.user.id, 9),
    "reminders.latest_open": lambda uow, w: uow.reminders.latest_open(w.user.id, 9),
    "reminders.fire_due": lambda uow, _: uow.reminders.fire_due(NOW + DAY, 9),
    "reminders.due_recurring": lambda uow, _: uow.reminders.due_recurring(NOW + DAY, 9),
    "reminders.due_nags": lambda uow, _: uow.reminders.due_nags(NOW + DAY, 9),
    "reminders.fire": lambda uow, w: uow.reminders.fire(w.recurring, None, None),
    "agenda.items": lambda uow, w: uow.agenda.items(w.user.id, start=NOW - DAY, end=NOW + DAY, overdue=True, limit=9),
    "reports.deals": lambda uow, _: uow.reports.deals(DealSearch(open_only=False)),
    "reports.activity_counts": lambda uow, _: uow.reports.activity_counts(start=NOW - DAY, end=NOW + DAY),
    "reports.deal_changes": lambda uow, _: uow.reports.deal_changes(since=NOW - DAY, until=NOW + DAY),
    "reports.latest_notes": lambda uow, w: uow.reports.latest_notes([w.deal.id]),
    "trash.latest": lambda uow, w: uow.trash.latest(w.user.id, 9, since=NOW - DAY),
    "rates.all": lambda uow, _: uow.rates.all(),
    "rates.put": lambda uow, _: uow.rates.put(rate()),
    "rates.remove": lambda uow, _: uow.rates.remove("EUR", "USD"),
    "users.all": lambda uow, _: uow.users.all(),
    "users.get": lambda uow, w: uow.users.get(w.user.id),
    "users.by_identity": lambda uow, _: uow.users.by_identity("console", "p1"),
    "users.identities": lambda uow, w: uow.users.identities(w.user.id),
    "users.add": lambda uow, w: uow.users.add(w.user),
    "users.update": lambda uow, w: uow.users.update(w.user.id, {"name": "X"}),
    "users.link": lambda uow, w: uow.users.link(w.user.id, "console", "p1", NOW),
    "invitations.add": lambda uow, w: uow.invitations.add(w.user.id, "hash", now=NOW, expires_at=NOW),
    "invitations.redeem": lambda uow, _: uow.invitations.redeem("hash", NOW),
    "invitations.failures": lambda uow, _: uow.invitations.failures("console", "p1", since=NOW - DAY),
    "invitations.add_failure": lambda uow, _: uow.invitations.add_failure("console", "p1", NOW),
    "invitations.clear_failures": lambda uow, _: uow.invitations.clear_failures("console", "p1"),
    "calendars.put": lambda uow, w: uow.calendars.put(w.user.id, "feed", NOW),
    "calendars.find": lambda uow, _: uow.calendars.find("feed"),
    "calendars.remove": lambda uow, w: uow.calendars.remove(w.user.id),
    "processes.beat": lambda uow, _: uow.processes.beat("process", ["console"], NOW + DAY),
    "processes.all": lambda uow, _: uow.processes.all(),
    "processes.bury": lambda uow, _: uow.processes.bury("process", NOW),
    "processes.is_open": lambda uow, w: uow.processes.is_open("console", w.user.id, since=NOW - DAY),
    "processes.leave": lambda uow, _: uow.processes.leave("process"),
    "leases.take": lambda uow, _: not uow.leases.take("poll", "other", now=NOW, until=NOW + DAY),
    "leases.release": lambda uow, _: uow.leases.release("poll", "process"),
    "leases.release_all": lambda uow, _: uow.leases.release_all("process"),
    "change_sets.add": lambda uow, w: uow.change_sets.add(w.set),
    "change_sets.append": lambda uow, w: uow.change_sets.append(w.set.id, w.set.changes),
    "change_sets.get": lambda uow, w: uow.change_sets.get(w.set.id),
    "change_sets.changes_of": lambda uow, w: uow.change_sets.changes_of(w.set.id, before="", limit=9),
    "change_sets.page": lambda uow, _: uow.change_sets.page("", 9),
    "change_sets.changes_page": lambda uow, _: uow.change_sets.changes_page("", 9),
    "change_sets.keep": lambda uow, w: uow.change_sets.keep(
        [KeptChange(id=w.set.id, set_id=w.set.id, change=w.set.changes[0])]
    ),
    "change_sets.of_message": lambda uow, w: uow.change_sets.of_message(w.set.message_key),
    "change_sets.last_undoable": lambda uow, w: uow.change_sets.last_undoable(
        w.user.id, w.set.conversation, since=NOW - DAY
    ),
    "change_sets.last_redoable": lambda uow, w: uow.change_sets.last_redoable(
        w.user.id, w.set.conversation, since=NOW - DAY
    ),
    "change_sets.last_writer": lambda uow, w: uow.change_sets.last_writer(w.contact.id, "title"),
    "change_sets.makers": lambda uow, w: uow.change_sets.makers([w.contact.id]),
    "change_sets.of_record": lambda uow, w: uow.change_sets.of_record(w.contact.id, 9),
    "change_sets.mark_undone": lambda uow, w: uow.change_sets.mark_undone(w.set.id, NOW),
    "conversations.save": lambda uow, _: uow.conversations.save(conversation(), {"mine": 1}, NOW),
    "inbox.accept": lambda uow, w: not uow.inbox.accept([w.incoming], NOW),
    "inbox.claim": lambda uow, _: uow.inbox.claim("worker", NOW + DAY, MINUTE),
    "inbox.finish": lambda uow, w: uow.inbox.finish(w.claim, NOW),
    "inbox.fail": lambda uow, w: uow.inbox.fail(w.claim, NOW),
    "inbox.end_leases": lambda uow, _: uow.inbox.end_leases("worker", NOW),
    "inbox.text_of": lambda uow, w: uow.inbox.text_of(w.incoming.key),
    "outbox.add": lambda uow, w: not uow.outbox.add([card()], user_id=w.user.id, address=ADDRESS, now=NOW + DAY),
    "outbox.claim": lambda uow, _: uow.outbox.claim("worker", NOW + HOUR, MINUTE, 9, platforms=["console"]),
    "outbox.claim_own": lambda uow, w: uow.outbox.claim_own([w.row.id], "worker", NOW, MINUTE),
    "outbox.claim_next": lambda uow, _: uow.outbox.claim_next(ADDRESS, "worker", NOW + HOUR, MINUTE),
    "outbox.put_effect": lambda uow, w: uow.outbox.put_effect(w.row, card("mine")) == w.row.effect,
    "outbox.mark_sent": lambda uow, w: uow.outbox.mark_sent(w.row, "r", NOW),
    "outbox.mark_failed": lambda uow, w: uow.outbox.mark_failed(w.row, "r", NOW),
    "outbox.mark_handed_over": lambda uow, w: uow.outbox.mark_handed_over({w.row.id: w.row.effect}, NOW),
    "outbox.end_leases": lambda uow, _: uow.outbox.end_leases("worker", NOW),
    "outbox.postpone": lambda uow, w: uow.outbox.postpone(w.row, NOW + DAY, unknown=True),
    "outbox.cancel": lambda uow, w: uow.outbox.cancel(w.row, NOW),
    "outbox.cancel_reminders": lambda uow, w: uow.outbox.cancel_reminders([w.reminder.id], NOW),
    "outbox.reference": lambda uow, w: uow.outbox.reference(w.sent.id),
    "outbox.content": lambda uow, w: uow.outbox.content(w.sent.id),
    "outbox.copies": lambda uow, w: uow.outbox.copies(w.reminder.id),
    "outbox.failures": lambda uow, _: uow.outbox.failures(since=NOW - DAY),
    "outbox.overdue": lambda uow, _: uow.outbox.overdue(platforms=["console"], before=NOW + DAY),
    "outbox.counts": lambda uow, _: any(uow.outbox.counts().values()),
    "queues.due": lambda uow, _: uow.queues.due(NOW + DAY, platforms=["console"]) != NOTHING_DUE,
    "meetings.due": lambda uow, _: uow.meetings.due("brief", since=NOW, until=NOW + DAY, limit=9),
    "meetings.say": lambda uow, w: (
        not uow.meetings.say("outcome", w.activity.id, NOW - HOUR, user_id=w.user.id, address=ADDRESS, now=NOW)
    ),
    "meetings.last_asked": lambda uow, w: uow.meetings.last_asked(w.user.id, since=NOW - DAY),
    "notices.late": lambda uow, w: uow.notices.late(w.refused, before=NOW + DAY, limit=9),
    "notices.gather": lambda uow, w: uow.notices.gather(w.late, w.row.id, NOW),
    "notices.gathered": lambda uow, w: uow.notices.gathered(w.refused.id),
    "notices.fail_gathered": lambda uow, w: uow.notices.fail_gathered(w.refused.id, "r", NOW),
    "notices.forward": lambda uow, _: uow.notices.forward(NOW + DAY),
    "notices.send_again": lambda uow, w: uow.notices.send_again(
        Occurrence(w.reminder.id, NOW), user_id=w.user.id, address=ADDRESS, now=NOW + DAY
    ),
    "notices.sent_since": lambda uow, w: uow.notices.sent_since(w.user.id, NOW - DAY),
    "notices.last_sent": lambda uow, w: uow.notices.last_sent(w.user.id),
    "notices.platforms_tried": lambda uow, w: uow.notices.platforms_tried(Occurrence(w.reminder.id, NOW)),
    "notices.undelivered": lambda uow, _: uow.notices.undelivered(9),
    "notices.failed_since": lambda uow, w: uow.notices.failed_since(w.user.id, NOW - DAY),
    "retention.forget_inbox": lambda uow, _: uow.retention.forget_inbox(NOW + DAY, 9),
    "retention.forget_outbox": lambda uow, _: uow.retention.forget_outbox(NOW + DAY, 9),
    "retention.forget_changes": lambda uow, _: uow.retention.forget_changes(NOW + DAY, 9),
    "sync.login": lambda uow, w: uow.sync.login(w.user.id),
    "sync.logins": lambda uow, w: uow.sync.logins(),
    "sync.put_login": lambda uow, w: uow.sync.put_login(replace(login_of(w.user), name="other")),
    "sync.drop_login": lambda uow, w: uow.sync.drop_login(w.user.id),
    "sync.asked": lambda uow, w: uow.sync.asked(w.user.id),
    "sync.shut_out": lambda uow, w: uow.sync.shut_out(w.user.id),
    "sync.put_sights": lambda uow, w: uow.sync.put_sights(w.user.id, [w.deal.id], [w.contact.id]),
    "sync.known_after": lambda uow, _: uow.sync.known_after("contact", "", 9),
    "sync.ours": lambda uow, w: uow.sync.ours("contact", [w.contact.id]),
    "sync.mirrors": lambda uow, w: uow.sync.mirrors("contact", [w.contact.id]),
    "sync.mirrors_of": lambda uow, w: uow.sync.mirrors_of([w.contact.id]),
    "sync.put_mirrors": lambda uow, w: uow.sync.put_mirrors([mirror_of(w.contact)]),
    "sync.drop_mirrors_of": lambda uow, w: uow.sync.drop_mirrors_of(w.contact.id),
    "sync.queue": lambda uow, w: uow.sync.queue([replace(push_of(w.contact), id=new_id())]),
    "sync.due": lambda uow, _: uow.sync.due(NOW + DAY, 9),
    "sync.waiting_for": lambda uow, w: uow.sync.waiting_for([w.contact.id]),
    "sync.problems": lambda uow, _: uow.sync.problems(9),
    "sync.done": lambda uow, w: uow.sync.done([push_of(w.contact).id]),
    "sync.postpone": lambda uow, w: uow.sync.postpone([push_of(w.contact).id], NOW + DAY, "refused"),
    "sync.behind": lambda uow, _: uow.sync.behind()[0],
    "sync.states": lambda uow, _: uow.sync.states(),
    "sync.put_state": lambda uow, _: uow.sync.put_state(PullState(kind="contact", since=NOW + DAY)),
    "sync.add_conflict": lambda uow, w: uow.sync.add_conflict(replace(conflict_of(w.contact), id=new_id())),
    "sync.conflict": lambda uow, w: uow.sync.conflict(conflict_of(w.contact).id),
    "sync.open_conflicts": lambda uow, w: uow.sync.open_conflicts(w.contact.id),
    "sync.count_conflicts": lambda uow, _: uow.sync.count_conflicts(),
    "sync.settle": lambda uow, w: uow.sync.settle(conflict_of(w.contact).id, NOW),
    "digests.add": lambda uow, w: uow.digests.add(digest_of(w.user)),
    "digests.remove": lambda uow, w: uow.digests.remove(w.user.id, "day"),
    "digests.of_user": lambda uow, w: uow.digests.of_user(w.user.id),
    "digests.due": lambda uow, _: uow.digests.due(NOW, 9),
    "digests.plan": lambda uow, w: uow.digests.plan(digest_of(w.user), NOW + DAY),
    "digests.fire": lambda uow, w: uow.digests.fire(digest_of(w.user), ADDRESS, sent_on=NOW.date(), next_due=NOW + DAY),
    "buttons.of_message": lambda uow, w: uow.buttons.of_message(w.row.id),
    "buttons.press": lambda uow, w: uow.buttons.press(w.handle, NOW),
    "names.find": lambda uow, w: uow.names.find(["olga", "northwind", "renewal", "iris", "pia"]),
}


def methods() -> Iterator[str]:
    for name, member in vars(DatabaseUnitOfWork).items():
        if isinstance(member, cached_property):
            repository = inspect.signature(member.func).return_annotation
            yield from (
                f"{name}.{method}"
                for method, _ in inspect.getmembers(repository, inspect.isfunction)
                if not method.startswith("_")
            )


def test_every_method_is_tried() -> None:
    assert sorted(CASES) == sorted(methods())


ROWS_OF = {
    table.name: select(table).where(within(table)) for table in metadata.sorted_tables if "workspace_id" in table.c
}


def rows_there(transaction: Transaction, workspace_id: str = THERE) -> dict[str, list[Any]]:
    return {
        name: sorted(map(repr, transaction.run(statement, {"of_workspace": workspace_id})))
        for name, statement in ROWS_OF.items()
    }


async def test_no_method_crosses_the_wall(store: DatabaseStore) -> None:
    database = store._database

    def found(transaction: Transaction) -> None:
        row = {"id": THERE, "name": "there", "currency": "EUR", "timezone": "UTC", "country": "FR"}
        transaction.run(insert(workspaces), row)

    await database.transact("write", found)
    world = await DatabaseStore(database, THERE).write(build)
    before = await database.transact("read", rows_there)
    # Nothing would be proven about a table that stands empty.
    assert all(before.values()), before
    for name, case in CASES.items():

        def attempt(uow: Any, case: Callable[[Any, World], Any] = case) -> None:
            given = case(uow, world)
            uow.flush()
            # Undone afterwards: what it wrote on this side must not be there for the next case.
            raise Tried(given, rows_there(uow._scope.transaction))

        with pytest.raises(Tried) as tried:
            await store.claim(attempt)
        assert not tried.value.given, name
        assert tried.value.rows == before, name


async def test_statements_are_constants(sqlite_store: DatabaseStore) -> None:
    """What is written for a driver is kept for good: a statement that is made anew each time would fill the memory."""
    executions: list[Execution] = []
    store = watched(sqlite_store, executions.append)
    world = await store.write(build)

    async def statements(case: Callable[[Any, World], Any]) -> list[Executable]:
        def attempt(uow: Any) -> None:
            case(uow, world)
            uow.flush()
            raise Tried(None, {})

        executions.clear()
        # Some add what is there already: by then their statement has been seen.
        with suppress(StoreError, Tried):
            await store.claim(attempt)
        return [execution.statement for execution in executions]

    tried = {name: (await statements(case), await statements(case)) for name, case in CASES.items()}
    assert [name for name, (first, again) in tried.items() if first != again] == []


class Tried(Exception):
    """Ends a transaction without a commit. What the method gave, and what is on the other side now."""

    def __init__(self, given: Any, rows: dict[str, list[Any]]) -> None:
        super().__init__()
        self.given = given
        self.rows = rows
