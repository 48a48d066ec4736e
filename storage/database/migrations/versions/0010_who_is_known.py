"""Leads found by their addresses and numbers, companies by their websites and numbers."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from bot.domain.names import fold
from bot.domain.websites import site_key
from storage.database.types import Key, WrittenText

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_AT_ONCE = 500


def upgrade() -> None:
    _add_key("leads", "email", "email_key", lambda email: fold(email.strip())[:320])
    _add_key("accounts", "website", "website_key", site_key)
    for table, name in (("leads", "phone"), ("leads", "mobile"), ("accounts", "phone")):
        _index(table, f"ix_{table}_{name}", f"{name}_e164")
    _index("leads", "ix_leads_email", "email_key")
    _index("accounts", "ix_accounts_website", "website_key")


def _add_key(name: str, written: str, key: str, key_of: Callable[[str], str]) -> None:
    op.add_column(name, sa.Column(key, Key(), nullable=False, server_default=""))
    workspace, record, text = (
        sa.column("workspace_id", Key()),
        sa.column("id", Key()),
        sa.column(written, WrittenText()),
    )
    table = sa.table(name, workspace, record, text, sa.column(key, Key()))
    connection = op.get_bind()
    change = (
        sa.update(table)
        .where(workspace == sa.bindparam("of_workspace"), record == sa.bindparam("of_id"))
        .values({key: sa.bindparam("made", type_=Key())})
    )
    rows = connection.execute(sa.select(workspace, record, text).where(text != "")).all()
    made = [{"of_workspace": row[0], "of_id": row[1], "made": key_of(row[2])} for row in rows]
    for start in range(0, len(made), _AT_ONCE):
        connection.execute(change, made[start : start + _AT_ONCE])


def _index(table: str, name: str, column: str) -> None:
    told = sa.text(f"{column} <> ''")
    op.create_index(name, table, ["workspace_id", column], postgresql_where=told, sqlite_where=told)
