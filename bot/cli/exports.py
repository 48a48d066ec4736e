"""`crmbot export`: everything into a folder."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.ports import UnitOfWork
    from bot.settings import Settings


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write; it is made where there is none.")],
    as_: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Only what this person may see, without crmbot.json.")
    ] = None,
) -> int:
    """Write everything as JSON (crmbot.json), CSV, vCard 4 and iCalendar. `crmbot import DIR` takes it in again.

    crmbot.json holds all there is, the trash, private notes and the history of changes included; the other
    files are for spreadsheets, address books and calendars.
    """
    from bot.cli.streams import write
    from bot.settings import load_settings

    counts = asyncio.run(_exported(load_settings(), folder, as_))
    for name, count in counts.items():
        write(f"{folder / name}: {count:,}")
    return 0


async def _exported(settings: "Settings", folder: Path, name: str | None) -> dict[str, int]:
    from bot.cli.people import the_user
    from bot.crm.exports import everything, records_in
    from bot.crm.rights import sight_of
    from storage.database.store import opened_store
    from storage.transfer.folder import write_folder

    def run(uow: "UnitOfWork") -> dict[str, int]:
        if name is not None:
            uow.act_as(sight_of(uow, the_user(uow.users.all(), name)))
        return write_folder(
            folder,
            uow,
            everything=everything(uow) if name is None else None,
            records_in=lambda kind: records_in(uow, kind),
        )

    async with opened_store(settings.database_url) as store:
        return await store.read(run)
