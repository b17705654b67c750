"""Stories, claims and evidence as Parquet tables for analysts: one row a story, a sentence, a cited passage, a source.

Joined by ``story_id`` and ``claim_id``. Whole texts of articles are in none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from coranto.errors import OutputError
from coranto.types import Edition, Evidence, Statement

Row = dict[str, Any]

_AT_ONCE = 500
"""Editions whose rows are held in memory at a time."""
_TIME = pa.timestamp("us", tz="UTC")
_WORDS = pa.string()
_NUMBER = pa.int32()

SCHEMAS: Mapping[str, pa.Schema] = {
    "stories": pa.schema(
        [
            ("story_id", _WORDS),
            ("revision", _NUMBER),
            ("headline", _WORDS),
            ("opened_at", _TIME),
            ("updated_at", _TIME),
            ("composed_at", _TIME),
            ("articles", _NUMBER),
            ("publishers", _NUMBER),
            ("origins", _NUMBER),
            ("disputes", _NUMBER),
            ("withheld", _NUMBER),
            ("languages", pa.list_(_WORDS)),
        ]
    ),
    "claims": pa.schema(
        [
            ("claim_id", _WORDS),
            ("story_id", _WORDS),
            ("part", _WORDS),
            ("place", _NUMBER),
            ("text", _WORDS),
            ("form", _WORDS),
            ("standing", _WORDS),
            ("about", _WORDS),
            ("date", _WORDS),
        ]
    ),
    "evidence": pa.schema(
        [
            ("claim_id", _WORDS),
            ("story_id", _WORDS),
            ("source", _NUMBER),
            ("article_id", _WORDS),
            ("field", _WORDS),
            ("start", _NUMBER),
            ("end", _NUMBER),
            ("quote", _WORDS),
        ]
    ),
    "sources": pa.schema(
        [
            ("story_id", _WORDS),
            ("n", _NUMBER),
            ("article_id", _WORDS),
            ("publisher", _WORDS),
            ("title", _WORDS),
            ("url", _WORDS),
            ("published_at", _TIME),
            ("updated_at", _TIME),
            ("coverage", _WORDS),
            ("copy_of", _NUMBER),
        ]
    ),
}
"""The columns of each table, by the stem of its file."""


def write_tables(out: Path, editions: Iterable[Edition]) -> dict[str, int]:
    """Write one file a table into a folder; how many rows each has. Raises ``OutputError``.

    ``part`` of a claim is headline, section-title, section, dispute, timeline, quote, context or note; ``about`` is the
    title, point, speaker, term or publisher it belongs to; ``date`` the day of a timeline's entry. ``published_at`` is
    null for an article without a date, ``updated_at`` for one that says of no change.
    """
    counts = dict.fromkeys(SCHEMAS, 0)
    made: Mapping[str, Callable[[Edition], Iterator[Row]]] = {
        "stories": _stories,
        "claims": _claims,
        "evidence": _evidence,
        "sources": _sources,
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        with ExitStack() as open_files:
            files = {
                name: open_files.enter_context(pq.ParquetWriter(out / f"{name}.parquet", schema, compression="zstd"))
                for name, schema in SCHEMAS.items()
            }
            rest = iter(editions)
            while some := list(islice(rest, _AT_ONCE)):
                for name, rows_of in made.items():
                    rows = [_printable(row) for edition in some for row in rows_of(edition)]
                    counts[name] += len(rows)
                    files[name].write_table(pa.Table.from_pylist(rows, schema=SCHEMAS[name]))
    except OSError as error:
        raise OutputError(f"{out} cannot be written ({error.strerror or error})", mend="give another folder") from error
    return counts


def _stories(edition: Edition) -> Iterator[Row]:
    yield {
        "story_id": edition.story_id,
        "revision": edition.revision,
        "headline": edition.headline.text,
        "opened_at": edition.opened_at,
        "updated_at": edition.updated_at,
        "composed_at": edition.composed_at,
        "articles": edition.counts.articles,
        "publishers": edition.counts.publishers,
        "origins": edition.counts.origins,
        "disputes": len(edition.disputes),
        "withheld": len(edition.withheld),
        "languages": list(edition.coverage.languages),
    }


def _claims(edition: Edition) -> Iterator[Row]:
    for place, (part, about, date, statement) in enumerate(_statements(edition)):
        yield {
            "claim_id": _claim_id(edition, place),
            "story_id": edition.story_id,
            "part": part,
            "place": place,
            "text": statement.text,
            "form": statement.form,
            "standing": statement.standing,
            "about": about,
            "date": date,
        }


def _evidence(edition: Edition) -> Iterator[Row]:
    article_ids = {source.n: source.article_id for source in edition.sources}
    for place, (_, _, _, statement) in enumerate(_statements(edition)):
        for passage in statement.evidence:
            yield _passage(passage, _claim_id(edition, place), edition.story_id, article_ids[passage.source])


def _passage(passage: Evidence, claim_id: str, story_id: str, article_id: str) -> Row:
    return {
        "claim_id": claim_id,
        "story_id": story_id,
        "source": passage.source,
        "article_id": article_id,
        "field": passage.field,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
    }


def _sources(edition: Edition) -> Iterator[Row]:
    for source in edition.sources:
        yield {
            "story_id": edition.story_id,
            "n": source.n,
            "article_id": source.article_id,
            "publisher": source.publisher,
            "title": source.title,
            "url": source.url,
            "published_at": source.published_at if source.date_certain else None,
            "updated_at": source.updated_at,
            "coverage": source.coverage,
            "copy_of": source.copy_of,
        }


def _statements(edition: Edition) -> Iterator[tuple[str, str | None, str | None, Statement]]:
    """Every sentence of a page in its order, with the part it is in, what it belongs to, and its day."""
    yield "headline", None, None, edition.headline
    for section in edition.sections:
        yield "section-title", None, None, section.title
        yield from (("section", section.title.text, None, statement) for statement in section.statements)
    for dispute in edition.disputes:
        yield from (("dispute", dispute.about, None, side.statement) for side in dispute.sides)
    for entry in edition.timeline:
        yield from (("timeline", None, entry.date, statement) for statement in entry.statements)
    for quote in edition.quotes:
        yield "quote", quote.speaker, None, Statement(text=quote.text, evidence=quote.evidence, form="verbatim")
    for note in edition.context:
        yield "context", note.term, None, note.statement
    for source in edition.sources:
        yield "note", source.publisher, None, source.note


def _claim_id(edition: Edition, place: int) -> str:
    return f"{edition.story_id}:{edition.revision}:{place}"


def _printable(value: Any) -> Any:
    """The value with a question mark for half a character, which cannot be written in UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_printable(each) for each in value]
    if isinstance(value, dict):
        return {name: _printable(each) for name, each in value.items()}
    return value
