"""Content -> Block Kit, within Slack's limits whatever people wrote."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from adapters.slack.outbound import blocks_of, escaped, notice_of, shortened
from bot.messages import BOLD_OFF, BOLD_ON, Action, Button, Card, Choices, Field, bold, linked
from tests.fakes.slack_limits import length, refusal, texts_of


def button(label, handle="h1"):
    return Button(label=label, action=Action(name="x"), handle=handle)


def test_a_card():
    card = Card(
        title=f"📞 Call with {bold('Ana')}",
        lines=("one", "two"),
        fields=(Field("Phone", "+33 1"),),
        buttons=(button("Undo", "a"), button("Later", "b")),
    )
    text, actions = blocks_of(card)
    [section] = text["elements"]
    assert section["elements"][:2] == [
        {"type": "text", "text": "📞 Call with "},
        {"type": "text", "text": "Ana", "style": {"bold": True}},
    ]
    assert "".join(part["text"] for part in section["elements"]) == "📞 Call with Ana\none\ntwo\nPhone: +33 1"
    assert [(e["text"]["text"], e["value"]) for e in actions["elements"]] == [("Undo", "a"), ("Later", "b")]
    assert notice_of(card) == "📞 Call with Ana\none\ntwo\nPhone: +33 1"


def test_a_link():
    text, _ = blocks_of(Card(title=f"📞 {linked('today', 'https://chat.example/1')} <b>", buttons=(button("Undo"),)))
    assert text["elements"][0]["elements"][1:] == [
        {"type": "link", "text": "today", "url": "https://chat.example/1"},
        {"type": "text", "text": " <b>"},
    ]


def test_a_question():
    question = Choices(
        question="Which Ana?", lines=("Two fit.",), options=(button("Ana Brun", "a"), button("Ana Cole", "b"))
    )
    assert notice_of(question) == "Two fit.\nWhich Ana?"
    assert len(blocks_of(question)) == 2


def test_a_repeat_is_marked():
    assert notice_of(Card(title="Done"), repeated=True) == "↻ Done"
    assert next(iter(texts_of(blocks_of(Card(title="Done"), repeated=True)[0]))) == "↻ "


def test_nothing_to_say_is_said_somehow():
    assert blocks_of(Card()) == []
    assert notice_of(Card()) == "…"
    assert notice_of(Card(buttons=(button("Undo"),))) == "Undo"
    assert blocks_of(Card(title=" ", buttons=(button(" "),)))[0]["elements"][0]["text"]["text"] == "…"


@pytest.mark.parametrize(
    "evil",
    ["<!channel>", "<@U1>", "<https://evil.example|bank.example>", "&lt;!here&gt;", "<#C1>", "<!subteam^S1>"],
)
def test_no_record_pings_or_links(evil):
    card = Card(title=evil, lines=(evil,), fields=(Field(evil, evil),), buttons=(button(evil),))
    notice = notice_of(card)
    assert "<" not in notice
    assert ">" not in notice
    assert evil in "".join(texts_of(blocks_of(card)[0]))
    kinds = {part["type"] for part in blocks_of(card)[0]["elements"][0]["elements"]}
    assert kinds == {"text"}


def test_what_turns_a_line_is_left_out():
    card = Card(title="a\u202eb\u2066c\x00d", buttons=(button("\u202ex"),))
    assert notice_of(card) == "abc d"
    assert blocks_of(card)[1]["elements"][0]["text"]["text"] == "x"


def test_the_question_survives_long_lines():
    content = Choices(question="Which Ana?", lines=("word " * 2000,) * 5)
    assert notice_of(content).endswith("…\nWhich Ana?")


def test_a_long_text_is_cut_at_a_blank():
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one two", 7) == "one two"
    assert shortened("onetwothree", 7) == "onetwo…"


def test_a_cut_never_shows_half_an_entity():
    for most in range(2, 30):
        cut = escaped("&&&&&&&&&&", most)
        assert length(cut) <= most
        assert cut.replace("&amp;", "").replace("…", "") == ""


TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=f"a <>&*_~`\n\u202e\u200d📞é{BOLD_ON}{BOLD_OFF}", max_size=5000),
    st.builds(
        lambda char, count: char * count, st.sampled_from(["x", "<", "📞", "é", " ", "\n"]), st.integers(0, 6_000)
    ),
)
LABELS = st.lists(TEXTS, max_size=120)


def buttons(labels):
    return tuple(button(label, f"h{number}") for number, label in enumerate(labels))


CONTENTS = st.one_of(
    st.builds(
        lambda title, lines, fields, labels: Card(
            title=title, lines=tuple(lines), fields=tuple(Field(*pair) for pair in fields), buttons=buttons(labels)
        ),
        TEXTS,
        st.lists(TEXTS, max_size=12),
        st.lists(st.tuples(TEXTS, TEXTS), max_size=12),
        LABELS,
    ),
    st.builds(
        lambda question, lines, labels: Choices(question=question, lines=tuple(lines), options=buttons(labels)),
        TEXTS,
        st.lists(TEXTS, max_size=12),
        LABELS,
    ),
)


# Texts of any length take their time on a busy machine.
@given(CONTENTS, st.booleans())
def test_no_content_breaks_a_limit(content, repeated):
    text, blocks = notice_of(content, repeated=repeated), blocks_of(content, repeated=repeated)
    assert refusal({"text": text, "blocks": blocks}) == ""
    # The library's own models check themselves when they are written out.
    parsed = Block.parse_all(blocks)
    assert None not in parsed
    assert [block.to_dict()["type"] for block in parsed] == [block["type"] for block in blocks]
    json.dumps(blocks).encode("ascii")
    text.encode("utf-8")
    assert "<" not in text
    assert ">" not in text


@given(CONTENTS)
def test_every_button_keeps_its_handle(content):
    handles = [e["value"] for block in blocks_of(content) if block["type"] == "actions" for e in block["elements"]]
    assert handles == [f"h{number}" for number in range(len(handles))]


@given(TEXTS, st.integers(2, 200))
def test_what_is_shortened_fits(text, most):
    short = shortened(text, most)
    assert length(short) <= most
    assert short == text or short.endswith("…")
