"""The store on a SQL database: ``open_store`` and the port ``Store`` over SQLAlchemy Core.

Every write is one transaction and idempotent: it begins with an insert that does nothing where the row is there
already, so that a repeated unit of work changes nothing and two writers wait for each other instead of failing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import IntegrityError

from coranto.errors import StoreError
from coranto.read.urls import page_key
from coranto.stores.opening import open_database
from coranto.stores.tables import (
    analyses,
    articles,
    assignments,
    edition_sources,
    editions,
    members,
    rejections,
    stories,
)
from coranto.types import Analysis, Article, Assignment, Edition, Rejection, Story
from coranto.wire import (
    pack_analysis,
    pack_assignment,
    pack_edition,
    unpack_analysis,
    unpack_assignment,
    unpack_edition,
)


def open_store(address: str, *, create: bool = True) -> SqlStore:
    """Open the store at a path or ``sqlite:///`` address ("": one in memory), and bring its schema up to date.

    ``create`` False refuses a file that is not there. Raises ``StoreError`` with the mend.
    """
    return SqlStore(open_database(address, create=create))


class SqlStore:
    """A ``Store`` over one database. May be read from many threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Release the database."""
        self._engine.dispose()

    # --- articles -------------------------------------------------------------------------------------

    def add_article(self, article: Article, /) -> bool:
        """Store an article; False (and no change) if its id is there already."""
        with self._engine.begin() as connection:
            return _add(
                connection,
                articles,
                id=article.id,
                url=article.url,
                page=page_key(article.url),
                title=article.title,
                text=article.text,
                publisher=article.publisher,
                published_at=article.published_at.isoformat(),
                published_utc=_utc(article.published_at),
                language=article.language,
                coverage=article.coverage,
                date_certain=article.date_certain,
                author=article.author,
                feed=article.feed,
            )

    def article(self, article_id: str, /) -> Article | None:
        """The article of this id."""
        return next(iter(self.articles([article_id])), None)

    def articles(self, ids: Iterable[str] | None = None, /) -> list[Article]:
        """Articles of these ids, or all, by time of publication and then id."""
        with self._engine.connect() as connection:
            if ids is None:
                rows = connection.execute(select(articles)).all()
            else:
                rows = [
                    r
                    for some in _pieces(ids)
                    for r in connection.execute(select(articles).where(articles.c.id.in_(some)))
                ]
        return [_article(row) for row in sorted(rows, key=lambda row: (row.published_utc, row.id))]

    def article_ids_of_url(self, url: str, /) -> list[str]:
        """Ids of all versions of the page of this url, in order of arrival."""
        with self._engine.connect() as connection:
            query = select(articles.c.id).where(articles.c.page == page_key(url)).order_by(articles.c.seq)
            return list(connection.execute(query).scalars())

    # --- analyses -------------------------------------------------------------------------------------

    def add_analysis(self, analysis: Analysis, /) -> None:
        """Store an analysis; a second one of the same article and parser replaces the first."""
        mine = and_(analyses.c.article_id == analysis.article_id, analyses.c.parser == analysis.parser)
        with self._engine.begin() as connection:
            connection.execute(delete(analyses).where(mine))
            _checked(
                connection,
                insert(analyses).values(
                    article_id=analysis.article_id, parser=analysis.parser, packed=pack_analysis(analysis)
                ),
            )

    def analyses(self, ids: Iterable[str], /) -> dict[str, Analysis]:
        """Stored analyses by article id, the newest where several parsers made one; missing ones are left out."""
        found: dict[str, bytes] = {}
        with self._engine.connect() as connection:
            for some in _pieces(ids):
                query = select(analyses).where(analyses.c.article_id.in_(some)).order_by(analyses.c.seq)
                found |= {row.article_id: row.packed for row in connection.execute(query)}
        return {article_id: unpack_analysis(found[article_id]) for article_id in sorted(found)}

    # --- stories --------------------------------------------------------------------------------------

    def place(self, assignment: Assignment, story: Story, /) -> bool:
        """In one transaction: record the assignment and the story's new state. False if already placed."""
        with self._engine.begin() as connection:
            if not _add(connection, assignments, article_id=assignment.article_id, packed=pack_assignment(assignment)):
                return False
            state = {
                "opened_at": story.opened_at.isoformat(),
                "updated_at": story.updated_at.isoformat(),
                "updated_utc": _utc(story.updated_at),
            }
            if not _add(connection, stories, id=story.id, **state):
                connection.execute(update(stories).where(stories.c.id == story.id).values(**state))
            count = select(func.count()).select_from(members).where(members.c.story_id == story.id).scalar_subquery()
            connection.execute(
                insert(members).values(article_id=assignment.article_id, story_id=story.id, position=count)
            )
            return True

    def assignment(self, article_id: str, /) -> Assignment | None:
        """Where an article was put, and why."""
        with self._engine.connect() as connection:
            query = select(assignments.c.packed).where(assignments.c.article_id == article_id)
            packed = connection.execute(query).scalar()
        return None if packed is None else unpack_assignment(packed)

    def assignments(self) -> list[Assignment]:
        """All assignments in the order in which they were made."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(assignments.c.packed).order_by(assignments.c.seq)).scalars().all()
        return [unpack_assignment(packed) for packed in rows]

    def unplaced(self) -> list[Article]:
        """Articles that are in no story yet, by time of publication and then id: the work a crash left."""
        query = (
            select(articles)
            .where(~exists().where(assignments.c.article_id == articles.c.id))
            .order_by(articles.c.published_utc, articles.c.id)
        )
        with self._engine.connect() as connection:
            return [_article(row) for row in connection.execute(query)]

    def story(self, story_id: str, /) -> Story | None:
        """The story of this id."""
        return next(iter(self._stories([story_id])), None)

    def stories(self) -> list[Story]:
        """All stories, newest first (updated_at, then id)."""
        return self._stories(None)

    def stale(self) -> list[Story]:
        """Stories that have articles which their newest edition does not know, newest first.

        An edition knows the articles among its sources, and the earlier versions of the same pages.
        """
        shown = articles.alias("shown")
        newest = (
            select(func.max(editions.c.revision))
            .where(editions.c.story_id == members.c.story_id)
            .correlate(members)
            .scalar_subquery()
        )
        known = exists(
            select(1)
            .select_from(edition_sources.join(shown, shown.c.id == edition_sources.c.article_id))
            .where(
                edition_sources.c.story_id == members.c.story_id,
                edition_sources.c.revision == newest,
                shown.c.page == articles.c.page,
                or_(
                    shown.c.published_utc > articles.c.published_utc,
                    and_(shown.c.published_utc == articles.c.published_utc, shown.c.seq >= articles.c.seq),
                ),
            )
            .correlate(members, articles)
        )
        query = (
            select(members.c.story_id)
            .distinct()
            .select_from(members.join(articles, articles.c.id == members.c.article_id))
            .where(~known)
        )
        with self._engine.connect() as connection:
            ids = list(connection.execute(query).scalars())
        return self._stories(ids)

    def _stories(self, ids: Sequence[str] | None) -> list[Story]:
        held: dict[str, list[str]] = {}
        rows: list[Row[Any]] = []
        with self._engine.connect() as connection:
            for some in [None] if ids is None else _pieces(ids):
                wanted, inside = select(stories), select(members).order_by(members.c.story_id, members.c.position)
                if some is not None:
                    wanted, inside = wanted.where(stories.c.id.in_(some)), inside.where(members.c.story_id.in_(some))
                rows += connection.execute(wanted).all()
                for member in connection.execute(inside):
                    held.setdefault(member.story_id, []).append(member.article_id)
        return [
            Story(
                id=row.id,
                opened_at=datetime.fromisoformat(row.opened_at),
                updated_at=datetime.fromisoformat(row.updated_at),
                article_ids=tuple(held.get(row.id, ())),
            )
            for row in sorted(rows, key=lambda row: (-row.updated_utc, row.id))
        ]

    # --- editions -------------------------------------------------------------------------------------

    def add_edition(self, edition: Edition, /) -> bool:
        """Store an edition; False if (story_id, revision) is there already. Editions never change."""
        with self._engine.begin() as connection:
            key = {"story_id": edition.story_id, "revision": edition.revision}
            row = {"composed_at": edition.composed_at.isoformat(), "packed": pack_edition(edition)}
            if not _add(connection, editions, **key, **row):
                return False
            sources = [{**key, "n": source.n, "article_id": source.article_id} for source in edition.sources]
            _checked(connection, insert(edition_sources).values(sources))
            return True

    def edition(self, story_id: str, revision: int | None = None, /) -> Edition | None:
        """An edition of a story, the newest unless a revision is given."""
        query = select(editions.c.packed).where(editions.c.story_id == story_id)
        if revision is not None:
            query = query.where(editions.c.revision == revision)
        with self._engine.connect() as connection:
            packed = connection.execute(query.order_by(editions.c.revision.desc()).limit(1)).scalar()
        return None if packed is None else unpack_edition(packed)

    # --- rejections -----------------------------------------------------------------------------------

    def add_rejection(self, rejection: Rejection, /) -> None:
        """Record something that was not taken; an equal record is kept once."""
        with self._engine.begin() as connection:
            _add(
                connection,
                rejections,
                subject=rejection.subject,
                stage=rejection.stage,
                reason=rejection.reason,
                detail=rejection.detail,
            )

    def rejections(self) -> list[Rejection]:
        """All rejections in the order in which they were recorded."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(rejections).order_by(rejections.c.seq)).all()
        return [Rejection(subject=r.subject, stage=r.stage, reason=r.reason, detail=r.detail) for r in rows]


def _add(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row; False where its key is there already. The one place that knows dialects."""
    if connection.dialect.name != "sqlite":
        raise StoreError(f"stores of kind '{connection.dialect.name}' are not supported", mend="use SQLite")
    return bool(_checked(connection, sqlite_insert(table).values(**values).on_conflict_do_nothing()).rowcount)


def _checked(connection: Connection, statement: Any) -> Any:
    try:
        return connection.execute(statement)
    except IntegrityError as error:
        raise StoreError(
            f"the store lacks what this refers to: {error.orig}", mend="store the article first"
        ) from error


def _article(row: Row[Any]) -> Article:
    return Article(
        id=row.id,
        url=row.url,
        title=row.title,
        text=row.text,
        publisher=row.publisher,
        published_at=datetime.fromisoformat(row.published_at),
        language=row.language,
        coverage=row.coverage,
        date_certain=row.date_certain,
        author=row.author,
        feed=row.feed,
    )


def _utc(at: datetime) -> int:
    """Microseconds since 1970 in UTC, exact: to sort by."""
    return (at.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _pieces(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, each once, in pieces that fit SQLite's limit on parameters."""
    every = sorted(set(ids))
    for at in range(0, len(every), 500):
        yield every[at : at + 500]
