"""What adapters and core say to each other: bold, and text made harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import (
    BOLD_OFF,
    BOLD_ON,
    Action,
    Button,
    Card,
    Choices,
    Conversation,
    Piece,
    bold,
    buttons_of,
    linked,
    pieces,
    plain,
    unmarked,
)

TODAY = "today"
UNDO = Button(label="Undo", action=Action(name="undo"))


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Jane called", "Jane called"),
        ("", ""),
        ("l'été à Zürich, 12 000 €, 日本", "l'été à Zürich, 12 000 €, 日本"),
        ("first\nsecond", "first\nsecond"),
        ("a\tb\rc\x00d\x1be", "a b c d e"),
        ("a\u2028b\u2029c", "a b c"),
        ("ab\u202etxt.exe", "abtxt.exe"),
        ("\u2066a\u2069\u200eb\u200f\ufeff", "ab"),
        (f"{BOLD_ON}forged{BOLD_OFF}", "forged"),
        ("👩\u200d💻 ❤\ufe0f 👍🏽", "👩\u200d💻 ❤\ufe0f 👍🏽"),
        ("e\u0301", "e\u0301"),
        ("a\ud800b", "ab"),
        ("12\u00a0000\u202f€", "12\u00a0000\u202f€"),
    ],
)
def test_plain(written: str, left: str) -> None:
    assert plain(written) == left


@given(st.text())
def test_plain_is_plain_already_the_second_time(written: str) -> None:
    once = plain(written)
    assert plain(once) == once
    assert BOLD_ON not in once
    assert BOLD_OFF not in once
    assert once.count("\n") == written.count("\n")


def test_bold_is_a_run_between_two_marks() -> None:
    assert bold("Jane") == f"{BOLD_ON}Jane{BOLD_OFF}"


def test_a_text_in_pieces() -> None:
    text = f"Last: {linked(f'call, {bold(TODAY)}', 'https://chat.example/1')} · {bold('Jane')}"
    assert list(pieces(text)) == [
        Piece("Last: "),
        Piece("call, ", url="https://chat.example/1"),
        Piece("today", is_bold=True, url="https://chat.example/1"),
        Piece(" · "),
        Piece("Jane", is_bold=True),
    ]
    assert unmarked(text) == "Last: call, today · Jane"


@given(st.text(alphabet="\ue000\ue001\ue002\ue003\ue004ab/", max_size=20))
def test_no_marks_are_left_in_pieces(text: str) -> None:
    assert unmarked(text).strip("ab/") == ""


def test_people_cannot_forge_a_link() -> None:
    assert plain(linked("here", "https://evil.example")) == "https://evil.examplehere"


def test_buttons_of_cards_and_questions() -> None:
    assert buttons_of(Card(title="Done", buttons=(UNDO,))) == (UNDO,)
    assert buttons_of(Choices(question="Which?", options=(UNDO, UNDO))) == (UNDO, UNDO)
    assert buttons_of(Card()) == ()


def test_the_key_of_a_conversation_tells_chats_threads_and_people_apart() -> None:
    keys = {Conversation(*parts).key for parts in [("a", "b", "", "c"), ("a", "b", "c", ""), ("a", "", "b", "c")]}
    assert len(keys) == 3
