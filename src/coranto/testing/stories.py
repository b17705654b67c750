"""One story's page from raw records, without a clusterer or a database: for tests of what a page says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coranto.cluster.assign import Clusterer
from coranto.flow import Flow, analyze_each
from coranto.ports import Embedder, Parser
from coranto.settings import load_settings
from coranto.testing.memory import MemoryStore
from coranto.types import Analysis, Article, Assignment, Copy, Edition, RawArticle, Rejection, Story


class OneStory(Clusterer):
    """A clusterer that puts every article into one story, so that a page can be tested by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._articles: list[Article] = []

    def place(self, article: Article, analysis: Analysis, copy: Copy | None = None) -> Assignment:
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
