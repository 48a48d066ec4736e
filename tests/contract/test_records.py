"""Every kind of record comes back exactly as it went in, and is found until it is deleted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from bot.crm.changes import records_of
from bot.domain.changes import RecordKind, kind_of
from bot.errors import StoreError
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import DAY, HOUR, NOW, account, activity, contact, deal, lead, reminder, task, user

IRIS = user()
NORTHWIND = account(website="northwind.example", phone="01 02", phone_e164="+33102", owner_id=IRIS.id)
OLGA = contact(account_id=NORTHWIND.id, email="olga@northwind.example", birthday=date(1980, 2, 29), owner_id=IRIS.id)
RENEWAL = deal(
    account_id=NORTHWIND.id, contact_ids=(OLGA.id,), amount=Decimal("12345678901234567.89"), close_date=date(2026, 4, 1)
)
RECORDS: list[Any] = [
    NORTHWIND,
    OLGA,
    RENEWAL,
    activity(contact_ids=(OLGA.id,), account_id=NORTHWIND.id, deal_id=RENEWAL.id, owner_id=IRIS.id, date_only=True),
    activity(
        kind="meeting", direction="inbound", outcome="held", duration_minutes=45, note="Été — 日本 🎉\nsecond line"
    ),
    task(due_at=NOW + HOUR, contact_id=OLGA.id, account_id=NORTHWIND.id, deal_id=RENEWAL.id, owner_id=IRIS.id),
    reminder(IRIS.id, recurrence="FREQ=WEEKLY;BYDAY=MO", fired_for=NOW, wish=date(2026, 3, 10)),
]


def add_all(uow: UnitOfWork) -> None:
    uow.users.add(IRIS)
    for record in RECORDS:
        records_of(uow, kind_of(record)).add(record)


@pytest.fixture
async def filled(store: DatabaseStore) -> DatabaseStore:
    await store.write(add_all)
    return store


@pytest.mark.parametrize("record", RECORDS, ids=kind_of)
async def test_comes_back_as_it_went_in(filled: DatabaseStore, record: Any) -> None:
    kind = kind_of(record)
    assert await filled.read(lambda uow: records_of(uow, kind).get(record.id)) == record
    assert await filled.read(lambda uow: records_of(uow, kind).get_many([record.id])) == [record]


@pytest.mark.parametrize("record", RECORDS, ids=kind_of)
async def test_deleted_is_left_out_unless_asked_for_and_comes_back(filled: DatabaseStore, record: Any) -> None:
    kind = kind_of(record)
    deleted = replace(record, deleted_at=NOW)
    await filled.write(lambda uow: records_of(uow, kind).update(record.id, {"deleted_at": NOW}))
    assert await filled.read(lambda uow: records_of(uow, kind).get(record.id)) is None
    assert await filled.read(lambda uow: records_of(uow, kind).get_many([record.id])) == []
    assert await filled.read(lambda uow: records_of(uow, kind).get(record.id, deleted=True)) == deleted
    await filled.write(lambda uow: records_of(uow, kind).update(record.id, {"deleted_at": None}))
    assert await filled.read(lambda uow: records_of(uow, kind).get(record.id)) == record


async def test_many_at_once_are_as_one_after_the_other(store: DatabaseStore) -> None:
    """Added together, read in pages, and changed together: search follows."""

    def use(uow: UnitOfWork) -> None:
        uow.users.add(IRIS)
        for record in RECORDS:
            records_of(uow, kind_of(record)).add_all([record])
        for kind in {kind_of(record) for record in RECORDS}:
            records = records_of(uow, kind)
            alike = [record for record in RECORDS if kind_of(record) == kind]
            assert [*records.page("", 1), *records.page(alike[0].id, 9)] == alike
            deleted = records.update_all(alike, {"deleted_at": NOW})
            assert deleted == [replace(record, deleted_at=NOW) for record in alike]
            assert records.page("", 9) == deleted
            assert records.get_many([record.id for record in alike]) == []
            assert records.get_many([record.id for record in alike], deleted=True) == deleted
        assert uow.contacts.by_name(OLGA.name) == []
        uow.contacts.update_all([OLGA], {"first_name": "Ola", "deleted_at": None})
        assert [found.name for found in uow.contacts.by_name("Ola Brandt")] == ["Ola Brandt"]
        call = RECORDS[3]
        (moved,) = uow.activities.update_all([call], {"contact_ids": (), "note": "n"})
        assert uow.activities.get(call.id, deleted=True) == replace(call, contact_ids=(), note="n", deleted_at=NOW)
        assert moved == replace(call, contact_ids=(), note="n")

    await store.write(use)


@pytest.mark.parametrize("kind", ["account", "contact", "deal", "activity", "task", "reminder"])
async def test_unknown_ids(filled: DatabaseStore, kind: RecordKind) -> None:
    def use(uow: UnitOfWork) -> None:
        records = records_of(uow, kind)
        records.update("nobody", {"deleted_at": NOW})
        records.update("nobody", {})
        assert records.get("nobody") is None
        assert records.get("nobody", deleted=True) is None
        assert records.get_many([]) == []
        assert records.get_many(["nobody"]) == []

    await filled.write(use)


async def test_get_many_keeps_the_order_asked_for(store: DatabaseStore) -> None:
    people = [contact(last_name=name) for name in ("Ames", "Bell", "Cole")]
    wanted = [people[2].id, "nobody", people[0].id, people[2].id, people[1].id]

    def use(uow: UnitOfWork) -> list[str]:
        for person in people:
            uow.contacts.add(person)
        return [person.last_name for person in uow.contacts.get_many(wanted)]

    assert await store.write(use) == ["Cole", "Ames", "Bell"]


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        (NORTHWIND, {"name": "Southwind", "phone": ""}),
        (OLGA, {"first_name": "Helga", "birthday": None, "email": "h@x.example", "account_id": None}),
        (RENEWAL, {"contact_ids": (), "next_step": "send it"}),
        (RENEWAL, {"amount": None, "stage": "negotiation", "probability": 80, "close_date": date(1999, 12, 31)}),
        (RECORDS[3], {"contact_ids": (), "happened_at": NOW - DAY, "note": "", "status": "not_held"}),
        (RECORDS[4], {"contact_ids": (OLGA.id,), "outcome": None, "duration_minutes": None}),
        (RECORDS[5], {"due_at": None, "status": "completed", "contact_id": None}),
        (RECORDS[6], {"wish": datetime(2026, 3, 29, 2, 30), "due_at": NOW + DAY, "state": "done", "fired_for": None}),  # noqa: DTZ001
    ],
    ids=lambda value: "" if isinstance(value, dict) else kind_of(value),
)
async def test_update_sets_these_fields_and_no_others(filled: DatabaseStore, record: Any, fields: Any) -> None:
    kind = kind_of(record)
    await filled.write(lambda uow: records_of(uow, kind).update(record.id, fields))
    assert await filled.read(lambda uow: records_of(uow, kind).get(record.id)) == replace(record, **fields)


@pytest.mark.parametrize(
    "amount", ["0", "-0.01", "0.10", "1E+3", "99999999999999999999.999999", "0.000000000000000001"]
)
async def test_money_is_exact(store: DatabaseStore, amount: str) -> None:
    sale = deal(amount=Decimal(amount))
    await store.write(lambda uow: uow.deals.add(sale))
    kept = await store.read(lambda uow: uow.deals.get(sale.id))
    assert kept is not None
    assert kept.amount == Decimal(amount)


async def test_amounts_that_are_no_numbers_are_refused(store: DatabaseStore) -> None:
    with pytest.raises(StoreError):
        await store.write(lambda uow: uow.deals.add(deal(amount=Decimal("NaN"))))


async def test_instants_keep_their_moment_whatever_their_offset(store: DatabaseStore) -> None:
    far_east = timezone(timedelta(hours=5, minutes=45))
    moment = datetime(2026, 1, 1, 3, 0, 0, 123456, tzinfo=far_east)
    ring = activity(happened_at=moment)
    await store.write(lambda uow: uow.activities.add(ring))
    kept = await store.read(lambda uow: uow.activities.get(ring.id))
    assert kept is not None
    assert kept.happened_at == moment
    assert kept.happened_at.utcoffset() == timedelta(0)


async def test_instants_without_an_offset_are_refused(store: DatabaseStore) -> None:
    naive = activity(happened_at=datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(StoreError, match="offset"):
        await store.write(lambda uow: uow.activities.add(naive))


@pytest.mark.parametrize("first", [datetime(1, 1, 2, tzinfo=UTC), datetime(999, 5, 5, tzinfo=UTC), NOW])
async def test_instants_sort_by_time(store: DatabaseStore, first: datetime) -> None:
    olga = contact()
    later = activity(happened_at=first + timedelta(microseconds=1), contact_ids=(olga.id,))
    sooner = activity(happened_at=first, contact_ids=(olga.id,))

    def use(uow: UnitOfWork) -> Any:
        uow.contacts.add(olga)
        uow.activities.add(later)
        uow.activities.add(sooner)
        return uow.activities.last_touch("contact", olga.id, before=NOW + DAY)

    assert await store.write(use) == later


async def test_text_that_no_database_takes_is_kept_as_far_as_it_can_be(store: DatabaseStore) -> None:
    odd = activity(note="a\x00b\ud800c")
    await store.write(lambda uow: uow.activities.add(odd))
    kept = await store.read(lambda uow: uow.activities.get(odd.id))
    assert kept is not None
    assert kept.note == "a\ufffdb\ufffdc"


async def test_huge_texts_and_names(store: DatabaseStore) -> None:
    long_name = "Wörter " * 2000
    company = account(long_name)
    talk = activity(note="x" * 1_000_000)

    def use(uow: UnitOfWork) -> None:
        uow.accounts.add(company)
        uow.activities.add(talk)

    await store.write(use)
    assert await store.read(lambda uow: uow.accounts.by_name(long_name.upper())) == [company]
    assert await store.read(lambda uow: uow.activities.get(talk.id)) == talk


async def test_a_failed_function_leaves_nothing(store: DatabaseStore) -> None:
    company = account()

    def fail(uow: UnitOfWork) -> None:
        uow.accounts.add(company)
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(fail)
    assert await store.read(lambda uow: uow.accounts.get(company.id)) is None
    assert await store.read(lambda uow: uow.accounts.by_name(company.name)) == []


@pytest.mark.parametrize("write", [lambda uow: uow.accounts.add(account()), lambda uow: uow.users.add(user())])
async def test_reads_cannot_write(store: DatabaseStore, write: Callable[[UnitOfWork], None]) -> None:
    with pytest.raises(StoreError):
        await store.read(write)


async def test_links_to_nothing_are_refused(store: DatabaseStore) -> None:
    with pytest.raises(StoreError):
        await store.write(lambda uow: uow.contacts.add(contact(account_id="nowhere")))


async def test_records_may_be_written_in_any_order(store: DatabaseStore) -> None:
    company = account()
    person = contact(account_id=company.id)

    def use(uow: UnitOfWork) -> None:
        uow.contacts.add(person)
        uow.accounts.add(company)

    await store.write(use)
    assert await store.read(lambda uow: uow.contacts.get(person.id)) == person


async def test_by_name_folds_and_wants_the_whole_name(store: DatabaseStore) -> None:
    company, person, sale = account("Crème & Fils"), contact("Anaïs", "O’Neil"), deal("Été 2026")

    def use(uow: UnitOfWork) -> None:
        uow.accounts.add(company)
        uow.contacts.add(person)
        uow.deals.add(sale)
        # Seen at once, before the transaction ends.
        assert uow.accounts.by_name("creme  &  FILS") == [company]

    await store.write(use)
    assert await store.read(lambda uow: uow.contacts.by_name("anais o'neil")) == [person]
    assert await store.read(lambda uow: uow.deals.by_name("ETE 2026")) == [sale]
    assert await store.read(lambda uow: uow.accounts.by_name("creme")) == []


async def test_names_follow_updates(store: DatabaseStore) -> None:
    person = contact("Olga", "Brandt")
    await store.write(lambda uow: uow.contacts.add(person))
    await store.write(lambda uow: uow.contacts.update(person.id, {"last_name": "Kahn"}))
    assert await store.read(lambda uow: uow.contacts.by_name("Olga Brandt")) == []
    assert [found.id for found in await store.read(lambda uow: uow.contacts.by_name("olga kahn"))] == [person.id]
    await store.write(lambda uow: uow.contacts.update(person.id, {"deleted_at": NOW}))
    assert await store.read(lambda uow: uow.contacts.by_name("olga kahn")) == []


async def test_by_email_ignores_case_and_blanks(store: DatabaseStore) -> None:
    person, silent = contact(email="Olga.Brandt@Example.ORG"), contact(email="")

    def use(uow: UnitOfWork) -> None:
        uow.contacts.add(person)
        uow.contacts.add(silent)

    await store.write(use)
    assert await store.read(lambda uow: uow.contacts.by_email(" olga.brandt@example.org ")) == [person]
    assert await store.read(lambda uow: uow.contacts.by_email("")) == []
    await store.write(lambda uow: uow.contacts.update(person.id, {"email": "new@example.org"}))
    assert await store.read(lambda uow: uow.contacts.by_email("olga.brandt@example.org")) == []


async def test_leads_by_their_address_and_numbers_companies_by_their_site(store: DatabaseStore) -> None:
    person = lead(email="Pia@Tern.example", mobile_e164="+33644000002")
    company = account(website="https://www.tern.example/fr", phone_e164="+33144000001")

    def use(uow: UnitOfWork) -> None:
        uow.leads.add(person)
        uow.accounts.add_all([company, account("No site")])

    await store.write(use)
    assert await store.read(lambda uow: uow.leads.by_email("pia@tern.example")) == [person]
    assert await store.read(lambda uow: uow.leads.by_emails(["PIA@tern.example", ""])) == [person]
    assert await store.read(lambda uow: uow.leads.by_phone("+33644000002")) == [person]
    assert await store.read(lambda uow: uow.accounts.by_website("tern.example")) == [company]
    assert await store.read(lambda uow: uow.accounts.by_website("")) == []
    assert await store.read(lambda uow: uow.accounts.by_phone("+33144000001")) == [company]
    assert await store.read(lambda uow: uow.accounts.by_phone("")) == []
    await store.write(lambda uow: uow.accounts.update(company.id, {"website": "heron.example"}))
    assert await store.read(lambda uow: uow.accounts.by_website("tern.example")) == []


async def test_open_deals_of_an_account_those_that_close_first_at_the_top(store: DatabaseStore) -> None:
    company = account()
    undated = deal("undated", account_id=company.id)
    late = deal("late", account_id=company.id, close_date=date(2027, 1, 1))
    soon = deal("soon", account_id=company.id, close_date=date(2026, 5, 1))
    won = deal("won", account_id=company.id, stage="closed_won", close_date=date(2026, 1, 1))
    elsewhere = deal("elsewhere")

    def use(uow: UnitOfWork) -> None:
        uow.accounts.add(company)
        for sale in (undated, late, soon, won, elsewhere):
            uow.deals.add(sale)

    await store.write(use)
    assert await store.read(lambda uow: uow.deals.open_of_account(company.id, 9)) == [soon, late, undated]
    assert await store.read(lambda uow: uow.deals.open_of_account(company.id, 1)) == [soon]


async def test_the_workspace_and_its_settings(store: DatabaseStore) -> None:
    def use(uow: UnitOfWork) -> None:
        assert uow.workspace.currency == "EUR"
        uow.update_workspace({"currency": "CHF", "day_first": False})
        uow.update_workspace({})
        assert uow.workspace.currency == "CHF"

    await store.write(use)
    kept = await store.read(lambda uow: uow.workspace)
    assert (kept.currency, kept.day_first, kept.country) == ("CHF", False, "FR")
