"""Printing, and the numbers of buttons."""

import io

import pytest

from adapters.console.messenger import ChatConsole, ConsoleMessenger
from bot.errors import TransientDelivery
from bot.messages import Action, Address, Button, Card, Delivery, Edit, Send, bold

ADDRESS = Address("console", "u1")


def delivery(effect, outbox_id="o1"):
    return Delivery(outbox_id=outbox_id, address=ADDRESS, effect=effect)


def button(label, handle):
    return Button(label=label, action=Action(name="x"), handle=handle)


@pytest.fixture
def output():
    return io.StringIO()


@pytest.fixture
def messenger(output):
    return ConsoleMessenger(ChatConsole(file=output))


async def test_numbers_run_on(messenger, output):
    await messenger.deliver(delivery(Send(Card(title="A", buttons=(button("Undo", "h1"), button("Later", "h2"))))))
    await messenger.deliver(delivery(Send(Card(title="B", buttons=(button("Undo", "h3"),))), "o2"))
    assert output.getvalue() == "A\n[1] Undo  [2] Later\n\nB\n[3] Undo\n\n"
    assert messenger.buttons == {1: "h1", 2: "h2", 3: "h3"}


async def test_an_edit_keeps_the_numbers_of_its_buttons(messenger, output):
    await messenger.deliver(delivery(Send(Card(title="A", buttons=(button("Undo", "h1"),)))))
    await messenger.deliver(delivery(Edit("o1", Card(title="A2", buttons=(button("Undo", "h1"),))), "o2"))
    assert output.getvalue().endswith("A2\n[1] Undo\n\n")


async def test_an_edit_that_only_takes_buttons_away_is_not_shown(messenger, output):
    await messenger.deliver(delivery(Send(Card(title="A", buttons=(button("Undo", "h1"),)))))
    before = output.getvalue()
    await messenger.deliver(delivery(Edit("o1", Card(title="A")), "o2"))
    assert output.getvalue() == before


async def test_nothing_is_wrapped_or_coloured_off_a_terminal(messenger, output):
    await messenger.deliver(delivery(Send(Card(title=f"{bold('word')} " * 60))))
    assert output.getvalue() == ("word " * 60) + "\n\n"


async def test_a_terminal_has_bold_and_its_width(output):
    messenger = ConsoleMessenger(ChatConsole(file=output, force_terminal=True, width=60, color_system="standard"))
    await messenger.deliver(delivery(Send(Card(title=bold("Ana"), lines=("word " * 30,)))))
    assert "\x1b[1mAna\x1b[0m" in output.getvalue()
    assert max(len(line) for line in output.getvalue().splitlines()[1:]) <= 60


async def test_no_color_is_respected(output, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    messenger = ConsoleMessenger(ChatConsole(file=output, force_terminal=True, width=60, color_system="standard"))
    await messenger.deliver(delivery(Send(Card(buttons=(button("Undo", "h1"),)))))
    assert "\x1b[36m" not in output.getvalue()


async def test_a_closed_console_is_worth_another_try():
    class Closed(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    messenger = ConsoleMessenger(ChatConsole(file=Closed()))
    with pytest.raises(TransientDelivery):
        await messenger.deliver(delivery(Send(Card(title="A"))))
    assert messenger.gone
