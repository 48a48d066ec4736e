"""Imported once by the server that the processes are forked from: loads what their first message would load."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.language.frames import ParseContext
from bot.language.names_in_memory import NamesInMemory
from bot.language.parser import parse
from bot.wording.texts import Texts
from tests.acceptance.launcher import Orders

__all__ = ["Orders"]

_CONTEXT = ParseContext(now=datetime.now(UTC), zone=ZoneInfo("Europe/Paris"), names=NamesInMemory([]), language="en")

parse("called Ida, wants a price, follow up tomorrow at 10", _CONTEXT)
Texts("en")("failed")
