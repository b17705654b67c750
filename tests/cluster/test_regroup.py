"""Average linkage over units, and the parts that it never joins."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.regroup import link, parts_of
from coranto.cluster.weigh import mass, pause, similarity, weights


def single(count: int) -> tuple[NDArray[np.float64], list[int]]:
    """The masses and sizes of so many units of one long article."""
    return np.ones(count), [1] * count


def test_the_closest_are_joined_and_an_average_below_the_bar_is_not() -> None:
    agreement = np.array([[0.0, 2.0, 1.0], [2.0, 0.0, -1.5], [1.0, -1.5, 0.0]])
    assert link(agreement, np.zeros((3, 3)), *single(3)) == [0, 0, 2]


def test_the_average_counts_by_mass_not_by_units() -> None:
    agreement = np.array([[0.0, 2.0, 1.0], [2.0, 0.0, -1.5], [1.0, -1.5, 0.0]])
    assert link(agreement, np.zeros((3, 3)), np.array([4.0, 1.0, 1.0]), [1, 1, 1]) == [0, 0, 0]


def test_a_headline_counts_less_than_a_report_that_tells_all_and_no_length_counts_for_nothing() -> None:
    headline, brief, report, long = mass(np.array([1, 30, 80, 6_000]))
    assert 0.0 < headline < brief < report == long == 1.0


def test_a_long_pause_parts_what_nearness_would_join_and_a_report_between_bridges_it() -> None:
    near, busy = weights().pause * 0.9, 1_000.0
    agreement = np.full((2, 2), near)
    for days, groups in ((0.0, [0, 0]), (90.0, [0, 1])):
        gaps = np.array([[0.0, days], [days, 0.0]])
        assert link(agreement, pause(gaps, np.full((2, 2), busy)), *single(2)) == groups
    at = np.array([0.0, 0.5, 1.0, 1.5, 9.0])
    gaps = np.abs(at[:, None] - at[None, :])
    assert link(np.full((5, 5), near), pause(gaps, np.full((5, 5), busy)), *single(5)) == [0, 0, 0, 0, 4]


def test_members_without_a_date_neither_bridge_nor_part() -> None:
    pauses = np.array([[0.0, np.nan, -9.0], [np.nan, 0.0, np.nan], [-9.0, np.nan, 0.0]])
    agreement = np.array([[0.0, 2.0, 1.0], [2.0, 0.0, 1.0], [1.0, 1.0, 0.0]])
    assert link(agreement, pauses, *single(3)) == [0, 0, 2]


def grouped(first: float, second: float, between: float, sizes: tuple[int, int] = (4, 4)) -> list[int]:
    """Two groups of articles that agree so much within and with each other."""
    one, count = sizes[0], sum(sizes)
    agreement = np.full((count, count), between)
    agreement[:one, :one], agreement[one:, one:] = first, second
    return link(agreement, np.zeros((count, count)), *single(count))


def test_two_tight_groups_must_agree_more_than_a_tight_and_a_loose_one_and_those_more_than_two_loose_ones() -> None:
    apart = [0] * 4 + [4] * 4
    assert grouped(0.6, 0.6, 0.4) == [0] * 8
    assert grouped(2.5, 2.5, 0.6) == apart
    assert grouped(2.5, 0.9, 0.6) == [0] * 8


def test_a_lone_article_that_only_touches_upon_a_tight_story_stays_out_and_joins_a_loose_one() -> None:
    assert grouped(2.5, 0.0, 0.25, (6, 1)) == [0] * 6 + [6]
    assert grouped(0.6, 0.0, 0.25, (6, 1)) == [0] * 7


def test_the_tightness_of_a_unit_is_that_of_its_members() -> None:
    for within, groups in ((0.6, [0, 0]), (2.5, [0, 1])):
        agreement = np.array([[within, 0.4], [0.4, within]])
        assert link(agreement, np.zeros((2, 2)), np.full(2, 4.0), [4, 4]) == groups


def test_no_units_and_one() -> None:
    assert link(np.zeros((0, 0)), np.zeros((0, 0)), *single(0)) == []
    assert link(np.zeros((1, 1)), np.zeros((1, 1)), *single(1)) == [0]


def test_parts() -> None:
    assert parts_of(6, [(0, [3]), (3, [5]), (4, [1])]) == [[0, 3, 5], [1, 4], [2]]


def test_a_pause_takes_off_the_more_the_longer_it_is_and_the_more_news_came_in_it() -> None:
    taken = pause(np.array([0.0, 1.0, 30.0, 700.0]), np.full(4, 500.0))
    assert taken[0] == 0.0 > taken[1] > taken[2] >= taken[3] >= -weights().pause
    quiet, sparse, dense = pause(np.full(3, 9.0), np.array([0.0, 20.0, 500.0]))
    assert 0.0 > quiet > sparse > dense
    assert np.isnan(pause(np.array([np.nan]), np.zeros(1)))[0]
    assert similarity(0.0) == 0.5
