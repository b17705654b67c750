"""Clusterers that follow a plain rule, and one story's page from raw records: for tests of all that comes after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from coranto.cluster.assign import Clusterer
from coranto.cluster.growing import story_id_of
from coranto.flow import Flow
from coranto.jobs import analyze_each
from coranto.ports import Embedder, Parser
from coranto.settings import load_settings
from coranto.testing.memory import MemoryStore
from coranto.types import (
    Article,
    Assignment,
    Candidate,
    Copy,
    Edition,
    RawArticle,
    Rejection,
    Story,
    Tending,
)


class OneStory(Clusterer):
    """A clusterer that puts every article into one story, so that a page can be tested by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._articles: list[Article] = []

    def place(self, article: Article, copy: Copy | None = None) -> Assignment:
        """Join the one story."""
        self._articles.append(article)
        opened = len(self._articles) == 1
        return Assignment(
            article_id=article.id, story_id="s0123456789ab", opened=opened, why="There is one story.", copy=copy
        )

    def story(self, story_id: str) -> Story:
        """The one story."""
        times = [article.published_at for article in self._articles]
        return Story(
            id=story_id,
            opened_at=min(times),
            updated_at=max(times),
            article_ids=tuple(article.id for article in self._articles),
        )


class ByFirstWord(Clusterer):
    """A clusterer by the first word of the title, so that acts upon stories can be tested by themselves.

    An article joins the story with most articles of its first word; the next such story is the runner-up.
    ``findings`` is what looking again comes to: set it on a subclass.
    """

    findings: ClassVar[tuple[Tending, ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self._placed: dict[str, tuple[Article, str]] = {}

    def place(self, article: Article, copy: Copy | None = None) -> Assignment:
        """Join by the first word, or open a story."""
        return self._join_by_word(article, copy)

    def place_batch(self, items: Sequence[tuple[Article, Copy | None]]) -> tuple[Assignment, ...]:
        """One after the other."""
        return tuple(self._join_by_word(article, copy) for article, copy in items)

    def restore(self, article: Article, assignment: Assignment) -> None:
        """Take up where the store has it."""
        self._placed[article.id] = (article, assignment.story_id)

    def story(self, story_id: str) -> Story:
        """The story of this id."""
        articles = [article for article, at in self._placed.values() if at == story_id]
        times = [article.published_at for article in articles]
        return Story(
            id=story_id, opened_at=min(times), updated_at=max(times), article_ids=tuple(a.id for a in articles)
        )

    def tend(self, now: datetime) -> tuple[Tending, ...]:
        """What was set."""
        return self.findings

    def _join_by_word(self, article: Article, copy: Copy | None) -> Assignment:
        word = article.title.split()[0]
        alike = Counter(at for other, at in self._placed.values() if other.title.split()[0] == word)
        ranked = [Candidate(story_id=at, similarity=0.9) for at, _ in alike.most_common(2)]
        story_id = ranked[0].story_id if ranked else story_id_of(article.id)
        self._placed[article.id] = (article, story_id)
        return Assignment(
            article_id=article.id,
            story_id=story_id,
            opened=not ranked,
            why="It has the same first word." if ranked else "It opened a new story.",
            chosen=ranked[0] if ranked else None,
            runner_up=ranked[1] if len(ranked) > 1 else None,
            copy=copy,
        )


def page_of(
    raws: Iterable[RawArticle], *, now: datetime, parser: Parser, embedder: Embedder
) -> tuple[Edition, dict[str, Article], list[Rejection]]:
    """The edition of all ``raws`` as one story, the articles by id, and what was not taken.

    Raises ``AssertionError`` where composing failed, with the rejection's words.
    """
    store = MemoryStore()
    flow = Flow(
        store=store,
        parser=parser,
        embedder=embedder,
        settings=load_settings(environment={}),
        now=now,
        engine="coranto test",
        clusterer=OneStory(),
    )
    read = [flow.read(raw) for raw in raws]
    rejected = [one for one in read if isinstance(one, Rejection)]
    articles = sorted((one for one in read if isinstance(one, Article)), key=lambda a: (a.published_at, a.id))
    for article, analysis in zip(articles, analyze_each(articles, parser), strict=True):
        flow.place(article, analysis)
    (story,) = store.stories()
    edition = flow.compose(story)
    assert isinstance(edition, Edition), edition
    return edition, {article.id: article for article in articles}, rejected
