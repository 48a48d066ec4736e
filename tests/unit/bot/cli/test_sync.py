"""`crmbot sync` and `crmbot sugarcrm connect` against a stand-in server that runs beside them."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.sugarcrm import FakeSugarCrm
from tests.unit.bot.cli.conftest import Outcome


@pytest.fixture
def server() -> Iterator[FakeSugarCrm]:
    """A server in a thread of its own: the commands have an event loop for themselves."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def opened() -> FakeSugarCrm:
        fake = await FakeSugarCrm().__aenter__()
        fake.put("Users", id="seed_sally_id", first_name="Sally", last_name="Bronsen", status="Active")
        fake.put("Accounts", id="A1", name="Acme")
        fake.put("Contacts", id="C1", first_name="Jane", last_name="Doe", account_id="A1", telegram_id_c="7")
        return fake

    fake = asyncio.run_coroutine_threadsafe(opened(), loop).result()
    yield fake
    asyncio.run_coroutine_threadsafe(fake.__aexit__(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def connected(crmbot: Callable[..., Outcome], server: FakeSugarCrm, monkeypatch: pytest.MonkeyPatch) -> FakeSugarCrm:
    monkeypatch.setenv("SUGARCRM_URL", server.url)
    monkeypatch.setenv("SUGARCRM_USER", "sally")
    monkeypatch.setenv("SUGARCRM_PASSWORD", "secret")
    return server


def test_both_sides_are_the_same_after_a_round(crmbot: Callable[..., Outcome], connected: FakeSugarCrm) -> None:
    looked = crmbot("sync", "--dry-run")
    assert "Accounts: all 1" in looked.out
    assert connected.methods().count("set_entry") == 0
    assert "read: 3 new" in crmbot("sync", "--once").out
    said = crmbot("say", "called Jane Doe at Acme, wants a quote", "--as", "Sally Bronsen")
    assert "Jane Doe" in said.out
    assert "sent: 1, refused: 0, waiting: 0, to be decided: 0" in crmbot("sync", "--once").out
    (call,) = connected.records("Calls")
    assert call["name"] == "Jane Doe: wants a quote"
    assert connected.linked("Calls", call["id"], "contacts") == {"C1"}


def test_connect_shows_what_is_there(crmbot: Callable[..., Outcome], connected: FakeSugarCrm) -> None:
    outcome = crmbot("sugarcrm", "connect")
    assert f"SuiteCRM 7.14.6 at {connected.url}, as sally" in outcome.out
    assert "Contacts (1) <-> contact; left alone: telegram_id_c" in outcome.out
    assert "secret" not in outcome.out + outcome.err


def test_connect_saves_what_it_was_told(
    crmbot: Callable[..., Outcome], server: FakeSugarCrm, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an address as a browser shows it."""
    # A password is asked for at a terminal alone.
    monkeypatch.setenv("SUGARCRM_PASSWORD", "secret")
    outcome = crmbot("sugarcrm", "connect", piped=f"{server.url}/index.php?module=Home\nsally\ny\n".encode())
    assert (outcome.code, outcome.err) == (0, "")
    saved = home / ".env"
    assert saved.stat().st_mode & 0o077 == 0
    monkeypatch.delenv("SUGARCRM_PASSWORD")
    assert "read: 3 new" in crmbot("sync", "--once").out


def test_what_is_wrong_is_one_line(
    crmbot: Callable[..., Outcome], connected: FakeSugarCrm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUGARCRM_PASSWORD", "guess-me")
    outcome = crmbot("sync", "--once")
    assert outcome.code == 1
    assert "refuses the user name or the password of sally" in outcome.problem
    assert "guess-me" not in outcome.err
    monkeypatch.delenv("SUGARCRM_URL")
    outcome = crmbot("sync")
    assert outcome.code == 2
    assert "SUGARCRM_URL" in outcome.problem


def test_who_was_erased_does_not_come_back(crmbot: Callable[..., Outcome], connected: FakeSugarCrm) -> None:
    crmbot("sync", "--once")
    crmbot("say", "called Jane Doe, wants a quote for Jane Doe", "--as", "Sally Bronsen")
    crmbot("sync", "--once")
    erased = crmbot("erase", "Jane Doe", "--yes")
    assert f"{connected.url} was not told and still holds them" in erased.out
    connected.change("Contacts", "C1", title="CFO")
    (call,) = connected.records("Calls")
    connected.change("Calls", call["id"], description="Jane Doe called back")
    assert "read: nothing new" in crmbot("sync", "--once").out
    assert "I know nobody called Jane Doe" in crmbot("say", "who is Jane Doe?", "--as", "Sally Bronsen").out


def test_a_login_of_ones_own_is_tried_and_kept_sealed(
    crmbot: Callable[..., Outcome], connected: FakeSugarCrm, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected.put("Users", id="seed_iris_id", user_name="iris", first_name="Iris", last_name="Keller", status="Active")
    connected.users["iris"] = "of iris"
    crmbot("sync", "--once")
    monkeypatch.setattr("getpass.getpass", lambda *_args, **_named: "of iris")
    without_key = crmbot("sugarcrm", "login", "--as", "Iris Keller", "--user", "iris")
    assert (without_key.code, "CRMBOT_SECRET_KEY" in without_key.problem) == (2, True)
    monkeypatch.setenv("CRMBOT_SECRET_KEY", without_key.problem.rsplit(" ", 1)[1])
    assert "somebody else" in crmbot("sugarcrm", "login", "--as", "Sally Bronsen", "--user", "iris").problem
    assert "as iris from now on" in crmbot("sugarcrm", "login", "--as", "Iris Keller", "--user", "iris").out
    crmbot("say", "called Jane Doe", "--as", "Iris Keller")
    assert "sent: 1, refused: 0" in crmbot("sync", "--once").out
    (call,) = connected.records("Calls")
    assert call["modified_user_id"] == "seed_iris_id"
    assert not any(b"of iris" in file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert "as sally from now on" in crmbot("sugarcrm", "login", "--as", "Iris Keller", "--forget").out
    connected.users["iris"] = "changed"
    refused = crmbot("sugarcrm", "login", "--as", "Iris Keller", "--user", "iris")
    assert "refuses the user name or the password of iris" in refused.problem


def test_the_doctor_looks_at_the_mirror(crmbot: Callable[..., Outcome], connected: FakeSugarCrm) -> None:
    crmbot("sync", "--once")
    told = crmbot("doctor").out
    assert f"ok      mirrored CRM: SuiteCRM 7.14.6 at {connected.url}, as sally" in told
    assert "ok      synchronisation: 0 records wait to be sent, 0 questions are open, last read 20" in told
    connected.denied.add("Calls")
    crmbot("say", "called Jane Doe", "--as", "Sally Bronsen")
    crmbot("sync", "--once")
    told = crmbot("doctor").out
    assert "FAILED  synchronisation: activity " in told
    assert "does not let sally read Calls" in told
    connected.users["sally"] = "changed"
    connected.end_sessions()
    assert "FAILED  mirrored CRM: " in crmbot("doctor").out
