"""Which articles meet in one story, and which must not."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from tests.cluster.press import FLASHES, NEARBY, QUAKE_HERE, QUAKE_THERE, article

from coranto.cluster.assign import Clusterer
from coranto.cluster.growing import story_id_of
from coranto.types import Article, Assignment, Copy


def batch(clusterer: Clusterer, articles: Sequence[Article]) -> dict[str, Assignment]:
    placed = clusterer.place_batch([(a, None) for a in articles])
    return {assignment.article_id: assignment for assignment in placed}


def in_order(*groups: Sequence[Article]) -> list[Article]:
    return sorted((a for group in groups for a in group), key=lambda a: (a.published_at, a.id))


def stories(clusterer: Clusterer) -> set[frozenset[str]]:
    return {frozenset(story.article_ids) for story in clusterer.stories()}


def ids(articles: Sequence[Article]) -> frozenset[str]:
    return frozenset(a.id for a in articles)


def test_two_earthquakes_of_one_week_are_two_stories() -> None:
    clusterer = Clusterer()
    batch(clusterer, in_order(QUAKE_HERE, QUAKE_THERE))
    assert stories(clusterer) == {ids(QUAKE_HERE), ids(QUAKE_THERE)}


def test_flashes_of_one_summit_meet_and_what_only_shares_the_palace_or_the_town_stays_out() -> None:
    clusterer = Clusterer()
    batch(clusterer, in_order(FLASHES, NEARBY))
    assert stories(clusterer) == {ids(FLASHES), ids(NEARBY[:1]), ids(NEARBY[1:])}


def test_undated_articles_find_their_story() -> None:
    undated = [article(a.title, a.text, dated=False) for a in QUAKE_HERE]
    clusterer = Clusterer()
    batch(clusterer, [*undated, *QUAKE_THERE])
    assert ids(undated) in stories(clusterer)


def test_a_translation_joins_by_its_names_and_numbers() -> None:
    spanish = article(
        "Nueve muertos por un terremoto en Ardovar",
        "Un terremoto de magnitud 6.2 dejó nueve muertos en Ardovar. La alcaldesa Pela Stronk pidió ayuda a Upper "
        "Lenn. Los vecinos de Ardovar pasaron la noche fuera.",
        hours=5,
        language="es",
    )
    clusterer = Clusterer()
    batch(clusterer, in_order(QUAKE_HERE, QUAKE_THERE, [spanish]))
    assert ids([*QUAKE_HERE, spanish]) in stories(clusterer)


def test_a_live_page_of_many_stories_joins_none_of_them_together() -> None:
    live = article(
        "Live: earthquake at Ardovar, piers at Port Quillon, summit in Merrin",
        "In Ardovar the mayor Pela Stronk asked for tents.\n\nIn Port Quillon harbour master Odo Wickham closed three "
        "piers.\n\nIn Merrin Iva Orlen and Dario Vasque agreed to reopen the border bridge.",
        hours=52,
    )
    clusterer = Clusterer()
    batch(clusterer, in_order(QUAKE_HERE, QUAKE_THERE, FLASHES, [live]))
    found = [story - {live.id} for story in stories(clusterer)]
    assert {ids(QUAKE_HERE), ids(QUAKE_THERE), ids(FLASHES)} <= set(found)


def test_one_at_a_time_a_follow_up_days_later_joins_and_a_look_alike_opens_its_own() -> None:
    clusterer = Clusterer()
    placed = [clusterer.place(a) for a in in_order(QUAKE_HERE, QUAKE_THERE)]
    assert stories(clusterer) == {ids(QUAKE_HERE), ids(QUAKE_THERE)}
    assert sum(assignment.opened for assignment in placed) == 2


def test_a_copy_joins_the_story_of_its_original_alone_or_in_a_batch() -> None:
    first, reprint = QUAKE_HERE[0], article("Nine dead in the hills", "The same words.", hours=1)
    copy = Copy(article_id=reprint.id, original_id=first.id, similarity=0.93)
    alone, together = Clusterer(), Clusterer()
    alone.place(first)
    one = alone.place(reprint, copy)
    _, other = together.place_batch([(first, None), (reprint, copy)])
    for assignment in (one, other):
        assert (assignment.story_id, assignment.opened, assignment.copy) == (story_id_of(first.id), False, copy)
        assert "93%" in assignment.why


def test_a_copy_that_comes_before_its_original_in_a_batch_joins_it() -> None:
    first, reprint = QUAKE_HERE[0], article("Nine dead in the hills", "The same words.", hours=-1)
    copy = Copy(article_id=reprint.id, original_id=first.id, similarity=0.93)
    early, late = Clusterer().place_batch([(reprint, copy), (first, None)])
    assert early.story_id == late.story_id == story_id_of(first.id)


def test_an_assignment_says_why() -> None:
    clusterer = Clusterer()
    placed = batch(clusterer, in_order(QUAKE_HERE, QUAKE_THERE))
    opened, joined = placed[QUAKE_HERE[0].id], placed[QUAKE_HERE[1].id]
    assert opened.opened
    assert opened.chosen is None
    assert opened.why.startswith("It opened a new story")
    assert joined.chosen is not None
    assert joined.chosen.story_id == opened.story_id == story_id_of(QUAKE_HERE[0].id)
    assert "Ardovar" in joined.chosen.shared_names
    assert 0.5 < joined.chosen.similarity <= 1.0
    assert {"words", "title_in_text", "pause"} <= {name for name, _ in joined.chosen.parts}
    assert joined.runner_up is not None
    assert joined.runner_up.similarity < 0.5
    assert "“Ardovar”" in joined.why


def test_a_batch_does_not_move_what_was_placed_before() -> None:
    clusterer = Clusterer()
    before = {clusterer.place(a).article_id: clusterer for a in (QUAKE_HERE[0], QUAKE_THERE[0])}
    homes = {a: s.id for s in clusterer.stories() for a in s.article_ids}
    batch(clusterer, [QUAKE_HERE[1], QUAKE_HERE[2], QUAKE_THERE[1]])
    after = {a: s.id for s in clusterer.stories() for a in s.article_ids}
    assert {a: after[a] for a in before} == homes
    assert stories(clusterer) == {ids(QUAKE_HERE), ids(QUAKE_THERE)}


def test_restored_it_goes_on_as_if_it_had_never_stopped() -> None:
    everything = in_order(QUAKE_HERE, QUAKE_THERE, FLASHES, NEARBY)
    whole, resumed, first = Clusterer(), Clusterer(), Clusterer()
    straight = [whole.place(a) for a in everything]
    kept = [first.place(a) for a in everything[:6]]
    for a, assignment in zip(everything, kept, strict=False):
        resumed.restore(a, assignment)
        resumed.restore(a, assignment)
    assert kept + [resumed.place(a) for a in everything[6:]] == straight
    assert resumed.stories() == whole.stories()


def test_a_story_spans_its_articles_whatever_order_they_come_in() -> None:
    clusterer = Clusterer()
    for a in (QUAKE_HERE[1], QUAKE_HERE[2], QUAKE_HERE[0]):
        clusterer.place(a)
    (story,) = clusterer.stories()
    assert clusterer.story(story.id) == story
    assert (story.opened_at, story.updated_at) == (QUAKE_HERE[0].published_at, QUAKE_HERE[2].published_at)
    assert story.article_ids == (QUAKE_HERE[1].id, QUAKE_HERE[2].id, QUAKE_HERE[0].id)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_grouping_of_a_batch_does_not_depend_on_its_order(seed: int) -> None:
    everything = in_order(QUAKE_HERE, QUAKE_THERE, FLASHES, NEARBY)
    shuffled = list(everything)
    random.Random(seed).shuffle(shuffled)
    one, other = Clusterer(), Clusterer()
    batch(one, everything)
    batch(other, shuffled)
    assert stories(one) == stories(other)


@pytest.mark.parametrize("title", ["...", "of the and", "𝔘𝔫𝔦", "速報", "1", "a" * 5_000])
def test_odd_articles_are_placed(title: str) -> None:
    clusterer = Clusterer()
    made = [article(title, hours=n) for n in range(3)]
    assert len(batch(clusterer, made)) == 3
    assert clusterer.place(article(title, "\x00 \n" * 40, hours=9)).story_id
    assert sum(len(story.article_ids) for story in clusterer.stories()) == 4
