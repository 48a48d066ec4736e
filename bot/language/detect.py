"""Which language a message is in, from the packs' own words, with the person's language as the prior."""

from collections.abc import Iterable, Iterator, Mapping
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
_MOST_WORDS, _MOST_LETTERS = 60, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """`languages`: the likeliest, and those of which words tell most that the first has not.

    `others` are the rest, likeliest first; `sure`: the first is more than a guess.
    """

    languages: tuple[str, ...]
    others: tuple[str, ...]
    sure: bool


@lru_cache(maxsize=4)
def _evidence(packs: Packs) -> dict[str, dict[str, float]]:
    """word -> language -> weight, for the words that tell languages apart.

    A word of several languages weighs the same for each, so that it tells nothing between them.
    """
    words: dict[str, dict[str, float]] = {}
    for language in packs.languages:
        own = packs.of(language)
        for word in own.vocabulary | own.common:
            words.setdefault(word, {})[language] = _COMMON if word in own.common else _KNOWN
    # Thousands of words have the same few weights.
    kept: dict[tuple[object, ...], dict[str, float]] = {}
    return {
        word: kept.setdefault((most := max(weights.values()), *weights), dict.fromkeys(weights, most))
        for word, weights in words.items()
        if len(weights) < len(packs.languages)
    }


@lru_cache(maxsize=4)
def _letters(packs: Packs) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The letters with marks of each language, and those of all."""
    letters = {language: packs.of(language).letters for language in packs.languages}
    return letters, frozenset().union(*letters.values())


def detect(words: Words, prior: str, packs: Packs, named: Iterable[int] = ()) -> Detection:
    """The languages of a message. `named` are words that belong to known names and prove nothing."""
    skipped = frozenset(named)
    found = list(_found(words, packs, skipped))
    scores = dict.fromkeys(packs.languages, 0.0)
    for weights in found:
        for language, weight in weights.items():
            scores[language] += weight
    # Of languages that explain a message alike, the one in which more can be said: "la 3".
    first, *rest = sorted(
        packs.languages,
        key=lambda name: (-(scores[name] + _PRIOR * (name == prior)), -len(packs.of(name).sentences)),
    )
    beside = dict.fromkeys(rest, 0.0)
    for weights in found:
        if first not in weights:
            for language, weight in weights.items():
                beside[language] += weight
    most = max(beside.values(), default=0.0)
    second = [name for name in rest if beside[name] == most > 0]
    margin = scores[first] - max((scores[name] for name in rest), default=0.0)
    return Detection(
        languages=(first, *second),
        others=tuple(name for name in rest if name not in second),
        sure=margin >= _SURE,
    )


def _found(words: Words, packs: Packs, skipped: frozenset[int]) -> Iterator[Mapping[str, float]]:
    """language -> weight, for each piece of evidence."""
    evidence = _evidence(packs)
    for index, word in enumerate(words.folded[:_MOST_WORDS]):
        weights = evidence.get(word)
        # What is glued to a number is a unit: "18k" says nothing of the "k" that is an English yes.
        unit = words.glued(index) and words.kind[index - 1] == "number"
        if weights is not None and index not in skipped and not unit:
            opens = index < _FIRST
            yield {language: weight * (_OPENING if opens else 1.0) for language, weight in weights.items()}
    letters, all_letters = _letters(packs)
    marked = all_letters.intersection(words.text[:_MOST_LETTERS])
    if marked and not skipped:
        yield {language: _ACCENT for language, own in letters.items() if marked <= own}
