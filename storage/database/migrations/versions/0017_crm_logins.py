"""People's own logins to the mirrored CRM."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Instant, Key, WrittenText

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "crm_logins",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("user_id", Key(), nullable=False),
        sa.Column("name", Key(), nullable=False),
        sa.Column("sealed", WrittenText(), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
            name="fk_crm_logins_workspace_id_user_id",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name="pk_crm_logins"),
    )
