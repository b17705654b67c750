"""Pages that could not be had, and when they are asked for again: an article must not stay cut for one bad minute.

Why with the feed and not in a list of its own: they are asked for when the feed is, so its server sees one visitor.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from coranto.types import OwedPage, RawArticle

MOST_OWED = 50
"""Pages that are owed to one feed at most; what is beyond keeps what the feed gives of it."""

TRIES = 5
"""How often a page is asked for in all. The pauses grow fourfold from half an hour: the last try is after two days."""

_FIRST_PAUSE = timedelta(minutes=30)
_FOR_NOW = ("timeout", "unreachable", "held", "host-down")


def worth_another_try(*, status: int = 0, reason: str = "") -> bool:
    """Whether a page with this status, or this reason for no answer, may be had later: it is a trouble that passes."""
    return status == 429 or status >= 500 or reason in _FOR_NOW


def owed(item: RawArticle, tries: int, now: datetime) -> OwedPage:
    """The page of an item that was asked for so many times now."""
    return OwedPage(
        url=item.url or "",
        title=item.title,
        published_at=item.published_at,
        author=item.author,
        tries=tries,
        at=now + _FIRST_PAUSE * 4 ** (tries - 1),
    )


def item_of(page: OwedPage, feed: str) -> RawArticle:
    """What the feed said of a page, without the words that are stored already."""
    return RawArticle(
        subject=page.url,
        url=page.url,
        title=page.title,
        text="",
        published_at=page.published_at,
        author=page.author,
        feed=feed,
    )
