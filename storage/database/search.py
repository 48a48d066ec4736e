"""Which records some words of a message may name, in one query.

The query finds the words of the index that equal, continue or nearly equal a word asked for, then
the records that bear them: all records of a rare word; of common words those that bear two of them,
those of a company that was named too, and else a sample. They are ranked by how many and how rare
their words are; the best 100 are compared letter by letter here.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    Text,
    case,
    exists,
    func,
    literal,
    literal_column,
    select,
    union_all,
)

from bot.domain.names import KnownName
from storage.database.keys import listed, texts_of
from storage.database.name_index import (
    LONGEST_WORD,
    SHORTEST_WITH_TWO,
    SHORTEST_WITH_TYPO,
    NameIndex,
    deletions,
    indexed_words,
    without_a_letter,
)
from storage.database.name_tables import name_deletions, name_postings, names
from storage.database.name_tables import name_words as words_table
from storage.database.repositories.scope import Scope, seen, within

_MOST_RECORDS = 100
_MOST_ASKED = 60
_SHORTEST_PREFIX = 3
# A word that more records bear is common: it finds records only together with another word.
_COMMON = 100
_MOST_ALIKE = 150
_MOST_COMMON = 6
_MOST_HITS = 500
_MOST_ACCOUNTS = 20
_SAMPLE = 50
# Sorts after every letter.
_LAST = "\U0010ffff"
_FAR = (0.0, "")


def _alike() -> CTE:
    """The words of the index that may be meant, and how far off, the nearest first.

    Equal words are at 0, those with a typo below 100, with two below 150, the longest first, and longer words above
    200, the shortest first.
    """
    asked = texts_of("prefixes").alias("asked")
    # An outer join keeps SQLite from reading all words there are for each one asked for.
    continued = select(
        words_table.c.word,
        case((words_table.c.word == asked.c.value, 0), else_=200 + func.length(words_table.c.word)).label("far"),
    ).outerjoin_from(
        asked,
        words_table,
        within(words_table)
        & (words_table.c.word >= asked.c.value)
        & (words_table.c.word < asked.c.value + literal(_LAST, Text())),
    )
    equal = select(words_table.c.word, literal_column("0").label("far")).where(
        within(words_table), listed(words_table.c.word, "short")
    )
    length, shortened_by = func.length(name_deletions.c.word), func.length(name_deletions.c.shortened)
    typos = case((length - shortened_by <= 1, 100), else_=150) - length
    one_typo = select(name_deletions.c.word, typos).where(
        within(name_deletions), listed(name_deletions.c.shortened, "shortened")
    )
    two_typos = select(name_deletions.c.word, 150 - length).where(
        within(name_deletions), listed(name_deletions.c.shortened, "shortened_twice")
    )
    one_too_many = select(words_table.c.word, 100 - func.length(words_table.c.word)).where(
        within(words_table), listed(words_table.c.word, "shortened")
    )
    two_too_many = select(words_table.c.word, 150 - func.length(words_table.c.word)).where(
        within(words_table), listed(words_table.c.word, "shortened_twice")
    )
    found = union_all(continued, equal, one_typo, two_typos, one_too_many, two_too_many).subquery("found")
    far = func.min(found.c.far)
    return (
        select(found.c.word, far.label("far"))
        .group_by(found.c.word)
        .order_by(far, found.c.word)
        .limit(_MOST_ALIKE)
        .cte("alike")
    )


def _weighed(alike: CTE) -> CTE:
    """Each of them with the number of its records, counted as far as it matters, and its weight."""
    bearers = (
        select(literal_column("1"))
        .select_from(name_postings)
        .where(within(name_postings), name_postings.c.word == alike.c.word)
        .limit(_COMMON + 1)
        .correlate(alike)
        .subquery("bearers")
    )
    uses = select(func.count()).select_from(bearers).scalar_subquery()
    counted = select(alike.c.word, alike.c.far, uses.label("uses")).cte("counted").prefix_with("MATERIALIZED")
    rarity = case((counted.c.uses <= 5, 8), (counted.c.uses <= 25, 6), (counted.c.uses <= _COMMON, 4), else_=2)
    closeness = case((counted.c.far == 0, 4), (counted.c.far < 100, 3), (counted.c.far < 150, 1), else_=2)
    return (
        select(counted.c.word, counted.c.far, counted.c.uses, (rarity * closeness).label("weight"))
        .where(counted.c.uses > 0)
        .cte("weighed")
        .prefix_with("MATERIALIZED")
    )


def _in_sight(records: FromClause) -> ColumnElement[bool]:
    """Whether a record of the enclosing query may be seen, by its name's owner."""
    named = names.alias("named")
    same = (named.c.kind == records.c.kind) & (named.c.record_id == records.c.record_id)
    return exists().where(seen(named), same).correlate(records)


