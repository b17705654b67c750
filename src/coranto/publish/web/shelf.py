"""What the served site has at hand: all stories in brief, the links between them, and the editions asked for lately.

Why: a page must not cost a look at every edition. What is held is dropped when the store's pulse says that something
was composed or merged since; an edition never changes and is kept.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TypeVar, cast

from coranto.errors import StoreError
from coranto.ports import Store
from coranto.publish.cards import Card, card_of
from coranto.publish.site.lists import Publisher, by_publisher
from coranto.publish.storylines import Chapter, Links, links_of, storyline
from coranto.publish.topics import Topic, by_topic
from coranto.types import Edition

T = TypeVar("T")

log = logging.getLogger(__name__)

_EDITIONS_HELD = 512
LONGEST_HELD = 10.0
"""Seconds for which a reader may see what was before, while what is new is taken up behind."""
REST = 20
"""What took a time to make is not made again for so many times as long: news by the second must not cost a core."""


class Shelf:
    """A store as its readers see it. May be used from many threads.

    ``fresh_for`` seconds nothing is asked again, so that reading articles meanwhile costs one look a second and not one
    a request. What is new is then taken up, and what was made of all stories made anew, by a thread of its own: no
    reader waits for that, and each sees what is held until it is done.
    """

    def __init__(self, store: Store, *, fresh_for: float = 0.0, clock: Callable[[], float] = time.monotonic) -> None:
        self.store = store
        self._fresh_for = fresh_for
        self._clock = clock
        self._looked_at = -math.inf
        self._taking = threading.Lock()
        self._ordering = threading.Lock()
        self._making = threading.RLock()
        self._pulse: tuple[int, int] | None = None
        self._cards: dict[str, Card] = {}
        self._links: Links = {}
        self._redirects: dict[str, str] = {}
        self._made: dict[str, object] = {}
        self._came_by: dict[str, str] = {}
        self._not_before: dict[str, float] = {}
        self._former: dict[str, tuple[float, object]] = {}
        self._behind = ThreadPoolExecutor(max_workers=1, thread_name_prefix="shelf")
        self._ordered: set[str] = set()
        self._revision = lru_cache(maxsize=_EDITIONS_HELD)(self._read)
        self._newer = lru_cache(maxsize=_EDITIONS_HELD)(self._changed)

    def cards(self) -> Mapping[str, Card]:
        """Every living story that has a page, newest first."""
        self._catch_up()
        return self._cards

    def publishers(self) -> list[Publisher]:
        """All publishers, those with most stories first."""
        return self.remember("publishers", lambda: by_publisher(self._cards.values()))

    def topics(self) -> list[Topic]:
        """The topics that have stories, as their owner sorts the feeds; [] where no feed is in a folder.

        Where only feeds were moved, this shows with the next edition.
        """
        return self.remember("topics", self._topics)

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once until the store changes, however many ask at a time."""
        self._catch_up()
        made = self._made  # replaced, never emptied: what is made of older stories is not kept beside newer ones
        if name in made:
            return cast("T", made[name])
        until, former = self._former.get(name, (-math.inf, None))
        if self._fresh_for and self._clock() - until < LONGEST_HELD:
            self._order(name, lambda: self._make(name, make))
            return cast("T", former)
        return cast("T", self._make(name, make))

    def target(self, story_id: str) -> str | None:
        """The living story that this one was absorbed by."""
        self._catch_up()
        return self._redirects.get(story_id)

    def mark(self, story_id: str) -> object | None:
        """What a page of this story alone depends upon: equal marks, equal pages. Never waits for the store.

        None where there is no such story, or where nothing recent is held and the store would have to be asked.
        """
        if not self._fresh_for or self._clock() - self._looked_at >= max(self._fresh_for, LONGEST_HELD):
            return None
        card = self.cards().get(story_id)
        return None if card is None else (card.revision, storyline(story_id, self._links, self._cards))

    def storyline(self, story_id: str) -> tuple[Chapter, ...]:
        """The chapters of the affair that a story belongs to."""
        self._catch_up()
        return storyline(story_id, self._links, self._cards)

    def edition(self, story_id: str, revision: int | None = None) -> Edition | None:
        """An edition, the newest unless a revision is given; an absorbed story's as well."""
        if revision is None:
            card = self.cards().get(story_id)
            if card is None:
                return self.store.edition(story_id)
            revision = card.revision
        try:
            return self._revision(story_id, revision)
        except LookupError:
            return None

    def _topics(self) -> list[Topic]:
        feeds = self.store.feeds()
        if not any(feed.topics for feed in feeds):
            return []
        cards = list(self._cards.values())
        told = {each.article_id for card in cards for each in card.told}
        missing = sorted(told.difference(self._came_by))
        self._came_by |= dict.fromkeys(missing, "") | self.store.came_by(missing)
        return by_topic(cards, feeds, self._came_by)

    def _make(self, name: str, make: Callable[[], object]) -> object:
        made = self._made
        with self._making:
            if name not in made:
                begun = self._clock()
                made[name] = make()
                ended = self._clock()
                self._not_before[name] = ended + min(REST * (ended - begun), LONGEST_HELD / 2)
        return made[name]

    def _order(self, name: str, work: Callable[[], object]) -> None:
        """Let the thread behind do this, once however many ask. What fails there is tried again when asked again."""

        def done() -> None:
            try:
                work()
            except StoreError as error:
                log.error("%s", error)
            finally:
                self._ordered.discard(name)

        with self._ordering:
            if name in self._ordered:
                return
            self._ordered.add(name)
        self._behind.submit(done)

    def changed(self, edition: Edition, newest: int) -> frozenset[str]:
        """Ids of those articles of an edition of which the store has a newer version: looked up once a revision.

        ``newest`` is the newest revision of the story: a newer version of an article makes a new one.
        """
        return self._newer(edition.story_id, edition.revision, newest)

    def _changed(self, story_id: str, revision: int, _newest: int) -> frozenset[str]:
        sources = self._revision(story_id, revision).sources
        versions = ((source.article_id, self.store.article_ids_of_url(source.url)) for source in sources)
        return frozenset(own for own, known in versions if own in known[:-1])

    def _read(self, story_id: str, revision: int) -> Edition:
        edition = self.store.edition(story_id, revision)
        if edition is None:  # raised, not returned: what is not there yet must not be remembered
            raise LookupError(story_id)
        return edition

    def _catch_up(self) -> None:
        """Take up what changed: at once where nothing recent is held, or all must be fresh; else behind."""
        if self._clock() - self._looked_at < self._fresh_for:
            return
        if self._fresh_for and self._clock() - self._looked_at < LONGEST_HELD:
            self._looked_at = self._clock()
            self._order("", self._take_up)
        elif self._taking.acquire(blocking=self._pulse is None):
            try:
                self._take_up()
                self._looked_at = self._clock()
            finally:
                self._taking.release()

    def _take_up(self) -> None:
        """Read anew what changed. The pulse is taken first: what is written meanwhile is read again next time."""
        pulse = self.store.pulse()
        if pulse == self._pulse:
            return
        if self._pulse is None or pulse[1] != self._pulse[1]:
            self._redirects = self.store.redirects()
            self._links = links_of(self.store.acts(), self._redirects)
        cards = {}
        for story_id, revision in self.store.newest_revisions().items():
            held = self._cards.get(story_id)
            if held is None or held.revision != revision:
                edition = self.store.edition(story_id, revision)
                held = card_of(edition) if edition is not None else None
            if held is not None:
                cards[story_id] = held
        newest_first = sorted(cards.values(), key=lambda c: (-c.updated_at.timestamp(), c.story_id))
        self._cards = {card.story_id: card for card in newest_first}
        now = self._clock()
        former = {name: each for name, each in self._former.items() if now - each[0] < LONGEST_HELD}
        self._former, self._made = former | {name: (now, each) for name, each in self._made.items()}, {}
        self._pulse = pulse
