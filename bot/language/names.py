"""Finding names: those that the CRM knows, wherever they stand, and unknown ones by their look.

Known names may lack accents and capitals, come in another order, as nicknames, in part, or with a
typo. Unknown ones are runs of capitals, or of words that no language pack knows, at a place where a
sentence expects a name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.names import PARTICLES, KnownName, NameKind
from bot.language.packs.loader import Pack
from bot.language.spelling import inflected, spelling
from bot.language.words import Words, template_words

_LONGEST_UNKNOWN = 5
_LONGEST_WORD = 30
_SHORT = 4  # a short word in small letters is rather another word than a slip in a name
_GIVEN = 0.15  # a first name among small letters is hardly another word
_PERSONS: frozenset[NameKind] = frozenset({"contact", "lead", "user"})
_INITIALS = frozenset("abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """Words `start` to `end` (exclusive) that name these records; `quality` 0..1, how exactly."""

    start: int
    end: int
    records: tuple[KnownName, ...]
    quality: float
    full: bool

    @property
    def kinds(self) -> frozenset[NameKind]:
        return frozenset(record.kind for record in self.records)


@dataclass(frozen=True, slots=True)
class _Hit:
    place: int
    quality: float


def find_names(words: Words, candidates: Sequence[KnownName], pack: Pack) -> list[NameSpan]:
    """All spans of words that name some of the candidates, also overlapping ones; longer ones first at each start."""
    hits = _hits(words, candidates, pack)
    grouped: dict[tuple[int, int], list[tuple[float, bool, KnownName]]] = {}
    for index, by_position in hits.items():
        record = candidates[index]
        parts = _parts(record.name)
        for start in by_position:
            for end, quality in _runs(words, by_position, start):
                full = end - start - words.folded[start:end].count("&") >= len(parts)
                if _names(words, start, end, record, parts, pack) and (
                    full or end > start + 1 or quality > 0.9 or record.kind in _PERSONS
                ):
                    grouped.setdefault((start, end), []).append((quality, full, record))
    spans = [_span(start, end, found) for (start, end), found in grouped.items()]
    return sorted(spans, key=lambda span: (span.start, -span.end))


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """First names, folded, whatever the language of the message: customers come from everywhere."""
    file = Path(__file__).with_name("given_names.yaml")
    lines = yaml.load(file.read_bytes(), yaml.CBaseLoader)["given_names"]  # noqa: S506 - builds text only
    return frozenset(word for line in lines for word in line.split())


def known_words(candidates: Iterable[KnownName]) -> set[str]:
    """All words of some names."""
    return {part for record in candidates for part in _parts(record.name)}


@lru_cache(maxsize=20_000)
def _parts(name: str) -> tuple[str, ...]:
    """The words of a name, split as those of a message: "3M" has two."""
    return tuple(word for word in template_words(name) if word[0].isalnum())


def _span(start: int, end: int, found: list[tuple[float, bool, KnownName]]) -> NameSpan:
    found.sort(key=lambda row: (-row[0], not row[1], -row[2].score, row[2].name))
    best = found[0][0]
    kept = [row for row in found if row[0] >= best - 0.1]
    return NameSpan(
        start=start, end=end, records=tuple(row[2] for row in kept), quality=best, full=any(row[1] for row in kept)
    )


def _hits(words: Words, candidates: Sequence[KnownName], pack: Pack) -> dict[int, dict[int, list[_Hit]]]:
    """record index -> word index -> the places of that word in the record's name."""
    places: dict[str, list[tuple[int, int]]] = {}
    for index, record in enumerate(candidates):
        for place, part in enumerate(_parts(record.name)):
            places.setdefault(part, []).append((index, place))
    parts = list(places)
    hits: dict[int, dict[int, list[_Hit]]] = {}
    for position, word in enumerate(words.folded):
        if words.kind[position] not in ("word", "number"):
            continue
        capital = words.is_capital(position)
        fuzzy = len(word) > _SHORT or capital
        for part, quality in _alike(word, parts, places, pack, fuzzy=fuzzy, capital=capital).items():
            for index, place in places[part]:
                hits.setdefault(index, {}).setdefault(position, []).append(_Hit(place, quality))
    return hits


