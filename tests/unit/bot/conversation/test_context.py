"""What was spoken of just now fills what the next message leaves out, for half an hour, here alone."""

import pytest

from tests.unit.bot.conversation.people import OLGA, RENEWAL
from tests.unit.bot.conversation.talk import Talk

MOVED = "💰 Northwind renewal · Negotiation (80 %) · 12,000\u00a0€ · closes 30 Apr"


@pytest.mark.parametrize(
    "before", ["where are we with Northwind renewal?", "called Olga Brandt", "tell me about Northwind"]
)
async def test_it_is_the_deal_that_was_spoken_of_or_the_only_one_of_the_company(talk: Talk, before: str) -> None:
    await talk.says(before)
    assert (await talk.says("move it to negotiation")).title == MOVED


@pytest.mark.parametrize("answer", ["Northwind renewal", "northwind"])
async def test_where_nothing_was_spoken_of_one_is_asked(talk: Talk, answer: str) -> None:
    asked = await talk.says("move it to negotiation")
    assert asked.question == "Whom or what do you mean? Write the name."
    assert (await talk.says(answer)).title == MOVED


async def test_after_half_an_hour_nothing_is_spoken_of_any_more(talk: Talk) -> None:
    await talk.says("where are we with Northwind renewal?")
    talk.waits(minutes=30)
    assert (await talk.says("move it to negotiation")).title == MOVED
    talk.waits(minutes=31)
    assert (await talk.says("move it to proposal")).question == "Whom or what do you mean? Write the name."


async def test_another_thread_has_a_context_of_its_own(talk: Talk) -> None:
    await talk.says("where are we with Northwind renewal?")
    talk.chat = "another"
    assert (await talk.says("move it to negotiation")).question != ""


async def test_what_was_undone_is_not_spoken_of(talk: Talk) -> None:
    await talk.says("where are we with Northwind renewal?")
    talk.waits(minutes=1)
    await talk.says("new deal Pilot for Hooli 3k")
    await talk.says("undo")
    assert (await talk.says("move it to negotiation")).title == MOVED


async def test_the_latest_counts_also_where_it_is_no_record_yet(talk: Talk) -> None:
    await talk.says("where are we with Northwind renewal?")
    talk.waits(minutes=1)
    await talk.says("where are we with the Fnord deal?")
    assert (await talk.says("move it to negotiation")).title == "I know no open deal called Fnord."


@pytest.mark.parametrize(
    ("before", "moved"),
    [
        ("remind me friday at 9 to water the plants", "⏰ water the plants: moved to Mon 16 Mar, 09:00"),
        ("called Olga Brandt, call back friday at 9", "⏰ Call back Olga Brandt: moved to Mon 16 Mar, 09:00"),
        ("meeting with Olga Brandt friday at 9", "⏰ Olga Brandt: moved to Mon 16 Mar, 09:00"),
        (
            "where are we with Northwind renewal?",
            MOVED.replace("Negotiation (80", "Proposal (10").replace("30 Apr", "16 Mar"),
        ),
    ],
)
async def test_what_is_moved_is_what_was_spoken_of(talk: Talk, before: str, moved: str) -> None:
    await talk.says("remind me thursday to call the bank")
    talk.waits(minutes=1)
    await talk.says(before)
    assert (await talk.says("push it to monday")).title == moved


async def test_a_card_opened_by_a_button_is_spoken_of(talk: Talk) -> None:
    await talk.says("who is Olga Brant?")
    talk.waits(minutes=1)
    shown = await talk.says("move it to negotiation")
    assert shown.title == MOVED
    assert (await talk.gets(lambda uow: uow.deals.get(RENEWAL.id))).stage == "negotiation"
    assert (await talk.gets(lambda uow: uow.contacts.get(OLGA.id))) == OLGA
