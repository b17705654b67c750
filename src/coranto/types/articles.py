"""What is read: records as given, articles, what was refused, and feeds with what they owe.

Everything later points into the immutable text that is fixed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Coverage = Literal["full", "excerpt", "headline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """One input record as given: nothing checked, nothing cleaned. ``subject`` says where it came from.

    ``updated_at`` is when the publisher says that the words were changed last; ``noticed_at`` when a poll found them as
    they are, by which they were changed at the latest.
    """

    subject: str
    url: str | None = None
    title: str | None = None
    text: str | None = None
    html: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    author: str | None = None
    language: str | None = None
    feed: str | None = None
    updated_at: str | None = None
    noticed_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text. Immutable: offsets point into ``title`` and ``text``.

    ``id`` is a hash of the canonical url and of the content, ``url`` the canonical address, ``text`` the
    body with paragraphs separated by newlines ("" where the headline is all there is). ``date_certain`` is
    False where the date of publication was missing or impossible and the time of reading stands in for it.
    ``updated_at`` is when the publisher says that the words were changed last, None where it says nothing, or no later
    time than that of publication.
    """

    id: str
    url: str
    title: str
    text: str
    publisher: str
    published_at: datetime
    language: str
    coverage: Coverage
    date_certain: bool = True
    author: str | None = None
    feed: str | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Something that was offered and not taken. ``reason`` is a short slug, ``detail`` says the mend."""

    subject: str
    stage: Literal["open", "parse", "read", "analyze", "place", "compose"]
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """``article_id`` repeats the text of ``original_id``; ``similarity`` is the share of equal shingles, 0..1."""

    article_id: str
    original_id: str
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswer:
    """What a feed answered when it was added, until it is read at the first poll: so nobody is asked twice for it.

    ``body`` is the bytes as Latin-1, ``url`` where they came from, ``kind`` their Content-Type, ``wait`` the seconds
    for which the server wanted to be left alone from then on.
    """

    body: str
    url: str
    kind: str
    wait: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedPage:
    """The page of an item that could not be had: what the feed said of it, how often it was asked, and when next."""

    url: str
    title: str | None
    published_at: str | None
    author: str | None
    tries: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that is polled, and all that must outlive the program so that its server is not asked too often.

    ``url`` is the address it was added with, and names it; ``address`` where it is asked now ("": there). ``topics``
    are the folders of a reader's list. ``next_at`` is when it may be asked again, None where it is asked no more.
    ``lease`` counts who took it up: only the last may write. ``etag`` and ``modified`` are the validators of the last
    answer that was a feed, letter for letter, ``digest`` the hash of its body. ``interval`` is the pause in seconds
    that its own rhythm suggests, ``least`` the one that its server or itself asks for; ``skip_hours`` (UTC) and
    ``skip_days`` (Monday 0) are those in which it does not want to be asked. ``moved_to`` is where it was said to be
    for good, ``moved_seen`` how many times in a row. ``failures`` and ``empty`` count polls in a row without an answer
    and without an item. ``trouble`` is a slug ("" where all is well) with its ``detail``, ``since`` when it began.
    ``first`` is an answer that is still to be read, ``owed`` the pages that are still to be asked for.
    """

    url: str
    added_at: datetime
    next_at: datetime | None
    title: str = ""
    topics: tuple[str, ...] = ()
    address: str = ""
    lease: int = 0
    etag: str = ""
    modified: str = ""
    digest: str = ""
    polled_at: datetime | None = None
    changed_at: datetime | None = None
    interval: int = 0
    least: int = 0
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    moved_to: str = ""
    moved_seen: int = 0
    failures: int = 0
    empty: int = 0
    trouble: str = ""
    detail: str = ""
    since: datetime | None = None
    first: FirstAnswer | None = None
    owed: tuple[OwedPage, ...] = ()
