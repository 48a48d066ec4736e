"""Requests to the stand-in for Slack: how they are read, and how they go wrong."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with one request. `drop`: it is carried out, and the connection ends without an answer."""

    status: int = 200
    error: str = ""
    retry_after: int | None = None
    drop: bool = False
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request as it arrived."""

    method: str
    verb: str
    arguments: Mapping[str, Any]


def failed(fault: Fault) -> web.Response:
    headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else None
    if fault.body is not None:
        return web.Response(status=fault.status, text=fault.body, content_type="text/html", headers=headers)
    return web.json_response({"ok": False, "error": fault.error}, status=fault.status, headers=headers)


async def arguments_of(request: web.Request) -> dict[str, Any]:
    """Of any request: from the query, a form or JSON; parts that are JSON in a form are read."""
    arguments: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        arguments |= await request.json()
    else:
        arguments |= dict(await request.post())
    for name in ("blocks", "metadata"):
        if isinstance(arguments.get(name), str):
            arguments[name] = json.loads(arguments[name])
    return arguments
