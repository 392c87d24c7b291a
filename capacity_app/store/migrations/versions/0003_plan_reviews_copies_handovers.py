"""Reviews of the plan, effect and effort, copies of evidence, and what was handed over."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assessment", sa.Column("reviews", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("action", sa.Column("effect", sa.Integer(), nullable=True))
    op.add_column("action", sa.Column("effort", sa.Integer(), nullable=True))
    op.add_column("evidence", sa.Column("copy_name", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "evidence",
        sa.Column("copy_sha256", sa.String(length=64), nullable=False, server_default=""),
    )
    op.add_column("evidence", sa.Column("copy_size", sa.Integer(), nullable=True))
    op.create_table(
        "handover",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_assessment_id"), "handover", ["assessment_id"])
