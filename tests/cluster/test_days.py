"""How many articles came out between two."""

from __future__ import annotations

import numpy as np

from coranto.cluster.days import Days


def test_only_what_lies_strictly_between_counts_in_whatever_order_it_came() -> None:
    days = Days()
    for day in (5.0, 1.0, 3.0, float("nan"), 3.0, 9.0, 5.0):
        days.add(day)
    found = days.between(np.array([1.0, 5.0, np.nan]), np.array([5.0, 2.0, 100.0]))
    assert found.tolist() == [[2.0, 0.0, 5.0], [0.0, 2.0, 1.0], [0.0, 0.0, 0.0]]


def test_before_anything_came_nothing_lies_between() -> None:
    assert Days().between(np.array([1.0]), np.array([9.0])).tolist() == [[0.0]]
