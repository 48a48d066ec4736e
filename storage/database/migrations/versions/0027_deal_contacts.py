"""The people that a deal is discussed with."""

import sqlalchemy as sa
from alembic import op

from storage.database.types import Key

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deal_contacts",
        sa.Column("workspace_id", Key(), nullable=False),
        sa.Column("deal_id", Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("contact_id", Key(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "deal_id", "position", name="pk_deal_contacts"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "deal_id"],
            ["deals.workspace_id", "deals.id"],
            name="fk_deal_contacts_workspace_id_deal_id",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contacts.workspace_id", "contacts.id"],
            name="fk_deal_contacts_workspace_id_contact_id",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_index("ix_deal_contacts_contact", "deal_contacts", ["workspace_id", "contact_id", "deal_id"])
