"""`crmbot language`: the languages that crmbot speaks."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.language.packs.check import Complaint

app = typer.Typer(help="The languages that crmbot speaks.", no_args_is_help=True)


@app.callback()
def _language() -> None:
    """A group of commands, also while it holds one."""


@app.command("check")
def check(
    code: Annotated[str, typer.Argument(help="ISO 639-1 code: the name of the language's folder.")],
    idle: Annotated[
        bool, typer.Option("--idle", help="Also list the sentences that nothing in the corpus needs.")
    ] = False,
) -> int:
    """Check a language: word lists, sentences, times, texts and, in a checkout, its corpus; 1 if anything is wrong."""
    from bot.cli.streams import write
    from bot.language.packs.check import check_files, declared_intents, is_whole
    from bot.language.packs.corpus import CORPUS
    from bot.language.packs.trial import try_pack
    from bot.languages import PACKS
    from bot.wording.check import check_wording, untold

    folder = PACKS / code
    if not code.isidentifier() or not folder.is_dir():
        raise UsageError(f"there is no folder {_near(PACKS)}/{code}: docs/adding-a-language.md tells how to begin one")
    complaints = check_files(folder)
    lacking = untold(code)
    trial = try_pack(folder) if not complaints and CORPUS.is_dir() else None
    finished = not complaints and is_whole(folder)
    complaints += [*check_wording(code), *(lacking if finished else ()), *(trial.complaints if trial else ())]
    _list(complaints)
    if idle and trial:
        _list(trial.idle)
    if complaints:
        write(f"{code}: {len(complaints)} {'complaint' if len(complaints) == 1 else 'complaints'}")
        return 1
    write(f"{code}: in order; {len(declared_intents(folder))} intents")
    if trial:
        write(f"{trial.sentences} sentences, {len(trial.idle)} of them needed by nothing in the corpus")
    if lacking:
        write(f"{len(lacking)} texts are said in English, such as {lacking[0].what}")
    return 0


def _list(complaints: "Sequence[Complaint]") -> None:
    from bot.cli.streams import write

    for complaint in complaints:
        write(str(complaint).replace(str(complaint.file), _near(complaint.file), 1))


def _near(file: Path) -> str:
    """The path as one would write it from here."""
    here = Path.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)
