"""The CRM that the settings name to be mirrored."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.people import Workspace
    from bot.ports import Store
    from bot.settings import Settings
    from storage.sugarcrm.logins import PersonalCrms
    from storage.sugarcrm.remote import SugarCrm


@asynccontextmanager
async def open_mirrored(settings: "Settings", store: "Store") -> "AsyncIterator[PersonalCrms]":
    """The configured CRM, as each person sees it. From now on every change here is to be told to it."""
    from storage.sugarcrm.logins import PersonalCrms

    workspace = await store.read(lambda uow: uow.workspace)
    if workspace.remote != settings.sugarcrm_url:
        await store.write(lambda uow: uow.update_workspace({"remote": settings.sugarcrm_url}))
    url, key = settings.sugarcrm_url or "", settings.secret_key
    async with open_sugarcrm(settings, workspace) as shared, PersonalCrms(store, shared, url=url, key=key) as remotes:
        yield remotes


@asynccontextmanager
async def open_sugarcrm(settings: "Settings", workspace: "Workspace") -> "AsyncIterator[SugarCrm]":
    """One session pool, closed at the end. The base currency there counts as the workspace's."""
    from storage.sugarcrm.client import Client
    from storage.sugarcrm.remote import SugarCrm

    url, user, password = settings.sugarcrm_url, settings.sugarcrm_user, settings.sugarcrm_password
    async with Client(url or "", user or "", password or "") as client:
        yield SugarCrm(client, currency=workspace.currency)
