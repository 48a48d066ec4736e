"""Three short transactions a message: accept, handle, deliver.

Accepted is committed before the platform hears of it; handling claims the oldest message of a
conversation under a lease, so that a killed process loses nothing and two processes never answer
one message; the answer waits in the outbox until it is delivered.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.clock import Clock
from bot.conversation.answers import Handled
from bot.conversation.engine import apologise, handle
from bot.conversation.files import Files, Opened, ReadDocuments
from bot.conversation.passwords import without_password
from bot.conversation.strangers import meet
from bot.conversation.understanding import context_of
from bot.crm.rights import sight_of
from bot.domain.people import User, Workspace
from bot.domain.rights import Sight
from bot.errors import CrmbotError, StoreConflict, StoreUnavailable
from bot.language.frames import Parse
from bot.language.parser import parse
from bot.messages import Conversation, Incoming, Profile
from bot.observability.events import events_of
from bot.observability.metrics import ACCEPTED, FAILED, HANDLING, REPEATED
from bot.ports import Messenger, Store, UnitOfWork
from bot.queue_ports import Claim, OutboxRow
from bot.scheduling.delivery import LEASE as DELIVERY_LEASE

LEASE = timedelta(seconds=30)
# Messages kept in one transaction.
_MOST_AT_ONCE = 100
_MOST_ATTEMPTS = 10

_log = events_of(__name__)


class LeaseLost(CrmbotError):
    """Another process took the message over: what this one did must not be committed."""


class TooManyAttempts(CrmbotError):
    """The message ended every process that handled it, and would end the next one too."""


class Intake:
    """Takes messages in. `worker` names this process in leases; messengers tell what is known of strangers,
    and fetch files, which `read_documents` reads. `has_room` tells whether an answer would leave on a platform at once:
    then it is claimed as it is written."""

    def __init__(
        self,
        store: Store,
        messengers: Sequence[Messenger],
        clock: Clock,
        *,
        worker: str,
        read_documents: ReadDocuments,
        has_room: Callable[[str], bool] = lambda _platform: False,
    ) -> None:
        self._store = store
        self._messengers = {messenger.platform: messenger for messenger in messengers}
        self._files = Files(store, self._messengers, read_documents)
        self._clock = clock
        self._worker = worker
        self._has_room = has_room
        self._arrived: list[tuple[Incoming, asyncio.Future[bool]]] = []
        self._accepting: asyncio.Task[None] | None = None
        self._at_rest = asyncio.Event()
        self._at_rest.set()

    async def accept(self, incoming: Incoming) -> bool:
        """Keeps the message; False for a repeat, which runs nothing. Words beside a file are a message of their own.

        Whatever arrives while one transaction commits shares the next one: in a burst nobody waits
        for hundreds of commits. Raises StoreError where the message could not be kept.
        """
        arrived = [(without_password(part), _kept()) for part in _parts_of(incoming)]
        self._arrived += arrived
        if self._accepting is None:
            self._at_rest.clear()
            self._accepting = asyncio.create_task(self._accept_arrived())
        accepted = any(await asyncio.gather(*(kept for _, kept in arrived)))
        (ACCEPTED if accepted else REPEATED).add(incoming.conversation.platform)
        return accepted

    async def _accept_arrived(self) -> None:
        try:
            while self._arrived:
                arrived, self._arrived = self._arrived[:_MOST_AT_ONCE], self._arrived[_MOST_AT_ONCE:]
                await self._accept_together(arrived)
        finally:
            self._accepting = None
            self._at_rest.set()

    async def rest(self, most: float) -> None:
        """Waits, at most so many seconds, until nothing is being accepted: whoever wrote hears of that first."""
        with suppress(TimeoutError):
            async with asyncio.timeout(most):
                await self._at_rest.wait()

    async def _accept_together(self, arrived: Sequence[tuple[Incoming, asyncio.Future[bool]]]) -> None:
        now, messages = self._clock.now(), [incoming for incoming, _ in arrived]
        try:
            new = await self._store.write(lambda uow: uow.inbox.accept(messages, now))
        except Exception as error:
            for _, kept in arrived:
                if not kept.done():
                    kept.set_exception(error)
            return
        for incoming, kept in arrived:
            if not kept.done():
                kept.set_result(incoming.key in new)
            # Of two with one key, the second is the repeat.
            new.discard(incoming.key)

    async def handle_next(self, conversation: Conversation | None = None) -> tuple[str, Handled | None] | None:
        """Claims and handles one message, of this conversation or of any: (its key, what became of it).

        None when nothing is to be done.
        """
        now = self._clock.now()
        claim = await self._store.claim(lambda uow: uow.inbox.claim(self._worker, now, LEASE, conversation))
        if claim is None:
            return None
        platform = claim.incoming.conversation.platform
        try:
            with HANDLING.of(platform):
                return claim.incoming.key, await self._handle(claim)
        except LeaseLost:
            _log.warning("lease_lost", inbox_key=claim.incoming.key)
        except (StoreUnavailable, StoreConflict) as error:
            # The store is in trouble: the lease runs out and the message is handled then.
            _log.error("handling_postponed", inbox_key=claim.incoming.key, error=error)
        except Exception as error:
            _log.error("handling_failed", inbox_key=claim.incoming.key, attempts=claim.attempts, error=error)
            FAILED.add(platform)
            return claim.incoming.key, await self._give_up(claim)
        return claim.incoming.key, None

    async def _handle(self, claim: Claim) -> Handled:
        if claim.attempts > _MOST_ATTEMPTS:
            raise TooManyAttempts
        incoming = claim.incoming
        understood = await self._store.read(lambda uow: _understand(uow, incoming))
        profile = incoming.profile if understood else await self._profile(incoming)
        opened: Opened | None = None
        if understood and incoming.attachments:
            opened = await self._files.open(incoming, understood.user, understood.sight, self._clock.now())
        return await self._store.write(self._guarded(claim, understood, profile, opened))

    def _link(self, message_key: str, *, own: bool) -> str:
        """Where the message is found, on the platform that it came from."""
        links = (messenger.link(message_key, own=own) for messenger in self._messengers.values())
        return next(filter(None, links), "")

    async def _profile(self, incoming: Incoming) -> Profile:
        """What is known of a stranger: from the message, else from the platform."""
        messenger = self._messengers.get(incoming.conversation.platform)
        if incoming.profile != Profile() or messenger is None:
            return incoming.profile
        return await messenger.profile(incoming.conversation.person)

    def _guarded(
        self,
        claim: Claim,
        understood: "_Understood | None",
        profile: Profile,
        opened: Opened | None,
    ) -> Callable[[UnitOfWork], Handled]:
        incoming, now = claim.incoming, self._clock.now()

        def run(uow: UnitOfWork) -> Handled:
            more_waits = uow.inbox.finish(claim, now)
            if more_waits is None:
                raise LeaseLost
            if understood is None:
                return replace(meet(incoming, uow, profile=profile, now=now), more_waits=more_waits)
            uow.act_as(understood.sight, understood.workspace)
            handled = handle(
                claim, understood.parse, uow, user=understood.user, now=now, link=self._link, opened=opened
            )
            own: Sequence[OutboxRow] = ()
            if self._has_room(incoming.conversation.platform):
                own = uow.outbox.claim_own(handled.outbox_ids, self._worker, now, DELIVERY_LEASE)
            return replace(handled, claimed=tuple(own), more_waits=more_waits or handled.more_waits)

        return run

    async def _give_up(self, claim: Claim) -> Handled | None:
        """A message that cannot be handled is kept, and its sender told so."""
        incoming, now = claim.incoming, self._clock.now()

        def run(uow: UnitOfWork) -> Handled:
            uow.inbox.fail(claim, now)
            user = uow.users.by_identity(incoming.conversation.platform, incoming.conversation.person)
            return apologise(incoming, uow, user=user, now=now)

        return await self._store.write(run)


def _parts_of(incoming: Incoming) -> tuple[Incoming, ...]:
    """What was said beside a file comes before it, and is answered, corrected and undone by itself."""
    if incoming.kind != "file" or not incoming.text:
        return (incoming,)
    words = replace(incoming, kind="text", attachments=())
    return words, replace(incoming, key=f"{incoming.key}|file", text="")


def _kept() -> "asyncio.Future[bool]":
    return asyncio.get_running_loop().create_future()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Understood:
    """The sender, what they may see, where, and what was said: only a text is parsed."""

    user: User
    sight: Sight
    workspace: Workspace
    parse: Parse | None


def _understand(uow: UnitOfWork, incoming: Incoming) -> _Understood | None:
    """None for a stranger, or somebody who left."""
    user = uow.users.by_identity(incoming.conversation.platform, incoming.conversation.person)
    if user is None or not user.active:
        return None
    sight = sight_of(uow, user)
    uow.act_as(sight)
    said = parse(incoming.text, context_of(uow, user, incoming.sent_at)) if incoming.kind == "text" else None
    return _Understood(user=user, sight=sight, workspace=uow.workspace, parse=said)
