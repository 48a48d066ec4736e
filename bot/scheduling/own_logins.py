"""People's own logins to the mirrored CRM: used one after the other, and left alone for a while once refused."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.errors import RemoteLogin
from bot.remote_ports import RemoteCrm, RemoteCrms

# A wrong password that is tried again and again locks its account.
AFTER_WRONG_LOGIN = timedelta(minutes=15)


@dataclass(slots=True)
class OwnLogins:
    """Everybody's. Of several tries with a wrong password at the same time, the last ones would lock its account."""

    remotes: RemoteCrms
    clock: Clock
    _refused: dict[str, tuple[datetime, RemoteLogin]] = field(default_factory=dict)
    _turns: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    def is_shut_out(self, user_id: str) -> bool:
        """Whether it was refused a moment ago."""
        return user_id in self._refused and self.clock.now() < self._refused[user_id][0]

    @asynccontextmanager
    async def acting_as(self, user_id: str) -> AsyncIterator[RemoteCrm]:
        """The CRM as this person. Raises RemoteLogin where it lets them in no more, or did not a moment ago."""
        async with self._turns[user_id]:
            if self.is_shut_out(user_id):
                raise self._refused[user_id][1]
            try:
                yield await self.remotes.of(user_id)
            except RemoteLogin as again:
                self._refused[user_id] = self.clock.now() + AFTER_WRONG_LOGIN, again
                raise
