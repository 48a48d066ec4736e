"""Every command and every option of a command is told of in the README or the documents."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bot.cli.app import app

ROOT = Path(__file__).parents[2]
TEXT = "\n".join(
    file.read_text(encoding="utf-8") for file in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
)


def commands(group: Any, words: str = "crmbot") -> Iterator[tuple[str, Any]]:
    """The commands that do something, by the words that call them."""
    for name, command in group.commands.items():
        called = f"{words} {name}"
        if hasattr(command, "commands"):
            yield from commands(command, called)
        else:
            yield called, command


COMMANDS = dict(commands(get_command(app)))


def test_there_are_commands() -> None:
    assert {"crmbot chat", "crmbot say", "crmbot db upgrade"} <= COMMANDS.keys()


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_is_documented(words: str) -> None:
    assert re.search(rf"{re.escape(words)}\b", TEXT)


@pytest.mark.parametrize("words", COMMANDS)
def test_its_options_are_documented(words: str) -> None:
    options = [name for parameter in COMMANDS[words].params for name in parameter.opts if name.startswith("--")]
    missing = [name for name in options if name != "--help" and not re.search(rf"{re.escape(name)}\b", TEXT)]
    assert missing == []


@pytest.mark.parametrize("words", COMMANDS)
def test_it_explains_itself(words: str) -> None:
    command = COMMANDS[words]
    assert command.help
    assert all(getattr(parameter, "help", "") for parameter in command.params if parameter.name != "help")
