"""What becomes of a message: records, an answer, at most one question at a time."""

import pytest

from bot.messages import Edit, Send, Toast
from bot.ports import UnitOfWork
from storage.database.store import DatabaseStore
from tests.unit.bot.conversation.people import HUGO_LAMBERT, NORTHWIND, OLGA
from tests.unit.bot.conversation.talk import Talk, talk_at


async def calls_with(talk: Talk, contact_id: str) -> int:
    def read(uow: UnitOfWork) -> int:
        return int(
            uow.activities.last_touch("contact", contact_id, before=talk.clock.now().replace(year=2030)) is not None
        )

    number: int = await talk.gets(read)
    return number


async def test_a_call_with_somebody_known(talk: Talk) -> None:
    shown = await talk.says("called Olga Brandt, wants a quote, call back tomorrow at 10")
    assert shown.lines == (
        "📞 Call with Olga Brandt (Northwind) logged, today 10:30",
        '"wants a quote"',
        "⏰ Follow-up tomorrow, Wed 11 Mar, 10:00",
    )
    assert (shown.question, shown.labels) == ("", ("Undo",))
    assert isinstance(shown.effect, Send)


async def test_the_same_in_french(talk: Talk) -> None:
    shown = await talk.says("appelé Olga Brandt, veut un devis, rappeler demain à 10h")
    assert shown.lines == (
        "📞 Appel à Olga Brandt (Northwind) noté, aujourd'hui à 10:30",
        "«\u00a0veut un devis\u00a0»",
        "⏰ Relance demain, mercredi 11 mars à 10:00",
    )
    assert shown.labels == ("Annuler",)


async def test_what_is_of_use_comes_back_with_the_next_call(talk: Talk) -> None:
    await talk.says("called Olga Brandt, call back friday")
    talk.waits(days=1)
    shown = await talk.says("called Olga Brandt")
    assert shown.lines[1] == "Last touch: call, yesterday"
    assert shown.labels == ("Undo", 'Close "Call back Olga Brandt"')
    talk.waits(days=2)
    assert "✅ Closed: Call back Olga Brandt" in (await talk.says("called Olga Brandt")).lines


async def test_a_name_that_fits_two_is_asked_about_and_a_number_answers(talk: Talk) -> None:
    asked = await talk.says("called Hugo")
    assert asked.lines == ()
    assert asked.labels == ("Hugo Weiss · Northwind", "Hugo Lambert · Hooli", "Drop it")
    shown = await talk.says("2")
    assert shown.title == "📞 Call with Hugo Lambert (Hooli) logged, today 10:30"
    assert await calls_with(talk, HUGO_LAMBERT.id) == 1


@pytest.mark.parametrize("answer", ["lambert", "hooli", "Hugo Lambert", "the second", "Hugo Lambert · Hooli"])
async def test_words_of_an_option_choose_it(talk: Talk, answer: str) -> None:
    await talk.says("called Hugo")
    assert "Hugo Lambert" in (await talk.says(answer)).title


async def test_the_company_beside_a_name_narrows_the_choice(talk: Talk) -> None:
    assert "Hugo Lambert (Hooli)" in (await talk.says("called Hugo at Hooli")).title


async def test_a_number_without_a_choice_is_told_and_asked_again(talk: Talk) -> None:
    await talk.says("called Hugo")
    shown = await talk.says("7")
    assert shown.lines == ("There is no choice 7. There are 3.",)
    assert shown.question == "Which Hugo?"
    assert "Hugo Weiss" in (await talk.says("1")).title


async def test_a_question_never_traps(talk: Talk) -> None:
    await talk.says("called Hugo")
    shown = await talk.says("note on Northwind: budget frozen")
    assert shown.title == "📝 Note on Northwind kept"
    # A yes or a number means nothing any more, but the buttons still work.
    assert (await talk.says("2")).title == 'There is no open question. Write what happened, or "help".'
    assert "Hugo Weiss" in (await talk.presses("Hugo Weiss · Northwind")).title


async def test_a_look_at_something_else_leaves_the_question_open(talk: Talk) -> None:
    await talk.says("called Hugo")
    assert (await talk.says("who is Olga Brandt?")).title == "Olga Brandt · CFO at Northwind"
    assert "Hugo Weiss" in (await talk.says("1")).title


async def test_an_answer_after_half_an_hour_is_a_new_message(talk: Talk) -> None:
    await talk.says("called Hugo")
    talk.waits(minutes=31)
    assert "no open question" in (await talk.says("2")).title


