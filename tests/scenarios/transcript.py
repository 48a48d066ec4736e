"""Transcripts: what a person does and what they see.

    at 2026-11-24 09:30            when it begins, on the wall of the person's zone (a line at the top)
    as Nora Blum                   who speaks
    with stages.yaml               the stages of the workspace, where they are its own

    > called Oscar Lindt           a message
    > [Undo]                       a press of the button that was shown last under this label
    + 61 seconds                   time passes, and what is due comes
    anything else                  a line that the person sees; buttons as [Label] [Label], a picture as its file

Every line must come as written, and nothing else. Lines that begin with # are comments.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.bootstrap import Runtime
from bot.clock import Clock
from bot.ports import Messenger


@dataclass(slots=True, kw_only=True)
class Step:
    """One thing that happens, and the lines that are seen after it."""

    line: int
    says: str = ""
    presses: str = ""
    waits: timedelta = timedelta()
    seen: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    at: datetime
    speaker: str
    stages: str
    steps: list[Step]


class Person(Protocol):
    """Who acts out a transcript in one chat, there known as `external_id`."""

    platform: str
    external_id: str

    @property
    def messenger(self) -> Messenger: ...
    async def says(self, runtime: Runtime, clock: Clock, text: str) -> None: ...
    async def presses(self, runtime: Runtime, clock: Clock, label: str) -> None:
        """Presses the button that was shown last under this label."""
        ...

    def sees(self) -> list[str]:
        """The lines that came since the last look, buttons as [Label]."""
        ...


def read_transcript(file: Path) -> Transcript:
    at, speaker, stages, steps = datetime(1970, 1, 1), "", "", []  # noqa: DTZ001  # a wall clock
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("at "):
            at = datetime.fromisoformat(line.removeprefix("at "))
        elif line.startswith("as "):
            speaker = line.removeprefix("as ")
        elif line.startswith("with ") and not steps:
            stages = line.removeprefix("with ")
        elif line.startswith("> [") and line.endswith("]"):
            steps.append(Step(line=number, presses=line[3:-1]))
        elif line.startswith("> "):
            steps.append(Step(line=number, says=line[2:]))
        elif line.startswith("+ "):
            amount, unit = line[2:].split()
            steps.append(Step(line=number, waits=timedelta(**{unit: int(amount)})))
        else:
            steps[-1].seen.append(line)
    return Transcript(at=at, speaker=speaker, stages=stages, steps=steps)


def picture_line(file: str) -> str:
    """What stands in a transcript for a picture."""
    return f"({file})"


def buttons_as_one_line(lines: list[str]) -> list[str]:
    """Rows of buttons one after the other, however a chat lays them out, are one line."""
    joined: list[str] = []
    for line in lines:
        is_row = re.fullmatch(r"(\[[^\]]+\] ?)+", line)
        if is_row and joined and re.fullmatch(r"(\[[^\]]+\] ?)+", joined[-1]):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined
