"""What the mirrored CRM shows to people with a login of their own.

Every record that is read is asked for as each of them, and what they may see of it is kept with it: so that nobody
waits for the CRM when they ask for a record, and offline what was last known holds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.crm.mirrors import KINDS
from bot.domain.mirrors import CrmLogin, RemoteKind
from bot.errors import RemoteDenied, RemoteLogin, RemoteRefused
from bot.observability.events import events_of
from bot.ports import Store, UnitOfWork
from bot.remote_ports import RemoteRecord
from bot.scheduling.own_logins import OwnLogins

# So many are asked for at a time, and so many in a round: what changed meanwhile must not wait for long.
_PAGE = 2000
_A_ROUND = 20_000

_log = events_of(__name__)

# Told of everybody whose login is refused, in its transaction.
TellShutOut = Callable[[UnitOfWork, str, datetime], None]
# By the login that was asked with, the ids there of what it is shown.
Shown = Mapping[CrmLogin, set[str]]


@dataclass(slots=True)
class Sights:
    """Asks, and keeps the answers. `_reached`: how far a new login was asked for, as kind and id there."""

    store: Store
    logins: OwnLogins
    tell_shut_out: TellShutOut
    _reached: dict[CrmLogin, tuple[int, str]] = field(default_factory=dict)

    async def shown(self, records: Sequence[RemoteRecord]) -> Shown:
        """To whom the CRM shows which of these records, which are of one kind."""
        if not records or records[0].kind not in KINDS:
            return {}
        ids = [record.id for record in records if not record.deleted]
        asked = {login: await self._ask(login, records[0].kind, ids) for login in await self._usable()}
        return {login: shown for login, shown in asked.items() if shown is not None}

    async def catch_up(self, *, thorough: bool = False) -> None:
        """Asks for what was there before a login was given, or could be used again: a part of it, or everything."""
        for login in await self._usable():
            asked = 0
            while not login.is_asked and (thorough or asked < _A_ROUND):
                more = await self._next_page(login)
                if more is None:
                    break
                asked += more

    async def _usable(self) -> list[CrmLogin]:
        logins = await self.store.read(lambda uow: uow.sync.logins())
        return [login for login in logins if not self.logins.is_shut_out(login.user_id)]

    async def _next_page(self, login: CrmLogin) -> int | None:
        """How many were asked for; None at the end, and where this login cannot be used."""
        number, after = self._reached.get(login, (0, ""))
        kinds = list(KINDS)
        if number == len(kinds):
            self._reached.pop(login)
            await self.store.write(lambda uow: uow.sync.asked(login.user_id) if _is_current(uow, login) else None)
            return None
        kind = kinds[number]
        known = await self.store.read(lambda uow: uow.sync.known_after(kind, after, _PAGE))
        shown = await self._ask(login, kind, list(known)) if known else set()
        if shown is None:
            return None
        await self.store.write(lambda uow: _put(uow, login, known, shown))
        self._reached[login] = (number, next(reversed(known))) if len(known) == _PAGE else (number + 1, "")
        return len(known)

    async def _ask(self, login: CrmLogin, kind: RemoteKind, ids: Sequence[str]) -> set[str] | None:
        """None where this login cannot be used."""
        try:
            async with self.logins.acting_as(login.user_id) as remote:
                return await remote.shown(kind, ids)
        except RemoteDenied:
            return set()
        except (RemoteLogin, RemoteRefused) as refusal:
            await self._shut_out(login, refusal)
            return None

    async def _shut_out(self, login: CrmLogin, refusal: Exception) -> None:
        """Who is let in no more is shown nothing, until everything was asked for anew."""
        self._reached.pop(login, None)
        _log.warning("own_login_refused", user=login.user_id, error=refusal)

        def run(uow: UnitOfWork) -> None:
            if _is_current(uow, login):
                uow.sync.shut_out(login.user_id)
                if login.is_asked:
                    self.tell_shut_out(uow, login.user_id, self.logins.clock.now())

        await self.store.write(run)


def keep(uow: UnitOfWork, records: Sequence[RemoteRecord], shown: Shown) -> None:
    """What was asked of these records, together with what was read of them."""
    if shown:
        ours = uow.sync.ours(records[0].kind, [record.id for record in records])
        for login, seen in shown.items():
            _put(uow, login, ours, seen)


def _put(uow: UnitOfWork, login: CrmLogin, ours: Mapping[str, str], shown: set[str]) -> None:
    if _is_current(uow, login):
        hidden = [record_id for remote_id, record_id in ours.items() if remote_id not in shown]
        uow.sync.put_sights(login.user_id, [ours[each] for each in ours.keys() & shown], hidden)


def _is_current(uow: UnitOfWork, login: CrmLogin) -> bool:
    """Another one may have been given, or this one forgotten, while it was asked."""
    now = uow.sync.login(login.user_id)
    return now is not None and (now.name, now.sealed) == (login.name, login.sealed)
