"""Tokens: the smallest pieces of a message, each with its place in the text.

A token is a run of letters, a run of digits, one line break, or one other sign; white space only
sets `spaced`. "l'affaire 12k€" gives l ' affaire 12 k €, so that packs decide what belongs together.
"""

from dataclasses import dataclass
from typing import Literal

from bot.domain.names import fold

TokenKind = Literal["word", "number", "sign", "break"]


@dataclass(frozen=True, slots=True)
class Token:
    """text[start:end] of the message; `folded` is what rules compare; `spaced` tells of white space before it."""

    text: str
    folded: str
    start: int
    end: int
    kind: TokenKind
    spaced: bool


def tokenize(text: str) -> list[Token]:
    """The tokens of any text, in order. Control and bidirectional marks count as white space."""
    tokens: list[Token] = []
    spaced = True
    index, length = 0, len(text)
    while index < length:
        kind = _kind(text[index])
        if kind is None:
            spaced = True
            index += 1
            continue
        end = index + 1
        if kind in ("word", "number"):
            while end < length and (_kind(text[end]) == kind or (kind == "word" and _joins(text[end]))):
                end += 1
        piece = text[index:end]
        tokens.append(Token(piece, fold(piece), index, end, kind, spaced))
        spaced = kind == "break"
        index = end
    return tokens


def _kind(char: str) -> TokenKind | None:
    if char.isalpha():
        return "word"
    if char.isdecimal():
        return "number"
    if char in "\n\r\u2028\u2029":
        return "break"
    if char.isspace() or not char.isprintable():
        return None
    return "sign"


def _joins(char: str) -> bool:
    """Combining accents and variation selectors belong to the letter before them, but make no number another."""
    return "\u0300" <= char <= "\u036f" or char == "\ufe0f"
