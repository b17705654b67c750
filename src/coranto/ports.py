"""The seams between the pure core and the world: small protocols, named by role.

Each port has at least two implementations, one of them a fake in ``coranto.testing``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coranto.types import (
    Act,
    Analysis,
    Article,
    Assignment,
    Brief,
    Copy,
    Draft,
    Edition,
    Feed,
    Hit,
    Move,
    Named,
    NameKind,
    Parsed,
    Query,
    Rejection,
    Story,
    Tending,
)

Vectors = NDArray[np.float32]
"""Unit rows, one a text: shape (texts, dimensions)."""

Clock = Callable[[], datetime]
"""Says what time it is, aware."""


MOST_ITEMS = 4_000
"""Items that are remembered of a feed; beyond this, those that it no longer shows are forgotten."""


class Parser(Protocol):
    """Splits texts into tokens, sentences and names. ``id`` names model and version."""

    id: str

    def parse(self, texts: Sequence[str], /, *, language: str = "en") -> list[Parsed]:
        """Parse each text by itself. Never raises for odd text; an unknown language gets tokens and sentences."""
        ...


class Embedder(Protocol):
    """Turns texts into unit vectors. ``id`` names model and version."""

    id: str
    dimensions: int

    def encode(self, texts: Sequence[str], /) -> Vectors:
        """One unit row a text, in order; an empty text gives a row of zeros."""
        ...


class Entailer(Protocol):
    """Says how likely evidence supports all of a claim. ``id`` names model and version."""

    id: str

    def entail(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        """One score in 0..1 for each (claim, evidence), in order; equal pairs score equally."""
        ...


class Writer(Protocol):
    """Words parts of a page anew from numbered claims. ``id`` names model and prompt.

    What it says is judged before it is printed, so it may be wrong in anything.
    """

    id: str

    def write(self, briefs: Sequence[Brief], /, *, page: str) -> list[Draft]:
        """One draft a brief, in order. Never raises: a failure stands in the draft.

        ``page`` names story and revision: what is spent is counted by it.
        """
        ...


class Placer(Protocol):
    """Says in which story an article belongs: ``coranto.cluster.assign.Clusterer``, where its methods are explained.

    It may live in another process. Then each call may raise ``LostError``, after which only ``anew`` is of use.
    """

    def place(self, article: Article, copy: Copy | None = None) -> Assignment:
        """Put one article into a story."""
        ...

    def place_batch(self, items: Sequence[tuple[Article, Copy | None]]) -> tuple[Assignment, ...]:
        """Put articles that came together into stories."""
        ...

    def restore(self, article: Article, assignment: Assignment) -> None:
        """Take up an article as a store remembers it, in the order of placing."""
        ...

    def tend(self, now: datetime) -> tuple[Tending, ...]:
        """What a second look at the stories comes to."""
        ...

    def tended(self, moves: Sequence[Move], states: Sequence[Story], closed: Iterable[str]) -> bool:
        """Follow what was done of it; False if everything has to be restored anew."""
        ...

    def close(self, story_ids: Iterable[str]) -> None:
        """Stories are over."""
        ...

    def story(self, story_id: str) -> Story:
        """A story as it stands."""
        ...

    def stories(self) -> tuple[Story, ...]:
        """All stories that are remembered, in the order in which they were opened."""
        ...

    def home(self, article_id: str) -> str:
        """The id of the story that an article is in."""
        ...

    def remembers(self, article_id: str) -> bool:
        """Whether an article was placed, and its story is not forgotten."""
        ...

    def anew(self) -> Placer:
        """One of the same kind that knows nothing yet, in place of this one."""
        ...


class Fetcher(Protocol):
    """Reads an address politely. The only thing that opens a socket."""

    def fetch(self, url: str, /) -> tuple[str, bytes, str]:
        """Return (final url, body, content type). Raises ``FetchError``."""
        ...


class Store(Protocol):
    """Keeps articles, analyses, stories, editions, rejections and the audit log. Every write is idempotent."""

    def add_article(self, article: Article, /) -> bool:
        """Store an article; False (and no change) if its id is there already."""
        ...

    def add_articles(self, articles: Sequence[Article], /) -> list[bool]:
        """The same for many, in one transaction."""
        ...

    def article(self, article_id: str, /) -> Article | None:
        """The article of this id."""
        ...

    def articles(self, ids: Iterable[str] | None = None, /) -> list[Article]:
        """Articles of these ids, or all, by time of publication and then id."""
        ...

    def article_ids_of_url(self, url: str, /) -> list[str]:
        """Ids of all versions of the page of this url (http or https, with www. or without), in order of arrival."""
        ...

    def versions(self, urls: Iterable[str], /) -> list[Article]:
        """All versions of the pages of these urls (as above), by time of publication and then id."""
        ...

    def came_by(self, article_ids: Iterable[str], /) -> dict[str, str]:
        """The feed that each of these articles came by; those that came by none are left out."""
        ...

    def add_analysis(self, analysis: Analysis, /) -> None:
        """Store an analysis; a second one of the same article and parser replaces the first."""
        ...

    def analyses(self, ids: Iterable[str], /) -> dict[str, Analysis]:
        """Stored analyses by article id; missing ones are left out."""
        ...

    def place(self, assignment: Assignment, story: Story, /) -> bool:
        """In one transaction: record the assignment and the story's new state. False if already placed.

        Raises ``StoreError``, and changes nothing, where the story was absorbed by another.
        """
        ...

    def place_all(self, assignments: Sequence[Assignment], stories: Iterable[Story], /) -> list[bool]:
        """The same for many articles, in one transaction: ``stories`` has the new state of each story."""
        ...

    def assignment(self, article_id: str, /) -> Assignment | None:
        """Where an article was put, and why."""
        ...

    def assignments(self, ids: Iterable[str] | None = None, /) -> list[Assignment]:
        """Assignments of these articles, or all, as they stand, in the order in which articles were first placed."""
        ...

    def past_assignments(self, article_id: str, /) -> list[tuple[int, Assignment]]:
        """Where an article was before, and why, oldest first; each with the number of the act that moved it away."""
        ...

    def unplaced(self) -> list[Article]:
        """Articles that are in no story yet, by time of publication and then id: the work a crash left."""
        ...

    def untended(self) -> set[str]:
        """Ids of the articles placed since maintenance last said that it had looked: the work a crash left it."""
        ...

    def note_tended(self) -> None:
        """Record that maintenance has looked at all that is placed so far."""
        ...

    def story(self, story_id: str, /) -> Story | None:
        """The living story of this id: one that has articles. An absorbed one is in ``redirects``."""
        ...

    def stories(self) -> list[Story]:
        """All living stories, newest first (updated_at, then id)."""
        ...

    def stale(self) -> list[Story]:
        """Living stories that have articles which their newest edition does not know, or lost one that it shows."""
        ...

    def redirects(self) -> dict[str, str]:
        """The id of every story that has no articles any more, to that of the living story they went to."""
        ...

    def change(self, act: Act, assignments: Sequence[Assignment] = (), /) -> Act:
        """In one transaction: append an act to the audit log, and put its moved articles where it says.

        ``assignments`` has the new one of each moved article. A story that loses its last article becomes a redirect,
        one that gets articles again ceases to be one, and the old assignments stay in the history. Returns the act
        with its number. Raises ``StoreError``, and changes nothing, if an article is not where the act takes it from.
        """
        ...

    def acts(self, after: int = 0, /) -> list[Act]:
        """The audit log in order of recording, from the act after this number on. It only grows."""
        ...

    def last_act(self) -> int:
        """The number of the newest act, 0 if there is none."""
        ...

    def add_edition(self, edition: Edition, /) -> bool:
        """Store an edition; False if (story_id, revision) is there already. Editions never change."""
        ...

    def edition(self, story_id: str, revision: int | None = None, /) -> Edition | None:
        """An edition of a story, the newest unless a revision is given."""
        ...

    def pulse(self) -> tuple[int, int]:
        """Two numbers that differ once an edition or an act was added: cheap, to see whether pages changed."""
        ...

    def newest_revisions(self) -> dict[str, int]:
        """The number of the newest edition of every living story that has one: cheap, to see what is new."""
        ...

    def revisions(self, story_id: str, /) -> list[tuple[int, datetime]]:
        """The revisions of a story with the time of composing, oldest first."""
        ...

    def search(self, query: Query, /, *, limit: int, skip: int = 0) -> list[Hit]:
        """Living stories with an article that fits, one hit a story: the best first, or the newest where asked.

        Without phrases, the newest. Words are found whatever their capitals and accents. At most ``limit`` after the
        first ``skip``.
        """
        ...

    def fitting(self, query: Query, /, *, limit: int) -> list[str]:
        """Ids of the articles that a search finds, in its order: at most ``limit``."""
        ...

    def names(self, article_ids: Iterable[str], /) -> dict[str, tuple[Named, ...]]:
        """The people, bodies and places that each of these articles is about, most important first."""
        ...

    def articles_naming(self, kind: NameKind, key: str, /) -> list[str]:
        """Ids of the articles that are about this name, newest first."""
        ...

    def add_rejection(self, rejection: Rejection, /) -> None:
        """Record something that was not taken."""
        ...

    def rejections(self) -> list[Rejection]:
        """All rejections in the order in which they were recorded."""
        ...

    def add_feed(self, feed: Feed, /) -> bool:
        """Store a feed that is to be polled; False (and no change) if its url is there already."""
        ...

    def feed(self, url: str, /) -> Feed | None:
        """The feed that was added with this address."""
        ...

    def feeds(self) -> list[Feed]:
        """All feeds in the order in which they were added."""
        ...

    def claim_feeds(self, now: datetime, until: datetime, /, *, limit: int) -> list[Feed]:
        """Take up to ``limit`` feeds that are due at ``now``, the one longest due first, each with a new lease.

        Nobody else gets them before ``until``, also where this program dies: then they are due again. ``next_at`` of
        the values is still when each was due.
        """
        ...

    def hold_feeds(self, feeds: Iterable[Feed], until: datetime, /) -> None:
        """Let the leases of these feeds last until then; those that somebody has taken up since are left alone."""
        ...

    def next_feed_at(self) -> datetime | None:
        """The earliest time at which ``claim_feeds`` has anything to give; None where there is none."""
        ...

    def keep_feed(self, feed: Feed, items: Mapping[str, str] | None = None, shown: Collection[str] = (), /) -> bool:
        """In one transaction: replace a feed's state, and remember these items (key and content hash) as read.

        ``shown`` are all keys that the feed shows now; the others are forgotten beyond ``MOST_ITEMS``.
        False, and no change, where the feed was removed or somebody has taken it up since (its lease differs).
        """
        ...

    def unread_items(self, url: str, items: Mapping[str, str], /) -> set[str]:
        """Keys of those items (key and content hash) of a feed that are not remembered with this content."""
        ...

    def remove_feed(self, url: str, /) -> bool:
        """Forget a feed and its items, never its articles. False where there is none."""
        ...

    def hold_host(self, host: str, until: datetime, /) -> None:
        """Remember that a server asked to be left alone until then. An earlier time does not shorten a later one."""
        ...

    def held_hosts(self, now: datetime, /) -> dict[str, datetime]:
        """The servers that still want to be left alone at ``now``, and until when."""
        ...

    def close(self) -> None:
        """Release the database."""
        ...
