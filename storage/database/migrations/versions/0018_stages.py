"""Pipelines and stages of a workspace's own."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Key, WrittenText

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("stages", WrittenText(), nullable=False, server_default=""))
    op.add_column("deals", sa.Column("pipeline", Key(), nullable=False, server_default=""))
