"""Which records some words of a message may name, in one query.

The query finds the words of the index that equal, continue or nearly equal a word asked for, then
the records that bear them: all records of a rare word; of common words those that bear two of them,
those of a company that was named too, and else a sample. They are ranked by how many and how rare
their words are; the best 200 are compared letter by letter here.
"""

from collections.abc import Sequence
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    Text,
    and_,
    case,
    exists,
    func,
    literal,
    literal_column,
    select,
    union,
    union_all,
)

from bot.domain.names import KnownName
from storage.database.keys import listed, texts_of
from storage.database.name_index import LONGEST_WORD, NameIndex, deletions, indexed_words
from storage.database.repositories.scope import Scope, within
from storage.database.tables import name_deletions, name_postings, names
from storage.database.tables import name_words as words_table

_MOST_RECORDS = 200
_MOST_ASKED = 60
_SHORTEST_PREFIX = 3
# A word that more records bear is common: it finds records only together with another word.
_COMMON = 500
_MOST_ALIKE = 400
_MOST_HITS = 4_000
_MOST_ACCOUNTS = 20
# Sorts after every letter.
_LAST = "\U0010ffff"


def _alike() -> CTE:
    """The words of the index that may be meant, and how far off: 0 equal, 1 a typo, 2 longer."""
    asked = texts_of("prefixes").alias("asked")
    continued = select(
        words_table.c.word, case((words_table.c.word == asked.c.value, 0), else_=2).label("far")
    ).select_from(
        asked.join(
            words_table,
            and_(
                within(words_table),
                words_table.c.word >= asked.c.value,
                words_table.c.word < asked.c.value + literal(_LAST, Text()),
            ),
        )
    )
    equal = select(words_table.c.word, literal_column("0").label("far")).where(
        within(words_table), listed(words_table.c.word, "short")
    )
    both_shortened = select(name_deletions.c.word, literal_column("1").label("far")).where(
        within(name_deletions), listed(name_deletions.c.shortened, "shortened")
    )
    one_too_many = select(words_table.c.word, literal_column("1").label("far")).where(
        within(words_table), listed(words_table.c.word, "shortened")
    )
    found = union_all(continued, equal, both_shortened, one_too_many).subquery("found")
    far = func.min(found.c.far)
    return (
        select(found.c.word, far.label("far"))
        .group_by(found.c.word)
        .order_by(far, func.length(found.c.word), found.c.word)
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
    counted = select(
        alike.c.word, alike.c.far, select(func.count()).select_from(bearers).scalar_subquery().label("uses")
    ).subquery("counted")
    rarity = case((counted.c.uses <= 5, 8), (counted.c.uses <= 50, 6), (counted.c.uses <= _COMMON, 4), else_=2)
    closeness = case((counted.c.far == 0, 4), (counted.c.far == 1, 2), else_=2)
    return (
        select(counted.c.word, counted.c.far, counted.c.uses, (rarity * closeness).label("weight"))
        .where(counted.c.uses > 0)
        .cte("weighed")
    )


def _hits(weighed: CTE) -> tuple[CTE, CTE]:
    """(the accounts named, all records that may be)."""
    bears = (name_postings.c.kind, name_postings.c.record_id)
    rare = (
        select(*bears, weighed.c.weight)
        .join_from(weighed, name_postings, within(name_postings) & (name_postings.c.word == weighed.c.word))
        .where(weighed.c.uses <= _COMMON)
        .order_by(weighed.c.weight.desc(), name_postings.c.record_id.desc())
        .limit(_MOST_HITS)
        .cte("rare")
    )
    accounts = (
        select(rare.c.record_id)
        .where(rare.c.kind == "account")
        .group_by(rare.c.record_id)
        .order_by(func.sum(rare.c.weight).desc())
        .limit(_MOST_ACCOUNTS)
        .cte("accounts_named")
    )
    one, other = weighed.alias("one"), weighed.alias("other")
    together = (
        select(*bears)
        .join_from(one, other, (one.c.word < other.c.word) & (one.c.uses > _COMMON) & (other.c.uses > _COMMON))
        .join(
            name_postings,
            within(name_postings) & (name_postings.c.word == one.c.word + literal(" ", Text()) + other.c.word),
        )
        .limit(_MOST_HITS)
        .subquery("together")
    )
    of_accounts = (
        select(names.c.kind, names.c.record_id)
        .join_from(accounts, names, within(names) & (names.c.account_id == accounts.c.record_id))
        .where(
            exists()
            .where(
                within(name_postings),
                name_postings.c.kind == names.c.kind,
                name_postings.c.record_id == names.c.record_id,
                name_postings.c.word.in_(select(weighed.c.word).where(weighed.c.uses > _COMMON)),
            )
            .correlate(names)
        )
        .limit(_MOST_HITS)
        .subquery("of_accounts")
    )
    samples = [_sample(weighed, place) for place in range(3)]
    sources = [rare, together, of_accounts, *samples]
    hits = union(*(select(source.c.kind, source.c.record_id) for source in sources)).cte("hits")
    return accounts, hits


def _sample(weighed: CTE, place: int) -> Any:
    """Some records, the newest first, of one of the closest common words."""
    common = (
        select(weighed.c.word)
        .where(weighed.c.uses > _COMMON)
        .order_by(weighed.c.far, weighed.c.word)
        .offset(place)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(name_postings.c.kind, name_postings.c.record_id)
        .where(within(name_postings), name_postings.c.word == common)
        .order_by(name_postings.c.kind.desc(), name_postings.c.record_id.desc())
        .limit(_MOST_RECORDS)
        .subquery(f"sample_{place}")
    )


def _find() -> Select[Any]:
    weighed = _weighed(_alike())
    accounts, hits = _hits(weighed)
    ranked = (
        select(hits.c.kind, hits.c.record_id, func.sum(weighed.c.weight).label("weight"))
        .join_from(
            hits,
            name_postings,
            within(name_postings)
            & (name_postings.c.kind == hits.c.kind)
            & (name_postings.c.record_id == hits.c.record_id),
        )
        .join(weighed, weighed.c.word == name_postings.c.word)
        .group_by(hits.c.kind, hits.c.record_id)
        .cte("ranked")
    )
    company = names.alias("company")
    at_named_account: ColumnElement[int] = case((names.c.account_id.in_(select(accounts.c.record_id)), 16), else_=0)
    return (
        select(
            names.c.kind,
            names.c.record_id,
            names.c.name,
            names.c.account_id,
            company.c.name.label("account"),
        )
        .join_from(
            ranked,
            names,
            within(names) & (names.c.kind == ranked.c.kind) & (names.c.record_id == ranked.c.record_id),
        )
        .outerjoin(
            company,
            within(company) & (company.c.kind == "account") & (company.c.record_id == names.c.account_id),
        )
        .order_by((ranked.c.weight + at_named_account).desc(), names.c.record_id.desc())
        .limit(_MOST_RECORDS)
    )


_FIND = _find()


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
        rows = self._scope.run(
            _FIND,
            prefixes=[word for word in asked if len(word) >= _SHORTEST_PREFIX],
            short=[word for word in asked if len(word) < _SHORTEST_PREFIX],
            shortened=sorted({shortened for word in asked for shortened in deletions(word)} | set(asked)),
        )
        return _rerank(rows.all(), asked)


def _rerank(rows: Sequence[Any], asked: Sequence[str]) -> list[KnownName]:
    similarity: dict[str, float] = {}
    scored = []
    for row in rows:
        score = _score(indexed_words(row.name), asked, similarity)
        if score:
            if row.account and any(word in asked for word in indexed_words(row.account)):
                score = min(100.0, score + 5.0)
            scored.append(
                KnownName(
                    kind=row.kind,
                    id=row.record_id,
                    name=row.name,
                    account=row.account or "",
                    account_id=row.account_id,
                    score=round(score, 1),
                )
            )
    # The query's order, rarer and newer first, decides among equals.
    return sorted(scored, key=lambda known: -known.score)


def _score(words: Sequence[str], asked: Sequence[str], similarity: dict[str, float]) -> float:
    """0..100: how alike the words asked for are, and a little of how much of the name they cover."""
    alike = total = matched = 0.0
    for word in words:
        if word not in similarity:
            similarity[word] = max(_similarity(word, said) for said in asked)
        total += len(word)
        if similarity[word]:
            alike += similarity[word] * len(word)
            matched += len(word)
    return 100.0 * (alike / matched) * (0.75 + 0.25 * matched / total) if matched else 0.0


def _similarity(word: str, said: str) -> float:
    """1 for the same word, less for a beginning or one or two typos, else 0."""
    if word == said:
        return 1.0
    shorter = min(len(word), len(said))
    if len(said) >= _SHORTEST_PREFIX and word.startswith(said):
        return 0.8 + 0.15 * len(said) / len(word)
    if shorter < 4:
        return 0.0
    distance = OSA.distance(word, said, score_cutoff=2)
    return 1.0 - 0.1 * distance if distance <= (1 if shorter < 6 else 2) else 0.0
