"""Contacts in conversation: looked up, corrected, created."""

import pytest

from tests.unit.bot.conversation.people import OLGA
from tests.unit.bot.conversation.talk import Talk


async def test_a_card_says_what_one_wants_to_know(talk: Talk) -> None:
    await talk.says("called Olga Brandt, call back friday at 9")
    talk.waits(days=1)
    shown = await talk.says("who is Olga Brandt?")
    assert shown.lines == (
        "Olga Brandt · CFO at Northwind",
        "📱 01 44 55 66 77 · olga@northwind.example",
        "Last: call, yesterday",
        "💰 Northwind renewal · Proposal · 12,000\u00a0€ · closes 30 Apr",
        "Next: Call back Olga Brandt, Fri 13 Mar, 09:00",
    )
    assert shown.labels == ("Log a call", "Remind me tomorrow")


async def test_a_call_by_one_tap(talk: Talk) -> None:
    await talk.says("who is Olga Brandt?")
    assert (await talk.presses("Log a call")).title == "📞 Call with Olga Brandt (Northwind) logged, today 10:30"
    assert (await talk.says("undo")).title == "Undone: call with Olga Brandt."


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Olga Brandt's email", "Olga Brandt: olga@northwind.example"),
        ("Olga Brandt's number", "Olga Brandt: 01 44 55 66 77"),
        ("Olga Brandt's address", "Olga Brandt: no address known"),
        ("l'adresse d'Olga Brandt", "Olga Brandt\u00a0: rien de noté (adresse)"),
    ],
)
async def test_a_single_detail(talk: Talk, asked: str, told: str) -> None:
    assert (await talk.says(asked)).lines == (told,)


async def test_somebody_nobody_knows(talk: Talk) -> None:
    assert (await talk.says("who is Zed Quint?")).title == "I know nobody called Zed Quint."


async def test_a_correction_tells_before_and_after(talk: Talk) -> None:
    shown = await talk.says("Olga Brandt's phone is now 01 22 22 22 22")
    assert shown.title == "Olga Brandt: phone 01 44 55 66 77 → 01 22 22 22 22"
    assert (await talk.says("Olga Brandt's phone is now 01 22 22 22 22")).title == (
        "Olga Brandt: phone is 01 22 22 22 22 already"
    )
    assert (await talk.says("undo")).title == "Undone: change to Olga Brandt."
    assert await talk.gets(lambda uow: uow.contacts.get(OLGA.id)) == OLGA


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Olga Brandt's phone is now 12", '"12" is no phone. A phone number looks like +33 6 12 34 56 78.'),
        ("Olga Brandt's email is olga(at)x", "An e-mail address looks like jane@acme.com."),
    ],
)
async def test_what_cannot_be_a_value_is_told_with_an_example(talk: Talk, said: str, told: str) -> None:
    assert (await talk.says(said)).title.endswith(told)
    assert await talk.gets(lambda uow: uow.contacts.get(OLGA.id)) == OLGA


async def test_the_same_value_beside_another_command_is_no_change(talk: Talk) -> None:
    shown = await talk.says("called Hugo Weiss. Olga Brandt's phone is 01 44 55 66 77")
    assert shown.lines[-1] == "Olga Brandt: phone is 01 44 55 66 77 already"


async def test_a_company_that_is_new_is_told(talk: Talk) -> None:
    shown = await talk.says("Olga Brandt works at Initrode")
    assert shown.lines == ("Olga Brandt: company Northwind → Initrode", "Initrode created")


async def test_a_new_person_at_a_new_company(talk: Talk) -> None:
    shown = await talk.says("new contact Pia Roth at Initrode")
    assert shown.title == "Pia Roth created (Initrode)"
    await talk.says("undo")
    assert await talk.gets(lambda uow: [*uow.contacts.by_name("Pia Roth"), *uow.accounts.by_name("Initrode")]) == []


async def test_a_namesake_is_asked_about_first(talk: Talk) -> None:
    asked = await talk.says("new contact Olga Brandt at Initrode")
    assert asked.question == "Olga Brandt (Northwind) is known already. Create another one?"
    assert asked.labels == ("Use Olga Brandt", "Create anyway")
    assert await talk.gets(lambda uow: uow.accounts.by_name("Initrode")) == []
    assert (await talk.presses("Create anyway")).title == "Olga Brandt created (Initrode)"
    assert len(await talk.gets(lambda uow: uow.contacts.by_name("Olga Brandt"))) == 2


async def test_the_one_who_is_known_may_be_meant(talk: Talk) -> None:
    await talk.says("new contact Olga Brandt")
    assert (await talk.says("no")).title == "Olga Brandt · CFO at Northwind"
    assert len(await talk.gets(lambda uow: uow.contacts.by_name("Olga Brandt"))) == 1
