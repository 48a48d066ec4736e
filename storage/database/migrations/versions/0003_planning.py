"""Where meetings are."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import WrittenText

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activities", sa.Column("location", WrittenText(), nullable=False, server_default=""))
