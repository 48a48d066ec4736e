"""Lines from a terminal or a pipe -> `receive`, one after the other."""

import asyncio
import os
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import aclosing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from adapters.console.inbound import incoming
from adapters.console.messenger import ConsoleMessenger
from bot.clock import Clock
from bot.domain.ids import new_id
from bot.messages import Incoming

if TYPE_CHECKING:
    from prompt_toolkit.history import History

    from adapters.console.completion import Complete

_CHUNK = 65_536
LEAVE = frozenset({"/quit", "/exit"})


async def listen(
    lines: AsyncGenerator[str, None],
    receive: Callable[[Incoming], Awaitable[object]],
    messenger: ConsoleMessenger,
    *,
    user_id: str,
    clock: Clock,
) -> None:
    """Hands each line over and waits for its reply, until the lines end, someone leaves or the console closes."""
    async with aclosing(lines):
        async for line in lines:
            if line.strip() in LEAVE:
                return
            message = incoming(
                line,
                user_id=user_id,
                buttons=messenger.buttons,
                key=new_id(),
                sent_at=clock.now(),
                shows_pictures=messenger.shows_pictures,
            )
            if message is not None:
                await receive(message)
            if messenger.gone:
                return


async def terminal_lines(history_file: Path, complete: "Complete") -> AsyncGenerator[str, None]:
    """Lines from a prompt with history and completion; a paste of several lines is one.

    What is printed meanwhile appears above the prompt. Ctrl-C empties the line, Ctrl-D ends.
    """
    from prompt_toolkit import PromptSession
    from prompt_toolkit.patch_stdout import patch_stdout

    from adapters.console.completion import NameCompleter

    session: PromptSession[str] = PromptSession(
        history=_history(history_file), completer=NameCompleter(complete), complete_while_typing=False
    )
    with patch_stdout(raw=True):
        while True:
            try:
                yield await session.prompt_async("> ")
            except KeyboardInterrupt:
                continue
            except EOFError:
                return


async def piped_lines(stream: BinaryIO, on_bad_line: Callable[[int], None]) -> AsyncGenerator[str, None]:
    """Lines of UTF-8 until the pipe ends. A line that is none is left out and its number reported."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[bytes | None] = asyncio.Queue()

    def read() -> None:
        with suppress(RuntimeError):  # the loop is closed: somebody left before the pipe ended
            with suppress(OSError):
                for line in _lines(stream):
                    loop.call_soon_threadsafe(queue.put_nowait, line)
            loop.call_soon_threadsafe(queue.put_nowait, None)

    # A daemon, so that a pipe that stays open cannot keep the process from ending.
    threading.Thread(target=read, name="console-pipe", daemon=True).start()
    number = 0
    while (line := await queue.get()) is not None:
        number += 1
        try:
            yield line.decode("utf-8").removeprefix("\ufeff").rstrip("\r")
        except UnicodeDecodeError:
            on_bad_line(number)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    # Python aborts when it ends while a thread holds the lock of a buffered stream: so read beneath the buffer.
    unbuffered = getattr(stream, "raw", stream)
    rest = b""
    while chunk := unbuffered.read(_CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
    if rest:
        yield rest


def _history(file: Path) -> "History":
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    try:
        # It holds what was said about customers: for its owner's eyes only.
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(file))
