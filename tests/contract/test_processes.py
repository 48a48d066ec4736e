"""Several processes of the operating system on one database."""

import asyncio
import sys
from collections import Counter
from pathlib import Path

from bot.ports import UnitOfWork
from storage.database.store import open_store
from tests.contract.samples import MINUTE, NOW, reminder, user

SWEEPER = Path(__file__).with_name("sweeper.py")
ROOT = Path(__file__).parents[2]


async def run(*arguments: str) -> int:
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0
    return int(output)


async def test_two_processes_fire_2000_reminders_none_twice(database_url: str) -> None:
    store = await open_store(database_url)
    people = [user(reply_chat=str(n)) for n in range(2000)]
    wishes = [reminder(person.id) for person in people]

    def fill(uow: UnitOfWork) -> None:
        for person, wish in zip(people, wishes, strict=True):
            uow.users.add(person)
            uow.reminders.add(wish)

    await store.write(fill)
    sweeper = [str(SWEEPER), database_url, NOW.isoformat()]
    fired = await asyncio.gather(run(*sweeper), run(*sweeper))
    assert sum(fired) == 2000
    rows = await store.claim(lambda uow: uow.outbox.claim("t", NOW, MINUTE, 5000, platforms=["console"]))
    assert Counter(row.reminder_id for row in rows) == Counter(wish.id for wish in wishes)
    await store.close()


async def test_processes_that_start_at_once_make_one_store(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'crmbot.db'}"
    assert await asyncio.gather(*(run(str(SWEEPER), url, NOW.isoformat()) for _ in range(3))) == [0, 0, 0]