async def test_somebody_new_is_saved_at_once_and_then_asked_about_once(talk: Talk) -> None:
    shown = await talk.says("called Zed Quint at Globex, voicemail")
    assert shown.title == "📞 Call with Zed Quint (Globex) logged: voicemail, today 10:30"
    assert shown.question == "New: Zed Quint at Globex. Create both?"
    assert shown.labels == ("Create both", "Someone else", "Leave", "Undo")
    created = await talk.says("yes")
    assert created.title == "Zed Quint created (Globex)"
    zed = (await talk.gets(lambda uow: uow.contacts.by_name("Zed Quint")))[0]
    globex = (await talk.gets(lambda uow: uow.accounts.by_name("Globex")))[0]
    assert zed.account_id == globex.id

    undone = await talk.says("undo")
    assert undone.title == "Undone: call with Zed Quint."
    assert await talk.gets(lambda uow: (uow.contacts.by_name("Zed Quint"), uow.accounts.by_name("Globex"))) == ([], [])
    assert (await talk.presses("Redo")).title == "Back again: call with Zed Quint."
    assert len(await talk.gets(lambda uow: uow.contacts.by_name("Zed Quint"))) == 1


async def test_no_leaves_the_name_as_written(talk: Talk) -> None:
    await talk.says("called Zed Quint")
    assert (await talk.says("no")).title == "Left as written: Zed Quint"
    assert await talk.gets(lambda uow: uow.contacts.by_name("Zed Quint")) == []


async def test_somebody_else_is_named_in_words(talk: Talk) -> None:
    await talk.says("called Zed Quint")
    asked = await talk.presses("Someone else")
    assert asked.question == "Who was it? Write the name."
    assert (await talk.says("olga")).title == "Linked to Olga Brandt (Northwind)"
    assert await calls_with(talk, OLGA.id) == 1


async def test_leaving_the_question_who_it_was_keeps_the_call(talk: Talk) -> None:
    await talk.says("called Zed Quint")
    await talk.presses("Someone else")
    assert (await talk.presses("Leave")).title == "Left as written: Zed Quint"


async def test_a_known_person_of_nearly_that_name_is_offered(talk: Talk) -> None:
    asked = await talk.says("called Olag")
    assert asked.labels == ("Create", "Olga Brandt · Northwind", "Someone else", "Leave", "Undo")
    assert (await talk.presses("Olga Brandt · Northwind")).title == "Linked to Olga Brandt (Northwind)"


async def test_two_questions_are_asked_one_after_the_other(talk: Talk) -> None:
    first = await talk.says("called Zed Quint at Globex. called Ada Finch at Initrode")
    assert len(first.lines) == 2
    assert first.question == "New: Zed Quint at Globex. Create both?"
    second = await talk.says("yes")
    assert second.lines == ("Zed Quint created (Globex)",)
    assert second.question == "New: Ada Finch at Initrode. Create both?"
    last = await talk.says("yes")
    assert (last.lines, last.question) == (("Ada Finch created (Initrode)",), "")
    assert (await talk.says("undo")).title == "Undone: everything from your last message."
    assert await talk.gets(lambda uow: [*uow.contacts.by_name("Zed Quint"), *uow.contacts.by_name("Ada Finch")]) == []


async def test_what_was_undone_is_asked_about_no_more(talk: Talk) -> None:
    await talk.says("called Zed Quint at Globex. called Ada Finch at Initrode")
    assert (await talk.says("undo")).question == ""
    assert "no open question" in (await talk.says("yes")).title
    assert (await talk.presses("Create both")).title == "This was undone already."


async def test_a_question_from_yesterday_does_not_come_up_again(talk: Talk) -> None:
    await talk.says("called Zed Quint at Globex. called Ada Finch at Initrode")
    talk.waits(days=1)
    assert (await talk.says("note on Northwind: budget frozen")).question == ""


async def test_a_button_works_once(talk: Talk) -> None:
    await talk.says("called Olga Brandt")
    first = await talk.presses("Undo")
    assert isinstance(first.effect, Edit)
    assert first.lines == ("Undone: call with Olga Brandt.",)
    handle = talk.handles["Undo"]
    second = await talk.presses_handle(handle)
    assert second.effect == Toast("That was answered already.")


async def test_of_the_buttons_of_a_question_one_counts(talk: Talk) -> None:
    await talk.says("called Zed Quint")
    await talk.presses("Create")
    assert (await talk.presses("Leave")).effect == Toast("That was answered already.")


async def test_a_question_answered_in_words_has_no_live_buttons(talk: Talk) -> None:
    await talk.says("called Zed Quint")
    await talk.says("yes")
    assert (await talk.presses("Create")).effect == Toast("That was answered already.")
    assert len(await talk.gets(lambda uow: uow.contacts.by_name("Zed Quint"))) == 1


async def test_a_question_asked_again_creates_nobody_twice(talk: Talk) -> None:
    await talk.says("called Zed Quint")
    first = talk.handles["Create"]
    await talk.says("9")
    second = talk.handles["Create"]
    assert first != second
    await talk.presses_handle(first)
    await talk.presses_handle(second)
    assert len(await talk.gets(lambda uow: uow.contacts.by_name("Zed Quint"))) == 1


async def test_an_unknown_button_is_told(talk: Talk) -> None:
    assert (await talk.presses_handle("bcdfghjk")).effect == Toast("This button is no longer known.")


async def test_a_button_belongs_to_its_person(talk: Talk) -> None:
    await talk.says("called Olga Brandt")
    other = await talk_at(talk.store, name="Paul Adler")
    assert (await other.presses_handle(talk.handles["Undo"])).effect == Toast("This button is no longer known.")
    assert await calls_with(talk, OLGA.id) == 1
    # It still works for the one it was made for.
    assert (await talk.presses("Undo")).title == "Undone: call with Olga Brandt."


