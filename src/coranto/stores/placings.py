"""Stories in SQL: which article is in which, why, and whose page is behind.

Why apart: this is what a reader's hand and maintenance may change; articles and editions never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, ScalarSelect, and_, exists, func, insert, or_, select

from coranto.errors import StoreError
from coranto.stores.rows import Rows, added, article_of, checked, pieces, put, utc
from coranto.stores.tables import articles, assignments, edition_sources, editions, members, meta, redirects, stories
from coranto.types import Article, Assignment, Story
from coranto.wire import pack_assignment, unpack_assignment

_TENDED = "tended"
"""Where ``meta`` has the number of the last placing that maintenance has looked at."""


class PlacingRows(Rows):
    """The part of a ``Store`` about stories and assignments."""

    def place(self, assignment: Assignment, story: Story, /) -> bool:
        """In one transaction: record the assignment and the story's new state. False if already placed.

        Raises ``StoreError``, and changes nothing, where the story was absorbed by another.
        """
        return self.place_all([assignment], [story])[0]

    def place_all(self, placed: Sequence[Assignment], states: Iterable[Story], /) -> list[bool]:
        """The same for many articles, in one transaction: ``states`` has the new state of each story they are in."""
        if not placed:
            return []
        packed = [{"article_id": each.article_id, "packed": pack_assignment(each)} for each in placed]
        with self._writing() as connection:
            new = added(connection, assignments, packed, assignments.c.article_id)
            joining = [each for each in placed if each.article_id in new]
            wanted = {each.story_id for each in joining}
            states = [state for state in states if state.id in wanted]
            put(connection, stories, [_row(state) for state in states])
            position = _ends(connection, wanted)
            rows = []
            for each in joining:
                place = position.get(each.story_id, 0)
                position[each.story_id] = place + 1
                rows.append({"article_id": each.article_id, "story_id": each.story_id, "position": place})
            if rows:
                checked(connection, insert(members), rows)
        return [each.article_id in new for each in placed]

    def assignment(self, article_id: str, /) -> Assignment | None:
        """Where an article was put, and why."""
        with self._reading() as connection:
            query = select(assignments.c.packed).where(assignments.c.article_id == article_id)
            packed = connection.execute(query).scalar()
        return None if packed is None else unpack_assignment(packed)

    def assignments(self, ids: Iterable[str] | None = None, /) -> list[Assignment]:
        """Assignments of these articles, or all, as they stand, in the order in which articles were first placed."""
        rows: list[Row[Any]] = []
        with self._reading() as connection:
            for some in [None] if ids is None else pieces(ids):
                query = select(assignments.c.seq, assignments.c.packed)
                rows += connection.execute(query if some is None else query.where(assignments.c.article_id.in_(some)))
        return [unpack_assignment(row.packed) for row in sorted(rows, key=lambda row: row.seq)]

    def unplaced(self) -> list[Article]:
        """Articles that are in no story yet, by time of publication and then id: the work a crash left."""
        query = (
            select(articles)
            .where(~exists().where(assignments.c.article_id == articles.c.id))
            .order_by(articles.c.published_utc, articles.c.id)
        )
        with self._reading() as connection:
            return [article_of(row) for row in connection.execute(query)]

    def untended(self) -> set[str]:
        """Ids of the articles placed since maintenance last said that it had looked."""
        with self._reading() as connection:
            looked_at = connection.execute(select(meta.c.value).where(meta.c.key == _TENDED)).scalar() or 0
            query = select(assignments.c.article_id).where(assignments.c.seq > int(looked_at))
            return set(connection.execute(query).scalars())

    def note_tended(self) -> None:
        """Record that maintenance has looked at all that is placed so far."""
        with self._writing() as connection:
            last = connection.execute(select(func.max(assignments.c.seq))).scalar() or 0
            put(connection, meta, [{"key": _TENDED, "value": str(last)}])

    def story(self, story_id: str, /) -> Story | None:
        """The living story of this id: one that has articles."""
        return next(iter(self._stories([story_id])), None)

    def stories(self) -> list[Story]:
        """All living stories, newest first (updated_at, then id)."""
        return self._stories(None)

    def stale(self) -> list[Story]:
        """Living stories with articles that their newest edition does not know, or that lost one that it shows.

        An edition knows the articles among its sources, and the earlier versions of the same pages. Newest first.
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
        newer = editions.alias("newer")
        lost = (
            select(edition_sources.c.story_id)
            .distinct()
            .where(
                ~exists().where(
                    members.c.story_id == edition_sources.c.story_id,
                    members.c.article_id == edition_sources.c.article_id,
                ),
                ~exists().where(
                    newer.c.story_id == edition_sources.c.story_id, newer.c.revision > edition_sources.c.revision
                ),
            )
        )
        with self._reading() as connection:
            ids = [*connection.execute(query).scalars(), *connection.execute(lost).scalars()]
        return self._stories(ids)

    def _stories(self, ids: Sequence[str] | None) -> list[Story]:
        held: dict[str, list[str]] = {}
        rows: list[Row[Any]] = []
        with self._reading() as connection:
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
                article_ids=tuple(held[row.id]),
            )
            for row in sorted(rows, key=lambda row: (-row.updated_utc, row.id))
            if row.id in held
        ]


def _row(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "opened_at": story.opened_at.isoformat(),
        "updated_at": story.updated_at.isoformat(),
        "updated_utc": utc(story.updated_at),
    }


def _ends(connection: Connection, story_ids: Iterable[str]) -> dict[str, int]:
    """The position after the last article of each of these stories that has any; none may be absorbed by another."""
    ends: dict[str, int] = {}
    for some in pieces(story_ids):
        gone = connection.execute(select(redirects.c.old).where(redirects.c.old.in_(some))).scalar()
        if gone is not None:
            raise StoreError(f"story {gone} was absorbed meanwhile", mend="run the same command again")
        last = select(members.c.story_id, func.max(members.c.position)).where(members.c.story_id.in_(some))
        for story_id, position in connection.execute(last.group_by(members.c.story_id)):
            ends[story_id] = position + 1
    return ends


def last_position(story_id: str) -> ScalarSelect[int]:
    """The position of an article that joins this story now: after all others, also where some have left."""
    return (
        select(func.coalesce(func.max(members.c.position) + 1, 0))
        .where(members.c.story_id == story_id)
        .scalar_subquery()
    )
