"""What was told leads to the message that told it, where the reader can open that."""

from dataclasses import dataclass

import pytest

from bot.messages import Edit, Piece, Send, pieces
from tests.unit.bot.conversation.talk import Shown, Talk
from tests.unit.bot.scheduling.chats import Chats


@dataclass(slots=True)
class Shelf(Chats):
    """A chat whose messages only those find who wrote them."""

    def link(self, message_key: str, *, own: bool) -> str:
        return f"https://chat.example/{message_key}" if own else ""


def links(shown: Shown) -> list[Piece]:
    assert isinstance(shown.effect, Send | Edit)
    lines = getattr(shown.effect.content, "lines", ())
    return [piece for line in lines for piece in pieces(line) if piece.url]


@pytest.mark.parametrize("asked", ["history of Olga Brandt", "who is Olga Brandt?"])
async def test_a_call_leads_to_the_message_that_told_it(talk: Talk, asked: str) -> None:
    talk.messengers = [Shelf()]
    await talk.says("called Olga Brandt, wants a quote")
    key = talk.key
    assert [link.url for link in links(await talk.says(asked))] == [f"https://chat.example/{key}"]


async def test_a_change_leads_to_the_message_that_made_it(talk: Talk) -> None:
    await talk.says("Olga Brandt's title is Director")
    key = talk.key
    asked = "who changed Olga Brandt's title?"
    assert not links(await talk.says(asked))
    talk.messengers = [Shelf()]
    assert f"https://chat.example/{key}" in [link.url for link in links(await talk.says(asked))]
