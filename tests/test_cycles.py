from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coranto.cycles import Cycle, Patience, Signs
from coranto.net.polling import new_feed
from coranto.types import Feed

AT = datetime(2026, 3, 14, tzinfo=UTC)


def feed(host: str, path: str = "feed") -> Feed:
    return new_feed(f"https://{host}.example/{path}", AT)


def signs(*answered_after: float) -> Signs:
    """Signs of a cycle in which others answered so many seconds after they were asked."""
    made = Signs(Patience(quiet=2.0))
    for number, seconds in enumerate(answered_after):
        url = feed(f"lowport{number}").url
        made.seen(url, 0.0)
        made.seen(url, seconds)
        made.ended(url)
    return made


@pytest.mark.parametrize(
    ("answered_after", "silent_for", "worth"),
    [
        ((), 1.9, True),  # nothing is known of others: the whole patience
        ((), 2.1, False),
        ((0.05, 0.06, 0.9), 0.4, True),
        ((0.05, 0.06, 0.9), 0.6, False),
        ((0.3, 0.3, 0.3), 1.1, True),
        ((0.3, 0.3, 0.3), 1.3, False),
        ((5.0, 5.0), 1.9, True),
        ((5.0, 5.0), 2.1, False),
    ],
)
def test_who_is_far_slower_than_most_is_not_waited_for(
    answered_after: tuple[float, ...], silent_for: float, worth: bool
) -> None:
    slow = feed("norrby")
    made = signs(*answered_after)
    made.seen(slow.url, 10.0)
    assert made.worth_waiting([slow], 10.0 + silent_for) is worth


def test_who_waits_behind_one_that_hangs_is_not_waited_for_and_others_are() -> None:
    hanging, behind, elsewhere = feed("norrby"), feed("norrby", "other"), feed("tarn")
    made = signs(0.05)
    made.seen(hanging.url, 0.0)
    assert not made.worth_waiting([hanging, behind], 9.0)
    assert made.worth_waiting([hanging, behind, elsewhere], 9.0)
    assert not made.worth_waiting([], 9.0)


def test_each_sign_of_life_counts_anew_and_another_cycle_has_other_habits() -> None:
    lively = feed("norrby")
    made = signs(0.05)
    for now in (0.0, 0.4, 0.8, 1.2):
        made.seen(lively.url, now)
    assert made.worth_waiting([lively], 1.6)
    made.new_cycle()
    assert made.worth_waiting([lively], 3.1)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (5, "; next feed at 2026-03-14T00:05:00+00:00"),
        (0, "; more feeds are due"),
        (-5, "; more feeds are due"),
        (None, ""),
    ],
)
def test_the_line_of_a_cycle_names_no_time_that_has_passed(minutes: int | None, told: str) -> None:
    next_at = None if minutes is None else AT + timedelta(minutes=minutes)
    line = Cycle(polled=3, failed=1, pages=7, seconds=2.0).line(AT, next_at)
    assert line == (
        "2026-03-14T00:00:00+00:00 3 feeds polled, 1 failed, 7 pages read, 0 new articles, 0 pages composed, 2.0 s"
        + told
    )
