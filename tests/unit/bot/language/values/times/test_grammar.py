from typing import Any

import pytest

from bot.language.text import tokenize
from bot.language.values.times.grammar import Entries, Entry, Grammar, Rule


def chart(text: str, *rules: Rule, numbers: bool = True) -> dict[str, list[tuple[Any, int]]]:
    """What begins at the first token: category -> (value, end)."""
    tokens = tokenize(text)
    filled: list[Entries] = [{} for _ in tokens]
    grammar = Grammar(rules)
    for start in range(len(tokens) - 1, -1, -1):
        found = [("n", Entry(int(tokens[start].text), start + 1, "n"))] if tokens[start].kind == "number" else []
        grammar.fill(filled, tokens, start, found)
    return {category: [(entry.value, entry.end) for entry in entries] for category, entries in filled[0].items()}


def number(*values: int) -> tuple[int, ...]:
    return values


@pytest.mark.parametrize(
    ("pattern", "text", "wanted"),
    [
        ("in {n}", "in 5", [((5,), 2)]),
        ("the? last {n}", "last 5", [((5,), 2)]),
        ("the? last {n}", "the last 5", [((5,), 3)]),
        ("as_soon_as|after {n}", "as soon as 5", [((5,), 4)]),
        ("as_soon_as|after {n}", "after 5", [((5,), 2)]),
        ("{n} ~h", "5h", [((5,), 2)]),
        ("{n} h {n}?", "5 h", [((5,), 2)]),
        ("d'ici {n}", "d’ici 5", [((5,), 4)]),
    ],
)
def test_patterns(pattern: str, text: str, wanted: list[tuple[Any, int]]) -> None:
    assert chart(text, Rule("rule", "made", pattern, number))["made"] == wanted


@pytest.mark.parametrize(
    ("pattern", "text"), [("{n} ~h", "5 h"), ("in {n}", "in five"), ("as_soon_as {n}", "as soon 5")]
)
def test_patterns_that_do_not_fit(pattern: str, text: str) -> None:
    assert "made" not in chart(text, Rule("rule", "made", pattern, number))


def test_an_optional_category_may_be_there() -> None:
    assert chart("5 h 30", Rule("rule", "made", "{n} h {n}?", number))["made"] == [((5,), 2), ((5, 30), 3)]


def test_the_first_rule_of_a_table_is_kept() -> None:
    made = chart(
        "in 5", Rule("first", "made", "in {n}", lambda n: "first"), Rule("second", "made", "in {n}", lambda n: "second")
    )
    assert made["made"] == [("first", 2)]


def test_what_a_rule_makes_can_begin_another() -> None:
    made = chart(
        "5 and 6",
        Rule("one", "list", "{n}", lambda n: [n]),
        Rule("more", "list", "{list} and {n}", lambda a, n: [*a, n]),
    )
    assert made["list"] == [([5], 1), ([5, 6], 3)]


def test_a_rule_that_builds_nothing_makes_nothing() -> None:
    assert "made" not in chart("in 5", Rule("rule", "made", "in {n}", lambda n: None))


def test_a_sure_entry_takes_the_place_of_a_weak_one() -> None:
    tokens = tokenize("in 5")
    filled: list[Entries] = [{}, {"n": [Entry(5, 2, "n")]}]
    weak = Rule("weak", "made", "in {n}", number, weak=True)
    Grammar((weak, Rule("sure", "made", "in {n}", number))).fill(filled, tokens, 0, [])
    assert [(entry.rule, entry.weak) for entry in filled[0]["made"]] == [("sure", False)]
