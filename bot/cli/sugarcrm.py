"""`crmbot sugarcrm`: connecting to a SugarCRM or SuiteCRM."""

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.remote_ports import Module
    from bot.settings import Settings

app = typer.Typer(help="Connect SugarCRM or SuiteCRM.", no_args_is_help=True)

_ENV_FILE = Path(".env")
# Where the API stands below an address: SuiteCRM 8 has the CRM of before below itself.
_PLACES = ("", "/legacy", "/public/legacy", "/suitecrm", "/sugarcrm", "/crm")


@app.callback()
def sugarcrm() -> None:
    """Connect SugarCRM or SuiteCRM."""


@app.command("connect")
def connect(
    url: Annotated[str, typer.Option(help="The address of the CRM.")] = "",
    user: Annotated[str, typer.Option(help="One of its users.")] = "",
) -> int:
    """Ask for address, user and password, try them, show what is there, and save them to .env."""
    from bot.cli.streams import write
    from bot.settings import load_settings

    known = load_settings()
    given = {
        "SUGARCRM_URL": url or known.sugarcrm_url or typer.prompt("Address of the CRM"),
        "SUGARCRM_USER": user or known.sugarcrm_user or typer.prompt("User name"),
        "SUGARCRM_PASSWORD": known.sugarcrm_password or typer.prompt("Password", hide_input=True),
    }
    given["SUGARCRM_URL"] = _without_page(given["SUGARCRM_URL"].strip())
    settings = load_settings({**os.environ, **given})
    given["SUGARCRM_URL"] = asyncio.run(_found_at(settings.sugarcrm_url or ""))
    settings = load_settings({**os.environ, **given})
    for line in asyncio.run(_look(settings)):
        write(line)
    if settings.sugarcrm_url == known.sugarcrm_url and settings.sugarcrm_user == known.sugarcrm_user:
        write("The settings have it already. `crmbot sync --once` reads everything in.")
        return 0
    if not typer.confirm(f"Save this to {_ENV_FILE}?", default=True):
        return 0
    _save(given)
    write(f"Saved to {_ENV_FILE}. `crmbot sync --once` reads everything in; `crmbot serve` keeps both the same.")
    return 0


@app.command("login")
def login(
    person: Annotated[str | None, typer.Option("--as", help="Whose login it is.")] = None,
    user: Annotated[str, typer.Option("--user", help="The user name in the CRM.")] = "",
    forget: Annotated[bool, typer.Option("--forget", help="Forget the login instead.")] = False,
) -> int:
    """Have the CRM read and written for somebody by their own login, so that they see and may what they may there."""
    from bot.cli.streams import write
    from bot.settings import load_settings

    settings = load_settings()
    if settings.sugarcrm_url is None:
        raise UsageError("no CRM is configured: `crmbot sugarcrm connect` comes first")
    if forget:
        write(asyncio.run(_forget(settings, person)))
        return 0
    if settings.secret_key is None:
        from storage.sugarcrm.logins import new_key

        raise UsageError(f"passwords are kept sealed: set CRMBOT_SECRET_KEY first, and keep it. A new one: {new_key()}")
    user = user or typer.prompt("User name in the CRM")
    password = typer.prompt("Password", hide_input=True)
    write(asyncio.run(_log_in(settings, person, user, password)))
    return 0


async def _log_in(settings: "Settings", person: str | None, user: str, password: str) -> str:
    from bot.cli.people import the_user
    from bot.clock import SystemClock
    from bot.domain.mirrors import CrmLogin
    from storage.database.store import opened_store
    from storage.sugarcrm.client import Client
    from storage.sugarcrm.logins import seal
    from storage.sugarcrm.remote import SugarCrm

    async with opened_store(settings.database_url) as store:
        owner = the_user(await store.read(lambda uow: uow.users.all()), person or settings.user)
        async with Client(settings.sugarcrm_url or "", user, password) as client:
            there = await SugarCrm(client, currency="").user_id()
        ours = await store.read(lambda uow: uow.sync.ours("user", [there]))
        if ours.get(there, owner.id) != owner.id:
            raise UsageError(f"{user} is somebody else there than {owner.name}: ask them for their own login")
        given = CrmLogin(
            user_id=owner.id,
            name=user,
            sealed=seal(settings.secret_key or "", password),
            given_at=SystemClock().now(),
        )
        await store.write(lambda uow: uow.sync.put_login(given))
    return (
        f"What {owner.name} changes is written as {user} from now on, and they see what {user} sees there: "
        "nothing at first, more as it is asked for. `crmbot sync --once` asks for everything."
    )


async def _forget(settings: "Settings", person: str | None) -> str:
    from bot.cli.people import the_user
    from storage.database.store import opened_store

    async with opened_store(settings.database_url) as store:
        owner = the_user(await store.read(lambda uow: uow.users.all()), person or settings.user)
        await store.write(lambda uow: uow.sync.drop_login(owner.id))
    return f"What {owner.name} changes is written as {settings.sugarcrm_user} from now on, and they see what it sees."


def _without_page(address: str) -> str:
    """The address of a CRM, from one that was copied out of a browser."""
    whole = address if "://" in address else f"https://{address}"
    place = whole.partition("#")[0].partition("?")[0]
    return place.removesuffix("/service/v4_1/rest.php").removesuffix("/index.php").rstrip("/")


async def _found_at(place: str) -> str:
    """Where the API answers: there, or in one of the usual places below."""
    from bot.errors import RemoteError
    from storage.sugarcrm.client import Client

    async def answers(below: str) -> bool:
        async with Client(place + below, "", "", pauses=()) as client:
            try:
                return bool(await client.server_info())
            except RemoteError:
                return False

    found = await asyncio.gather(*map(answers, _PLACES))
    return place + next((below for below, is_there in zip(_PLACES, found, strict=True) if is_there), "")


async def _look(settings: "Settings") -> list[str]:
    from bot.cli.mirror import open_sugarcrm
    from storage.database.store import opened_store

    async with opened_store(settings.database_url) as store:
        workspace = await store.read(lambda uow: uow.workspace)
    async with open_sugarcrm(settings, workspace) as remote:
        lines = [f"{await remote.version()} at {remote.address}, as {settings.sugarcrm_user}"]
        modules = await remote.modules()
        lines += [_line(module) for module in modules]
        unknown = [each for module in modules for each in module.stages if not workspace.pipelines.from_remote(each)]
    if unknown:
        lines.append(f"Stages that no stage here stands for: {', '.join(unknown)}. `crmbot stages FILE` makes some.")
    return [*lines, f"Amounts in its base currency are taken as {workspace.currency}."]


def _line(module: "Module") -> str:
    told = f"{module.name} ({module.count}) <-> {module.kind}"
    if module.missing:
        told += f"; without {', '.join(module.missing)}"
    if module.custom:
        told += f"; left alone: {', '.join(module.custom)}"
    return told


def _save(given: dict[str, str]) -> None:
    """Into .env, which nobody else may read."""
    from dotenv import set_key

    _ENV_FILE.touch(mode=0o600)
    for name, value in given.items():
        set_key(_ENV_FILE, name, value)
