"""The first tables. Articles and editions never change once written, and triggers see to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coranto.stores.kinds import POSTGRESQL, Key, Number, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables of the first version, and say in ``meta`` whose they are."""
    postgresql = op.get_bind().dialect.name == POSTGRESQL
    meta = op.create_table("meta", sa.Column("key", Key, primary_key=True), sa.Column("value", Words, nullable=False))
    op.bulk_insert(meta, [{"key": "format", "value": "coranto/store-1"}])
    op.create_table(
        "articles",
        sa.Column("seq", Number, primary_key=True, autoincrement=True),
        sa.Column("id", Key, nullable=False),
        sa.Column("url", Words, nullable=False),
        sa.Column("page", Words, nullable=False),
        sa.Column("title", Words, nullable=False),
        sa.Column("text", Words, nullable=False),
        sa.Column("publisher", Words, nullable=False),
        sa.Column("published_at", Key, nullable=False),
        sa.Column("published_utc", sa.BigInteger, nullable=False),
        sa.Column("language", Key, nullable=False),
        sa.Column("coverage", Key, nullable=False),
        sa.Column("date_certain", sa.Boolean, nullable=False),
        sa.Column("author", Words),
        sa.Column("feed", Words),
        sa.UniqueConstraint("id", name="uq_articles_id"),
    )
    # An address may be longer than what PostgreSQL sorts in an index; a hash of it may not.
    op.create_index("ix_articles_page", "articles", ["page"], postgresql_using="hash")
    op.create_index("ix_articles_published", "articles", ["published_utc", "id"])
    op.create_table(
        "analyses",
        sa.Column("seq", Number, primary_key=True, autoincrement=True),
        sa.Column("article_id", Key, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("parser", Key, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("article_id", "parser", name="uq_analyses_article_parser"),
    )
    op.create_table(
        "stories",
        sa.Column("id", Key, primary_key=True),
        sa.Column("opened_at", Key, nullable=False),
        sa.Column("updated_at", Key, nullable=False),
        sa.Column("updated_utc", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_stories_updated", "stories", ["updated_utc", "id"])
    op.create_table(
        "assignments",
        sa.Column("seq", Number, primary_key=True, autoincrement=True),
        sa.Column("article_id", Key, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("article_id", name="uq_assignments_article"),
    )
    op.create_table(
        "members",
        sa.Column("article_id", Key, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("story_id", Key, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("position", Number, nullable=False),
    )
    op.create_index("ix_members_story", "members", ["story_id", "position"])
    op.create_table(
        "editions",
        sa.Column("story_id", Key, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("revision", Number, nullable=False),
        sa.Column("composed_at", Key, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("story_id", "revision", name="pk_editions"),
    )
    op.create_table(
        "edition_sources",
        sa.Column("story_id", Key, nullable=False),
        sa.Column("revision", Number, nullable=False),
        sa.Column("n", Number, nullable=False),
        sa.Column("article_id", Key, sa.ForeignKey("articles.id"), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "revision", "n", name="pk_edition_sources"),
        sa.ForeignKeyConstraint(["story_id", "revision"], ["editions.story_id", "editions.revision"]),
    )
    op.create_index("ix_edition_sources_article", "edition_sources", ["article_id"])
    op.create_table(
        "rejections",
        sa.Column("seq", Number, primary_key=True, autoincrement=True),
        sa.Column("subject", Words, nullable=False),
        sa.Column("stage", Key, nullable=False),
        sa.Column("reason", Key, nullable=False),
        sa.Column("detail", Words, nullable=False),
        *([] if postgresql else [sa.UniqueConstraint("subject", "stage", "reason", "detail", name="uq_rejections")]),
    )
    if postgresql:
        # Its indexes hold no long texts: what is kept once is a digest of the four.
        op.execute(
            "CREATE UNIQUE INDEX uq_rejections ON rejections "
            "(md5(subject || chr(31) || stage || chr(31) || reason || chr(31) || detail))"
        )
    _forbid_change("articles", "an article never changes: offsets point into it")
    _forbid_change("editions", "an edition never changes: write a new revision")


def _forbid_change(table: str, why: str) -> None:
    if op.get_bind().dialect.name == POSTGRESQL:
        op.execute(
            f"CREATE FUNCTION {table}_never_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_never_change BEFORE UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_never_change()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {table}_never_change BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
