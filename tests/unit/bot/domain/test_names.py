"""Names as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.names import company_words, fold, name_words, split_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoé", "zoe"),
        ("Łukasz", "lukasz"),
        ("SØREN", "søren"),
        ("O’Neil", "o'neil"),
        ("Jean‑Pierre", "jean-pierre"),
        ("Straße", "STRASSE"),
        ("cœur", "coeur"),
        ("ﬁn", "fin"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=40))
def test_words_of_a_folded_name_are_its_words(name: str) -> None:
    words = name_words(name)
    assert name_words(" ".join(words)) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Jean-Pierre O'Brien", ("jean", "pierre", "o", "brien")),
        ("Tallow & Finch", ("tallow", "finch")),
        ("3M", ("3m",)),
        ("  ", ()),
    ],
)
def test_words_of_a_name(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Jane", "", "Jane"),
        ("Jane Doe", "Jane", "Doe"),
        ("Marie-Claude de la Tour", "Marie-Claude", "de la Tour"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Anna Maria Rossi", "Anna Maria", "Rossi"),
        ("Vincent VAN GOGH", "Vincent", "VAN GOGH"),
        ("  Jane   Doe ", "Jane", "Doe"),
        ("", "", ""),
        ("de la Tour", "de", "la Tour"),
    ],
)
def test_first_and_last_name(name: str, first: str, last: str) -> None:
    assert split_person(name) == (first, last)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Acme", ("acme",)),
        ("Acme S.A.S.", ("acme",)),
        ("ACME, Inc.", ("acme",)),
        ("Tallow & Finch Ltd", ("tallow", "finch")),
        ("A.B.C. GmbH", ("abc",)),
        ("SARL", ("sarl",)),
        ("", ()),
    ],
)
def test_a_company_whatever_its_legal_form(name: str, words: tuple[str, ...]) -> None:
    assert company_words(name) == words
