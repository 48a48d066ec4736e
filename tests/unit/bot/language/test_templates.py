import pytest

from bot.language.templates import TemplateError, compile_template, expand_phrases


def no_lists(name: str) -> list[tuple[str, ...]]:
    raise AssertionError(name)


def test_a_template_tells_its_slots_lists_and_words() -> None:
    template = compile_template("[please] <called> {who} (back|again)")
    assert template.slots == {"who"}
    assert template.lists == {"called"}
    assert template.words == {"please", "back", "again"}


def test_keys_are_what_a_match_cannot_do_without() -> None:
    assert compile_template("[please] (call|ring) {contact}").keys == {"call", "ring"}
    assert compile_template("{contact} <rang> me").keys in ({"<rang>"}, {"me"})
    assert compile_template("{period}").keys == frozenset()


def test_opening_is_what_a_match_may_begin_with() -> None:
    assert compile_template("[please] call {contact}").opening == {"please", "call"}
    assert compile_template("<log> a call").opening == {"<log>"}
    assert compile_template("{contact} called").opening == frozenset()


@pytest.mark.parametrize(
    "source",
    ["call [{contact}]", "call (back", "call back)", "call {Contact}", "[please]", "call < me", "call {}"],
)
def test_sentences_that_break_the_rules_are_refused(source: str) -> None:
    with pytest.raises(TemplateError, match=r"."):
        compile_template(source)


def test_a_bracket_of_the_message_is_escaped() -> None:
    assert compile_template(r"\( {account} [\)]").words == {"(", ")"}


def test_phrases_are_expanded() -> None:
    assert expand_phrases("(call|ring) [him] back", no_lists) == [
        ("call", "him", "back"),
        ("call", "back"),
        ("ring", "him", "back"),
        ("ring", "back"),
    ]
    assert expand_phrases("<him> up", lambda _: [("him",), ("her",)]) == [("him", "up"), ("her", "up")]


@pytest.mark.parametrize("source", ["[call]", "call {contact}", "(call|) "])
def test_a_phrase_holds_words_and_is_never_empty(source: str) -> None:
    with pytest.raises(TemplateError):
        expand_phrases(source, no_lists)
