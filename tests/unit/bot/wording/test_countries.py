"""Countries as people write them, and as they read them."""

import pytest

from bot.wording.countries import country_name, country_named


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Belgium", "BE"),
        ("belgique", "BE"),
        ("the Netherlands", "NL"),
        ("UK", "GB"),
        ("united kingdom", "GB"),
        ("Québec", "CA"),
        ("de", "DE"),
        ("Narnia", ""),
        ("", ""),
    ],
)
def test_a_country_is_known_by_its_names(written: str, code: str) -> None:
    assert country_named(written) == code


def test_a_country_is_named_in_the_readers_language() -> None:
    assert (country_name("BE", "en"), country_name("BE", "fr")) == ("Belgium", "Belgique")
