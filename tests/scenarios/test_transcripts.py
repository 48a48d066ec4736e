"""Every transcript, in every chat; in one of them on the other database."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.bootstrap import Runtime
from bot.crm.imports import import_rows
from bot.crm.stages import read_pipelines, set_pipelines
from bot.domain.zones import instant_of, zone_of
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from storage.transfer.json_file import read_files
from tests.scenarios.console import console_person
from tests.scenarios.slack import slack_person
from tests.scenarios.telegram import telegram_person
from tests.scenarios.transcript import Person, Step, buttons_as_one_line, read_transcript

FOLDER = Path(__file__).parent
TRANSCRIPTS = sorted(FOLDER.glob("*/*.txt"))
CHATS = {"console": console_person, "slack": slack_person, "telegram": telegram_person}
# The contract tests hold both databases to the same, and neither knows chats or languages: English at the console
# will do for PostgreSQL.
ON_POSTGRESQL = ("console", "en")
RUNS = [
    pytest.param(
        file,
        chat,
        "postgresql" if (chat, file.parent.name) == ON_POSTGRESQL else "sqlite",
        id=f"{file.parent.name}/{file.stem}-{chat}",
    )
    for file in TRANSCRIPTS
    for chat in CHATS
]


class MovingClock:
    """A clock that is set forward by hand."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)


@pytest.mark.parametrize(("file", "chat", "database_url"), RUNS, indirect=["database_url"])
async def test_transcript(file: Path, chat: str, store: DatabaseStore) -> None:
    transcript = read_transcript(file)
    assert transcript.steps, "a transcript without steps proves nothing"
    rows = read_files([FOLDER / "crm.json"])
    clock = MovingClock(instant_of(transcript.at, zone_of("Europe/Paris")))

    def prepare(uow: UnitOfWork) -> str:
        if transcript.stages:
            set_pipelines(uow, read_pipelines((FOLDER / transcript.stages).read_text(encoding="utf-8"), ""))
        report = import_rows(uow, rows, importer=None, now=clock.now())
        assert not report.problems
        return next(user.id for user in uow.users.all() if user.name == transcript.speaker)

    user_id = await store.write(prepare)
    async with CHATS[chat](user_id, clock) as person:
        await store.write(lambda uow: uow.users.link(user_id, person.platform, person.external_id, clock.now()))
        runtime = Runtime(store, [person.messenger], clock)
        for step in transcript.steps:
            await _happens(step, person, runtime, clock)
            seen = buttons_as_one_line(person.sees())
            assert seen == step.seen, f"{file.name}, line {step.line}"
        await runtime.stop()


async def _happens(step: Step, person: Person, runtime: Runtime, clock: MovingClock) -> None:
    if step.waits:
        clock.instant += step.waits
        await runtime.tick()
        await runtime.settled()
    elif step.presses:
        await person.presses(runtime, clock, step.presses)
    else:
        await person.says(runtime, clock, step.says)
