"""Imported once by the server that the processes are forked from: loads what their first message would load."""

import importlib
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.language.frames import ParseContext
from bot.language.names_in_memory import NamesInMemory
from bot.language.parser import parse
from bot.wording.dates import Dates, locale_of
from bot.wording.texts import Texts

_LOADED_LATER = (
    "adapters.slack.listener",
    "adapters.slack.messenger",
    "adapters.telegram.listener",
    "adapters.telegram.messenger",
    "apscheduler.schedulers.asyncio",
    "asyncpg",
    "bot.cli.app",
    "storage.database.postgresql",
    "storage.database.sqlite",
    "uvicorn",
    "uvicorn.lifespan.off",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
)
for module in _LOADED_LATER:
    importlib.import_module(module)
importlib.import_module("tests.acceptance.serve_process")
importlib.import_module("tests.acceptance.launcher")

_CONTEXT = ParseContext(now=datetime.now(UTC), zone=ZoneInfo("Europe/Paris"), names=NamesInMemory([]), language="en")

parse("called Ida, wants a price, follow up tomorrow at 10", _CONTEXT)
Texts("en")("failed")
Dates(locale=locale_of("en", _CONTEXT.zone), zone=_CONTEXT.zone, now=_CONTEXT.now).short(_CONTEXT.now)
