"""A person at the console: types lines, reads what is printed, presses numbers."""

import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from adapters.console.inbound import PLATFORM, incoming
from adapters.console.messenger import ChatConsole, ConsoleMessenger
from bot.bootstrap import Runtime
from bot.clock import Clock
from bot.domain.ids import new_id
from bot.messages import Attached, file_name
from tests.scenarios.transcript import picture_line

_NUMBERED = re.compile(r"\[(\d+)\] (.*?)(?=  \[\d+\] |$)")


def saved(attached: Attached) -> Path:
    """As if it were in a file of that name, which the console tells."""
    return Path(picture_line(file_name(attached)))


class ConsolePerson:
    platform = PLATFORM

    def __init__(self, user_id: str) -> None:
        self._screen = io.StringIO()
        self.external_id = user_id
        self._user_id = user_id
        self._numbers: dict[str, int] = {}
        self.messenger = ConsoleMessenger(ChatConsole(file=self._screen, width=200), save=saved)

    async def says(self, runtime: Runtime, clock: Clock, text: str) -> None:
        message = incoming(
            text,
            user_id=self._user_id,
            buttons=self.messenger.buttons,
            key=new_id(),
            sent_at=clock.now(),
            shows_pictures=self.messenger.shows_pictures,
        )
        assert message is not None
        await runtime.receive(message)

    async def presses(self, runtime: Runtime, clock: Clock, label: str) -> None:
        assert label in self._numbers, f"no button {label!r} was shown; there were {sorted(self._numbers)}"
        await self.says(runtime, clock, str(self._numbers[label]))

    def sees(self) -> list[str]:
        """The lines printed since the last look, buttons as [Label]."""
        text = self._screen.getvalue()
        self._screen.seek(0)
        self._screen.truncate()
        return [self._without_numbers(line) for line in text.splitlines() if line.strip()]

    def _without_numbers(self, line: str) -> str:
        found = _NUMBERED.findall(line)
        if not found:
            return line
        self._numbers |= {label: int(number) for number, label in found}
        return " ".join(f"[{label}]" for _, label in found)


@asynccontextmanager
async def console_person(user_id: str, clock: Clock) -> AsyncIterator[ConsolePerson]:
    """One person at a console that is no terminal."""
    yield ConsolePerson(user_id)
