"""The stand-in server against recorded exchanges: what differs is told, but not what a server chooses."""

from typing import Any

import pytest

from tests.fakes.sugarcrm_recordings import replay

Json = Any


def exchange(method: str, body: Json, *, status: int = 200, **data: Json) -> Json:
    return {"label": method, "method": method, "rest_data": data, "status": status, "body": body}


def login() -> Json:
    credentials = {"user_name": "sally", "password": "<md5 of the password, hex>"}
    body = {"id": "SESSION", "module_name": "Users"}
    return exchange("login", body, user_auth=credentials, application_name="probe", name_value_list=[])


def created(name: str) -> Json:
    body = {"id": "1bdfa18e", "entry_list": {"name": {"name": "name", "value": name}}}
    pairs = [{"name": "name", "value": "Acme"}]
    return exchange("set_entry", body, session="SESSION", module_name="Accounts", name_value_list=pairs)


def read(record_id: str, value: str) -> Json:
    values = {"date_modified": {"name": "date_modified", "value": "2026-01-02 03:04:05"}}
    values |= {"name": {"name": "name", "value": value}}
    body = {
        "entry_list": [{"id": record_id, "module_name": "Accounts", "name_value_list": values}],
        "relationship_list": [],
    }
    wanted = ["date_modified", "name"]
    return exchange(
        "get_entry",
        body,
        session="SESSION",
        module_name="Accounts",
        id=record_id,
        select_fields=wanted,
        link_name_to_fields_array=[],
    )


@pytest.mark.parametrize(
    ("exchanges", "told"),
    [
        ([created("Acme"), read("1bdfa18e", "Acme")], []),
        ([created("Acme"), read("1bdfa18e", "Acme Ltd")], ["get_entry: body.entry_list[0].name_value_list.name.value"]),
        ([exchange("get_nothing", [], session="SESSION")], ["get_nothing: method"]),
        ([exchange("get_user_id", "null", session="")], []),
        ([exchange("get_user_id", "", status=500, session="", bogus=1)], ["get_user_id: status", "get_user_id: body"]),
    ],
    ids=["the same", "another value", "not played", "null", "another status"],
)
async def test_tells_what_differs(exchanges: list[Json], told: list[str]) -> None:
    found = [f"{each.label}: {each.where}" for each in await replay([login(), *exchanges])]
    assert [place for place in found if not place.startswith("login")] == told
