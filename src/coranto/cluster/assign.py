"""Which story an article belongs to: one at a time, in memory, with the reason for every decision.

Why: news comes as a stream. Rare shared words find the few articles worth comparing, the signs of ``compare`` are
weighed into one similarity, and a story is judged by the average over its members, so that one look-alike, or
one round-up that mentions everything, pulls nothing in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.compare import SIGNS, Entry, compare
from coranto.cluster.explain import explain
from coranto.cluster.index import Index
from coranto.cluster.represent import represent
from coranto.cluster.weigh import JOIN_AT, similarity
from coranto.types import Analysis, Article, Assignment, Candidate, Copy, Story

_STORIES_COMPARED = 8
_MEMBERS_COMPARED = 12


class Clusterer:
    """All stories so far. The same articles in the same order give the same stories."""

    def __init__(self, *, join_at: float = JOIN_AT) -> None:
        self._join_at = join_at
        self._index = Index()
        self._number: dict[str, int] = {}
        self._story_of: dict[str, str] = {}
        self._stories: dict[str, _Growing] = {}
        self._story_of_entry: list[str] = []

    def place(self, article: Article, analysis: Analysis, copy: Copy | None = None) -> Assignment:
        """Put one article into the story it belongs to, or open a new one. Placing it again changes nothing."""
        if copy is not None and copy.original_id in self._story_of and copy.original_id != article.id:
            story_id = self._story_of[copy.original_id]
            self._join(article, story_id)
            return Assignment(
                article_id=article.id,
                story_id=story_id,
                opened=False,
                why=f"It repeats the text of another article of this story ({copy.similarity:.0%} the same).",
                copy=copy,
            )
        entry = self._index.entry(represent(article, analysis))
        ranked = self._ranked(entry)
        best = ranked[0] if ranked else None
        opened = best is None or best.similarity < self._join_at
        story_id = story_id_of(article.id) if opened or best is None else best.story_id
        runner_up = best if opened else (ranked[1] if len(ranked) > 1 else None)
        chosen = None if opened else best
        self._enter(article, entry, story_id)
        return Assignment(
            article_id=article.id,
            story_id=story_id,
            opened=opened,
            why=explain(chosen, runner_up),
            chosen=chosen,
            runner_up=runner_up,
            copy=copy,
        )

    def restore(self, article: Article, analysis: Analysis, assignment: Assignment) -> None:
        """Take up an article as a store remembers it, without deciding anew. Restore in the order of placing."""
        if article.id in self._story_of:
            return
        if assignment.copy is not None and not assignment.opened and assignment.chosen is None:
            self._join(article, assignment.story_id)
        else:
            self._enter(article, self._index.entry(represent(article, analysis)), assignment.story_id)

    def story(self, story_id: str) -> Story:
        """The story of this id as it stands. Raises ``KeyError`` if there is none."""
        return self._stories[story_id].story(story_id)

    def stories(self) -> tuple[Story, ...]:
        """All stories in the order in which they were opened."""
        return tuple(growing.story(story_id) for story_id, growing in self._stories.items())

    def _enter(self, article: Article, entry: Entry, story_id: str) -> None:
        number = self._index.add(entry)
        self._story_of_entry.append(story_id)
        self._join(article, story_id)
        self._stories[story_id].entries.append(number)

    def _join(self, article: Article, story_id: str) -> None:
        self._story_of[article.id] = story_id
        self._stories.setdefault(story_id, _Growing()).add(article)

    def _ranked(self, entry: Entry) -> list[Candidate]:
        """The stories worth comparing with ``entry``, most similar first."""
        members: dict[str, list[int]] = {}
        for number in self._index.nearest(entry):
            members.setdefault(self._story_of_entry[number], []).append(number)
        chosen = list(members.items())[:_STORIES_COMPARED]
        if not chosen:
            return []
        groups = [_sample(self._stories[story_id].entries, near) for story_id, near in chosen]
        flat = [number for group in groups for number in group]
        signs = compare(entry, [self._index[number] for number in flat], self._index.rarity())
        scores = similarity(signs)
        ranked, at = [], 0
        for (story_id, _), group in zip(chosen, groups, strict=True):
            here = slice(at, at + len(group))
            at += len(group)
            closest = group[int(np.argmax(scores[here]))]
            names, shared = self._index.shared(entry, self._index[closest])
            ranked.append(
                Candidate(
                    story_id=story_id,
                    similarity=round(float(np.mean(scores[here])), 4),
                    parts=_parts(signs[here]),
                    shared_names=names,
                    shared_words=shared,
                )
            )
        return sorted(ranked, key=lambda candidate: (-candidate.similarity, candidate.story_id))


class _Growing:
    """A story under way: article ids in order of joining, and the index numbers of those that are no copies."""

    __slots__ = ("article_ids", "entries", "opened_at", "updated_at")

    def __init__(self) -> None:
        self.article_ids: list[str] = []
        self.entries: list[int] = []
        self.opened_at: datetime | None = None
        self.updated_at: datetime | None = None

    def add(self, article: Article) -> None:
        at = article.published_at
        self.article_ids.append(article.id)
        self.opened_at = at if self.opened_at is None else min(self.opened_at, at)
        self.updated_at = at if self.updated_at is None else max(self.updated_at, at)

    def story(self, story_id: str) -> Story:
        assert self.opened_at is not None
        assert self.updated_at is not None
        return Story(
            id=story_id, opened_at=self.opened_at, updated_at=self.updated_at, article_ids=tuple(self.article_ids)
        )


def story_id_of(first_article_id: str) -> str:
    """The id of the story that this article opens: "s" and twelve hexadecimal digits."""
    return "s" + sha256(first_article_id.encode()).hexdigest()[:12]


def _sample(entries: Sequence[int], near: Sequence[int]) -> list[int]:
    """At most twelve members of a story: the nearest few, and others spread over its whole life."""
    if len(entries) <= _MEMBERS_COMPARED:
        return list(entries)
    step = (len(entries) - 1) / (_MEMBERS_COMPARED - 1)
    return sorted({entries[round(at * step)] for at in range(_MEMBERS_COMPARED)})


def _parts(signs: NDArray[np.float64]) -> tuple[tuple[str, float], ...]:
    means = signs.mean(axis=0)
    return tuple((name, round(float(value), 3)) for name, value in zip(SIGNS, means, strict=True))
