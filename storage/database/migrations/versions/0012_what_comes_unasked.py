"""What comes unasked: when, how much of it, and what a locked screen shows of it."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Key

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


# For a while 0007 made these, which nothing read; stores of that time still have them.
_OF_OLD = ("workday_end", "digest_time", "daily_cap", "lock_screen", "muted")


def upgrade() -> None:
    present = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("users")}
    for name in present.intersection(_OF_OLD):
        op.drop_column("users", name)
    op.add_column("users", sa.Column("digest_time", sa.Time()))
    op.add_column("users", sa.Column("muted", Key(), nullable=False, server_default=""))
    op.add_column("users", sa.Column("reminder_cap", sa.Integer(), nullable=False, server_default="12"))
    op.add_column("users", sa.Column("nag_after_hours", sa.Integer(), nullable=False, server_default="2"))
    op.add_column("users", sa.Column("lock_screen", Key(), nullable=False, server_default="full"))
