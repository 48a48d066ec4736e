"""What a process is sending at this moment, for whoever takes its work over.

A claimed row tells nobody whether its sending was begun: for that each message would cost a transaction more. A file
tells, since it outlives the process that wrote it. It does not outlive the machine, and is not read on another one:
there whatever was claimed may have arrived.
"""

import fcntl
import os
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
# Seconds, after which a file that nobody came for is removed.
_FORGOTTEN = 86_400.0


class UnderWay:
    """The messages that `process` is sending, in a file of its own in `folder`; without a folder nobody is told."""

    def __init__(self, process: str, folder: Path | None) -> None:
        self._process = process
        self._folder = folder
        self._boot = _boot()
        self._ids: dict[str, None] = {}
        self._file = self._opened(folder) if folder and self._boot else None

    def _opened(self, folder: Path) -> int | None:
        """Locked as long as this process lives. None where nothing can be written: then nobody is told."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.iterdir():
                # Another process may remove it at this moment.
                with suppress(FileNotFoundError):
                    if old.stat().st_mtime < time.time() - _FORGOTTEN:
                        old.unlink()
            file = os.open(folder / self._process, os.O_WRONLY | os.O_CREAT, 0o600)
            fcntl.flock(file, fcntl.LOCK_EX)
            os.pwrite(file, self._boot.encode(), 0)
        except OSError:
            return None
        return file

    def begins(self, outbox_id: str) -> None:
        """Before the request."""
        self._ids[outbox_id] = None
        self._write()

    def ends(self, outbox_id: str) -> None:
        """Once the store keeps what became of it."""
        if outbox_id in self._ids:
            del self._ids[outbox_id]
            self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        content = "\n".join((self._boot, *self._ids)).encode()
        try:
            os.pwrite(self._file, content, 0)
            os.ftruncate(self._file, len(content))
        except OSError:
            # A file that is not up to date would tell what is not so.
            self.close()

    def left_by(self, process: str) -> Collection[str] | None:
        """What a process that is dead was sending; None where that cannot be told, as of one that may live."""
        if self._file is None or self._folder is None:
            return None
        try:
            with (self._folder / process).open() as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                boot, *ids = file.read().split("\n")
        except OSError:
            return None
        return ids if boot == self._boot else None

    def forget(self, process: str) -> None:
        """Nobody will ask for it any more."""
        if self._folder is not None:
            with suppress(OSError):
                (self._folder / process).unlink(missing_ok=True)

    def close(self) -> None:
        if self._file is not None:
            self.forget(self._process)
            os.close(self._file)
            self._file = None


def _boot() -> str:
    """Names the time since the machine was started: what a file lost when it went down, nobody knows. "" where there
    is no such name."""
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return ""
