"""Adding feeds: by the address of a feed or of a page that names one, or from the list of another reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from coranto.errors import FetchError, InputError
from coranto.net.answers import Answer
from coranto.net.polling import new_feed
from coranto.ports import Store
from coranto.read.feeds import ParsedFeed
from coranto.read.outlines import Listed, listed_feeds
from coranto.read.urls import canonical_url
from coranto.types import Feed, FirstAnswer, Rejection

MOST_KEPT = 1_000_000
"""Bytes of a first answer that are kept for the first poll; a larger one is asked for again."""


class Asker(Protocol):
    """Asks servers (``net.fetch``)."""

    def ask(self, url: str, /) -> Answer:
        """What the server answers. Raises ``FetchError``."""
        ...


class Finder(Protocol):
    """Parses what strangers send (``net.workers``)."""

    def read_feed(self, data: bytes, subject: str, address: str | None = None, kind: str = "") -> ParsedFeed:
        """The feed in these bytes."""
        ...

    def feeds_of_page(self, data: bytes, address: str) -> list[str]:
        """The addresses of the feeds that a page names."""
        ...


def add(store: Store, url: str, fetcher: Asker, finder: Finder, now: datetime) -> tuple[Feed, bool]:
    """Add the feed at an address, or the first one that the page there names; and whether it was new.

    What its server answered is kept with its validators, and read at the first poll without asking again. Raises
    ``InputError`` or ``FetchError`` where there is none.
    """
    if canonical_url(url) is None:
        raise InputError(f"'{ascii(url[:200])[1:-1]}' is no http or https address", mend="give that of a feed or page")
    known = store.feed(url)
    if known is not None:
        return known, False
    answer = _ask(fetcher, url)
    parsed = finder.read_feed(answer.body, url, answer.url, answer.kind)
    if not parsed.is_feed:
        links = finder.feeds_of_page(answer.body, answer.url)
        if not links:
            raise InputError(f"{url} is no feed and names none", mend="give the address of its feed")
        url = links[0]
        answer = _ask(fetcher, url)
        parsed = finder.read_feed(answer.body, url, answer.url, answer.kind)
        if not parsed.is_feed:
            raise InputError(f"{url}, which the page names as its feed, is none", mend="give the address of its feed")
    feed = replace(new_feed(url, now, title=parsed.title), first=_kept(answer))
    if feed.first is not None:
        feed = replace(feed, etag=answer.etag, modified=answer.modified)
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


def _ask(fetcher: Asker, url: str) -> Answer:
    answer = fetcher.ask(url)
    if answer.status != 200:
        what = f"{ascii(answer.url[:200])[1:-1]} answered {answer.status}"
        raise FetchError(what, mend="check the address in a browser, or try later", reason="status")
    return answer


def _kept(answer: Answer) -> FirstAnswer | None:
    if len(answer.body) > MOST_KEPT:
        return None
    wait = max(answer.wait or 0, answer.fresh or 0)
    return FirstAnswer(body=answer.body.decode("latin-1"), url=answer.url, kind=answer.kind, wait=wait)


def _topics(store: Store, listed: Listed) -> None:
    feed = store.feed(listed.url)
    if feed is not None and listed.topics and not feed.topics:
        store.keep_feed(replace(feed, topics=listed.topics))
