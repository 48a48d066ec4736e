"""Imported once by the server that the processes are forked from: loads what their first message would load."""

import importlib

from bot.cli.serve import warm_up
from bot.domain.people import Workspace
from tests.acceptance.crm import USER

_LOADED_LATER = (
    "adapters.slack.listener",
    "adapters.slack.messenger",
    "adapters.telegram.listener",
    "adapters.telegram.messenger",
    "apscheduler.executors.asyncio",
    "apscheduler.schedulers.asyncio",
    "apscheduler.triggers.interval",
    "asyncpg",
    "bot.cli.app",
    "bot.cli.chats",
    "bot.observability.metrics",
    "prometheus_client.asgi",
    "starlette.applications",
    "storage.database.postgresql",
    "storage.database.sqlite",
    "structlog",
    "typer._adapters",
    "uvicorn",
    "uvicorn.lifespan.off",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
)
for module in _LOADED_LATER:
    importlib.import_module(module)
importlib.import_module("tests.acceptance.serve_process")
importlib.import_module("tests.acceptance.launcher")

warm_up([USER], Workspace(id="w", name="Brightwater"))
