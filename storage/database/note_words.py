"""Which activities have a word in their notes: full text on every database alike, without case and accents."""

from sqlalchemy import Select, Text, bindparam, delete, func, insert, literal, select
from sqlalchemy.types import Integer

from bot.domain.names import name_words
from storage.database.keys import texts_of
from storage.database.repositories.scope import within
from storage.database.schema import index, key, of_workspace

_LONGEST_WORD = 40
_MOST_WORDS = 1_000
# Sorts after every letter.
_LAST = "\U0010ffff"

# No foreign key: the words go with the notes, which are never removed one by one.
note_words = of_workspace("note_words", key("word"), key("activity_id"), key=("word", "activity_id"), rowid=False)
index("ix_note_words_activity", note_words.c.workspace_id, note_words.c.activity_id)

ADD_WORDS = insert(note_words)
REMOVE_WORDS = delete(note_words).where(within(note_words), note_words.c.activity_id == bindparam("of_id"))


def word_rows(activity_id: str, note: str) -> list[dict[str, object]]:
    """The rows of a note: its words, each once."""
    words = dict.fromkeys(word[:_LONGEST_WORD] for word in name_words(note))
    return [{"word": word, "activity_id": activity_id} for word in list(words)[:_MOST_WORDS]]


def with_words() -> Select[str]:
    """Ids of activities whose notes have all of the `asked` words, `how_many` there are, at least in the beginning."""
    asked = texts_of("asked").alias("asked")
    # An outer join keeps SQLite from reading all words there are for each one asked for.
    return (
        select(note_words.c.activity_id)
        .outerjoin_from(
            asked,
            note_words,
            within(note_words)
            & (note_words.c.word >= asked.c.value)
            & (note_words.c.word < asked.c.value + literal(_LAST, Text())),
        )
        .group_by(note_words.c.activity_id)
        .having(func.count(asked.c.value.distinct()) == bindparam("how_many", type_=Integer))
    )
