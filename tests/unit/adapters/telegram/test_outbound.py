"""Effects -> HTML and keyboards, within what Telegram takes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from adapters.telegram.outbound import html_of, keyboard_of, toast_of
from bot.messages import Action, Button, Card, Choices, Field, bold, linked
from tests.fakes.telegram import checked_keyboard, checked_text
from tests.fakes.telegram_text import read_html

JOINER = "\u2060"


def button(label, handle="h4ndl3xx"):
    return Button(label=label, action=Action(name="x"), handle=handle)


def labels(content):
    return [[key.label for key in row] for row in keyboard_of(content)]


def test_a_card():
    card = Card(
        title=f"📞 Call with {bold('Ana Brun')} logged",
        lines=('"wants 3 < 5 & more"',),
        fields=(Field("Phone", "+33 1 44 55 66 77"),),
        buttons=(button("Undo", "h1"), button("Tomorrow", "h2")),
    )
    assert html_of(card) == (
        '📞 Call with <b>Ana Brun</b> logged\n"wants 3 &lt; 5 &amp; more"\nPhone: +33 1 44 55 66 77'
    )
    assert [[(key.label, key.data) for key in row] for row in keyboard_of(card)] == [
        [("Undo", "h1"), ("Tomorrow", "h2")]
    ]


def test_a_link():
    card = Card(title=f"📞 {linked('at acme.example & co', 'https://t.me/c/1/2?a=1&b=2')}")
    assert html_of(card) == '📞 <a href="https://t.me/c/1/2?a=1&amp;b=2">at acme.\u2060example &amp; co</a>'


def test_a_question_has_its_options_one_a_row():
    question = Choices(question="Which Ana?", lines=("Saved.",), options=(button("Ana Brun"), button("Ana Cole")))
    assert html_of(question) == "Saved.\nWhich Ana?"
    assert labels(question) == [["Ana Brun"], ["Ana Cole"]]


def test_rows_are_as_wide_as_a_phone():
    card = Card(
        buttons=tuple(button(label) for label in ("Undo", "Next step: send the quotation", "1 h", "2 h", "Mon"))
    )
    assert labels(card) == [["Undo"], ["Next step: send the quotation"], ["1 h", "2 h", "Mon"]]


def test_a_repeat_says_so():
    assert html_of(Card(title=bold("Ana")), repeated=True) == "↻ <b>Ana</b>"


def test_a_card_without_words():
    assert html_of(Card()) == "…"
    assert html_of(Card(), repeated=True).strip() == "↻"


def test_marks_without_partner_and_inside_each_other():
    assert html_of(Card(title="\ue001a\ue000b")) == "a<b>b</b>"
    assert read_html(html_of(Card(title=bold(f"a {bold('b')} c")))[:])[0] == "a b c"


@pytest.mark.parametrize(
    "evil",
    [
        "@everybody look",
        "(@ana_brun)",
        "https://evil.example/path?x=1",
        "HTTP://EVIL.EXAMPLE",
        "see evil.example",
        "Booking.com",
        "tg://resolve?domain=x",
        "t.me/joinchat",
        "/delete_all",
        "say /start now",
        "ok/ /undo",
        "<a href='https://evil.example'>bank</a>",
        "<b>&lt;script&gt;",
        "[bank](evil.example)",
        "société.fr",
        "münchen.de",
    ],
)
def test_nothing_that_people_wrote_can_be_tapped_on(evil):
    card = Card(title=evil, lines=(bold(evil), f"x {evil}"), fields=(Field(evil, evil),))
    text, entities = read_html(html_of(card))
    assert {entity.kind for entity in entities} <= {"b"}
    assert text.replace(JOINER, "").splitlines() == [evil, evil, f"x {evil}", f"{evil}: {evil}"]


def test_a_link_made_of_bold_and_not_bold_is_none_either():
    for title in (
        f"{bold('Booking')}.com",
        f"{bold('Booking.')}com",
        f"@{bold('ana')}",
        f"https:{bold('//x.example')}",
    ):
        assert {entity.kind for entity in read_html(html_of(Card(title=title)))[1]} <= {"b"}


def test_addresses_and_numbers_stay_what_they_are():
    text, entities = read_html(html_of(Card(title="jo.brun@lumen.example · +33 6 70 00 00 01 · 12,000.50 € · 03/12")))
    assert JOINER not in text
    assert [entity.kind for entity in entities] == ["email", "phone_number"]


@pytest.mark.parametrize("evil", ["a\u202eb", "a\u2066b\u2069", "\x1b[2J", "a\rb", "a\u200bb", "\ud800"])
def test_no_direction_and_no_control_characters(evil):
    card = Card(title=evil, buttons=(button(evil),))
    for shown in (html_of(card), labels(card)[0][0], toast_of(evil)):
        assert not set(shown) & set("\u202e\u2066\u2069\x1b\r\u200b\ud800")


def test_a_long_text_ends_at_a_word():
    shown = html_of(Card(title="lorem ipsum " * 1000))
    assert 4000 < len(shown) <= 4096
    assert shown.endswith(("lorem…", "ipsum…"))


def test_the_longest_line_is_cut_and_no_other():
    card = Card(title="Note kept", lines=("word " * 2000, "⏰ Follow-up Tue 1 Dec", "x" * 1000))
    title, long, follow_up, other = html_of(card).splitlines()
    assert (title, follow_up, other) == ("Note kept", "⏰ Follow-up Tue 1 Dec", "x" * 1000)
    assert long.endswith("word…")


@pytest.mark.parametrize("unit", ["é", "e\u0301", "👩\u200d👩\u200d👧", "👍🏽", "&", "<b>"])
def test_a_cut_is_never_inside_a_character(unit):
    text, _ = read_html(html_of(Card(title=unit * 5000)))
    assert text.removesuffix("…").replace(unit, "") in ("", "<", "<b")
    label = keyboard_of(Card(buttons=(button(unit * 100),)))[0][0].label
    assert len(label.encode("utf-16-le")) <= 128


def test_a_bold_text_that_is_cut_is_still_closed():
    text, entities = read_html(html_of(Card(title=bold("word " * 2000))))
    assert entities[0].kind == "b"
    assert text.endswith("word…")


def test_a_toast_is_plain_and_short():
    assert toast_of(f"{bold('Ana')} & co: done") == "Ana & co: done"
    assert toast_of("") == ""
    assert len(toast_of("word " * 100)) <= 200


def test_a_button_that_could_not_say_which_one_it_is():
    card = Card(buttons=(button("A", ""), button("B", "é" * 33), button("C", "é" * 32)))
    assert labels(card) == [["C"]]


def test_more_buttons_than_telegram_takes():
    assert sum(len(row) for row in labels(Card(buttons=tuple(button(str(n)) for n in range(300))))) == 100


@pytest.mark.parametrize("unit", ["0", "a-", "a.", "a@", ":/", "é ", "&", "\ue000x", "@a", "\u0301"])
def test_long_texts_are_cut(unit):
    markup = html_of(Card(title=unit * 200_000, lines=(unit * 200_000,) * 8))
    text, _ = checked_text({"parse_mode": "HTML", "text": markup})
    assert 0 < len(text.encode("utf-16-le")) <= 2 * 4096
    ((key,),) = keyboard_of(Card(buttons=(button(unit * 2_000),)))
    assert 0 < len(key.label) <= 64


TEXTS = st.text(
    st.one_of(
        st.sampled_from("<>&\"'@/.:# \n\ue000\ue001\u200d\u202e\ufe0f🦜ée"),
        st.characters(),
    ),
    max_size=60,
)
LONG_TEXTS = st.builds(lambda text, times: text * times, TEXTS, st.sampled_from([1, 1, 30, 300]))
BUTTONS = st.lists(st.builds(button, LONG_TEXTS, st.text("abcdefgh01234567é", max_size=70)), max_size=120).map(tuple)
LINES = st.lists(LONG_TEXTS, max_size=12).map(tuple)
CONTENTS = st.one_of(
    st.builds(
        Card,
        title=LONG_TEXTS,
        lines=LINES,
        fields=st.lists(st.builds(Field, TEXTS, LONG_TEXTS), max_size=8).map(tuple),
        buttons=BUTTONS,
    ),
    st.builds(Choices, question=LONG_TEXTS, lines=LINES, options=BUTTONS),
)


@given(CONTENTS, st.booleans())
def test_whatever_is_said_telegram_takes_it(content, repeated):
    markup = html_of(content, repeated=repeated)
    text, entities = checked_text({"parse_mode": "HTML", "text": markup})
    assert len(text.encode("utf-16-le")) <= 2 * 4096
    assert {entity.kind for entity in entities} <= {"b", "email", "phone_number"}
    rows = [[InlineKeyboardButton(k.label, callback_data=k.data) for k in row] for row in keyboard_of(content)]
    checked_keyboard({"reply_markup": json.dumps(InlineKeyboardMarkup(rows).to_dict())})


@given(LONG_TEXTS)
def test_whatever_a_toast_says_it_is_short_enough(text):
    assert len(toast_of(text).encode("utf-16-le")) <= 400
