"""What is written arrives, whatever the server would rather do with it, and comes back as it was."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.domain.changes import Fields, Value
from bot.errors import RemoteDenied, RemoteLacks, RemoteRefused
from bot.remote_ports import RemoteKind, RemoteRecord
from storage.sugarcrm.mapping import MODULES
from storage.sugarcrm.remote import SugarCrm
from tests.fakes.sugarcrm import FakeSugarCrm, Request
from tests.unit.storage.sugarcrm.conftest import ServerClock

ID = "01890000-0000-7000-8000-000000000001"
PERSON: dict[str, Value] = {
    "first_name": "Zoë",
    "last_name": "O'Neil",
    "title": "CFO",
    "email": "zoe@example.org",
    "phone": "+33 1 23 45 67 89",
    "mobile": "+33 6 12 34 56 78",
    "owner_id": "seed_sally_id",
}
DEAL: dict[str, Value] = {
    "name": "Renewal",
    "account_id": "A1",
    "amount": Decimal("1234.56"),
    "currency": "EUR",
    "stage": "Proposal/Price Quote",
    "probability": 70,
    "close_date": date(2026, 12, 31),
    "next_step": 'send the "final" offer',
    "owner_id": None,
}
CALL: dict[str, Value] = {
    "title": "Jane Doe: wants a quote",
    "status": "held",
    "outcome": "held",
    "direction": "outbound",
    "happened_at": datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    "duration_minutes": 80,
    "note": "wants a quote\nby friday",
    "contact_ids": ("C1", "C2"),
    "lead_ids": (),
    "deal_id": None,
    "account_id": "A1",
    "lead_id": None,
    "owner_id": "seed_sally_id",
}
RECORDS: list[tuple[RemoteKind, dict[str, Value]]] = [
    (
        "account",
        {
            "name": "O'Brien & Müller",
            "website": "https://obrien.example",
            "industry": "Banking",
            "phone": "+49 30 1234",
            "address": "1 rue de la Paix, 75002 Paris",
            "owner_id": None,
        },
    ),
    ("contact", PERSON | {"account_id": "A1", "address": "", "birthday": date(1980, 9, 3)}),
    (
        "lead",
        PERSON
        | {
            "account_name": "Hooli",
            "source": "Trade Show",
            "status": "in_process",
            "contact_id": None,
            "account_id": None,
            "deal_id": None,
        },
    ),
    ("deal", DEAL),
    ("call", CALL),
    (
        "meeting",
        {name: value for name, value in CALL.items() if name != "direction"}
        | {"location": "Their office", "deal_id": "D1"},
    ),
    (
        "note",
        {
            "title": "Budget",
            "note": "frozen until March",
            "outcome": None,
            "contact_id": "C1",
            "deal_id": None,
            "account_id": None,
            "lead_id": "L1",
            "owner_id": None,
        },
    ),
    (
        "task",
        {
            "subject": "Send the NDA",
            "status": "pending_input",
            "priority": "high",
            "due_at": datetime(2026, 12, 1, 16, 0, tzinfo=UTC),
            "contact_id": "C1",
            "deal_id": None,
            "account_id": "A1",
            "lead_id": None,
            "owner_id": None,
        },
    ),
]


@pytest.fixture
def people(server: FakeSugarCrm) -> None:
    for record_id in ("C1", "C2"):
        server.put("Contacts", id=record_id, last_name=record_id)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(("kind", "fields"), RECORDS, ids=[kind for kind, _ in RECORDS])
async def test_a_record_comes_back_as_it_was_written(crm: SugarCrm, kind: RemoteKind, fields: Fields) -> None:
    await crm.create(kind, ID, fields)
    record = await crm.get(kind, ID)
    assert record is not None
    # A deal tells its company itself.
    expected = {name: value for name, value in fields.items() if not (fields.get("deal_id") and name == "account_id")}
    assert {name: record.fields.get(name) for name in expected} == expected
    assert dict(crm.canonical(kind, fields)) == expected


@pytest.mark.usefixtures("people")
async def test_a_change_leaves_the_rest_alone(crm: SugarCrm, server: FakeSugarCrm) -> None:
    await crm.create("call", ID, CALL)
    server.change("Calls", ID, name="Renamed there")
    current = await crm.get("call", ID)
    assert current is not None
    await crm.update(current, CALL | {"status": "not_held", "outcome": "voicemail"}, {"status", "outcome"})
    row = server.record("Calls", ID)
    assert (row["status"], row["name"]) == ("Not Held", "Renamed there")
    assert row["description"] == "[voicemail]\nwants a quote\nby friday"
    changed = await crm.get("call", ID)
    assert changed is not None
    assert (changed.fields["outcome"], changed.fields["note"]) == ("voicemail", "wants a quote\nby friday")


@pytest.mark.usefixtures("people")
async def test_people_of_a_call_are_linked_and_unlinked(crm: SugarCrm, server: FakeSugarCrm) -> None:
    server.put("Contacts", id="C3", last_name="Third")
    await crm.create("call", ID, CALL)
    assert server.linked("Calls", ID, "contacts") == {"C1", "C2"}
    current = await crm.get("call", ID)
    assert current is not None
    await crm.update(current, CALL | {"contact_ids": ("C2", "C3")}, {"contact_ids"})
    assert server.linked("Calls", ID, "contacts") == {"C2", "C3"}


async def test_a_second_email_address_becomes_the_primary_one(crm: SugarCrm, server: FakeSugarCrm) -> None:
    await crm.create("contact", ID, PERSON)
    for email in ("new@example.org", "newer@example.org", "new@example.org", "", "zoe@example.org"):
        current = await crm.get("contact", ID)
        assert current is not None
        await crm.update(current, PERSON | {"email": email}, {"email"})
        assert server.record("Contacts", ID)["email1"] == email
    # Each is kept once, whoever had it before.
    assert len(server.records("EmailAddresses")) == 3


async def test_who_may_make_no_address_takes_the_place_of_the_old_one(crm: SugarCrm, server: FakeSugarCrm) -> None:
    await crm.create("contact", ID, PERSON)
    server.denied.add("EmailAddresses")
    for email in ("new@example.org", "newer@example.org", ""):
        current = await crm.get("contact", ID)
        assert current is not None
        await crm.update(current, PERSON | {"email": email}, {"email"})
        assert server.record("Contacts", ID)["email1"] == email


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("1 rue de la Paix, 75002 Paris", ["1 rue de la Paix", "75002", "Paris", "", ""]),
        ("c/o Acme, Hof 2, D-10115 Berlin, Germany", ["c/o Acme, Hof 2", "D-10115", "Berlin", "", "Germany"]),
        ("Ring 1, 80331 München, Bayern, DE", ["Ring 1", "80331", "München", "Bayern", "DE"]),
        ("12 Main St, Springfield", ["12 Main St, Springfield", "", "", "", ""]),
        ("", ["", "", "", "", ""]),
    ],
)
async def test_an_address_is_put_into_its_parts(
    crm: SugarCrm, server: FakeSugarCrm, address: str, parts: list[str]
) -> None:
    account_id = server.put("Accounts", name="Acme", billing_address_city="Lyon", billing_address_country="France")
    current = await crm.get("account", account_id)
    assert current is not None
    await crm.update(current, {"address": address}, {"address"})
    row = server.record("Accounts", account_id)
    names = ("street", "postalcode", "city", "state", "country")
    assert [row[f"billing_address_{name}"] for name in names] == parts
    kept = await crm.get("account", account_id)
    assert kept is not None
    assert kept.fields["address"] == address


async def test_a_moved_stage_takes_its_probability_along(crm: SugarCrm, server: FakeSugarCrm) -> None:
    await crm.create("deal", ID, DEAL)
    current = await crm.get("deal", ID)
    assert current is not None
    await crm.update(current, DEAL | {"stage": "Closed Won", "probability": 100}, {"stage"})
    row = server.record("Opportunities", ID)
    assert (row["sales_stage"], row["probability"]) == ("Closed Won", "100")


async def test_a_long_name_is_kept_whole_in_the_description(crm: SugarCrm, server: FakeSugarCrm) -> None:
    long, longer = (
        "Renewal of the maintenance contract for both plants",
        "The renewal of the maintenance contract for all plants",
    )
    server.put("Opportunities", id=ID, name="Renewal", description="Told by phone", sales_stage="Prospecting")
    for name in (long, longer, "Short"):
        current = await crm.get("deal", ID)
        assert current is not None
        await crm.update(current, DEAL | {"name": name}, {"name"})
        changed = await crm.get("deal", ID)
        assert changed is not None
        assert changed.fields["name"] == name
        assert server.record("Opportunities", ID)["description"].endswith("Told by phone")
    row = server.record("Opportunities", ID)
    assert (row["name"], row["description"]) == ("Short", "Told by phone")


async def test_what_looks_like_a_tag_is_made_harmless(crm: SugarCrm, server: FakeSugarCrm) -> None:
    fields: Fields = {"name": "Müller <GmbH>", "phone": "a & b"}
    await crm.create("account", ID, fields)
    assert server.record("Accounts", ID)["name"] == "Müller ‹GmbH›"
    assert crm.canonical("account", fields) == {"name": "Müller ‹GmbH›", "phone": "a & b"}


async def test_text_that_looks_like_an_entity_is_expected_as_it_comes_back(crm: SugarCrm) -> None:
    fields: Fields = {"name": "5 &lt; 6 & &amp;"}
    await crm.create("account", ID, fields)
    record = await crm.get("account", ID)
    assert record is not None
    assert record.fields["name"] == crm.canonical("account", fields)["name"] == "5 < 6 & &amp;"


@pytest.mark.parametrize(
    ("kind", "field", "told", "kept"),
    [("task", "status", "not_started", "open"), ("lead", "source", "Salon", "fair")],
)
async def test_a_choice_is_written_as_the_server_lists_it(
    crm: SugarCrm, server: FakeSugarCrm, kind: RemoteKind, field: str, told: str, kept: str
) -> None:
    server.choices["Tasks", "status"] = {"open": "Not Started", "Completed": "Done"}
    server.choices["Leads", "lead_source"] = {"": "", "fair": "Salon"}
    fields = dict(RECORDS)[kind] | {field: told}
    await crm.create(kind, ID, fields)
    assert kept in server.record(MODULES[kind].name, ID).values()
    record = await crm.get(kind, ID)
    assert record is not None
    assert record.fields[field] == crm.canonical(kind, fields)[field] == told


@pytest.mark.parametrize(("kind", "field", "value"), [("task", "status", "deferred"), ("deal", "stage", "Demo")])
async def test_what_the_server_lists_not_is_not_sent(
    crm: SugarCrm, server: FakeSugarCrm, kind: RemoteKind, field: str, value: str
) -> None:
    server.choices["Tasks", "status"] = {"Not Started": "Not Started"}
    fields = dict(RECORDS)[kind] | {field: value}
    with pytest.raises(RemoteLacks, match=f"no {field} {value}"):
        await crm.create(kind, ID, fields)
    # It does not hold up what else is changed.
    assert field not in crm.canonical(kind, fields)


async def test_currencies_go_by_their_code(crm: SugarCrm, server: FakeSugarCrm) -> None:
    server.put("Currencies", id="usd-id", iso4217="USD")
    await crm.modules()
    await crm.create("deal", ID, DEAL | {"currency": "USD"})
    assert server.record("Opportunities", ID)["currency_id"] == "usd-id"
    record = await crm.get("deal", ID)
    assert record is not None
    assert record.fields["currency"] == "USD"
    with pytest.raises(RemoteRefused, match="no currency CHF"):
        await crm.create("deal", "other", DEAL | {"currency": "CHF"})


@pytest.mark.parametrize("size", [1, 2, 3, 100])
async def test_parts_hold_every_record_though_all_changed_in_one_second(
    crm: SugarCrm, server: FakeSugarCrm, server_clock: ServerClock, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr("storage.sugarcrm.reading._A_PART", size)
    ids = [server.put("Accounts", name=f"Account {number}") for number in range(5)]
    server_clock.passes(1)
    ids += [server.put("Accounts", name="Later")]
    deleted = server.put("Accounts", name="Gone", deleted="1")
    found: list[RemoteRecord] = []
    async for records in crm.changed("account", since=None, after=None):
        # Whoever is changed meanwhile comes once more, at the end, and nobody is skipped.
        if not found and size < 5:
            server_clock.passes(1)
            server.change("Accounts", records[0].id, name="Changed meanwhile")
        found += records
    assert {record.id for record in found} == {*ids, deleted}
    assert len(found) == 7 + (size < 5)
    assert {record.id for record in found if record.deleted} == {deleted}


async def test_parts_that_are_read_side_by_side_skip_nobody_though_records_change_meanwhile(
    crm: SugarCrm, server: FakeSugarCrm, server_clock: ServerClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.sugarcrm.reading._A_PART", 3)
    ids = [server.put("Accounts", name=f"Account {number}") for number in range(20)]
    server_clock.passes(1)
    lists = 0

    def meanwhile(request: Request) -> None:
        nonlocal lists
        lists += request.method == "get_entry_list"
        if lists % 3 == 2 and lists < 60:
            server.change("Accounts", ids[lists % 20], name="Changed meanwhile")

    server.trouble = meanwhile
    found = [record.id async for records in crm.changed("account", since=None, after=None) for record in records]
    assert set(found) == set(ids)
    assert lists < 100


async def test_changes_are_told_from_the_second_asked_for(
    crm: SugarCrm, server: FakeSugarCrm, server_clock: ServerClock
) -> None:
    server.put("Accounts", id="old", name="Old")
    server_clock.passes(1)
    since = await crm.now()
    server.put("Accounts", id="same second", name="New")
    found = [record.id async for records in crm.changed("account", since=since, after=None) for record in records]
    assert found == ["same second"]


async def test_the_deleted_and_the_unknown_are_not_there(crm: SugarCrm) -> None:
    await crm.create("contact", ID, PERSON)
    await crm.delete("contact", ID)
    assert await crm.get("contact", ID) is None
    assert await crm.get("contact", "nobody") is None


async def test_tells_version_modules_and_custom_fields(crm: SugarCrm, server: FakeSugarCrm) -> None:
    server.put("Contacts", last_name="One")
    modules = {module.kind: module for module in await crm.modules()}
    assert await crm.version() == "SuiteCRM 7.14.6"
    assert (modules["contact"].count, modules["contact"].custom) == (1, ("telegram_id_c",))
    server.is_suite = False
    assert await crm.version() == "SugarCRM 6.5.25 CE"


async def test_a_module_that_one_may_not_read_is_told(crm: SugarCrm, server: FakeSugarCrm) -> None:
    server.denied.add("Opportunities")
    assert "deal" not in [module.kind for module in await crm.modules()]
    with pytest.raises(RemoteDenied, match="Opportunities"):
        await crm.get("deal", ID)
    assert await crm.get("contact", ID) is None
