"""The tables of a store, as SQLAlchemy Core sees them. The migrations make them; a test compares the two.

Values are kept whole: an article as columns, since it is searched by url and date; what is only ever read as one
thing (an analysis, an assignment, an edition) packed by ``coranto.wire``. Every instant is kept twice: as published,
with its offset, and as microseconds of UTC to sort by. ``articles.page`` is the loose key of the url (no scheme, no
``www.``) under which the versions of one page are found. ``acts`` is the audit log: with ``moves`` (what an article's
assignment was before) and ``constraints`` (``side`` 0 or 1; ``subject`` an article, or a story for locks) it only
grows. ``names`` follows from the newest analysis of an article. The index of words ``search`` is SQLite's own (FTS5)
and is no table here: a trigger keeps it beside ``articles``.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

FORMAT = "coranto/store-1"
"""What ``meta`` says in a store of ours: a database of another program lacks it."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

articles = Table(
    "articles",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False),
    Column("url", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("published_at", String, nullable=False),
    Column("published_utc", BigInteger, nullable=False),
    Column("language", String, nullable=False),
    Column("coverage", String, nullable=False),
    Column("date_certain", Boolean, nullable=False),
    Column("author", Text),
    Column("feed", Text),
    UniqueConstraint("id", name="uq_articles_id"),
    Index("ix_articles_page", "page"),
    Index("ix_articles_published", "published_utc", "id"),
    Index("ix_articles_publisher", "publisher", "published_utc"),
)

analyses = Table(
    "analyses",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String, ForeignKey("articles.id"), nullable=False),
    Column("parser", String, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    UniqueConstraint("article_id", "parser", name="uq_analyses_article_parser"),
)

names = Table(
    "names",
    metadata,
    Column("article_id", String, ForeignKey("articles.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("key", String, nullable=False),
    Column("name", Text, nullable=False),
    PrimaryKeyConstraint("article_id", "place", name="pk_names"),
    Index("ix_names_key", "key", "kind"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("opened_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("updated_utc", BigInteger, nullable=False),
    Index("ix_stories_updated", "updated_utc", "id"),
)

assignments = Table(
    "assignments",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String, ForeignKey("articles.id"), nullable=False),
    Column("packed", LargeBinary, nullable=False),
    UniqueConstraint("article_id", name="uq_assignments_article"),
)

members = Table(
    "members",
    metadata,
    Column("article_id", String, ForeignKey("articles.id"), primary_key=True),
    Column("story_id", String, ForeignKey("stories.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Index("ix_members_story", "story_id", "position"),
)

redirects = Table(
    "redirects",
    metadata,
    Column("old", String, ForeignKey("stories.id"), primary_key=True),
    Column("new", String, ForeignKey("stories.id"), nullable=False),
)

acts = Table(
    "acts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("stories", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("acts.number")),
)

moves = Table(
    "moves",
    metadata,
    Column("act", Integer, ForeignKey("acts.number"), nullable=False),
    Column("article_id", String, ForeignKey("articles.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("from_story", String, ForeignKey("stories.id"), nullable=False),
    Column("to_story", String, ForeignKey("stories.id"), nullable=False),
    Column("before", LargeBinary, nullable=False),
    PrimaryKeyConstraint("act", "article_id", name="pk_moves"),
    Index("ix_moves_article", "article_id", "act"),
)

constraints = Table(
    "constraints",
    metadata,
    Column("act", Integer, ForeignKey("acts.number"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("side", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    PrimaryKeyConstraint("act", "position", "side", "place", name="pk_constraints"),
)

editions = Table(
    "editions",
    metadata,
    Column("story_id", String, ForeignKey("stories.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("composed_at", String, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("story_id", "revision", name="pk_editions"),
)

edition_sources = Table(
    "edition_sources",
    metadata,
    Column("story_id", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("article_id", String, ForeignKey("articles.id"), nullable=False),
    PrimaryKeyConstraint("story_id", "revision", "n", name="pk_edition_sources"),
    ForeignKeyConstraint(["story_id", "revision"], ["editions.story_id", "editions.revision"]),
    Index("ix_edition_sources_article", "article_id"),
)

rejections = Table(
    "rejections",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("subject", Text, nullable=False),
    Column("stage", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("detail", Text, nullable=False),
    UniqueConstraint("subject", "stage", "reason", "detail", name="uq_rejections"),
)
