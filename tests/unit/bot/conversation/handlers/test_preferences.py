"""A person's settings in conversation."""

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
    assert (await talk.says("change language to german")).title.startswith("I speak English and French")


async def test_the_start_of_the_working_day(talk: Talk) -> None:
    assert (await talk.says("my workday starts at 8:30")).title == "Your working day starts at 08:30 now."
    await talk.says("remind me tomorrow to stretch")
    reminder = (await talk.gets(lambda uow: uow.reminders.latest_open(talk.user.id, 1)))[0]
    assert (reminder.due_at.hour, reminder.due_at.minute) == (7, 30)
