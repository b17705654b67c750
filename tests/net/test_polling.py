from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coranto.net.answers import Answer
from coranto.net.polling import (
    DAY,
    changed,
    digest_of,
    failed,
    mended,
    new_feed,
    put_off,
    unchanged,
)
from coranto.read.feeds import ParsedFeed
from coranto.types import Feed, RawArticle

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)  # a Saturday
HALF_HOUR = 1_800
FEED = new_feed("https://harbour-post.example/feed", NOON - timedelta(days=1))


def _answer(status: int = 200, body: bytes = b"<rss/>", **given: object) -> Answer:
    values: dict[str, object] = {"etag": "", "modified": "", "wait": None, "fresh": None, "kind": "", **given}
    return Answer(url=FEED.url, status=status, body=body, **values)  # type: ignore[arg-type]


def _said(**given: object) -> ParsedFeed:
    records = (RawArticle(subject="1", title="Ferry"),)
    return ParsedFeed(**{"records": records, "is_feed": True, **given})  # type: ignore[arg-type]


def _every(hours: float, *, ago: float = 0) -> list[datetime]:
    return [NOON - timedelta(hours=ago + number * hours) for number in range(12)]


def _hours(feed: Feed, now: datetime = NOON) -> float:
    assert feed.next_at is not None
    return (feed.next_at - now).total_seconds() / 3_600


def test_a_feed_is_asked_at_its_own_rhythm() -> None:
    for every, ago, low, high in ((0.1, 0, 0.5, 0.55), (4, 0, 2, 2.2), (4, 60, 6, 6.6), (500, 0, 24, 26.4)):
        feed = changed(FEED, _answer(), _said(), _every(every, ago=ago), NOON, HALF_HOUR)
        assert low <= _hours(feed) <= high, every


def test_dates_that_are_missing_or_wrong_say_nothing_of_it() -> None:
    first = changed(FEED, _answer(), _said(), [], NOON, HALF_HOUR)
    assert 0.7 <= _hours(first) <= 0.77
    ahead = [NOON + timedelta(days=400)] * 9
    assert _hours(changed(FEED, _answer(), _said(), ahead, NOON, HALF_HOUR)) == _hours(first)


def test_while_nothing_is_new_the_pause_grows_to_a_day() -> None:
    feed = changed(FEED, _answer(), _said(), _every(1), NOON, HALF_HOUR)
    pauses = []
    for days in (0.1, 1, 5, 60):
        pauses.append(unchanged(feed, _answer(304), NOON + timedelta(days=days), HALF_HOUR).interval)
    assert pauses == [HALF_HOUR, 8_640, 43_200, DAY]


def test_b13_never_before_its_server_or_itself_says() -> None:
    for answer, said, low, high in (
        (_answer(fresh=4 * 3_600), _said(), 4, 4.5),
        (_answer(fresh=99 * DAY), _said(), 24, 26.4),
        (_answer(), _said(ttl=180), 3, 3.3),
        (_answer(), _said(ttl=10**9), 24, 26.4),
        (_answer(wait=10 * DAY), _said(), 240, 264),
    ):
        feed = changed(FEED, answer, said, _every(0.1), NOON, HALF_HOUR)
        assert low <= _hours(feed) <= high
    busy = failed(FEED, "status-429", "", NOON, HALF_HOUR, wait=10**12)
    assert 720 <= _hours(busy) <= 792
    again = unchanged(changed(FEED, _answer(), _said(ttl=180), _every(0.1), NOON, HALF_HOUR), _answer(304), NOON, 1)
    assert _hours(again) >= 3


def test_hours_and_days_that_it_skips_are_skipped() -> None:
    night = changed(FEED, _answer(), _said(skip_hours=(12, 13, 14)), _every(0.1), NOON, HALF_HOUR)
    assert 3 <= _hours(night) < 3.6
    weekend = changed(FEED, _answer(), _said(skip_days=(5, 6)), _every(0.1), NOON, HALF_HOUR)
    assert weekend.next_at is not None
    assert (weekend.next_at.weekday(), weekend.next_at.hour) == (0, 0)
    nonsense = changed(FEED, _answer(), _said(skip_hours=tuple(range(24))), _every(0.1), NOON, HALF_HOUR)
    assert _hours(nonsense) < 1


