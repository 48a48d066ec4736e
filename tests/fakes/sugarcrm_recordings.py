"""Holds the stand-in server against recordings of a real one: `python -m tests.fakes.sugarcrm_recordings FILE`.

FILE has one exchange a line, as JSON: `label`, `method`, `rest_data` as sent, `status`, `body` as received, the
session in both as SESSION. Each is asked of the stand-in in turn; every difference is told, by the place in the body.
Ids and times that the server chose itself differ by nature: an id must be the same one throughout, a time only a time.
"""

import asyncio
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.fakes.sugarcrm import FakeSugarCrm
from tests.fakes.sugarcrm_modules import FIELDS, columns_of

Json = Any

_TIMES = {"gmt_time", "date_entered", "date_modified"}
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
# Records that only the count of a list tells of come after those that it tells.
_BEHIND = "9999-12-31 00:00:00"
_PASSWORD = "secret"
# A digest that nobody has is told as it was sent; the right one never is.
_DIGEST = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    where: str
    recorded: Json
    played: Json

    def __str__(self) -> str:
        return f"{self.label}: {self.where}: {_short(self.recorded)} there, {_short(self.played)} here"


@dataclass(slots=True)
class Replay:
    """`ids`: what the real server called what the stand-in calls otherwise."""

    server: FakeSugarCrm
    http: httpx.AsyncClient
    ids: dict[str, str] = field(default_factory=dict)

    async def play(self, recording: Json) -> list[Difference]:
        sent = self._translated(recording["rest_data"])
        if "user_auth" in sent and not _DIGEST.fullmatch(sent["user_auth"]["password"]):
            sent["user_auth"]["password"] = hashlib.md5(_PASSWORD.encode()).hexdigest()
        form = {
            "method": recording["method"],
            "input_type": "JSON",
            "response_type": "JSON",
            "rest_data": json.dumps(sent),
        }
        answer = await self.http.post(f"{self.server.url}/service/v4_1/rest.php", data=form)
        played = _body(answer.text)
        # A body that is no object was kept as it came.
        recorded = _body(recording["body"]) if isinstance(recording["body"], str) else recording["body"]
        if isinstance(recorded, dict) and isinstance(played, dict) and recorded.get("id") and played.get("id"):
            self.ids[recorded["id"]] = played["id"]
        if isinstance(played, dict) and played.get("number") == "-1" and played != recorded:
            return [Difference(recording["label"], "method", recording["method"], "not played")]
        found = list(_differences("body", self._translated(recorded), played))
        if answer.status_code != recording["status"]:
            found.insert(0, ("status", recording["status"], answer.status_code))
        return [Difference(recording["label"], *each) for each in found]

    def _translated(self, value: Json) -> Json:
        if isinstance(value, dict):
            return {name: self._translated(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self._translated(each) for each in value]
        if isinstance(value, str):
            for recorded, played in self.ids.items():
                value = value.replace(recorded, played)
        return value


async def replay(recordings: list[Json]) -> list[Difference]:
    """Every difference, in the order of the recordings."""
    async with FakeSugarCrm(users={"sally": _PASSWORD}) as server, httpx.AsyncClient() as http:
        _furnish(server, recordings)
        playing = Replay(server, http)
        return [each for recording in recordings for each in await playing.play(recording)]


def _furnish(server: FakeSugarCrm, recordings: list[Json]) -> None:
    """The records that stood there before: those that the lists tell, and as many more as they count."""
    made = {r["body"].get("id") for r in recordings if r["method"] == "set_entry"}
    counted: dict[str, int] = {}
    for recording in recordings:
        if recording["method"] != "get_entry_list" or not isinstance(recording["body"], dict):
            continue
        module = recording["rest_data"]["module_name"]
        entries = recording["body"].get("entry_list", [])
        links = recording["body"].get("relationship_list") or [{}] * len(entries)
        for entry, linked in zip(entries, links, strict=True):
            if entry["id"] not in made:
                _put(server, module, entry["name_value_list"])
                _put_linked(server, module, entry["id"], linked.get("link_list", []))
        if not recording["rest_data"]["query"]:
            counted.setdefault(module, int(recording["body"].get("total_count", 0)))
    for module, count in counted.items():
        for number in range(count - len(server.records(module))):
            behind = {"name": "~", "last_name": "~"}.items() & {(n, "~") for n in columns_of(module)}
            server.put(module, id=f"~{number}", date_modified=_BEHIND, **dict(behind))


def _put(server: FakeSugarCrm, module: str, told: Mapping[str, Json]) -> None:
    values = {name: _plain(pair["value"]) for name, pair in told.items() if name in columns_of(module)}
    name = values.pop("account_name", "") if module != "Leads" else ""
    if name and values.get("account_id") and not server.record("Accounts", values["account_id"]):
        server.put("Accounts", id=values["account_id"], name=name, date_modified=_BEHIND)
    if server.record(module, values["id"]):
        server.change(module, **{"record_id": values.pop("id"), **values})
    else:
        server.put(module, **values)


def _put_linked(server: FakeSugarCrm, module: str, record_id: str, links: list[Json]) -> None:
    others = {"opportunities": "Opportunities", "contacts": "Contacts"}
    for link in links:
        for record in link["records"]:
            _put(server, others[link["name"]], record["link_value"] | {"date_modified": {"value": _BEHIND}})
            server.link(module, record_id, link["name"], record["link_value"]["id"]["value"])


def _plain(value: Json) -> str:
    if isinstance(value, bool):
        return str(int(value))
    text = str(value)
    for entity, plain in (("&#039;", "'"), ("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">")):
        text = text.replace(entity, plain)
    return text


def _body(text: str) -> Json:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _differences(where: str, recorded: Json, played: Json) -> Iterator[tuple[str, Json, Json]]:
    if isinstance(recorded, dict) and isinstance(played, dict):
        for name in dict.fromkeys([*recorded, *played]):
            yield from _differences(f"{where}.{name}", recorded.get(name, "nothing"), played.get(name, "nothing"))
    elif isinstance(recorded, list) and isinstance(played, list):
        recorded, played = _in_order(recorded), _in_order(played)
        if len(recorded) != len(played):
            yield f"{where} (how many)", len(recorded), len(played)
        for number, pair in enumerate(zip(recorded, played, strict=False)):
            yield from _differences(f"{where}[{number}]", *pair)
    elif recorded != played and not _both_chosen(where, recorded, played):
        yield where, recorded, played


def _in_order(entries: list[Json]) -> list[Json]:
    """The menu is every server's own: of it, the modules that the stand-in plays."""
    if not all(isinstance(entry, dict) and "module_key" in entry for entry in entries):
        return entries
    return sorted((entry for entry in entries if entry["module_key"] in FIELDS), key=lambda entry: entry["module_key"])


def _both_chosen(where: str, recorded: Json, played: Json) -> bool:
    if where == "body.id" and recorded == "SESSION":
        return bool(played)
    named = any(f".{name}" in where for name in _TIMES)
    return named and bool(_TIME.fullmatch(str(recorded))) and bool(_TIME.fullmatch(str(played)))


def _short(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"


def main(path: str) -> int:
    recordings = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    found = asyncio.run(replay(recordings))
    for difference in found:
        sys.stdout.write(f"{difference}\n")
    sys.stdout.write(f"{len(recordings)} exchanges, {len(found)} differences\n")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.fakes.sugarcrm_recordings FILE")
    sys.exit(main(sys.argv[1]))
