"""`crmbot stages`: the pipelines of the workspace and their stages."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.ports import UnitOfWork


def stages(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="YAML, as this command prints it without a file.")
    ] = None,
) -> int:
    """Show the sales pipelines and their stages, or take them from a file.

    A stage has a name (one for all, or one a language), a probability, other words for it (also), fields
    that a deal in it should have (needs: amount, close_date, next_step, account) and its value in a mirrored CRM
    (remote). What is won and lost may have names of its own. Who writes about deals uses the words at once.
    """
    from bot.cli.streams import write

    for line in asyncio.run(_done(file)):
        write(line)
    return 0


async def _done(file: Path | None) -> list[str]:
    from bot.crm.stages import read_pipelines, set_pipelines, written
    from bot.settings import load_settings
    from storage.database.store import opened_store

    wanted = read_pipelines(_text(file), str(file)) if file else None

    def run(uow: "UnitOfWork") -> list[str]:
        if wanted is None:
            return written(uow.workspace.pipelines).splitlines()
        stranded = set_pipelines(uow, wanted)
        return [
            *(f"{pipeline.name('')}: {len(pipeline.stages)} stages" for pipeline in wanted),
            *(f"{stage} is gone, yet deals stand in it until they are moved: {count}" for stage, count in stranded),
        ]

    async with opened_store(load_settings().database_url) as store:
        return await store.write(run)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{file}: this is no UTF-8 text") from None
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from None
