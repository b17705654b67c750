"""What readers look for in SQL: words in articles, and names that articles are about.

Why apart: the index of words is the one thing that each database has in a way of its own (``words_sqlite``,
``words_postgres``). What they share stands here. Words come as a ``Query`` and are quoted one by one, or bound: no
syntax of the database can be reached from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, FromClause, func, select, table, text

from coranto.stores import words_postgres, words_sqlite
from coranto.stores.kinds import POSTGRESQL, Words
from coranto.stores.rows import Rows, pieces, utc
from coranto.stores.tables import articles, members, names
from coranto.types import Hit, Named, NameKind, Query

MOST_LOOKED_AT = 2_000
"""Articles that one search comes to at most: the first in its order."""


class FindingRows(Rows):
    """The part of a ``Store`` that is searched."""

    def search(self, query: Query, /, *, limit: int, skip: int = 0) -> list[Hit]:
        """Living stories with an article that fits, one hit a story: the best first, without phrases the newest."""
        with self._reading() as connection:
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
        with self._reading() as connection:
            return [row.id for row in _fitting(connection, query)[:limit]]

    def names(self, article_ids: Iterable[str], /) -> dict[str, tuple[Named, ...]]:
        """The people, bodies and places that each of these articles is about, most important first."""
        found: dict[str, list[Named]] = {}
        with self._reading() as connection:
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
        with self._reading() as connection:
            return list(connection.execute(query).scalars())


def _fitting(connection: Connection, query: Query) -> Sequence[Any]:
    """Articles that fit and are in a story, in the order of the answer. A word in the title weighs four times."""
    language = _language(connection)
    source: FromClause = articles.join(members, members.c.article_id == articles.c.id)
    order: list[Any] = [articles.c.published_utc.desc(), articles.c.id]
    conditions: list[Any] = []
    values: dict[str, Any] = {}
    if query.publisher is not None:
        conditions.append(articles.c.publisher == query.publisher)
    if query.language is not None:
        conditions.append(articles.c.language == query.language)
    if query.first is not None:
        conditions.append(articles.c.published_utc >= utc(datetime.combine(query.first, time(), UTC)))
    if query.last is not None:
        conditions.append(articles.c.published_utc < utc(datetime.combine(query.last, time(), UTC) + timedelta(days=1)))
    if query.without:
        condition, some = language.refused(query.without)
        conditions.append(text(condition))
        values |= some
    if query.phrases:
        on, condition, best, some = language.wanted(query.phrases)
        source = source.join(table("search"), text(on))
        conditions.append(text(condition))
        values |= some
        if not query.newest:
            order.insert(0, text(best))
    asked = select(articles.c.seq, articles.c.id, members.c.story_id).select_from(source).where(*conditions)
    return connection.execute(asked.order_by(*order).limit(MOST_LOOKED_AT), values).all()


def _snippets(connection: Connection, query: Query, rows: Sequence[int]) -> dict[int, tuple[tuple[str, bool], ...]]:
    """The piece of each of these articles that fits best; without phrases how it begins."""
    if not rows:
        return {}
    if query.phrases:
        found: dict[int, tuple[tuple[str, bool], ...]] = _language(connection).snippets(connection, query.phrases, rows)
        return found
    beginning = func.substr(articles.c.text, 1, 200, type_=Words).label("beginning")
    asked = select(articles.c.seq, beginning).where(articles.c.seq.in_(rows))
    return {
        row.seq: ((row.beginning.replace("\n", " "), False),) if row.beginning else ()
        for row in connection.execute(asked)
    }


def _language(connection: Connection) -> Any:
    """The module that speaks to the index of words of this database."""
    return words_postgres if connection.dialect.name == POSTGRESQL else words_sqlite
