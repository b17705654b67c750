"""What readers look for: an index of the words of articles (FTS5), and the names that each article is about.

A store that is there already is indexed at once; its names are taken from its analyses.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coranto.naming import names_of
from coranto.wire import unpack_analysis

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both, and fill them from what the store has."""
    op.create_index("ix_articles_publisher", "articles", ["publisher", "published_utc"])
    names = op.create_table(
        "names",
        sa.Column("article_id", sa.String, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "place", name="pk_names"),
    )
    op.create_index("ix_names_key", "names", ["key", "kind"])
    if op.get_bind().dialect.name == "sqlite":
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
