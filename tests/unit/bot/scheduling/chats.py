"""A platform in memory for these tests: keeps what was sent, and fails as it is told to."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.messages import BOLD_OFF, BOLD_ON, Address, Attachment, Card, Delivery, Edit, Profile, Send, Toast
from bot.ports import Limits


def text_of(delivery: Delivery) -> str:
    effect = delivery.effect
    if isinstance(effect, Toast):
        return effect.text
    assert isinstance(effect, Send | Edit)
    content = effect.content
    said = content.title if isinstance(content, Card) else content.question
    return said.replace(BOLD_ON, "").replace(BOLD_OFF, "")


@dataclass(slots=True)
class Chats:
    """`fails`: what a delivery raises instead of arriving, by its text; None: it arrives. `waits` is awaited first."""

    platform: str = "console"
    limits: Limits | None = None
    fails: Callable[[str], Exception | None] = lambda _text: None
    waits: Callable[[str], Awaitable[object]] = lambda _text: asyncio.sleep(0.01)
    files: dict[str, bytes] = field(default_factory=dict)
    sent: list[Delivery] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    began: asyncio.Event = field(default_factory=asyncio.Event)
    under_way: int = 0
    most_at_once: int = 0

    def is_group(self, address: Address) -> bool:
        return False

    def link(self, message_key: str, *, own: bool) -> str:
        return ""

    async def fetch(self, attachment: Attachment, most: int) -> bytes:
        return self.files[attachment.reference]

    async def profile(self, person: str) -> Profile:
        return Profile()

    async def deliver(self, delivery: Delivery) -> str:
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        self.began.set()
        try:
            await self.waits(text_of(delivery))
        finally:
            self.under_way -= 1
        if error := self.fails(text_of(delivery)):
            raise error
        self.sent.append(delivery)
        self.arrived.set()
        return f"ref {text_of(delivery)}"

    async def until_under_way(self, count: int) -> None:
        """Waits until so many deliveries are under way at once."""
        while self.under_way < count:
            self.began.clear()
            await self.began.wait()

    @property
    def texts(self) -> list[str]:
        return [text_of(delivery) for delivery in self.sent]
