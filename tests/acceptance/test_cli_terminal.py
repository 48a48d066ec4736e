"""`crmbot chat` at a real terminal."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.terminal import COLUMNS, Terminal

Open = Callable[..., Terminal]

PASTE_BEGIN, PASTE_END = "\x1b[200~", "\x1b[201~"
PROMPT = ">"
ENTER, TAB, CTRL_C, CTRL_D = "\r", "\t", "\x03", "\x04"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "PATH": os.environ["PATH"],
        "LANG": "fr_FR.UTF-8",
        "CRMBOT_TIMEZONE": "Europe/Brussels",
    }


@pytest.fixture
def migrated_demo(tmp_path: Path, sqlite_url: str) -> None:
    """The store of the demo is there as the migrations leave it."""
    (tmp_path / "data" / "crmbot").mkdir(parents=True)
    (tmp_path / "crmbot.db").rename(tmp_path / "data" / "crmbot" / "demo.db")


@pytest.fixture
def terminal(environment: dict[str, str], tmp_path: Path) -> Callable[..., Terminal]:
    def open_terminal(*arguments: str) -> Terminal:
        return Terminal(arguments, environment, tmp_path)

    return open_terminal


def test_the_first_start(terminal: Open, tmp_path: Path) -> None:
    with terminal("chat") as screen:
        screen.until("fr): fr")
        screen.type(ENTER)
        screen.until("Votre nom:")
        screen.type(ENTER)
        screen.until("Écrivez le nom")
        screen.until("Votre nom:")
        screen.type("Ana Brun" + ENTER)
        screen.until("horaire: Europe/Brussels")
        screen.type("\x15Mars" + ENTER)  # Ctrl-U empties the line
        screen.until("America/New_York")
        screen.until("horaire: Europe/Brussels")
        screen.type("\x15Asia/Tokyo" + ENTER)
        screen.until("Ana Brun, écrivez")
        screen.type("/quit" + ENTER)
        assert screen.ends() == 0
    with terminal("users") as screen:
        screen.until("Ana Brun · admin · fr · Asia/Tokyo")
    history = tmp_path / "data" / "crmbot" / "history"
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


def test_a_conversation(terminal: Open, migrated_demo: None) -> None:
    with terminal("chat", "--demo", "--lang", "en") as screen:
        screen.until("Ctrl-D leaves.")
        screen.type("called Nora Lindq" + TAB)
        screen.until("vist")
        screen.type(ENTER)
        screen.until("[1] Undo")
        screen.type("1" + ENTER)
        screen.until("Undone")
        screen.type("half a thought" + CTRL_C)
        screen.type(PASTE_BEGIN + "note on Nora Lindqvist:\nlikes\nsailing" + PASTE_END + ENTER)
        screen.until("note on Nora Lindqvist:")
        screen.until("[3] Undo")
        screen.type("who is Nora Lindqvist?" + ENTER)
        screen.until("Lumen Optics")
        screen.type("remind me in 3 seconds to water the plants" + ENTER)
        screen.until("Done")
        screen.until(PROMPT)
        screen.type(CTRL_D)
        assert screen.ends() == 0
        assert "Traceback" not in screen.seen
        printed = [line for line in screen.seen.replace("\r", "\n").splitlines() if not line.startswith(PROMPT)]
        assert max(len(line.rstrip()) for line in printed) <= COLUMNS
