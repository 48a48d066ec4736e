"""What the acceptance tests look at: a database, what was put into it, and what its person got to see."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, func, select, update

from adapters.console.inbound import conversation_of
from bot.domain.ids import new_id
from bot.domain.people import Account, Contact, User
from bot.domain.reminders import Reminder
from bot.messages import Incoming
from bot.ports import UnitOfWork
from storage.database.engine import connect
from storage.database.store import DatabaseStore
from storage.database.tables import accounts, activities, contacts, inbox, outbox, reminders, tasks
from tests.acceptance.launcher import Orders, start

T = TypeVar("T")


def salesperson(name: str) -> User:
    """Somebody whose reminders come to a console of their own."""
    user_id = new_id()
    return User(
        id=user_id,
        name=name,
        timezone="Europe/Paris",
        language="en",
        reminder_cap=0,
        # These tests run at whatever time it is, also when My day would come.
        muted="day,week",
        reply_platform="console",
        reply_chat=user_id,
    )


USER = salesperson("Ines Calder")
_MADE = datetime(2026, 1, 5, 9, tzinfo=UTC)
_ACCOUNT = Account(id=new_id(), name="Brightwater Mills", created_at=_MADE)
_CONTACT = Contact(
    id=new_id(),
    first_name="Tomas",
    last_name="Rehn",
    account_id=_ACCOUNT.id,
    phone="+33 1 44 00 10 20",
    created_at=_MADE,
)

# A process that takes longer than this hangs.
_PATIENCE = 240.0


class Crm:
    """One user, one account, one contact; `folder` is where the processes print and log."""

    def __init__(self, database_url: str, folder: Path, store: DatabaseStore) -> None:
        self.database_url = database_url
        self.folder = folder
        self.store = store
        self._database = connect(database_url)

    async def fill(self) -> None:
        def add(uow: UnitOfWork) -> None:
            uow.accounts.add(_ACCOUNT)
            uow.contacts.add(_CONTACT)

        await self.add_users(USER)
        await self.store.write(add)

    async def close(self) -> None:
        await self._database.close()

    async def add_users(self, *users: User) -> None:
        def add(uow: UnitOfWork) -> None:
            for user in users:
                uow.users.add(user)
                uow.users.link(user.id, "console", user.id, _MADE)

        await self.store.write(add)

    async def remind(self, *wishes: tuple[User, str], at: datetime) -> None:
        """Puts a reminder for each person and subject, due at this instant."""
        wall = at.astimezone(ZoneInfo("Europe/Paris")).replace(tzinfo=None)

        def add(uow: UnitOfWork) -> None:
            for user, subject in wishes:
                uow.reminders.add(
                    Reminder(
                        id=new_id(),
                        user_id=user.id,
                        subject=subject,
                        wish=wall,
                        timezone=user.timezone,
                        due_at=at,
                        created_at=at,
                    )
                )

        await self.store.write(add)

    async def query(self, function: Callable[[Connection], T]) -> T:
        return await self._database.run("read", function)

    def process(self, name: str = "process", **orders: Any) -> BaseProcess:
        """Starts a process; see `Orders`."""
        return start(Orders(database_url=self.database_url, folder=self.folder, name=name, **orders))

    def run(self, name: str = "process", **orders: Any) -> None:
        """A process from its start to its natural end."""
        ended_well(self.process(name, **orders))

    def screen(self) -> list[str]:
        """The messages that the console showed, in order, each with its lines and buttons."""
        file = self.folder / "screen"
        return re.split(r"\n\n", file.read_text().removesuffix("\n\n")) if file.exists() else []

    def logged(self) -> str:
        """What all processes wrote to standard error."""
        return "".join(file.read_text() for file in sorted(self.folder.glob("*.log")))

    async def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        tables: dict[str, Table] = {
            "accounts": accounts,
            "contacts": contacts,
            "activities": activities,
            "tasks": tasks,
            "reminders": reminders,
        }
        columns = [select(func.count()).select_from(t).scalar_subquery().label(name) for name, t in tables.items()]
        return dict(await self.query(lambda connection: connection.execute(select(*columns)).mappings().one()))

    async def inbox(self) -> list[str]:
        """The states of all inbox rows, in order; "held" for one under a lease."""
        return await self._states(inbox)

    async def accepted(self) -> list[str]:
        """The keys of all inbox rows in the order in which they were accepted."""
        return await self.query(
            lambda connection: list(connection.execute(select(inbox.c.key).order_by(inbox.c.id)).scalars())
        )

    async def outbox(self) -> list[str]:
        """The states of all outbox rows, in order; "held" for one under a lease."""
        return await self._states(outbox)

    async def lengthen_leases(self) -> None:
        """What a process holds it holds for an hour more: on a busy machine as well no lease ends meanwhile."""
        end = datetime.now(UTC) + timedelta(hours=1)

        def lengthen(connection: Connection) -> None:
            for queue in (inbox, outbox):
                connection.execute(update(queue).where(queue.c.lease_until.is_not(None)).values(lease_until=end))

        await self._database.run("migrate", lengthen)

    async def reminders(self) -> list[str]:
        """The states of all reminders."""
        return await self.query(lambda connection: list(connection.execute(select(reminders.c.state)).scalars()))

    async def _states(self, queue: Table) -> list[str]:
        rows = await self.query(
            lambda connection: connection.execute(select(queue.c.state, queue.c.lease_until).order_by(queue.c.id)).all()
        )
        return [row.state if row.lease_until is None else "held" for row in rows]


def message(text: str) -> Incoming:
    """What the person writes now, under a key of its own."""
    return Incoming(key=new_id(), conversation=conversation_of(USER.id), text=text, sent_at=datetime.now(UTC))


def ended_well(*processes: BaseProcess) -> None:
    for process in processes:
        process.join(_PATIENCE)
    assert [process.exitcode for process in processes] == [0] * len(processes)


def was_killed(process: BaseProcess) -> bool:
    process.join(_PATIENCE)
    return process.exitcode == -9
