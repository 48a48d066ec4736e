"""The tables of the index of names: what search reads."""

from storage.database.schema import index, key, link, of_workspace, written

# The names of all records that are not deleted, in one table whatever their kind.
names = of_workspace(
    "names",
    key("kind"),
    key("record_id"),
    written("name"),
    key("name_key"),
    link("account_id"),
    link("owner_id"),
    key=("kind", "record_id"),
)
index("ix_names_key", names.c.workspace_id, names.c.kind, names.c.name_key)
index("ix_names_account", names.c.workspace_id, names.c.account_id, only="account_id IS NOT NULL")

# Which records have a word, or two words together, in their name.
name_postings = of_workspace(
    "name_postings",
    key("word"),
    key("kind"),
    key("record_id"),
    key=("word", "kind", "record_id"),
    rowid=False,
)
index(
    "ix_name_postings_record",
    name_postings.c.workspace_id,
    name_postings.c.kind,
    name_postings.c.record_id,
    name_postings.c.word,
)

# Every word there is, and what it becomes with one letter left out: two words with a typo between them meet here.
name_words = of_workspace("name_words", key("word"), key=("word",), rowid=False)
name_deletions = of_workspace(
    "name_deletions",
    key("shortened"),
    key("word"),
    key=("shortened", "word"),
    rowid=False,
)
