"""An edition in brief, as every list of stories shows it: front page, archive, search, storyline, feeds, API.

Why apart: a list of ten thousand stories must not hold ten thousand whole pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from coranto.naming import name_key
from coranto.publish.site.view import letters
from coranto.read.families import origin_of
from coranto.types import Counts, CoverageCount, Edition

LONGEST_LEAD = 320


class Told(NamedTuple):
    """An article of a story, as far as it says by which way the story came."""

    article_id: str
    publisher: str
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story as a list shows it. ``lead`` is a sentence of its page that says more than its headline, or "".

    ``publishers`` are those of its articles, newest first, each once. ``voices`` has for each independent origin the
    times (seconds since 1970) of its first and its latest article of its own: copies are no voice. ``told`` has its
    articles without the copies.
    """

    story_id: str
    revision: int
    headline: str
    lead: str
    opened_at: datetime
    updated_at: datetime
    composed_at: datetime
    counts: Counts
    coverage: CoverageCount
    publishers: tuple[str, ...]
    voices: tuple[tuple[float, float], ...]
    told: tuple[Told, ...] = ()


def card_of(edition: Edition) -> Card:
    """The edition in brief."""
    return Card(
        story_id=edition.story_id,
        revision=edition.revision,
        headline=edition.headline.text,
        lead=_lead(edition),
        opened_at=edition.opened_at,
        updated_at=edition.updated_at,
        composed_at=edition.composed_at,
        counts=edition.counts,
        coverage=edition.coverage,
        publishers=tuple(dict.fromkeys(source.publisher for source in edition.sources)),
        voices=_voices(edition),
        told=tuple(Told(s.article_id, s.publisher, host_of(s.url)) for s in edition.sources if s.copy_of is None),
    )


def publisher_key(name: str) -> str:
    """The key of a publisher, fit for an address, also where its name has no letter."""
    return name_key(name) or "x" + name.encode("utf-8", "replace").hex()[:40]


def host_of(url: str) -> str:
    """The host of an address without "www."; "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _lead(edition: Edition) -> str:
    said = letters(edition.headline.text)
    for section in edition.sections:
        for statement in section.statements:
            if letters(statement.text) not in said and len(statement.text) <= LONGEST_LEAD:
                return statement.text
    return ""


def _voices(edition: Edition) -> tuple[tuple[float, float], ...]:
    times: dict[str, list[float]] = {}
    for source in edition.sources:
        if source.copy_of is None:
            times.setdefault(origin_of(source.publisher), []).append(source.published_at.timestamp())
    return tuple((min(times[origin]), max(times[origin])) for origin in sorted(times))
