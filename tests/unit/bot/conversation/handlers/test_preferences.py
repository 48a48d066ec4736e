"""A person's settings in conversation."""

from datetime import time

import pytest

from bot.conversation.handlers import workspace
from bot.conversation.handlers.preferences import CHANGES
from bot.language.packs.loader import load_pack
from bot.languages import PACKS
from tests.unit.bot.conversation.talk import Talk


async def test_the_time_zone_by_the_name_of_a_city(talk: Talk) -> None:
    assert (await talk.says("my timezone is New York")).title == (
        "Your time zone is America/New_York now. Reminders keep their hour."
    )
    assert (await talk.says("remind me at 15:00 to stretch")).title == "⏰ today 3:00 PM: stretch"


async def test_a_zone_that_is_none_is_asked_about(talk: Talk) -> None:
    asked = await talk.says("change my timezone to Atlantis")
    assert asked.lines == ('I know no time zone "Atlantis".',)
    assert asked.labels == ("Europe/Paris",)
    assert (await talk.says("Tokyo")).title.startswith("Your time zone is Asia/Tokyo now.")


async def test_the_language_of_what_comes_unasked(talk: Talk) -> None:
    assert (await talk.says("speak french")).title == "Je vous parle désormais français."
    person = await talk.gets(lambda uow: uow.users.get(talk.user.id))
    assert person.language == "fr"
    assert (await talk.says("change language to german")).title.endswith(", but no German yet.")


async def test_the_start_of_the_working_day(talk: Talk) -> None:
    assert (await talk.says("my workday starts at 8:30")).title == "Your working day starts at 08:30 now."
    await talk.says("remind me tomorrow to stretch")
    reminder = (await talk.gets(lambda uow: uow.reminders.latest_open(talk.user.id, 1)))[0]
    assert (reminder.due_at.hour, reminder.due_at.minute) == (7, 30)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_setting_of_a_sentence_can_be_changed(language: str) -> None:
    pack = load_pack(PACKS / language)
    rules = pack.sentences["change_setting"].heads
    named = {rule.sets["setting"] for rule in rules if "setting" in rule.sets}
    todo = [pack.phrases]
    while todo:
        node = todo.pop()
        named |= {value for name, value in node.ends if name == "setting"}
        todo += node.values()
    assert named == CHANGES.keys() | workspace.SETTINGS


async def test_quiet_hours_without_an_end_last_until_the_morning(talk: Talk) -> None:
    await talk.says("no reminders after 7pm")
    person = await talk.gets(lambda uow: uow.users.get(talk.user.id))
    assert (person.quiet_from, person.quiet_until) == (time(19), person.workday_start)


async def test_who_would_work_on_no_day_goes_on_as_before(talk: Talk) -> None:
    await talk.says("I work mondays and tuesdays")
    said = await talk.says("I don't work on mondays and tuesdays")
    assert said.title == "That would leave no working day. For example: I work monday to thursday"
    person = await talk.gets(lambda uow: uow.users.get(talk.user.id))
    assert person.workdays == "MO,TU"
