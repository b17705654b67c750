"""Feeds that are polled, which of their items were read, and the servers that asked to be left alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coranto.stores.kinds import Key, Number

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "feeds",
        sa.Column("seq", Number, primary_key=True, autoincrement=True),
        sa.Column("url", Key, nullable=False),
        sa.Column("next_utc", sa.BigInteger),
        sa.Column("lease", Number, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("url", name="uq_feeds_url"),
    )
    op.create_index("ix_feeds_next", "feeds", ["next_utc", "seq"])
    op.create_table(
        "feed_items",
        sa.Column("feed", Key, sa.ForeignKey("feeds.url"), nullable=False),
        sa.Column("key", Key, nullable=False),
        sa.Column("content", Key, nullable=False),
        sa.PrimaryKeyConstraint("feed", "key", name="pk_feed_items"),
    )
    op.create_table(
        "held_hosts",
        sa.Column("host", Key, primary_key=True),
        sa.Column("until_utc", sa.BigInteger, nullable=False),
    )
