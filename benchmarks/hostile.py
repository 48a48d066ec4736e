"""Texts that are long and all one thing: twice the length must not take much more than twice the time."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.telegram.outbound import html_of
from benchmarks.report import Report
from benchmarks.scale import Scale
from bot.language.frames import ParseContext
from bot.language.names_in_memory import NamesInMemory
from bot.language.parser import parse
from bot.language.when import when
from bot.messages import Card

_NOW, _ZONE = datetime.fromisoformat("2026-11-24T09:30:00+01:00"), ZoneInfo("Europe/Paris")
_CONTEXT = ParseContext(now=_NOW, zone=_ZONE, names=NamesInMemory([]))
_TIMES = ("7", "1 ", "10 to ", "1/2/", "1.2.", "10:30-", "(1)", "12 mai 2026 ", "lundi et ", "a@", "every ", "(((")
_MESSAGES = (*_TIMES, "called jane ", "and ", "jane, ", "note: ", "move it to ", "\n- ", "12k€ ", "🎉", "\u202e", "à ")
_MARKUP = ("0", "a-", "a.", "a@", ":/", "é ", "&", "\ue000x", "@a", "\u0301")
_LENGTH = 20_000
_ROUNDS = 2  # the better of which counts, since the machine may be busy


def measure(report: Report, scale: Scale) -> None:  # noqa: ARG001 - the shape of a part
    """The slowest three of each, in CPU time."""
    rows = [
        *_slowest("parse", _MESSAGES, lambda text: parse(text, _CONTEXT)),
        *_slowest("when", _TIMES, lambda text: when(text, now=_NOW, zone=_ZONE, language="en")),
        *_slowest("Telegram's HTML", _MARKUP, lambda text: html_of(Card(title=text, lines=(text,) * 8))),
    ]
    report.table(
        f"Texts of {_LENGTH:,} characters that repeat one thing: the slowest, CPU",
        ["", "repeated", "ms", "to half as long"],
        rows,
    )


def _slowest(name: str, pieces: Sequence[str], read: Callable[[str], object]) -> list[tuple[str, str, str, str]]:
    read("12 mai 2026")  # so that loading does not count
    took = [(_seconds(piece, _LENGTH, read), _seconds(piece, _LENGTH // 2, read), piece) for piece in pieces]
    return [
        (name, repr(piece), f"{whole * 1000:.0f}", f"{whole / half:.1f} x")
        for whole, half, piece in sorted(took, reverse=True)[:3]
    ]


def _seconds(piece: str, length: int, read: Callable[[str], object]) -> float:
    text = (piece * length)[:length]
    rounds = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        read(text)
        rounds.append(time.process_time() - began)
    return max(min(rounds), 1e-6)
