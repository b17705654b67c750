"""What is new in a revision, in the page's own sentences, and because of which articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coranto.types import Change, Edition, Section, Source, Statement


def write_changes(
    previous: Edition | None,
    *,
    revision: int,
    at: datetime,
    headline: Statement,
    sections: Sequence[Section],
    sources: Sequence[Source],
) -> tuple[Change, ...]:
    """The changes of all revisions, newest first. A first revision adds everything and removes nothing."""
    known = {note.article_id for note in previous.sources} if previous else set()
    before = _texts(previous.headline, previous.sections) if previous else []
    now = _texts(headline, sections)
    change = Change(
        revision=revision,
        at=at,
        because=tuple(s.article.id for s in sorted(sources, key=lambda s: s.n) if s.article.id not in known),
        added=tuple(text for text in now if text not in set(before)),
        removed=tuple(text for text in before if text not in set(now)),
    )
    return (change, *(previous.changes if previous else ()))


def _texts(headline: Statement, sections: Sequence[Section]) -> list[str]:
    texts = [headline.text]
    for section in sections:
        texts.extend(statement.text for statement in section.statements)
    return list(dict.fromkeys(texts))
