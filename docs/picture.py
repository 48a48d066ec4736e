"""Draws docs/chat.svg: a real conversation on the demo CRM, as the console shows it. Run `make picture`."""

import asyncio
import io
import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.text import Text

from adapters.console.inbound import PLATFORM, incoming
from adapters.console.messenger import ChatConsole, ConsoleMessenger
from bot.bootstrap import Runtime
from bot.cli.demo import YOU, fill_demo
from bot.domain.ids import new_id
from storage.database.store import open_store

PICTURE = Path(__file__).with_name("chat.svg")
WIDTH = 72
MESSAGES = (
    "called Nora at Lumen Optics, wants a quote 12k, follow up tue 10",
    "appelé Élise Marchand chez Verdoux, laissé un message, rappeler vendredi",
    "oui",
    "who is Tom Bexley?",
    "what's on tuesday?",
    "undo",
)


class Clock:
    """A clock that goes on a little between two messages."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant


async def converse(console: ChatConsole, database: Path) -> None:
    clock, messenger = Clock(), ConsoleMessenger(console)
    store = await open_store(f"sqlite:///{database}")
    await fill_demo(store, now=clock.now(), zone="Europe/Paris", language="en")
    user = next(user for user in await store.read(lambda uow: uow.users.all()) if user.name == YOU)
    await store.write(lambda uow: uow.users.link(user.id, PLATFORM, user.id, clock.now()))
    runtime = Runtime(store, [messenger], clock)
    for text in MESSAGES:
        console.print(Text.assemble(("> ", "cyan"), text))
        message = incoming(text, user_id=user.id, buttons=messenger.buttons, key=new_id(), sent_at=clock.now())
        if message:
            await runtime.receive(message)
        console.print()
        clock.instant += timedelta(seconds=30)
    await runtime.stop()
    await store.close()


def without_web_fonts(svg: str) -> str:
    """The picture asks nobody for a font: the reader's own monospace serves."""
    return re.sub(r"@font-face\s*{.*?}\s*", "", svg, flags=re.DOTALL).replace("Fira Code", "monospace")


def main() -> None:
    console = ChatConsole(record=True, width=WIDTH, force_terminal=True, file=io.StringIO())
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(converse(console, Path(folder) / "demo.db"))
    PICTURE.write_text(without_web_fonts(console.export_svg(title="crmbot chat")), encoding="utf-8")


if __name__ == "__main__":
    main()
