"""What readers look for: an index of the words of articles, and the names that each article is about.

A store that is there already is indexed at once; its names are taken from its analyses.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from coranto.naming import names_of
from coranto.stores.kinds import POSTGRESQL, Key, Number, Words
from coranto.wire import unpack_analysis

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TOKENS = "asciiword, word, numword, int, uint, float, sfloat"
"""What PostgreSQL's parser makes of letters and figures with spaces between."""


def upgrade() -> None:
    """Make both, and fill them from what the store has."""
    op.create_index("ix_articles_publisher", "articles", ["publisher", "published_utc"])
    names = op.create_table(
        "names",
        sa.Column("article_id", Key, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("place", Number, nullable=False),
        sa.Column("kind", Key, nullable=False),
        sa.Column("key", Key, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "place", name="pk_names"),
    )
    op.create_index("ix_names_key", "names", ["key", "kind"])
    if op.get_bind().dialect.name == POSTGRESQL:
        # No list of stop words: every word can be looked for, as in SQLite. The store fills it, article by article.
        op.execute("CREATE TEXT SEARCH DICTIONARY coranto_stem (TEMPLATE = pg_catalog.snowball, Language = porter)")
        op.execute("CREATE TEXT SEARCH CONFIGURATION coranto (PARSER = pg_catalog.default)")
        op.execute(f"ALTER TEXT SEARCH CONFIGURATION coranto ADD MAPPING FOR {_TOKENS} WITH coranto_stem")
        op.create_table(
            "search",
            sa.Column("seq", sa.BigInteger, sa.ForeignKey("articles.seq"), primary_key=True, autoincrement=False),
            sa.Column("words", TSVECTOR, nullable=False),
        )
        op.create_index("ix_search_words", "search", ["words"], postgresql_using="gin")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5(title, text, content='articles', content_rowid='seq', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
        op.execute(
            "CREATE TRIGGER articles_into_search AFTER INSERT ON articles BEGIN "
            "INSERT INTO search(rowid, title, text) VALUES (new.seq, new.title, new.text); END"
        )
        op.execute("INSERT INTO search(search) VALUES ('rebuild')")
    _fill(names)


def _fill(names: sa.Table) -> None:
    """The names of the newest analysis of each article, one at a time: analyses are large."""
    connection = op.get_bind()
    newest = connection.execute(sa.text("SELECT max(seq) FROM analyses GROUP BY article_id")).scalars().all()
    for seq in newest:
        packed = connection.execute(sa.text("SELECT packed FROM analyses WHERE seq = :seq"), {"seq": seq}).scalar_one()
        analysis = unpack_analysis(packed)
        rows = [
            {"article_id": analysis.article_id, "place": place, "kind": n.kind, "key": n.key, "name": n.name}
            for place, n in enumerate(names_of(analysis))
        ]
        if rows:
            connection.execute(sa.insert(names), rows)