def _rare_hits(weighed: CTE, *, limited: bool) -> CTE:
    """The records of rare words."""
    return (
        select(name_postings.c.kind, name_postings.c.record_id, weighed.c.weight)
        .join_from(weighed, name_postings, within(name_postings) & (name_postings.c.word == weighed.c.word))
        .where(weighed.c.uses <= _COMMON, *([_in_sight(name_postings)] if limited else []))
        .order_by(weighed.c.weight.desc(), name_postings.c.record_id.desc())
        .limit(_MOST_HITS)
        .cte("rare")
    )


def _named_accounts(rare: CTE) -> CTE:
    return (
        select(rare.c.record_id)
        .where(rare.c.kind == "account")
        .group_by(rare.c.record_id)
        .order_by(func.sum(rare.c.weight).desc())
        .limit(_MOST_ACCOUNTS)
        .cte("named_accounts")
    )


def _common_words(weighed: CTE) -> CTE:
    """The nearest of the common words."""
    return (
        select(weighed.c.word, weighed.c.far, weighed.c.weight)
        .where(weighed.c.uses > _COMMON)
        .order_by(weighed.c.far, weighed.c.word)
        .limit(_MOST_COMMON)
        .cte("common")
        .prefix_with("MATERIALIZED")
    )


def _together(common: CTE, *, limited: bool) -> Select[str, str]:
    """Records that bear two of the common words."""
    one, other = common.alias("one"), common.alias("other")
    pairs = select(one.c.word + literal(" ", Text()) + other.c.word).join_from(one, other, one.c.word < other.c.word)
    return (
        select(name_postings.c.kind, name_postings.c.record_id)
        .where(
            within(name_postings),
            name_postings.c.word.in_(pairs),
            *([_in_sight(name_postings)] if limited else []),
        )
        .limit(_MOST_HITS)
    )


