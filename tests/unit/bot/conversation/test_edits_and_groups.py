"""Messages that are edited, and chats where others read along."""

from bot.messages import Send
from tests.unit.bot.conversation.people import HUGO_WEISS, OLGA
from tests.unit.bot.conversation.talk import Talk


async def test_an_edited_message_takes_back_what_it_made(talk: Talk) -> None:
    await talk.says("called Olga Brandt, budget ok")
    first = talk.key
    talk.waits(minutes=1)
    shown = await talk.says("called Hugo Weiss, budget ok", edits=first)
    assert shown.title == "📞 Call with Hugo Weiss (Northwind) logged, today 10:31"
    assert "call with Olga Brandt" in shown.lines[-1]
    ahead = talk.clock.now().replace(year=2030)
    assert await talk.gets(lambda uow: uow.activities.last_touch("contact", OLGA.id, before=ahead)) is None
    assert await talk.gets(lambda uow: uow.activities.last_touch("contact", HUGO_WEISS.id, before=ahead)) is not None


async def test_what_one_asks_in_a_group_is_for_their_eyes_until_they_share_it(talk: Talk) -> None:
    shown = await talk.says("who is Olga Brandt?", private=False)
    assert "Share" in shown.labels[-1]
    shared = await talk.presses(shown.labels[-1])
    assert isinstance(shared.effect, Send)
    assert shared.lines == shown.lines
    assert shared.labels == ()
