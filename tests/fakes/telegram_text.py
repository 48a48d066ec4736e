"""How Telegram reads a message's HTML, and what it makes tappable by itself.

Its rules, as https://core.telegram.org/bots/api#html-style states them: a few tags, well nested; four
named entities; "<", ">" and "&" escaped everywhere else.
"""

import re
from dataclasses import dataclass

_TAGS = frozenset({"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote"})
_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-z-]+)[^<>]*>|&(?P<entity>#?\w+);|(?P<bad>[<>&])", re.IGNORECASE)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPONTANEOUS = {
    "email": r"(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)+",
    "url": r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*://\S+|\b[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}\b",
    "mention": r"(?<![\w@])@\w{2,32}",
    "bot_command": r"(?<![\w/<>])/\w{1,64}",
    "phone_number": r"\+\d[\d \u00a0\u202f.-]{6,}\d",
}
_FIND = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _SPONTANEOUS.items()), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of a message that looks or acts in its own way."""

    kind: str
    text: str


class BadMarkup(ValueError):
    """Telegram would refuse it."""


def read_html(markup: str) -> tuple[str, list[Entity]]:
    """The text that people see, and its entities: those of tags, then those that Telegram finds by itself."""
    text, entities, is_open = "", [], list[tuple[str, int]]()
    position = 0
    for token in _TOKEN.finditer(markup):
        text += markup[position : token.start()]
        position = token.end()
        if token["bad"]:
            raise BadMarkup(f"can't parse entities: unescaped {token['bad']!r}")
        if token["entity"]:
            text += _character(token["entity"])
        elif token["tag"].lower() not in _TAGS:
            raise BadMarkup("can't parse entities: unsupported start tag")
        elif not token["end"]:
            is_open.append((token["tag"].lower(), len(text)))
        elif not is_open or is_open[-1][0] != token["tag"].lower():
            raise BadMarkup("can't parse entities: unexpected end tag")
        else:
            tag, start = is_open.pop()
            entities.append(Entity(tag, text[start:]))
    if is_open:
        raise BadMarkup("can't parse entities: can't find end tag")
    text = (text + markup[position:]).strip()
    return text, entities + spontaneous(text)


def spontaneous(text: str) -> list[Entity]:
    return [Entity(found.lastgroup or "", found.group()) for found in _FIND.finditer(text)]


def _character(entity: str) -> str:
    if entity.startswith("#"):
        return chr(int(f"0{entity[1:]}", 16) if entity[1] in "xX" else int(entity[1:]))
    if entity not in _NAMED:
        raise BadMarkup("can't parse entities: unknown entity")
    return _NAMED[entity]
