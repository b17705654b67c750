"""Rare words find the articles worth comparing, at a cost that does not grow with the story."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from tests.cluster.press import QUAKE_HERE, QUAKE_THERE, article

from coranto.cluster import batch
from coranto.cluster import compare as compare_module
from coranto.cluster.assign import Clusterer
from coranto.cluster.compare import Block, Floats, Rarity
from coranto.cluster.growing import spread
from coranto.cluster.index import Index
from coranto.cluster.represent import PAIR, represent
from coranto.cluster.words import number_of, stem
from coranto.types import Article


def test_nearest_first() -> None:
    index = Index()
    for made in (*QUAKE_THERE, *QUAKE_HERE[1:]):
        entry = represent(made).entry
        index.count(entry)
        index.add(entry)
    assert set(index.nearest(represent(QUAKE_HERE[0]).entry)[:2]) == {2, 3}


def test_what_is_forgotten_is_not_found_and_leaves_its_place() -> None:
    index = Index()
    entries = [represent(made).entry for made in (*QUAKE_HERE, *QUAKE_THERE)]
    numbers = [index.add(entry) for entry in entries]
    index.forget(numbers[1])
    assert numbers[1] not in index.nearest(entries[0])
    assert index.add(entries[1]) == len(numbers)
    assert index.nearest(entries[1])[0] == len(numbers)
    assert index.block([len(numbers)]).length[0] == entries[1].length


def test_a_pair_of_words_counts_from_its_second_article_on() -> None:
    index = Index()
    entry = represent(article("Blue lantern found")).entry
    paired = (entry.roles & PAIR) > 0
    index.count(entry)
    assert (index.rarity(entry.terms, paired)[paired] == 0.0).all()
    index.count(entry)
    assert (index.rarity(entry.terms, paired) > 0.0).all()
    assert paired.sum() == 2


def test_to_take_back_a_count_leaves_no_trace() -> None:
    index = Index()
    one, other = (represent(made).entry for made in QUAKE_HERE[:2])
    paired = (one.roles & PAIR) > 0
    index.count(one)
    before = index.rarity(one.terms, paired).tolist()
    index.count(other)
    assert index.rarity(one.terms, paired).tolist() != before
    index.uncount(other)
    assert index.rarity(one.terms, paired).tolist() == pytest.approx(before)


def test_what_two_articles_share_is_named_as_printed() -> None:
    index = Index()
    for made in QUAKE_HERE[:2]:
        index.count(represent(made).entry)
    number = index.add(represent(QUAKE_HERE[1]).entry)
    names, plain = index.shared(represent(QUAKE_HERE[0]), number)
    assert {"Ardovar", "Pela Stronk", "Upper Lenn"} <= set(names)
    assert "killing" not in plain


def test_spread_keeps_first_and_last() -> None:
    assert spread(range(5), 12) == [0, 1, 2, 3, 4]
    chosen = spread(range(1_000), 12)
    assert (len(chosen), chosen[0], chosen[-1]) == (12, 0, 999)


def test_a_story_of_thousands_is_compared_by_a_few_of_its_members() -> None:
    clusterer = Clusterer()
    seen: list[int] = []
    real = batch.compare

    def spied(one: Block, others: Block, rarity: Rarity) -> Floats:
        seen.append(len(others.length))
        return real(one, others, rarity)

    with patch("coranto.cluster.assign.compare", side_effect=spied):
        for number in range(300):
            made = article(f"Ardovar quake toll {number}", "Pela Stronk of Ardovar counts tents.", hours=number / 60)
            clusterer.place(made)
    assert len(clusterer.stories()) < 10
    assert max(seen) <= 8 * 14


def flood(count: int) -> list[Article]:
    """Reports of one story within ten minutes, each with people of its own."""
    return [
        article(
            f"Ardovar quake: Orrin{number} Vell is home again",
            f"Mayor Pela Stronk of Ardovar let Orrin{number} Vell and Sanna{number} Tam home after the earthquake. "
            f"Rescuers from Upper Lenn had looked at the roof of Dorn{number} Hus.",
            hours=number / 6 / count,
        )
        for number in range(count)
    ]


def test_the_flood_of_one_story_does_not_make_its_names_common() -> None:
    streets = ("Mill Lane", "Harbour Row", "Chapel Hill", "Tanner Street", "North Gate", "Orchard Way", "Well Court")
    clusterer = Clusterer()
    for number in range(210):
        street = streets[number % 7]
        made = article(
            f"Ardovar quake: {number} families back in {street}",
            f"Mayor Pela Stronk of Ardovar let {number} families home to {street} after the earthquake. Rescuers from "
            f"Upper Lenn had looked at every roof of {street}.",
            hours=number / 60,
        )
        clusterer.place(made)
    assert len(clusterer.stories()) == 1


def test_nor_where_it_comes_in_one_batch() -> None:
    index = Index()
    index.arrive([represent(made).entry for made in flood(600)])
    name, known = index.rarity(np.array([number_of(stem("Ardovar")), number_of(stem("home"))]), np.zeros(2, np.bool_))
    assert name > 3.0 > 1.5 > known


def test_a_flood_too_large_to_compare_each_with_each_is_still_one_story() -> None:
    clusterer = Clusterer()
    with patch.object(batch, "_LARGEST_PART", 40):
        clusterer.place_batch([(made, None) for made in flood(200)])
    assert len(clusterer.stories()) == 1


def test_a_flood_is_compared_in_proportion_to_its_size() -> None:
    real, compared = compare_module.compare, [0]

    def spied(ones: Block, others: Block, rarity: Rarity) -> Floats:
        compared[0] += len(ones.length) * len(others.length)
        return real(ones, others, rarity)

    costs = []
    for count in (120, 240, 480):
        clusterer = Clusterer()
        with (
            patch.object(batch, "_LARGEST_PART", 40),
            patch("coranto.cluster.assign.compare", spied),
            patch("coranto.cluster.batch.compare", spied),
        ):
            compared[0] = 0
            for at in range(0, count, 60):
                clusterer.place_batch([(made, None) for made in flood(count)[at : at + 60]])
        assert len(clusterer.stories()) <= 4
        costs.append(compared[0] / count)
    assert costs[2] < 1.3 * costs[1] < 1.69 * costs[0]


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


def test_what_titles_count_is_no_word_that_two_articles_share() -> None:
    index = Index()
    one, other = (represent(article(f"{n}th fair of Lowmere opens in Hask")) for n in (13, 14))
    for entry in (one.entry, other.entry):
        index.count(entry)
    names, plain = index.shared(one, index.add(other.entry))
    assert {*names, *plain} >= {"Hask", "Lowmere"}
    assert "" not in {*names, *plain}
