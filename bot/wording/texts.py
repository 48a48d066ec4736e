"""Texts by key, in the reader's language.

One folder a language, one .ftl file a family of keys. `**` opens and closes bold there; an emoji is
a sign, at most one a line. Facts are text from people unless they are `Said`: they
are made harmless first, so that a note full of direction marks cannot spoof the lines around it.
"""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from bot.languages import DEFAULT_LANGUAGE, LANGUAGES
from bot.messages import bold, plain

# Fluent refuses facts of more than a thousand characters, and nobody reads such a name.
_LONGEST_FACT = 500
_BOLD = re.compile(r"\*\*(.+?)\*\*")


class Said(str):
    """A text that the wording made itself: it may hold bold marks and is not made plain again."""

    __slots__ = ()


class Texts:
    """The texts of one language: `texts("undone", what="…")`."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        self._bundle = _bundle(self.language)

    def __call__(self, key: str, /, **facts: object) -> Said:
        """The text of this key, in English where the language lacks it.

        A key or fact that is missing altogether warns, and gives the best that is left.
        """
        bundle = self._bundle if self._bundle.has_message(key) else _bundle(DEFAULT_LANGUAGE)
        if not bundle.has_message(key):
            warnings.warn(f"no text {key!r} in {self.language}", stacklevel=2)
            return Said(key)
        pattern = bundle.get_message(key).value
        text, errors = bundle.format_pattern(pattern, {name: _fact(value) for name, value in facts.items()})
        if errors:
            warnings.warn(f"text {key!r} in {self.language}: {errors}", stacklevel=2)
        return Said(text)

    def __contains__(self, key: str) -> bool:
        return bool(self._bundle.has_message(key) or _bundle(DEFAULT_LANGUAGE).has_message(key))


def _fact(value: object) -> object:
    if isinstance(value, Said) or not isinstance(value, str):
        return str(value) if isinstance(value, Said) else value
    # A fact stands within a line: a break in it would end that line, and could forge the next one.
    fact = plain(value).replace("\n", " ")
    return fact if len(fact) <= _LONGEST_FACT else f"{fact[: _LONGEST_FACT - 1]}…"


@lru_cache(maxsize=len(LANGUAGES))
def _bundle(language: str) -> Any:
    from fluent.runtime import FluentBundle
    from fluent.syntax import FluentParser

    bundle = FluentBundle([language], use_isolating=False)
    # Where each word stands in its file would take as much memory as the rest.
    parser = FluentParser(with_spans=False)
    for source in sources(language):
        bundle.add_resource(parser.parse(_BOLD.sub(lambda found: bold(found[1]), source)))
    return bundle


def sources(language: str) -> Iterator[str]:
    """The .ftl files of a language, in the order of their names."""
    folder = files("bot.wording") / language
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".ftl"):
            yield file.read_text(encoding="utf-8")
