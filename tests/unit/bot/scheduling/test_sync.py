"""Two CRMs that are kept the same: a real store, and a server with all the silences of a real one."""

from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest

from bot.crm.activities import FollowUp, LogActivity, Parties, log_activity
from bot.crm.changes import Recorder, undo
from bot.crm.merging import merge
from bot.crm.people import create_account, create_contact, update_contact
from bot.crm.sync import keep_ours, take_theirs
from bot.domain.mirrors import SyncConflict
from bot.domain.stages import Pipeline, Pipelines, Stage, as_text
from bot.errors import RemoteError, RemoteUnavailable
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import account
from tests.fakes.sugarcrm import Fault, Request
from tests.unit.bot.scheduling.mirrored import DOWN, LOST, Two, filled, two_at


@pytest.fixture
async def two(sqlite_store: DatabaseStore) -> AsyncIterator[Two]:
    async with two_at(sqlite_store) as opened:
        yield opened


async def test_everything_there_is_read_with_its_links(two: Two) -> None:
    filled(two.server)
    counts = await two.pull()
    assert counts.absorbed["new"] == 5

    def read(uow: UnitOfWork) -> None:
        (jane,), (company,) = uow.contacts.get_many(["C1"]), uow.accounts.get_many(["A1"])
        (call,), (task,) = uow.activities.get_many(["K1"]), uow.tasks.get_many(["T1"])
        (deal,) = uow.deals.get_many(["D1"])
        assert (jane.name, jane.account_id, company.phone_e164) == ("Jane O'Neil", "A1", "+33123456789")
        assert (deal.amount, deal.stage, deal.currency) == (Decimal(12000), "negotiation", "EUR")
        # A call of a deal is one of its company, too.
        assert (call.contact_ids, call.deal_id, call.account_id) == (("C1",), "D1", "A1")
        assert (call.note, call.status, call.outcome) == ("Renewal call\nwants a quote", "held", "held")
        assert (task.contact_id, task.priority) == ("C1", "high")
        sally = next(user for user in uow.users.all() if user.name == "Sally Bronsen")
        assert company.owner_id == sally.id
        assert [known.name for known in uow.names.find(["neil"])] == ["Jane O'Neil"]

    await two.desk.gets(read)
    assert set((await two.pull()).absorbed) <= {"same"}


