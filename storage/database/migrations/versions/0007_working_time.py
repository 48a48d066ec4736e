"""When a person works and wants quiet, and what may come unasked."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Key

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("workday_end", sa.Time(), nullable=False, server_default="18:00:00.000000"))
    op.add_column("users", sa.Column("workdays", Key(), nullable=False, server_default="MO,TU,WE,TH,FR"))
    op.add_column("users", sa.Column("country", Key(), nullable=False, server_default=""))
    op.add_column("users", sa.Column("quiet_from", sa.Time()))
    op.add_column("users", sa.Column("quiet_until", sa.Time()))
    op.add_column("users", sa.Column("digest_time", sa.Time()))
    op.add_column("users", sa.Column("daily_cap", sa.Integer(), nullable=False, server_default="12"))
    op.add_column("users", sa.Column("lock_screen", Key(), nullable=False, server_default="full"))
    op.add_column("users", sa.Column("muted", Key(), nullable=False, server_default=""))
