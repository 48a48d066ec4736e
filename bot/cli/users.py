"""`crmbot users`: who uses this CRM, in which role and team."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.domain.people import User
    from bot.ports import UnitOfWork


def users(
    name: Annotated[str | None, typer.Argument(help="Whom to change; without a name everybody is listed.")] = None,
    role: Annotated[str | None, typer.Option("--role", help="admin, manager or rep.")] = None,
    team: Annotated[str | None, typer.Option("--team", help='The name of a team; "" for none.')] = None,
    active: Annotated[
        bool | None, typer.Option("--activate/--deactivate", help="Who has left is known no more in any chat.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> int:
    """List the people who use this CRM, or set somebody's role and team, or deactivate them."""
    from bot.cli.people import the_user
    from bot.cli.streams import write, write_json
    from bot.settings import load_settings

    if name is None and not (role is None and team is None and active is None):
        raise UsageError("whose role or team? Write crmbot users NAME --role manager")

    def run(uow: "UnitOfWork") -> "list[User]":
        from bot.crm.users import change_user

        if name is None:
            return uow.users.all()
        # Who was deactivated is still found, to be activated again.
        user: User = the_user(uow.users.all(), name, inactive=True)
        change_user(uow, user, role=role, team=team, active=active)
        return [each for each in uow.users.all() if each.id == user.id]

    found = asyncio.run(_in_store(load_settings().database_url, run))
    if json:
        write_json([_as_json(user) for user in found], indent=2)
    elif found:
        for user in found:
            write(_line(user))
    else:
        write("Nobody yet. Start `crmbot chat` once, or import a file with users.")
    return 0


async def _in_store(database_url: str, run: "Callable[[UnitOfWork], list[User]]") -> "list[User]":
    from storage.database.store import opened_store

    async with opened_store(database_url) as store:
        return await store.write(run)


def _line(user: "User") -> str:
    details = (user.role, user.language, user.timezone, user.team, user.email, "" if user.active else "inactive")
    return " · ".join(part for part in (user.name, *details) if part)


def _as_json(user: "User") -> dict[str, object]:
    return {
        "id": user.id,
        "name": user.name,
        "email": user.email,
        "role": user.role,
        "team": user.team,
        "language": user.language,
        "timezone": user.timezone,
        "active": user.active,
    }
