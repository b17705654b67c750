"""Articles and their analyses in SQL: written once, read by id, by url and by time.

Why apart: what is written here never changes, and nothing here knows of stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, and_, delete, insert, select

from coranto.naming import names_of
from coranto.read.urls import page_key
from coranto.stores import words_postgres
from coranto.stores.kinds import POSTGRESQL
from coranto.stores.rows import Rows, added, article_of, checked, pieces, utc
from coranto.stores.tables import analyses, articles, names
from coranto.types import Analysis, Article
from coranto.wire import pack_analysis, unpack_analysis


class ArticleRows(Rows):
    """The part of a ``Store`` about articles and analyses."""

    def add_article(self, article: Article, /) -> bool:
        """Store an article; False (and no change) if its id is there already."""
        return self.add_articles([article])[0]

    def add_articles(self, given: Sequence[Article], /) -> list[bool]:
        """The same for many, in one transaction."""
        first: dict[str, int] = {}
        for at, article in enumerate(given):
            first.setdefault(article.id, at)
        if not first:
            return []
        with self._writing() as connection:
            new = added(connection, articles, [_row(given[at]) for at in first.values()], articles.c.id)
            if connection.dialect.name == POSTGRESQL:
                words_postgres.index(connection, [given[at] for article_id, at in first.items() if article_id in new])
        return [article.id in new and first[article.id] == at for at, article in enumerate(given)]

    def article(self, article_id: str, /) -> Article | None:
        """The article of this id."""
        return next(iter(self.articles([article_id])), None)

    def articles(self, ids: Iterable[str] | None = None, /) -> list[Article]:
        """Articles of these ids, or all, by time of publication and then id."""
        with self._reading() as connection:
            if ids is None:
                rows = connection.execute(select(articles)).all()
            else:
                rows = [
                    r
                    for some in pieces(ids)
                    for r in connection.execute(select(articles).where(articles.c.id.in_(some)))
                ]
        return [article_of(row) for row in sorted(rows, key=lambda row: (row.published_utc, row.id))]

    def article_ids_of_url(self, url: str, /) -> list[str]:
        """Ids of all versions of the page of this url, in order of arrival."""
        with self._reading() as connection:
            query = select(articles.c.id).where(articles.c.page == page_key(url)).order_by(articles.c.seq)
            return list(connection.execute(query).scalars())

    def versions(self, urls: Iterable[str], /) -> list[Article]:
        """All versions of the pages of these urls, by time of publication and then id."""
        rows: list[Row[Any]] = []
        with self._reading() as connection:
            for some in pieces(map(page_key, urls)):
                rows += connection.execute(select(articles).where(articles.c.page.in_(some)))
        return [article_of(row) for row in sorted(rows, key=lambda row: (row.published_utc, row.id))]

    def came_by(self, article_ids: Iterable[str], /) -> dict[str, str]:
        """The feed that each of these articles came by; those that came by none are left out."""
        found: dict[str, str] = {}
        with self._reading() as connection:
            for some in pieces(article_ids):
                query = select(articles.c.id, articles.c.feed).where(
                    articles.c.id.in_(some), articles.c.feed.is_not(None)
                )
                found.update((row.id, row.feed) for row in connection.execute(query))
        return found

    # --- analyses -------------------------------------------------------------------------------------

    def add_analysis(self, analysis: Analysis, /) -> None:
        """Store an analysis; a second one of the same article and parser replaces the first."""
        mine = and_(analyses.c.article_id == analysis.article_id, analyses.c.parser == analysis.parser)
        with self._writing() as connection:
            connection.execute(delete(analyses).where(mine))
            checked(
                connection,
                insert(analyses).values(
                    article_id=analysis.article_id, parser=analysis.parser, packed=pack_analysis(analysis)
                ),
            )
            connection.execute(delete(names).where(names.c.article_id == analysis.article_id))
            if found := names_of(analysis):
                rows = [
                    {"article_id": analysis.article_id, "place": place, "kind": n.kind, "key": n.key, "name": n.name}
                    for place, n in enumerate(found)
                ]
                connection.execute(insert(names), rows)

    def analyses(self, ids: Iterable[str], /) -> dict[str, Analysis]:
        """Stored analyses by article id, the newest where several parsers made one; missing ones are left out."""
        found: dict[str, bytes] = {}
        with self._reading() as connection:
            for some in pieces(ids):
                query = select(analyses).where(analyses.c.article_id.in_(some)).order_by(analyses.c.seq)
                found |= {row.article_id: row.packed for row in connection.execute(query)}
        return {article_id: unpack_analysis(found[article_id]) for article_id in sorted(found)}


def _row(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "page": page_key(article.url),
        "title": article.title,
        "text": article.text,
        "publisher": article.publisher,
        "published_at": article.published_at.isoformat(),
        "published_utc": utc(article.published_at),
        "language": article.language,
        "coverage": article.coverage,
        "date_certain": article.date_certain,
        "author": article.author,
        "feed": article.feed,
        "updated_at": None if article.updated_at is None else article.updated_at.isoformat(),
    }
