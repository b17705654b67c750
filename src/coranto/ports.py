"""The seams between the pure core and the world: small protocols, named by role.

Each port has at least two implementations, one of them a fake in ``coranto.testing``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coranto.types import Analysis, Article, Assignment, Edition, Parsed, Rejection, Story

Vectors = NDArray[np.float32]
"""Unit rows, one a text: shape (texts, dimensions)."""

Clock = Callable[[], datetime]
"""Says what time it is, aware."""


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


class Fetcher(Protocol):
    """Reads an address politely. The only thing that opens a socket."""

    def fetch(self, url: str, /) -> tuple[str, bytes, str]:
        """Return (final url, body, content type). Raises ``FetchError``."""
        ...


class Store(Protocol):
    """Keeps articles, analyses, stories, editions and rejections. Every write is idempotent."""

    def add_article(self, article: Article, /) -> bool:
        """Store an article; False (and no change) if its id is there already."""
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

    def add_analysis(self, analysis: Analysis, /) -> None:
        """Store an analysis; a second one of the same article and parser replaces the first."""
        ...

    def analyses(self, ids: Iterable[str], /) -> dict[str, Analysis]:
        """Stored analyses by article id; missing ones are left out."""
        ...

    def place(self, assignment: Assignment, story: Story, /) -> bool:
        """In one transaction: record the assignment and the story's new state. False if already placed."""
        ...

    def assignment(self, article_id: str, /) -> Assignment | None:
        """Where an article was put, and why."""
        ...

    def assignments(self) -> list[Assignment]:
        """All assignments in the order in which they were made."""
        ...

    def unplaced(self) -> list[Article]:
        """Articles that are in no story yet, by time of publication and then id: the work a crash left."""
        ...

    def story(self, story_id: str, /) -> Story | None:
        """The story of this id."""
        ...

    def stories(self) -> list[Story]:
        """All stories, newest first (updated_at, then id)."""
        ...

    def stale(self) -> list[Story]:
        """Stories that have articles which their newest edition does not know."""
        ...

    def add_edition(self, edition: Edition, /) -> bool:
        """Store an edition; False if (story_id, revision) is there already. Editions never change."""
        ...

    def edition(self, story_id: str, revision: int | None = None, /) -> Edition | None:
        """An edition of a story, the newest unless a revision is given."""
        ...

    def add_rejection(self, rejection: Rejection, /) -> None:
        """Record something that was not taken."""
        ...

    def rejections(self) -> list[Rejection]:
        """All rejections in the order in which they were recorded."""
        ...

    def close(self) -> None:
        """Release the database."""
        ...
