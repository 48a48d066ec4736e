"""How far what did not change in the mirrored CRM was read again."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Key

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pull_states", sa.Column("reread_to", Key(), nullable=False, server_default=""))