def _alike(
    word: str, parts: Sequence[str], places: Mapping[str, object], pack: Pack, *, fuzzy: bool, capital: bool
) -> dict[str, float]:
    """The name words that a word may stand for, with how surely."""
    alike: dict[str, float] = {}
    if word in places:
        alike[word] = 1.0
    for other in pack.nicknames.get(word, ()):
        if other in places:
            alike.setdefault(other, 0.95)
    if (
        alike
        or not fuzzy
        or not 4 <= len(word) <= _LONGEST_WORD
        or word in pack.common
        or word in pack.vocabulary
        or (not capital and spelling(pack).mend(word) != word)
        or inflected(word, pack)
    ):
        return alike
    allowed = 1 if len(word) < 8 else 2
    for part, distance, _ in process.extract(word, parts, scorer=OSA.distance, score_cutoff=allowed, limit=4):
        if len(part) >= 4 and part[0] == word[0]:
            alike[part] = 0.9 - 0.05 * distance
    return alike


def _runs(words: Words, by_position: Mapping[int, Sequence[_Hit]], start: int) -> Iterable[tuple[int, float]]:
    """(end, quality) of the run of words from `start` that stand for different words of one name."""
    used: set[int] = set()
    qualities: list[float] = []
    position = start
    while position in by_position:
        free = [hit for hit in by_position[position] if hit.place not in used]
        if not free:
            break
        best = max(free, key=lambda hit: hit.quality)
        used.add(best.place)
        qualities.append(best.quality)
        position += 1
        yield position, sum(qualities) / len(qualities)
        if position < len(words) and words.folded[position] == "&":
            position += 1


def _names(words: Words, start: int, end: int, record: KnownName, parts: Sequence[str], pack: Pack) -> bool:
    """Whether these words are enough to mean the record."""
    said = [word for word in words.folded[start:end] if word != "&"]
    matched, whole = len(said), len(parts)
    if matched >= whole:
        return True
    telling = [word for word in said if word not in PARTICLES and word not in _INITIALS and not word.isdecimal()]
    if not telling or (said[-1] in PARTICLES) or (record.kind not in _PERSONS and said[0] in PARTICLES):
        return False
    if record.kind in _PERSONS:
        return matched > 1 or words.is_capital(start) or said[0] not in pack.common
    if record.kind == "deal":
        return matched >= 2 and matched * 5 >= whole * 3 and parts[0] in said
    return any(not pack.says(word) for word in telling)


def unknown_name(
    words: Words, start: int, end: int, pack: Pack, *, capitals_tell: bool, taken: frozenset[int], kind: str
) -> list[tuple[int, float]]:
    """Where a name that nobody knows may end if it begins at `start`: (end, quality 0..1), likeliest first.

    `capitals_tell`: the message writes names with capitals. `taken`: words that mean something else.
    `kind`, the slot: in a deal's name small letters may follow capitals ("Badge readers").
    """
    if start >= end or start in taken or not words.folded[start].isalnum():
        return []
    if words.kind[start] == "number" and not _number_opens_name(words, start, end):
        return []
    word = words.folded[start]
    in_sentence = not words.opens_sentence(start) or not pack.says(word)
    in_sentence = in_sentence or (start + 1 < end and words.is_capital(start + 1) and words.folded[start - 1] == ":")
    if words.is_capital(start) and in_sentence:
        options = _capitals(words, start, end, pack, taken, is_account=kind in ("account", "deal"))
        if word in pack.common:
            options = [(last, 0.6) for last, _ in options if last > start + 1 and len(word) > 1]
        return options + (_loose_tail(words, options[0][0], end, pack, taken) if kind == "deal" and options else [])
    if pack.says(word):
        return []
    return _plain(words, start, end, pack, taken, capitals_tell=capitals_tell, kind=kind)


