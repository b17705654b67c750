"""Feeds of the served site: of all stories, one topic, one publisher's, one story's revisions, or what a search finds.

Each is there as Atom (feed.xml), RSS (rss.xml) and JSON Feed (feed.json), with the same entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from coranto.errors import QueryError
from coranto.publish.cards import Card
from coranto.publish.feeds import (
    MOST_ENTRIES,
    STORIES,
    Channel,
    Entry,
    atom_feed,
    json_feed,
    revision_entries,
    rss_feed,
    story_entries,
    topic_channel,
)
from coranto.publish.web.answers import answer, problem
from coranto.publish.web.shelf import Shelf
from coranto.publish.web.stories import moved
from coranto.search import parse_query
from coranto.types import Edition

_FORMS = ("feed.xml", "rss.xml", "feed.json")


def feed_router(shelf: Shelf) -> APIRouter:
    """All feeds over a shelf."""
    router = APIRouter()
    for form in _FORMS:
        for path, show in (
            (f"/{form}", _of_all(shelf, form)),
            (f"/topics/{{key}}/{form}", _of_topic(shelf, form)),
            (f"/publishers/{{key}}/{form}", _of_publisher(shelf, form)),
            (f"/stories/{{story_id}}/{form}", _of_story(shelf, form)),
            (f"/search/{form}", _of_search(shelf, form)),
        ):
            router.add_api_route(path, show, include_in_schema=False)
    return router


def _of_all(shelf: Shelf, form: str) -> Callable[..., Response]:
    def feed(request: Request) -> Response:
        entries = shelf.remember("entries", lambda: _entries(shelf, shelf.cards().values()))
        return _printed(request, form, STORIES, entries)

    return feed


def _of_topic(shelf: Shelf, form: str) -> Callable[..., Response]:
    def feed(key: str, request: Request) -> Response:
        found = next((each for each in shelf.topics() if each.key == key), None)
        if found is None:
            return problem(404, f"there is no topic {key[:80]}")
        return _printed(request, form, topic_channel(found), _entries(shelf, found.cards))

    return feed


def _of_publisher(shelf: Shelf, form: str) -> Callable[..., Response]:
    def feed(key: str, request: Request) -> Response:
        found = next((each for each in shelf.publishers() if each.key == key), None)
        if found is None:
            return problem(404, f"there is no publisher {key[:80]}")
        channel = Channel(
            id=f"urn:coranto:publisher:{key}",
            title=f"Coranto: stories with {found.names[0]}",
            home=f"publishers/{key}/index.html",
            here=f"publishers/{key}/feed",
        )
        return _printed(request, form, channel, _entries(shelf, found.cards))

    return feed


def _of_story(shelf: Shelf, form: str) -> Callable[..., Response]:
    def feed(story_id: str, request: Request) -> Response:
        elsewhere = moved(shelf, story_id, form)
        if elsewhere is not None:
            return elsewhere
        edition = shelf.edition(story_id)
        if edition is None:
            return problem(404, f"there is no story {story_id[:80]}")
        channel = Channel(
            id=f"urn:coranto:story:{story_id}",
            title=f"Coranto: {edition.headline.text}",
            home=f"stories/{story_id}/index.html",
            here=f"stories/{story_id}/feed",
        )
        return _printed(request, form, channel, revision_entries(edition))

    return feed


def _of_search(shelf: Shelf, form: str) -> Callable[..., Response]:
    def feed(request: Request) -> Response:
        names = ("q", "publisher", "language", "since", "until")
        asked = {name: value for name in names if (value := request.query_params.get(name, ""))}
        try:
            query = parse_query(asked.get("q", ""), newest=True, **{name: asked.get(name) for name in names[1:]})
        except QueryError as error:
            return problem(400, str(error))
        cards = shelf.cards()
        hits = shelf.store.search(query, limit=MOST_ENTRIES)
        words = urlencode(asked)
        channel = Channel(
            id=f"urn:coranto:search:{sha256(words.encode()).hexdigest()[:24]}",
            title=f"Coranto: search for {asked.get('q') or 'everything'}",
            home=f"search?{words}",
            here="search/feed",
            query=f"?{words}" if words else "",
        )
        return _printed(
            request, form, channel, _entries(shelf, (cards[h.story_id] for h in hits if h.story_id in cards))
        )

    return feed


def _entries(shelf: Shelf, cards: Iterable[Card]) -> list[Entry]:
    """Of the newest only: their editions are read for it."""
    newest = sorted(cards, key=lambda c: (-c.updated_at.timestamp(), c.story_id))[:MOST_ENTRIES]
    found: list[Edition] = [
        e for e in (shelf.edition(card.story_id, card.revision) for card in newest) if e is not None
    ]
    return story_entries(found)


def _printed(request: Request, form: str, channel: Channel, entries: Sequence[Entry]) -> Response:
    base = str(request.base_url)
    if form == "feed.json":
        return answer(request, json_feed(channel, entries, base=base), "application/feed+json")
    if form == "rss.xml":
        return answer(request, rss_feed(channel, entries, base=base), "application/rss+xml")
    return answer(request, atom_feed(channel, entries, base=base), "application/atom+xml")
