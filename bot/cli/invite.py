"""`crmbot invite`: a one-time code that links somebody's chat account."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.crm.invitations import Invited


def invite(
    name: Annotated[str, typer.Argument(help="The person's name; a user is made if there is none yet.")],
    admin: Annotated[bool, typer.Option("--admin", help="As an administrator.")] = False,
) -> int:
    """Print a one-time code. Who sends it to the bot, alone in a message, is linked to that user."""
    from bot.cli.streams import write
    from bot.crm.users import name_of_user
    from bot.settings import load_settings

    invited = asyncio.run(_invited(load_settings().database_url, name_of_user(name), admin=admin))
    write(invited.code)
    new = " (new)" if invited.created else ""
    write(f"For {invited.user.name}{new}: to be sent to the bot, alone in a message, within 24 hours.")
    return 0


async def _invited(database_url: str, name: str, *, admin: bool) -> "Invited":
    from bot.clock import SystemClock
    from bot.crm.invitations import invite as make_invitation
    from storage.database.store import opened_store

    async with opened_store(database_url) as store:
        return await store.write(lambda uow: make_invitation(uow, name, admin=admin, now=SystemClock().now()))
