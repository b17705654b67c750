"""The audit log: acts upon stories, what they moved, what they demand ever after; and where absorbed stories went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the log, which only grow, and the redirects."""
    op.create_table(
        "redirects",
        sa.Column("old", sa.String, sa.ForeignKey("stories.id"), primary_key=True),
        sa.Column("new", sa.String, sa.ForeignKey("stories.id"), nullable=False),
    )
    op.create_table(
        "acts",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("stories", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("acts.number")),
    )
    op.create_table(
        "moves",
        sa.Column("act", sa.Integer, sa.ForeignKey("acts.number"), nullable=False),
        sa.Column("article_id", sa.String, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("from_story", sa.String, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("to_story", sa.String, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("before", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("act", "article_id", name="pk_moves"),
    )
    op.create_index("ix_moves_article", "moves", ["article_id", "act"])
    op.create_table(
        "constraints",
        sa.Column("act", sa.Integer, sa.ForeignKey("acts.number"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("side", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("act", "position", "side", "place", name="pk_constraints"),
    )
    for table in ("acts", "moves", "constraints"):
        for what in ("UPDATE", "DELETE"):
            _forbid(table, what)


def _forbid(table: str, what: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_only_grow_{what.lower()} BEFORE {what} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the audit log only grows: undo an act by a new one'); END"
        )
