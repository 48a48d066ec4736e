"""Languages by their names, and texts in all of them."""

import pytest

from bot.languages import LANGUAGES
from bot.wording.languages import in_all_languages, language_name, spoken_languages


@pytest.mark.parametrize(
    ("code", "reader", "name"), [("fr", "en", "French"), ("en", "fr", "anglais"), ("Klingon", "fr", "Klingon")]
)
def test_a_language_is_named_in_the_readers_own(code: str, reader: str, name: str) -> None:
    assert language_name(code, reader) == name


def test_every_language_is_told_the_readers_own_first() -> None:
    said = spoken_languages("fr")
    assert said.startswith("français")
    assert [code for code in LANGUAGES if language_name(code, "fr") not in said] == []


def test_a_text_in_all_languages() -> None:
    said = in_all_languages("first-language", " / ").split(" / ")
    assert {"Language", "Langue"} <= set(said)
    assert len(said) == len(set(said))
