"""The two kinds of work that need no store: an article to be analysed, a story to be written.

They are values in, values out, so that other processes and machines can do them; what one of them comes to never
stops the others.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from coranto.analyze.article import analyze, analyze_all
from coranto.compose.edition import compose
from coranto.ports import Embedder, Entailer, Parser, Writer
from coranto.types import Analysis, Article, Edition, Rejection, Source, Story

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One story to be written: the arguments of its composer, apart from the models."""

    story: Story
    sources: tuple[Source, ...]
    previous: Edition | None
    composed_at: datetime
    engine: str
    most_sections: int
    most_sentences: int


class Runner(Protocol):
    """Does work of these kinds, here or elsewhere, and gives the outcomes in order: always the same ones."""

    def analyze(self, articles: Sequence[Article]) -> Iterator[Analysis | Rejection]:
        """Yield one outcome an article, in order."""
        ...

    def compose(self, jobs: Iterable[Job], *, articles: int) -> Iterator[Edition | Rejection]:
        """Yield one outcome a job, in order. ``articles`` is how many there are in all of them."""
        ...


def write(
    job: Job, parser: Parser, embedder: Embedder, entailer: Entailer | None = None, writer: Writer | None = None
) -> Edition | Rejection:
    """The next edition of a story, or why there is none: whatever one story does, the others go on."""
    try:
        return compose(
            job.story,
            job.sources,
            previous=job.previous,
            composed_at=job.composed_at,
            engine=job.engine,
            parser=parser,
            embedder=embedder,
            entailer=entailer,
            writer=writer,
            most_sections=job.most_sections,
            most_sentences=job.most_sentences,
        )
    except Exception as error:
        _log.debug("story %s could not be composed", job.story.id, exc_info=True)
        return refused_edition(job, error)


def analyze_each(articles: Sequence[Article], parser: Parser) -> list[Analysis | Rejection]:
    """One analysis an article, in order; a rejection for the one that cannot be analysed, and the others go on."""
    try:
        return list(analyze_all(articles, parser))
    except Exception:
        _log.debug("analysing one by one", exc_info=True)
        return [_analysis(article, parser) for article in articles]


def _analysis(article: Article, parser: Parser) -> Analysis | Rejection:
    try:
        return analyze(article, parser)
    except Exception as error:
        return refused_analysis(article, error)


def refused_edition(job: Job, error: Exception) -> Rejection:
    """Why a story has no new page."""
    return _failed(job.story.id, "compose", error, f"its {len(job.sources)} articles have no new page")


def refused_analysis(article: Article, error: Exception) -> Rejection:
    """Why an article is in no story."""
    return _failed(article.url, "analyze", error, "the article is stored and in no story")


def _failed(subject: str, stage: Literal["analyze", "compose"], error: Exception, outcome: str) -> Rejection:
    return Rejection(
        subject=subject,
        stage=stage,
        reason="failed",
        detail=f"{type(error).__name__}: {error}; {outcome}; report this with the article",
    )
