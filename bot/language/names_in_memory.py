"""Names kept in memory: what `crmbot parse --crm FILE` searches. Answers in about a millisecond for 100,000 names."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from zlib import crc32

from rapidfuzz.distance import OSA

from bot.domain.names import KnownName, name_words

_EXACT = 100.0
_MOST_RECORDS = 100
_MOST_SCANNED = 2000
_MOST_PREFIXES = 8
_SHORTEST_FUZZY = 4
_LONGEST_FUZZY = 30
_SHORTEST_TWO_TYPOS = 8
_SHORTEST_PREFIX = 4


class NamesInMemory:
    """The `Names` protocol over a fixed list: words -> records, with near spellings by their one-letter deletions.

    The deletions are kept as sorted numbers, checksum above word index, since a dictionary of
    them would take ten times the memory.
    """

    def __init__(self, names: Iterable[KnownName]) -> None:
        self._names = list(names)
        self._account_words = [frozenset(name_words(name.account)) for name in self._names]
        postings: dict[str, list[int]] = {}
        for index, name in enumerate(self._names):
            for word in dict.fromkeys(name_words(name.name)):
                postings.setdefault(word, []).append(index)
        self._words = sorted(postings)
        self._postings = [array("I", postings[word]) for word in self._words]
        self._near = array(
            "Q",
            sorted(
                (crc32(form.encode("utf-8", "surrogatepass")) << 32) | index
                for index, word in enumerate(self._words)
                if _SHORTEST_FUZZY <= len(word) <= _LONGEST_FUZZY
                for form in _deletions(word)
            ),
        )

    def find(self, words: Sequence[str]) -> Sequence[KnownName]:
        """At most 100 records that some of the folded words name, best first; scores are 0..100."""
        asked = frozenset(words)
        alike = [(index, score) for word in asked for index, score in self._alike(word).items()]
        alike.sort(key=lambda pair: len(self._postings[pair[0]]))
        scores: dict[int, float] = {}
        scanned = 0
        for index, score in alike:
            records = self._postings[index]
            for record in records[: max(50, _MOST_SCANNED - scanned)]:
                scores[record] = scores.get(record, 0.0) + score
            scanned += len(records)
        for record in scores:
            if self._account_words[record] & asked:
                scores[record] += 50.0
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_RECORDS]
        return [
            self._names[record] if score >= _EXACT else replace(self._names[record], score=score)
            for record, score in best
        ]

    def _alike(self, word: str) -> dict[int, float]:
        """Indexes of known words that equal, begin with, or nearly equal a word, with a score each."""
        found: dict[int, float] = {}
        place = bisect_left(self._words, word)
        if place < len(self._words) and self._words[place] == word:
            found[place] = _EXACT
        if len(word) >= _SHORTEST_PREFIX:
            for index in range(place, min(place + _MOST_PREFIXES, len(self._words))):
                if not self._words[index].startswith(word):
                    break
                found.setdefault(index, 80.0)
        if _SHORTEST_FUZZY <= len(word) <= _LONGEST_FUZZY and place not in found:
            self._add_near(word, found)
        return found

    def _add_near(self, word: str, found: dict[int, float]) -> None:
        """Words at one edit; of long words, where there is none, those at most forms of two."""
        forms = _deletions(word)
        near = self._sharing(word, forms)
        if not near and len(word) >= _SHORTEST_TWO_TYPOS:
            near = self._sharing(word, {shorter for form in forms for shorter in _deletions(form)})
        for index, distance in near.items():
            found.setdefault(index, 90.0 - 10.0 * distance)

    def _sharing(self, word: str, forms: Iterable[str]) -> dict[int, int]:
        """Indexes of known words that share a shortened form with a word, and their distance from it."""
        allowed = 1 if len(word) < _SHORTEST_TWO_TYPOS else 2
        found: dict[int, int] = {}
        for form in forms:
            key = crc32(form.encode("utf-8", "surrogatepass"))
            place = bisect_left(self._near, key << 32)
            while place < len(self._near) and self._near[place] >> 32 == key:
                index = self._near[place] & 0xFFFFFFFF
                distance = OSA.distance(word, self._words[index], score_cutoff=allowed)
                if distance <= allowed:
                    found[index] = distance
                place += 1
        return found


def _deletions(word: str) -> set[str]:
    """The word, and the word without each of its letters in turn."""
    return {word, *(word[:index] + word[index + 1 :] for index in range(len(word)))}
