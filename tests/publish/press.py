"""Stories of several invented outlets in few words, for tests of everything that is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from coranto.publish.cards import Card, card_of
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import NOON, sample_article, sample_assignment, sample_edition
from coranto.types import Act, Article, Edition, Story


def report(number: int, publisher: str, hours: float = 0.0, *, title: str = "") -> Article:
    """An article of a publisher, so many hours after noon."""
    article = sample_article(number, published_at=NOON + timedelta(hours=hours))
    return replace(article, publisher=publisher, title=title or article.title)


def told(story_id: str, *reports: Article, revision: int = 1, composed_at: datetime | None = None) -> Edition:
    """The edition of these, composed a day after noon."""
    return sample_edition(story_id, *reports, revision=revision, composed_at=composed_at or NOON + timedelta(days=30))


def card(story_id: str, *reports: tuple[str, float]) -> Card:
    """A story of (publisher, hours after noon) in brief."""
    articles = [report(number, publisher, hours) for number, (publisher, hours) in enumerate(reports, 1)]
    return card_of(told(story_id, *articles))


def archive(editions: Sequence[tuple[Edition, Sequence[Article]]], acts: Sequence[Act] = ()) -> MemoryStore:
    """A store with these editions, each with the articles of its story, and these acts."""
    store = MemoryStore()
    for edition, articles in editions:
        for place, article in enumerate(articles):
            store.add_article(article)
            if store.assignment(article.id) is None:
                times = [each.published_at for each in articles]
                story = Story(id=edition.story_id, opened_at=min(times), updated_at=max(times), article_ids=())
                store.place(sample_assignment(article, edition.story_id, opened=place == 0), story)
        store.add_edition(edition)
    for act in acts:
        store.change(act)
    return store
