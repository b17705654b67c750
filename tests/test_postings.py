"""Articles by term, at a bounded size."""

from __future__ import annotations

import numpy as np
import pytest

from coranto.postings import Postings


def test_the_newest_articles_of_a_busy_term_are_kept() -> None:
    postings = Postings(places=32, of_one_term=28, most_rows=1 << 20)
    terms = np.array([7, 8], np.uint32)
    for number in range(5_000):
        postings.add(np.array([7, 1_000 + number], np.uint32), number)
    postings.add(terms, 5_000)
    found, worth = postings.find(terms, np.array([1.0, 2.0]))
    assert found[-1] == 5_000
    assert worth[-1] == 3.0
    assert 20 <= len(found) <= 32
    assert (found > 4_900).all()
    assert postings.find(np.array([1_005], np.uint32), np.array([1.0]))[0].tolist() == [5]


def test_a_table_that_may_not_grow_forgets_the_oldest() -> None:
    postings = Postings(places=8, of_one_term=4, most_rows=1 << 9)
    for number in range(2_000):
        postings.add(np.arange(number * 8, number * 8 + 8, dtype=np.uint32), number)
    assert len(postings.find(np.arange(8, dtype=np.uint32), np.ones(8))[0]) == 0
    newest = np.arange(15_992, 16_000, dtype=np.uint32)
    assert postings.find(newest, np.ones(8))[0].tolist() == [1_999]


@pytest.mark.parametrize("shards", [2, 8, 512])
def test_shards_find_what_one_table_finds_to_the_bit_also_of_what_was_forgotten(shards: int) -> None:
    chance = np.random.default_rng(7)
    one = Postings(places=8, of_one_term=4, most_rows=1 << 11)
    many = Postings(places=8, of_one_term=4, most_rows=1 << 11, shards=shards)
    forgotten = 0
    for number in range(4_000):
        terms = np.unique((chance.pareto(0.6, 12) * 40).astype(np.uint32))
        worth = chance.random(len(terms))
        found, shared = one.find(terms, worth)
        found_too, shared_too = many.find(terms, worth)
        assert found.tobytes() == found_too.tobytes()
        assert shared.tobytes() == shared_too.tobytes()
        assert found.dtype == found_too.dtype
        one.add(terms, number)
        many.add(terms, number)
        forgotten += number > 2_000 and bool(len(found)) and found[0] > 1_000
    assert forgotten > 100


def test_a_number_of_shards_that_cannot_be_is_refused() -> None:
    for shards in (0, 3, 1024):
        with pytest.raises(ValueError, match="power of two"):
            Postings(places=8, of_one_term=4, most_rows=1 << 9, shards=shards)
