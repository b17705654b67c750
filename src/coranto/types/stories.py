"""Which articles tell one story, and the acts by which stories are joined, parted and closed.

Kept apart from pages: assignments are decided once, pages are made again and again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from coranto.types.articles import Copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A story that an article was compared with: the score 0..1 that decided, and its parts by name."""

    story_id: str
    similarity: float
    parts: tuple[tuple[str, float], ...] = ()
    shared_names: tuple[str, ...] = ()
    shared_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """In which story an article was put, and why. ``why`` is one sentence a reader understands."""

    article_id: str
    story_id: str
    opened: bool
    why: str
    chosen: Candidate | None = None
    runner_up: Candidate | None = None
    copy: Copy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one happening and what follows from it. ``article_ids`` in order of joining."""

    id: str
    opened_at: datetime
    updated_at: datetime
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two stories are one: all articles of ``absorbed`` belong to ``kept``. ``why`` is one sentence."""

    kept: str
    absorbed: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One story is two: ``article_ids`` (not all of it) leave ``story_id`` for a story of their own."""

    story_id: str
    article_ids: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two stories belong to one long affair and stay two."""

    first: str
    second: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A story has come to its end: nothing was added for long."""

    story_id: str
    why: str


Tending = Merge | Split | Link | Closing
"""What looking again at the stories may come to."""

ActKind = Literal["merge", "split", "move", "lock", "unlock", "link", "close", "undo"]
ConstraintKind = Literal["must", "cannot", "free", "lock", "unlock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An article leaves one story for another."""

    article_id: str
    from_story: str
    to_story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What an act forbids or demands of everything that is placed after it.

    "must": all of ``ones`` belong to one story. "cannot": none of ``ones`` is ever in a story with one of ``others``;
    "free" lifts that again. "lock" and "unlock": ``ones`` are stories that take no new article, or do again.
    """

    kind: ConstraintKind
    ones: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One row of the audit log: who changed what about the stories, when and why.

    ``number`` counts from 1 in order of recording (0: not recorded yet). ``stories`` are those it names, the one that
    stays first. ``undoes`` is the number of the act that this one takes back.
    """

    number: int = 0
    at: datetime
    actor: str
    kind: ActKind
    reason: str
    stories: tuple[str, ...]
    moves: tuple[Move, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    undoes: int | None = None
