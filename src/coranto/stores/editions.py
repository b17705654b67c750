"""Editions and rejections in SQL: what was published, and what was not taken. Both only grow.

Why apart: an edition is read as one thing, for ever, whatever becomes of its story.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, insert, select

from coranto.stores.rows import Rows, add, checked
from coranto.stores.tables import acts, edition_sources, editions, members, rejections
from coranto.types import Edition, Rejection
from coranto.wire import pack_edition, unpack_edition


class EditionRows(Rows):
    """The part of a ``Store`` about editions and rejections."""

    def add_edition(self, edition: Edition, /) -> bool:
        """Store an edition; False if (story_id, revision) is there already. Editions never change."""
        with self._writing() as connection:
            key = {"story_id": edition.story_id, "revision": edition.revision}
            last = connection.execute(select(func.max(editions.c.seq))).scalar() or 0
            row = {
                "composed_at": edition.composed_at.isoformat(),
                "packed": pack_edition(edition),
                "seq": last + 1,
            }
            if not add(connection, editions, **key, **row):
                return False
            sources = [{**key, "n": source.n, "article_id": source.article_id} for source in edition.sources]
            checked(connection, insert(edition_sources).values(sources))
            return True

    def edition(self, story_id: str, revision: int | None = None, /) -> Edition | None:
        """An edition of a story, the newest unless a revision is given."""
        query = select(editions.c.packed).where(editions.c.story_id == story_id)
        if revision is not None:
            query = query.where(editions.c.revision == revision)
        with self._reading() as connection:
            packed = connection.execute(query.order_by(editions.c.revision.desc()).limit(1)).scalar()
        return None if packed is None else unpack_edition(packed)

    def pulse(self) -> tuple[int, int]:
        """The number of editions and of acts ever written."""
        last = select(func.max(editions.c.seq)).scalar_subquery()
        with self._reading() as connection:
            row = connection.execute(select(last, select(func.max(acts.c.number)).scalar_subquery())).one()
        return row[0] or 0, row[1] or 0

    def newest_revisions(self) -> dict[str, int]:
        """The number of the newest edition of every living story that has one."""
        living = select(members.c.story_id).distinct()
        query = (
            select(editions.c.story_id, func.max(editions.c.revision).label("newest"))
            .where(editions.c.story_id.in_(living))
            .group_by(editions.c.story_id)
        )
        with self._reading() as connection:
            return {row.story_id: row.newest for row in connection.execute(query)}

    def revisions(self, story_id: str, /) -> list[tuple[int, datetime]]:
        """The revisions of a story with the time of composing, oldest first."""
        query = (
            select(editions.c.revision, editions.c.composed_at)
            .where(editions.c.story_id == story_id)
            .order_by(editions.c.revision)
        )
        with self._reading() as connection:
            return [(row.revision, datetime.fromisoformat(row.composed_at)) for row in connection.execute(query)]

    # --- rejections -----------------------------------------------------------------------------------

    def add_rejection(self, rejection: Rejection, /) -> None:
        """Record something that was not taken; an equal record is kept once."""
        with self._writing() as connection:
            add(
                connection,
                rejections,
                subject=rejection.subject,
                stage=rejection.stage,
                reason=rejection.reason,
                detail=rejection.detail,
            )

    def rejections(self) -> list[Rejection]:
        """All rejections in the order in which they were recorded."""
        with self._reading() as connection:
            rows = connection.execute(select(rejections).order_by(rejections.c.seq)).all()
        return [Rejection(subject=r.subject, stage=r.stage, reason=r.reason, detail=r.detail) for r in rows]
