"""What goes back into the chats: effects with their addresses, queued in the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from bot.language.frames import Parse
from bot.messages import Address, Effect, Incoming
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """What became of a message. `effects` are queued under `outbox_ids`, in order; those rows that may leave at once
    are `claimed`. `more_waits`: another message of its conversation is there already.

    `saved` tells, for `say --json`, which records were created or changed and the fields set:
    {"record", "id", "created", field: value...}, instants in the person's zone.
    """

    parse: Parse | None = None
    effects: tuple[Effect, ...] = ()
    outbox_ids: tuple[str, ...] = ()
    claimed: tuple[OutboxRow, ...] = ()
    saved: tuple[dict[str, object], ...] = ()
    more_waits: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One effect, and where it goes."""

    effect: Effect
    address: Address


def address_of(incoming: Incoming) -> Address:
    """Where a message is answered: there, and for the sender's eyes alone where others read along."""
    conversation = incoming.conversation
    chat, thread = incoming.written_in or (conversation.chat, conversation.thread)
    return Address(
        conversation.platform,
        chat,
        thread,
        only_for="" if incoming.private else conversation.person,
        answer_to=incoming.answer_to,
    )


def channel_of(incoming: Incoming) -> Address | None:
    """Where others read along; None for what was written in private."""
    return None if incoming.private else replace(address_of(incoming), only_for="", answer_to="")


def shared(place: Address, press: Address) -> Address:
    """A place for everybody there; whoever pressed hears of it where that fails."""
    return replace(place, only_for="", answer_to=press.answer_to)


def queue(uow: UnitOfWork, incoming: Incoming, answers: Sequence[Answer], *, user_id: str, now: datetime) -> Handled:
    """Puts the answers to a message into the outbox."""
    outbox_ids: list[str] = []
    for address, some in groupby(answers, key=lambda answer: answer.address):
        effects = [answer.effect for answer in some]
        outbox_ids += uow.outbox.add(effects, user_id=user_id, address=address, now=now, inbox_key=incoming.key)
    return Handled(effects=tuple(answer.effect for answer in answers), outbox_ids=tuple(outbox_ids))
