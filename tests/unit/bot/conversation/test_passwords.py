"""A password that is told in a chat is refused and kept nowhere."""

from pathlib import Path

import pytest

from bot.conversation.passwords import looks_like_password
from storage.database.store import DatabaseStore
from tests.unit.bot.conversation.talk import talk_at


@pytest.mark.parametrize(
    "text",
    [
        "my sugarcrm password is Tr0ub4dor&3",
        "login iris password: hunter22",
        "Mon mot de passe du CRM est « s3cret! »",
        "mdp=azerty123",
        "iris / pwd: iR1s-2026",
    ],
)
def test_what_looks_like_one(text: str) -> None:
    assert looks_like_password(text)


@pytest.mark.parametrize(
    "text",
    [
        "called Jane, her password is wrong again",
        "Jane a perdu son mot de passe : l'aider demain",
        "remind me to reset the password on Friday 10am",
        "the password reset is done",
        "appelé Claire, mot de passe: réinitialisé",
    ],
)
def test_what_only_speaks_of_one(text: str) -> None:
    assert not looks_like_password(text)


@pytest.mark.parametrize(("language", "told"), [("en", "I have not kept it"), ("fr", "je ne l'ai pas gardé")])
async def test_it_is_refused_and_not_kept(
    sqlite_store: DatabaseStore, sqlite_url: str, language: str, told: str
) -> None:
    talk = await talk_at(sqlite_store, language=language)
    shown = await talk.says("my password is Tr0ub4dor")
    assert told in shown.lines[0]
    kept = [file.read_bytes() for file in Path(sqlite_url.removeprefix("sqlite:///")).parent.glob("crmbot.db*")]
    assert not any(b"Tr0ub4dor" in each for each in kept)
