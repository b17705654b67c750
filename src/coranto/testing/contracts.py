"""The laws of the ports, as test classes that every implementation passes.

Subclass one in a test module and give the fixture it names; nothing here needs a model or a network.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from typing import Literal

import pytest

from coranto.errors import StoreError
from coranto.ports import MOST_ITEMS, Store
from coranto.testing.samples import (
    NOON,
    sample_analysis,
    sample_article,
    sample_assignment,
    sample_edition,
    sample_story,
)
from coranto.types import Act, Constraint, Feed, FirstAnswer, Mention, Move, OwedPage, Query, Rejection

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

    def test_an_update_survives_in_the_offset_it_was_given_in(self, store: Store) -> None:
        """It is shown as the publisher said it."""
        at = ONE.published_at.astimezone(timezone(timedelta(hours=9))) + timedelta(minutes=7)
        store.add_article(replace(ONE, updated_at=at))
        kept = store.article(ONE.id)
        assert kept is not None
        assert kept.updated_at is not None
        assert kept.updated_at.isoformat() == at.isoformat()

    def test_versions_of_a_url_come_in_order_of_arrival(self, store: Store) -> None:
        """The url finds all that was stored under it."""
        for article in (TWO, replace(ONE, url=TWO.url.replace("https://", "http://www.")), THREE):
            store.add_article(article)
        assert store.article_ids_of_url(TWO.url) == [TWO.id, ONE.id]
        assert store.article_ids_of_url("https://none.example/") == []

    def test_many_articles_are_stored_at_once(self, store: Store) -> None:
        """Each is new once, whether it was there before or comes twice together."""
        store.add_article(ONE)
        assert store.add_articles([ONE, TWO, TWO, THREE]) == [False, True, False, True]
        assert store.add_articles([]) == []
        assert store.articles([TWO.id]) == [TWO]
        assert len(store.articles()) == 3

    def test_versions_of_several_pages_come_by_time(self, store: Store) -> None:
        """However the address of a page is spelt."""
        later = replace(TWO, id="a-later", url="http://www." + TWO.url.removeprefix("https://"), published_at=NOON)
        store.add_articles([later, THREE, TWO, ONE])
        found = store.versions([TWO.url, THREE.url, TWO.url])
        assert found == [article for article in store.articles() if article.id != ONE.id]
        assert store.versions(["https://none.example/"]) == store.versions([]) == []

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

    def test_many_are_placed_at_once_or_none(self, store: Store) -> None:
        """Those placed before are passed over; positions go on; a story that is gone refuses them all."""
        for article in (ONE, TWO, THREE):
            store.add_article(article)
        first = sample_assignment(TWO, "s1", opened=True)
        store.place(first, sample_story("s1", TWO))
        placed = [
            sample_assignment(THREE, "s1"),
            sample_assignment(TWO, "s2", opened=True),
            sample_assignment(ONE, "s1"),
        ]
        whole = sample_story("s1", TWO, THREE, ONE)
        assert store.place_all(placed, [whole, sample_story("s2", TWO)]) == [True, False, True]
        assert store.place_all(placed, [whole, sample_story("s2", TWO)]) == [False, False, False]
        assert store.stories() == [whole]
        assert store.assignments() == [first, placed[0], placed[2]]
        assert store.assignments([ONE.id, TWO.id, "unknown"]) == [first, placed[2]]
        assert store.place_all([], []) == []

    def test_nothing_of_many_is_placed_where_one_cannot_be(self, store: Store) -> None:
        """An unknown article, or a story that was absorbed."""
        _two_stories(store)
        store.add_article(THREE)
        joining = sample_assignment(THREE, "s1")
        unknown = replace(joining, article_id="unknown")
        with pytest.raises(StoreError):
            store.place_all([joining, unknown], [sample_story("s1", ONE, THREE)])
        assert store.unplaced() == [THREE]

    def test_what_is_placed_is_untended_until_maintenance_has_looked(self, store: Store) -> None:
        """Also what joins a story that was looked at before."""
        assert store.untended() == set()
        _two_stories(store)
        assert store.untended() == {ONE.id, TWO.id}
        store.note_tended()
        assert store.untended() == set()
        store.add_article(THREE)
        store.place(sample_assignment(THREE, "s1"), sample_story("s1", ONE, THREE))
        assert store.untended() == {THREE.id}
        store.note_tended()
        store.note_tended()
        assert store.untended() == set()

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

    def test_an_act_moves_its_articles_and_keeps_what_was(self, store: Store) -> None:
        """The absorbed story redirects, the times of both follow, and the old reason stays in the history."""
        _two_stories(store)
        before = store.assignment(TWO.id)
        assert before is not None
        after = replace(before, story_id="s1", opened=False, why="A reader merged them.")
        done = store.change(_act("s1", Move(article_id=TWO.id, from_story="s2", to_story="s1")), [after])
        assert done.number == store.last_act() == 1
        assert store.acts() == [done]
        assert store.story("s1") == sample_story("s1", ONE, TWO)
        assert store.story("s2") is None
        assert [story.id for story in store.stories()] == ["s1"]
        assert store.redirects() == {"s2": "s1"}
        assert store.assignment(TWO.id) == after
        assert store.past_assignments(TWO.id) == [(1, before)]
        assert store.past_assignments(ONE.id) == []
        assert [a.article_id for a in store.assignments()] == [ONE.id, TWO.id]

    def test_a_story_that_gets_articles_again_is_no_redirect(self, store: Store) -> None:
        """Redirects lead to a living story over any number of steps, and end when the story lives again."""
        _two_stories(store)
        store.add_article(THREE)
        store.place(sample_assignment(THREE, "s3", opened=True), sample_story("s3", THREE))
        first = store.assignment(TWO.id)
        assert first is not None
        onto_one = replace(first, story_id="s1")
        store.change(_act("s1", Move(article_id=TWO.id, from_story="s2", to_story="s1")), [onto_one])
        moves = [Move(article_id=each.id, from_story="s1", to_story="s3") for each in (ONE, TWO)]
        store.change(_act("s3", *moves), [sample_assignment(each, "s3") for each in (ONE, TWO)])
        assert store.redirects() == {"s1": "s3", "s2": "s3"}
        assert store.story("s3") == sample_story("s3", THREE, ONE, TWO)
        store.change(_act("s2", Move(article_id=TWO.id, from_story="s3", to_story="s2")), [first])
        assert store.redirects() == {"s1": "s3"}
        assert store.story("s2") == sample_story("s2", TWO)
        assert [number for number, _ in store.past_assignments(TWO.id)] == [1, 2, 3]

    def test_an_act_upon_what_has_changed_meanwhile_changes_nothing(self, store: Store) -> None:
        """Neither the log nor any other article of the act."""
        _two_stories(store)
        moves = (
            Move(article_id=ONE.id, from_story="s1", to_story="s9"),
            Move(article_id=TWO.id, from_story="s1", to_story="s9"),
        )
        with pytest.raises(StoreError, match="is not in story s1 any more"):
            store.change(_act("s9", *moves), [sample_assignment(each, "s9") for each in (ONE, TWO)])
        assert store.acts() == []
        assert store.last_act() == 0
        assert store.redirects() == {}
        assert store.story("s1") == sample_story("s1", ONE)
        assert store.story("s9") is None

    def test_nothing_is_placed_in_an_absorbed_story(self, store: Store) -> None:
        """A writer that does not know of the merge yet leaves its article to the next run."""
        _two_stories(store)
        move = Move(article_id=TWO.id, from_story="s2", to_story="s1")
        store.change(_act("s1", move), [sample_assignment(TWO, "s1")])
        store.add_article(THREE)
        with pytest.raises(StoreError, match="was absorbed meanwhile; run the same command again"):
            store.place(sample_assignment(THREE, "s2"), sample_story("s2", TWO, THREE))
        assert store.redirects() == {"s2": "s1"}
        assert store.unplaced() == [THREE]

    def test_acts_keep_their_constraints_in_order(self, store: Store) -> None:
        """The log gives back every act as it was, with its number."""
        _two_stories(store)
        act = replace(
            _act("s1"),
            kind="lock",
            constraints=(
                Constraint(kind="cannot", ones=(TWO.id,), others=(THREE.id, ONE.id)),
                Constraint(kind="must", ones=(TWO.id, ONE.id)),
                Constraint(kind="lock", ones=("s1",)),
            ),
        )
        first = store.change(act)
        second = store.change(replace(_act("s1"), kind="undo", undoes=first.number))
        assert store.acts() == [replace(act, number=1), second]
        assert store.acts(1) == [second]
        assert store.acts(second.number) == []
        assert (second.number, second.undoes) == (2, 1)

    def test_a_story_is_stale_when_it_gained_or_lost_an_article(self, store: Store) -> None:
        """Both sides of a move need a new edition; the absorbed story needs none, and keeps its old one."""
        _two_stories(store)
        store.add_article(THREE)
        store.place(sample_assignment(THREE, "s1"), sample_story("s1", ONE, THREE))
        store.add_edition(sample_edition("s1", ONE, THREE))
        store.add_edition(sample_edition("s2", TWO))
        assert store.stale() == []
        move = Move(article_id=THREE.id, from_story="s1", to_story="s2")
        store.change(_act("s2", move), [sample_assignment(THREE, "s2")])
        assert [story.id for story in store.stale()] == ["s2", "s1"]
        store.add_edition(sample_edition("s1", ONE, revision=2))
        store.add_edition(sample_edition("s2", TWO, THREE, revision=2))
        assert store.stale() == []
        store.change(
            _act("s2", Move(article_id=ONE.id, from_story="s1", to_story="s2")), [sample_assignment(ONE, "s2")]
        )
        assert [story.id for story in store.stale()] == ["s2"]
        assert store.edition("s1", 1) == sample_edition("s1", ONE, THREE)

    def test_an_article_joins_after_all_others_also_where_some_have_left(self, store: Store) -> None:
        """The order of joining is kept."""
        _two_stories(store)
        store.add_article(THREE)
        move = Move(article_id=ONE.id, from_story="s1", to_story="s2")
        store.change(_act("s2", move), [sample_assignment(ONE, "s2")])
        back = Move(article_id=TWO.id, from_story="s2", to_story="s1")
        store.change(_act("s1", back), [sample_assignment(TWO, "s1")])
        store.place(sample_assignment(THREE, "s2"), sample_story("s2", ONE, THREE))
        assert store.story("s2") == sample_story("s2", ONE, THREE)
        assert store.story("s1") == sample_story("s1", TWO)

    def test_the_newest_revisions_are_those_of_living_stories(self, store: Store) -> None:
        """A story without an edition has none; an absorbed one is not there, and keeps its own revisions."""
        _two_stories(store)
        assert store.newest_revisions() == {}
        store.add_edition(sample_edition("s1", ONE))
        store.add_edition(sample_edition("s1", ONE, revision=2, composed_at=NOON + timedelta(hours=3)))
        store.add_edition(sample_edition("s2", TWO))
        assert store.newest_revisions() == {"s1": 2, "s2": 1}
        assert store.revisions("s1") == [(1, NOON), (2, NOON + timedelta(hours=3))]
        assert store.revisions("s9") == []
        move = Move(article_id=TWO.id, from_story="s2", to_story="s1")
        store.change(_act("s1", move), [sample_assignment(TWO, "s1")])
        assert store.newest_revisions() == {"s1": 2}
        assert store.revisions("s2") == [(1, NOON)]

    def test_the_pulse_changes_with_every_edition_and_act(self, store: Store) -> None:
        """And with nothing else that no page shows."""
        _two_stories(store)
        seen = [store.pulse()]
        store.add_edition(sample_edition("s1", ONE))
        seen.append(store.pulse())
        store.add_edition(sample_edition("s1", ONE, revision=2))
        seen.append(store.pulse())
        store.add_edition(sample_edition("s1", ONE, revision=2))
        assert store.pulse() == seen[-1]
        store.change(_act("s1"))
        seen.append(store.pulse())
        assert len(set(seen)) == 4

    def test_a_search_wants_all_words_and_none_of_those_left_out(self, store: Store) -> None:
        """Phrases in a row, capitals or not; only articles that are in a story."""
        _two_stories(store)
        store.add_article(THREE)
        both = {"s1", "s2"}
        for phrases, without, found in (
            ((("FERRY",),), (), both),
            ((("ferry",), ("31",)), (), {"s1"}),
            ((("reached", "ostmark"),), (), both),
            ((("ostmark", "reached"),), (), set()),
            ((("ferry",),), (("32", "people"),), {"s1"}),
            ((), (("31",), ("zeppelin",)), {"s2"}),
            ((("zeppelin",),), (), set()),
            ((), (), both),
        ):
            hits = store.search(Query(phrases=phrases, without=without), limit=10)
            assert {hit.story_id for hit in hits} == found, phrases
        (hit,) = store.search(Query(phrases=(("31",),)), limit=10)
        assert (hit.article_id, hit.articles) == (ONE.id, 1)
        assert "".join(words for words, _ in hit.snippet)

    def test_a_search_keeps_to_its_filters_and_its_page(self, store: Store) -> None:
        """Publisher, language, days; a limit and what was shown before."""
        _two_stories(store)
        day = ONE.published_at.date()
        ferry = (("ferry",),)
        for query, count in (
            (Query(phrases=ferry, publisher="The Harbour Post"), 2),
            (Query(phrases=ferry, publisher="Another"), 0),
            (Query(language="en"), 2),
            (Query(language="fr"), 0),
            (Query(phrases=ferry, first=day, last=day), 2),
            (Query(first=day + timedelta(days=1)), 0),
            (Query(last=day - timedelta(days=1)), 0),
        ):
            assert len(store.search(query, limit=10)) == count, query
        newest, older = store.search(Query(), limit=2)
        assert (newest.story_id, older.story_id) == ("s2", "s1")
        assert store.search(Query(), limit=1, skip=1) == [older]
        assert [hit.story_id for hit in store.search(Query(phrases=ferry, newest=True), limit=2)] == ["s2", "s1"]
        assert store.fitting(Query(), limit=9) == [TWO.id, ONE.id]
        assert store.fitting(Query(phrases=(("31",),)), limit=9) == [ONE.id]
        assert store.fitting(Query(), limit=1) == [TWO.id]

    def test_a_search_cannot_be_made_to_speak_sql_or_fts(self, store: Store) -> None:
        """Words of the database's own language are words."""
        _two_stories(store)
        for word in ("OR", "NOT", "NEAR", "AND", "title", "rowid"):
            assert store.search(Query(phrases=((word,),)), limit=5) == []

    def test_names_follow_the_newest_analysis(self, store: Store) -> None:
        """What an article is about, and which articles are about a name."""
        _two_stories(store)
        for article in (ONE, TWO):
            store.add_analysis(replace(sample_analysis(article), mentions=(_mention("Ostmark", "place"),)))
        assert [(n.kind, n.key, n.name) for n in store.names([ONE.id])[ONE.id]] == [("place", "ostmark", "Ostmark")]
        assert store.articles_naming("place", "ostmark") == [TWO.id, ONE.id]
        assert store.articles_naming("person", "ostmark") == []
        store.add_analysis(replace(sample_analysis(ONE), mentions=()))
        assert store.names([ONE.id, "a-none"]) == {}
        assert store.articles_naming("place", "ostmark") == [TWO.id]

    def test_the_feed_that_an_article_came_by_is_known(self, store: Store) -> None:
        """Those that came by none, and those that are not there, are left out."""
        store.add_article(replace(ONE, feed="https://one.example/feed"))
        store.add_article(replace(TWO, feed=None))
        assert store.came_by([ONE.id, TWO.id, "a-none"]) == {ONE.id: "https://one.example/feed"}

    def test_a_feed_is_added_once_and_comes_back_equal(self, store: Store) -> None:
        """In the order of adding, to the letter; adding again changes nothing."""
        full = Feed(
            url="https://b.example/feed",
            added_at=NOON,
            next_at=NOON,
            title="Harbour \u202e Post",
            topics=("Ports", "North"),
            etag='W/"a, b" ',
            modified="Mon, 2 Mar 2026 08:00:00 gmt",
            polled_at=NOON - timedelta(hours=1),
            skip_hours=(0, 23),
            since=NOON,
            first=FirstAnswer(body="<rss>\x00\xff", url="https://b.example/rss", kind="text/xml", wait=60),
            owed=(OwedPage(url="https://b.example/1", title=None, published_at="", author="A", tries=2, at=NOON),),
        )
        bare = Feed(url="https://a.example/feed", added_at=NOON, next_at=None)
        assert store.add_feed(full)
        assert store.add_feed(bare)
        assert not store.add_feed(replace(full, title="Other"))
        assert store.feeds() == [full, bare]
        assert store.feed(full.url) == full
        assert store.feed("https://c.example/") is None

    def test_feeds_that_are_due_are_taken_by_one_at_a_time(self, store: Store) -> None:
        """Longest due first; nobody else gets them until the lease is over, and then only the last may write."""
        late, soon, never = (_feed(name, at) for name, at in (("late", -1), ("soon", -9), ("never", None)))
        for feed in (late, soon, never, _feed("future", 5)):
            store.add_feed(feed)
        end = NOON + timedelta(minutes=15)
        (first,) = store.claim_feeds(NOON, end, limit=1)
        assert first == replace(soon, lease=1)
        (second,) = store.claim_feeds(NOON, end, limit=9)
        assert second == replace(late, lease=1)
        assert store.claim_feeds(NOON, end, limit=9) == []
        again = store.claim_feeds(end, end + timedelta(minutes=15), limit=9)
        assert {feed.url for feed in again} == {soon.url, late.url, "https://future.example/feed"}
        assert [feed.lease for feed in again if feed.url == soon.url] == [2]
        assert not store.keep_feed(replace(first, title="Too late"))
        mine = replace(next(feed for feed in again if feed.url == soon.url), next_at=end + timedelta(hours=1))
        assert store.keep_feed(mine)
        assert store.feed(soon.url) == mine
        assert soon.url not in [f.url for f in store.claim_feeds(end + timedelta(minutes=59), end, limit=9)]
        stopped = replace(mine, next_at=None)
        assert store.keep_feed(stopped)
        assert soon.url not in [f.url for f in store.claim_feeds(end + timedelta(days=99), end, limit=9)]

    def test_items_of_a_feed_are_remembered_with_their_content(self, store: Store) -> None:
        """Each feed has its own; a removed feed is not written to, and begins anew when it is added again."""
        one, other = _feed("one", 0), _feed("other", 0)
        store.add_feed(one)
        store.add_feed(other)
        many = {f"k{number}": "c" for number in range(1_200)}
        assert store.unread_items(one.url, many) == set(many)
        assert store.keep_feed(one, many)
        assert store.unread_items(one.url, {"k1": "c", "k2": "changed", "new": "c"}) == {"k2", "new"}
        assert store.unread_items(other.url, {"k1": "c"}) == {"k1"}
        assert store.keep_feed(one, {"k2": "changed"})
        assert store.unread_items(one.url, {"k2": "changed", "k3": "c"}) == set()
        assert not store.keep_feed(replace(one, lease=7), {"new": "c"})
        assert store.unread_items(one.url, {"new": "c"}) == {"new"}
        assert store.remove_feed(one.url)
        assert not store.remove_feed(one.url)
        assert not store.keep_feed(one, {"k1": "c"})
        assert store.feeds() == [other]
        store.add_feed(one)
        assert store.unread_items(one.url, {"k1": "c"}) == {"k1"}

    def test_items_that_a_feed_no_longer_shows_are_forgotten_once_they_are_many(self, store: Store) -> None:
        """As few as fit are all remembered; another feed forgets nothing."""
        one, other = _feed("one", 0), _feed("other", 0)
        store.add_feed(one)
        store.add_feed(other)
        store.keep_feed(other, {"k1": "c"}, ["k1"])
        many = {f"k{number}": "c" for number in range(MOST_ITEMS)}
        store.keep_feed(one, many, ["k1"])
        assert store.unread_items(one.url, many) == set()
        store.keep_feed(one, {"new": "c"}, ["new", "k1"])
        assert store.unread_items(one.url, {"k1": "c", "new": "c", "k2": "c"}) == {"k2"}
        assert store.unread_items(other.url, {"k1": "c"}) == set()

    def test_leases_are_held_by_who_has_them(self, store: Store) -> None:
        """A feed that is held is nobody else's; the earliest time counts leases and what is due."""
        assert store.next_feed_at() is None
        store.add_feed(_feed("never", None))
        assert store.next_feed_at() is None
        store.add_feed(_feed("one", 0))
        assert store.next_feed_at() == NOON
        end = NOON + timedelta(minutes=10)
        (mine,) = store.claim_feeds(NOON, end, limit=9)
        assert store.next_feed_at() == end
        store.hold_feeds([mine], end + timedelta(minutes=10))
        assert store.claim_feeds(end, end + timedelta(minutes=1), limit=9) == []
        (theirs,) = store.claim_feeds(end + timedelta(minutes=10), end + timedelta(minutes=20), limit=9)
        store.hold_feeds([mine], end + timedelta(hours=9))
        assert store.next_feed_at() == end + timedelta(minutes=20)
        assert store.keep_feed(theirs)

    def test_a_server_is_left_alone_as_long_as_it_asked(self, store: Store) -> None:
        """The longest time counts, and it ends."""
        store.hold_host("b.example", NOON + timedelta(hours=2))
        store.hold_host("a.example:8080", NOON + timedelta(minutes=1))
        store.hold_host("b.example", NOON + timedelta(hours=1))
        assert store.held_hosts(NOON) == {
            "a.example:8080": NOON + timedelta(minutes=1),
            "b.example": NOON + timedelta(hours=2),
        }
        assert list(store.held_hosts(NOON + timedelta(minutes=1))) == ["b.example"]
        assert store.held_hosts(NOON + timedelta(hours=2)) == {}


def _feed(name: str, minutes: int | None) -> Feed:
    due = None if minutes is None else NOON + timedelta(minutes=minutes)
    return Feed(url=f"https://{name}.example/feed", added_at=NOON, next_at=due)


def _mention(entity: str, label: Literal["person", "place"]) -> Mention:
    return Mention(sentence=0, field="title", start=0, end=len(entity), text=entity, label=label, entity=entity)


def _two_stories(store: Store) -> None:
    for story_id, article in (("s1", ONE), ("s2", TWO)):
        store.add_article(article)
        store.place(sample_assignment(article, story_id, opened=True), sample_story(story_id, article))


def _act(kept: str, *moves: Move) -> Act:
    return Act(at=NOON, actor="reader", kind="merge", reason="One harbour, one ferry.", stories=(kept,), moves=moves)
