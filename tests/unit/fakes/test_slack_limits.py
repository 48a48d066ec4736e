"""The stand-in for Slack refuses what Slack refuses."""

import pytest

from tests.fakes.slack_limits import refusal

BUTTON = {"type": "button", "action_id": "a", "value": "v", "text": {"type": "plain_text", "text": "Undo"}}


def text(words):
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
    return {"type": "rich_text", "elements": [section]}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def section(words):
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}}


def labelled(words):
    return BUTTON | {"text": {"type": "plain_text", "text": words}}


def numbered(count):
    return [BUTTON | {"action_id": f"a{number}"} for number in range(count)]


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [text("x" * 3000)],
        [section("x" * 3000)],
        [actions(labelled("x" * 75))],
        [actions(*numbered(25))],
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 150}}],
        [text("x")] * 50,
    ],
)
def test_what_just_fits(blocks):
    assert refusal({"text": "words", "blocks": blocks}) == ""


@pytest.mark.parametrize(
    "block",
    [
        text(""),
        text("x" * 3001),
        text("📞" * 1501),
        {"type": "rich_text", "elements": []},
        section(""),
        section("x" * 3001),
        {"type": "section", "fields": [{"type": "plain_text", "text": "x"}] * 11},
        {"type": "section", "fields": [{"type": "plain_text", "text": "x" * 2001}]},
        {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}},
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        actions(),
        actions(*numbered(26)),
        actions(labelled("x" * 76)),
        actions(labelled("📞" * 38)),
        actions(labelled(" ")),
        actions(BUTTON | {"value": "x" * 2001}),
        actions(BUTTON | {"action_id": "x" * 256}),
        actions(BUTTON, BUTTON),
        text("x") | {"block_id": "x" * 256},
        {"type": "unheard_of"},
    ],
)
def test_what_is_refused(block):
    assert refusal({"text": "words", "blocks": [block]}) == "invalid_blocks"


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"blocks": "no list"}, "invalid_blocks_format"),
        ({"blocks": [text("x")] * 51}, "invalid_blocks"),
        ({"blocks": [text("x" * 3000)] * 5}, "msg_blocks_too_long"),
        ({"text": "x", "metadata": {"event_type": "y"}}, "invalid_metadata_format"),
    ],
)
def test_whole_messages_that_are_refused(message, code):
    assert refusal(message) == code
