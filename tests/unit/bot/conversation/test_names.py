"""From the words of a slot to one record, several that fit, or nobody."""

import pytest

from bot.conversation.names import AmbiguousName, resolve
from bot.conversation.state import State
from bot.conversation.turn import Turn
from bot.domain.names import KnownName
from bot.language.frames import Frame
from bot.ports import UnitOfWork
from tests.unit.bot.conversation.talk import Talk
from tests.unit.bot.crm.desk import Desk


def person(name: str, account: str = "", score: float = 85.0) -> KnownName:
    return KnownName(kind="contact", id=name, name=name, account=account, account_id=account or None, score=score)


def company(name: str) -> KnownName:
    return KnownName(kind="account", id=name, name=name)


JANE, JANET, OTHER_JANE = person("Jane Doe", "Hooli"), person("Janet Doe", "Acme"), person("Jane Smith", "Acme")


async def resolved(talk: Talk, frame: Frame, slot: str = "contact") -> str | list[str]:
    """The id of the record; or the labels that are asked about; or "" for nobody."""

    def run(uow: UnitOfWork) -> str | list[str]:
        turn = Turn(uow=uow, speaker=Desk(talk.store, talk.user).speaker, state=State(), language="en")
        try:
            known = resolve(turn, frame, slot).known
        except AmbiguousName as ambiguous:
            question = ambiguous.reply.question
            return [option.label for option in question.options] if question else []
        return known.id if known else ""

    found: str | list[str] = await talk.gets(run)
    return found


@pytest.mark.parametrize(
    ("written", "known", "found"),
    [
        ("Jane Doe", [JANE, JANET], "Jane Doe"),
        ("jane doe", [JANE], "Jane Doe"),
        ("doe jane", [JANE], "Jane Doe"),
        ("jane", [JANE], "Jane Doe"),
        ("jane", [JANE, JANET], "Jane Doe"),
        ("jane", [JANE, OTHER_JANE], ["Jane Doe · Hooli", "Jane Smith · Acme", "Drop it"]),
        ("Jane Deo", [JANE], "Jane Doe"),
        # One mistyped word may be another name.
        ("jana", [JANE], ""),
        # A nickname is none of a typo.
        ("maggie", [person("Margaret Hill")], "Margaret Hill"),
        ("zed", [], ""),
    ],
)
async def test_what_a_name_stands_for(talk: Talk, written: str, known: list[KnownName], found: str | list[str]) -> None:
    frame = Frame(intent="log_call", slots={"contact": written}, known={"contact": tuple(known)})
    assert await resolved(talk, frame) == found


@pytest.mark.parametrize(
    ("account", "accounts", "found"),
    [("acme", [company("Acme")], "Jane Smith"), ("hooli", [company("Hooli")], "Jane Doe"), ("initrode", [], "")],
)
async def test_the_company_narrows_the_choice(talk: Talk, account: str, accounts: list[KnownName], found: str) -> None:
    frame = Frame(
        intent="log_call",
        slots={"contact": "jane", "account": account},
        known={"contact": (JANE, OTHER_JANE), "account": tuple(accounts)},
    )
    assert await resolved(talk, frame) == found


async def test_a_slot_takes_records_of_its_own_kind(talk: Talk) -> None:
    frame = Frame(intent="log_call", slots={"account": "jane"}, known={"account": (JANE, company("Jane & Co"))})
    assert await resolved(talk, frame, "account") == "Jane & Co"
