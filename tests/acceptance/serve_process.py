"""A process of `crmbot` for the tests, told by environment variables alone what to do.

Forked from a server that imported everything once; it may be told to kill itself in the middle of
its work, and its pauses may be those of a process that lives faster.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Literal, TypeVar

from adapters.slack.messenger import SlackMessenger
from adapters.telegram.listener import TelegramListener
from bot import bootstrap
from bot.cli.app import run
from bot.ports import Limits, UnitOfWork
from storage.database.store import DatabaseStore
from tests.acceptance.launcher import processes
from tests.acceptance.terminal import CRMBOT

T = TypeVar("T")

# What takes minutes in earnest takes seconds where nobody wants to wait: module, name, value.
_HURRIED = (
    ("bot.bootstrap", "_DUTY_LEASE", timedelta(seconds=3)),
    ("bot.scheduling.delivery", "_FIRST_PAUSE", timedelta(seconds=0.25)),
    ("bot.scheduling.sync", "_PULLED_EVERY", timedelta(seconds=2)),
    ("adapters.telegram.listener", "_OFF_DUTY", 0.3),
    ("adapters.telegram.listener", "_FIRST_PAUSE", 0.1),
)


@dataclass(frozen=True, slots=True)
class Death:
    """A process kills itself in the first transaction that did this: before its commit or after it."""

    repository: Literal["inbox", "outbox"]
    did: str
    moment: Literal["inside", "after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`crmbot` with these arguments. Standard output goes to `out`, standard error to `log`.

    `unpaced`: as if the platforms allowed everything. `beat`: the seconds between its heartbeats.
    `installed`: the script itself, which nobody hurries or kills from the inside.
    """

    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path
    name: str
    hurried: bool = False
    unpaced: bool = False
    beat: float | None = None
    death: Death | None = None
    installed: bool = False

    @property
    def out(self) -> Path:
        return self.folder / f"{self.name}.out"

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"


class Script:
    """The installed script, as a process with the methods of the others."""

    def __init__(self, command: Command) -> None:
        with command.out.open("w") as out, command.log.open("w") as log:
            self._process = subprocess.Popen(
                [CRMBOT, *command.arguments],
                env=command.environment,
                cwd=command.folder,
                stdout=out,
                stderr=log,
            )
        self.kill = self._process.kill
        self.terminate = self._process.terminate

    @property
    def exitcode(self) -> int | None:
        return self._process.poll()

    def is_alive(self) -> bool:
        return self.exitcode is None

    def join(self, timeout: float) -> None:
        self._process.wait(timeout)


Process = BaseProcess | Script


def start(command: Command) -> Process:
    if command.installed:
        return Script(command)
    process = processes().Process(target=_carry_out, args=(command,), daemon=True)
    process.start()
    return process


def _carry_out(command: Command) -> None:
    for stream, file in ((sys.stdout, command.out), (sys.stderr, command.log)):
        with file.open("w") as opened:
            os.dup2(opened.fileno(), stream.fileno())
    os.environ.clear()
    os.environ.update(command.environment)
    os.chdir(command.folder)
    if command.hurried:
        for module, name, value in _HURRIED:
            assert hasattr(import_module(module), name), f"{module} has no {name}"
            setattr(import_module(module), name, value)
        TelegramListener.poll.__defaults__ = (1.0,)
    if command.unpaced:
        SlackMessenger.limits = Limits(a_second=10_000)
    if command.beat:
        bootstrap.BEAT_SECONDS = command.beat  # type: ignore[assignment]
    if command.death:
        _be_mortal(command.death)
    sys.exit(run(command.arguments))


def _be_mortal(death: Death) -> None:
    """From now on each transaction remembers whether it did what the process dies of."""
    module = import_module(f"storage.database.repositories.{death.repository}")
    repository = getattr(module, f"{death.repository.capitalize()}Repository")
    original = getattr(repository, death.did)

    def remembered(self: Any, *arguments: Any, **named: Any) -> Any:
        self.it_happened = True
        return original(self, *arguments, **named)

    async def transact(self: DatabaseStore, mode: Any, function: Callable[[UnitOfWork], T]) -> T:
        seen: list[UnitOfWork] = []

        def watched(uow: UnitOfWork) -> T:
            result = function(uow)
            seen[:] = [uow]
            if death.moment == "inside":
                _die_of(uow)
            return result

        result = await plain(self, mode, watched)
        _die_of(seen[0])
        return result

    def _die_of(uow: UnitOfWork) -> None:
        if getattr(getattr(uow, death.repository), "it_happened", False):
            os.kill(os.getpid(), signal.SIGKILL)

    plain = DatabaseStore._run
    setattr(repository, death.did, remembered)
    DatabaseStore._run = transact  # type: ignore[method-assign, assignment]
