"""`crmbot` as a process: pipes that stay open, break or end, interruptions, encodings."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

CRMBOT = Path(sys.executable).with_name("crmbot")
_PATIENCE = 240

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path: Path, sqlite_url: str) -> Iterator[Start]:
    """Starts a command. The store of the demo is there as the migrations leave it."""
    (tmp_path / "data" / "crmbot").mkdir(parents=True)
    (tmp_path / "crmbot.db").rename(tmp_path / "data" / "crmbot" / "demo.db")
    started: list[subprocess.Popen[bytes]] = []

    def call(*arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [CRMBOT, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env={
                "HOME": str(tmp_path),
                "XDG_DATA_HOME": str(tmp_path / "data"),
                "PATH": os.environ["PATH"],
                **environment,
            },
        )
        started.append(process)
        return process

    yield call
    for process in started:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            assert pipe is not None
            with suppress(BrokenPipeError):
                pipe.close()


def until(process: "subprocess.Popen[bytes]", text: str) -> str:
    """Reads lines of standard output until one holds the text."""
    assert process.stdout is not None
    read: list[str] = []
    for raw in process.stdout:
        read.append(raw.decode())
        if text in read[-1]:
            return "".join(read)
    raise AssertionError(f"{text!r} did not come: {''.join(read)}")


def test_a_reminder_comes_while_the_pipe_is_open_also_at_a_terminal_that_knows_ascii_only(start: Start) -> None:
    chat = start("chat", "--demo", "--lang", "fr", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert chat.stdin is not None
    chat.stdin.write(b"rappelle-moi dans 3 secondes d'arroser les plantes\n")
    chat.stdin.flush()
    until(chat, "Fait")
    out, err = chat.communicate("appelé Inès Ferrand\n".encode(), timeout=_PATIENCE)
    assert "Inès Ferrand" in out.decode()
    assert (chat.returncode, err) == (0, b"")


def test_somebody_stops_reading(start: Start) -> None:
    parse = start("parse", "--jsonl")
    assert parse.stdin is not None
    assert parse.stdout is not None
    line = json.dumps({"text": "call Nora tomorrow"}).encode() + b"\n"
    parse.stdin.write(line)
    parse.stdin.flush()
    assert json.loads(parse.stdout.readline())["frames"]
    parse.stdout.close()
    parse.stdin.write(line * 3)
    parse.stdin.close()
    assert parse.wait(timeout=_PATIENCE) == 1
    assert parse.stderr is not None
    assert parse.stderr.read() == b""


def test_somebody_stops_reading_a_chat(start: Start) -> None:
    chat = start("chat", "--demo", "--lang", "en")
    assert chat.stdin is not None
    assert chat.stdout is not None
    chat.stdin.write(b"who is Nora Lindqvist?\n")
    chat.stdin.flush()
    until(chat, "[1]")
    chat.stdout.close()
    chat.stdin.write(b"who is Nora Lindqvist?\n")
    chat.stdin.flush()
    assert chat.wait(timeout=_PATIENCE) == 1
    assert chat.stderr is not None
    assert b"Traceback" not in chat.stderr.read()


@pytest.mark.parametrize("command", [["chat", "--demo", "--lang", "en"], ["parse", "--jsonl"]])
def test_interrupted(start: Start, command: list[str]) -> None:
    # Where the tests run in the background it may be ignored, which their processes would inherit.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    process = start(*command)
    assert process.stdin is not None
    process.stdin.write(b"who is Nora Lindqvist?\n" if command[0] == "chat" else b'{"text": "hello"}\n')
    process.stdin.flush()
    until(process, "[1]" if command[0] == "chat" else "frames")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=_PATIENCE) == 130
    assert process.stderr is not None
    assert process.stderr.read() == b""


def test_a_pipe_that_is_empty(start: Start) -> None:
    chat = start("chat", "--demo")
    assert chat.communicate(b"", timeout=_PATIENCE) == (b"", b"")
    assert chat.returncode == 0
