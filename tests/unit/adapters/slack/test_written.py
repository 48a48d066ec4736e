"""Slack's ways of writing -> the words that a person sees."""

import pytest

from adapters.slack.written import mentions, words_of, words_of_mrkdwn


@pytest.mark.parametrize(
    ("mrkdwn", "words"),
    [
        ("met Ana", "met Ana"),
        ("R&amp;D at 5 &lt; 6 &gt; 4", "R&D at 5 < 6 > 4"),
        ("&amp;lt;", "&lt;"),
        ("<@UBOT> called Ana", "called Ana"),
        ("hey <@UBOT> called Ana", "hey called Ana"),
        ("called Ana <@UBOT>", "called Ana"),
        ("<@UBOT>: called Ana", "called Ana"),
        ("<@UBOT>, called Ana", "called Ana"),
        ("<@UBOT|crmbot> called Ana", "called Ana"),
        ("for <@U7|paul>", "for @paul"),
        ("for <@U7>", "for @U7"),
        ("see <#C7|sales>", "see #sales"),
        ("<!here> and <!subteam^S1|@team> and <!channel>", "@here and @team and @channel"),
        ("<!date^1700000000^{date}|14 Nov 2023>", "14 Nov 2023"),
        ("mail <mailto:ana@brun.example|ana@brun.example>", "mail ana@brun.example"),
        ("mail <mailto:ana@brun.example>", "mail ana@brun.example"),
        ("phone <tel:+33144556677|01 44 55 66 77>", "phone 01 44 55 66 77"),
        ("<https://brun.example/a?b=1&amp;c=2>", "https://brun.example/a?b=1&c=2"),
        ("<http://brun.example|brun.example>", "brun.example"),
        ("first\r\nsecond", "first\nsecond"),
        ("<@UBOT>", ""),
        ("a <b", "a <b"),
    ],
)
def test_mrkdwn(mrkdwn, words):
    assert words_of_mrkdwn(mrkdwn, "UBOT") == words


def rich(*elements):
    return {"text": "unused", "blocks": [{"type": "rich_text", "elements": list(elements)}]}


def section(*parts):
    return {"type": "rich_text_section", "elements": list(parts)}


def text(words, **style):
    return {"type": "text", "text": words, **({"style": style} if style else {})}


LIST = {"type": "rich_text_list", "elements": [section(text("Ana")), section(text("Ben"))]}


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (rich(section(text("called "), text("Ana", bold=True))), "called Ana"),
        (rich(section(text("5 * 6 _x_ ~y~ `z`"))), "5 * 6 _x_ ~y~ `z`"),
        (rich(section({"type": "user", "user_id": "UBOT"}, text(" called Ana"))), "called Ana"),
        (rich(section({"type": "user", "user_id": "U7"})), "@U7"),
        (rich(section({"type": "emoji", "name": "telephone_receiver", "unicode": "1f4de"}, text(" Ana"))), "📞 Ana"),
        (rich(section({"type": "emoji", "name": "x", "unicode": "1f469-200d-1f4bb"})), "👩\u200d💻"),
        (rich(section({"type": "emoji", "name": "our_logo"})), ":our_logo:"),
        (rich(section({"type": "emoji", "name": "odd", "unicode": "ffffff"})), ":odd:"),
        (rich(section({"type": "link", "url": "mailto:ana@brun.example"})), "ana@brun.example"),
        (rich(section({"type": "link", "url": "http://brun.example", "text": "brun.example"})), "brun.example"),
        (rich(section({"type": "channel", "channel_id": "C1"}, {"type": "broadcast", "range": "here"})), "#C1@here"),
        (rich(section({"type": "date", "timestamp": 1, "fallback": "Thursday"})), "Thursday"),
        (rich(section(text("met:\n")), LIST), "met:\nAna\nBen"),
        (rich({"type": "rich_text_quote", "elements": [text("said so")]}), "said so"),
        (rich({"type": "rich_text_unheard_of", "elements": [text("no")]}), "unused"),
        ({"text": "a &lt; b", "blocks": [{"type": "section"}]}, "a < b"),
        ({"text": "plain"}, "plain"),
        ({"text": None}, ""),
    ],
)
def test_messages(message, words):
    assert words_of(message, "UBOT") == words


def test_who_is_spoken_to():
    assert mentions({"text": "hey <@UBOT>"}, "UBOT")
    assert mentions({"text": "hey <@UBOT|crm>"}, "UBOT")
    assert not mentions({"text": "hey <@UBOT2>"}, "UBOT")
    assert not mentions({"text": "hey <@>"}, "")
