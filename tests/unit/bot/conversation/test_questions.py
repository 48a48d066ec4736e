"""Answers in words: yes and no, times, names, and commands that are none."""

import pytest

from tests.unit.bot.conversation.talk import Talk


async def test_a_reminder_without_a_time_asks_when(talk: Talk) -> None:
    asked = await talk.says("remind me to send the quote")
    assert asked.question == 'When shall I remind you of "send the quote"? For example: tomorrow 9:00'
    assert asked.labels == ("Drop it",)
    assert (await talk.says("tomorrow at 9")).title == "⏰ tomorrow, Wed 11 Mar, 09:00: send the quote"


async def test_a_reminder_of_nothing_asks_of_what(talk: Talk) -> None:
    assert (await talk.says("remind me tomorrow at 9")).question == "What shall I remind you of?"
    assert (await talk.says("the quote for Hooli")).title == "⏰ tomorrow, Wed 11 Mar, 09:00: the quote for Hooli"


@pytest.mark.parametrize(
    ("answer", "due"),
    [
        ("in 2 hours", "today 12:30"),
        ("friday 3pm", "Fri 13 Mar, 15:00"),
        ("tomorrow", "tomorrow, Wed 11 Mar"),
        ("today", "today 17:00"),
        # A day comes before its month in Paris.
        ("04/05 at 9:00", "Mon 4 May, 09:00"),
    ],
)
async def test_times_in_words(talk: Talk, answer: str, due: str) -> None:
    await talk.says("remind me to send the quote")
    assert (await talk.says(answer)).title == f"⏰ {due}: send the quote"


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        ("purple", 'I found no time in "purple".'),
        ("3 march 2020", "Tue 3 Mar 2020 is past."),
    ],
)
async def test_what_is_no_time_or_is_past_is_asked_again(talk: Talk, answer: str, complaint: str) -> None:
    first = await talk.says("remind me to send the quote")
    again = await talk.says(answer)
    assert again.lines[0].startswith(complaint)
    assert again.question == first.question
    assert (await talk.says("friday at 9")).title == "⏰ Fri 13 Mar, 09:00: send the quote"


@pytest.mark.parametrize("answer", ["no", "never mind", "cancel"])
async def test_a_question_can_be_dropped(talk: Talk, answer: str) -> None:
    await talk.says("remind me to send the quote")
    assert (await talk.says(answer)).title == "Dropped."
    assert await talk.gets(lambda uow: uow.reminders.latest_open(talk.user.id, 5)) == []


async def test_a_command_is_no_answer(talk: Talk) -> None:
    await talk.says("remind me to send the quote")
    shown = await talk.says("called Olga Brandt, call back friday at 9")
    assert shown.title == "📞 Call with Olga Brandt (Northwind) logged, today 10:30"


async def test_without_a_question_there_is_nothing_to_cancel(talk: Talk) -> None:
    await talk.says("called Olga Brandt")
    shown = await talk.says("never mind")
    assert shown.title == "There is nothing to cancel. Saved last: call with Olga Brandt."
    assert (await talk.presses("Undo")).title == "Undone: call with Olga Brandt."
    assert (await talk.says("never mind")).title == "There is nothing to cancel."


@pytest.mark.parametrize("answer", ["yes", "no", "2"])
async def test_an_answer_to_nothing(talk: Talk, answer: str) -> None:
    assert (await talk.says(answer)).title.startswith("There is no open question.")


async def test_a_name_that_nobody_bears_may_be_created_on_the_way(talk: Talk) -> None:
    await talk.says("called Zed Quint")
    await talk.presses("Someone else")
    asked = await talk.says("Ada Finch")
    assert asked.question == "I know nobody called Ada Finch."
    assert asked.labels[:2] == ("Create Ada Finch", "Leave")
    assert (await talk.says("yes")).title == "Ada Finch created"
    assert len(await talk.gets(lambda uow: uow.contacts.by_name("Ada Finch"))) == 1


async def test_a_name_that_several_bear_is_asked_about_once_more(talk: Talk) -> None:
    await talk.says("called Zed Quint")
    await talk.presses("Someone else")
    asked = await talk.says("hugo")
    assert asked.labels[:3] == ("Hugo Weiss · Northwind", "Hugo Lambert · Hooli", "Create hugo")
    assert (await talk.says("weiss")).title == "Linked to Hugo Weiss (Northwind)"


@pytest.mark.parametrize("answer", ["create both", "Create", "both"])
async def test_a_part_of_what_stands_on_a_button(talk: Talk, answer: str) -> None:
    await talk.says("called Zed Quint at Farview Optics")
    assert (await talk.says(answer)).title == "Zed Quint created (Farview Optics)"


async def test_yes_and_another_command_in_one_message(talk: Talk) -> None:
    await talk.says("called Zed Quint")
    shown = await talk.says("yes, and remind me tomorrow at 9 to send the quote")
    assert shown.lines == ("Zed Quint created", "⏰ tomorrow, Wed 11 Mar, 09:00: send the quote")


async def test_a_look_at_somebody_is_no_answer_to_who_it_was(talk: Talk) -> None:
    await talk.says("called Zed Quint")
    await talk.presses("Someone else")
    assert (await talk.says("who is Olga Brandt?")).title == "Olga Brandt · CFO at Northwind"
    assert (await talk.says("Olga Brandt")).title == "Linked to Olga Brandt (Northwind)"


async def test_undo_before_anything_is_saved_means_the_question(talk: Talk) -> None:
    await talk.says("called Olga Brandt")
    asked = await talk.says("new contact Olga Brandt at Northwind")
    assert asked.question
    dropped = await talk.says("undo")
    assert dropped.title == "Dropped; nothing of it was saved. Saved last: call with Olga Brandt."
    assert (await talk.presses("Undo")).title == "Undone: call with Olga Brandt."


async def test_undo_after_something_else_means_what_was_saved(talk: Talk) -> None:
    await talk.says("called Olga Brandt")
    assert (await talk.says("new contact Olga Brandt at Northwind")).question
    talk.waits(seconds=20)
    await talk.says("who is Hugo Weiss?")
    assert (await talk.says("undo")).title == "Undone: call with Olga Brandt."
