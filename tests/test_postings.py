"""Articles by term, at a bounded size."""

from __future__ import annotations

import numpy as np

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
