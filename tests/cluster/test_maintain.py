"""A second look at the stories: what is found, with its reason, and what is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from unittest.mock import patch

from tests.cluster.press import QUAKE_HERE, QUAKE_THERE, START, article

from coranto.cluster import membership
from coranto.cluster.assign import Clusterer
from coranto.cluster.weigh import bar
from coranto.types import Article, Assignment, Closing, Copy, Link, Merge, Move, Split

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
    for day in range(1, 20):
        put(clusterer, [article(f"Prices at market number {day}", hours=24.0 * day)], f"market{day}")
    put(clusterer, [festival], "s2")
    put(clusterer, [choir], "s3")
    found = next(each for each in clusterer.tend(festival.published_at) if "s1" in str(each))
    assert isinstance(found, Link)
    assert (found.first, found.second) == ("s1", "s2")
    assert "not one event" in found.why


def test_an_article_joins_a_story_of_many_at_less_than_a_story_of_one() -> None:
    assert 1.0 > bar(1) > bar(2) > bar(50) > 0.5


def later(days: float, title: str = "Ferry timetable of Quillon changes", *, dated: bool = True) -> Article:
    return article(title, "The summer timetable of the ferry begins.", hours=24 * days, dated=dated)


def test_a_story_without_news_for_long_is_to_be_closed_once() -> None:
    clusterer = Clusterer()
    put(clusterer, QUAKE_HERE, "s1")
    put(clusterer, [later(40)], "s2")
    assert not any(isinstance(each, Closing) for each in clusterer.tend(START + timedelta(days=40)))
    put(clusterer, [later(60, "New ferry for Quillon")], "s3")
    (found,) = (each for each in clusterer.tend(START + timedelta(days=60)) if isinstance(each, Closing))
    assert found == Closing(story_id="s1", why="No article has joined it for more than 45 days.")
    assert clusterer.tended([], [], ["s1"])
    assert not any(isinstance(each, Closing) for each in clusterer.tend(START + timedelta(days=60)))
    put(clusterer, [article("Ardovar thanks its rescuers", "Upper Lenn got a bell.", hours=9)], "s1")
    assert found in clusterer.tend(START + timedelta(days=60))


def test_a_clock_that_jumps_closes_nothing() -> None:
    clusterer = Clusterer()
    put(clusterer, QUAKE_HERE, "s1")
    put(clusterer, [later(400, dated=False)], "s2")
    for clock in (START - timedelta(days=9_999), START + timedelta(days=9_999)):
        assert not any(isinstance(each, Closing) for each in clusterer.tend(clock))


def test_closed_stories_are_found_until_room_is_short_and_then_the_first_closed_leaves() -> None:
    clusterer = Clusterer()
    put(clusterer, QUAKE_HERE, "s1")
    put(clusterer, QUAKE_THERE, "s2")
    put(clusterer, [later(60)], "s3")
    clusterer.close(["s1", "s2"])
    assert {story.id for story in clusterer.stories()} == {"s1", "s2", "s3"}
    with patch.object(membership, "MOST_WITH_CLOSED", 3):
        clusterer.close([])
    assert [story.id for story in clusterer.stories()] == ["s2", "s3"]
    assert not clusterer.remembers(QUAKE_HERE[0].id)
    assert clusterer.place(QUAKE_HERE[0]).opened
    follow_up = article(QUAKE_THERE[1].title, QUAKE_THERE[1].text + " The crane is sold.", hours=24 * 58)
    assert clusterer.place(follow_up).story_id == "s2"


def test_what_was_done_to_stories_is_followed_as_if_restored() -> None:
    moves = [Move(article_id=made.id, from_story="s2", to_story="s1") for made in QUAKE_HERE[1:]]
    moves += [Move(article_id=made.id, from_story="s1", to_story="s4") for made in STEEL]
    followed, restored = Clusterer(), Clusterer()
    put(followed, [QUAKE_HERE[0], *STEEL], "s1")
    put(followed, QUAKE_HERE[1:], "s2")
    put(restored, QUAKE_HERE[:1], "s1")
    put(restored, STEEL, "s4")
    put(restored, QUAKE_HERE[1:], "s1")
    states = [restored.story("s1"), restored.story("s4")]
    assert followed.tended(moves, states, [])
    assert {story.id: story for story in followed.stories()} == {story.id: story for story in restored.stories()}
    assert followed.home(STEEL[0].id) == "s4"
    now = START + timedelta(days=5)
    assert followed.tend(now) == restored.tend(now)
    assert not followed.tended(moves, states, [])


def test_only_what_changed_is_looked_at_again() -> None:
    clusterer = Clusterer()
    put(clusterer, QUAKE_HERE[:1], "s1")
    put(clusterer, QUAKE_HERE[1:], "s2")
    assert any(isinstance(each, Merge) for each in clusterer.tend(SOON))
    clusterer.tended([], [], [])
    assert clusterer.tend(SOON) == ()
    put(clusterer, [article("Ardovar counts its homeless", QUAKE_HERE[1].text, hours=101)], "s2")
    assert any(isinstance(each, Merge) for each in clusterer.tend(SOON))
