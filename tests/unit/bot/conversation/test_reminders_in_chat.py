"""Reminders in conversation: snoozed, rescheduled, done; for one or several."""

import pytest

from bot.messages import Action, Address, Button, Card, Send
from bot.scheduling.sweep import Sweep
from tests.unit.bot.conversation.people import OLGA
from tests.unit.bot.conversation.talk import Talk


async def fires(talk: Talk) -> None:
    await Sweep(talk.store, talk.clock).run()


@pytest.fixture
async def rung(talk: Talk) -> Talk:
    """A reminder has come a minute ago."""
    await talk.says("remind me at 11:00 to stretch")
    talk.waits(minutes=31)
    await fires(talk)
    return talk


async def test_the_one_that_came_last_is_snoozed_by_word(rung: Talk) -> None:
    await rung.says("remind me friday at 9 to report")
    assert (await rung.says("snooze 2 hours")).title == "⏰ stretch: again today 13:01"
    assert (await rung.says("undo")).title == 'Undone: snooze of "stretch".'


async def test_of_several_that_wait_one_is_asked_for(talk: Talk) -> None:
    await talk.says("remind me at 14:00 to stretch")
    await talk.says("remind me at 15:00 to report")
    asked = await talk.says("snooze to friday")
    assert (asked.question, asked.labels) == ("Which reminder?", ("stretch", "report"))
    assert (await talk.says("report")).title == "⏰ report: again Fri 13 Mar"


async def test_nothing_to_snooze(talk: Talk) -> None:
    assert (await talk.says("snooze 1 hour")).title == "You have no open reminder."


async def test_a_recurring_reminder_tells_its_rhythm(talk: Talk) -> None:
    shown = await talk.says("remind me every monday at 9 to report")
    assert shown.lines == ("⏰ Mon 16 Mar, 09:00: report", "Repeats every Monday")


async def test_today_late_in_the_evening_tells_the_hour(talk: Talk) -> None:
    talk.waits(hours=13)
    assert (await talk.says("remind me today to stretch")).title == "⏰ tomorrow, Wed 11 Mar, 00:30: stretch"


async def test_one_tap_on_a_card(talk: Talk) -> None:
    await talk.says("who is Olga Brandt?")
    shown = await talk.presses("Remind me tomorrow")
    assert shown.title == "⏰ tomorrow, Wed 11 Mar: Call back Olga Brandt"
    reminder = (await talk.gets(lambda uow: uow.reminders.latest_open(talk.user.id, 5)))[0]
    assert reminder.contact_id == OLGA.id


@pytest.mark.parametrize(
    ("waits", "arguments", "again"),
    [
        (0, {"weekday": 0}, "again Mon 16 Mar"),
        (6 * 24, {"weekday": 0}, "again Mon 23 Mar"),
        (0, {"hour": 14}, "again today 14:00"),
        (5, {"hour": 14}, "again tomorrow, Wed 11 Mar, 14:00"),
    ],
)
async def test_a_day_or_an_hour_counts_from_when_it_is_pressed(
    rung: Talk, waits: int, arguments: dict[str, int], again: str
) -> None:
    reminder = (await rung.gets(lambda uow: uow.reminders.latest_open(rung.user.id, 1)))[0]
    rung.waits(hours=waits)
    action = Action(name="snooze", arguments={"reminder": reminder.id, **arguments})
    card = Send(Card(title="stretch", buttons=(Button(label="Again", action=action),)))
    now = rung.clock.now()
    (row,) = await rung.store.write(
        lambda uow: uow.outbox.add([card], user_id=rung.user.id, address=Address("console", "desk"), now=now)
    )
    (shown,) = await rung.gets(lambda uow: uow.buttons.of_message(row))
    assert again in (await rung.presses_handle(shown.handle)).title
