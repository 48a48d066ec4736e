"""Everything out of one store and into another, from SQLite to PostgreSQL: the same rows, and the same files again."""

import filecmp
import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from sqlalchemy import Connection, select

from bot.crm.changes import Speaker, undo
from bot.crm.exports import SECTION_OF, TYPES, everything, records_in, take_everything
from bot.crm.import_records import ImportReport
from bot.domain.changes import Change, values_of
from bot.domain.ids import new_id
from bot.errors import UsageError
from bot.messages import Conversation
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore, open_store
from storage.database.tables import metadata
from storage.transfer.documents import Document
from storage.transfer.folder import write_folder
from storage.transfer.whole_file import FILE, read_whole
from tests.contract.samples import (
    HOUR,
    NOW,
    account,
    activity,
    change_set,
    contact,
    deal,
    lead,
    rate,
    reminder,
    task,
    user,
)

# What belongs to a running installation. Any other table must come through; so must one that is new.
LEFT_OUT = {
    "buttons",
    "conversations",
    "crm_logins",
    "digests",
    "inbox",
    "calendar_feeds",
    "invitation_failures",
    "invitations",
    "leases",
    "meeting_notices",
    "mirrors",
    "outbox",
    "processes",
    "pull_states",
    "pushes",
    "sync_conflicts",
    "crm_sights",
}
TEXTS = ("Été — 日本 🎉", "second\nline", '"quoted", and; more', "=1+1", "")


# Texts that must be what they are called.
_FORMED = {"phone_e164": "+33199001234", "mobile_e164": "+33639981234", "timezone": "Europe/Paris"}


def filled(item_type: type, number: int, **known: Any) -> Any:
    """An item in which every field that can holds something of its own, so that a forgotten one is missed."""
    hints = get_type_hints(item_type)
    values: dict[str, Any] = {}
    for each in fields(item_type):
        kinds = {hints[each.name], *get_args(hints[each.name])}
        if each.name in known:
            values[each.name] = known[each.name]
        elif each.name in _FORMED:
            values[each.name] = _FORMED[each.name]
        elif str in kinds and not each.name.endswith("_id"):
            values[each.name] = f"{each.name} {TEXTS[number % len(TEXTS)]}"
        elif bool in kinds:
            values[each.name] = number % 2 == 0
        elif Decimal in kinds:
            values[each.name] = Decimal("12345678901234567.89")
        elif time in kinds:
            values[each.name] = time(8, 30)
        elif datetime in kinds:
            values[each.name] = NOW.replace(microsecond=number)
        elif date in kinds:
            values[each.name] = date(1980, 2, 29)
        elif int in kinds:
            values[each.name] = number + 1
    return item_type(**values)


