"""Countries by their names in the reader's own language."""

from functools import cache

from bot.domain.names import fold
from bot.languages import LANGUAGES

# What people write instead of the name that stands in the CLDR.
_SHORT = {
    "uk": "GB",
    "england": "GB",
    "angleterre": "GB",
    "usa": "US",
    "america": "US",
    "holland": "NL",
    "quebec": "CA",
}


def country_name(code: str, reader: str) -> str:
    """The name of a country by its ISO 3166 code; what is no code stays as it was written."""
    from babel import Locale

    return str(Locale.parse(reader).territories.get(code, code))


def country_named(written: str) -> str:
    """The ISO 3166 code of the country that somebody means, in any language spoken here; "" for none."""
    return _codes().get(fold(written).removeprefix("the ").strip(), "")


@cache
def _codes() -> dict[str, str]:
    from babel import Locale

    named = {
        fold(name): code
        for language in LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    return {code.lower(): code for code in named.values()} | named | _SHORT
