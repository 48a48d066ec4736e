"""Rows -> records, on both databases: once, whole, and revocable."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.crm.changes import Speaker, undo
from bot.crm.import_records import MOST_TOLD, ImportReport
from bot.crm.imports import import_rows
from bot.domain.rows import AccountRow, BadRow, ContactRow, DealRow, LeadRow, Rows, UserRow, WorkspaceRow
from bot.languages import LANGUAGES
from bot.messages import Conversation
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore

NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


def rows(**sections: Any) -> Rows:
    """Each row gets a place of its own, as a reader gives it."""
    kinds = {"users": UserRow, "accounts": AccountRow, "contacts": ContactRow, "leads": LeadRow, "deals": DealRow}
    result = Rows()
    for section, raws in sections.items():
        if section == "workspace":
            result.workspace = WorkspaceRow(place="f: workspace", **raws)
        else:
            getattr(result, section).extend(
                kinds[section](place=f"f: {section}[{index}]", **raw) for index, raw in enumerate(raws)
            )
    return result


ANA = {"name": "Ana Brun", "email": "ana@us.example", "language": "fr", "timezone": "Europe/Brussels"}
WHOLE = rows(
    workspace={"currency": "CHF", "timezone": "Europe/Zurich", "day_first": True, "country": "ch"},
    users=[ANA, {"name": "Ben Ito"}],
    accounts=[{"name": "Lumen", "website": "lumen.example", "phone": "044 668 18 00"}],
    contacts=[
        {"name": "Nora de la Rive", "account": "lumen", "email": "nora@lumen.example", "birthday": date(1980, 2, 29)},
        {"name": "Otto", "account": "Kestrel"},
    ],
    deals=[
        {"name": "Lens line", "account": "Lumen", "amount": Decimal("99.50"), "stage": "Proposal", "owner": "ben ito"}
    ],
)


async def take(store: DatabaseStore, some: Rows, importer: str | None = None) -> ImportReport:
    return await store.write(lambda uow: import_rows(uow, some, importer=importer, now=NOW))


async def test_everything_arrives(store: DatabaseStore) -> None:
    report = await take(store, WHOLE)
    assert report.problems == []
    assert {kind: dict(counts) for kind, counts in report.counts.items()} == {
        "users": {"created": 2},
        "accounts": {"created": 2},  # Kestrel is only named by its contact
        "contacts": {"created": 2},
        "deals": {"created": 1},
    }
    workspace, users = await store.read(lambda uow: (uow.workspace, uow.users.all()))
    assert (workspace.currency, workspace.timezone, workspace.country, workspace.day_first) == (
        "CHF",
        "Europe/Zurich",
        "CH",
        True,
    )
    assert [(u.name, u.role, u.language, u.timezone) for u in users] == [
        ("Ana Brun", "admin", "fr", "Europe/Brussels"),
        ("Ben Ito", "rep", "en", "Europe/Zurich"),
    ]
    (lumen,) = await store.read(lambda uow: uow.accounts.by_name("Lumen"))
    (nora,) = await store.read(lambda uow: uow.contacts.by_email("nora@lumen.example"))
    (deal,) = await store.read(lambda uow: uow.deals.by_name("Lens line"))
    assert lumen.phone_e164 == "+41446681800"
    assert (nora.first_name, nora.last_name, nora.account_id) == ("Nora", "de la Rive", lumen.id)
    assert (deal.amount, deal.currency, deal.stage, deal.probability) == (Decimal("99.50"), "CHF", "proposal", 65)
    assert deal.owner_id == users[1].id


async def test_twice_changes_nothing(store: DatabaseStore) -> None:
    await take(store, WHOLE)
    report = await take(store, WHOLE)
    assert sum(report.counts.values(), Counter()) == Counter(unchanged=6)


async def test_only_what_differs_is_changed(sqlite_store: DatabaseStore) -> None:
    await take(sqlite_store, WHOLE)
    again = rows(
        contacts=[{"name": "Nora de la Rive", "email": "NORA@lumen.example", "title": "CEO"}],
        accounts=[{"name": "LUMEN", "industry": "Glass"}],
        deals=[{"name": "lens line", "account": "Lumen", "stage": "negotiation"}],
    )
    report = await take(sqlite_store, again)
    assert sum(report.counts.values(), Counter()) == Counter(changed=3)
    (lumen,) = await sqlite_store.read(lambda uow: uow.accounts.by_name("Lumen"))
    (deal,) = await sqlite_store.read(lambda uow: uow.deals.by_name("Lens line"))
    assert (lumen.name, lumen.website, lumen.industry) == ("Lumen", "lumen.example", "Glass")
    assert (deal.stage, deal.probability, deal.amount) == ("negotiation", 80, Decimal("99.50"))


async def test_a_person_is_known_by_name_and_account_where_there_is_no_address(sqlite_store: DatabaseStore) -> None:
    people = rows(
        users=[ANA],
        contacts=[
            {"name": "Jo Lee", "account": "One"},
            {"name": "Jo Lee", "account": "Two"},
            {"name": "JO LEE", "account": "one", "email": "jo@one.example"},
            {"name": "Jo Lee", "account": "One", "email": "other@one.example"},
        ],
    )
    report = await take(sqlite_store, people)
    assert dict(report.counts["contacts"]) == {"created": 3, "changed": 1}
    found = await sqlite_store.read(lambda uow: uow.contacts.by_name("Jo Lee"))
    assert sorted(contact.email for contact in found) == ["", "jo@one.example", "other@one.example"]


@pytest.mark.parametrize(
    ("section", "row", "complaint"),
    [
        ("users", {"name": "X", "timezone": "Mars/Base"}, "IANA"),
        ("users", {"name": "X", "language": "xx"}, ", ".join(LANGUAGES)),
        ("users", {"name": "X", "role": "boss"}, "admin, manager, rep"),
        ("contacts", {"name": "X", "email": "at nowhere"}, "no e-mail address"),
        ("leads", {"name": "X", "status": "warm"}, "recycled"),
        ("contacts", {"name": "X", "owner": "Nobody"}, "nobody here is called 'Nobody'"),
        ("contacts", {"name": "X", "timezone": "CEST+9"}, "IANA"),
        ("deals", {"name": "X", "stage": "almost"}, "prospecting"),
        ("deals", {"name": "X", "currency": "€"}, "EUR"),
        ("deals", {"name": "X", "amount": Decimal(-1)}, "out of range"),
        ("deals", {"name": "X", "amount": Decimal("1e300")}, "out of range"),
    ],
)
async def test_a_bad_row_is_told_with_place_and_remedy(
    sqlite_store: DatabaseStore, section: str, row: dict[str, Any], complaint: str
) -> None:
    some = rows(users=[ANA])
    getattr(some, section).extend(getattr(rows(**{section: [row]}), section))
    (problem,) = (await take(sqlite_store, some)).bad_rows
    assert problem.startswith(f"f: {section}[0]: ")
    assert complaint in problem


@pytest.mark.parametrize("bad", [{"currency": "Euro"}, {"country": "France"}, {"timezone": "Here"}])
async def test_a_bad_workspace_is_told(sqlite_store: DatabaseStore, bad: dict[str, Any]) -> None:
    (problem,) = (await take(sqlite_store, rows(workspace=bad, users=[ANA]))).problems
    assert problem.startswith("f: workspace: ")


async def test_without_anybody_nothing_can_be_imported(sqlite_store: DatabaseStore) -> None:
    report = await take(sqlite_store, rows(accounts=[{"name": "Lumen"}]))
    assert "nobody uses this CRM yet" in report.problems[0]


async def test_an_import_can_be_undone_by_who_imported(sqlite_store: DatabaseStore) -> None:
    await take(sqlite_store, WHOLE, importer="Ben Ito")
    ben = (await sqlite_store.read(lambda uow: uow.users.all()))[1]
    conversation = Conversation("console", ben.id, "", ben.id)
    speaker = Speaker(user=ben, now=NOW, conversation=conversation, message_key="m2")
    imported = await sqlite_store.read(
        lambda uow: uow.change_sets.last_undoable(ben.id, conversation.key, since=datetime(2026, 1, 1, tzinfo=UTC))
    )
    assert imported is not None
    assert imported.intent == "import"
    await sqlite_store.write(lambda uow: undo(uow, speaker, imported.id))
    assert await sqlite_store.read(lambda uow: uow.contacts.by_name("Nora de la Rive")) == []
    assert await sqlite_store.read(lambda uow: uow.accounts.by_name("Lumen")) == []


async def test_every_row_moves_the_bar(sqlite_store: DatabaseStore) -> None:
    moved: list[None] = []

    await sqlite_store.write(
        lambda uow: import_rows(uow, WHOLE, importer=None, now=NOW, advance=lambda: moved.append(None))
    )
    assert len(moved) == len(WHOLE)


async def test_leads_are_known_by_name_with_their_address_or_company(sqlite_store: DatabaseStore) -> None:
    pia = {"name": "Pia Sorensen", "account": "Nordlys", "email": "pia@nordlys.example", "status": "assigned"}
    some = rows(
        users=[ANA],
        leads=[
            pia,
            {"name": "Pia SORENSEN", "email": "PIA@nordlys.example", "source": "Fair"},
            {"name": "Pia Sorensen", "account": "Fjord"},
            {"name": "Pia Sorensen", "account": "fjord", "phone": "01 99 00 12 34"},
        ],
    )
    report = await take(sqlite_store, some)
    assert dict(report.counts["leads"]) == {"created": 2, "changed": 2}
    found = await sqlite_store.read(lambda uow: uow.leads.by_name("Pia Sorensen"))
    assert sorted((lead.account_name, lead.source, lead.status, lead.phone_e164) for lead in found) == [
        ("Fjord", "", "new", "+33199001234"),
        ("Nordlys", "Fair", "assigned", ""),
    ]


async def test_a_lead_that_was_converted_stays_what_it_became(sqlite_store: DatabaseStore) -> None:
    some = rows(users=[ANA], leads=[{"name": "Pia Sorensen", "email": "pia@nordlys.example", "status": "new"}])
    await take(sqlite_store, some)

    def convert(uow: UnitOfWork) -> str:
        (pia,) = uow.leads.by_name("Pia Sorensen")
        uow.leads.update(pia.id, {"status": "converted"})
        return pia.id

    converted = await sqlite_store.write(convert)
    report = await take(sqlite_store, some)
    assert dict(report.counts["leads"]) == {"unchanged": 1}
    pia = await sqlite_store.read(lambda uow: uow.leads.get(converted))
    assert pia is not None
    assert pia.status == "converted"


async def test_a_name_is_divided_as_the_row_says(sqlite_store: DatabaseStore) -> None:
    some = rows(users=[ANA], contacts=[{"name": "Ana Lima Souza", "first_name": "Ana", "last_name": "Lima Souza"}])
    await take(sqlite_store, some)
    (ana,) = await sqlite_store.read(lambda uow: uow.contacts.by_name("Ana Lima Souza"))
    assert (ana.first_name, ana.last_name) == ("Ana", "Lima Souza")


async def test_what_may_be_a_duplicate_is_told(sqlite_store: DatabaseStore) -> None:
    number = "01 99 00 12 34"
    some = rows(
        users=[ANA],
        contacts=[
            {"name": "Jo Lee", "account": "One", "phone": number},
            {"name": "Jo Lee", "account": "Two"},
            {"name": "Joanna Lee", "account": "One", "mobile": "+33 1 99 00 12 34"},
            {"name": "Jo Lee", "account": "one", "title": "CFO"},
            {"name": "Sam Hill", "phone": "none"},
        ],
    )
    report = await take(sqlite_store, some)
    assert report.warnings == [
        "f: contacts[1]: another contact is called Jo Lee as well; both are kept",
        "f: contacts[2]: Joanna Lee has the number of Jo Lee; both are kept",
        "f: contacts[3]: the same as f: contacts[0]; both rows went into one record",
    ]
    assert report.doubtful == 3


async def test_bad_rows_are_counted_and_the_others_taken(sqlite_store: DatabaseStore) -> None:
    some = rows(users=[ANA], contacts=[{"name": "Jo Lee"}])
    some.contacts.extend(BadRow(place=f"f, line {n}", problem="is bad") for n in range(MOST_TOLD + 2))  # type: ignore[arg-type]
    report = await take(sqlite_store, some)
    assert (report.bad, len(report.bad_rows)) == (MOST_TOLD + 2, MOST_TOLD)
    assert report.acceptable(skip_bad_rows=True)
    assert not report.acceptable(skip_bad_rows=False)
    assert dict(report.counts["contacts"]) == {"created": 1}


async def test_an_import_of_several_batches_is_one_change_set(sqlite_store: DatabaseStore) -> None:
    """Rows of a later batch find what an earlier one made; undo takes all of it back."""
    count = 1_100
    some = rows(users=[ANA], contacts=[{"name": f"Row {n % (count - 50)}", "account": "Bulk"} for n in range(count)])
    report = await take(sqlite_store, some)
    assert dict(report.counts["contacts"]) == {"created": count - 50, "unchanged": 50}
    (ana,) = await sqlite_store.read(lambda uow: uow.users.all())
    conversation = Conversation("console", ana.id, "", ana.id)
    speaker = Speaker(user=ana, now=NOW, conversation=conversation, message_key="m2")
    (imported,) = await sqlite_store.read(lambda uow: uow.change_sets.page("", 9))
    await sqlite_store.write(lambda uow: undo(uow, speaker, imported.id))
    assert await sqlite_store.read(lambda uow: uow.accounts.by_name("Bulk")) == []
    assert await sqlite_store.read(lambda uow: uow.contacts.by_names([f"Row {n}" for n in range(count)])) == []
