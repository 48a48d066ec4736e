"""What the mirrored CRM shows to whoever has a login of their own."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Key

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("crm_logins", sa.Column("is_asked", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "crm_sights",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("record_id", Key(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "record_id", name="pk_crm_sights"),
        sqlite_with_rowid=False,
    )
