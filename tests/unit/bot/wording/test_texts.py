"""The texts of all languages: complete, used, well set, and harmless whatever people write."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import bot
from bot.crm.people import ContactField
from bot.domain.activities import ActivityKind
from bot.domain.deals import STAGES
from bot.language.intents import contract
from bot.languages import LANGUAGES
from bot.messages import BOLD_OFF, BOLD_ON
from bot.wording.check import WORDING, Text, check_wording, texts_of, untold
from bot.wording.texts import Said, Texts

BOT = Path(bot.__file__).parent
NO_BREAK = "\u00a0"
SIGNS = "📞📅✅⏰💰📝📧📱⚠🚩⏳"


@cache
def messages(language: str) -> dict[str, Text]:
    return texts_of(WORDING / language)[0]


@cache
def keys_in_code() -> tuple[set[str], set[str]]:
    """(texts asked for by a whole key, the beginnings of keys that are put together)."""
    whole, beginnings = set[str](), set[str]()
    for file in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
    return whole, beginnings


def asked_for() -> set[str]:
    """Keys that the code asks for by name: the first argument of a text, of a button."""
    found = set()
    for file in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = ast.unparse(node.func)
            key = node.args[0]
            if (called.endswith(("texts", "turn.button")) or called == "Texts(language)") and isinstance(
                key, ast.Constant
            ):
                found.add(key.value)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_say_the_same_things(language: str) -> None:
    assert list(map(str, check_wording(language))) == []
    assert list(map(str, untold(language))) == []


def test_every_text_is_used() -> None:
    whole, beginnings = keys_in_code()

    def is_used(key: str) -> bool:
        return key in whole or any(start.endswith("-") and key.startswith(start) for start in beginnings)

    variants = ("-by", "-nobody")
    assert [
        key for key in messages("en") if not is_used(key) and not any(is_used(key.removesuffix(v)) for v in variants)
    ] == []


def test_every_text_that_is_asked_for_exists() -> None:
    asked = asked_for()
    assert len(asked) > 60, "the search for texts in the code has gone blind"
    assert sorted(asked - messages("en").keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_composed_texts_exist(language: str) -> None:
    composed = [f"kind-{kind}" for kind in get_args(ActivityKind)]
    composed += [f"stage-{stage}" for stage in STAGES]
    composed += [f"field-{field}" for field in get_args(ContactField)]
    composed += [f"intent-{intent}" for intent in contract().intents]
    # Whom else it was with is told beside the slots, and {who} becomes a contact, an account or a deal.
    composed += [f"slot-{slot}" for slot in contract().slots.keys() - {"others", "who"}]
    assert [key for key in composed if key not in Texts(language)] == []


def lines(language: str) -> list[str]:
    return [line for text in messages(language).values() for line in text.words.splitlines()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_exclamation_marks_and_one_sign_a_line(language: str) -> None:
    allowed = SIGNS + "→…\ufe0f"
    assert [line for line in lines(language) if "!" in line] == []
    assert [line for line in lines(language) if sum(line.count(sign) for sign in SIGNS) > 1] == []
    assert [line for line in lines(language) if any(ord(c) > 0x2100 and c not in allowed for c in line)] == []


def test_french_typography() -> None:
    said = [re.sub(r"https?://\S+|\d\d:\d\d", "", line) for line in lines("fr")]
    assert [line for line in said if re.search(rf"[^{NO_BREAK}][:;?!»]", line)] == [], "a no-break space before them"
    assert [line for line in said if re.search(rf"«[^{NO_BREAK}]", line)] == [], "a no-break space after «"
    assert [line for line in said if '"' in line or "..." in line] == []


def test_english_typography() -> None:
    assert [line for line in lines("en") if NO_BREAK in line or "..." in line] == []
    assert [line for line in lines("en") if re.search(r" [:;?!,.](\s|$)", line)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_fact_or_text_warns(language: str) -> None:
    texts = Texts(language)
    with pytest.warns(UserWarning, match="reminder-done"):
        texts("reminder-done")
    with pytest.warns(UserWarning, match="no-such-text"):
        assert texts("no-such-text") == "no-such-text"


def test_bold_is_marked() -> None:
    assert Texts("en")("who", name="Jane") == f"{BOLD_ON}Jane{BOLD_OFF}"


def test_what_people_write_cannot_forge_marks_directions_or_lines() -> None:
    written = f"a{BOLD_ON}b\u202ec\nd\x07"
    assert Texts("en")("promise", subject=written) == "Open: abc d "


def test_what_was_said_already_is_not_made_plain_again() -> None:
    texts = Texts("en")
    assert texts("linked", who=texts("who", name="Jane")) == f"Linked to {BOLD_ON}Jane{BOLD_OFF}"
    assert isinstance(texts("linked", who="x"), Said)


def test_an_unknown_language_is_english() -> None:
    assert Texts("de").language == "en"


@pytest.mark.parametrize(
    ("language", "outcome", "direction", "minutes", "said"),
    [
        ("en", "held", "outbound", 0, "📞 Call with Jane logged, today"),
        ("en", "voicemail", "outbound", 0, "📞 Call with Jane logged: voicemail, today"),
        ("en", "held", "inbound", 12, "📞 Call from Jane logged, today, 12 min"),
        ("fr", "no_answer", "outbound", 0, f"📞 Appel à Jane noté{NO_BREAK}: pas de réponse, today"),
        ("fr", "held", "inbound", 5, "📞 Appel de Jane noté, today, 5 min"),
    ],
)
def test_a_logged_call(language: str, outcome: str, direction: str, minutes: int, said: str) -> None:
    line = Texts(language)(
        "logged-call", who="Jane", when="today", outcome=outcome, direction=direction, minutes=minutes
    )
    assert line == said


def test_a_fact_of_any_length_is_said() -> None:
    said = Texts("en")("contact-created", name="x" * 40_000)
    assert said.endswith("…\ue001 created")
    assert len(said) < 600
