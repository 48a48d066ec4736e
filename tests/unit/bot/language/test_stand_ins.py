"""Names in the place of pronouns."""

import pytest

from bot.language.packs.loader import BUILT_IN
from bot.language.stand_ins import with_name


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "call him back", "call Nora Quinn back"),
        ("en", "send her the quote", "send Nora Quinn the quote"),
        ("en", "send the quote", "send the quote"),
        ("fr", "le rappeler", "rappeler Nora Quinn"),
        ("fr", "l'appeler", "appeler Nora Quinn"),
        ("fr", "la rappelle", "rappelle Nora Quinn"),
        ("fr", "rappelle-le", "rappelle Nora Quinn"),
        ("fr", "lui envoyer le devis", "envoyer le devis à Nora Quinn"),
        ("fr", "préparer le devis et le rappeler", "préparer le devis et rappeler Nora Quinn"),
        ("fr", "préparer le devis", "préparer le devis"),
    ],
)
def test_a_name_takes_the_place_of_a_pronoun(language: str, text: str, named: str) -> None:
    assert with_name(text, "Nora Quinn", BUILT_IN.of(language).stand_ins) == named