def fill(uow: UnitOfWork) -> None:
    iris = replace(user(email="iris@us.example", team="North"), workday_start=time(8, 30))
    uow.users.add(iris)
    uow.users.link(iris.id, "console", "p1", NOW)
    uow.users.link(iris.id, "slack", "U1", NOW + HOUR)
    uow.rates.put(rate())
    uow.update_workspace({"name": "Wörk", "day_first": False, "currency": "CHF"})
    companies = [filled(TYPES["accounts"], n, id=new_id(), owner_id=iris.id, deleted_at=None) for n in range(3)]
    known = {"owner_id": iris.id, "account_id": companies[0].id}
    people = [filled(TYPES["contacts"], n, id=new_id(), **known, deleted_at=None) for n in range(5)]
    people[4] = replace(people[4], deleted_at=NOW)
    sale = filled(TYPES["deals"], 0, id=new_id(), **known, contact_ids=(people[3].id, people[0].id), deleted_at=None)
    prospect = filled(
        TYPES["leads"], 1, id=new_id(), **known, contact_id=people[0].id, deal_id=sale.id, status="new", deleted_at=None
    )
    linked = {**known, "deal_id": sale.id, "contact_id": people[1].id, "lead_id": prospect.id}
    call = filled(
        TYPES["activities"],
        2,
        id=new_id(),
        **known,
        deal_id=sale.id,
        kind="call",
        contact_ids=(people[2].id, people[1].id),
        lead_ids=(prospect.id,),
    )
    todo = filled(TYPES["tasks"], 3, id=new_id(), **linked)
    wishes = [
        filled(TYPES["reminders"], n, id=new_id(), user_id=iris.id, **linked, task_id=todo.id, wish=wish)
        for n, wish in enumerate((date(2026, 3, 10), datetime(2026, 3, 10, 9)))  # noqa: DTZ001
    ]
    for kind, records in {
        "accounts": [*companies, account()],
        "contacts": [*people, contact()],
        "deals": [sale, deal()],
        "leads": [prospect, lead()],
        "activities": [call, activity()],
        "tasks": [todo, task()],
        "reminders": [*wishes, reminder(iris.id)],
    }.items():
        getattr(uow, kind).add_all(records)
    made = change_set(
        iris.id,
        Change(record_kind="deal", record_id=sale.id, before=None, after=values_of(sale)),
        Change(
            record_kind="activity", record_id=call.id, before={"contact_ids": ()}, after={"contact_ids": ("x", "y")}
        ),
        Change(record_kind="reminder", record_id="r", before={"wish": date(2026, 3, 1)}, after={"wish": NOW}),
    )
    uow.change_sets.add(made)
    uow.change_sets.add(change_set(iris.id, reverses=made.id, undone_at=NOW))
    # An answer to a question joins the earlier set, after the later one was made.
    uow.change_sets.append(
        made.id, [Change(record_kind="deal", record_id=sale.id, before={"name": "a"}, after={"name": "b"})]
    )


async def export(store: DatabaseStore, folder: Path) -> None:
    def run(uow: UnitOfWork) -> None:
        write_folder(folder, uow, everything=everything(uow), records_in=lambda kind: records_in(uow, kind))

    await store.read(run)


async def take(store: DatabaseStore, folder: Path) -> ImportReport:
    document = Document.of_file(folder / FILE)
    return await store.write(
        lambda uow: take_everything(uow, read_whole(document, TYPES), importer=None, now=datetime.now(UTC))
    )


def rows(connection: Connection) -> dict[str, list[Any]]:
    """Every row of every table that comes through, the index of names included, without the workspace's own id."""
    found = {}
    for table in metadata.sorted_tables:
        if table.name not in LEFT_OUT:
            own = {"workspace_id", "id"} if table.name == "workspaces" else {"workspace_id"}
            columns = [column for column in table.columns if column.name not in own]
            found[table.name] = sorted(map(repr, connection.execute(select(*columns))))
    return found


async def test_everything_comes_through_from_sqlite_to_postgresql(
    sqlite_store: DatabaseStore, postgres_url: str, tmp_path: Path
) -> None:
    await sqlite_store.write(fill)
    await export(sqlite_store, tmp_path / "one")
    other = await open_store(postgres_url)
    try:
        report = await take(other, tmp_path / "one")
        await export(other, tmp_path / "two")
        here = await sqlite_store._database.run("read", rows)
        assert all(here.values()), "nothing would be proven about a table that stands empty"
        assert await other._database.run("read", rows) == here
        again = await take(other, tmp_path / "one")
    finally:
        await other.close()
    names = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert filecmp.cmpfiles(tmp_path / "one", tmp_path / "two", names, shallow=False) == (names, [], [])
    assert all(set(counts) == {"created"} for counts in report.counts.values())
    assert all(set(counts) == {"unchanged"} for counts in again.counts.values())


