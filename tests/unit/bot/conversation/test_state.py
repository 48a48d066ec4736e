"""What a conversation remembers comes back from JSON as it was."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.state import Option, Question, State, frame_as_json, frame_from_json, with_known
from bot.domain.names import KnownName
from bot.language.frames import Frame, Period
from bot.messages import Action

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
CREATE = Option(
    label="Create",
    role="yes",
    words=("jane", "acme"),
    action=Action(name="create_newcomers", arguments={"set": "s1", "account": None, "count": 2, "sure": True}),
)
QUESTION = Question(text="New: Jane?", options=(CREATE,), expects="name", answer=Action(name="link_name"))
JANE = KnownName(kind="contact", id="c1", name="Jane Doe", account="Hooli", account_id="a1", score=87.5)


def through_json(state: State) -> State:
    return State.from_json(json.loads(json.dumps(state.as_json())))


def test_a_state_comes_back() -> None:
    state = State(pending=QUESTION, asked_at=NOW, asked_in="m1", waiting=[Question(text="And?")], language="fr")
    assert through_json(state) == state
    assert through_json(State()) == State()


def test_a_conversation_begins_with_nothing() -> None:
    assert State.from_json({}) == State()


@pytest.mark.parametrize(
    ("age", "is_open"), [(timedelta(0), True), (timedelta(minutes=30), True), (timedelta(minutes=31), False)]
)
def test_a_question_lives_for_half_an_hour(age: timedelta, is_open: bool) -> None:
    state = State(pending=QUESTION, asked_at=NOW, asked_in="m1")
    assert (state.open_question(NOW + age) is QUESTION) is is_open


def test_only_questions_about_a_set_are_dropped_with_it() -> None:
    other = Question(text="Which?", options=(Option(label="x", action=Action(name="resume")),))
    state = State(pending=QUESTION, asked_at=NOW, asked_in="m1", waiting=[other, QUESTION])
    state.drop_questions_about("s2")
    assert (state.pending, state.waiting) == (QUESTION, [other, QUESTION])
    state.drop_questions_about("s1")
    assert (state.pending, state.waiting) == (None, [other])


@pytest.mark.parametrize(
    "value",
    [
        "text",
        30,
        2.5,
        Decimal("12000.50"),
        date(2026, 3, 12),
        datetime(2026, 3, 12, 10, 0, tzinfo=ZoneInfo("Europe/Paris")),
        Period(date(2026, 3, 9), date(2026, 3, 15)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_waiting_command_keeps_its_values_and_their_types(value: object) -> None:
    frame = Frame(intent="log_call", slots={"x": value}, known={"contact": (JANE,)})  # type: ignore[dict-item]
    back = frame_from_json(json.loads(json.dumps(frame_as_json(frame))))
    assert back == frame
    assert type(back.slots["x"]) is type(value)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_amounts_are_exact(amount: Decimal) -> None:
    frame = Frame(intent="update_deal", slots={"amount": amount})
    kept = frame_from_json(json.loads(json.dumps(frame_as_json(frame)))).slots["amount"]
    assert isinstance(kept, Decimal)
    assert kept.as_tuple() == amount.as_tuple()


def test_settling_a_name_leaves_the_others() -> None:
    frame = Frame(intent="log_call", slots={"contact": "jane"}, known={"account": ()})
    assert with_known(frame, "contact", [JANE]).known == {"account": (), "contact": (JANE,)}
    assert frame.known == {"account": ()}
