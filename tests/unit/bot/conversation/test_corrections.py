"""What was said last, put right in words: the last command again with other values, and what it made undone."""

from typing import Any

import pytest

from bot.ports import UnitOfWork
from tests.unit.bot.conversation.people import HUGO_LAMBERT, HUGO_WEISS, OLGA, RENEWAL
from tests.unit.bot.conversation.talk import NOW, Shown, Talk

LATER = NOW.replace(year=2030)


async def notes(talk: Talk, contact_id: str) -> list[str]:
    """The notes of the calls with somebody."""

    def read(uow: UnitOfWork) -> list[str]:
        linked: list[Any] = uow.activities.linked_to("contact", contact_id)
        return [activity.note for activity in linked if activity.deleted_at is None]

    found: list[str] = await talk.gets(read)
    return found


async def said(talk: Talk, *messages: str) -> Shown:
    """What is shown after the last of these messages."""
    shown = [await talk.says(message) for message in messages]
    return shown[-1]


@pytest.mark.parametrize("correction", ["no, 15k not 12k", "non, 15k pas 12k", "I meant 15k, not 12k"])
async def test_a_number_within_a_note(talk: Talk, correction: str) -> None:
    await said(talk, "called Olga Brandt, wants a quote for 12k", correction)
    assert await notes(talk, OLGA.id) == ["wants a quote for 15k"]


async def test_what_is_replaced_is_told_and_undo_takes_back_the_rest(talk: Talk) -> None:
    shown = await said(talk, "called Olga Brandt, call back friday", "no, Hugo Weiss not Olga Brandt")
    assert shown.lines == (
        "📞 Call with Hugo Weiss (Northwind) logged, today 10:30",
        "⏰ Follow-up Fri 13 Mar",
        "Replaces: call with Olga Brandt, and its follow-up",
    )
    assert await notes(talk, OLGA.id) == []
    assert (await talk.says("undo")).title == "Undone: call with Hugo Weiss, and its follow-up."
    assert await notes(talk, HUGO_WEISS.id) == []


@pytest.mark.parametrize("correction", ["no, 15k", "15k rather", "no, 15k not 12k"])
async def test_an_amount(talk: Talk, correction: str) -> None:
    shown = await said(talk, "Northwind renewal is at 14k", correction)
    assert "12,000\u00a0€ → 15,000\u00a0€" in shown.title
    assert (await talk.gets(lambda uow: uow.deals.get(RENEWAL.id))).amount == 15000


@pytest.mark.parametrize(
    ("first", "correction", "title"),
    [
        ("remind me friday at 9 to send the quote", "no, monday", "⏰ Mon 16 Mar, 09:00: send the quote"),
        ("remind me friday at 9 to send the quote", "no, at 11", "⏰ Fri 13 Mar, 11:00: send the quote"),
        ("remind me friday at 9 to send the quote", "plutôt lundi", "⏰ lundi 16 mars à 09:00 : send the quote"),
        ("remind me friday to send the quote", "no, monday at 8am", "⏰ Mon 16 Mar, 08:00: send the quote"),
        (
            "meeting with Olga Brandt friday 3pm",
            "no, thursday",
            "📅 Meeting with Olga Brandt (Northwind): Thu 12 Mar, 15:00",
        ),
        ("called Olga Brandt on friday", "no, on thursday", "📞 Call with Olga Brandt (Northwind) logged, Thu 5 Mar"),
    ],
)
async def test_a_day_keeps_its_hour_and_an_hour_its_day(talk: Talk, first: str, correction: str, title: str) -> None:
    shown = await said(talk, first, correction)
    assert shown.title.replace("\u00a0", " ") == title
    assert len(await talk.gets(lambda uow: uow.reminders.latest_open(talk.user.id, 5))) <= 1


async def test_a_name_within_the_subject_of_a_reminder(talk: Talk) -> None:
    shown = await said(talk, "remind me friday to call Olga Brandt", "no, Hugo Weiss")
    assert shown.title == "⏰ Fri 13 Mar: call Hugo Weiss"


async def test_who_is_somewhere_else_takes_their_company_along(talk: Talk) -> None:
    shown = await said(talk, "called Olga Brandt at Northwind", "no, Hugo Lambert")
    assert shown.title == "📞 Call with Hugo Lambert (Hooli) logged, today 10:30"


