"""The words of notes, for full text search."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.database.note_words import note_words, word_rows
from storage.database.types import Key

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_AT_ONCE = 500


def upgrade() -> None:
    op.create_table(
        "note_words",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("word", Key(), nullable=False),
        sa.Column("activity_id", Key(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "word", "activity_id", name="pk_note_words"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_note_words_activity", "note_words", ["workspace_id", "activity_id"])
    for notes in _notes(op.get_bind()):
        rows = [{"workspace_id": each.workspace_id, **row} for each in notes for row in word_rows(each.id, each.note)]
        if rows:
            op.bulk_insert(note_words, rows)


def _notes(connection: sa.Connection) -> Iterator[list[Any]]:
    """All notes there are, some at a time."""
    activities = sa.table("activities", *(sa.column(name, Key()) for name in ("workspace_id", "id", "note")))
    key = sa.tuple_(activities.c.workspace_id, activities.c.id)
    page = sa.select(activities).where(activities.c.note != "").order_by(*key).limit(_AT_ONCE)
    notes = connection.execute(page).all()
    while notes:
        yield list(notes)
        last = sa.tuple_(notes[-1].workspace_id, notes[-1].id)
        notes = connection.execute(page.where(key > last)).all()
