"""The CRM that the settings name to be mirrored."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.mirrors import CrmLogin
    from bot.domain.people import Workspace
    from bot.ports import Check, Store, UnitOfWork
    from bot.settings import Settings
    from storage.sugarcrm.logins import PersonalCrms
    from storage.sugarcrm.remote import SugarCrm

_PATIENCE = timedelta(minutes=10)
# Enough to see what is wrong.
_MOST_PROBLEMS = 5


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


async def check_mirror(settings: "Settings", store: "Store", now: datetime) -> "list[Check]":
    """For `crmbot doctor`: does the CRM answer, and is it told everything?"""
    from bot.errors import RemoteError
    from bot.ports import Check

    workspace = await store.read(lambda uow: uow.workspace)
    try:
        async with open_sugarcrm(settings, workspace) as remote:
            told = f"{await remote.version()} at {remote.address}, as {settings.sugarcrm_user}"
            await remote.user_id()
        answers = Check(name="mirrored CRM", ok=True, detail=told)
    except RemoteError as error:
        finding, _, remedy = str(error).partition(": ")
        answers = Check(name="mirrored CRM", ok=False, detail=finding, remedy=remedy or "see SUGARCRM_URL and the user")
    return [answers, *await store.read(lambda uow: _mirror_state(uow, settings, now))]


def _mirror_state(uow: "UnitOfWork", settings: "Settings", now: datetime) -> "Iterable[Check]":
    from bot.ports import Check

    count, since = uow.sync.behind()
    refused, disputed = uow.sync.problems(_MOST_PROBLEMS), uow.sync.count_conflicts()
    read = [state.since for state in uow.sync.states().values() if state.since is not None]
    last = f"last read {min(read):%Y-%m-%d %H:%M} UTC" if read else "nothing was read yet"
    late = since is not None and now - since > _PATIENCE
    told = f"{count} records wait to be sent, {disputed} questions are open, {last}"
    checks = [
        Check(name="synchronisation", ok=not late, detail=told, remedy="see that `crmbot serve` runs, and its log")
    ]
    for push in refused:
        told = f"{push.record_kind} {push.record_id} is refused: {push.problem}"
        checks.append(Check(name="synchronisation", ok=False, detail=told, remedy="mend it there, or change it here"))
    return [*checks, *_logins(uow.sync.logins(), settings)]


def _logins(logins: "Sequence[CrmLogin]", settings: "Settings") -> "Iterable[Check]":
    from bot.errors import RemoteLogin
    from bot.ports import Check
    from storage.sugarcrm.logins import opened

    for login in logins:
        try:
            opened(settings.secret_key, login)
        except RemoteLogin as error:
            finding, _, remedy = str(error).partition(": ")
            yield Check(name="own logins", ok=False, detail=finding, remedy=remedy)
