"""Calls and notes in conversation."""

import pytest

from tests.unit.bot.conversation.talk import Talk


async def test_a_note_about_nobody_asks_nothing(talk: Talk) -> None:
    shown = await talk.says("note: the office moves in june")
    assert (shown.lines, shown.question) == (("📝 Note kept", '"the office moves in june"'), "")


async def test_a_note_on_a_company(talk: Talk) -> None:
    shown = await talk.says("note on Northwind: budget frozen until march")
    assert shown.lines == (
        "📝 Note on Northwind kept",
        '"budget frozen until march"',
        "Northwind renewal has no next step.",
    )


async def test_a_note_on_somebody_new_asks_once(talk: Talk) -> None:
    assert (await talk.says("note on Zed Quint: likes trains")).question == "New: Zed Quint. Create?"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("called Olga Brandt for 20 min", "📞 Call with Olga Brandt (Northwind) logged, today 10:30, 20 min"),
        ("called Olga Brandt yesterday", "📞 Call with Olga Brandt (Northwind) logged, yesterday, Mon 9 Mar"),
        ("called Olga Brandt, no answer", "📞 Call with Olga Brandt (Northwind) logged: no answer, today 10:30"),
        ("Olga Brandt called me", "📞 Call from Olga Brandt (Northwind) logged, today 10:30"),
    ],
)
async def test_what_was_understood_of_a_call_is_told(talk: Talk, said: str, told: str) -> None:
    assert (await talk.says(said)).title == told


async def test_a_follow_up_in_the_past_is_not_set_and_that_is_told(talk: Talk) -> None:
    shown = await talk.says("called Olga Brandt, follow up on 3 march 2020")
    assert shown.lines[1] == "No follow-up set: Tue 3 Mar 2020 is past."
    assert await talk.gets(lambda uow: uow.reminders.latest_open(talk.user.id, 5)) == []


async def test_a_follow_up_that_lies_ahead_can_be_closed_by_one_tap(talk: Talk) -> None:
    await talk.says("called Olga Brandt, call back friday at 9")
    talk.waits(days=1)
    await talk.says("called Olga Brandt")
    assert (await talk.presses('Close "Call back Olga Brandt"')).title == "✅ Done: Call back Olga Brandt"
    assert await talk.gets(lambda uow: uow.reminders.latest_open(talk.user.id, 5)) == []


async def test_a_long_note_is_quoted_in_part_and_kept_whole(talk: Talk) -> None:
    words = "very long " * 60
    shown = await talk.says(f"note on Northwind: {words}")
    assert len(shown.lines[1]) < 210
    assert shown.lines[1].endswith('…"')


@pytest.mark.parametrize(
    "told",
    [
        "the meeting with Olga Brandt was cancelled",
        "the meeting with Olga Brandt on thursday was cancelled",
        "cancel the meeting with Northwind",
    ],
)
async def test_a_meeting_of_another_day_is_the_one_called_off(talk: Talk, told: str) -> None:
    await talk.says("meeting with Olga Brandt on thursday at 15:00")
    assert (await talk.says(told)).title == "📅 Meeting with Olga Brandt (Northwind) called off, Thu 12 Mar, 15:00"
    assert (await talk.says("what's on thursday")).title == "Nothing planned: Thu 12 Mar"
    await talk.says("undo")
    assert (await talk.says("what's on thursday")).lines[1] == "15:00 📅 Olga Brandt · Northwind"


async def test_of_several_one_is_asked_which(talk: Talk) -> None:
    await talk.says("meeting with Olga Brandt on thursday at 15:00")
    await talk.says("meeting with Olga Brandt on friday at 9:00")
    asked = await talk.says("the meeting with Olga Brandt was cancelled")
    assert (asked.question, asked.labels) == ("Which one?", ("Thu 12 Mar, 15:00", "Fri 13 Mar, 09:00", "Drop it"))
    assert "called off, Fri 13 Mar, 09:00" in (await talk.says("the second one")).title


async def test_one_of_another_weekday_stays(talk: Talk) -> None:
    await talk.says("meeting with Olga Brandt on thursday at 15:00")
    assert "called off, yesterday" in (await talk.says("the meeting with Olga Brandt on monday was cancelled")).title
    assert (await talk.says("what's on thursday")).lines[1] == "15:00 📅 Olga Brandt · Northwind"
