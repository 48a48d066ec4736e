"""Sessions, retries, and one kind of error for each way in which the server fails."""

import asyncio
import hashlib

import pytest

from bot.errors import RemoteDenied, RemoteError, RemoteLogin, RemoteRefused, RemoteUnavailable
from storage.sugarcrm.client import Client
from tests.fakes.sugarcrm import FakeSugarCrm, Fault

COUNT = {"module_name": "Accounts", "query": "", "deleted": 0}


async def test_logs_in_once_and_keeps_its_session(server: FakeSugarCrm, client: Client) -> None:
    for _ in range(3):
        assert await client.call("get_entries_count", **COUNT) == {"result_count": "0"}
    assert server.methods() == ["login", *["get_entries_count"] * 3]


async def test_sends_the_session_first_and_the_arguments_in_their_order(server: FakeSugarCrm, client: Client) -> None:
    # Servers on PHP 7 take them by their place.
    await client.call("get_entries_count", **COUNT)
    request = server.requests[-1]
    assert [name for name in request.data if name != "session"] == ["module_name", "query", "deleted"]


async def test_parallel_requests_use_several_sessions(server: FakeSugarCrm, client: Client) -> None:
    await asyncio.gather(*(client.call("get_entries_count", **COUNT) for _ in range(8)))
    assert 1 < server.methods().count("login") <= 4
    assert server.methods().count("get_entries_count") == 8


async def test_logs_in_again_when_the_session_ran_out(server: FakeSugarCrm, client: Client) -> None:
    await client.call("get_entries_count", **COUNT)
    server.end_sessions()
    assert await client.call("get_entries_count", **COUNT) == {"result_count": "0"}
    assert server.methods().count("login") == 2


async def test_logs_out_at_the_end(server: FakeSugarCrm) -> None:
    async with Client(server.url, "sally", "secret") as client:
        await client.call("get_entries_count", **COUNT)
    assert server.methods()[-1] == "logout"


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=502, body="<html>Bad gateway</html>"),
        Fault(status=200, body="<html>Down for maintenance</html>"),
        Fault(is_cut=True),
    ],
    ids=["bad gateway", "a page instead of data", "no answer"],
)
async def test_tries_again_where_the_server_is_down(server: FakeSugarCrm, client: Client, fault: Fault) -> None:
    await client.call("get_entries_count", **COUNT)
    server.faults += [fault, fault]
    assert await client.call("get_entries_count", **COUNT) == {"result_count": "0"}
    server.faults += [fault, fault, fault]
    with pytest.raises(RemoteUnavailable):
        await client.call("get_entries_count", **COUNT)


@pytest.mark.parametrize(
    ("method", "arguments", "error", "told"),
    [
        ("get_nothing", {}, RemoteRefused, "does not know get_nothing"),
        ("get_entries_count", COUNT | {"module_name": "accounts"}, RemoteRefused, "has no module accounts"),
        ("get_entries_count", COUNT | {"module_name": "Leads"}, RemoteDenied, "does not allow sally"),
        ("get_entries_count", COUNT | {"bogus": 1}, RemoteRefused, "HTTP 500"),
        ("get_entries_count", COUNT | {"query": "accounts.nope = 'x'"}, RemoteRefused, "HTTP 500"),
    ],
    ids=["unknown method", "unknown module", "denied", "unknown argument", "bad column"],
)
async def test_tells_errors_apart(
    server: FakeSugarCrm, client: Client, method: str, arguments: dict[str, object], error: type, told: str
) -> None:
    server.denied.add("Leads")
    with pytest.raises(error, match=told):
        await client.call(method, **arguments)


@pytest.mark.parametrize(
    "body",
    ["[]", "{}", '""', "true", '{"entry_list": null}', '{"entry_list": [[]]}', '{"entry_list": [{"id": "A1"}]}'],
)
async def test_an_answer_without_records_is_not_the_end_of_them(
    server: FakeSugarCrm, client: Client, body: str
) -> None:
    server.trouble = lambda request: Fault(body=body) if request.method.startswith("get_entry") else None
    with pytest.raises(RemoteUnavailable):
        await client.listed("Accounts", "", fields=["id"], limit=1)
    with pytest.raises(RemoteUnavailable):
        await client.entry("Accounts", "A1", fields=["id"], links=[])


@pytest.mark.parametrize("entries", ["[]", '[{"id": "A1", "name_value_list": []}]'])
async def test_an_answer_of_nothing_is_no_deletion(server: FakeSugarCrm, client: Client, entries: str) -> None:
    server.trouble = lambda request: (
        Fault(body=f'{{"entry_list": {entries}}}') if request.method == "get_entry" else None
    )
    with pytest.raises(RemoteRefused, match="with nothing"):
        await client.entry("Accounts", "A1", fields=["id"], links=[])


async def test_a_wrong_password_is_told_without_it(server: FakeSugarCrm) -> None:
    async with Client(server.url, "sally", "guess-me") as client:
        with pytest.raises(RemoteLogin, match="of sally") as refused:
            await client.call("get_entries_count", **COUNT)
    assert "guess-me" not in str(refused.value)
    # Trying a wrong password again and again would lock the account.
    assert server.methods() == ["login"]


async def test_an_address_that_is_not_the_crm_is_told(server: FakeSugarCrm) -> None:
    async with Client(f"{server.url}/elsewhere", "sally", "secret", pauses=()) as client:
        with pytest.raises(RemoteUnavailable, match="SUGARCRM_URL"):
            await client.call("get_entries_count", **COUNT)


async def test_no_log_holds_a_password(server: FakeSugarCrm, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    url = server.url.replace("//", "//proxy:hush@")
    async with Client(url, "sally", "secret") as client:
        await client.call("get_entries_count", **COUNT)
    assert "service/v4_1/rest.php" in caplog.text
    assert not any(word in caplog.text for word in ("hush", "secret", hashlib.md5(b"secret").hexdigest()))


async def test_nobody_listening_is_told() -> None:
    async with Client("http://127.0.0.1:1", "sally", "secret", pauses=()) as client:
        with pytest.raises(RemoteError, match="cannot be reached"):
            await client.server_info()
