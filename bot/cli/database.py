"""`crmbot db`: the schema of the store."""

import asyncio

import typer

app = typer.Typer(help="Look after the database.", no_args_is_help=True)


@app.callback()
def database() -> None:
    """Look after the database."""


@app.command("upgrade")
def upgrade() -> int:
    """Bring the database up to date. Every command does so by itself; this one does nothing else."""
    from bot.cli.streams import write
    from bot.settings import load_settings

    before, after = asyncio.run(_upgrade(load_settings().database_url))
    write(f"The database is up to date (schema {after})." if before == after else f"Upgraded to schema {after}.")
    return 0


async def _upgrade(database_url: str) -> tuple[str | None, str | None]:
    from storage.database.store import current_revision, upgrade

    before = await current_revision(database_url)
    await upgrade(database_url)
    return before, await current_revision(database_url)
