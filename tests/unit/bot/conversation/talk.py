"""A person who talks to the bot: the whole of it but the platform, on a real store."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from bot.bootstrap import read_documents
from bot.conversation.intake import Intake
from bot.domain.ids import new_id
from bot.domain.people import User
from bot.messages import BOLD_OFF, BOLD_ON, Card, Choices, Conversation, Edit, Effect, Incoming, Toast
from bot.ports import Messenger, UnitOfWork
from storage.database.store import DatabaseStore
from tests.contract.samples import user as a_user

# A Tuesday; 10:30 on the wall in Paris.
NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


@dataclass(slots=True)
class HandClock:
    """A clock that is set by hand."""

    instant: datetime = NOW

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a person sees: the first line, the lines under it, the question, the labels of the buttons."""

    effect: Effect
    lines: tuple[str, ...]
    question: str
    labels: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.lines[0] if self.lines else ""


@dataclass(slots=True)
class Talk:
    """`handles` are those of the buttons shown last under each label; `key` is that of the last message; `messengers`
    are those of chats where its messages may be found."""

    store: DatabaseStore
    user: User
    clock: HandClock = field(default_factory=HandClock)
    chat: str = "desk"
    handles: dict[str, str] = field(default_factory=dict)
    key: str = ""
    messengers: Sequence[Messenger] = ()

    async def says(self, text: str, **fields: Any) -> Shown:
        return await self._sends("text", text=text, **fields)

    async def presses(self, label: str) -> Shown:
        assert label in self.handles, f"no button {label!r} was shown; there were {sorted(self.handles)}"
        return await self._sends("press", handle=self.handles[label])

    async def presses_handle(self, handle: str) -> Shown:
        return await self._sends("press", handle=handle)

    def waits(self, **duration: float) -> None:
        self.clock.instant += timedelta(**duration)

    async def gets(self, read: Any) -> Any:
        return await self.store.read(read)

    async def _sends(self, kind: Literal["text", "press"], **what: Any) -> Shown:
        conversation = Conversation("console", self.chat, "", self.user.id)
        self.key = new_id()
        incoming = Incoming(key=self.key, conversation=conversation, kind=kind, sent_at=self.clock.now(), **what)
        intake = Intake(self.store, self.messengers, self.clock, worker="w", read_documents=read_documents)
        assert await intake.accept(incoming)
        done = await intake.handle_next(conversation)
        assert done is not None
        key, handled = done
        assert key == incoming.key
        assert handled is not None
        return await self._shown(handled.effects[-1], handled.outbox_ids[-1])

    async def _shown(self, effect: Effect, outbox_id: str) -> Shown:
        if isinstance(effect, Toast):
            return Shown(effect=effect, lines=(effect.text,), question="", labels=())
        message = effect.outbox_id if isinstance(effect, Edit) else outbox_id
        for button in await self.store.read(lambda uow: uow.buttons.of_message(message)):
            self.handles[button.label] = button.handle
        content = effect.content
        lines = (content.title, *content.lines) if isinstance(content, Card) else content.lines
        buttons = content.options if isinstance(content, Choices) else content.buttons
        return Shown(
            effect=effect,
            lines=tuple(_unmarked(line) for line in lines if line),
            question=_unmarked(content.question) if isinstance(content, Choices) else "",
            labels=tuple(button.label for button in buttons),
        )


def _unmarked(text: str) -> str:
    return text.replace(BOLD_ON, "").replace(BOLD_OFF, "")


async def talk_at(store: DatabaseStore, **fields: Any) -> Talk:
    person = a_user(**({"timezone": "Europe/Paris"} | fields))

    def join(uow: UnitOfWork) -> None:
        uow.users.add(person)
        uow.users.link(person.id, "console", person.id, NOW)

    await store.write(join)
    return Talk(store, person)
