"""The topics of a site: the folders in which its owner keeps feeds, and the stories that came by these.

Why the owner's folders and no guess at what a text is about: they are few, they are known, and nobody must check them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coranto.publish.cards import Card, host_of, publisher_key
from coranto.publish.rank import ranked
from coranto.types import Feed

SHARE = 3
"""A story is of a topic by which at least one in so many of its publishers came, of those that came by any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A folder and its stories, as the front page ranks them."""

    key: str
    name: str
    cards: tuple[Card, ...]


def by_topic(cards: Iterable[Card], feeds: Iterable[Feed], came_by: Mapping[str, str]) -> list[Topic]:
    """The topics that have stories, in the order of the feeds. ``came_by``: article to the feed it came by.

    An article is of the topics of its feed. One that came by none of these feeds is of those of its host, where all
    feeds of that host are in the same folders: so an archive without feeds has topics too. Of a folder in a folder an
    article is of both. A story is of a topic by its publishers, each of which counts once, copies not.
    """
    known = list(feeds)
    of_feed = {feed.url: tuple(dict.fromkeys(filter(None, map(publisher_key, feed.topics)))) for feed in known}
    names = {publisher_key(name): name for feed in reversed(known) for name in reversed(feed.topics)}
    of_host = _of_hosts(of_feed)
    stories: dict[str, list[Card]] = {key: [] for topics in of_feed.values() for key in topics}
    for card in cards:
        for key in _topics_of(card, of_feed, of_host, came_by):
            stories[key].append(card)
    return [
        Topic(key=key, name=names[key], cards=tuple(ranked(of_topic))) for key, of_topic in stories.items() if of_topic
    ]


def _topics_of(
    card: Card,
    of_feed: Mapping[str, tuple[str, ...]],
    of_host: Mapping[str, tuple[str, ...]],
    came_by: Mapping[str, str],
) -> list[str]:
    tellers: dict[str, set[str]] = {}
    for told in card.told:
        feed = came_by.get(told.article_id, "")
        topics = of_feed[feed] if feed in of_feed else of_host.get(told.host, ())
        if topics:
            tellers.setdefault(publisher_key(told.publisher), set()).update(topics)
    counts = Counter(topic for topics in tellers.values() for topic in topics)
    return sorted(topic for topic, count in counts.items() if SHARE * count >= len(tellers))


def _of_hosts(of_feed: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for url, topics in of_feed.items():
        found.setdefault(host_of(url), set()).add(topics)
    return {host: next(iter(folders)) for host, folders in found.items() if host and len(folders) == 1}
