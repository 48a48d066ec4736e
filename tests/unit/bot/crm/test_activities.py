"""Logging calls and notes, and what follows from them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.crm.activities import ActivityLogged, FollowUp, LogActivity, Parties, add_note, link_parties, log_activity
from bot.domain.activities import Outcome
from bot.domain.people import Account, Contact
from tests.contract.samples import DAY, HOUR, account, activity, contact, deal, reminder, task
from tests.unit.bot.crm.desk import NOW, Desk

FOLDER = account("Northwind")
OLGA = contact("Olga", "Brandt", account_id=FOLDER.id)


@pytest.fixture
async def known(desk: Desk) -> Desk:
    await desk.adds(FOLDER, OLGA)
    return desk


async def log(desk: Desk, **fields: object) -> ActivityLogged:
    command = LogActivity(**({"parties": Parties(contact=OLGA, account=FOLDER)} | fields))  # type: ignore[arg-type]
    logged, change_set = await desk.does(lambda recorder: log_activity(recorder, command))
    assert change_set is not None
    return logged


async def test_a_call_just_now(known: Desk) -> None:
    logged = await log(known, note="wants a quote", duration_minutes=12)
    kept = await known.gets(lambda uow: uow.activities.get(logged.activity.id))
    assert kept == logged.activity
    assert (kept.kind, kept.status, kept.outcome, kept.direction) == ("call", "held", "held", "outbound")
    assert (kept.happened_at, kept.date_only) == (NOW, False)
    assert (kept.contact_ids, kept.contact_name, kept.account_id) == ((OLGA.id,), "", FOLDER.id)
    assert (kept.note, kept.duration_minutes, kept.owner_id) == ("wants a quote", 12, known.user.id)
    assert logged.task is None
    assert logged.reminder is None


async def test_a_call_with_somebody_unknown_keeps_the_names_as_written(known: Desk) -> None:
    logged = await log(known, parties=Parties(contact_name="jane d", account_name="hooli"))
    assert (logged.activity.contact_ids, logged.activity.contact_name) == ((), "jane d")
    assert (logged.activity.account_id, logged.activity.account_name) == (None, "hooli")


async def test_the_account_of_a_person_goes_with_the_call_unless_another_was_named(known: Desk) -> None:
    assert (await log(known, parties=Parties(contact=OLGA))).activity.account_id == FOLDER.id
    elsewhere = await log(known, parties=Parties(contact=OLGA, account_name="Hooli"))
    assert (elsewhere.activity.account_id, elsewhere.activity.account_name) == (None, "Hooli")


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("held", "held"), ("no_answer", "not_held"), ("voicemail", "not_held"), ("cancelled", "not_held")],
)
async def test_only_a_held_call_is_held(known: Desk, outcome: Outcome, status: str) -> None:
    logged = await log(known, outcome=outcome)
    assert (logged.activity.outcome, logged.activity.status) == (outcome, status)


async def test_a_day_alone_is_kept_as_a_day_of_the_persons_zone(known: Desk) -> None:
    logged = await log(known, held_at=date(2026, 3, 9))
    assert logged.activity.date_only
    assert logged.activity.happened_at == datetime(2026, 3, 8, 23, 0, tzinfo=UTC)


async def test_last_touch_is_the_call_before_this_one(known: Desk) -> None:
    older = activity(kind="meeting", happened_at=NOW - 3 * DAY, contact_ids=(OLGA.id,))
    await known.adds(
        older,
        activity(happened_at=NOW - DAY, contact_ids=(OLGA.id,), status="not_held", outcome="voicemail"),
        activity(kind="note", happened_at=NOW - HOUR, contact_ids=(OLGA.id,)),
    )
    first = await log(known)
    assert first.last_touch == older
    known.later(minutes=5)
    assert (await log(known)).last_touch == first.activity


async def test_a_follow_up_is_a_task_with_one_reminder(known: Desk) -> None:
    at = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
    logged = await log(known, follow_up=FollowUp(subject="Call back Olga", at=at, calls_back=True))
    task_, reminder_ = logged.task, logged.reminder
    assert task_ is not None
    assert reminder_ is not None
    assert (task_.action, task_.status, task_.due_at, task_.date_only) == ("call", "not_started", at, False)
    assert (task_.contact_id, task_.account_id, task_.owner_id) == (OLGA.id, FOLDER.id, known.user.id)
    assert (reminder_.task_id, reminder_.due_at, reminder_.contact_id) == (task_.id, at, OLGA.id)
    assert reminder_.wish == datetime(2026, 3, 12, 10, 0)  # noqa: DTZ001  # a wish is local
    assert await known.gets(lambda uow: uow.reminders.of_tasks([task_.id])) == [reminder_]


async def test_a_follow_up_on_a_day_is_date_only_and_its_reminder_comes_at_the_start_of_work(known: Desk) -> None:
    logged = await log(known, follow_up=FollowUp(subject="Send quote", at=date(2026, 3, 12), calls_back=False))
    assert logged.task is not None
    assert logged.reminder is not None
    assert (logged.task.action, logged.task.date_only) == ("other", True)
    assert (logged.reminder.wish, logged.reminder.due_at) == (
        date(2026, 3, 12),
        datetime(2026, 3, 12, 8, 0, tzinfo=UTC),
    )


async def test_a_held_call_closes_call_follow_ups_due_up_to_today(known: Desk) -> None:
    late_tonight = datetime(2026, 3, 10, 22, 59, tzinfo=UTC)
    due = [
        task("Call back", action="call", due_at=at, contact_id=OLGA.id, owner_id=known.user.id)
        for at in (NOW - 9 * DAY, late_tonight)
    ]
    tomorrow = task("Call again", action="call", due_at=late_tonight + timedelta(minutes=1), contact_id=OLGA.id)
    other = task("Send quote", due_at=NOW - DAY, contact_id=OLGA.id)
    ring = reminder(known.user.id, task_id=due[0].id, state="fired")
    await known.adds(*due, tomorrow, other, ring)
    logged = await log(known)
    assert [t.id for t in logged.closed] == [t.id for t in due]
    assert logged.later == tomorrow
    assert logged.promises == (other,)
    closed = await known.gets(lambda uow: uow.tasks.get_many([t.id for t in due]))
    assert [t.status for t in closed] == ["completed", "completed"]
    silenced = await known.gets(lambda uow: uow.reminders.get(ring.id))
    assert silenced is not None
    assert silenced.state == "done"


async def test_a_held_call_closes_reminders_to_call_due_up_to_today(known: Desk) -> None:
    mine = {"contact_id": OLGA.id, "due_at": NOW + HOUR}
    due = [reminder(known.user.id, subject=subject, **mine) for subject in ("Call Olga", "téléphoner à Olga")]
    others = [
        reminder(known.user.id, subject="Send Olga the quote", **mine),
        reminder(known.user.id, subject="Call Olga", recurrence="FREQ=DAILY", **mine),
    ]
    later = reminder(known.user.id, subject="Ring Olga about the renewal", contact_id=OLGA.id, due_at=NOW + 9 * DAY)
    await known.adds(*due, *others, later)
    logged = await log(known)
    assert {each.id for each in logged.closed} == {each.id for each in due}
    assert logged.later == later
    kept = await known.gets(lambda uow: uow.reminders.get_many([each.id for each in (*due, *others, later)]))
    assert [each.state for each in kept] == ["done", "done", "pending", "pending", "pending"]


async def test_what_was_planned_for_the_day_becomes_what_was_held(known: Desk) -> None:
    mine = {"kind": "meeting", "status": "planned", "contact_ids": (OLGA.id,), "owner_id": known.user.id}
    ahead = activity(happened_at=NOW + HOUR / 2, note="Demo", **mine)
    tomorrow = activity(happened_at=NOW + DAY, **mine)
    await known.adds(ahead, tomorrow)
    logged = await log(known, kind="meeting", note="went well")
    assert (logged.activity.id, logged.activity.happened_at) == (ahead.id, NOW + HOUR / 2)
    assert (logged.activity.status, logged.activity.outcome) == ("held", "held")
    assert logged.activity.note == "Demo\nwent well"
    assert (await log(known, kind="meeting")).activity.id not in (ahead.id, tomorrow.id)


async def test_what_lies_well_ahead_or_is_anothers_is_not_what_was_held(known: Desk) -> None:
    mine = {"kind": "meeting", "status": "planned", "contact_ids": (OLGA.id,), "owner_id": known.user.id}
    others = [
        activity(happened_at=NOW + HOUR + timedelta(minutes=1), **mine),
        activity(happened_at=NOW, **{**mine, "owner_id": None}),
        activity(happened_at=NOW, **{**mine, "contact_ids": ()}),
        activity(happened_at=NOW, **{**mine, "kind": "call"}),
    ]
    await known.adds(*others)
    logged = await log(known, kind="meeting")
    assert logged.activity.id not in [each.id for each in others]


async def test_an_attempt_closes_nothing_and_everything_stays_promised(known: Desk) -> None:
    due = task("Call back", action="call", due_at=NOW - DAY, contact_id=OLGA.id)
    ahead = task("Call again", action="call", due_at=NOW + 5 * DAY, contact_id=OLGA.id)
    await known.adds(due, ahead)
    logged = await log(known, outcome="voicemail")
    assert (logged.closed, logged.later) == ((), None)
    assert logged.promises == (due, ahead)


async def test_a_call_closes_nobody_elses_follow_up(known: Desk) -> None:
    hugo = contact("Hugo", "Weiss", account_id=FOLDER.id)
    theirs = task("Call Hugo", action="call", due_at=NOW - DAY, contact_id=hugo.id, account_id=FOLDER.id)
    await known.adds(hugo, theirs)
    logged = await log(known)
    assert logged.closed == ()
    assert logged.promises == (theirs,)


async def test_the_new_follow_up_is_no_promise_of_its_own_call(known: Desk) -> None:
    tomorrow = FollowUp(subject="Call back Olga", at=date(2026, 3, 11), calls_back=True)
    logged = await log(known, follow_up=tomorrow)
    assert (logged.promises, logged.later, logged.closed) == ((), None, ())


async def test_a_note_may_be_about_nobody(known: Desk) -> None:
    kept, _ = await known.does(lambda recorder: add_note(recorder, Parties(), "budget frozen"))
    note = kept.activity
    assert (note.kind, note.contact_ids, note.account_id, note.note) == ("note", (), None, "budget frozen")
    about, _ = await known.does(lambda recorder: add_note(recorder, Parties(account=FOLDER), "budget free"))
    assert about.activity.account_id == FOLDER.id


@pytest.mark.parametrize(("person", "company"), [(OLGA, FOLDER), (OLGA, None), (None, FOLDER)])
async def test_what_was_saved_under_names_is_linked_to_the_records(
    known: Desk, person: Contact | None, company: Account | None
) -> None:
    follow_up = FollowUp(subject="Call back", at=date(2026, 3, 11), calls_back=True)
    logged = await log(known, parties=Parties(contact_name="olga", account_name="nw"), follow_up=follow_up)
    assert logged.task is not None
    assert logged.reminder is not None
    ids = [logged.activity.id, logged.task.id, logged.reminder.id]
    await known.does(lambda recorder: link_parties(recorder, ids, person, company, "olga"))
    call = await known.gets(lambda uow: uow.activities.get(ids[0]))
    todo = await known.gets(lambda uow: uow.tasks.get(ids[1]))
    ring = await known.gets(lambda uow: uow.reminders.get(ids[2]))
    assert call is not None
    assert todo is not None
    assert ring is not None
    assert (call.contact_ids, call.contact_name) == (((OLGA.id,), "") if person else ((), "olga"))
    assert (call.account_id, call.account_name) == ((FOLDER.id, "") if company else (None, "nw"))
    assert (todo.contact_id, todo.contact_name) == ((OLGA.id, "") if person else (None, "olga"))
    assert (ring.contact_id, ring.account_id) == (person and OLGA.id, company and FOLDER.id)


@pytest.mark.parametrize(
    ("parties", "name"),
    [
        (Parties(contact=OLGA, contact_name="olga", account=FOLDER), "Olga Brandt"),
        (Parties(contact_name="olga", account=FOLDER), "olga"),
        (Parties(account=FOLDER, account_name="nw"), "Northwind"),
        (Parties(account_name="nw"), "nw"),
        (Parties(), ""),
    ],
)
def test_the_shortest_name_of_the_parties(parties: Parties, name: str) -> None:
    assert parties.name == name


async def test_a_deal_for_which_nothing_is_planned(known: Desk) -> None:
    first = deal("First", account_id=FOLDER.id, close_date=date(2026, 4, 1))
    second = deal("Second", account_id=FOLDER.id, close_date=date(2026, 5, 1))
    await known.adds(first, second)
    assert (await log(known)).idle == first
    named = Parties(contact=OLGA, deal_id=second.id)
    assert (await log(known, parties=named)).idle == second
    kept, _ = await known.does(lambda recorder: add_note(recorder, named, "prefers mornings"))
    assert kept.idle == second
    assert (await log(known, parties=Parties(contact_name="jane"))).idle is None

    followed = await log(known, follow_up=FollowUp(subject="Send it", at=NOW + DAY, calls_back=False))
    assert followed.idle is None
    # What was promised to Olga may be any deal's next step, what was promised for one deal only its own.
    assert (await log(known)).idle is None
    assert followed.task is not None
    await known.does(lambda recorder: recorder.update(followed.task, deal_id=first.id))
    assert (await log(known)).idle == second


async def test_everybody_who_was_there_is_linked_and_strangers_one_by_one(known: Desk) -> None:
    parties = Parties(contact_name="Ines", others=(OLGA,), other_names=("Zoltan", "Ada"))
    logged, _ = await known.does(lambda recorder: log_activity(recorder, LogActivity(parties=parties)))
    assert (logged.activity.contact_ids, logged.activity.contact_name) == ((OLGA.id,), "Ines, Zoltan, Ada")
    zoltan = contact("Zoltan", "Kiss")
    await known.adds(zoltan)
    await known.does(lambda recorder: link_parties(recorder, [logged.activity.id], zoltan, None, "Zoltan"))
    meeting = await known.gets(lambda uow: uow.activities.get(logged.activity.id))
    assert meeting is not None
    assert (set(meeting.contact_ids), meeting.contact_name) == ({OLGA.id, zoltan.id}, "Ines, Ada")


@pytest.mark.parametrize(
    ("told", "answers"),
    [
        ({"kind": "call", "direction": "inbound"}, True),
        ({"kind": "email", "direction": "inbound"}, True),
        ({"kind": "meeting"}, True),
        ({"kind": "meeting", "outcome": "cancelled"}, False),
        ({"kind": "call"}, False),
        ({"kind": "email"}, False),
        ({"kind": "call", "direction": "inbound", "parties": Parties(contact_name="somebody else")}, False),
    ],
)
async def test_what_is_awaited_is_settled_by_what_comes_from_there(
    known: Desk, told: dict[str, object], answers: bool
) -> None:
    awaited = task(
        status="pending_input", contact_id=OLGA.id, account_id=FOLDER.id, owner_id=known.user.id, due_at=NOW + DAY
    )
    of_company = task(status="pending_input", account_id=FOLDER.id, owner_id=known.user.id, due_at=NOW + 2 * DAY)
    chased = reminder(known.user.id, task_id=awaited.id, due_at=NOW + DAY)
    await known.adds(awaited, of_company, chased)
    logged = await log(known, **told)
    assert [each.id for each in logged.closed] == ([awaited.id, of_company.id] if answers else [])
    kept = await known.gets(lambda uow: uow.reminders.get(chased.id))
    assert kept is not None
    assert (kept.state == "done") is answers
