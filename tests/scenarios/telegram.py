"""A person in Telegram: what they see is what the stand-in for Telegram received over HTTP, and nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.telegram.inbound import PLATFORM
from adapters.telegram.listener import TelegramListener
from adapters.telegram.messenger import TelegramMessenger
from adapters.telegram.transport import AiohttpRequest, TelegramBot
from bot.bootstrap import Runtime
from bot.cli.attached import made
from bot.clock import Clock
from bot.ports import Limits
from tests.fakes.telegram import FakeTelegram, Message, Toast
from tests.scenarios.transcript import picture_line

_ID = 4_100_041
# What keeps names from becoming links is invisible.
_JOINER = "\u2060"


class TelegramPerson:
    platform = PLATFORM
    external_id = str(_ID)

    def __init__(self, telegram: FakeTelegram, bot: TelegramBot) -> None:
        self.messenger = TelegramMessenger(bot, made)
        # Between two lines of a transcript no time passes; a chat's pauses would only make it slow.
        self.messenger.limits = Limits(a_second=10_000)
        self._telegram = telegram
        self._bot = bot
        self._me = telegram.person(_ID)
        self._looked = 0
        self._shown: dict[int, str] = {}
        self._buttons: dict[str, Message] = {}

    async def says(self, runtime: Runtime, clock: Clock, text: str) -> None:
        self._telegram.says(self._me, text)
        await self._heard(runtime, clock)

    async def presses(self, runtime: Runtime, clock: Clock, label: str) -> None:
        assert label in self._buttons, f"no button {label!r} was shown; there were {sorted(self._buttons)}"
        query = self._telegram.presses(self._me, self._buttons[label], label)
        await self._heard(runtime, clock)
        assert self._telegram.is_answered(query), "the button goes on blinking"

    def sees(self) -> list[str]:
        """The lines that came since the last look, buttons as [Label]."""
        events = self._telegram.events[self._looked :]
        self._looked += len(events)
        return [line for _, event in events for line in self._lines(event) if line.strip()]

    async def _heard(self, runtime: Runtime, clock: Clock) -> None:
        listener = TelegramListener(self._bot, runtime.accept, clock, webhook=None, refused=lambda: None)
        await listener.poll(0)
        await runtime.settled()

    def _lines(self, event: Message | Toast) -> list[str]:
        if isinstance(event, Toast):
            return event.text.splitlines()
        rows = [" ".join(f"[{button['text']}]" for button in row) for row in event.keyboard]
        picture = [picture_line(event.picture)] if event.picture else []
        lines = [*event.text.replace(_JOINER, "").splitlines(), *picture, *rows]
        before, now = self._shown.get(event.id, ""), "\n".join(lines)
        self._shown[event.id] = now
        self._buttons |= dict.fromkeys(event.buttons, event)
        # Where only buttons went away, there is nothing new to read.
        return [] if before.startswith(now) else lines


@asynccontextmanager
async def telegram_person(user_id: str, clock: Clock) -> AsyncIterator[TelegramPerson]:
    """One person with a private chat, on a Telegram of their own."""
    async with FakeTelegram(now=clock.now) as telegram, AiohttpRequest() as request:
        yield TelegramPerson(telegram, TelegramBot(telegram.token, telegram.api_url, request))
