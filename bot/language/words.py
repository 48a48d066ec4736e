"""The words of a message as sentence templates see them: apostrophes, inner hyphens, mentions and
chat shortcodes are gone, signs stay. "What's Jean-Pierre's no.?" is what s jean pierre s no . ?
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import Literal

from bot.language.text import Token, tokenize

WordKind = Literal["word", "number", "soft", "hard"]

_APOSTROPHES = frozenset("'’‘ʼ")
HYPHENS = frozenset("-‐‑")
_JOINERS = _APOSTROPHES | HYPHENS | frozenset("–")
_TYPOGRAPHY = frozenset("¿¡«»“”„—–→")
_HARD = frozenset(".;!?…•·▪◦|")
_BULLETS = frozenset("-*–—•")
_UNITS = frozenset("%€$£°")
_ABBREVIATIONS = frozenset({"dr", "mr", "mrs", "ms", "prof", "st", "ste", "mme", "mlle", "tel", "no", "ext"})
_BOTS = frozenset({"crm", "bot", "crmbot"})


@dataclass(slots=True)
class Words:
    """Parallel lists, one entry a word. `token` is the index of the token that a word came from."""

    text: str
    folded: list[str] = field(default_factory=list)
    kind: list[WordKind] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    token: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.folded)

    def slice(self, first: int, last: int) -> str:
        """The text from word `first` up to, and without, word `last`."""
        return self.text[self.start[first] : self.end[last - 1]] if first < last else ""

    def is_capital(self, index: int) -> bool:
        return self.text[self.start[index]].isupper()

    def glued(self, index: int) -> bool:
        """Whether no white space stands before the word."""
        return index > 0 and self.start[index] == self.end[index - 1]

    def spaced(self, index: int) -> bool:
        """Whether white space stands right before the word: not so for the last part of "add-on"."""
        return index == 0 or self.text[self.start[index] - 1].isspace()

    def opens_sentence(self, index: int) -> bool:
        return index == 0 or self.kind[index - 1] == "hard" or self.folded[index - 1] == ":"


def template_words(text: str) -> list[str]:
    """The words of a phrase of a language pack, split as those of a message; each is kept once, however often said."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return [intern(word) for word in text.lower().split()]
    return [intern(word) for word in split_words(text, tokenize(text)).folded]


def split_words(text: str, tokens: Sequence[Token]) -> Words:
    """The words of the tokens of a text, in order."""
    words = Words(text)
    index, count = 0, len(tokens)
    while index < count:
        dropped = _length_of_noise(tokens, index)
        if dropped:
            index += dropped
            continue
        token = tokens[index]
        words.folded.append("\n" if token.kind == "break" else token.folded or token.text)
        words.kind.append(_kind(tokens, index))
        words.start.append(token.start)
        words.end.append(token.end)
        words.token.append(index)
        index += 1
    return words


def split_where(words: Words, cut: Callable[[int], int]) -> Words:
    """Words in two: `cut(index)` gives a place within a word, 0 for none ("noras" as nora s)."""
    cuts = [cut(index) for index in range(len(words))]
    if not any(cuts):
        return words
    split = Words(words.text)
    for index, (word, place) in enumerate(zip(words.folded, cuts, strict=True)):
        start, end = words.start[index], words.end[index]
        pieces = [(word, start, end)]
        if place:
            pieces = [(word[:place], start, start + place), (word[place:], start + place, end)]
        for form, first, last in pieces:
            split.folded.append(form)
            split.kind.append(words.kind[index])
            split.start.append(first)
            split.end.append(last)
            split.token.append(words.token[index])
    return split


def _length_of_noise(tokens: Sequence[Token], index: int) -> int:
    """How many tokens from here are typography only: joiners, a mention of the bot, a :shortcode:."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    glued = following is not None and not following.spaced and following.kind != "break"
    if token.kind != "sign":
        return 0
    if token.text in _JOINERS:
        glued_before = index > 0 and not token.spaced
        apostrophe = token.text in _APOSTROPHES
        return int((glued_before and glued) or (apostrophe and (glued_before or glued)))
    if following is None or not glued:
        return 0
    length = 0
    if token.text == "@" and following.folded in _BOTS:
        length = 2
    elif token.text == ":" and following.kind == "word":
        length = _length_of_shortcode(tokens, index)
    elif token.text == "<" and following.text in "@#!":
        length = _length_until(tokens, index, ">")
    return length


def _length_of_shortcode(tokens: Sequence[Token], index: int) -> int:
    """ ":phone:" and ":white_check_mark:", but not "note:urgent"."""
    length = 1
    for token in tokens[index + 1 : index + 12]:
        length += 1
        if token.spaced or token.kind == "break":
            return 0
        if token.text == ":":
            return length
    return 0


def _length_until(tokens: Sequence[Token], index: int, close: str) -> int:
    for length, token in enumerate(tokens[index : index + 12], start=1):
        if token.text == close:
            return length
    return 0


def _kind(tokens: Sequence[Token], index: int) -> WordKind:
    token = tokens[index]
    if token.kind == "number":
        return "number"
    if token.kind == "word" or token.text in _UNITS:
        return "word"
    return "hard" if token.kind == "break" or _is_hard(tokens, index) else "soft"


def _is_hard(tokens: Sequence[Token], index: int) -> bool:
    """Whether a sign ends a thought: full stops, bullets, emoji."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.text == ".":
        return not _is_inner_dot(tokens, index)
    if token.text == "+":
        return following is not None and following.spaced
    if token.text in _BULLETS and index > 0 and tokens[index - 1].kind == "break":
        return True
    return token.text in _HARD or (not token.text.isascii() and token.text not in _TYPOGRAPHY)


def _is_inner_dot(tokens: Sequence[Token], index: int) -> bool:
    """A dot inside a number or address, or one that ends an abbreviation ("M. Roux", "tel. 06")."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    previous = tokens[index - 1] if index > 0 else None
    if following is None or following.kind == "break" or previous is None:
        return False
    if not following.spaced:
        return True
    return previous.kind == "word" and (len(previous.text) == 1 or previous.folded in _ABBREVIATIONS)
