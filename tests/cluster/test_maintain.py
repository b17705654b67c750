"""A second look at the stories: what is found, with its reason, and what is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tests.cluster.press import QUAKE_HERE, QUAKE_THERE, START, article

from coranto.cluster.assign import Clusterer
from coranto.cluster.weigh import bar
from coranto.types import Article, Assignment, Closing, Copy, Link, Merge, Split

SOON = START + timedelta(days=6)
STEEL = (
    article("Steelworks of Trell to close, 300 jobs go", "The steelworks of Trell will close in May.", hours=6),
    article(
        "Trell council meets over steelworks", "Councillor Ane Fosk of Trell called the closing a shock.", hours=30
    ),
)


def put(clusterer: Clusterer, articles: Sequence[Article], story_id: str, copy: Copy | None = None) -> None:
    """Articles as a store remembers them, in a story that it says."""
    for made in articles:
        opened = made is articles[0] and copy is None
        placed = Assignment(article_id=made.id, story_id=story_id, opened=opened, why="It was so.", copy=copy)
        clusterer.restore(made, placed)


def test_two_stories_of_one_event_are_to_be_merged_into_the_older() -> None:
    clusterer = Clusterer()
    put(clusterer, QUAKE_HERE[1:], "s2")
    put(clusterer, QUAKE_HERE[:1], "s1")
    put(clusterer, QUAKE_THERE, "s3")
    (found,) = (each for each in clusterer.tend(SOON) if isinstance(each, Merge))
    assert (found.kept, found.absorbed) == ("s1", "s2")
    assert "similar" in found.why


def test_a_story_of_two_events_is_to_be_split_and_copies_leave_with_their_originals() -> None:
    clusterer = Clusterer()
    put(clusterer, [*QUAKE_HERE, *STEEL], "s1")
    reprint = article("Steelworks will close", "The same words.", hours=7)
    put(clusterer, [reprint], "s1", Copy(article_id=reprint.id, original_id=STEEL[0].id, similarity=0.9))
    (found,) = (each for each in clusterer.tend(SOON) if isinstance(each, Split))
    assert found.story_id == "s1"
    assert found.article_ids == (STEEL[0].id, STEEL[1].id, reprint.id)


def test_what_was_placed_well_is_left_alone_and_looking_changes_nothing() -> None:
    clusterer = Clusterer()
    clusterer.place_batch([(a, None) for a in sorted((*QUAKE_HERE, *QUAKE_THERE), key=lambda a: a.published_at)])
    before = clusterer.stories()
    found = clusterer.tend(SOON)
    assert not any(isinstance(each, Merge | Split | Closing) for each in found)
    assert clusterer.tend(SOON) == found
    assert clusterer.stories() == before


def test_what_only_time_keeps_apart_is_linked_and_what_shares_little_is_not() -> None:
    clusterer = Clusterer()
    put(clusterer, QUAKE_HERE, "s1")
    festival = article(
        "Lake festival of Ardovar draws thousands",
        "Thousands came to the lake festival on Saturday. Bands from nine towns played until midnight, and the ferry "
        "ran all night. The brewers sold out before ten. Ardovar will pay for it with the new bed tax.",
        hours=480,
    )
    choir = article(
        "Choir from Upper Lenn wins at Merrin",
        "The choir of Upper Lenn won the first prize in Merrin with songs of the sea. Its leader, Mara Venn, wept. "
        "Twenty choirs sang before nine judges.",
        hours=480,
    )
    put(clusterer, [festival], "s2")
    put(clusterer, [choir], "s3")
    (found,) = clusterer.tend(festival.published_at)
    assert isinstance(found, Link)
    assert (found.first, found.second) == ("s1", "s2")
    assert "not one event" in found.why


def test_an_article_joins_a_story_of_many_at_less_than_a_story_of_one() -> None:
    assert 1.0 > bar(1) > bar(2) > bar(50) > 0.5


def test_a_story_without_news_for_long_is_to_be_closed() -> None:
    clusterer = Clusterer()
    put(clusterer, QUAKE_HERE, "s1")
    assert not any(isinstance(each, Closing) for each in clusterer.tend(START + timedelta(days=40)))
    (found,) = clusterer.tend(START + timedelta(days=60))
    assert found == Closing(story_id="s1", why="No article has joined it for more than 45 days.")
