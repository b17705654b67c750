"""The audit log: acts upon stories, what they moved, what they demand ever after; and where absorbed stories went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coranto.stores.kinds import POSTGRESQL, Key, Number, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WHY = "the audit log only grows: undo an act by a new one"


def upgrade() -> None:
    """Make the tables of the log, which only grow, and the redirects."""
    op.create_table(
        "redirects",
        sa.Column("old", Key, sa.ForeignKey("stories.id"), primary_key=True),
        sa.Column("new", Key, sa.ForeignKey("stories.id"), nullable=False),
    )
    op.create_table(
        "acts",
        sa.Column("number", Number, primary_key=True, autoincrement=True),
        sa.Column("at", Key, nullable=False),
        sa.Column("actor", Words, nullable=False),
        sa.Column("kind", Key, nullable=False),
        sa.Column("reason", Words, nullable=False),
        sa.Column("stories", Words, nullable=False),
        sa.Column("undoes", Number, sa.ForeignKey("acts.number")),
    )
    op.create_table(
        "moves",
        sa.Column("act", Number, sa.ForeignKey("acts.number"), nullable=False),
        sa.Column("article_id", Key, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("position", Number, nullable=False),
        sa.Column("from_story", Key, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("to_story", Key, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("before", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("act", "article_id", name="pk_moves"),
    )
    op.create_index("ix_moves_article", "moves", ["article_id", "act"])
    op.create_table(
        "constraints",
        sa.Column("act", Number, sa.ForeignKey("acts.number"), nullable=False),
        sa.Column("position", Number, nullable=False),
        sa.Column("side", Number, nullable=False),
        sa.Column("place", Number, nullable=False),
        sa.Column("kind", Key, nullable=False),
        sa.Column("subject", Key, nullable=False),
        sa.PrimaryKeyConstraint("act", "position", "side", "place", name="pk_constraints"),
    )
    postgresql = op.get_bind().dialect.name == POSTGRESQL
    if postgresql:
        op.execute(
            f"CREATE FUNCTION log_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_WHY}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for table in ("acts", "moves", "constraints"):
        for what in ("UPDATE", "DELETE"):
            trigger = f"CREATE TRIGGER {table}_only_grow_{what.lower()} BEFORE {what} ON {table}"
            if postgresql:
                op.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION log_only_grows()")
            else:
                op.execute(f"{trigger} BEGIN SELECT RAISE(ABORT, '{_WHY}'); END")
