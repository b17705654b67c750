"""Looks through all of a store for what must never be: damage, halves of a whole, and quotations that are not there.

Why: a store is the only thing that cannot be made again. Each finding is a sentence that names the row.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select, text

from coranto.stores.faults import told
from coranto.stores.kinds import POSTGRESQL
from coranto.stores.opening import open_database
from coranto.stores.rows import snapshots
from coranto.stores.tables import (
    analyses,
    articles,
    assignments,
    edition_sources,
    editions,
    members,
    redirects,
    stories,
)
from coranto.types import Edition, Evidence
from coranto.wire import unpack_analysis, unpack_assignment, unpack_edition

MOST_FINDINGS = 100
"""Findings that are listed of each kind: after so many, more tell nothing new."""


def findings(address: str) -> list[str]:
    """What is wrong in a store, [] if nothing is. Raises ``StoreError`` where it cannot be opened."""
    engine, name = open_database(address, create=False)
    try:
        with told(name), snapshots(engine).connect() as connection:
            return [found for check in CHECKS for found in islice(check(connection), MOST_FINDINGS)]
    finally:
        engine.dispose()


def _damage(connection: Connection) -> Iterator[str]:
    """What the database itself finds. PostgreSQL checks the sums of the pages that the other checks read."""
    if connection.dialect.name != POSTGRESQL:
        for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST_FINDINGS})").all():
            if said != "ok":
                yield f"SQLite: {said}"
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            yield f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there"


def _halves(connection: Connection) -> Iterator[str]:
    """An assignment without a place in its story, or the other way round; a story that is neither living nor gone."""
    query = (
        select(assignments.c.article_id, assignments.c.packed, members.c.story_id)
        .join(members, members.c.article_id == assignments.c.article_id, isouter=True)
        .order_by(assignments.c.seq)
    )
    for row in _streamed(connection, query):
        said = unpack_assignment(row.packed).story_id
        if row.story_id is None:
            yield f"article {row.article_id} is assigned to story {said} and is not in it"
        elif row.story_id != said:
            yield f"article {row.article_id} is in story {row.story_id} and assigned to {said}"
    placed = select(assignments.c.article_id)
    for article_id in connection.execute(
        select(members.c.article_id).where(members.c.article_id.not_in(placed)).order_by(members.c.article_id)
    ).scalars():
        yield f"article {article_id} is in a story, and nothing says why"
    living, gone = select(members.c.story_id), select(redirects.c.old)
    for story_id in connection.execute(
        select(stories.c.id).where(stories.c.id.not_in(living), stories.c.id.not_in(gone)).order_by(stories.c.id)
    ).scalars():
        yield f"story {story_id} has no article and leads nowhere"
    for story_id in connection.execute(
        select(redirects.c.old).where(redirects.c.old.in_(living)).order_by(redirects.c.old)
    ).scalars():
        yield f"story {story_id} has articles and leads elsewhere"


def _editions(connection: Connection) -> Iterator[str]:
    """Editions without their sources, gaps between revisions, and passages that are not in their articles."""
    known: dict[tuple[str, int], int] = {
        (row.story_id, row.revision): row.sources
        for row in connection.execute(
            select(edition_sources.c.story_id, edition_sources.c.revision, func.count().label("sources")).group_by(
                edition_sources.c.story_id, edition_sources.c.revision
            )
        )
    }
    query = select(editions).order_by(editions.c.story_id, editions.c.revision)
    last = ("", 0)
    for row in _streamed(connection, query):
        which = f"edition {row.revision} of story {row.story_id}"
        if row.revision != (last[1] + 1 if row.story_id == last[0] else 1):
            yield f"{which} has no edition before it"
        last = (row.story_id, row.revision)
        edition = unpack_edition(row.packed)
        listed = known.get((row.story_id, row.revision), 0)
        if listed != len(edition.sources):
            yield f"{which} is listed with {listed} of {len(edition.sources)} sources"
        yield from (f"{which} {said}" for said in _false_quotations(connection, edition))


def _false_quotations(connection: Connection, edition: Edition) -> Iterator[str]:
    number = {source.article_id: source.n for source in edition.sources}
    query = select(articles.c.id, articles.c.title, articles.c.text).where(articles.c.id.in_(sorted(number)))
    given = {number[row.id]: {"title": row.title, "text": row.text} for row in connection.execute(query)}
    for evidence in _evidence(edition):
        if given.get(evidence.source, {}).get(evidence.field, "")[evidence.start : evidence.end] != evidence.quote:
            yield f"quotes {evidence.quote[:60]!r}, which is not there in source {evidence.source}"


def _evidence(part: Any) -> Iterator[Evidence]:
    """All evidence in a value of the vocabulary, however deep."""
    if isinstance(part, Evidence):
        yield part
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from _evidence(getattr(part, field.name))
    elif isinstance(part, tuple):
        for each in part:
            yield from _evidence(each)


def _analyses(connection: Connection) -> Iterator[str]:
    """Analyses that cannot be read."""
    for row in _streamed(connection, select(analyses.c.article_id, analyses.c.packed).order_by(analyses.c.seq)):
        try:
            unpack_analysis(row.packed)
        except Exception as error:
            yield f"the analysis of article {row.article_id} cannot be read: {error}"


def _words(connection: Connection) -> Iterator[str]:
    """Articles that no search finds."""
    table = "search" if connection.dialect.name == POSTGRESQL else "search_docsize"
    column = "seq" if connection.dialect.name == POSTGRESQL else "id"
    query = f"SELECT id FROM articles WHERE seq NOT IN (SELECT {column} FROM {table}) ORDER BY seq"
    for article_id in connection.execute(text(query)).scalars():
        yield f"article {article_id} is in no index of words"


def _streamed(connection: Connection, query: Any) -> Any:
    return connection.execute(query.execution_options(yield_per=100))


CHECKS: tuple[Callable[[Connection], Iterator[str]], ...] = (_damage, _halves, _analyses, _editions, _words)
