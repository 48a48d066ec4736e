"""Slips of the keyboard in the words of a language pack: "rmeind", "apelle"."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.language.packs.loader import Pack

SHORTEST_MISSPELT = 5
_LONGEST_MISSPELT = 24


class Spelling:
    """What words of some vocabularies may have been meant."""

    def __init__(self, *vocabularies: frozenset[str]) -> None:
        self._near = [_near(vocabulary) for vocabulary in vocabularies]

    def mend(self, word: str) -> str:
        """The only word at one edit from this one that begins alike, else the word itself."""
        if len(word) > _LONGEST_MISSPELT:
            return word
        forms = _deletions(word)
        found = {
            known
            for near in self._near
            for form in forms
            for known in near.get(form, ())
            if known[0] == word[0] and OSA.distance(known, word) <= 1 and not _is_inflection(known, word)
        }
        return found.pop() if len(found) == 1 else word


# A language is looked through in every mixture that it is part of, what a workspace calls its own in every message.
@lru_cache(maxsize=64)
def _near(vocabulary: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """The words by their one-letter deletions."""
    found: dict[str, list[str]] = {}
    for word in sorted(vocabulary):
        if len(word) >= SHORTEST_MISSPELT:
            for form in _deletions(word):
                found.setdefault(form, []).append(word)
    return found


def _is_inflection(known: str, word: str) -> bool:
    """Plurals and other endings are words of their own, not slips."""
    return known[:-1] == word or word[:-1] == known or known[:-1] == word[:-1]


def _deletions(word: str) -> list[str]:
    return [word, *(word[:index] + word[index + 1 :] for index in range(len(word)))]


def inflected(word: str, pack: Pack) -> str | None:
    """The form of a verb that the pack knows it by: "notez" is said as "note"."""
    for ending, other in pack.endings.items():
        stem = word.removesuffix(ending)
        if stem != word and stem + other in pack.vocabulary:
            return stem + other
    return None


def spelling(pack: Pack) -> Spelling:
    """The speller of a pack."""
    return Spelling(*pack.vocabularies)
