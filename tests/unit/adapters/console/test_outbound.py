"""Effects -> lines."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from adapters.console.outbound import lines_of, styled, wrapped
from bot.messages import Action, Button, Card, Choices, Edit, Field, Send, Toast, bold, unmarked


def button(label, handle):
    return Button(label=label, action=Action(name="x"), handle=handle)


def shown(effect, width=None, repeated=False):
    numbers = {}
    lines = lines_of(effect, lambda b: numbers.setdefault(b.handle, len(numbers) + 1), width=width, repeated=repeated)
    return [line.plain for line in lines]


CARD = Card(
    title=f"📞 Call with {bold('Ana Brun')}",
    lines=("first", "second"),
    fields=(Field("Phone", "+33 1 44 55 66 77"),),
    buttons=(button("Undo", "a"), button("Tomorrow", "b")),
)


def test_a_card():
    assert shown(Send(CARD)) == [
        "📞 Call with Ana Brun",
        "first",
        "second",
        "Phone: +33 1 44 55 66 77",
        "[1] Undo  [2] Tomorrow",
    ]


def test_an_edit_looks_like_a_message():
    assert shown(Edit("o1", CARD)) == shown(Send(CARD))


def test_options_of_a_question_stand_one_a_line():
    question = Choices(question="Which Ana?", options=(button("Ana Brun", "a"), button("Ana Cole", "b")))
    assert shown(Send(question)) == ["Which Ana?", "[1] Ana Brun", "[2] Ana Cole"]


def test_a_toast_and_a_repeat():
    assert shown(Toast("Done already")) == ["Done already"]
    assert shown(Toast("Done already"), repeated=True) == ["↻ Done already"]


def test_bold_is_style_not_text():
    text = styled(f"a {bold('b')} c")
    assert text.plain == "a b c"
    assert [(span.start, span.end, span.style) for span in text.spans] == [(2, 3, "bold")]


def test_marks_without_partner_are_left_out():
    assert unmarked("\ue001a\ue000b") == "ab"


def test_what_people_wrote_is_no_markup():
    assert shown(Send(Card(title="[red]x[/red] :smile: \\[b]"))) == ["[red]x[/red] :smile: \\[b]"]


@pytest.mark.parametrize("evil", ["\x1b]0;title\x07", "\x1b[2J", "a\rb", "\x9b31m", "a\u202eb", "\x08\x08"])
def test_nothing_that_a_terminal_obeys_gets_through(evil):
    for line in shown(Send(Card(title=evil, lines=(evil,), fields=(Field(evil, evil),), buttons=(button(evil, "a"),)))):
        assert not set(line) & set("\x1b\x07\r\x08\x9b\u202e")


def test_a_line_is_broken_at_blanks():
    assert shown(Send(Card(title="one two three four")), width=9) == ["one two", "three", "four"]


def test_no_break_spaces_hold():
    assert shown(Send(Card(title="prix 12\u00a0000\u202f€ net")), width=12) == ["prix", "12\u00a0000\u202f€ net"]


def test_wide_characters_count_twice():
    assert shown(Send(Card(title="会議 会議 会議")), width=9) == ["会議 会議", "会議"]


def test_a_button_is_never_broken():
    card = Card(buttons=tuple(button(label, label) for label in ("Undo", "Call back tomorrow", "Later")))
    assert shown(Send(card), width=24) == ["[1] Undo", "[2] Call back tomorrow", "[3] Later"]


def test_line_breaks_inside_a_text_stay():
    assert shown(Send(Card(title="a\n\nb"))) == ["a", "", "b"]


@given(st.text(alphabet="ab \u00a0é会🦜\u200d", max_size=80), st.integers(2, 40))
@example("\u200da\u200d a会", 2)
def test_wrapping_loses_nothing_but_blanks(text, width):
    parts = wrapped(Text(text), width)
    assert "".join(part.plain for part in parts).replace(" ", "") == text.replace(" ", "")
    for part in parts:
        assert cell_len(part.plain.strip(" ")) <= width or " " not in part.plain.strip(" ")
