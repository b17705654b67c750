"""What is new in a revision and what is gone, in words, and because of which articles.

A reader who comes back asks what he must unlearn: so a sentence that was withdrawn is named with its reason, a
corrected or retracted report with the article that says so, and an article that left the story is named, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from coranto.compose.corrections import find_corrections
from coranto.compose.material import Claim
from coranto.types import Change, Edition, Section, Source, SourceNote, Statement

_CITED = re.compile(r"\[(\d+)\]")


def write_changes(
    previous: Edition | None,
    *,
    revision: int,
    at: datetime,
    headline: Statement,
    sections: Sequence[Section],
    sources: Sequence[Source],
    claims: Sequence[Claim] = (),
) -> tuple[Change, ...]:
    """The changes of all revisions, newest first. A first revision adds everything, removes nothing and says no more.

    ``because`` of a change are the articles that came and then those that left, which ``lost`` repeats; ``claims`` give
    the reasons why a sentence no longer stands.
    """
    known = {note.article_id for note in previous.sources} if previous else set()
    here = {source.article.id for source in sources}
    before = _texts(previous.headline, previous.sections) if previous else []
    now = _texts(headline, sections)
    came = [s for s in sorted(sources, key=lambda s: s.n) if s.article.id not in known]
    left = [note for note in previous.sources if note.article_id not in here] if previous else []
    removed = tuple(text for text in before if text not in set(now))
    lost = tuple(note.article_id for note in left)
    change = Change(
        revision=revision,
        at=at,
        because=(*(s.article.id for s in came), *lost),
        added=tuple(text for text in now if text not in set(before)),
        removed=removed,
        lost=lost,
        said=(*_arrivals(came, left, sources), *_departures(left, came), *_withdrawals(removed, sources, claims))
        if previous
        else (),
    )
    return (change, *(previous.changes if previous else ()))


def _texts(headline: Statement, sections: Sequence[Section]) -> list[str]:
    texts = [headline.text]
    for section in sections:
        texts.extend(statement.text for statement in section.statements)
    return list(dict.fromkeys(texts))


def _arrivals(came: Sequence[Source], left: Sequence[SourceNote], sources: Sequence[Source]) -> list[str]:
    correcting = {correction.source.n for correction in find_corrections(sources)}
    replaced = {note.url for note in left}
    lines = []
    for source in came:
        kind = "New version" if source.article.url in replaced else "New"
        if source.n in correcting:
            kind = "Correction"
        elif source.copy_of is not None:
            kind = f"New copy of [{source.copy_of}]"
        lines.append(f"{kind}: {_named(source)}")
    return lines


def _departures(left: Sequence[SourceNote], came: Sequence[Source]) -> list[str]:
    """The articles that are no longer part of the story, but for those of which there is a new version."""
    new = {source.article.url for source in came}
    return [f"Taken out: {note.publisher}, “{note.title}”" for note in left if note.url not in new]


def _withdrawals(removed: Sequence[str], sources: Sequence[Source], claims: Sequence[Claim]) -> list[str]:
    """The sentences that are gone because they no longer hold, each with its reason and the article that says so."""
    reasons = {s.statement.text: c.stale for c in claims if c.stale is not None for s in c.sentences}
    by_number = {source.n: source for source in sources}
    lines = []
    for text in removed:
        reason = reasons.get(text)
        if reason is not None:
            cited = _CITED.search(reason)
            by = by_number.get(int(cited[1])) if cited else None
            words = _CITED.sub(_named(by), reason) if by is not None else reason
            lines.append(f"Withdrawn, {words}: {text}")
    return lines


def _named(source: Source) -> str:
    return f"{source.article.publisher}, “{source.article.title}”"