async def test_undo_again_steps_further_back_until_nothing_is_left(talk: Talk) -> None:
    await talk.says("called Olga Brandt")
    talk.waits(minutes=1)
    await talk.says("note on Northwind: budget frozen")
    talk.waits(minutes=1)
    said = [(await talk.says("undo")).title for _ in range(3)]
    assert said == [
        "Undone: note on Northwind.",
        "Undone: call with Olga Brandt.",
        "Nothing left to undo in the last 24 hours.",
    ]


async def test_a_conflict_shows_both_values_and_the_person_decides(talk: Talk) -> None:
    await talk.says("Olga Brandt's phone is now 01 22 22 22 22")
    other = await talk_at(talk.store, name="Paul Adler")
    other.waits(minutes=5)
    await other.says("Olga Brandt's phone is now 01 33 33 33 33")
    talk.waits(minutes=6)
    asked = await talk.says("undo")
    assert asked.lines == ("Undone: change to Olga Brandt.",)
    assert asked.question == (
        "Paul Adler set phone to 01 33 33 33 33 (today 10:35). Put 01 44 55 66 77 back all the same?"
    )
    assert asked.labels[:2] == ("Keep 01 33 33 33 33", "Put back 01 44 55 66 77")
    assert (await talk.presses("Put back 01 44 55 66 77")).title == "Put back: 01 44 55 66 77."
    assert await talk.gets(lambda uow: uow.contacts.get(OLGA.id)) == OLGA


async def test_a_conflict_may_be_left(talk: Talk) -> None:
    await talk.says("Olga Brandt works at Hooli")
    other = await talk_at(talk.store, name="Paul Adler")
    other.waits(minutes=5)
    await other.says("Olga Brandt works at Initrode")
    talk.waits(minutes=6)
    asked = await talk.says("undo")
    assert asked.question == "Paul Adler set company to Initrode (today 10:35). Put Northwind back all the same?"
    assert (await talk.says("no")).title == "Kept: Initrode."
    person = await talk.gets(lambda uow: uow.contacts.get(OLGA.id))
    assert person.account_id != NORTHWIND.id


async def test_what_is_not_understood_can_be_kept_as_a_note(talk: Talk) -> None:
    shown = await talk.says("blorb the fnord")
    assert shown.title.startswith('I didn\'t get "blorb the fnord". I can log a call')
    assert shown.labels == ("Keep as a note", "Examples")
    kept = await talk.presses("Keep as a note")
    assert kept.lines == ("📝 Note kept", '"blorb the fnord"')
    assert (await talk.says("undo")).title == "Undone: note."


async def test_an_empty_message_is_answered(talk: Talk) -> None:
    assert (await talk.says("  ")).title.startswith("That message was empty.")


async def test_the_language_of_the_conversation_is_kept_for_what_tells_none(talk: Talk) -> None:
    await talk.says("appelé Hugo")
    assert (await talk.says("2")).title.startswith("📞 Appel à Hugo Lambert")


async def test_no_answer_is_longer_than_a_phone_shows(talk: Talk) -> None:
    for day in range(1, 8):
        await talk.says(f"remind me on {10 + day} march at 9 to water plant {day}")
    shown = await talk.says("what's on in march")
    assert len(shown.lines) <= 8
    assert shown.labels[-1].startswith("More (")
    more = await talk.presses(shown.labels[-1])
    assert isinstance(more.effect, Edit)
    assert not set(more.lines[1:]) & set(shown.lines)


async def test_reminders_go_where_the_person_wrote_last_for_their_eyes_alone(sqlite_store: DatabaseStore) -> None:
    talk = await talk_at(sqlite_store, reply_platform="", reply_chat="")
    talk.chat = "a channel"
    await talk.says("hello")
    person = await talk.gets(lambda uow: uow.users.get(talk.user.id))
    assert (person.reply_platform, person.reply_chat) == ("console", talk.user.id)


async def test_two_chats_have_a_question_each(talk: Talk) -> None:
    await talk.says("called Hugo")
    talk.chat = "other"
    assert "no open question" in (await talk.says("1")).title
    talk.chat = "desk"
    assert "Hugo Weiss" in (await talk.says("1")).title


async def test_of_many_commands_every_deed_is_told(talk: Talk) -> None:
    calls = ("Olga Brandt", "Hugo Weiss", "Hugo Lambert")
    shown = await talk.says(". ".join(f"called {name}, wants a quote, call back friday at 9" for name in calls))
    assert [line for line in shown.lines if line.startswith("📞")] == [
        "📞 Call with Olga Brandt (Northwind) logged, today 10:30",
        "📞 Call with Hugo Weiss (Northwind) logged, today 10:30",
        "📞 Call with Hugo Lambert (Hooli) logged, today 10:30",
    ]
    assert sum(line.startswith("⏰") for line in shown.lines) == 3
    assert len(shown.lines) <= 8
