"""On which days a person works, and when they want quiet."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Key

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("workdays", Key(), nullable=False, server_default="MO,TU,WE,TH,FR"))
    op.add_column("users", sa.Column("country", Key(), nullable=False, server_default=""))
    op.add_column("users", sa.Column("quiet_from", sa.Time()))
    op.add_column("users", sa.Column("quiet_until", sa.Time()))
