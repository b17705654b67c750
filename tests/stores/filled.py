"""A store with something in every table, for tests of copying, checking and recovery."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coranto.stores.sql import SqlStore
from coranto.testing.samples import (
    NOON,
    sample_analysis,
    sample_article,
    sample_assignment,
    sample_edition,
    sample_story,
)
from coranto.types import Act, Article, Constraint, Feed, Mention, Move, Rejection

ONE, TWO, THREE = (sample_article(number) for number in (1, 2, 3))
ODD = replace(
    ONE, id="a-odd", url="https://odd.example/", title="Café Ångström", text="Nul \x00 and sub \x1a0 letters."
)


def fill(store: SqlStore) -> None:
    """Four articles, two stories of which one was absorbed, editions, acts, a rejection, a feed."""
    for article in (THREE, ONE, TWO, ODD):
        store.add_article(article)
        store.add_analysis(replace(sample_analysis(article), mentions=(_mention(article),)))
    for story_id, article in (("s1", ONE), ("s2", TWO)):
        store.place(sample_assignment(article, story_id, opened=True), sample_story(story_id, article))
    store.add_edition(sample_edition("s2", TWO))
    store.add_edition(sample_edition("s1", ONE))
    move = Move(article_id=TWO.id, from_story="s2", to_story="s1")
    constraint = Constraint(kind="must", ones=(ONE.id, TWO.id))
    act = Act(
        at=NOON, actor="r", kind="merge", reason="One.", stories=("s1",), moves=(move,), constraints=(constraint,)
    )
    done = store.change(act, [sample_assignment(TWO, "s1")])
    store.change(Act(at=NOON, actor="r", kind="undo", reason="", stories=("s1",), undoes=done.number))
    store.place(sample_assignment(ODD, "s1"), sample_story("s1", ONE, TWO, ODD))
    store.add_edition(sample_edition("s1", ONE, TWO, ODD, revision=2, composed_at=NOON + timedelta(hours=1)))
    store.add_rejection(Rejection(subject="x:1", stage="read", reason="no-url", detail="\x00"))
    store.add_feed(Feed(url="https://post.example/feed", added_at=NOON, next_at=NOON))


def state(store: SqlStore) -> list[object]:
    """All that a store says."""
    return [
        store.articles(),
        store.analyses(article.id for article in store.articles()),
        store.assignments(),
        store.stories(),
        store.redirects(),
        store.acts(),
        [store.past_assignments(article.id) for article in store.articles()],
        [store.edition(story_id, revision) for story_id in ("s1", "s2") for revision in (1, 2)],
        [store.revisions(story_id) for story_id in ("s1", "s2")],
        store.pulse(),
        store.rejections(),
        store.names(article.id for article in store.articles()),
        store.feeds(),
        [story.id for story in store.stale()],
        [article.id for article in store.unplaced()],
    ]


def _mention(article: Article) -> Mention:
    return Mention(sentence=0, field="title", start=0, end=1, text=article.title[0], label="place", entity="Ostmark")
