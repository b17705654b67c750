"""The laws of the ports, as test classes that every implementation passes.

Subclass one in a test module and give the fixture it names; nothing here needs a model or a network.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coranto.errors import StoreError
from coranto.ports import Store
from coranto.testing.samples import (
    NOON,
    sample_analysis,
    sample_article,
    sample_assignment,
    sample_edition,
    sample_story,
)
from coranto.types import Rejection

ONE, TWO, THREE = (sample_article(number) for number in (1, 2, 3))


class StoreContract:
    """The laws of ``Store``. The subclass gives a fixture ``store``: empty, and closed afterwards."""

    def test_an_article_comes_back_equal_with_its_offset(self, store: Store) -> None:
        """What goes in comes out, to the letter."""
        assert store.add_article(ONE)
        assert store.article(ONE.id) == ONE
        assert store.articles()[0].published_at.isoformat() == ONE.published_at.isoformat()
        assert store.article("a-none") is None

    def test_an_article_is_stored_once(self, store: Store) -> None:
        """A second write of one id changes nothing."""
        assert store.add_article(ONE)
        assert not store.add_article(replace(ONE, title="Other"))
        assert store.articles() == [ONE]

    def test_articles_come_by_time_and_then_id(self, store: Store) -> None:
        """Order does not depend on arrival, nor on how an offset is spelt."""
        twin = replace(
            ONE, id="a0", url="https://other.example/1", published_at=ONE.published_at.astimezone(NOON.tzinfo)
        )
        for article in (THREE, ONE, twin, TWO):
            store.add_article(article)
        assert [a.id for a in store.articles()] == ["a0", ONE.id, TWO.id, THREE.id]
        assert [a.id for a in store.articles([THREE.id, ONE.id, THREE.id, "a-none"])] == [ONE.id, THREE.id]
        assert store.articles([]) == []

    def test_odd_text_survives(self, store: Store) -> None:
        """Null characters, right-to-left marks and astral letters are text like any other."""
        odd = replace(ONE, text="\x00 \u202e\U0001f600 ' ; DROP TABLE articles; --", author=None, date_certain=False)
        store.add_article(odd)
        assert store.article(odd.id) == odd

    def test_versions_of_a_url_come_in_order_of_arrival(self, store: Store) -> None:
        """The url finds all that was stored under it."""
        for article in (TWO, replace(ONE, url=TWO.url.replace("https://", "http://www.")), THREE):
            store.add_article(article)
        assert store.article_ids_of_url(TWO.url) == [TWO.id, ONE.id]
        assert store.article_ids_of_url("https://none.example/") == []

    def test_an_analysis_comes_back_equal_and_is_replaced_by_the_next(self, store: Store) -> None:
        """The newest analysis of an article counts."""
        store.add_article(ONE)
        first = sample_analysis(ONE)
        store.add_analysis(first)
        assert store.analyses([ONE.id, "a-none"]) == {ONE.id: first}
        again = replace(first, mentions=())
        store.add_analysis(again)
        assert store.analyses([ONE.id]) == {ONE.id: again}
        other = sample_analysis(ONE, parser="sample-2")
        store.add_analysis(other)
        assert store.analyses([ONE.id]) == {ONE.id: other}
        store.add_analysis(first)
        assert store.analyses([ONE.id]) == {ONE.id: first}

    def test_what_refers_to_an_unknown_article_is_refused(self, store: Store) -> None:
        """No row points nowhere, and the refused write leaves nothing behind."""
        with pytest.raises(StoreError):
            store.add_analysis(sample_analysis(ONE))
        with pytest.raises(StoreError):
            store.place(sample_assignment(ONE, "s1", opened=True), sample_story("s1", ONE))
        assert store.stories() == []
        with pytest.raises(StoreError):
            store.add_edition(sample_edition("s1", ONE))
        assert store.edition("s1") is None

    def test_placing_records_assignment_and_story(self, store: Store) -> None:
        """Both or neither; a second placing changes nothing."""
        for article in (ONE, TWO):
            store.add_article(article)
        assert [a.id for a in store.unplaced()] == [ONE.id, TWO.id]
        first = sample_assignment(TWO, "s1", opened=True)
        assert store.place(first, sample_story("s1", TWO))
        assert [a.id for a in store.unplaced()] == [ONE.id]
        second = sample_assignment(ONE, "s1", copy_of=TWO)
        assert store.place(second, sample_story("s1", TWO, ONE))
        assert not store.place(sample_assignment(ONE, "s2", opened=True), sample_story("s2", ONE))
        assert store.story("s2") is None
        assert store.story("s1") == sample_story("s1", TWO, ONE)
        assert store.assignment(ONE.id) == second
        assert store.assignments() == [first, second]
        assert store.assignment("a-none") is None
        assert store.unplaced() == []

    def test_stories_come_newest_first(self, store: Store) -> None:
        """By the time of the last article, then by id."""
        twin = replace(THREE, id="a-twin", url="https://other.example/3")
        for story_id, article in (("s2", ONE), ("s1", THREE), ("s0", twin)):
            store.add_article(article)
            store.place(sample_assignment(article, story_id, opened=True), sample_story(story_id, article))
        assert [story.id for story in store.stories()] == ["s0", "s1", "s2"]

    def test_a_story_is_stale_until_an_edition_knows_its_articles(self, store: Store) -> None:
        """A new article makes it stale again."""
        for article in (ONE, TWO):
            store.add_article(article)
        store.place(sample_assignment(ONE, "s1", opened=True), sample_story("s1", ONE))
        assert [story.id for story in store.stale()] == ["s1"]
        store.add_edition(sample_edition("s1", ONE))
        assert store.stale() == []
        store.place(sample_assignment(TWO, "s1"), sample_story("s1", ONE, TWO))
        assert [story.id for story in store.stale()] == ["s1"]
        store.add_edition(sample_edition("s1", ONE, TWO, revision=2))
        assert store.stale() == []

    def test_an_edition_knows_the_earlier_versions_of_its_urls(self, store: Store) -> None:
        """A page shows a url once: the version it left out for a later one makes no new work."""
        later = replace(TWO, url=ONE.url.replace("https://", "http://"))
        for article in (ONE, later):
            store.add_article(article)
        store.place(sample_assignment(ONE, "s1", opened=True), sample_story("s1", ONE))
        store.add_edition(sample_edition("s1", ONE))
        store.place(sample_assignment(later, "s1"), sample_story("s1", ONE, later))
        assert [story.id for story in store.stale()] == ["s1"]
        store.add_edition(sample_edition("s1", later, revision=2))
        assert store.stale() == []

    def test_an_edition_never_changes(self, store: Store) -> None:
        """The first of a revision stays; the newest revision is given unless one is asked for."""
        store.add_article(ONE)
        store.place(sample_assignment(ONE, "s1", opened=True), sample_story("s1", ONE))
        first = sample_edition("s1", ONE)
        assert store.add_edition(first)
        assert not store.add_edition(replace(first, composed_at=NOON + timedelta(days=1)))
        assert store.edition("s1") == first
        second = sample_edition("s1", ONE, revision=2)
        assert store.add_edition(second)
        assert store.edition("s1") == second
        assert store.edition("s1", 1) == first
        assert store.edition("s1", 3) is None
        assert store.edition("s-none") is None

    def test_rejections_are_kept_once_in_order(self, store: Store) -> None:
        """Reading the same bad input twice lists it once."""
        one = Rejection(subject="b:2", stage="parse", reason="not-json", detail="d")
        two = Rejection(subject="a:1", stage="read", reason="no-url", detail="d")
        for rejection in (one, two, one):
            store.add_rejection(rejection)
        assert store.rejections() == [one, two]
