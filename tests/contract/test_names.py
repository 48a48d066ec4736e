"""Search of names: spelled or misspelled, common or rare, and always as the records are now."""

from collections.abc import Sequence

import pytest

from bot.domain.names import KnownName
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import NOW, account, contact, deal, user

IRIS = user(name="Iris Keller")
BRUNEL = account("Ateliers Brunel")
LORIENT = account("Port de Lorient")
PEOPLE = [
    contact("Solène", "Kerguélen", account_id=BRUNEL.id),
    contact("Jean-Pierre", "de la Tour"),
    contact("", "Wu"),
    contact("Alexandre", "Montgomery-Whittaker", account_id=LORIENT.id),
]
SALE = deal("Quay renovation", account_id=LORIENT.id)


@pytest.fixture
async def filled(store: DatabaseStore) -> DatabaseStore:
    def use(uow: UnitOfWork) -> None:
        uow.users.add(IRIS)
        for company in (BRUNEL, LORIENT):
            uow.accounts.add(company)
        for person in PEOPLE:
            uow.contacts.add(person)
        uow.deals.add(SALE)

    await store.write(use)
    return store


async def find(store: DatabaseStore, words: str | Sequence[str]) -> list[KnownName]:
    asked = words.split() if isinstance(words, str) else words
    return list(await store.read(lambda uow: uow.names.find(asked)))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("kerguelen", "Solène Kerguélen"),
        ("kergeulen", "Solène Kerguélen"),
        ("kerguelenn", "Solène Kerguélen"),
        ("kerglen", "Solène Kerguélen"),
        ("karguelem", "Solène Kerguélen"),
        ("solen", "Solène Kerguélen"),
        ("sol", "Solène Kerguélen"),
        ("tour", "Jean-Pierre de la Tour"),
        ("tuor", "Jean-Pierre de la Tour"),
        ("wu", "Wu"),
        ("alex", "Alexandre Montgomery-Whittaker"),
        ("withaker", "Alexandre Montgomery-Whittaker"),
        ("mongtomrey", "Alexandre Montgomery-Whittaker"),
        ("brunnel", "Ateliers Brunel"),
        ("quay", "Quay renovation"),
        ("iris", "Iris Keller"),
    ],
)
async def test_finds(filled: DatabaseStore, words: str, name: str) -> None:
    found = await find(filled, f"called {words} about the quote".split())
    assert found[0].name == name
    assert 50 < found[0].score <= 100


@pytest.mark.parametrize("words", ["", "de la", "x", "zzzzzz", "ker%", "_u", "'; drop table names; --", "a" * 5000])
async def test_finds_nothing(filled: DatabaseStore, words: str) -> None:
    assert await find(filled, words) == []


async def test_a_found_record_tells_its_kind_and_its_account(filled: DatabaseStore) -> None:
    (found,) = await find(filled, "solene kerguelen")
    assert found == KnownName(
        kind="contact",
        id=PEOPLE[0].id,
        name="Solène Kerguélen",
        account="Ateliers Brunel",
        account_id=BRUNEL.id,
        score=100.0,
    )
    kinds = {known.name: known.kind for known in await find(filled, "brunel quay iris")}
    assert kinds == {"Ateliers Brunel": "account", "Quay renovation": "deal", "Iris Keller": "user"}


async def test_the_better_fit_is_first(filled: DatabaseStore) -> None:
    close = contact("Solène", "Kergadec")
    await filled.write(lambda uow: uow.contacts.add(close))
    both = await find(filled, "solene kergadec")
    assert [known.name for known in both] == ["Solène Kergadec", "Solène Kerguélen"]
    assert both[0].score > both[1].score


async def test_absurd_input(filled: DatabaseStore) -> None:
    words = [f"w{n}" for n in range(100_000)]
    assert await find(filled, words) == []
    assert await find(filled, ["\x00", "\ud800", "💥", "kerguelen"])


async def test_the_index_follows_the_records(filled: DatabaseStore) -> None:
    person = PEOPLE[0]

    async def names(words: str) -> list[str]:
        return [known.name for known in await find(filled, words)]

    await filled.write(lambda uow: uow.contacts.update(person.id, {"last_name": "Abgrall", "title": "CEO"}))
    assert await names("kerguelen") == []
    assert await names("abgrall") == ["Solène Abgrall"]
    await filled.write(lambda uow: uow.contacts.update(person.id, {"deleted_at": NOW}))
    assert await names("abgrall") == []
    await filled.write(lambda uow: uow.contacts.update(person.id, {"deleted_at": None}))
    assert await names("abgrall") == ["Solène Abgrall"]
    await filled.write(lambda uow: uow.contacts.update(person.id, {"account_id": LORIENT.id}))
    assert (await find(filled, "abgrall"))[0].account == "Port de Lorient"
    await filled.write(lambda uow: uow.accounts.update(LORIENT.id, {"name": "Harbour"}))
    assert (await find(filled, "abgrall"))[0].account == "Harbour"
    await filled.write(lambda uow: uow.deals.update(SALE.id, {"name": "Crane"}))
    assert await names("quay crane") == ["Crane"]


async def test_a_transaction_finds_what_it_wrote(filled: DatabaseStore) -> None:
    def use(uow: UnitOfWork) -> list[str]:
        uow.contacts.add(contact("Yann", "Le Bihan"))
        return [known.name for known in uow.names.find(["bihan"])]

    assert await filled.write(use) == ["Yann Le Bihan"]


async def test_common_words_do_not_drown_the_record_that_is_meant(store: DatabaseStore) -> None:
    company = account("Zwickau Optik")
    here, full = contact("Martin", "Sowa", account_id=company.id), contact("Martin", "Perle")

    def use(uow: UnitOfWork) -> None:
        uow.accounts.add(company)
        uow.contacts.add(here)
        uow.contacts.add(full)
        for n in range(700):
            uow.contacts.add(contact("Martin", ("Perrin", "Petit", "Pelle", "Pernet")[n % 4]))
            uow.contacts.add(contact(("Anna", "Emma", "Erik")[n % 3], "Perle"))

    await store.write(use)
    by_both = await find(store, "martin perle")
    assert by_both[0].id == full.id
    by_company = await find(store, "martin zwickau")
    assert here.id in [known.id for known in by_company[:3]]
    alone = await find(store, "martin")
    assert 50 <= len(alone) <= 200
    assert {known.name.split()[0] for known in alone} == {"Martin"}
