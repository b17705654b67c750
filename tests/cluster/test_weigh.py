"""What distance in time takes off a score."""

from __future__ import annotations

import numpy as np

from coranto.cluster.weigh import joining, pause, weights


def taken(days: float, between: float) -> float:
    return float(pause(np.array([days]), np.array([between]))[0])


def test_a_week_weighs_by_the_news_that_came_out_in_it() -> None:
    assert taken(7.0, 200.0) < taken(7.0, 20.0) < taken(7.0, 0.0) < 0.0


def test_weeks_count_also_where_no_other_news_came_out() -> None:
    assert taken(42.0, 0.0) < -1.0 < taken(7.0, 0.0)


def test_more_days_or_more_news_never_take_off_less() -> None:
    days, between = np.meshgrid(np.linspace(0.0, 400.0, 60), np.linspace(0.0, 300.0, 60), indexing="ij")
    found = pause(days, between)
    assert (np.diff(found, axis=0) <= 1e-12).all()
    assert (np.diff(found, axis=1) <= 1e-12).all()
    assert found.max() == found[0, 0] == 0.0


def test_years_take_off_more_than_any_two_articles_can_agree() -> None:
    assert taken(400.0, 0.0) > -weights().most > taken(1_100.0, 0.0)


def test_a_day_that_is_not_known_takes_off_nothing_that_is_known() -> None:
    assert np.isnan(taken(float("nan"), 0.0))


def test_a_story_of_many_is_joined_more_easily_than_one_report() -> None:
    assert joining(1) > joining(3) > joining(30) > 0.0
