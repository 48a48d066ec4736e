"""The schema's history, run by Alembic. A new revision also gets its line in `storage.database.revisions`."""
