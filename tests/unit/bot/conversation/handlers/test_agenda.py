"""The agenda in conversation."""

from tests.unit.bot.conversation.talk import Talk


async def test_today_with_the_hours_and_signs(talk: Talk) -> None:
    await talk.says("remind me at 14:00 to stretch")
    await talk.says("called Olga Brandt, call back today at 16:00")
    shown = await talk.says("what's on today?")
    assert shown.lines == ("today · Tue 10 Mar", "14:00 ⏰ stretch", "16:00 ✅ Call back Olga Brandt (Northwind)")


async def test_an_empty_today_shows_the_week_by_its_days(talk: Talk) -> None:
    await talk.says("remind me friday at 9 to report")
    await talk.says("remind me friday to water the plants")
    shown = await talk.says("agenda")
    assert shown.lines == (
        "Nothing today. The next 7 days:",
        "Fri 13 Mar",
        "09:00 ⏰ report",
        "⏰ water the plants",
    )


async def test_nothing_at_all(talk: Talk) -> None:
    assert (await talk.says("agenda")).lines == ("Nothing today, and nothing in the next 7 days.",)
    assert (await talk.says("what's on tomorrow?")).lines == ("Nothing planned: tomorrow, Wed 11 Mar",)


async def test_what_is_overdue_comes_first(talk: Talk) -> None:
    await talk.says("called Olga Brandt, call back today at 16:00")
    await talk.says("remind me friday at 9 to report")
    talk.waits(days=1)
    shown = await talk.says("agenda")
    assert shown.lines[:2] == (
        "Nothing today. The next 7 days:",
        "⚠️ Call back Olga Brandt (Northwind) (since yesterday)",
    )
    assert "09:00 ⏰ report" in shown.lines


async def test_in_french(talk: Talk) -> None:
    await talk.says("rappelle-moi vendredi à 9h d'appeler Olga Brandt")
    shown = await talk.says("qu'est-ce que j'ai vendredi ?")
    assert shown.title == "vendredi 13 mars"
    assert shown.lines[1].startswith("09:00 ⏰ ")
