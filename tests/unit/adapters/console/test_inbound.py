"""Lines -> Incoming."""

from datetime import UTC, datetime

import pytest

from adapters.console.inbound import conversation_of, incoming

NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


def read(line, buttons=None):
    return incoming(line, user_id="u1", buttons=buttons or {}, key="k1", sent_at=NOW)


def test_a_line_is_a_message():
    message = read("  met Ana at Lumen \n")
    assert (message.kind, message.text, message.key, message.sent_at) == ("text", "met Ana at Lumen", "k1", NOW)
    assert message.conversation == conversation_of("u1")


@pytest.mark.parametrize("line", ["", "   ", "\t\n", "\u00a0"])
def test_a_blank_line_is_nothing(line):
    assert read(line) is None


@pytest.mark.parametrize("line", ["7", " 7 ", "[7]"])
def test_the_number_of_a_button_presses_it(line):
    message = read(line, {7: "h4ndl3xx"})
    assert (message.kind, message.handle, message.text) == ("press", "h4ndl3xx", "")


@pytest.mark.parametrize("line", ["8", "0", "-7", "7.0", "7 7", "٧", "²", "9" * 50, "seven"])
def test_any_other_number_is_a_message(line):
    message = read(line, {7: "h4ndl3xx"})
    assert (message.kind, message.text) == ("text", line)


@pytest.mark.parametrize("line", ["a" * 40_000, "🦜🦜🦜", "שלום עולם", "a\x00b\x1b[31mc", "first\nsecond"])
def test_odd_lines_arrive_whole(line):
    assert read(line).text == line
