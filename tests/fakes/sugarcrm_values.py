"""What the stand-in server makes of a value: keeps it, tells it, and echoes it, each in its own way."""

import re
from html.entities import codepoint2name
from typing import Any

from tests.fakes.sugarcrm_modules import INSTANTS, LENGTHS, NUMBERS

Json = Any

_TAG = re.compile(r"<[A-Za-z/!?][^>]*>?")
_UTC_FORM = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


def stored(module: str, name: str, value: Json) -> str:
    """What the server keeps of a value."""
    if name in NUMBERS and isinstance(value, str):
        # The user's own separators: a point parts thousands.
        return value.replace(".", "").replace(",", ".")
    text = _TAG.sub("", str(value))
    if name in INSTANTS and not _UTC_FORM.fullmatch(text):
        return ""
    length = LENGTHS.get((module, name))
    return text[:length] if length else text


def encoded(text: str) -> str:
    """Text as every reading tells it."""
    for plain, entity in (("'", "&#039;"), ('"', "&quot;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(plain, entity)
    return text


def echoed(name: str, value: Json) -> Json:
    """What `set_entry` answers: what it was given, with entities for all that has one, some of them twice."""
    if not isinstance(value, str):
        return value
    if name in NUMBERS:
        return int(value.replace(".", "").replace(",", "")) if value else value
    if name in INSTANTS and not _UTC_FORM.fullmatch(value):
        return ""
    text = _TAG.sub("", value).replace("&", "&amp;")
    named = {code: f"&{codepoint2name[code]};" for code in map(ord, text) if code in codepoint2name}
    return text.translate(named | {ord("'"): "&#039;"})
