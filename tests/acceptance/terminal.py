"""A real terminal, 60 columns wide, with a process of crmbot in it."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

CRMBOT = Path(sys.executable).with_name("crmbot")
COLUMNS = 60
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b[()][A-Z0-9]|\x1b[=>]|\r")
_PATIENCE = 240.0


class Terminal:
    """Types, and reads what appears. `seen` is everything so far without control sequences."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
        self.process = subprocess.Popen(
            [CRMBOT, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**environment, "TERM": "xterm-256color"},
            cwd=folder,
            start_new_session=True,
        )
        os.close(slave)
        self.raw = b""
        self._read_to = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._master)

    @property
    def seen(self) -> str:
        return _CONTROL.sub("", self.raw.decode("utf-8", "replace"))

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def until(self, text: str) -> str:
        """Waits until this appears after what was waited for before; gives what came up to it."""
        deadline = time.monotonic() + _PATIENCE
        while (place := self.seen.find(text, self._read_to)) < 0:
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(left):
                raise AssertionError(f"{text!r} did not appear after:\n{self.seen[self._read_to :]}")
        begin, self._read_to = self._read_to, place + len(text)
        return self.seen[begin : self._read_to]

    def ends(self) -> int:
        """Waits until the process ends by itself; gives its exit code."""
        while self._read(_PATIENCE):
            pass
        return self.process.wait(timeout=_PATIENCE)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other side is closed
            return False
        self.raw += data
        # A terminal answers when it is asked where its cursor is.
        if b"\x1b[6n" in data:
            os.write(self._master, b"\x1b[1;1R")
        return bool(data)
