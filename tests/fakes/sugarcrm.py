"""A server that plays the REST API v4_1 of the SugarCRM family, with its silences.

It writes what such a server writes, drops what it drops, and answers 200 to both. Its tables are
SQLite's, so that queries and orders are those of a real database. `requests` tells what was asked.
"""

import hashlib
import json
import re
import sqlite3
import uuid
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from aiohttp import web

Json = Any

PROBABILITIES = {
    "Prospecting": 10,
    "Qualification": 20,
    "Needs Analysis": 25,
    "Value Proposition": 30,
    "Id. Decision Makers": 40,
    "Perception Analysis": 50,
    "Proposal/Price Quote": 65,
    "Negotiation/Review": 80,
    "Closed Won": 100,
    "Closed Lost": 0,
}
_RECORD = "id name date_entered date_modified created_by modified_user_id assigned_user_id description deleted"
_PERSON = (
    "first_name last_name title phone_mobile phone_work email1 account_id birthdate "
    "primary_address_street primary_address_city primary_address_state primary_address_postalcode "
    "primary_address_country"
)
_PARENT = "parent_type parent_id"
FIELDS = {
    "Accounts": "phone_office website email1 industry account_type billing_address_street billing_address_city "
    "billing_address_state billing_address_postalcode billing_address_country",
    "Contacts": f"{_PERSON} lead_source telegram_id_c",
    "Leads": f"{_PERSON} account_name status lead_source converted contact_id opportunity_id",
    "Opportunities": "amount currency_id sales_stage probability date_closed account_id next_step opportunity_type",
    "Calls": f"status direction date_start date_end duration_hours duration_minutes {_PARENT}",
    "Meetings": f"status location date_start date_end duration_hours duration_minutes {_PARENT}",
    "Tasks": f"status priority date_due date_start contact_id {_PARENT}",
    "Notes": f"contact_id {_PARENT}",
    "Users": "user_name first_name last_name email1 status",
    "Currencies": "iso4217 conversion_rate",
    "EmailAddresses": "email_address email_address_caps",
}
LENGTHS = {
    **{(module, "name"): 50 for module in ("Opportunities", "Calls", "Meetings", "Tasks")},
    ("Accounts", "name"): 150,
    ("Contacts", "title"): 100,
    ("Opportunities", "next_step"): 100,
}
LINKS = {
    "Calls": {"contacts": "Contacts", "leads": "Leads", "users": "Users"},
    "Meetings": {"contacts": "Contacts", "leads": "Leads", "users": "Users"},
    "Opportunities": {"contacts": "Contacts"},
    "Contacts": {"opportunities": "Opportunities", "email_addresses": "EmailAddresses"},
    "Leads": {"email_addresses": "EmailAddresses"},
    "Accounts": {"email_addresses": "EmailAddresses"},
}
_INSTANTS = {"date_start", "date_end", "date_due"}
_NUMBERS = {"amount"}
_TAG = re.compile(r"<[A-Za-z/!?][^>]*>?")
_UTC_FORM = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    data: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What the next request meets. `after`: it was carried out all the same; `is_cut`: no answer comes at all."""

    status: int = 200
    body: str = ""
    after: bool = False
    is_cut: bool = False


class _Refusal(Exception):
    def __init__(self, number: int | str, name: str, description: str = "") -> None:
        super().__init__(name)
        self.body = {"name": name, "number": number, "description": description or name}


@dataclass(slots=True)
class FakeSugarCrm:
    """`users` by name with their passwords; `denied` modules answer error 40. `now` is the server's clock.

    `faults` meet the next requests, one each; `trouble` may find a fault for any.
    """

    users: dict[str, str] = field(default_factory=lambda: {"sally": "secret"})
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    denied: set[str] = field(default_factory=set)
    requests: list[Request] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)
    trouble: Callable[[Request], Fault | None] = lambda _request: None
    is_suite: bool = True
    _sessions: dict[str, str] = field(default_factory=dict)
    _links: set[tuple[str, str, str, str]] = field(default_factory=set)
    _runner: web.AppRunner | None = None
    _port: int = 0
    _database: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:", check_same_thread=False))

    async def __aenter__(self) -> Self:
        for module, fields in FIELDS.items():
            columns = " TEXT DEFAULT '', ".join(dict.fromkeys(f"{_RECORD} {fields}".split()))
            self._database.execute(f"CREATE TABLE {table_of(module)} ({columns} TEXT DEFAULT '', PRIMARY KEY (id))")
        application = web.Application()
        application.router.add_post("/service/v4_1/rest.php", self._answer)
        self._runner = web.AppRunner(application)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()
        self._database.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def methods(self) -> list[str]:
        return [request.method for request in self.requests]

    def end_sessions(self) -> None:
        self._sessions.clear()

    def put(self, module: str, **values: str) -> str:
        """A record that somebody made in the CRM itself; gives its id."""
        record_id = values.pop("id", "") or str(uuid.uuid4())
        now = self._clock()
        row = {"id": record_id, "date_entered": now, "date_modified": now, "deleted": "0"} | values
        marks = ", ".join("?" * len(row))
        self._database.execute(
            f"INSERT INTO {table_of(module)} ({', '.join(row)}) VALUES ({marks})", list(row.values())
        )
        return record_id

    def change(self, module: str, record_id: str, **values: str) -> None:
        """What somebody changed in the CRM itself."""
        self._write(module, record_id, values)

    def link(self, module: str, record_id: str, link: str, other_id: str) -> None:
        self._links.add((module, record_id, link, other_id))

    def record(self, module: str, record_id: str) -> dict[str, str]:
        """What stands there now."""
        rows = self._select(f"SELECT * FROM {table_of(module)} WHERE id = ?", record_id)
        return rows[0] if rows else {}

    def records(self, module: str) -> list[dict[str, str]]:
        return self._select(f"SELECT * FROM {table_of(module)} WHERE deleted = '0' ORDER BY date_entered, id")

    def linked(self, module: str, record_id: str, link: str) -> set[str]:
        return {other for where, what, name, other in self._links if (where, what, name) == (module, record_id, link)}

    async def _answer(self, request: web.Request) -> web.Response:
        form = await request.post()
        method, data = str(form["method"]), json.loads(str(form["rest_data"]))
        self.requests.append(Request(method, data))
        fault = self.faults.popleft() if self.faults else self.trouble(self.requests[-1])
        if fault and not fault.after:
            return self._faulty(request, fault)
        response = self._response(method, data)
        return self._faulty(request, fault) if fault else response

    def _faulty(self, request: web.Request, fault: Fault) -> web.Response:
        if fault.is_cut and request.transport is not None:
            request.transport.close()
        return web.Response(status=fault.status, text=fault.body, content_type="text/html")

    def _response(self, method: str, data: dict[str, Json]) -> web.Response:
        try:
            return web.json_response(self._body(method, data))
        except _Refusal as refusal:
            return web.json_response(refusal.body)
        except (TypeError, KeyError):
            return web.Response(status=500)
        except sqlite3.Error:
            return web.Response(status=500, text="Database failure. Please refer to suitecrm.log for details.")

    def _body(self, method: str, data: dict[str, Json]) -> Json:
        handler = getattr(self, f"_do_{method}", None)
        if handler is None:
            description = "There is no error definition for invalid_call"
            raise _Refusal("-1", "An Undefined Error - invalid_call occurred", description)
        if method in ("login", "get_server_info"):
            return handler(**data)
        session = data.pop("session")
        if not session:
            return None
        if session not in self._sessions:
            raise _Refusal(11, "Invalid Session ID", "The session ID is invalid")
        self._check_module(data)
        return handler(**data)

    def _check_module(self, data: Mapping[str, Json]) -> None:
        module = data.get("module_name")
        if module is not None and module not in FIELDS:
            raise _Refusal(20, "Module Does Not Exist", "This module is not available on this server")
        if module in self.denied:
            raise _Refusal(40, "Access Denied", "You do not have access")

    def _do_login(self, user_auth: Json, application_name: str, name_value_list: Json) -> Json:
        password = self.users.get(user_auth["user_name"])
        if password is None or hashlib.md5(password.encode()).hexdigest() != user_auth["password"]:
            raise _Refusal(10, "Invalid Login", "Login attempt failed please check the username and password")
        session = uuid.uuid4().hex[:26]
        self._sessions[session] = user_auth["user_name"]
        return {"id": session, "module_name": "Users", "name_value_list": {}}

    def _do_logout(self) -> Json:
        return None

    def _do_get_server_info(self) -> Json:
        info = {"flavor": "CE", "version": "6.5.25", "gmt_time": self._clock()}
        return info | ({"suitecrm_version": "7.14.6"} if self.is_suite else {})

    def _do_get_available_modules(self, filter: str) -> Json:  # noqa: A002  # the API's own name
        return {"modules": [{"module_key": module, "module_label": module} for module in FIELDS if module != "Users"]}

    def _do_get_module_fields(self, module_name: str, fields: list[str]) -> Json:
        names = dict.fromkeys(f"{_RECORD} {FIELDS[module_name]}".split())
        wanted = [name for name in names if not fields or name in fields]
        described = {
            name: {
                "name": name,
                "type": "varchar",
                "required": 0,
                "options": [],
                "len": LENGTHS.get((module_name, name)),
            }
            for name in wanted
        }
        return {"module_name": module_name, "table_name": table_of(module_name), "module_fields": described or []}

    def _do_get_entries_count(self, module_name: str, query: str, deleted: int) -> Json:
        return {"result_count": str(len(self._found(module_name, query, "", deleted)))}

    def _do_get_entry_list(
        self,
        module_name: str,
        query: str,
        order_by: str,
        offset: int,
        select_fields: list[str],
        link_name_to_fields_array: list[Json],
        max_results: int,
        deleted: int,
    ) -> Json:
        if "union" in query.lower():
            raise _Refusal(40, "Access Denied", "You do not have access")
        rows = self._found(module_name, query, order_by, deleted)
        page = rows[offset : offset + (max_results if max_results > 0 else 20)]
        links = [
            {"link_list": self._linked(module_name, row["id"], link_name_to_fields_array, "link_value")} for row in page
        ]
        return {
            "result_count": len(page),
            "total_count": str(len(rows)),
            "next_offset": offset + len(page),
            "entry_list": [self._entry(module_name, row, select_fields) for row in page],
            "relationship_list": links if link_name_to_fields_array else [],
        }

    def _do_get_entry(
        self,
        module_name: str,
        id: str,  # noqa: A002
        select_fields: list[str],
        link_name_to_fields_array: list[Json],
    ) -> Json:
        row = self.record(module_name, id)
        if not row or row["deleted"] == "1":
            warning = "Access to this object is denied since it has been deleted or does not exist"
            values = [{"name": "warning", "value": warning}, {"name": "deleted", "value": "1"}]
            entry = {"id": id, "module_name": module_name, "name_value_list": values}
            return {"entry_list": [entry], "relationship_list": []}
        links = [self._linked(module_name, id, link_name_to_fields_array, "")] if link_name_to_fields_array else []
        return {"entry_list": [self._entry(module_name, row, select_fields)], "relationship_list": links}

    def _do_set_entry(self, module_name: str, name_value_list: list[Json]) -> Json:
        given = {pair["name"]: pair["value"] for pair in name_value_list}
        record_id = str(given.pop("id", ""))
        creates = bool(given.pop("new_with_id", 0)) or not record_id
        record_id = record_id or str(uuid.uuid4())
        columns = f"{_RECORD} {FIELDS[module_name]}".split()
        values = {name: self._stored(module_name, name, value) for name, value in given.items() if name in columns}
        if creates:
            if "sales_stage" in values and "probability" not in values:
                values["probability"] = str(PROBABILITIES.get(values["sales_stage"], ""))
            self.put(module_name, id=record_id, **values)
        else:
            row = self.record(module_name, record_id)
            if row and row["deleted"] == "0":
                if row.get("email1"):
                    values.pop("email1", None)
                self._write(module_name, record_id, values)
        self._end_of(module_name, record_id)
        return {"id": record_id, "entry_list": {name: {"name": name, "value": value} for name, value in given.items()}}

    def _do_set_relationship(
        self,
        module_name: str,
        module_id: str,
        link_field_name: str,
        related_ids: list[str],
        name_value_list: list[Json],
        delete: int,
    ) -> Json:
        if link_field_name not in LINKS.get(module_name, {}):
            return {"created": 0, "failed": 1, "deleted": 0}
        for other in related_ids:
            link = (module_name, module_id, link_field_name, other)
            if delete:
                self._links.discard(link)
            else:
                self._links.add(link)
            primary = any(pair["name"] == "primary_address" and str(pair["value"]) == "1" for pair in name_value_list)
            address = self.record("EmailAddresses", other)
            if link_field_name == "email_addresses" and primary and address:
                self._write(module_name, module_id, {"email1": address["email_address"]})
        return {"created": 0 if delete else 1, "failed": 0, "deleted": int(bool(delete))}

    def _found(self, module: str, query: str, order_by: str, deleted: int) -> list[dict[str, str]]:
        where = [f"({query})"] if query else []
        where += [] if deleted else ["deleted = '0'"]
        statement = f"SELECT * FROM {table_of(module)}"
        statement += f" WHERE {' AND '.join(where)}" if where else ""
        return self._select(statement + (f" ORDER BY {order_by}" if order_by else ""))

    def _select(self, statement: str, *parameters: str) -> list[dict[str, str]]:
        cursor = self._database.execute(statement, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def _write(self, module: str, record_id: str, values: Mapping[str, str]) -> None:
        row = {"date_modified": self._clock()} | dict(values)
        sets = ", ".join(f"{name} = ?" for name in row)
        self._database.execute(f"UPDATE {table_of(module)} SET {sets} WHERE id = ?", [*row.values(), record_id])

    def _stored(self, module: str, name: str, value: Json) -> str:
        if name in _NUMBERS and isinstance(value, str):
            # The user's own separators: a point parts thousands.
            return value.replace(".", "").replace(",", ".")
        text = _TAG.sub("", str(value))
        if name in _INSTANTS and not _UTC_FORM.fullmatch(text):
            return ""
        length = LENGTHS.get((module, name))
        return text[:length] if length else text

    def _end_of(self, module: str, record_id: str) -> None:
        row = self.record(module, record_id)
        if row and row.get("date_start") and "duration_minutes" in row:
            start = datetime.fromisoformat(row["date_start"])
            minutes = int(row["duration_hours"] or 0) * 60 + int(row["duration_minutes"] or 0)
            end = (start + timedelta(minutes=minutes)).isoformat(" ")
            self._database.execute(f"UPDATE {table_of(module)} SET date_end = ? WHERE id = ?", [end, record_id])

    def _entry(self, module: str, row: Mapping[str, str], fields: list[str]) -> Json:
        names = [name for name in (fields or row) if name in row]
        values = {name: {"name": name, "value": _encoded(row[name] or "")} for name in names}
        return {"id": row["id"], "module_name": module, "name_value_list": values or []}

    def _linked(self, module: str, record_id: str, wanted: list[Json], wrapper: str) -> list[Json]:
        lists = []
        for link in wanted:
            other_module = LINKS.get(module, {}).get(link["name"], "")
            others = [
                self.record(other_module, other) for other in sorted(self.linked(module, record_id, link["name"]))
            ]
            records = [
                {name: {"name": name, "value": _encoded(other[name])} for name in link["value"]}
                for other in others
                if other and other["deleted"] == "0"
            ]
            lists.append({"name": link["name"], "records": [{wrapper: r} if wrapper else r for r in records]})
        return lists

    def _clock(self) -> str:
        return self.now().astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def table_of(module: str) -> str:
    return "email_addresses" if module == "EmailAddresses" else module.lower()


def _encoded(text: str) -> str:
    for plain, entity in (("'", "&#039;"), ('"', "&quot;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(plain, entity)
    return text