def _borne_by(record: FromClause, common: CTE, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Columns of the common words that a record of the enclosing query bears."""
    posting = exists().where(
        within(name_postings),
        name_postings.c.kind == record.c.kind,
        name_postings.c.record_id == record.c.record_id,
        name_postings.c.word == common.c.word,
    )
    return select(*columns).select_from(common).where(posting.correlate(record, common)).correlate(record)


def _at_accounts(accounts: CTE, common: CTE, *, limited: bool) -> Select[str, str]:
    """Records of the accounts named that bear a common word: the Jane of that company, of all Janes."""
    return (
        select(names.c.kind, names.c.record_id)
        .where(
            seen(names) if limited else within(names),
            names.c.account_id.in_(select(accounts.c.record_id)),
            _borne_by(names, common, common.c.word).exists(),
        )
        .limit(_MOST_HITS)
    )


def _sample(common: CTE, place: int, *, limited: bool) -> Select[str, str]:
    """Some records of one of the nearest common words, the newest first."""
    word = select(common.c.word).order_by(common.c.far, common.c.word).offset(place).limit(1).scalar_subquery()
    return (
        select(name_postings.c.kind, name_postings.c.record_id)
        .where(within(name_postings), name_postings.c.word == word, *([_in_sight(name_postings)] if limited else []))
        .order_by(name_postings.c.kind.desc(), name_postings.c.record_id.desc())
        .limit(_SAMPLE)
    )


@cache
def _find(*, limited: bool) -> Select[*tuple[Any, ...]]:
    """`limited`: only among what may be seen. Where all is, asking that of every record would cost for nothing."""
    weighed = _weighed(_alike())
    rare, common = _rare_hits(weighed, limited=limited), _common_words(weighed)
    accounts = _named_accounts(rare)
    sources = [
        (select(rare.c.kind, rare.c.record_id, rare.c.weight), None),
        (_together(common, limited=limited), 0),
        (_at_accounts(accounts, common, limited=limited), 32),
        *((_sample(common, place, limited=limited), 0) for place in range(3)),
    ]
    every = union_all(*(_weighing(source, weight) for source, weight in sources)).subquery("every")
    hits = (
        select(every.c.kind, every.c.record_id, func.sum(every.c.weight).label("weight"))
        .group_by(every.c.kind, every.c.record_id)
        .cte("hits")
    )
    of_common = _borne_by(hits, common, func.coalesce(func.sum(common.c.weight), 0))
    best = (
        select(hits.c.kind, hits.c.record_id, (hits.c.weight + of_common.scalar_subquery()).label("weight"))
        .order_by(literal_column("weight").desc(), hits.c.record_id.desc())
        .limit(_MOST_RECORDS)
        .cte("best")
    )
    company = names.alias("company")
    return (
        select(names.c.kind, names.c.record_id, names.c.name, names.c.account_id, company.c.name.label("account"))
        .join_from(best, names, within(names) & (names.c.kind == best.c.kind) & (names.c.record_id == best.c.record_id))
        .outerjoin(
            company,
            (seen(company) if limited else within(company))
            & (company.c.kind == "account")
            & (company.c.record_id == names.c.account_id),
        )
        .order_by(best.c.weight.desc(), names.c.record_id.desc())
    )


def _weighing(source: Select[*tuple[Any, ...]], weight: int | None) -> Select[*tuple[Any, ...]]:
    """The records of a source, all with this weight, or each with its own."""
    found = source.subquery()
    return select(found.c.kind, found.c.record_id, found.c.weight if weight is None else literal_column(str(weight)))


class NameRepository:
    """The `Names` protocol over the index. Folded words in, the records that they may name out."""

    def __init__(self, scope: Scope, index: NameIndex) -> None:
        self._scope = scope
        self._index = index

    def find(self, words: Sequence[str]) -> list[KnownName]:
        asked = [word for word in dict.fromkeys(words[: _MOST_ASKED * 4]) if 0 < len(word) <= LONGEST_WORD]
        asked = asked[:_MOST_ASKED]
        if not asked:
            return []
        self._index.flush()
        once = {shortened for word in asked for shortened in (word, *without_a_letter(word))}
        rows = self._scope.see(
            _find(limited=self._scope.is_limited),
            prefixes=[word for word in asked if len(word) >= _SHORTEST_PREFIX],
            short=[word for word in asked if len(word) < _SHORTEST_PREFIX],
            shortened=sorted(once),
            shortened_twice=sorted({shortened for word in asked for shortened in deletions(word)} - once),
        )
        return _rerank(rows.all(), asked)


@dataclass(frozen=True, slots=True)
class _Fit:
    """`words`: how many words of the name were said, typos counting less; `score`: 0..100, how well."""

    words: float
    score: float


def _rerank(rows: Sequence[Any], asked: Sequence[str]) -> list[KnownName]:
    words_of = [indexed_words(row.name) for row in rows]
    nearest = _nearest(sorted({word for words in words_of for word in words}), asked)
    ranked = []
    for row, words in zip(rows, words_of, strict=True):
        fit = _fit(words, nearest)
        if fit.words:
            at_account = bool(row.account) and not set(indexed_words(row.account)).isdisjoint(asked)
            known = KnownName(
                kind=row.kind,
                id=row.record_id,
                name=row.name,
                account=row.account or "",
                account_id=row.account_id,
                score=round(min(100.0, fit.score + 5.0 * at_account), 1),
            )
            ranked.append(((fit.words + 0.5 * at_account, fit.score), known))
    # The query's order, rarer and newer first, decides among equals.
    ranked.sort(key=itemgetter(0), reverse=True)
    return [known for _, known in ranked]


def _nearest(words: Sequence[str], asked: Sequence[str]) -> dict[str, tuple[float, str]]:
    """For each of these sorted words that may be meant: how near it is to what was said, and to which word of it."""
    nearest: dict[str, tuple[float, str]] = {}
    for said in asked:
        # Only these can be alike, and to find them takes no time; `_similarity` then judges them one by one.
        alike = {word for word, _, _ in process.extract(said, words, scorer=OSA.distance, score_cutoff=2, limit=None)}
        alike.update(words[bisect_left(words, said) : bisect_left(words, said + _LAST)])
        for word in alike:
            found = (_similarity(word, said), said)
            if found[0] and found > nearest.get(word, _FAR):
                nearest[word] = found
    return nearest


def _fit(words: Sequence[str], nearest: Mapping[str, tuple[float, str]]) -> _Fit:
    found = alike = covered = 0.0
    used: set[str] = set()
    # A word that was said once stands for one word of the name.
    said_words = [(nearest[word], word) for word in words if word in nearest]
    for (similarity, said), word in sorted(said_words, key=lambda entry: -entry[0][0]):
        if said not in used:
            used.add(said)
            found += similarity
            alike += similarity * len(word)
            covered += len(word)
    if not found:
        return _Fit(0.0, 0.0)
    return _Fit(found, 100.0 * (alike / covered) * (0.85 + 0.15 * covered / sum(map(len, words))))


def _similarity(word: str, said: str) -> float:
    """1 for the same word, less for a beginning or for typos, of which long words may have two, else 0."""
    if word == said:
        return 1.0
    if len(said) >= _SHORTEST_PREFIX and word.startswith(said):
        return 0.75 + 0.15 * len(said) / len(word)
    shorter = min(len(word), len(said))
    if shorter < SHORTEST_WITH_TYPO - 1:
        return 0.0
    most = 1 if shorter < SHORTEST_WITH_TWO - 2 else 2
    distance = OSA.distance(word, said, score_cutoff=most)
    return 0.95 - 0.12 * distance if distance <= most else 0.0