async def test_a_store_in_use_takes_in_what_it_lacks(sqlite_store: DatabaseStore, tmp_path: Path) -> None:
    await sqlite_store.write(fill)
    await export(sqlite_store, tmp_path)

    def change(uow: UnitOfWork) -> None:
        first, second, *_ = uow.contacts.page("", 9)
        uow.contacts.update(first.id, {"title": "another"})
        uow.users.update(uow.users.all()[0].id, {"name": "Renamed"})
        assert uow.contacts.get(second.id)

    before = await sqlite_store.read(lambda uow: uow.contacts.page("", 9))
    await sqlite_store.write(change)
    report = await take(sqlite_store, tmp_path)
    assert dict(report.counts["contacts"]) == {"changed": 1, "unchanged": 5}
    assert await sqlite_store.read(lambda uow: uow.contacts.page("", 9)) == before
    last = (await sqlite_store.read(lambda uow: uow.change_sets.page("", 9)))[-1]
    assert last.intent == "import"


async def test_who_is_here_imports_and_takes_it_back(sqlite_store: DatabaseStore, tmp_path: Path) -> None:
    await sqlite_store.write(fill)
    await export(sqlite_store, tmp_path)
    bo = user(name="Bo", role="admin")
    other = await open_store(f"sqlite:///{tmp_path / 'other.db'}")
    try:
        await other.write(lambda uow: uow.users.add(bo))
        await take(other, tmp_path)
        (imported,) = await other.read(lambda uow: uow.change_sets.page("", 9))
        assert imported.user_id == bo.id
        conversation = Conversation("console", bo.id, "", bo.id)
        speaker = Speaker(user=bo, now=imported.made_at, conversation=conversation, message_key="m")
        await other.write(lambda uow: undo(uow, speaker, imported.id))
        for kind in SECTION_OF:
            left = await other.read(lambda uow, kind=kind: list(records_in(uow, kind)))
            assert left
            assert all(record.deleted_at for record in left)
    finally:
        await other.close()


async def test_a_file_that_another_program_wrote_anew(sqlite_store: DatabaseStore, tmp_path: Path) -> None:
    await sqlite_store.write(fill)
    await export(sqlite_store, tmp_path)
    content = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    (tmp_path / FILE).write_text(json.dumps(content, indent=2), encoding="utf-8")
    report = await take(sqlite_store, tmp_path)
    assert all(set(counts) == {"unchanged"} for counts in report.counts.values())


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda text: text[: len(text) // 2], "line|cut off"),
        (lambda text: text.replace('"crmbot": 1', '"crmbot": 9'), "another crmbot"),
        (lambda text: text.replace('"users": [', '"robots": ['), "newer crmbot"),
        (lambda text: text.replace('"08:30:00"', '"late"'), "workday_start"),
        (lambda text: text.replace('"currency"', '"coins"'), "no item of"),
        (lambda text: text.replace("\n]}", "\n]"), "cut off"),
    ],
)
async def test_a_spoiled_file_is_refused_in_one_line(
    sqlite_store: DatabaseStore, tmp_path: Path, spoil: Callable[[str], str], complaint: str
) -> None:
    await sqlite_store.write(fill)
    await export(sqlite_store, tmp_path)
    file = tmp_path / FILE
    file.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(UsageError, match=complaint) as refused:
        await take(sqlite_store, tmp_path)
    assert "\n" not in str(refused.value)


async def test_views_can_be_read_by_others_and_by_the_import(sqlite_store: DatabaseStore, tmp_path: Path) -> None:
    from icalendar import Calendar

    from storage.transfer.files import open_files

    await sqlite_store.write(fill)
    await export(sqlite_store, tmp_path)
    text = (tmp_path / "contacts.csv").read_text(encoding="utf-8")
    assert not any(line.startswith(("=", "+", "-", "@")) for line in text.splitlines())
    read = [row.name for row in open_files([tmp_path / "contacts.csv"]).rows_of("contacts")]  # type: ignore[union-attr]
    cards = [row.name for row in open_files([tmp_path / "contacts.vcf"]).rows_of("contacts")]  # type: ignore[union-attr]
    live = [c for c in await sqlite_store.read(lambda uow: uow.contacts.page("", 9)) if c.deleted_at is None]
    expected = [" ".join(contact.name.split()) for contact in live]
    assert read == expected
    assert cards == expected
    calendar = Calendar.from_ical((tmp_path / "calendar.ics").read_bytes())
    assert len(calendar.events) == 1
