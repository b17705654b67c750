"""Rare words find the articles worth comparing, at a cost that does not grow with the story."""

from __future__ import annotations

from unittest.mock import patch

from tests.cluster.press import QUAKE_HERE, QUAKE_THERE, article, bare

from coranto.cluster import batch
from coranto.cluster.assign import Clusterer
from coranto.cluster.growing import spread
from coranto.cluster.index import Index
from coranto.cluster.represent import represent


def test_nearest_first() -> None:
    index = Index()
    for made in (*QUAKE_THERE, *QUAKE_HERE[1:]):
        entry = index.entry(represent(made))
        index.count(entry)
        index.add(entry)
    query = index.entry(represent(QUAKE_HERE[0]))
    assert set(index.nearest(query)[:2]) == {2, 3}


def test_a_pair_of_words_counts_from_its_second_article_on() -> None:
    index = Index()
    entry = index.entry(represent(article("Blue lantern found")))
    index.count(entry)
    alone = dict(zip(entry.terms.tolist(), index.rarity(entry.terms), strict=True))
    index.count(entry)
    again = dict(zip(entry.terms.tolist(), index.rarity(entry.terms), strict=True))
    assert sum(value == 0.0 for value in alone.values()) == 2
    assert all(value > 0.0 for value in again.values())


def test_spread_keeps_first_and_last() -> None:
    assert spread(range(5), 12) == [0, 1, 2, 3, 4]
    chosen = spread(range(1_000), 12)
    assert (len(chosen), chosen[0], chosen[-1]) == (12, 0, 999)


def test_a_story_of_thousands_is_compared_by_a_few_of_its_members() -> None:
    clusterer = Clusterer()
    seen: list[int] = []
    real = batch.compare
    with patch("coranto.cluster.assign.compare", side_effect=lambda a, b, r: (seen.append(len(b)), real(a, b, r))[1]):
        for number in range(300):
            made = article(f"Ardovar quake toll {number}", "Pela Stronk of Ardovar counts tents.", hours=number / 60)
            clusterer.place(made, bare(made))
    assert len(clusterer.stories()) < 10
    assert max(seen) <= 8 * 14


def test_a_part_too_large_to_compare_each_with_each_is_read_as_a_stream() -> None:
    made = [
        *(article(f"{a.title} ({n})", a.text, hours=n / 10) for n in range(8) for a in QUAKE_HERE),
        *QUAKE_THERE,
    ]
    clusterer = Clusterer()
    with patch.object(batch, "_LARGEST_PART", 6):
        clusterer.place_batch([(a, None) for a in made])
    homes = {a: story.id for story in clusterer.stories() for a in story.article_ids}
    assert len({homes[a.id] for a in made[:-2]}) == 1
    assert homes[QUAKE_THERE[0].id] == homes[QUAKE_THERE[1].id] != homes[made[0].id]