def test_feeds_that_were_asked_together_are_not_asked_together_again() -> None:
    urls = [f"https://{number}.example/feed" for number in range(50)]
    at = {changed(replace(FEED, url=url), _answer(), _said(), [], NOON, HALF_HOUR).next_at for url in urls}
    assert len(at) == 50


def test_b14_failures_wait_longer_and_longer_up_to_a_day_and_forget_nothing() -> None:
    good = changed(FEED, _answer(etag='"a"', modified="m"), _said(title="Harbour"), _every(0.1), NOON, HALF_HOUR)
    feed, pauses, at = good, [], NOON
    for _ in range(9):
        feed = failed(feed, "status-404", "answered 404", at, HALF_HOUR)
        pauses.append(round(_hours(feed, at)))
    assert pauses == sorted(pauses)
    assert 24 <= pauses[-1] <= 27
    assert (feed.failures, feed.trouble, feed.since) == (9, "status-404", NOON)
    assert (feed.etag, feed.modified, feed.digest, feed.title) == ('"a"', "m", digest_of(b"<rss/>"), "Harbour")
    healed = unchanged(feed, _answer(304), NOON + timedelta(days=1), HALF_HOUR)
    assert (healed.failures, healed.trouble, healed.since) == (0, "", None)
    assert _hours(healed, NOON + timedelta(days=1)) < 3


def test_b14_gone_is_gone() -> None:
    feed = failed(FEED, "gone", "answered 410", NOON, HALF_HOUR)
    assert feed.next_at is None
    assert feed.trouble == "gone"


def test_b10_a_move_for_good_is_believed_at_the_third_time() -> None:
    feed, there = FEED, "https://new.example/feed"
    for moved, address, seen in ((there, "", 1), ("", "", 0), (there, "", 1), (there, "", 2), (there, there, 0)):
        feed = unchanged(feed, _answer(304, moved=moved), NOON, HALF_HOUR)
        assert (feed.address, feed.moved_seen) == (address, seen)
    assert feed.url == FEED.url
    other = unchanged(replace(FEED, moved_to="https://x.example/", moved_seen=2), _answer(304, moved=there), NOON, 1)
    assert (other.address, other.moved_to, other.moved_seen) == ("", there, 1)


def test_b12_the_same_bytes_again_are_no_news_but_bring_new_validators() -> None:
    feed = changed(FEED, _answer(etag='"a"'), _said(), _every(1), NOON, HALF_HOUR)
    later = unchanged(feed, _answer(etag='"b"'), NOON + timedelta(hours=1), HALF_HOUR)
    assert (later.etag, later.changed_at) == ('"b"', NOON)
    kept = unchanged(feed, _answer(304, etag='"c"'), NOON + timedelta(hours=1), HALF_HOUR)
    assert kept.etag == '"a"'


@pytest.mark.parametrize("body", [b"<rss/>", b" "])
def test_a7_no_items_is_trouble_at_the_third_time(body: bytes) -> None:
    feed, at = FEED, NOON
    for number in (1, 2, 3, 4):
        if number == 1 and body.strip():
            feed = changed(feed, _answer(body=body), _said(records=()), [], at, HALF_HOUR)
        else:
            feed = unchanged(feed, _answer(body=body), at, HALF_HOUR)
        assert (feed.empty, feed.trouble) == (number, "no-items" if number > 2 else "")
        at += timedelta(hours=1)
    assert feed.since == NOON + timedelta(hours=2)
    well = changed(feed, _answer(body=b"<rss></rss>"), _said(), [], at, HALF_HOUR)
    assert (well.empty, well.trouble) == (0, "")


@pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(days=365)])
def test_e7_a_clock_that_was_ahead_loses_no_poll_and_asks_nobody_at_once(ahead: timedelta) -> None:
    feed = changed(FEED, _answer(), _said(), _every(4), NOON + ahead, HALF_HOUR)
    again = mended(feed, NOON)
    assert 0 < _hours(again) <= 24
    assert mended(again, NOON) == again
    assert mended(FEED, NOON) == FEED


def test_what_was_not_asked_has_not_failed() -> None:
    feed = put_off(FEED, 600, NOON)
    assert 600 / 3_600 <= _hours(feed) <= 660 / 3_600
    assert replace(feed, next_at=FEED.next_at) == FEED