async def test_the_other_one_after_the_choice(talk: Talk) -> None:
    shown = await said(talk, "called Hugo, budget ok", "weiss", "no, the other one")
    assert shown.lines[0] == "📞 Call with Hugo Lambert (Hooli) logged, today 10:30"
    assert shown.lines[-1] == "Replaces: call with Hugo Weiss"
    assert (await notes(talk, HUGO_WEISS.id), await notes(talk, HUGO_LAMBERT.id)) == ([], ["budget ok"])
    # And back again.
    await talk.says("non, l'autre")
    assert (await notes(talk, HUGO_WEISS.id), await notes(talk, HUGO_LAMBERT.id)) == (["budget ok"], [])


async def test_the_other_one_after_a_press(talk: Talk) -> None:
    await talk.says("who is Hugo?")
    assert (await talk.presses("Hugo Weiss · Northwind")).title == "Hugo Weiss · Northwind"
    assert (await talk.says("no, the other one")).title == "Hugo Lambert · Hooli"


async def test_a_name_answers_the_question_that_is_open(talk: Talk) -> None:
    shown = await said(talk, "called Hugo", "I meant Hugo Lambert")
    assert shown.title == "📞 Call with Hugo Lambert (Hooli) logged, today 10:30"


async def test_where_there_is_no_other_that_is_told(talk: Talk) -> None:
    shown = await said(talk, "called Olga Brandt", "no, the other one")
    assert shown.title.startswith("There is no other one.")
    assert await notes(talk, OLGA.id) == [""]


@pytest.mark.parametrize("before", ["hello", "who is Olga Brandt?"])
async def test_there_may_be_nothing_to_correct(talk: Talk, before: str) -> None:
    assert (await said(talk, before, "no, 15k not 12k")).title.startswith("I find nothing to correct")


async def test_after_a_day_nothing_is_corrected(talk: Talk) -> None:
    await talk.says("called Olga Brandt, wants a quote for 12k")
    talk.waits(hours=25)
    assert (await talk.says("no, 15k not 12k")).title.startswith("I find nothing to correct")
    assert await notes(talk, OLGA.id) == ["wants a quote for 12k"]


async def test_of_two_commands_the_one_with_the_wrong_words_is_corrected(talk: Talk) -> None:
    await talk.says("called Olga Brandt, wants a quote for 12k. note on Hooli: budget frozen")
    shown = await talk.says("no, 15k not 12k")
    assert await notes(talk, OLGA.id) == ["wants a quote for 15k"]
    assert "📝 Note on Hooli kept" in shown.lines


@pytest.mark.parametrize(
    ("question", "again", "title"),
    [
        ("Olga Brandt's number", "and Hugo Weiss?", "Hugo Weiss: no phone known"),
        ("who do we know at Hooli", "and at Northwind?", "2 people · at Northwind"),
        ("when did I last talk to Olga Brandt?", "what about Hugo Weiss?", "Nothing yet with Hugo Weiss."),
        ("hello", "what about Hugo Weiss?", "Hugo Weiss · Northwind"),
    ],
)
async def test_the_last_question_about_somebody_else(talk: Talk, question: str, again: str, title: str) -> None:
    assert (await said(talk, question, again)).title == title


@pytest.mark.parametrize(
    ("pronoun", "title"),
    [
        ("and her number?", "Olga Brandt: 01 44 55 66 77"),
        ("et son mail ?", "Olga Brandt : olga@northwind.example"),
        ("log a call with her", "📞 Call with Olga Brandt (Northwind) logged, today 10:30"),
        ("note: she wants a discount", "📝 Note on Olga Brandt (Northwind) kept"),
        ("her last call?", "Nothing yet with Olga Brandt."),
        ("give it to Iris", "Olga Brandt belongs to Iris Keller now"),
    ],
)
async def test_pronouns(talk: Talk, pronoun: str, title: str) -> None:
    await talk.says("who is Olga Brandt?")
    assert (await talk.says(pronoun)).title.replace("\u00a0", " ") == title


async def test_whom_a_reminder_is_about_is_told(talk: Talk) -> None:
    shown = await said(talk, "who is Olga Brandt?", "call her back tomorrow")
    assert shown.lines[0] == "✅ call Olga Brandt back"
    (task,) = await talk.gets(lambda uow: uow.tasks.open_with(OLGA.id, None, 5))
    assert task.contact_id == OLGA.id


async def test_delete_it_after_a_log_is_undo(talk: Talk) -> None:
    assert (await said(talk, "called Olga Brandt", "delete it")).title == "Undone: call with Olga Brandt."
    assert await talk.gets(lambda uow: uow.contacts.get(OLGA.id)) == OLGA
