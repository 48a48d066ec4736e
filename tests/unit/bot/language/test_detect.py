import pytest

from bot.language.detect import detect
from bot.language.packs.loader import BUILT_IN
from bot.language.text import tokenize
from bot.language.words import split_words


def detected(text: str, prior: str) -> tuple[str, bool]:
    found = detect(split_words(text, tokenize(text)), prior, BUILT_IN)
    return found.languages[0], found.sure


@pytest.mark.parametrize("prior", ["en", "fr"])
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what do I have on monday?", "en"),
        ("remind me to call her", "en"),
        ("j'ai appelé Samia hier", "fr"),
        ("rappelle moi demain", "fr"),
        ("ou en est l'affaire", "fr"),
    ],
)
def test_the_words_of_a_language_tell(text: str, language: str, prior: str) -> None:
    assert detected(text, prior) == (language, True)


@pytest.mark.parametrize("prior", ["en", "fr"])
@pytest.mark.parametrize("text", ["", "ok", "2", "non, 18k", "Solara", "🎉"])
def test_without_evidence_the_prior_holds_and_is_only_a_guess(text: str, prior: str) -> None:
    assert detected(text, prior) == (prior, False)


def test_a_mixed_message_has_both_languages() -> None:
    text = "appelé Nora hier, follow up next tuesday with the quote"
    assert set(detect(split_words(text, tokenize(text)), "fr", BUILT_IN).languages) == {"en", "fr"}


def test_names_prove_nothing() -> None:
    text = "Next Monday"
    split = split_words(text, tokenize(text))
    assert detect(split, "fr", BUILT_IN, named=[0, 1]).languages == ("fr",)
