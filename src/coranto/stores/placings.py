"""Stories in SQL: which article is in which, why, and whose page is behind.

Why apart: this is what a reader's hand and maintenance may change; articles and editions never do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, exists, func, insert, or_, select, update

from coranto.stores.rows import Rows, add, article_of, pieces, utc
from coranto.stores.tables import articles, assignments, edition_sources, editions, members, stories
from coranto.types import Article, Assignment, Story
from coranto.wire import pack_assignment, unpack_assignment


class PlacingRows(Rows):
    """The part of a ``Store`` about stories and assignments."""

    def place(self, assignment: Assignment, story: Story, /) -> bool:
        """In one transaction: record the assignment and the story's new state. False if already placed."""
        with self._engine.begin() as connection:
            if not add(connection, assignments, article_id=assignment.article_id, packed=pack_assignment(assignment)):
                return False
            state = {
                "opened_at": story.opened_at.isoformat(),
                "updated_at": story.updated_at.isoformat(),
                "updated_utc": utc(story.updated_at),
            }
            if not add(connection, stories, id=story.id, **state):
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
            return [article_of(row) for row in connection.execute(query)]

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
            for some in [None] if ids is None else pieces(ids):
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
