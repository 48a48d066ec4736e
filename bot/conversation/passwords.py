"""Passwords have no place in a chat: a message that looks like one is not kept, and nobody reads it."""

import re
from dataclasses import replace

from bot.messages import Incoming

# The word, and after "is", a colon or the like what no word of a language looks like.
_NAMED = re.compile(
    r"\b(?:password|passwd|pwd|pass\s?phrase|mot de passe|mdp)\b[^:=\n]{0,30}?"
    r"(?:\bis\b|\best\b|:|=|->|→)[\s«\"“'`]*(\S{6,})",
    re.IGNORECASE,
)
_NO_WORD = re.compile(r"\d|[!@#$%^&*_+=~?|\\<>]|(?<=.)[A-Z]")
_AROUND = "\"'«»“”`.,;:!?()"


def without_password(incoming: Incoming) -> Incoming:
    """The message itself, or in place of one that tells a password only that it did."""
    if incoming.kind != "text" or not looks_like_password(incoming.text):
        return incoming
    return replace(incoming, kind="password", text="")


def looks_like_password(text: str) -> bool:
    return any(_NO_WORD.search(found[1].strip(_AROUND)) for found in _NAMED.finditer(text))
