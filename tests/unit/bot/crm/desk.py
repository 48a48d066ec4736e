"""A person at work in a real store: writes through a recorder, as a handled message does."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.crm.changes import Recorder, Speaker
from bot.domain.changes import ChangeSet
from bot.domain.ids import new_id
from bot.domain.people import User
from bot.messages import Conversation
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import user as a_user

T = TypeVar("T")

# A Tuesday; 10:30 on the wall in Paris.
NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


@dataclass(slots=True)
class Desk:
    """`now` and `chat` may be changed between two messages."""

    store: DatabaseStore
    user: User
    now: datetime = NOW
    chat: str = "desk"

    @property
    def speaker(self) -> Speaker:
        conversation = Conversation("console", self.chat, "", self.user.id)
        return Speaker(user=self.user, now=self.now, conversation=conversation, message_key=new_id())

    async def does(
        self, use: Callable[[Recorder], T], *, intent: str = "log_call", subject: str = "Olga Brandt"
    ) -> tuple[T, ChangeSet | None]:
        """Runs a use case in one transaction and keeps what it changed as the set of one message."""
        speaker = self.speaker

        def run(uow: UnitOfWork) -> tuple[T, ChangeSet | None]:
            recorder = Recorder(uow, speaker)
            return use(recorder), recorder.finish(intent, subject)

        return await self.store.write(run)

    async def gets(self, read: Callable[[UnitOfWork], T]) -> T:
        return await self.store.read(read)

    async def adds(self, *records: object) -> None:
        """Records that were there before."""
        await self.does(lambda recorder: [_add(recorder.uow, record) for record in records])

    def later(self, **ago: float) -> None:
        self.now += timedelta(**ago)

    async def colleague(self, name: str = "Paul Adler") -> "Desk":
        """Somebody else at the same store, at the same moment."""
        other = replace(self.user, id=new_id(), name=name)
        await self.store.write(lambda uow: uow.users.add(other))
        return Desk(self.store, other, self.now, chat="other desk")


def _add(uow: UnitOfWork, record: object) -> None:
    from bot.crm.changes import records_of
    from bot.domain.changes import kind_of

    records_of(uow, kind_of(record)).add(record)  # type: ignore[arg-type]  # whatever the test hands over


async def desk_at(store: DatabaseStore, **fields: object) -> Desk:
    person = a_user(**({"timezone": "Europe/Paris"} | fields))
    await store.write(lambda uow: uow.users.add(person))
    return Desk(store, person)
