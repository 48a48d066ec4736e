"""Websites as people write them."""

import pytest

from bot.domain.websites import site_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("acme.com", "acme.com"),
        (" https://www.Acme.com/en/?x=1 ", "acme.com"),
        ("http://acme.com:8080", "acme.com"),
        ("shop.acme.com", "shop.acme.com"),
        ("https://fr.linkedin.com/company/acme/", "fr.linkedin.com/company/acme"),
        ("facebook.com/acme#top", "facebook.com/acme"),
        ("facebook.com", "facebook.com"),
        ("none yet", ""),
        ("acme", ""),
        ("", ""),
        ("a." + "b" * 400, ("a." + "b" * 400)[:300]),
    ],
)
def test_the_site_alone(written: str, key: str) -> None:
    assert site_key(written) == key
