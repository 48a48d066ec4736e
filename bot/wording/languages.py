"""Languages by their names in the reader's own ("anglais et français"), and texts in all of them at once."""

from bot.languages import LANGUAGES
from bot.wording.lists import in_a_row
from bot.wording.texts import Texts


def language_name(code: str, reader: str) -> str:
    """The name of a language by its ISO 639-1 code; what is no code stays as it was written."""
    from babel import Locale

    return str(Locale.parse(reader).languages.get(code, code))


def spoken_languages(reader: str) -> str:
    """All that crmbot speaks, the reader's own first."""
    codes = [reader, *(code for code in LANGUAGES if code != reader)]
    return in_a_row([language_name(code, reader) for code in codes], reader)


def in_all_languages(key: str, between: str) -> str:
    """A text for somebody whose language is not known yet: "Language / Langue"."""
    return between.join(dict.fromkeys(Texts(language)(key) for language in LANGUAGES))
