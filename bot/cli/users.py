"""`crmbot users`: who uses this CRM."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.domain.people import User


def users(json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> int:
    """List the people who use this CRM."""
    from bot.cli.streams import write, write_json
    from bot.settings import load_settings

    everybody = asyncio.run(_everybody(load_settings().database_url))
    if json:
        write_json([_as_json(user) for user in everybody], indent=2)
    elif everybody:
        for user in everybody:
            details = (
                user.role,
                user.language,
                user.timezone,
                user.team,
                user.email,
                "" if user.active else "inactive",
            )
            write(" · ".join(part for part in (user.name, *details) if part))
    else:
        write("Nobody yet. Start `crmbot chat` once, or import a file with users.")
    return 0


async def _everybody(database_url: str) -> "list[User]":
    from storage.database.store import open_store

    store = await open_store(database_url)
    try:
        return await store.read(lambda uow: uow.users.all())
    finally:
        await store.close()


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
