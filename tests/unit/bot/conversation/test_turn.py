"""Replies: eight lines at most, what was done before what is merely of use."""

from bot.conversation.state import Option, Question
from bot.conversation.turn import Aside, Reply
from bot.messages import Action, Card, Choices
from bot.wording.texts import Texts

EN = Texts("en")


def deeds(count: int) -> list[str]:
    return [f"deed {n}" for n in range(count)]


def lines_of(reply: Reply) -> list[str]:
    content = reply.content(EN)
    return [content.title, *content.lines] if isinstance(content, Card) else [*content.lines, content.question]


def test_nothing_is_left_out_of_eight_lines() -> None:
    lines = [*deeds(4), Aside("quote"), *deeds(3)]
    assert lines_of(Reply(lines=lines)) == lines


def test_the_last_asides_go_first() -> None:
    lines = [*deeds(4), Aside("quote"), *deeds(3), Aside("last touch")]
    assert lines_of(Reply(lines=lines)) == lines[:-1]


def test_what_does_not_fit_is_counted() -> None:
    assert lines_of(Reply(lines=[Aside("quote"), *deeds(11)])) == [*deeds(7), "… and 4 more"]


def test_a_question_takes_a_line() -> None:
    no = Option(label="No", role="no", action=Action(name="drop"))
    reply = Reply(lines=deeds(8), question=Question(text="Sure?", options=(no,)))
    assert lines_of(reply) == [*deeds(6), "… and 2 more", "Sure?"]
    assert isinstance(reply.content(EN), Choices)


def test_an_empty_reply_is_an_empty_card() -> None:
    assert Reply().content(EN) == Card(title="")
