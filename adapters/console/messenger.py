"""Sends to the console: prints, and remembers which number stands for which button."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console
from rich.text import Text

from adapters.console.inbound import PLATFORM
from adapters.console.outbound import lines_of, styled
from bot.errors import PermanentDelivery, TransientDelivery
from bot.messages import Address, Attached, Attachment, Button, Card, Delivery, Edit, Effect, Profile, Toast


class ChatConsole(Console):
    """A rich console that reports a closed pipe instead of ending the process."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class ConsoleMessenger:
    """The `Messenger` of one session at a console.

    A terminal shows no pictures: `save` puts one into a file, whose name is told. Without it there are none.
    """

    platform = PLATFORM
    limits = None

    def __init__(self, console: ChatConsole, save: Callable[[Attached], Path] | None = None) -> None:
        self._console = console
        self._save = save
        self._number_of: dict[str, int] = {}
        self._shown: dict[str, str] = {}
        self.gone = False

    @property
    def shows_pictures(self) -> bool:
        return self._save is not None

    @property
    def buttons(self) -> Mapping[int, str]:
        """The handles of the buttons shown so far, by number."""
        return {number: handle for handle, number in self._number_of.items()}

    async def deliver(self, delivery: Delivery) -> str:
        """Prints the effect. Raises TransientDelivery when the console is closed: the message waits for the next."""
        effect = delivery.effect
        width = self._console.width if self._console.is_terminal else None
        numbered = len(self._number_of)
        lines = lines_of(effect, self._number, width=width, repeated=delivery.repeated)
        text = "\n".join(line.plain for line in lines_of(effect, self._number))
        message_id = effect.outbox_id if isinstance(effect, Edit) else delivery.outbox_id
        # Where only buttons went away, a terminal would just show the same message once more.
        if len(self._number_of) > numbered or not self._shown.get(message_id, "").startswith(text):
            self._print([*lines, *await self._picture(effect)])
        self._shown[message_id] = text
        return delivery.outbox_id

    def is_group(self, address: Address) -> bool:  # noqa: ARG002  # a console is one person's
        return False

    def link(self, message_key: str, *, own: bool) -> str:  # noqa: ARG002  # nothing leads into a console
        return ""

    async def fetch(self, attachment: Attachment, most: int) -> bytes:  # noqa: ARG002  # a console sends words
        raise PermanentDelivery("a console has no files")

    async def profile(self, person: str) -> Profile:  # noqa: ARG002  # a console knows nobody
        return Profile()

    async def _picture(self, effect: Effect) -> list[Text]:
        """Where the picture or file of a card is, or why it is not there."""
        attached = (
            effect.content.attached if not isinstance(effect, Toast) and isinstance(effect.content, Card) else None
        )
        if attached is None or self._save is None:
            return []
        try:
            file = await asyncio.to_thread(self._save, attached)
        except OSError as error:
            return [styled(f"{error.filename}: {error.strerror}", "red")]
        return [styled(str(file), "underline")]

    def _number(self, button: Button) -> int:
        return self._number_of.setdefault(button.handle, len(self._number_of) + 1)

    def _print(self, lines: list[Text]) -> None:
        try:
            for line in lines:
                self._console.print(line, soft_wrap=True, highlight=False)
            if not self._console.is_terminal:
                self._console.print()
            self._console.file.flush()
        except OSError as error:
            self.gone = True
            raise TransientDelivery("the console is closed") from error
