"""People's own logins: whoever gave one is who the CRM sees, so that they may there what they may.

Passwords lie in the store under a seal, whose key is a setting: neither is of use without the other.
"""

from contextlib import AsyncExitStack
from typing import Self

from cryptography.fernet import Fernet, InvalidToken

from bot.domain.mirrors import CrmLogin
from bot.errors import RemoteLogin
from bot.ports import Store
from storage.sugarcrm.client import Client
from storage.sugarcrm.remote import SugarCrm


def new_key() -> str:
    """A key of its own for this installation."""
    return Fernet.generate_key().decode()


def seal(key: str, password: str) -> str:
    return Fernet(key).encrypt(password.encode()).decode()


def opened(key: str | None, login: CrmLogin) -> str:
    """The password of a login. Raises RemoteLogin where the key is missing, or another one."""
    if key is None:
        raise RemoteLogin(f"CRMBOT_SECRET_KEY is not set: without it the login of {login.name} cannot be opened")
    try:
        return Fernet(key).decrypt(login.sealed).decode()
    except InvalidToken:
        raise RemoteLogin(
            f"CRMBOT_SECRET_KEY does not open the login of {login.name}: set the one that it was given with, "
            "or give it again by `crmbot sugarcrm login`"
        ) from None


class PersonalCrms:
    """One CRM, as each of its people sees it. Close it by `async with`."""

    def __init__(self, store: Store, shared: SugarCrm, *, url: str, key: str | None) -> None:
        self.shared = shared
        self._store = store
        self._url = url
        self._key = key
        self._stack = AsyncExitStack()
        self._open: dict[str, tuple[CrmLogin, SugarCrm]] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def has_own(self, user_id: str) -> bool:
        return await self._login(user_id) is not None

    async def of(self, user_id: str) -> SugarCrm:
        login = await self._login(user_id)
        if login is None:
            return self.shared
        known = self._open.get(user_id)
        if known is None or known[0] != login:
            client = Client(self._url, login.name, opened(self._key, login))
            await self._stack.enter_async_context(client)
            known = self._open[user_id] = (login, self.shared.seen_by(client))
        return known[1]

    async def _login(self, user_id: str) -> CrmLogin | None:
        return await self._store.read(lambda uow: uow.sync.login(user_id))
