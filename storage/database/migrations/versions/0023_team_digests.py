"""The channel to which an overview goes."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Key

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("platform", "chat", "thread"):
        op.add_column("digests", sa.Column(name, Key(), nullable=False, server_default=""))
