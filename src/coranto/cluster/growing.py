"""A story while it grows.

Why: the published ``Story`` is a frozen value; here is what changes between two of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from coranto.types import Article, Story

MEMBERS_COMPARED = 12
"""Members of a story that stand for it in a comparison, so that a story of thousands costs no more than one of ten."""


class Growing:
    """A story under way: article ids in order of joining, and the index numbers of those that are no copies."""

    __slots__ = ("article_ids", "entries", "id", "opened_at", "updated_at")

    def __init__(self, story_id: str, at: datetime, article_ids: list[str]) -> None:
        self.id = story_id
        self.article_ids = article_ids
        self.entries: list[int] = []
        self.opened_at = at
        self.updated_at = at

    def add(self, article: Article) -> None:
        """Let ``article`` join."""
        self.article_ids.append(article.id)
        self.opened_at = min(self.opened_at, article.published_at)
        self.updated_at = max(self.updated_at, article.published_at)

    def enter(self, number: int) -> int:
        """Let an article that is no copy be compared, by its index number; how many are compared by now."""
        if self.entries:
            self.entries.append(number)
        else:  # Most stories have one article for ever, and a list made with one is half as large as one that grew.
            self.entries = [number]
        return len(self.entries)

    def take(self, article_id: str, old: Growing, article_of: Sequence[str]) -> None:
        """Let an article leave ``old`` for this story, its entry too; ``article_of`` has the article of each entry."""
        old.article_ids.remove(article_id)
        self.article_ids.append(article_id)
        for number in old.entries:
            if article_of[number] == article_id:
                old.entries.remove(number)
                self.entries.append(number)
                break

    def sample(self) -> list[int]:
        """Index numbers of at most twelve members, spread over the story's whole life, first and last among them."""
        return spread(self.entries, MEMBERS_COMPARED)

    def story(self) -> Story:
        """The story as it stands."""
        return Story(
            id=self.id, opened_at=self.opened_at, updated_at=self.updated_at, article_ids=tuple(self.article_ids)
        )


def story_id_of(first_article_id: str) -> str:
    """The id of the story that this article opens: "s" and twelve hexadecimal digits."""
    return "s" + sha256(first_article_id.encode()).hexdigest()[:12]


def spread(values: Sequence[int], most: int) -> list[int]:
    """At most ``most`` (1 or more) of ``values`` at even distances, in order; the last where only one may stay."""
    if len(values) <= most:
        return list(values)
    if most == 1:
        return [values[-1]]
    step = (len(values) - 1) / (most - 1)
    return [values[round(at * step)] for at in range(most)]