async def test_an_interrupted_import_goes_on_where_it_was(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.sugarcrm.reading._A_PART", 100)
    ids = {two.server.put("Accounts", name=f"Account {number}") for number in range(250)}
    pages = 0

    def later_pages(request: Request) -> Fault | None:
        nonlocal pages
        reads = request.method == "get_entry_list" and request.data["module_name"] == "Accounts"
        pages += reads
        return DOWN if reads and pages > 1 else None

    two.server.trouble = later_pages
    with pytest.raises(RemoteUnavailable):
        await two.pull()
    two.server.trouble = lambda _request: None
    assert (await two.pull()).absorbed["new"] == 150
    assert len(await two.desk.gets(lambda uow: uow.accounts.get_many(ids))) == 250


async def test_changes_and_deletions_there_are_taken_over(two: Two) -> None:
    filled(two.server)
    await two.pull()
    two.desk.later(minutes=5)
    two.server.change("Contacts", "C1", phone_mobile="06 12 34 56 78", title="CFO")
    two.server.change("Tasks", "T1", deleted="1")
    counts = await two.pull()
    assert (counts.absorbed["changed"], counts.absorbed["deleted"]) == (1, 1)
    jane = await two.contact("C1")
    assert (jane.title, jane.mobile_e164) == ("CFO", "+33612345678")
    assert await two.desk.gets(lambda uow: uow.tasks.get("T1")) is None
    two.server.change("Tasks", "T1", deleted="0")
    await two.pull()
    assert await two.desk.gets(lambda uow: uow.tasks.get("T1")) is not None


async def test_the_people_of_a_deal_are_linked_on_both_sides(two: Two) -> None:
    filled(two.server)
    two.server.link("Opportunities", "D1", "contacts", "C1")
    two.server.put("Contacts", id="C2", last_name="Doe")
    await two.pull()

    async def people() -> tuple[str, ...]:
        (deal,) = await two.desk.gets(lambda uow: uow.deals.get_many(["D1"]))
        return deal.contact_ids

    assert await people() == ("C1",)
    # No date moves there when a link does.
    two.desk.later(hours=1)
    two.server.unlink("Opportunities", "D1", "contacts", "C1")
    two.server.link("Opportunities", "D1", "contacts", "C2")
    await two.pull(thorough=True)
    assert await people() == ("C2",)
    (deal,) = await two.desk.gets(lambda uow: uow.deals.get_many(["D1"]))
    await two.desk.does(lambda recorder: recorder.update(deal, contact_ids=("C2", "C1")))
    await two.push()
    assert two.server.linked("Opportunities", "D1", "contacts") == {"C1", "C2"}
    two.server.change("Contacts", "C2", deleted="1")
    doubled, jane = await two.contact("C2"), await two.contact("C1")
    await two.desk.does(lambda recorder: merge(recorder, doubled, jane))
    assert await people() == ("C1",)


async def test_a_company_that_is_known_already_is_not_made_twice(two: Two) -> None:
    here = account("Acme", phone="01 02 03 04 05")
    await two.desk.adds(here)
    two.server.put("Accounts", id="A1", name="ACME", website="https://acme.example", phone_office="01 99 99 99 99")
    await two.pull()
    found = await two.desk.gets(lambda uow: uow.accounts.by_name("acme"))
    assert [(each.id, each.website, each.phone) for each in found] == [
        (here.id, "https://acme.example", "01 02 03 04 05")
    ]
    # Two numbers for one company: nobody may drop one of them unasked.
    conflicts = await two.desk.gets(lambda uow: uow.sync.open_conflicts(here.id))
    assert {conflict.field for conflict in conflicts} == {"phone"}


async def test_a_logged_call_stands_there_with_all_that_belongs_to_it(two: Two) -> None:
    filled(two.server)
    await two.pull()
    jane = await two.contact("C1")

    def log(recorder: Recorder) -> None:
        follow_up = FollowUp(subject="Send the offer", at=two.desk.now + timedelta(days=1), calls_back=True)
        parties = Parties(contact=jane)
        log_activity(recorder, LogActivity(parties=parties, note="wants <b>12k</b>", follow_up=follow_up))

    await two.desk.does(log)
    await two.push()
    call = next(row for row in two.server.records("Calls") if row["id"] != "K1")
    assert (call["status"], call["assigned_user_id"]) == ("Held", "seed_iris_id")
    assert (call["name"], call["description"]) == ("Jane O'Neil: wants ‹b›12k‹/b›", "wants ‹b›12k‹/b›")
    assert two.server.linked("Calls", call["id"], "contacts") == {"C1"}
    task = next(row for row in two.server.records("Tasks") if row["id"] != "T1")
    assert (task["name"], task["contact_id"], task["date_due"]) == ("Send the offer", "C1", "2026-03-11 09:31:00")
    assert (await two.behind(), two.asked) == (0, [])
    # What we wrote ourselves is no news.
    assert set((await two.pull()).absorbed) <= {"same"}
    ours = await two.desk.gets(lambda uow: uow.activities.get(call["id"]))
    assert ours is not None
    assert ours.note == "wants <b>12k</b>"


async def test_new_people_are_sent_before_what_refers_to_them(two: Two) -> None:
    def make(recorder: Recorder) -> None:
        create_contact(recorder, "Zoe Berg", create_account(recorder, "Hooli"))

    await two.desk.does(make)
    await two.push()
    (company,) = two.server.records("Accounts")
    (person,) = two.server.records("Contacts")
    assert (person["account_id"], person["last_name"]) == (company["id"], "Berg")


async def test_only_what_changed_is_sent(two: Two) -> None:
    filled(two.server)
    await two.pull()
    await two.changes("C1", title="CFO")
    two.server.requests.clear()
    await two.push()
    (written,) = [request for request in two.server.requests if request.method == "set_entry"]
    assert {pair["name"] for pair in written.data["name_value_list"]} == {"id", "title"}


async def test_an_answer_that_got_lost_makes_no_second_record(two: Two) -> None:
    await two.desk.does(lambda recorder: create_account(recorder, "Hooli"))
    two.server.trouble = lambda request: LOST if request.method == "set_entry" else None
    with pytest.raises(RemoteUnavailable):
        await two.push()
    two.server.trouble = lambda _request: None
    two.desk.later(minutes=5)
    await two.push()
    assert [row["name"] for row in two.server.records("Accounts")] == ["Hooli"]
    assert await two.behind() == 0


async def test_offline_nothing_is_lost_and_the_queue_drains_in_order(two: Two) -> None:
    filled(two.server)
    await two.pull()
    two.server.trouble = lambda _request: DOWN
    for title in ("CFO", "CEO"):
        await two.changes("C1", title=title)
        with pytest.raises(RemoteUnavailable):
            await two.push()
        two.desk.later(hours=2)
    await two.desk.does(lambda recorder: create_account(recorder, "Hooli"))
    assert await two.behind() == 2
    two.server.trouble = lambda _request: None
    counts = await two.push()
    assert (counts.sent, await two.behind()) == (2, 0)
    assert two.server.record("Contacts", "C1")["title"] == "CEO"


def _undo(two: Two, set_id: str, uow: UnitOfWork) -> None:
    undo(uow, two.desk.speaker, set_id)


async def test_undo_is_told_too(two: Two) -> None:
    filled(two.server)
    await two.pull()
    jane = await two.contact("C1")
    _, changed = await two.desk.does(lambda recorder: update_contact(recorder, jane, "title", "CFO"))
    _, made = await two.desk.does(lambda recorder: create_account(recorder, "Hooli"))
    await two.push()
    for change_set in (changed, made):
        assert change_set is not None
        await two.desk.store.write(partial(_undo, two, change_set.id))
    await two.push()
    assert two.server.record("Contacts", "C1")["title"] == ""
    assert [row["name"] for row in two.server.records("Accounts")] == ["Acme"]


async def disputed(two: Two) -> SyncConflict:
    """A title that was changed on both sides, and a number that was changed there."""
    filled(two.server)
    await two.pull()
    two.desk.later(minutes=5)
    await two.changes("C1", title="CFO", email="new@example.org")
    two.desk.later(minutes=5)
    two.server.change("Contacts", "C1", title="CEO", phone_work="01 11 11 11 11", modified_user_id="seed_sally_id")
    await two.push()
    (conflict,) = two.asked
    return conflict


async def test_what_both_sides_changed_is_asked_and_the_rest_is_not(two: Two) -> None:
    conflict = await disputed(two)
    assert (conflict.field, conflict.theirs, conflict.theirs_by) == ("title", "CEO", "Sally Bronsen")
    assert (conflict.user_id, conflict.changed_at) == (two.desk.user.id, two.desk.now - timedelta(minutes=5))
    jane = await two.contact("C1")
    assert (jane.title, jane.phone) == ("CFO", "01 11 11 11 11")
    row = two.server.record("Contacts", "C1")
    assert (row["title"], row["email1"]) == ("CEO", "new@example.org")
    # Asked once, however often it is seen.
    await two.push()
    await two.pull()
    assert len(two.asked) == 1


async def test_ours_is_kept_when_that_is_the_answer(two: Two) -> None:
    conflict = await disputed(two)
    await two.desk.does(lambda recorder: keep_ours(recorder, conflict))
    await two.push()
    assert two.server.record("Contacts", "C1")["title"] == "CFO"
    await two.pull()
    assert ((await two.contact("C1")).title, await two.behind()) == ("CFO", 0)


async def test_theirs_is_taken_when_that_is_the_answer(two: Two) -> None:
    conflict = await disputed(two)
    await two.desk.does(lambda recorder: take_theirs(recorder, conflict))
    await two.push()
    assert two.server.record("Contacts", "C1")["title"] == "CEO"
    assert ((await two.contact("C1")).title, await two.behind()) == ("CEO", 0)


@pytest.mark.parametrize("ours_holds", [True, False])
async def test_an_answer_can_be_undone(two: Two, *, ours_holds: bool) -> None:
    conflict = await disputed(two)
    answer = keep_ours if ours_holds else take_theirs
    _, decided = await two.desk.does(lambda recorder: answer(recorder, conflict))
    await two.push()
    assert decided is not None
    await two.desk.store.write(partial(_undo, two, decided.id))
    await two.push()
    wanted = "CEO" if ours_holds else "CFO"
    assert (two.server.record("Contacts", "C1")["title"], (await two.contact("C1")).title) == (wanted, wanted)


@pytest.mark.parametrize("ours_holds", [True, False])
async def test_deleted_there_and_changed_here_is_asked(two: Two, *, ours_holds: bool) -> None:
    filled(two.server)
    await two.pull()
    two.desk.later(minutes=5)
    two.server.change("Contacts", "C1", deleted="1")
    await two.changes("C1", title="CFO")
    await two.push()
    (conflict,) = two.asked
    assert conflict.field == "deleted_at"
    await two.push()
    await two.pull()
    assert len(two.asked) == 1
    assert [row["id"] for row in two.server.records("Contacts")] == []
    if ours_holds:
        await two.desk.does(lambda recorder: keep_ours(recorder, conflict))
    else:
        await two.desk.does(lambda recorder: take_theirs(recorder, conflict))
    two.desk.later(minutes=5)
    # First the contact, then whatever refers to it, since that has another id now.
    for _ in range(2):
        await two.push()
    assert [row["title"] for row in two.server.records("Contacts")] == (["CFO"] if ours_holds else [])
    assert ((await two.contact("C1")).deleted_at is None) == ours_holds
    assert await two.behind() == 0


@pytest.mark.parametrize("ours_holds", [True, False])
@pytest.mark.parametrize("pulled", [True, False], ids=["read first", "sent first"])
async def test_deleted_here_and_changed_there_is_asked(two: Two, *, ours_holds: bool, pulled: bool) -> None:
    filled(two.server)
    await two.pull()
    two.desk.later(minutes=5)
    jane = await two.contact("C1")
    await two.desk.does(lambda recorder: recorder.delete(jane), intent="delete")
    two.server.change("Contacts", "C1", title="CFO", modified_user_id="seed_sally_id")
    if pulled:
        await two.pull()
    await two.push()
    (conflict,) = two.asked
    assert (conflict.field, conflict.theirs, conflict.theirs_by) == ("deleted_at", None, "Sally Bronsen")
    assert two.server.record("Contacts", "C1")["deleted"] == "0"
    decide = keep_ours if ours_holds else take_theirs
    await two.desk.does(lambda recorder: decide(recorder, conflict), intent="decide")
    two.desk.later(minutes=5)
    await two.push()
    assert await two.behind() == 0
    assert two.server.record("Contacts", "C1")["deleted"] == str(int(ours_holds))
    now = await two.contact("C1")
    assert (now.deleted_at is not None, now.title) == (ours_holds, "CFO")


async def test_what_was_purged_there_is_noticed(two: Two) -> None:
    filled(two.server)
    two.server.put("Contacts", id="C2", last_name="Doe")
    await two.pull()
    for record_id in ("C1", "C2"):
        two.server.purge("Contacts", record_id)
    await two.changes("C2", title="CFO")
    await two.pull(thorough=True)
    assert (await two.contact("C1")).deleted_at is not None
    # What was changed here meanwhile is asked about.
    assert [(conflict.record_id, conflict.field) for conflict in two.asked] == [("C2", "deleted_at")]


async def test_a_user_who_sees_less_all_at_once_takes_nothing_along(two: Two) -> None:
    ids = [two.server.put("Accounts", name=f"Account {number}") for number in range(30)]
    await two.pull()
    two.server.limited.add("sally")
    await two.pull(thorough=True)
    assert len(await two.desk.gets(lambda uow: uow.accounts.get_many(ids))) == 30


async def test_what_is_thrown_away_there_without_a_word_is_asked_about(two: Two) -> None:
    filled(two.server)
    await two.pull()
    long = (
        "Director of everything that has to do with the purchase of paper, pencils, rubbers and paper clips, worldwide"
    )
    await two.changes("C1", title=long)
    counts = await two.push()
    assert counts.refused == 1
    (conflict,) = two.asked
    assert (conflict.field, conflict.theirs) == ("title", long[:100])
    assert (await two.contact("C1")).title == long


async def test_a_refused_change_is_told_once_and_tried_again_later(two: Two) -> None:
    filled(two.server)
    await two.pull()
    await two.desk.does(
        lambda recorder: recorder.update(recorder.uow.deals.get("D1"), currency="CHF"), intent="update_deal"
    )
    for _ in range(2):
        await two.push()
    (told,) = two.refused
    assert "no currency CHF" in told
    problems = await two.desk.gets(lambda uow: uow.sync.problems(10))
    assert [(push.record_id, push.attempts) for push in problems] == [("D1", 1)]
    two.server.put("Currencies", id="chf-id", iso4217="CHF")
    two.desk.later(minutes=2)
    await two.push()
    assert two.server.record("Opportunities", "D1")["currency_id"] == "chf-id"
    assert await two.behind() == 0


async def test_a_tick_sends_at_once_and_reads_now_and_then(two: Two) -> None:
    filled(two.server)
    both = two.synchroniser
    await both.tick()
    two.server.requests.clear()
    await both.tick()
    assert two.server.requests == []
    await two.changes("C1", title="CFO")
    await both.tick()
    assert two.server.record("Contacts", "C1")["title"] == "CFO"
    two.server.change("Contacts", "C1", title="CEO")
    two.desk.later(seconds=31)
    await both.tick()
    assert (await two.contact("C1")).title == "CEO"


async def test_nothing_is_sent_before_everything_was_read(two: Two) -> None:
    two.server.put("Accounts", id="A1", name="Hooli")
    await two.desk.does(lambda recorder: create_account(recorder, "Hooli"))
    both = two.synchroniser
    for _ in range(2):
        await both.tick()
    assert [row["name"] for row in two.server.records("Accounts")] == ["Hooli"]
    assert await two.behind() == 0


@pytest.mark.parametrize(("password", "seconds"), [("secret", 30), ("another", 900)])
async def test_after_a_failure_nothing_is_tried_for_a_while(two: Two, password: str, seconds: int) -> None:
    two.server.users["sally"] = password
    two.server.end_sessions()
    two.server.trouble = lambda _request: DOWN if password == "secret" else None
    both = two.synchroniser
    two.server.requests.clear()
    with pytest.raises(RemoteError):
        await both.tick()
    tried = len(two.server.requests)
    assert tried > 0
    two.desk.later(seconds=seconds - 1)
    await both.tick()
    assert len(two.server.requests) == tried
    two.desk.later(seconds=2)
    with pytest.raises(RemoteError):
        await both.tick()


async def test_a_workspace_that_stands_alone_queues_nothing(two: Two) -> None:
    await two.desk.store.write(lambda uow: uow.update_workspace({"remote": ""}))
    await two.desk.does(lambda recorder: create_account(recorder, "Hooli"))
    assert await two.behind() == 0


OWN_STAGES = Pipelines(
    all=(
        Pipeline(
            key="tenders",
            names={"": "Tenders"},
            stages=(
                Stage(key="bid", probability=33, names={"": "Bid"}, remote="Tender"),
                Stage(key="paper", probability=50, names={"": "Paper"}),
                Stage(key="closed_won", probability=100, remote="Closed Won"),
                Stage(key="closed_lost", probability=0, remote="Closed Lost"),
            ),
        ),
    )
)


async def test_stages_of_ones_own_are_those_that_they_stand_for(two: Two) -> None:
    await two.desk.store.write(lambda uow: uow.update_workspace({"stages": as_text(OWN_STAGES)}))
    two.server.put("Opportunities", id="D1", name="Own", sales_stage="Tender", probability="40")
    two.server.put("Opportunities", id="D2", name="Other", sales_stage="Prospecting", probability="10")
    await two.pull()
    own, other = await two.desk.gets(lambda uow: uow.deals.get_many(["D1", "D2"]))
    assert (own.stage, own.probability) == ("bid", 40)
    await two.desk.does(lambda recorder: recorder.update(own, stage="closed_won", probability=100))
    await two.desk.does(lambda recorder: recorder.update(other, name="Renamed"))
    await two.push()
    row = two.server.record("Opportunities", "D1")
    assert (row["sales_stage"], row["probability"]) == ("Closed Won", "100")
    # What no stage here stands for is not guessed, and stays as it is there.
    row = two.server.record("Opportunities", "D2")
    assert (row["name"], row["sales_stage"], row["probability"]) == ("Renamed", "Prospecting", "10")
    await two.desk.does(lambda recorder: recorder.update(own, stage="paper"))
    await two.push()
    assert two.server.record("Opportunities", "D1")["sales_stage"] == "Closed Won"
    assert any("stands for paper" in told for told in two.refused)


async def test_what_is_refused_holds_up_nothing_that_refers_to_it(two: Two) -> None:
    filled(two.server)
    await two.pull()
    two.server.denied.add("Contacts")

    def log(recorder: Recorder) -> None:
        zoe = create_contact(recorder, "Zoe Berg", None)
        log_activity(recorder, LogActivity(parties=Parties(contact=zoe), note="wants a quote"))

    await two.desk.does(log)
    for _ in range(2):
        await two.push()
        two.desk.later(seconds=10)
    call = next(row for row in two.server.records("Calls") if row["id"] != "K1")
    assert two.server.linked("Calls", call["id"], "contacts") == set()
    two.server.denied.clear()
    two.remote.forget()
    for _ in range(3):
        two.desk.later(minutes=5)
        await two.push()
    (zoe,) = [row["id"] for row in two.server.records("Contacts") if row["last_name"] == "Berg"]
    assert two.server.linked("Calls", call["id"], "contacts") == {zoe}
    assert await two.behind() == 0
