"""The stand-in server with the times that a real one took: SuiteCRM 7.14 on two busy cores, one client."""

import asyncio
import json
import time
from collections import defaultdict
from typing import Any

from aiohttp import web

from tests.fakes.sugarcrm import FakeSugarCrm

Json = Any

# Seconds for a request, and for each row of a list.
_SECONDS = {
    "login": 0.156,
    "get_server_info": 0.008,
    "set_entry": 0.089,
    "get_entry": 0.029,
    "get_entry_list": 0.025,
    "get_entries_count": 0.016,
    "set_relationship": 0.030,
}
_OTHERS = 0.020
_CREATED = 0.115
SECONDS_A_ROW = 0.002


class PacedSugarCrm(FakeSugarCrm):
    """Requests of one session wait for each other, as they do there."""

    def __init__(self) -> None:
        super().__init__()
        self._queues: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def _answer(self, request: web.Request) -> web.Response:
        form = await request.post()
        method, data = str(form["method"]), json.loads(str(form["rest_data"]))
        async with self._queues[data.get("session", "")]:
            began = time.perf_counter()
            response = await super()._answer(request)
            due = _seconds(method, data, response.body if isinstance(response.body, bytes) else b"")
            await asyncio.sleep(max(0.0, due - (time.perf_counter() - began)))
            return response


def _seconds(method: str, data: Json, body: bytes) -> float:
    if method == "set_entry" and any(pair["name"] == "new_with_id" for pair in data["name_value_list"]):
        return _CREATED
    rows = json.loads(body)["result_count"] if method == "get_entry_list" and body else 0
    return _SECONDS.get(method, _OTHERS) + SECONDS_A_ROW * rows
