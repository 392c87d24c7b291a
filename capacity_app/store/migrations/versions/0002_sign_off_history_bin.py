"""Sign-off and its history, follow-up, and the bin."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("director_role", "facilitator_role", "revision_reason", "revision_by"):
        op.add_column(
            "assessment", sa.Column(name, sa.Text(), nullable=False, server_default="")
        )
    op.add_column(
        "assessment",
        sa.Column("previous_id", sa.String(length=36), nullable=False, server_default=""),
    )
    op.add_column("assessment", sa.Column("previous_revision", sa.Integer(), nullable=True))
    op.add_column("assessment", sa.Column("signed_at", sa.DateTime(), nullable=True))
    op.add_column("assessment", sa.Column("deleted_at", sa.DateTime(), nullable=True))
    op.add_column("answer", sa.Column("changed", sa.String(length=40), nullable=True))
    op.add_column(
        "action", sa.Column("agreed", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "history",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_history")),
        sa.UniqueConstraint("assessment_id", "sequence", name=op.f("uq_history_assessment_id")),
    )
