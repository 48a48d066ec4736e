"""Phone numbers in E.164."""

import pytest

from bot.domain.phones import e164


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "US", "+33612345678"),
        ("0033 6 12 34 56 78", "FR", "+33612345678"),
        ("(650) 253-0000", "US", "+16502530000"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("12", "FR", ""),
        ("call me", "FR", ""),
        ("", "FR", ""),
        ("+999 123", "FR", ""),
    ],
)
def test_e164(written: str, country: str, number: str) -> None:
    assert e164(written, country) == number
