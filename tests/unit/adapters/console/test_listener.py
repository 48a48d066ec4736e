"""Lines, one after the other, until they end."""

import io

from adapters.console.listener import listen, piped_lines
from adapters.console.messenger import ChatConsole, ConsoleMessenger
from bot.clock import SystemClock


async def heard(data: bytes, *, leave_after: int | None = None):
    messages, bad = [], []
    messenger = ConsoleMessenger(ChatConsole(file=io.StringIO()))

    async def receive(message):
        messages.append(message)
        messenger.gone = len(messages) == leave_after

    lines = piped_lines(io.BytesIO(data), bad.append)
    await listen(lines, receive, messenger, user_id="u1", clock=SystemClock())
    return messages, bad


async def test_every_line_of_a_pipe_is_a_message():
    messages, bad = await heard("un café\r\n\n  \ndeux\nlast without end".encode())
    assert [message.text for message in messages] == ["un café", "deux", "last without end"]
    assert len({message.key for message in messages}) == 3
    assert bad == []


async def test_a_line_that_is_no_text_is_reported_and_left_out():
    messages, bad = await heard(b"one\n\xff\xfe\ntwo\n")
    assert [message.text for message in messages] == ["one", "two"]
    assert bad == [2]


async def test_an_empty_pipe_ends_at_once():
    assert await heard(b"") == ([], [])


async def test_somebody_leaves():
    messages, _ = await heard(b"one\n/quit\ntwo\n")
    assert [message.text for message in messages] == ["one"]


async def test_a_closed_console_ends_it():
    messages, _ = await heard(b"one\ntwo\nthree\n", leave_after=2)
    assert len(messages) == 2


async def test_a_very_long_line_is_one_message():
    messages, _ = await heard(b"a" * 200_000 + b"\n")
    assert len(messages[0].text) == 200_000
