"""When a feed is asked again: decided from what it answered, by rules that can be read, tested and simulated.

A feed is asked as often as it has something new, never before its server said, and ever less often while it has
nothing or is in trouble. All that these rules know is in the ``Feed``, so that a restart changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from coranto.net.answers import LONGEST_WAIT, Answer
from coranto.read.feeds import ParsedFeed
from coranto.types import Feed, RawArticle

DAY = 86_400
RECENT = 20
"""So many of the newest items show a feed's rhythm."""

EMPTY = 3
"""Polls without any item after which a feed is in trouble."""

MOVES = 3
"""Times in a row that a feed must have moved for good to the same address before it is asked there."""

_SPREAD = 0.1
_SKIPPED_AT_MOST = 7 * 24
_AHEAD = timedelta(minutes=10)


def new_feed(url: str, now: datetime, *, title: str = "", topics: Sequence[str] = ()) -> Feed:
    """A feed that was just added: it is due at once."""
    return Feed(url=url, added_at=now, next_at=now, title=title, topics=tuple(topics))


def digest_of(body: bytes) -> str:
    """What tells two bodies apart."""
    return hashlib.sha256(body).hexdigest()[:32]


def unchanged(feed: Feed, answer: Answer, now: datetime, shortest: int) -> Feed:
    """After a 304, the same bytes again or none: ``shortest`` is the least pause in seconds that we want ourselves."""
    was = feed
    feed = _answered(feed, answer, now)
    if answer.status == 200 and answer.body.strip():
        feed = replace(feed, etag=answer.etag, modified=answer.modified)
    quiet = (now - (feed.changed_at or feed.added_at)).total_seconds()
    feed = _next(replace(feed, interval=_pause(max(feed.interval, quiet / 10), shortest)), now, answer)
    nothing = answer.status == 200 and not answer.body.strip()
    return _without_items(feed, was) if was.empty or nothing else feed


def changed(
    feed: Feed, answer: Answer, parsed: ParsedFeed, dates: Sequence[datetime], now: datetime, shortest: int
) -> Feed:
    """After an answer that is a feed and differs from the last one. ``dates`` are those of its items, as far as known.

    A feed without any item is a feed, but in trouble once that has happened several times.
    """
    was = feed
    feed = _answered(feed, answer, now)
    feed = replace(
        feed,
        title=parsed.title or feed.title,
        etag=answer.etag,
        modified=answer.modified,
        digest=digest_of(answer.body),
        changed_at=now,
        least=min(DAY, 60 * (parsed.ttl or 0)),
        skip_hours=parsed.skip_hours,
        skip_days=parsed.skip_days,
        interval=_rhythm(dates, now, feed.interval, shortest),
    )
    feed = _next(feed, now, answer)
    return feed if any(isinstance(each, RawArticle) for each in parsed.records) else _without_items(feed, was)


def failed(feed: Feed, reason: str, detail: str, now: datetime, shortest: int, wait: int | None = None) -> Feed:
    """After an answer that was no feed, or none at all. ``wait`` is what the server asks for, in seconds.

    Each failure doubles the pause, up to a day. What the feed was, and its validators, stay. ``gone`` ends it.
    """
    feed = replace(
        feed,
        polled_at=now,
        failures=feed.failures + 1,
        trouble=reason,
        detail=detail,
        since=feed.since if feed.trouble else now,
        moved_to="",
        moved_seen=0,
    )
    if reason == "gone":
        return replace(feed, next_at=None)
    pause = min(DAY, max(feed.interval, shortest) * 2.0 ** min(feed.failures - 1, 16))
    return _at(feed, now, max(pause, feed.least, min(wait or 0, LONGEST_WAIT)))


def put_off(feed: Feed, seconds: float, now: datetime) -> Feed:
    """Nobody was asked, since its server wants to be left alone or does not answer anybody: later then."""
    return _at(feed, now, min(seconds, LONGEST_WAIT))


def mended(feed: Feed, now: datetime) -> Feed:
    """A feed that was polled in what is now the future, because a clock was wrong, waits as long as it would have."""
    if feed.next_at is None or feed.polled_at is None or feed.polled_at <= now + _AHEAD:
        return feed
    wait = min(max(feed.next_at - feed.polled_at, timedelta()), timedelta(days=1))
    return replace(feed, polled_at=now, next_at=now + wait)


def _without_items(feed: Feed, was: Feed) -> Feed:
    empty = was.empty + 1
    if empty < EMPTY:
        return replace(feed, empty=empty)
    since = was.since if was.trouble == "no-items" else feed.polled_at
    detail = f"has had no item {empty} times; look at it in a browser"
    return replace(feed, empty=empty, trouble="no-items", detail=detail, since=since)


def _answered(feed: Feed, answer: Answer, now: datetime) -> Feed:
    """The feed answered as it should: what was wrong is over. A move for good is believed at the third time."""
    feed = replace(feed, polled_at=now, failures=0, empty=0, trouble="", detail="", since=None)
    if not answer.moved:
        return replace(feed, moved_to="", moved_seen=0)
    seen = feed.moved_seen + 1 if answer.moved == feed.moved_to else 1
    if seen < MOVES:
        return replace(feed, moved_to=answer.moved, moved_seen=seen)
    return replace(feed, address=answer.moved, moved_to="", moved_seen=0)


def _rhythm(dates: Sequence[datetime], now: datetime, before: int, shortest: int) -> int:
    """Half the usual pause between its newest items, longer where it has been silent; without dates, a little less
    than before, since it changed."""
    newest = sorted((date for date in dates if date <= now), reverse=True)[:RECENT]
    if len(newest) < 3:
        return _pause((before or 2 * shortest) * 0.7, shortest)
    usual = median((later - earlier).total_seconds() for later, earlier in pairwise(newest))
    silent = (now - newest[0]).total_seconds()
    return _pause(max(usual / 2, silent / 10), shortest)


def _pause(seconds: float, shortest: int) -> int:
    return int(min(max(seconds, shortest), DAY))


def _next(feed: Feed, now: datetime, answer: Answer) -> Feed:
    asked = max(min(answer.fresh or 0, DAY), min(answer.wait or 0, LONGEST_WAIT))
    return _at(feed, now, max(feed.interval, feed.least, asked))


def _at(feed: Feed, now: datetime, seconds: float) -> Feed:
    """Next after so many seconds and up to a tenth more, which differs from feed to feed; not in what it skips."""
    share = int(hashlib.sha256(feed.url.encode("utf-8", "replace")).hexdigest()[:8], 16) / 0xFFFF_FFFF
    at = now + timedelta(seconds=seconds * (1 + _SPREAD * share))
    if len(feed.skip_hours) < 24 and len(feed.skip_days) < 7:
        for _ in range(_SKIPPED_AT_MOST):
            utc = at.astimezone(UTC)
            if utc.hour not in feed.skip_hours and utc.weekday() not in feed.skip_days:
                break
            at = utc.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1, seconds=1_800 * share)
    return replace(feed, next_at=at)
