"""Makes a timeline over all articles of a store that have the words of a query, whatever stories they are in.

A long affair runs through many stories; what a reader asks for is its days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from coranto.compose.annals import write_annals
from coranto.errors import NotFoundError
from coranto.read.families import origin_of
from coranto.read.versions import latest_versions
from coranto.types import Article, Source, TimelineEntry

if TYPE_CHECKING:
    from coranto.ports import Store

_AT_ONCE = 200
"""Analyses are large: they are taken from the store in pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveTimeline:
    """What a query came to: how many articles have its words, the days, and the sources cited, newest first."""

    query: str
    articles: int
    entries: tuple[TimelineEntry, ...]
    sources: tuple[Source, ...]


def timeline_of(
    store: Store,
    query: str,
    *,
    first: date | None = None,
    last: date | None = None,
    days: int | None = None,
    sentences: int = 1,
    among: Iterable[str] | None = None,
) -> ArchiveTimeline:
    """The days that matter in the articles that have all words of ``query``, published from ``first`` to ``last``.

    ``among`` are the ids of the articles to look at; None: all of the store.
    Raises ``NotFoundError`` where no article has them.
    """
    words = tuple(sorted(_words(query)))
    found = [
        article
        for article in latest_versions(store.articles(among))
        if words
        and (first is None or article.published_at.date() >= first)
        and (last is None or article.published_at.date() <= last)
        and _has(article, words)
    ]
    if not found:
        raise NotFoundError(f"no article has the words '{query}'", mend="give fewer words or other dates")
    sources = _sources(store, found)
    entries = write_annals(sources, keywords=words, first=first, last=last, days=days, sentences=sentences)
    return _renumbered(ArchiveTimeline(query=query, articles=len(found), entries=entries, sources=sources))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _has(article: Article, words: Sequence[str]) -> bool:
    text = f"{article.title}\n{article.text}".casefold()
    return all(word in text for word in words) and _words(text).issuperset(words)


def _sources(store: Store, articles: Sequence[Article]) -> tuple[Source, ...]:
    """The articles as their composer sees them, numbered newest first; what repeats another is marked as a copy."""
    numbered = sorted(articles, key=lambda article: (-article.published_at.timestamp(), article.url))
    number = {article.id: n for n, article in enumerate(numbered, 1)}
    sources: list[Source] = []
    for at in range(0, len(numbered), _AT_ONCE):
        some = numbered[at : at + _AT_ONCE]
        analyses = store.analyses(article.id for article in some)
        for article in some:
            if article.id not in analyses:
                continue
            assignment = store.assignment(article.id)
            copy = assignment.copy if assignment is not None else None
            sources.append(
                Source(
                    n=number[article.id],
                    article=article,
                    analysis=analyses[article.id],
                    copy_of=number.get(copy.original_id) if copy is not None else None,
                    origin=origin_of(article.publisher),
                )
            )
    return tuple(sources)


def _renumbered(timeline: ArchiveTimeline) -> ArchiveTimeline:
    """Only what is cited, numbered anew from 1."""
    cited = sorted({n for entry in timeline.entries for s in entry.statements for n in s.citations})
    number = {old: new for new, old in enumerate(cited, 1)}
    entries = tuple(
        replace(
            entry,
            statements=tuple(
                replace(s, evidence=tuple(replace(e, source=number[e.source]) for e in s.evidence))
                for s in entry.statements
            ),
        )
        for entry in timeline.entries
    )
    sources = tuple(replace(s, n=number[s.n], copy_of=None) for s in timeline.sources if s.n in number)
    return replace(timeline, entries=entries, sources=tuple(sorted(sources, key=lambda s: s.n)))
