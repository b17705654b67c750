"""The tables of a store, as SQLAlchemy Core sees them. The migrations make them; a test compares the two.

Values are kept whole: an article as columns, since it is searched by url and date; what is only ever read as one
thing (an analysis, an assignment, an edition) packed by ``coranto.wire``. Every instant is kept twice: as published,
with its offset, and as microseconds of UTC to sort by. ``articles.page`` is the loose key of the url (no scheme, no
``www.``) under which the versions of one page are found. ``acts`` is the audit log: with ``moves`` (what an article's
assignment was before) and ``constraints`` (``side`` 0 or 1; ``subject`` an article, or a story for locks) it only
grows. ``names`` follows from the newest analysis of an article. ``seq`` and ``number`` count in the order in which rows
were written, and become visible in that order. The index of words ``search`` is each database's own (FTS5 in SQLite,
kept beside ``articles`` by a trigger; a ``tsvector`` in PostgreSQL) and is no table here.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from coranto.stores.kinds import Key, Number, Words

FORMAT = "coranto/store-1"
"""What ``meta`` says in a store of ours: a database of another program lacks it."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", Key, primary_key=True), Column("value", Words, nullable=False))

articles = Table(
    "articles",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=True),
    Column("id", Key, nullable=False),
    Column("url", Words, nullable=False),
    Column("page", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("publisher", Words, nullable=False),
    Column("published_at", Key, nullable=False),
    Column("published_utc", BigInteger, nullable=False),
    Column("language", Key, nullable=False),
    Column("coverage", Key, nullable=False),
    Column("date_certain", Boolean, nullable=False),
    Column("author", Words),
    Column("feed", Words),
    Column("updated_at", Key),
    UniqueConstraint("id", name="uq_articles_id"),
    Index("ix_articles_page", "page"),
    Index("ix_articles_published", "published_utc", "id"),
    Index("ix_articles_publisher", "publisher", "published_utc"),
)

analyses = Table(
    "analyses",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=True),
    Column("article_id", Key, ForeignKey("articles.id"), nullable=False),
    Column("parser", Key, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    UniqueConstraint("article_id", "parser", name="uq_analyses_article_parser"),
)

names = Table(
    "names",
    metadata,
    Column("article_id", Key, ForeignKey("articles.id"), nullable=False),
    Column("place", Number, nullable=False),
    Column("kind", Key, nullable=False),
    Column("key", Key, nullable=False),
    Column("name", Words, nullable=False),
    PrimaryKeyConstraint("article_id", "place", name="pk_names"),
    Index("ix_names_key", "key", "kind"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Key, primary_key=True),
    Column("opened_at", Key, nullable=False),
    Column("updated_at", Key, nullable=False),
    Column("updated_utc", BigInteger, nullable=False),
    Index("ix_stories_updated", "updated_utc", "id"),
)

assignments = Table(
    "assignments",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=True),
    Column("article_id", Key, ForeignKey("articles.id"), nullable=False),
    Column("packed", LargeBinary, nullable=False),
    UniqueConstraint("article_id", name="uq_assignments_article"),
)

members = Table(
    "members",
    metadata,
    Column("article_id", Key, ForeignKey("articles.id"), primary_key=True),
    Column("story_id", Key, ForeignKey("stories.id"), nullable=False),
    Column("position", Number, nullable=False),
    Index("ix_members_story", "story_id", "position"),
)

redirects = Table(
    "redirects",
    metadata,
    Column("old", Key, ForeignKey("stories.id"), primary_key=True),
    Column("new", Key, ForeignKey("stories.id"), nullable=False),
)

acts = Table(
    "acts",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("at", Key, nullable=False),
    Column("actor", Words, nullable=False),
    Column("kind", Key, nullable=False),
    Column("reason", Words, nullable=False),
    Column("stories", Words, nullable=False),
    Column("undoes", Number, ForeignKey("acts.number")),
)

moves = Table(
    "moves",
    metadata,
    Column("act", Number, ForeignKey("acts.number"), nullable=False),
    Column("article_id", Key, ForeignKey("articles.id"), nullable=False),
    Column("position", Number, nullable=False),
    Column("from_story", Key, ForeignKey("stories.id"), nullable=False),
    Column("to_story", Key, ForeignKey("stories.id"), nullable=False),
    Column("before", LargeBinary, nullable=False),
    PrimaryKeyConstraint("act", "article_id", name="pk_moves"),
    Index("ix_moves_article", "article_id", "act"),
)

constraints = Table(
    "constraints",
    metadata,
    Column("act", Number, ForeignKey("acts.number"), nullable=False),
    Column("position", Number, nullable=False),
    Column("side", Number, nullable=False),
    Column("place", Number, nullable=False),
    Column("kind", Key, nullable=False),
    Column("subject", Key, nullable=False),
    PrimaryKeyConstraint("act", "position", "side", "place", name="pk_constraints"),
)

editions = Table(
    "editions",
    metadata,
    Column("story_id", Key, ForeignKey("stories.id"), nullable=False),
    Column("revision", Number, nullable=False),
    Column("composed_at", Key, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    Column("seq", Number, nullable=False, server_default="0"),
    PrimaryKeyConstraint("story_id", "revision", name="pk_editions"),
    Index("ix_editions_seq", "seq", unique=True),
)

edition_sources = Table(
    "edition_sources",
    metadata,
    Column("story_id", Key, nullable=False),
    Column("revision", Number, nullable=False),
    Column("n", Number, nullable=False),
    Column("article_id", Key, ForeignKey("articles.id"), nullable=False),
    PrimaryKeyConstraint("story_id", "revision", "n", name="pk_edition_sources"),
    ForeignKeyConstraint(["story_id", "revision"], ["editions.story_id", "editions.revision"]),
    Index("ix_edition_sources_article", "article_id"),
)

rejections = Table(
    "rejections",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=True),
    Column("subject", Words, nullable=False),
    Column("stage", Key, nullable=False),
    Column("reason", Key, nullable=False),
    Column("detail", Words, nullable=False),
    UniqueConstraint("subject", "stage", "reason", "detail", name="uq_rejections"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=True),
    Column("url", Key, nullable=False),
    Column("next_utc", BigInteger),
    Column("lease", Number, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    UniqueConstraint("url", name="uq_feeds_url"),
    Index("ix_feeds_next", "next_utc", "seq"),
)

feed_items = Table(
    "feed_items",
    metadata,
    Column("feed", Key, ForeignKey("feeds.url"), nullable=False),
    Column("key", Key, nullable=False),
    Column("content", Key, nullable=False),
    PrimaryKeyConstraint("feed", "key", name="pk_feed_items"),
)

held_hosts = Table(
    "held_hosts",
    metadata,
    Column("host", Key, primary_key=True),
    Column("until_utc", BigInteger, nullable=False),
)