def _number_opens_name(words: Words, start: int, end: int) -> bool:
    return start + 1 < end and words.glued(start + 1) and words.is_capital(start + 1)


def _capitals(
    words: Words, start: int, end: int, pack: Pack, taken: frozenset[int], *, is_account: bool
) -> list[tuple[int, float]]:
    """A run of capitals: "Hugo Weiss", "Marie de la Tour", "June & Co", "Atelier 42"."""
    position = start + 1
    last = position
    while position < min(end, start + 2 * _LONGEST_UNKNOWN) and position not in taken:
        word = words.folded[position]
        number = words.kind[position] == "number" and position == last and len(word) < 4
        if number or (words.kind[position] == "word" and words.is_capital(position)):
            last = position + 1
        elif word not in PARTICLES and word != "&":
            break
        position += 1
    options = [(last, 0.85)]
    particle = _employer_at(words, start, last, pack)
    if particle is not None and not is_account:  # "Denis Roux de Montagne Plus": a person, and where from
        options = [(particle, 0.85), (last, 0.75)]
    first_common = next((p for p in range(start + 1, last) if words.folded[p] in pack.common), None)
    if first_common is not None and first_common < last:
        options.append((first_common, 0.7))
    options += [(shorter, 0.5) for shorter in range(last - 1, start, -1) if words.kind[shorter - 1] == "word"]
    best: dict[int, float] = {}
    for last, quality in options:
        best.setdefault(last, quality)
    return list(best.items())


def _employer_at(words: Words, start: int, end: int, pack: Pack) -> int | None:
    """The particle after which a company may stand: "Denis Roux de Montagne Plus", "Denis de Pompes Roux"."""
    for place in range(start + 1, end):
        if words.folded[place] in PARTICLES and (
            place > start + 1 or any(word in pack.company for word in words.folded[place + 1 : end])
        ):
            return place
    return None


def _loose_tail(words: Words, start: int, end: int, pack: Pack, taken: frozenset[int]) -> list[tuple[int, float]]:
    position = start
    while (
        position < min(end, start + _LONGEST_UNKNOWN)
        and position not in taken
        and words.kind[position] in ("word", "number")
        and (words.folded[position] not in pack.common or words.folded[position] in PARTICLES)
    ):
        position += 1
    return [(last, 0.6) for last in range(position, start, -1) if words.folded[last - 1] not in PARTICLES]


def _plain(
    words: Words, start: int, end: int, pack: Pack, taken: frozenset[int], *, capitals_tell: bool, kind: str
) -> list[tuple[int, float]]:
    """Small letters: words that no pack knows. One alone is a first name, two before a pause a whole name."""
    position = start + 1
    while position < min(end, start + _LONGEST_UNKNOWN) and position not in taken:
        word = words.folded[position]
        is_name = words.kind[position] == "word" and word.isalpha() and not pack.says(word)
        is_name = is_name or words.folded[position - 1] == "&"
        if not is_name and word not in PARTICLES and word != "&":
            break
        position += 1
    while position > start + 1 and (words.folded[position - 1] in PARTICLES or words.folded[position - 1] == "&"):
        position -= 1
    quality = (0.45 if capitals_tell else 0.65) + (_GIVEN if words.folded[start] in given_names() else 0.0)
    length = position - start
    if length == 1:
        after = position + 1
        closes = position < end and (after == end or words.kind[after] in ("soft", "hard"))
        longer = [(after, quality - 0.2)] if closes and words.kind[position] == "word" else []
        return [(position, quality), *longer]  # the last word of a name may be a common one: "sunny day"
    particle = _employer_at(words, start, position, pack)
    if particle is not None and kind not in ("account", "deal"):
        return [(particle, quality), (position, quality - 0.25)]
    return [(position, quality if length <= 3 else quality - 0.2), (start + 1, quality - 0.1)]
