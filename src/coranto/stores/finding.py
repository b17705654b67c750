"""What readers look for in SQL: words in articles (SQLite's FTS5), and names that articles are about.

Why apart: the index of words is the one thing here that SQLAlchemy Core does not spell, so its SQL stands in one file.
Words come as a ``Query`` and are quoted one by one: no syntax of FTS5 can be reached from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from coranto.stores.rows import Rows, pieces, utc
from coranto.stores.tables import articles, names
from coranto.types import Hit, Named, NameKind, Query

MOST_LOOKED_AT = 2_000
"""Articles that one search comes to at most: the first in its order."""

_SNIPPET_WORDS = 28
_OPEN, _CLOSE = "\x02", "\x03"
"""Marks around found words in a snippet: control characters, which are taken out of what is shown."""


class FindingRows(Rows):
    """The part of a ``Store`` that is searched."""

    def search(self, query: Query, /, *, limit: int, skip: int = 0) -> list[Hit]:
        """Living stories with an article that fits, one hit a story: the best first, without phrases the newest."""
        with self._engine.connect() as connection:
            found: dict[str, list[Any]] = {}
            for row in _fitting(connection, query):
                found.setdefault(row.story_id, []).append(row)
            wanted = list(found)[skip : skip + limit]
            snippets = _snippets(connection, query, [found[story_id][0].seq for story_id in wanted])
        return [
            Hit(
                story_id=story_id,
                article_id=found[story_id][0].id,
                articles=len(found[story_id]),
                snippet=snippets.get(found[story_id][0].seq, ()),
            )
            for story_id in wanted
        ]

    def fitting(self, query: Query, /, *, limit: int) -> list[str]:
        """Ids of the articles that a search finds, in its order: at most ``limit``, and ``MOST_LOOKED_AT``."""
        with self._engine.connect() as connection:
            return [row.id for row in _fitting(connection, query)[:limit]]

    def names(self, article_ids: Iterable[str], /) -> dict[str, tuple[Named, ...]]:
        """The people, bodies and places that each of these articles is about, most important first."""
        found: dict[str, list[Named]] = {}
        with self._engine.connect() as connection:
            for some in pieces(article_ids):
                query = select(names).where(names.c.article_id.in_(some)).order_by(names.c.article_id, names.c.place)
                for row in connection.execute(query):
                    found.setdefault(row.article_id, []).append(Named(kind=row.kind, key=row.key, name=row.name))
        return {article_id: tuple(named) for article_id, named in found.items()}

    def articles_naming(self, kind: NameKind, key: str, /) -> list[str]:
        """Ids of the articles that are about this name, newest first."""
        query = (
            select(names.c.article_id)
            .join(articles, articles.c.id == names.c.article_id)
            .where(names.c.key == key, names.c.kind == kind)
            .order_by(articles.c.published_utc.desc(), articles.c.id)
        )
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())


def _fitting(connection: Connection, query: Query) -> Sequence[Any]:
    """Articles that fit and are in a story, in the order of the answer. A word in the title weighs four times."""
    conditions: list[str] = ["1"]
    values: dict[str, Any] = {"most": MOST_LOOKED_AT}
    given = {"publisher": query.publisher, "language": query.language}
    for name, value in given.items():
        if value is not None:
            conditions.append(f"articles.{name} = :{name}")
            values[name] = value
    if query.first is not None:
        conditions.append("articles.published_utc >= :first")
        values["first"] = utc(datetime.combine(query.first, time(), UTC))
    if query.last is not None:
        conditions.append("articles.published_utc < :last")
        values["last"] = utc(datetime.combine(query.last, time(), UTC) + timedelta(days=1))
    if query.without:
        conditions.append("articles.seq NOT IN (SELECT rowid FROM search WHERE search MATCH :refused)")
        values["refused"] = " OR ".join(map(_quoted, query.without))
    source, order = "articles", "articles.published_utc DESC, articles.id"
    if query.phrases:
        source = "search JOIN articles ON articles.seq = search.rowid"
        conditions.append("search MATCH :words")
        values["words"] = _all_of(query.phrases)
        if not query.newest:
            order = f"bm25(search, 4.0, 1.0), {order}"
    statement = (
        f"SELECT articles.seq, articles.id, members.story_id FROM {source} "
        "JOIN members ON members.article_id = articles.id "
        f"WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT :most"
    )
    return connection.execute(text(statement), values).all()


def _all_of(phrases: Iterable[tuple[str, ...]]) -> str:
    """The question as FTS5 reads it."""
    return " AND ".join(map(_quoted, phrases))


def _quoted(words: tuple[str, ...]) -> str:
    """A phrase in quotation marks; it holds letters and figures only."""
    return f'"{" ".join(words)}"'


def _snippets(connection: Connection, query: Query, rows: Sequence[int]) -> dict[int, tuple[tuple[str, bool], ...]]:
    """The piece of each of these articles that fits best; without phrases how it begins."""
    if not rows:
        return {}
    if query.phrases:
        statement = (
            "SELECT rowid AS seq, snippet(search, -1, :open, :close, '…', :size) AS piece FROM search "
            "WHERE search MATCH :words AND rowid IN :rows"
        )
        values: dict[str, Any] = {
            "words": _all_of(query.phrases),
            "open": _OPEN,
            "close": _CLOSE,
            "size": _SNIPPET_WORDS,
        }
    else:
        statement = "SELECT seq, substr(text, 1, 200) AS piece FROM articles WHERE seq IN :rows"
        values = {}
    asked = text(statement).bindparams(bindparam("rows", expanding=True))
    return {row.seq: _parts(row.piece) for row in connection.execute(asked, {**values, "rows": list(rows)})}


def _parts(piece: str) -> tuple[tuple[str, bool], ...]:
    """A snippet cut at its marks, on one line."""
    parts: list[tuple[str, bool]] = []
    for at, part in enumerate(piece.split(_OPEN)):
        inside, closed, after = part.partition(_CLOSE)
        pairs = ((inside, True), (after, False)) if at and closed else ((part.replace(_CLOSE, ""), False),)
        parts += [(" ".join(words.replace("\n", " ").split(" ")), found) for words, found in pairs if words]
    return tuple(parts)
