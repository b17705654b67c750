"""Asks one feed and brings home what is new in it: the whole articles, where the feed gives only their beginnings.

One feed is one piece of work that knows nothing of others. It tells of every article as it comes, and of the feed last,
so that a feed is marked as read only after its articles are safe.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from coranto.errors import FetchError
from coranto.net import polling
from coranto.net.answers import Answer
from coranto.net.owing import MOST_OWED, TRIES, item_of, owed, worth_another_try
from coranto.net.polite import PoliteFetcher
from coranto.ports import Clock
from coranto.read.agreement import is_other_page
from coranto.read.dates import published
from coranto.read.feeds import ParsedFeed
from coranto.read.plain import plain_text
from coranto.read.urls import page_key
from coranto.types import Feed, RawArticle, Rejection

WHOLE_WORDS = 250
"""A text of at least so many words in a feed is taken for the whole article: its page is not asked for."""

MOST_PAGES = 50
"""Pages that are asked for at one poll of one feed; what is beyond has what the feed gives of it."""

OLDEST = timedelta(days=14)
"""Of an older item the page is not asked for: who adds a feed wants its news, not its archive."""

_MEND = "look at its page in a browser"


class Reader(Protocol):
    """Parses what strangers send: ``net.workers`` does it in processes that can be killed."""

    def read_feed(self, data: bytes, subject: str, address: str | None = None, kind: str = "") -> ParsedFeed:
        """The feed in these bytes, which were found at ``address`` with ``kind`` as their Content-Type."""
        ...

    def extract_page(self, data: bytes, address: str | None, subject: str, kind: str = "") -> RawArticle | Rejection:
        """The article of a page."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """The end of one poll: the feed as it now is, the items that were read, and what was asked for.

    ``shown`` are all items that it shows now. ``asked`` is False where no request was made, ``news`` counts the items
    that were new or had new words, ``pages`` the pages that were asked for, ``bytes`` what was received.
    """

    feed: Feed
    items: Mapping[str, str]
    shown: Collection[str] = ()
    asked: bool = True
    news: int = 0
    pages: int = 0
    bytes: int = 0


class Collector:
    """Polls feeds, one a call. May be used from many threads.

    ``unread`` says which items of a feed are new (keys, of keys and contents). ``shortest`` is the least pause between
    two polls of a feed in seconds. After ``stop`` no further request is begun.
    """

    def __init__(
        self,
        fetcher: PoliteFetcher,
        reader: Reader,
        unread: Callable[[str, Mapping[str, str]], set[str]],
        now: Clock,
        *,
        shortest: int,
        whole_words: int = WHOLE_WORDS,
        most_pages: int = MOST_PAGES,
    ) -> None:
        self._fetcher = fetcher
        self._reader = reader
        self._unread = unread
        self._now = now
        self._shortest = shortest
        self._whole_words = whole_words
        self._most_pages = most_pages
        self._stopped = False

    def stop(self) -> None:
        """Begin no further request."""
        self._stopped = True

    def poll(self, feed: Feed, tell: Callable[[RawArticle | Rejection], None]) -> Brought | None:
        """Ask a feed, and tell of each article that is new in it; None where it was stopped before it was through.

        Of a feed that was just added, what it answered then is read, and nobody is asked. Pages that it is owed are
        asked for again.
        """
        feed, pages, size = self._make_good(feed, tell)
        if self._stopped:
            return None
        brought = self._read_first(feed, tell) if feed.first is not None else self._ask(feed, tell)
        if brought is None:
            return None
        return replace(brought, pages=brought.pages + pages, bytes=brought.bytes + size)

    def _read_first(self, feed: Feed, tell: Callable[[RawArticle | Rejection], None]) -> Brought | None:
        first = feed.first
        assert first is not None
        body = first.body.encode("latin-1")
        answer = Answer(
            url=first.url,
            status=200,
            body=body,
            kind=first.kind,
            etag=feed.etag,
            modified=feed.modified,
            wait=None,
            fresh=first.wait,
        )
        parsed = self._reader.read_feed(body, feed.url, first.url, first.kind)
        bare = replace(feed, first=None)
        return self._take(bare, answer, parsed, tell, at=feed.added_at) if parsed.is_feed else self._ask(bare, tell)

    def _ask(self, feed: Feed, tell: Callable[[RawArticle | Rejection], None]) -> Brought | None:
        try:
            answer = self._fetcher.feed(feed.address or feed.url, etag=feed.etag, modified=feed.modified)
        except FetchError as error:
            return self._not_asked(feed, error) or self._failed(feed, error.reason, error.what, None)
        if answer.status == 410:
            return self._failed(feed, "gone", f"{answer.url} answered 410: it is gone for good", None)
        if answer.status not in (200, 304):
            return self._failed(feed, f"status-{answer.status}", f"{answer.url} answered {answer.status}", answer)
        same = answer.status == 200 and feed.digest == polling.digest_of(answer.body)
        if answer.status == 304 or same or not answer.body.strip():
            after = polling.unchanged(feed, answer, self._now(), self._shortest)
            return Brought(feed=after, items={}, bytes=len(answer.body))
        parsed = self._reader.read_feed(answer.body, feed.url, answer.url, answer.kind)
        if not parsed.is_feed:
            return self._failed(feed, *_why_not(parsed), answer)
        return self._take(feed, answer, parsed, tell, at=None)

    def _take(
        self,
        feed: Feed,
        answer: Answer,
        parsed: ParsedFeed,
        tell: Callable[[RawArticle | Rejection], None],
        *,
        at: datetime | None,
    ) -> Brought | None:
        """Tell of what is new in an answer of ``at``, or of now."""
        named: dict[str, RawArticle] = {}
        for each in parsed.records:
            if isinstance(each, RawArticle):
                named.setdefault(key_of(each), each)  # of two items of one page the first counts
        items = {key: content_of(each) for key, each in named.items()}
        fresh = self._unread(feed.url, items)
        now = self._now()
        dates = {key: published(each.published_at, now=now, future_hours=0) for key, each in named.items()}
        pages, size = 0, len(answer.body)
        later = {page.url: page for page in feed.owed}
        for key, item in named.items():
            if key not in fresh:
                continue
            if self._stopped:
                return None
            whole = item
            if pages < self._most_pages and self._wants_page(item, dates[key], now):
                pages += 1
                whole, received, again = self._with_page(item)
                size += received
                if again and len(later) < MOST_OWED:
                    later[item.url or ""] = owed(item, 1, now)
                else:
                    later.pop(item.url or "", None)
            # New words under an old date are a change that was made by now at the latest.
            tell(replace(whole, feed=feed.url, noticed_at=now.isoformat()))
        for record in parsed.records:
            if isinstance(record, Rejection):
                tell(record)
        after = polling.changed(
            feed, answer, parsed, [date for date in dates.values() if date is not None], at or now, self._shortest
        )
        after = replace(after, owed=tuple(later.values()))
        read = {key: items[key] for key in items if key in fresh}
        return Brought(feed=after, items=read, shown=tuple(items), news=len(fresh), pages=pages, bytes=size)

    def _make_good(self, feed: Feed, tell: Callable[[RawArticle | Rejection], None]) -> tuple[Feed, int, int]:
        """Ask again for the pages that could not be had, ever more seldom: the feed with what it is still owed."""
        left, pages, size = [], 0, 0
        for page in feed.owed:
            now = self._now()
            if page.at > now or self._stopped:
                left.append(page)
                continue
            item = item_of(page, feed.url)
            whole, received, again = self._with_page(item)
            pages, size = pages + 1, size + received
            if again and page.tries + 1 < TRIES:
                left.append(owed(item, page.tries + 1, now))
            elif whole is not item:
                tell(replace(whole, noticed_at=now.isoformat()))
        return (replace(feed, owed=tuple(left)) if feed.owed else feed), pages, size

    def _wants_page(self, item: RawArticle, date: datetime | None, now: datetime) -> bool:
        old = date is not None and date < now - OLDEST
        return bool(item.url) and not old and len(plain_text(item.text or "").split()) < self._whole_words

    def _with_page(self, item: RawArticle) -> tuple[RawArticle, int, bool]:
        """An item with the text of its page, where that can be had and says more; the bytes that it took; and whether
        its page may be had later."""
        try:
            answer = self._fetcher.page(item.url or "")
        except FetchError as error:
            return item, 0, worth_another_try(reason=error.reason)
        if answer.status != 200 or not answer.body:
            return item, 0, worth_another_try(status=answer.status)
        page = self._reader.extract_page(answer.body, answer.url, item.subject, answer.kind)
        if isinstance(page, Rejection) or is_other_page(item, page, answer.url):
            return item, len(answer.body), False
        return joined(item, page), len(answer.body), False

    def _not_asked(self, feed: Feed, error: FetchError) -> Brought | None:
        """What becomes of a feed whose server nobody may ask now; None where it was asked."""
        if error.reason not in ("held", "host-down"):
            return None
        after = polling.put_off(feed, self._fetcher.free_in(feed.address or feed.url), self._now())
        if error.reason == "host-down" and not after.trouble:
            after = replace(after, trouble="host-down", detail=f"{error.what}; {error.mend}", since=self._now())
        return Brought(feed=after, items={}, asked=False)

    def _failed(self, feed: Feed, reason: str, what: str, answer: Answer | None) -> Brought:
        wait = answer.wait if answer is not None else None
        size = len(answer.body) if answer is not None else 0
        after = polling.failed(feed, reason, f"{what}; {_MEND}", self._now(), self._shortest, wait)
        return Brought(feed=after, items={}, bytes=size)


def key_of(item: RawArticle) -> str:
    """What names an item within its feed: its page, or its words where it has none; never what the feed numbers it."""
    return _hash(page_key(item.url)) if item.url else "w" + _hash(f"{item.title}\0{item.text}")


def content_of(item: RawArticle) -> str:
    """What changes with the words of an item. Its date does not count: some feeds give each item the time of asking."""
    return _hash(f"{item.title}\0{item.text}")


def joined(item: RawArticle, page: RawArticle) -> RawArticle:
    """An item with what its page says: the page's text where it is longer, and whatever the feed did not give."""
    if len(plain_text(page.text or "")) <= len(plain_text(item.text or "")):
        return replace(item, publisher=item.publisher or page.publisher, author=item.author or page.author)
    return replace(
        item,
        url=page.url or item.url,
        title=item.title or page.title,
        text=page.text,
        publisher=item.publisher or page.publisher,
        published_at=item.published_at or page.published_at,
        author=item.author or page.author,
        updated_at=page.updated_at or item.updated_at,
    )


def _why_not(parsed: ParsedFeed) -> tuple[str, str]:
    faults: Sequence[Rejection] = [each for each in parsed.records if isinstance(each, Rejection)]
    return (faults[0].reason, faults[0].detail.partition(";")[0]) if faults else ("not-a-feed", "it is no feed")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
