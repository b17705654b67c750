"""Average linkage over units, and the parts that it never joins."""

from __future__ import annotations

import numpy as np

from coranto.cluster.regroup import link, parts_of
from coranto.cluster.weigh import pause, similarity, weights


def test_the_closest_are_joined_and_an_average_below_the_bar_is_not() -> None:
    agreement = np.array([[0.0, 2.0, 1.0], [2.0, 0.0, -1.5], [1.0, -1.5, 0.0]])
    assert link(agreement, np.zeros((3, 3)), [1, 1, 1]) == [0, 0, 2]


def test_the_average_counts_articles_not_units() -> None:
    agreement = np.array([[0.0, 2.0, 1.0], [2.0, 0.0, -1.5], [1.0, -1.5, 0.0]])
    assert link(agreement, np.zeros((3, 3)), [4, 1, 1]) == [0, 0, 0]


def test_a_long_pause_parts_what_nearness_would_join_and_a_report_between_bridges_it() -> None:
    near = weights().pause * 0.9
    agreement = np.full((2, 2), near)
    assert link(agreement, np.array([[0.0, 1.0], [1.0, 0.0]]), [1, 1]) == [0, 0]
    assert link(agreement, np.array([[0.0, 90.0], [90.0, 0.0]]), [1, 1]) == [0, 1]
    days = np.array([0.0, 2.0, 4.0, 6.0, 8.0])
    gaps = np.abs(days[:, None] - days[None, :])
    assert link(np.full((5, 5), near), gaps, [1] * 5) == [0] * 5


def test_no_units_and_one() -> None:
    assert link(np.zeros((0, 0)), np.zeros((0, 0)), []) == []
    assert link(np.zeros((1, 1)), np.zeros((1, 1)), [1]) == [0]


def test_parts() -> None:
    assert parts_of(6, [(0, [3]), (3, [5]), (4, [1])]) == [[0, 3, 5], [1, 4], [2]]


def test_a_pause_only_takes_off_and_an_unknown_one_takes_nothing() -> None:
    taken = pause(np.array([0.0, 1.0, 30.0, 3_000.0, np.nan]))
    assert taken[0] == taken[4] == 0.0
    assert 0.0 > taken[1] > taken[2] >= taken[3]
    assert similarity(0.0) == 0.5
