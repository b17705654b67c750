"""The first tables. Articles and editions never change once written, and triggers see to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables of the first version, and say in ``meta`` whose they are."""
    meta = op.create_table(
        "meta", sa.Column("key", sa.String, primary_key=True), sa.Column("value", sa.Text, nullable=False)
    )
    op.bulk_insert(meta, [{"key": "format", "value": "coranto/store-1"}])
    op.create_table(
        "articles",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("published_at", sa.String, nullable=False),
        sa.Column("published_utc", sa.BigInteger, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("coverage", sa.String, nullable=False),
        sa.Column("date_certain", sa.Boolean, nullable=False),
        sa.Column("author", sa.Text),
        sa.Column("feed", sa.Text),
        sa.UniqueConstraint("id", name="uq_articles_id"),
    )
    op.create_index("ix_articles_page", "articles", ["page"])
    op.create_index("ix_articles_published", "articles", ["published_utc", "id"])
    op.create_table(
        "analyses",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("article_id", sa.String, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("parser", sa.String, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("article_id", "parser", name="uq_analyses_article_parser"),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("opened_at", sa.String, nullable=False),
        sa.Column("updated_at", sa.String, nullable=False),
        sa.Column("updated_utc", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_stories_updated", "stories", ["updated_utc", "id"])
    op.create_table(
        "assignments",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("article_id", sa.String, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("article_id", name="uq_assignments_article"),
    )
    op.create_table(
        "members",
        sa.Column("article_id", sa.String, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("story_id", sa.String, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_index("ix_members_story", "members", ["story_id", "position"])
    op.create_table(
        "editions",
        sa.Column("story_id", sa.String, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("composed_at", sa.String, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("story_id", "revision", name="pk_editions"),
    )
    op.create_table(
        "edition_sources",
        sa.Column("story_id", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("article_id", sa.String, sa.ForeignKey("articles.id"), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "revision", "n", name="pk_edition_sources"),
        sa.ForeignKeyConstraint(["story_id", "revision"], ["editions.story_id", "editions.revision"]),
    )
    op.create_index("ix_edition_sources_article", "edition_sources", ["article_id"])
    op.create_table(
        "rejections",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.UniqueConstraint("subject", "stage", "reason", "detail", name="uq_rejections"),
    )
    _forbid_change("articles", "an article never changes: offsets point into it")
    _forbid_change("editions", "an edition never changes: write a new revision")


def _forbid_change(table: str, why: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_never_change BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
