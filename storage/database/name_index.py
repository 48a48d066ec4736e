"""The index of names: which words name which records, kept in the transaction that changes them.

Three small tables besides the names themselves: the words there are, each word with letters left
out (where two words with typos between them meet), and postings from words to records. Two words of
a name also have a posting together, so that "Jane Doe" is found at once among 50,000 Janes.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.base import Executable

from bot.domain.names import NameKind, fold, name_words
from storage.database.keys import listed
from storage.database.name_tables import name_deletions, name_postings, names
from storage.database.name_tables import name_words as words_table
from storage.database.repositories.scope import Scope, within

LONGEST_WORD = 40
SHORTEST_WITH_TYPO = 4
SHORTEST_WITH_TWO, LONGEST_WITH_TWO = 8, 16
_MOST_WORDS = 12
# An import has more names than should wait in memory.
_MOST_PENDING = 2_000
_MOST_PAIRED = 5
# An index takes keys of some 2,700 bytes at most.
_LONGEST_KEY = 200

# Small words that name nobody by themselves, and that every message has.
_LINKING = frozenset(
    [
        "a",
        "and",
        "au",
        "aux",
        "d",
        "da",
        "de",
        "del",
        "den",
        "der",
        "des",
        "di",
        "du",
        "et",
        "for",
        "in",
        "l",
        "la",
        "le",
        "les",
        "of",
        "the",
        "to",
        "und",
        "y",
    ]
)

_NEW_NAME = postgresql.insert(names)
_PUT_NAMES = _NEW_NAME.on_conflict_do_update(
    index_elements=["workspace_id", "kind", "record_id"],
    set_={column: _NEW_NAME.excluded[column] for column in ("name", "name_key", "account_id", "owner_id")},
)
_PUT_POSTINGS = postgresql.insert(name_postings).on_conflict_do_nothing()
_PUT_WORDS = postgresql.insert(words_table).on_conflict_do_nothing()
_PUT_DELETIONS = postgresql.insert(name_deletions).on_conflict_do_nothing()
_REMOVE_NAMES = delete(names).where(
    within(names), names.c.kind == bindparam("of_kind"), names.c.record_id == bindparam("of_id")
)
_REMOVE_POSTINGS = delete(name_postings).where(
    within(name_postings),
    name_postings.c.kind == bindparam("of_kind"),
    name_postings.c.record_id == bindparam("of_id"),
)
_IDS_OF = (
    select(names.c.record_id, names.c.name)
    .where(within(names), names.c.kind == bindparam("of_kind"), names.c.name_key == bindparam("of_key"))
    .order_by(names.c.record_id)
)
_IDS_OF_ANY = (
    select(names.c.record_id, names.c.name)
    .where(within(names), names.c.kind == bindparam("of_kind"), listed(names.c.name_key, "of_keys"))
    .order_by(names.c.record_id)
)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    account_id: str | None
    owner_id: str | None


class NameIndex:
    """What a transaction does to names. Nothing is written before `flush`, then all at once."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._entries: dict[tuple[NameKind, str], _Entry | None] = {}
        self._new: set[tuple[NameKind, str]] = set()

    def put(
        self,
        kind: NameKind,
        record_id: str,
        name: str,
        account_id: str | None,
        *,
        owner_id: str | None = None,
        new: bool = False,
    ) -> None:
        """The record bears this name from now on; `new`: it had none before."""
        if len(self._entries) >= _MOST_PENDING:
            self.flush()
        self._entries[kind, record_id] = _Entry(name, account_id, owner_id)
        if new:
            self._new.add((kind, record_id))

    def remove(self, kind: NameKind, record_id: str) -> None:
        self._entries[kind, record_id] = None

    def ids_of(self, kind: NameKind, name: str) -> list[str]:
        """The records of a kind whose folded name equals this name's."""
        self.flush()
        wanted = _folded(name)
        rows = self._scope.run(_IDS_OF, of_kind=kind, of_key=wanted[:_LONGEST_KEY])
        return [row.record_id for row in rows if _folded(row.name) == wanted]

    def ids_of_any(self, kind: NameKind, wanted: Collection[str]) -> list[str]:
        """As `ids_of`, for many names in one query."""
        self.flush()
        folded = {_folded(name) for name in wanted}
        rows = self._scope.run(_IDS_OF_ANY, of_kind=kind, of_keys=sorted({key[:_LONGEST_KEY] for key in folded}))
        return [row.record_id for row in rows if _folded(row.name) in folded]

    def flush(self) -> None:
        """Writes what is pending, so that statements see it."""
        if not self._entries:
            return
        entries, new = self._entries, self._new
        self._entries, self._new = {}, set()
        self._remove(_REMOVE_POSTINGS, (key for key in entries if key not in new))
        self._remove(_REMOVE_NAMES, (key for key, entry in entries.items() if entry is None and key not in new))
        named = {key: entry for key, entry in entries.items() if entry is not None}
        self._scope.insert_all(
            _PUT_NAMES,
            (
                {
                    "kind": kind,
                    "record_id": record_id,
                    "name": entry.name,
                    "name_key": _folded(entry.name)[:_LONGEST_KEY],
                    "account_id": entry.account_id,
                    "owner_id": entry.owner_id,
                }
                for (kind, record_id), entry in named.items()
            ),
        )
        words: dict[str, None] = {}
        postings = []
        for (kind, record_id), entry in named.items():
            own = indexed_words(entry.name)
            words |= dict.fromkeys(own)
            postings += [{"word": word, "kind": kind, "record_id": record_id} for word in (*own, *_pairs(own))]
        self._scope.insert_all(_PUT_POSTINGS, postings)
        # In one order everywhere, so that two transactions never wait for each other.
        self._scope.insert_all(_PUT_WORDS, ({"word": word} for word in sorted(words)))
        self._scope.insert_all(
            _PUT_DELETIONS,
            ({"shortened": shortened, "word": word} for word in sorted(words) for shortened in sorted(deletions(word))),
        )

    def _remove(self, statement: Executable, keys: Iterable[tuple[NameKind, str]]) -> None:
        self._scope.run_all(statement, ({"of_kind": kind, "of_id": record_id} for kind, record_id in keys))


@lru_cache(maxsize=16_384)
def indexed_words(name: str) -> tuple[str, ...]:
    """The folded words of a name that it can be found by, each once."""
    words = dict.fromkeys(word for word in name_words(name)[:_MOST_WORDS] if len(word) <= LONGEST_WORD)
    return tuple(word for word in words if word not in _LINKING) or tuple(words)


def pair(one: str, other: str) -> str:
    """The posting of two words together, in whichever order they are said."""
    return f"{one} {other}" if one < other else f"{other} {one}"


def deletions(word: str) -> set[str]:
    """The word with a letter left out, in every way; long words also with two.

    Two words with one typo between them share such a form. Short words have too many neighbours to
    guess among, and very long ones too many forms.
    """
    if len(word) < SHORTEST_WITH_TYPO:
        return set()
    once = without_a_letter(word)
    if not SHORTEST_WITH_TWO <= len(word) <= LONGEST_WITH_TWO:
        return once
    return once.union(*map(without_a_letter, once))


def without_a_letter(word: str) -> set[str]:
    return {word[:index] + word[index + 1 :] for index in range(len(word))}


def _pairs(words: Sequence[str]) -> Iterator[str]:
    return (pair(one, other) for one, other in combinations(words[:_MOST_PAIRED], 2))


def _folded(name: str) -> str:
    return " ".join(fold(name).split())
