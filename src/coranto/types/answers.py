"""What is asked of a store and told of a run: names, queries, hits, reports.

They serve readers and programs; nothing upstream needs them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from coranto.types.articles import Rejection

NameKind = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person, body or place that an article is about. ``key`` is the name flattened, fit for an address."""

    kind: NameKind
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search over articles: all of ``phrases`` (one word or several in a row) and none of ``without``.

    Without phrases it finds all that the filters let through. ``first`` and ``last`` are days of publication in UTC,
    both inclusive; ``publisher`` and ``language`` must be equal. ``newest``: the newest first, not the best.
    """

    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    publisher: str | None = None
    language: str | None = None
    first: date | None = None
    last: date | None = None
    newest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A story that a search found, by the article that fits best, and how many of its articles fit.

    ``snippet`` is a piece of that article's text, cut into (words, found) parts: ``found`` marks what was searched for.
    """

    story_id: str
    article_id: str
    articles: int
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of one run's input: ``read`` records, of which ``accepted`` are articles now.

    ``copies`` of the accepted repeat another's text. ``rejected`` lists everything that was not taken, in order of
    reading; ``stories`` counts the story pages after the run, ``composed`` those that are new or have a new revision.
    """

    read: int
    accepted: int
    copies: int
    rejected: tuple[Rejection, ...]
    stories: int
    composed: int
