"""What cannot be opened is refused in one line that says what to do, and holds no password."""

import asyncio
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.errors import StoreError, StoreUnavailable
from storage.database.engine import connect
from storage.database.store import open_store
from tests.contract.samples import account, activity
from tests.postgres import PostgresServer


async def refusal(url: str) -> str:
    with pytest.raises(StoreUnavailable) as raised:
        await open_store(url)
    message = str(raised.value)
    assert "\n" not in message
    assert "secret" not in message
    return message


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "cannot be read"),
        ("crm.db", "cannot be read"),
        ("mysql://u:secret@host/db", 'no store for "mysql"'),
        ("sqlite://", "names a file"),
        ("sqlite:///:memory:", "names a file"),
        ("postgresql://u:p@secret@host/db", "%40"),
        ("postgresql://u:secret@127.0.0.1:1/db", "cannot reach postgresql://u:***@127.0.0.1:1/db"),
        ("postgresql://u:secret@127.0.0.1:1/db?sslmode=always", "sslmode"),
    ],
)
async def test_urls(url: str, says: str) -> None:
    assert says in await refusal(url)


async def test_a_database_that_is_not_there(postgres_server: PostgresServer) -> None:
    url = postgres_server.url("nowhere").replace("@", ":secret@")
    assert "createdb" in await refusal(url)


async def test_a_user_that_is_not_there(postgres_server: PostgresServer) -> None:
    parts = urlsplit(postgres_server.url("postgres"))
    url = parts._replace(netloc=f"stranger:secret@{parts.hostname}:{parts.port}").geturl()
    assert "CRMBOT_DATABASE_URL" in await refusal(url)


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Dear Sir or Madam, " * 500)  # only this test waits
    assert "is not an SQLite database" in await refusal(f"sqlite:///{file}")


async def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in await refusal(f"sqlite:///{tmp_path}")


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot make the folder" in await refusal(f"sqlite:///{tmp_path / 'file' / 'crm.db'}")


# Root may write everything: it becomes somebody else once all is imported.
WRITE_AS_SOMEBODY = """
import asyncio, os, pwd, sys
import storage.database.sqlite
from bot.errors import StoreUnavailable
from storage.database.store import open_store
if os.getuid() == 0:
    os.setgroups([])
    os.setuid(pwd.getpwnam("nobody").pw_uid)
async def main():
    store = await open_store(sys.argv[1])
    try:
        await store.write(lambda uow: uow.update_workspace({"name": "x"}))
    finally:
        await store.close()
try:
    asyncio.run(main())
except StoreUnavailable as error:
    print(error)
"""


def test_a_file_that_may_not_be_written(sqlite_url: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), Path(name) / "crm.db"
        shutil.copy(sqlite_url.removeprefix("sqlite:///"), file)
        file.chmod(0o444)
        folder.chmod(0o555)
        ended = subprocess.run(
            [sys.executable, "-c", WRITE_AS_SOMEBODY, f"sqlite:///{file}"],
            capture_output=True,
            text=True,
            check=False,
            env={"PYTHONPATH": str(Path.cwd())},
        )
        folder.chmod(0o755)
    assert ended.stdout.startswith(str(file)) or f"cannot open {file}" in ended.stdout, ended.stderr
    assert ended.stdout.count("\n") == 1


async def test_a_full_disk(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)

    def fill(uow: object) -> None:
        connection = uow._scope.transaction._connection  # type: ignore[attr-defined]
        connection.execute("PRAGMA max_page_count = 100")
        for _ in range(200):
            uow.activities.add(activity(note="x" * 10_000))  # type: ignore[attr-defined]

    with pytest.raises(StoreUnavailable, match="is full: make room"):
        await store.write(fill)
    await store.close()


async def test_a_taken_handle_is_drawn_again(store: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.messages import Address
    from storage.database.repositories import outbox
    from tests.contract.samples import NOW, button, card

    drawn = iter(["aaaaaaaa", "aaaaaaaa", "bbbbbbbb"])
    monkeypatch.setattr(outbox, "new_handle", lambda: next(drawn))

    async def add() -> list[str]:
        return await store.write(  # type: ignore[attr-defined, no-any-return]
            lambda uow: uow.outbox.add([card("a", button())], user_id="u", address=Address("c", "d"), now=NOW)
        )

    await add()
    (row_id,) = await add()
    (shown,) = await store.read(lambda uow: uow.buttons.of_message(row_id))  # type: ignore[attr-defined]
    assert shown.handle == "bbbbbbbb"


async def test_a_restarted_server_is_found_again(postgres_url: str) -> None:
    store, other = await open_store(postgres_url), connect(postgres_url)
    company = account()
    await store.write(lambda uow: uow.accounts.add(company))
    # As a restart does: the pool holds connections that are closed by now.
    await other.run(
        "migrate",
        lambda c: c.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ),
    )
    assert await store.read(lambda uow: uow.accounts.get(company.id)) == company
    await store.write(lambda uow: uow.accounts.update(company.id, {"name": "Other"}))
    await other.close()
    await store.close()


async def test_sqlite_keeps_what_it_said_it_wrote(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)

    def settings(uow: object) -> list[object]:
        connection = uow._scope.transaction._connection  # type: ignore[attr-defined]
        return [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert await store.write(settings) == ["wal", 2, 1]
    await store.close()


async def test_a_transaction_of_another_process_is_waited_for(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)
    company = account()
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.ensure_future(store.write(lambda uow: uow.accounts.add(company)))
        await asyncio.sleep(0.2)
        assert not writing.done()
        other.execute("COMMIT")
    await writing
    await store.close()


async def test_errors_of_the_database_are_the_stores_own(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)
    company = account()

    def twice(uow: object) -> None:
        uow.accounts.add(company)  # type: ignore[attr-defined]
        uow.accounts.add(company)  # type: ignore[attr-defined]

    with pytest.raises(StoreError) as raised:
        await store.write(twice)
    assert "UNIQUE constraint failed" in str(raised.value)
    assert "\n" not in str(raised.value)
    await store.close()
