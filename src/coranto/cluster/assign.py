"""Which story an article belongs to, in memory, with the reason for every decision.

Why: news comes as a stream. Rare shared words find the few articles worth comparing, the signs of ``compare`` are
weighed into one similarity, and a story is judged by the average over its members, so that one look-alike, or
one round-up that mentions everything, pulls nothing in. What arrives together is grouped together (``batch``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from coranto.cluster.batch import group_batch
from coranto.cluster.compare import SIGNS, Block, Floats, block_of, compare, days_apart
from coranto.cluster.explain import explain, repeats
from coranto.cluster.growing import story_id_of
from coranto.cluster.index import Index
from coranto.cluster.maintain import findings
from coranto.cluster.membership import Membership
from coranto.cluster.pool import TERMS_KEPT
from coranto.cluster.represent import Entry, Features, core_of, represent
from coranto.cluster.weigh import bar, mass, pause, score, similarity
from coranto.types import Article, Assignment, Candidate, Copy, Move, Story, Tending

_STORIES_COMPARED = 8
_COUNTED = 32
"""Articles of a story whose words count for how rare a word is: the flood of one story must not make its names common,
or its next article would not be known by them.
"""

Item = tuple[Article, Copy | None]


class Clusterer:
    """All stories so far. The same articles in the same order give the same stories, in any number of ``shards``."""

    def __init__(self, *, shards: int = 1) -> None:
        self._shards = shards
        self._index = Index(shards=shards)
        self._books = Membership()

    def place(self, article: Article, copy: Copy | None = None) -> Assignment:
        """Put one article into the story it belongs to, or open a new one for it.

        A copy joins the story of its original. The article must not have been placed before.
        """
        followed = self._followed(article, copy)
        if followed is not None:
            return followed
        features = _trimmed(represent(article))
        self._index.count(features.entry)
        ranked = self._ranked(block_of([features.entry]), self._near(self._index.nearest(features.entry)))
        home = next((rated for rated in ranked if rated.similarity >= bar(self._size(rated.story_id))), None)
        opened = home is None
        story_id = story_id_of(article.id) if home is None else home.story_id
        if home is not None:
            ranked = [home, *(rated for rated in ranked if rated is not home)]
        self._enter(article, features.entry, story_id)
        return self._assignment(article, features, story_id, opened, ranked, copy)

    def place_batch(self, items: Sequence[Item]) -> tuple[Assignment, ...]:
        """Put articles that arrived together into stories, each with a look at the others; one assignment an item.

        Articles placed earlier stay where they are, and stories known before are never joined. Items come in order
        of publication; the first of a new group opens its story.
        """
        known, own = self._books, {article.id for article, copy in items if copy is None}
        fresh = [
            (article, copy)
            for article, copy in items
            if copy is None or (copy.original_id not in own and copy.original_id not in known)
        ]
        made = [represent(article) for article, _ in fresh]
        numbers = self._index.arrive([features.entry for features in made])
        known.enlist(article.id for article, _ in fresh)
        groups = group_batch(numbers, self._index, known.story_of, known.stories)
        opens = {number: story_id_of(article.id) for number, (article, _) in zip(numbers, fresh, strict=True)}
        for number, group, features, (article, _) in zip(numbers, groups, made, fresh, strict=True):
            story_id = group if isinstance(group, str) else opens[group]
            known.join(article, story_id)
            self._belongs(number, features.entry, story_id)
        placed = {
            article.id: self._explained(article, features, number, opens[number], copy)
            for number, features, (article, copy) in zip(numbers, made, fresh, strict=True)
        }
        self._index.settle()
        for article, copy in items:
            if article.id not in placed:
                followed = self._followed(article, copy)
                assert followed is not None
                placed[article.id] = followed
        return tuple(placed[article.id] for article, _ in items)

    def restore(self, article: Article, assignment: Assignment) -> None:
        """Take up an article as a store remembers it, without deciding anew. Restore in the order of placing."""
        if article.id in self._books:
            return
        if assignment.copy is not None and not assignment.opened and assignment.chosen is None:
            self._books.join(article, assignment.story_id, copy_of=assignment.copy.original_id)
            return
        self.remember(article, core_of(represent(article).entry, TERMS_KEPT), assignment.story_id)

    def remember(self, article: Article, entry: Entry, story_id: str, posted: NDArray[np.uint32] | None = None) -> None:
        """Take up an article that is no copy by its entry, cut to its most telling terms, in a story that is known.

        ``posted`` are the terms that it is found by, where they are known.
        """
        self._index.count(entry)
        self._enter(article, entry, story_id, posted)

    def tend(self, now: datetime) -> tuple[Tending, ...]:
        """What a second look at the stories comes to: merges, splits, links, closings. Nothing is moved by it.

        Only stories that changed since ``tended`` are looked at, with all that are near them.
        """
        return findings(self._index, self._books, now)

    def tended(self, moves: Sequence[Move], states: Sequence[Story], closed: Iterable[str]) -> bool:
        """Follow what was done of what ``tend`` found: ``moves`` of articles, after which stories stand as ``states``.

        False, and nothing is done, if articles are not where they are known to be: then everything has to be restored
        anew.
        """
        self._books.looked_at()
        if not self._books.follow(moves, states):
            return False
        self.close(closed)
        return True

    def close(self, story_ids: Iterable[str]) -> None:
        """Stories are over, given the one that ended first before the others: they are forgotten when room is short."""
        for number in self._books.close(story_ids):
            self._index.forget(number)

    def story(self, story_id: str) -> Story:
        """The story of this id as it stands. Raises ``KeyError`` if there is none."""
        return self._books.stories[story_id].story()

    def home(self, article_id: str) -> str:
        """The id of the story that an article is in. Raises ``KeyError`` if it is in none that is remembered."""
        return self._books.home(article_id)

    def remembers(self, article_id: str) -> bool:
        """Whether an article was placed, and its story is not forgotten."""
        return article_id in self._books

    def stories(self) -> tuple[Story, ...]:
        """All stories that are remembered, in the order in which they were opened."""
        return tuple(growing.story() for growing in self._books.stories.values())

    def anew(self) -> Clusterer:
        """One of the same kind that knows nothing yet, in place of this one."""
        return type(self)() if self._shards == 1 else type(self)(shards=self._shards)

    def _explained(
        self, article: Article, features: Features, number: int, opens: str, copy: Copy | None
    ) -> Assignment:
        """The assignment of an article that has been put into a story, compared anew with all others of it."""
        story_id = self._books.story_of[number]
        near = self._near([other for other in self._index.met(number) if other != number])
        near.setdefault(story_id, [])
        ranked = self._ranked(self._index.block([number]), near, without=number)
        own = [candidate for candidate in ranked if candidate.story_id == story_id]
        others = [candidate for candidate in ranked if candidate.story_id != story_id]
        opened = story_id == opens
        return self._assignment(article, features, story_id, opened, others if opened else [*own, *others], copy)

    def _followed(self, article: Article, copy: Copy | None) -> Assignment | None:
        if copy is None or copy.original_id == article.id or copy.original_id not in self._books:
            return None
        story_id = self._books.home(copy.original_id)
        self._books.join(article, story_id, copy_of=copy.original_id)
        return Assignment(article_id=article.id, story_id=story_id, opened=False, why=repeats(copy), copy=copy)

    def _enter(self, article: Article, entry: Entry, story_id: str, posted: NDArray[np.uint32] | None = None) -> None:
        number = self._index.add(entry, posted)
        self._books.enlist([article.id])
        self._books.join(article, story_id)
        self._belongs(number, entry, story_id)

    def _belongs(self, number: int, entry: Entry, story_id: str) -> None:
        if self._books.enter(number, story_id) > _COUNTED:
            self._index.uncount(entry)

    def _size(self, story_id: str) -> int:
        return max(1, len(self._books.stories[story_id].entries))

    def _near(self, nearest: Sequence[int]) -> dict[str, list[int]]:
        """The stories worth comparing, closest first, and which of their articles were found."""
        members: dict[str, list[int]] = {}
        for number in nearest:
            members.setdefault(self._books.story_of[number], []).append(number)
        return dict(list(members.items())[:_STORIES_COMPARED])

    def _ranked(self, one: Block, members: dict[str, list[int]], without: int = -1) -> list[_Rated]:
        """Each of these stories compared with an article, most similar first."""
        groups = {}
        for story_id, found in members.items():
            sample = sorted({*self._books.stories[story_id].sample(), *found[:2]} - {without})
            if sample:
                groups[story_id] = sample
        if not groups:
            return []
        others = self._index.block([number for sample in groups.values() for number in sample])
        signs = compare(one, others, self._index.rarity)[0]
        scores = score(signs)
        starts = np.cumsum([0, *(len(sample) for sample in groups.values())][:-1])
        counted = mass(others.length)
        masses = np.add.reduceat(counted, starts)
        means = np.add.reduceat(scores * counted, starts) / masses
        parts = np.add.reduceat(signs * counted[:, None], starts, axis=0) / masses[:, None]
        taken = pause(days_apart(one, others), self._index.between(one, others))[0]
        pauses = np.nan_to_num(np.fmax.reduceat(taken, starts)).tolist()
        ranked = [
            _Rated(
                story_id=story_id,
                similarity=round(similarity(mean + taken), 4),
                signs=part,
                pauses=taken,
                closest=sample[int(scores[start : start + len(sample)].argmax())],
            )
            for (story_id, sample), mean, part, taken, start in zip(
                groups.items(), means.tolist(), parts, pauses, starts.tolist(), strict=True
            )
        ]
        return sorted(ranked, key=lambda rated: (-rated.similarity, rated.story_id))

    def _candidate(self, rated: _Rated, features: Features) -> Candidate:
        names, plain = self._index.shared(features, rated.closest)
        parts = tuple((name, round(float(value), 3)) for name, value in zip(SIGNS, rated.signs, strict=True))
        return Candidate(
            story_id=rated.story_id,
            similarity=rated.similarity,
            parts=(*parts, ("pause", round(rated.pauses, 3))),
            shared_names=names,
            shared_words=plain,
        )

    def _assignment(
        self,
        article: Article,
        features: Features,
        story_id: str,
        opened: bool,
        ranked: Sequence[_Rated],
        copy: Copy | None,
    ) -> Assignment:
        shown = [self._candidate(rated, features) for rated in ranked[: 1 if opened else 2]]
        chosen = None if opened or not shown else shown[0]
        others = [candidate for candidate in shown if candidate is not chosen]
        runner_up = others[0] if others else None
        return Assignment(
            article_id=article.id,
            story_id=story_id,
            opened=opened,
            why=explain(chosen, runner_up),
            chosen=chosen,
            runner_up=runner_up,
            copy=copy,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Rated:
    """A story as compared with an article; ``closest`` is the number of the member that is most like it."""

    story_id: str
    similarity: float
    signs: Floats
    pauses: float
    closest: int


def _trimmed(features: Features) -> Features:
    return replace(features, entry=core_of(features.entry, TERMS_KEPT))
