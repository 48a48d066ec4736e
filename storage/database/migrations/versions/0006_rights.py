"""Whose records are seen, notes for their author alone, and the owner of each name."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Key

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("visibility", Key(), nullable=False, server_default="all"))
    op.add_column("activities", sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("names", sa.Column("owner_id", Key()))
    names = sa.table("names", *(sa.column(name) for name in ("workspace_id", "kind", "record_id", "owner_id")))
    for kind in ("account", "contact", "deal", "lead"):
        owned = sa.table(f"{kind}s", *(sa.column(name) for name in ("workspace_id", "id", "owner_id")))
        owner = sa.select(owned.c.owner_id).where(
            owned.c.workspace_id == names.c.workspace_id, owned.c.id == names.c.record_id
        )
        op.execute(names.update().where(names.c.kind == kind).values(owner_id=owner.scalar_subquery()))
