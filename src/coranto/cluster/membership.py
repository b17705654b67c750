"""Which article is in which story: everything that a store may move behind the clusterer's back.

Why apart: to compare is one thing and to keep the books another. Stories that are closed leave this memory, the one
closed first before the others, where it would grow beyond what active stories and a good reserve need.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import datetime

from coranto.cluster.growing import Growing
from coranto.types import Article, Move, Story

MOST_WITH_CLOSED = 200_000
"""Articles up to which closed stories are remembered, too, and found by what follows up on them."""

_CHANGED_KEPT = 20_000
"""Stories that a second look is owed to, at most: those that changed last."""


class Membership:
    """Stories under way, and the articles in them. An article that is no copy has an entry in the index.

    ``story_of`` and ``article_of`` have the story ("" before it is known) and the article of each entry by number,
    ``copies_of`` the copies of an article; ``changed`` holds the ids of stories that changed since ``looked_at``,
    ``closed`` those of closed ones, and ``newest`` is the latest certain date of publication.
    """

    def __init__(self) -> None:
        self.stories: dict[str, Growing] = {}
        self.story_of: list[str] = []
        self.article_of: list[str] = []
        self.copies_of: dict[str, list[str]] = {}
        self.changed: OrderedDict[str, None] = OrderedDict()
        self.closed: OrderedDict[str, None] = OrderedDict()
        self.newest: datetime | None = None
        self._home: dict[str, str] = {}

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._home

    def home(self, article_id: str) -> str:
        """The id of the story that an article is in. Raises ``KeyError`` if it is in none that is known."""
        return self._home[article_id]

    def enlist(self, article_ids: Iterable[str]) -> None:
        """The next entries of the index are these articles, whose stories are not known yet."""
        for article_id in article_ids:
            self.article_of.append(article_id)
            self.story_of.append("")

    def join(self, article: Article, story_id: str, *, copy_of: str | None = None) -> None:
        """Let an article join a story, which may be new."""
        self._home[article.id] = story_id
        if story_id in self.stories:
            self.stories[story_id].add(article)
        else:
            self.stories[story_id] = Growing(story_id, article.published_at, [article.id])
        if copy_of is not None:
            self.copies_of.setdefault(copy_of, []).append(article.id)
        if article.date_certain and (self.newest is None or article.published_at > self.newest):
            self.newest = article.published_at
        self.closed.pop(story_id, None)
        self._change(story_id)

    def enter(self, number: int, story_id: str) -> int:
        """An entry belongs to a story that its article has joined; how many entries the story has by now."""
        self.story_of[number] = story_id
        return self.stories[story_id].enter(number)

    def follow(self, moves: Sequence[Move], states: Sequence[Story]) -> bool:
        """Do what was done to stories elsewhere; ``states`` has those that are left of them, as they stand now.

        False, and nothing is done, if it moves an article that is not where it is known to be.
        """
        if any(self._home.get(move.article_id) != move.from_story for move in moves):
            return False
        for move in moves:
            old = self.stories[move.from_story]
            new = self.stories.setdefault(move.to_story, Growing(move.to_story, old.opened_at, []))
            new.take(move.article_id, old, self.article_of)
            self._home[move.article_id] = move.to_story
            if not old.article_ids:
                del self.stories[move.from_story]
                self.changed.pop(move.from_story, None)
                self.closed.pop(move.from_story, None)
        for state in states:
            story = self.stories[state.id]
            story.opened_at, story.updated_at = state.opened_at, state.updated_at
            story.entries.sort()
            for number in story.entries:
                self.story_of[number] = state.id
            self.closed.pop(state.id, None)
            self._change(state.id)
        return True

    def looked_at(self) -> None:
        """No story has changed since now."""
        self.changed.clear()

    def close(self, story_ids: Iterable[str]) -> list[int]:
        """Stories are over, as far as they are known; the numbers of entries that were forgotten to make room."""
        for story_id in story_ids:
            if story_id in self.stories:
                self.closed[story_id] = None
        forgotten: list[int] = []
        while self.closed and len(self._home) > MOST_WITH_CLOSED:
            forgotten += self._forget(self.closed.popitem(last=False)[0])
        return forgotten

    def _forget(self, story_id: str) -> list[int]:
        story = self.stories.pop(story_id)
        self.changed.pop(story_id, None)
        for article_id in story.article_ids:
            del self._home[article_id]
            self.copies_of.pop(article_id, None)
        for number in story.entries:
            self.story_of[number] = self.article_of[number] = ""
        return story.entries

    def _change(self, story_id: str) -> None:
        self.changed[story_id] = None
        self.changed.move_to_end(story_id)
        if len(self.changed) > _CHANGED_KEPT:
            self.changed.popitem(last=False)
