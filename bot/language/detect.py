"""Which language a message is in, from the packs' own words, with the person's language as the prior."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.language.packs.loader import Packs
from bot.language.words import Words

_PRIOR = 1.2
_COMMON = 2.0
_KNOWN = 1.0
_ACCENT = 1.0
_FIRST, _OPENING = 4, 1.6  # what a sentence begins with tells more than the name of a street at its end
_SURE = 1.5
_MOST_WORDS = 60
_ACCENTS = {"fr": frozenset("éèêëàâçùûôîïœÉÈÊÀÂÇÙÛÔÎŒ")}


@dataclass(frozen=True, slots=True)
class Detection:
    """`languages`: those with any evidence, likeliest first, never empty; `sure`: the first is more than a guess."""

    languages: tuple[str, ...]
    sure: bool


@lru_cache(maxsize=4)
def _evidence(packs: Packs) -> dict[str, dict[str, float]]:
    """word -> language -> weight, for the words that tell languages apart."""
    words: dict[str, dict[str, float]] = {}
    for language in packs.languages:
        own = packs.of(language)
        for word in own.vocabulary | own.common:
            words.setdefault(word, {})[language] = _COMMON if word in own.common else _KNOWN
    return {word: weights for word, weights in words.items() if len(weights) == 1}


def detect(words: Words, prior: str, packs: Packs, named: Iterable[int] = ()) -> Detection:
    """The languages of a message. `named` are words that belong to known names and prove nothing."""
    scores = dict.fromkeys(packs.languages, 0.0)
    evidence = _evidence(packs)
    skipped = frozenset(named)
    for index, word in enumerate(words.folded[:_MOST_WORDS]):
        if index in skipped:
            continue
        for language, weight in evidence.get(word, {}).items():
            scores[language] += weight * (_OPENING if index < _FIRST else 1.0)
    for language, letters in _ACCENTS.items():
        if not skipped and not letters.isdisjoint(words.text[:400]):
            scores[language] += _ACCENT
    ranked = sorted(packs.languages, key=lambda name: -(scores[name] + _PRIOR * (name == prior)))
    first = ranked[0]
    margin = scores[first] - max((scores[name] for name in ranked[1:]), default=0.0)
    return Detection(languages=(first, *(name for name in ranked[1:] if scores[name] > 0)), sure=margin >= _SURE)
