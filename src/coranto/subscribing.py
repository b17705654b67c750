"""Adding feeds: by the address of a feed or of a page that names one, or from the list of another reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from coranto.errors import InputError
from coranto.net.polling import new_feed
from coranto.ports import Fetcher, Store
from coranto.read.feeds import ParsedFeed
from coranto.read.outlines import Listed, listed_feeds
from coranto.read.urls import canonical_url
from coranto.types import Feed, Rejection


class Finder(Protocol):
    """Parses what strangers send (``net.workers``)."""

    def read_feed(self, data: bytes, subject: str, address: str | None = None, kind: str = "") -> ParsedFeed:
        """The feed in these bytes."""
        ...

    def feeds_of_page(self, data: bytes, address: str) -> list[str]:
        """The addresses of the feeds that a page names."""
        ...


def add(store: Store, url: str, fetcher: Fetcher, finder: Finder, now: datetime) -> tuple[Feed, bool]:
    """Add the feed at an address, or the first one that the page there names; and whether it was new.

    Its first poll comes later: what was fetched here only shows that there is a feed. Raises ``InputError`` or
    ``FetchError`` where there is none.
    """
    if canonical_url(url) is None:
        raise InputError(f"'{ascii(url[:200])[1:-1]}' is no http or https address", mend="give that of a feed or page")
    known = store.feed(url)
    if known is not None:
        return known, False
    final, body, kind = fetcher.fetch(url)
    parsed = finder.read_feed(body, url, final, kind)
    if not parsed.is_feed:
        links = finder.feeds_of_page(body, final)
        if not links:
            raise InputError(f"{url} is no feed and names none", mend="give the address of its feed")
        url = links[0]
        final, body, kind = fetcher.fetch(url)
        parsed = finder.read_feed(body, url, final, kind)
        if not parsed.is_feed:
            raise InputError(f"{url}, which the page names as its feed, is none", mend="give the address of its feed")
    feed = new_feed(url, now, title=parsed.title)
    return (feed, True) if store.add_feed(feed) else (store.feed(url) or feed, False)


def add_list(
    store: Store, data: bytes, subject: str, now: datetime, told: Callable[[Rejection], None]
) -> tuple[int, int]:
    """Add all feeds of an OPML list: how many were new, and how many were there already. None is asked for now.

    A feed that is there already gets the topics of the list where it has none.
    """
    new = known = 0
    for each in listed_feeds(data, subject):
        if isinstance(each, Rejection):
            told(each)
        elif store.add_feed(new_feed(each.url, now, title=each.title, topics=each.topics)):
            new += 1
        else:
            known += 1
            _topics(store, each)
    return new, known


def _topics(store: Store, listed: Listed) -> None:
    feed = store.feed(listed.url)
    if feed is not None and listed.topics and not feed.topics:
        store.keep_feed(replace(feed, topics=listed.topics))
