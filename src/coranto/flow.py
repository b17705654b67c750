"""The river on one screen: the idempotent units of work that join the pure stages to the outside.

    RawArticle ──read──► Article ──► store                     (or a Rejection)
                                       │ unplaced
                         Analysis ◄──analyze──┘
                            │
                          place ──► Assignment, Story ──► store
                                                            │ stale
                                        compose ◄───────────┘
                                           │
                                        Edition ──► store      (or a Rejection)

Each unit takes one thing, asks the store what is known of it, and leaves the store whole. What is still to be done is
never remembered here but asked of the store (``unplaced``, ``stale``), so that a crash only leaves work to do.

One page, one voice. A page that is read again with the same words is not taken again (reason "same-url"). With
other words it is taken only if it is dated later than what is stored ("other-text-same-url" otherwise); both versions
stay stored and placed, since old editions point into the old one, and a story page shows the latest version alone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from coranto.analyze.article import analyze, analyze_all
from coranto.cluster.assign import Clusterer
from coranto.compose.edition import compose
from coranto.ports import Embedder, Parser, Store
from coranto.read.articles import make_article
from coranto.read.copies import CopyIndex
from coranto.read.families import origin_of
from coranto.read.urls import page_key
from coranto.settings import Settings
from coranto.types import Analysis, Article, Assignment, Copy, Edition, RawArticle, Rejection, Source, Story

_log = logging.getLogger(__name__)
_RESTORED_AT_ONCE = 200
"""Analyses are large: a store of any size is taken up in pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The units of work over one store. ``now`` stands for the time of reading and of composing."""

    store: Store
    parser: Parser
    embedder: Embedder
    settings: Settings
    now: datetime
    engine: str
    clusterer: Clusterer = field(default_factory=Clusterer)
    copies: CopyIndex = field(default_factory=CopyIndex)

    def restore(self) -> None:
        """Take up where the store stands: the articles and stories that are known already."""
        assignments = self.store.assignments()
        for at in range(0, len(assignments), _RESTORED_AT_ONCE):
            some = assignments[at : at + _RESTORED_AT_ONCE]
            articles = {article.id: article for article in self.store.articles(a.article_id for a in some)}
            analyses = self.store.analyses(articles)
            for assignment in some:
                article = articles[assignment.article_id]
                self.copies.add(article)
                self.clusterer.restore(article, analyses[article.id], assignment)

    def read(self, raw: RawArticle | Rejection) -> Article | Rejection:
        """Make an article of one record and store it. Reading it again gives a rejection and changes nothing."""
        made = raw if isinstance(raw, Rejection) else make_article(raw, now=self.now, settings=self.settings)
        if isinstance(made, Article) and isinstance(raw, RawArticle):
            versions = self.store.articles(self.store.article_ids_of_url(made.url))
            made = _known(raw, made, versions) or made
        if isinstance(made, Article):
            self.store.add_article(made)
        elif made.reason != "same-url":
            self.store.add_rejection(made)
        return made

    def place(self, article: Article, analysis: Analysis | Rejection) -> Assignment | None:
        """Put an analysed article into its story; None where it is there already, or could not be analysed."""
        if isinstance(analysis, Rejection):
            self.store.add_rejection(analysis)
            return None
        if self.store.assignment(article.id) is not None:
            return None
        self.store.add_analysis(analysis)
        assignment = self.clusterer.place(article, analysis, self.copies.find(article))
        self.copies.add(article)
        self.store.place(assignment, self.clusterer.story(assignment.story_id))
        return assignment

    def note(self, article: Article, analysis: Analysis | Rejection) -> None:
        """Store what analysis found, or that it failed."""
        if isinstance(analysis, Rejection):
            self.store.add_rejection(analysis)
        else:
            self.store.add_analysis(analysis)

    def place_all(self, articles: Sequence[Article]) -> list[Assignment]:
        """Put analysed articles that came together into their stories, each with a look at the others.

        Those that are placed already are passed over, and articles placed earlier do not move.
        """
        fresh: list[tuple[Article, Copy | None]] = []
        for article in articles:
            if self.store.assignment(article.id) is None:
                fresh.append((article, self.copies.find(article)))
                self.copies.add(article)
        placed = list(self.clusterer.place_batch(fresh))
        for assignment in placed:
            self.store.place(assignment, self.clusterer.story(assignment.story_id))
        return placed

    def compose(self, story: Story) -> Edition | Rejection:
        """Write and store the next edition of a story; a rejection where that failed, and the old page stays."""
        return self.keep(write(self.job(story), self.parser, self.embedder))

    def job(self, story: Story) -> Job:
        """All that the composer needs to know of a story, so that another process can do the writing."""
        return Job(
            story=story,
            sources=self.sources(story),
            previous=self.store.edition(story.id),
            composed_at=self.now,
            engine=self.engine,
            most_sections=self.settings.whole("sections"),
            most_sentences=self.settings.whole("pool_sentences"),
        )

    def keep(self, outcome: Edition | Rejection) -> Edition | Rejection:
        """Store what a job came to."""
        if isinstance(outcome, Rejection):
            self.store.add_rejection(outcome)
        else:
            self.store.add_edition(outcome)
        return outcome

    def sources(self, story: Story) -> tuple[Source, ...]:
        """The articles of a story as its composer sees them: numbered newest first, copies and origins resolved."""
        analyses = self.store.analyses(story.article_ids)
        articles = latest_versions(self.store.articles(a for a in story.article_ids if a in analyses))
        numbered = sorted(articles, key=lambda article: (-article.published_at.timestamp(), article.url))
        number = {article.id: n for n, article in enumerate(numbered, 1)}
        original_of = self._originals(numbered)
        by_id = {article.id: article for article in numbered}
        return tuple(
            Source(
                n=number[article.id],
                article=article,
                analysis=analyses[article.id],
                copy_of=number[original_of[article.id]] if article.id in original_of else None,
                origin=origin_of(by_id[original_of.get(article.id, article.id)].publisher),
            )
            for article in numbered
        )

    def _originals(self, articles: Sequence[Article]) -> dict[str, str]:
        """Which article repeats which, asked anew: an original may have arrived after its copies.

        Where the original is no source of this story, the earliest of its copies speaks for it.
        """
        groups: dict[str, list[Article]] = {}
        for article in articles:
            copy = self.copies.find(article)
            groups.setdefault(article.id if copy is None else copy.original_id, []).append(article)
        original_of = {}
        for root, group in groups.items():
            first = min(group, key=lambda a: (a.id != root, a.published_at, a.id))
            original_of.update({article.id: first.id for article in group if article is not first})
        return original_of


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


def write(job: Job, parser: Parser, embedder: Embedder) -> Edition | Rejection:
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
            most_sections=job.most_sections,
            most_sentences=job.most_sentences,
        )
    except Exception as error:
        _log.debug("story %s could not be composed", job.story.id, exc_info=True)
        return _failed(job.story.id, "compose", error, f"its {len(job.sources)} articles have no new page")


def analyze_each(articles: Sequence[Article], parser: Parser) -> list[Analysis | Rejection]:
    """One analysis an article, in order; a rejection for the one that cannot be analysed, and the others go on."""
    try:
        return list(analyze_all(articles, parser))
    except Exception:
        _log.debug("analysing one by one", exc_info=True)
        return [_analysis(article, parser) for article in articles]


def latest_versions(articles: Iterable[Article]) -> list[Article]:
    """Of articles in order of time and arrival, the last of each page: a story page has each page once."""
    return list({page_key(article.url): article for article in articles}.values())


def _known(raw: RawArticle, article: Article, versions: Sequence[Article]) -> Rejection | None:
    """Why an article is not taken beside the stored versions of its page; None if it is new or newer."""
    if not versions:
        return None
    given = raw.url or article.url
    if any((known.title, known.text) == (article.title, article.text) for known in versions):
        return Rejection(
            subject=raw.subject,
            stage="read",
            reason="same-url",
            detail=f"{given} is known with the same words ({article.url}); nothing is lost",
        )
    newest = max(known.published_at for known in versions)
    if article.date_certain and article.published_at > newest:
        return None
    return Rejection(
        subject=raw.subject,
        stage="read",
        reason="other-text-same-url",
        detail=f"{given} is known with other words of {newest.isoformat()}; give a later published_at to replace them",
    )


def _analysis(article: Article, parser: Parser) -> Analysis | Rejection:
    try:
        return analyze(article, parser)
    except Exception as error:
        return _failed(article.url, "analyze", error, "the article is stored and in no story")


def _failed(subject: str, stage: Literal["analyze", "compose"], error: Exception, outcome: str) -> Rejection:
    return Rejection(
        subject=subject,
        stage=stage,
        reason="failed",
        detail=f"{type(error).__name__}: {error}; {outcome}; report this with the article",
    )
