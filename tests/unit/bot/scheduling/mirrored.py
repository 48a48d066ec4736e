"""A desk here, a server there, and the synchroniser between them; one clock for all."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.mirrors import Push, SyncConflict
from bot.domain.people import Contact
from bot.errors import RemoteError
from bot.ports import UnitOfWork
from bot.scheduling.pushes import Sent
from bot.scheduling.sync import Counts, Synchroniser
from storage.database.store import DatabaseStore
from storage.sugarcrm.client import Client
from storage.sugarcrm.logins import PersonalCrms, new_key
from storage.sugarcrm.remote import SugarCrm
from tests.fakes.sugarcrm import FakeSugarCrm, Fault
from tests.unit.bot.crm.desk import Desk, desk_at

KEY = new_key()
DOWN, LOST = Fault(status=503), Fault(status=503, after=True)


@dataclass(slots=True)
class Two:
    desk: Desk
    server: FakeSugarCrm
    remotes: PersonalCrms
    asked: list[SyncConflict] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    shut_out: list[str] = field(default_factory=list)

    def now(self) -> datetime:
        return self.desk.now

    def _refuse(self, uow: UnitOfWork, push: Push, refusal: RemoteError, now: datetime) -> None:
        self.refused.append(str(refusal))

    @property
    def remote(self) -> SugarCrm:
        return self.remotes.shared

    @property
    def synchroniser(self) -> Synchroniser:
        return Synchroniser(
            self.desk.store,
            self.remotes,
            self,
            ask=lambda _uow, conflict, _now: self.asked.append(conflict),
            tell_refused=self._refuse,
            tell_shut_out=lambda _uow, user_id, _now: self.shut_out.append(user_id),
        )

    async def pull(self, *, thorough: bool = False) -> Counts:
        return await self.synchroniser.pull(thorough=thorough)

    async def push(self) -> Sent:
        return await self.synchroniser.push()

    async def contact(self, record_id: str) -> Contact:
        found = await self.desk.gets(lambda uow: uow.contacts.get(record_id, deleted=True))
        assert found is not None
        return found

    async def changes(self, record_id: str, **fields: str) -> None:
        now = await self.contact(record_id)
        await self.desk.does(lambda recorder: recorder.update(now, **fields), intent="update_contact")

    async def behind(self) -> int:
        return (await self.desk.gets(lambda uow: uow.sync.behind()))[0]


@asynccontextmanager
async def two_at(store: DatabaseStore) -> AsyncIterator[Two]:
    desk = await desk_at(store)
    async with (
        FakeSugarCrm(now=lambda: desk.now) as server,
        Client(server.url, "sally", "secret", pauses=[0]) as client,
    ):
        await store.write(lambda uow: uow.update_workspace({"remote": server.url}))
        server.put(
            "Users", id="seed_sally_id", user_name="sally", first_name="Sally", last_name="Bronsen", status="Active"
        )
        server.put("Users", id="seed_iris_id", user_name="iris", first_name="Iris", last_name="Keller", status="Active")
        remotes = PersonalCrms(store, SugarCrm(client, currency="EUR"), url=server.url, key=KEY)
        two = Two(desk, server, remotes)
        await two.pull()
        desk.later(minutes=1)
        async with remotes:
            yield two


def filled(server: FakeSugarCrm) -> None:
    server.put("Accounts", id="A1", name="Acme", phone_office="01 23 45 67 89", assigned_user_id="seed_sally_id")
    server.put("Contacts", id="C1", first_name="Jane", last_name="O'Neil", account_id="A1", email1="jane@example.org")
    server.put(
        "Opportunities",
        id="D1",
        name="Renewal",
        amount="12000",
        currency_id="-99",
        sales_stage="Negotiation/Review",
        probability="80",
        account_id="A1",
        date_closed="2026-12-31",
    )
    server.put(
        "Calls",
        id="K1",
        name="Renewal call",
        status="Held",
        direction="Inbound",
        date_start="2026-03-09 08:00:00",
        duration_hours="0",
        duration_minutes="20",
        parent_type="Opportunities",
        parent_id="D1",
        description="wants a quote",
    )
    server.link("Calls", "K1", "contacts", "C1")
    server.put(
        "Tasks",
        id="T1",
        name="Send the NDA",
        status="Not Started",
        priority="High",
        date_due="2026-03-12 15:00:00",
        contact_id="C1",
        parent_type="Accounts",
        parent_id="A1",
    )
