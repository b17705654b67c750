"""The lists of the served site: front page, archive, publishers, names and search, at the addresses of a folder."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from coranto.errors import QueryError
from coranto.publish.cards import Card
from coranto.publish.folder import STATIC, static_file
from coranto.publish.only import only_here
from coranto.publish.site import lists
from coranto.publish.site.words import Words
from coranto.publish.web.answers import answer, problem, words_of
from coranto.publish.web.names import named_stories
from coranto.publish.web.paging import Endpoint, add_pages, said_in_words, small_number
from coranto.publish.web.shelf import Shelf
from coranto.search import parse_query

HITS = 20
MOST_SKIPPED = 1_000
"""A search is leafed through no further than this: better words help more."""

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


def site_router(shelf: Shelf) -> APIRouter:
    """The lists, the search and the files of style. They are no part of the API, and not in its description."""
    router = APIRouter(include_in_schema=False)
    add_pages(
        router,
        (("/", "/index.html"), _front(shelf)),
        (("/days/", "/days/index.html"), _days(shelf)),
        (("/days/{day}/", "/days/{day}/index.html"), _day(shelf)),
        (("/topics/{key}/", "/topics/{key}/index.html"), _topic(shelf)),
        (("/publishers/", "/publishers/index.html"), _publishers(shelf)),
        (("/publishers/{key}/", "/publishers/{key}/index.html"), _publisher(shelf)),
        (("/names/{kind}/{key}/", "/names/{kind}/{key}/index.html"), _name(shelf)),
        (("/search",), _search(shelf)),
        (("/static/{name}",), _static),
    )
    return router


def _front(shelf: Shelf) -> Endpoint:
    def front(request: Request) -> Response:
        def make() -> str:
            return lists.front_page(shelf.cards().values(), shelf.topics(), root="/", served=True, words=words)

        words = words_of(request)
        return answer(request, shelf.remember(f"front {words}", make))

    return front


def _topic(shelf: Shelf) -> Endpoint:
    def topic(key: str, request: Request) -> Response:
        topics = shelf.topics()
        found = next((each for each in topics if each.key == key), None)
        if found is None:
            return said_in_words(request, "No such topic", "No story is of the topic %(key)s.", key=key[:80])
        return answer(request, lists.topic_page(found, topics, root="/", served=True, words=words_of(request)))

    return topic


def _days(shelf: Shelf) -> Endpoint:
    def days(request: Request) -> Response:
        return answer(request, lists.days_page(_by_day(shelf).items(), root="/", served=True, words=words_of(request)))

    return days


def _day(shelf: Shelf) -> Endpoint:
    def one_day(day: str, request: Request) -> Response:
        cards = _by_day(shelf).get(day)
        if cards is None:
            return said_in_words(request, "No such day", "No story has its newest article on %(day)s.", day=day[:40])
        return answer(request, lists.day_page(day, cards, root="/", served=True, words=words_of(request)))

    return one_day


def _publishers(shelf: Shelf) -> Endpoint:
    def publishers(request: Request) -> Response:
        return answer(
            request, lists.publishers_page(shelf.publishers(), root="/", served=True, words=words_of(request))
        )

    return publishers


def _publisher(shelf: Shelf) -> Endpoint:
    def one_publisher(key: str, request: Request) -> Response:
        found = next((each for each in shelf.publishers() if each.key == key), None)
        if found is None:
            return said_in_words(
                request, "No such publisher", "No article of %(key)s is in a story here.", key=key[:80]
            )
        page = lists.publisher_page(
            found, only_here(found, shelf.edition), root="/", served=True, words=words_of(request)
        )
        return answer(request, page)

    return one_publisher


def _name(shelf: Shelf) -> Endpoint:
    def name(kind: str, key: str, request: Request) -> Response:
        found = named_stories(shelf, kind, key)
        if found is None:
            return said_in_words(request, "No such name", "No article here is about %(key)s.", key=key[:80])
        return answer(
            request,
            lists.name_page(found.named, found.cards, found.timeline, root="/", served=True, words=words_of(request)),
        )

    return name


def _search(shelf: Shelf) -> Endpoint:
    def search(request: Request) -> Response:
        given, words = request.query_params, words_of(request)
        asked = {name: given.get(name, "")[:400] for name in ("q", "publisher", "language", "since", "until", "order")}
        skip = min(small_number(given.get("skip", "")), MOST_SKIPPED)
        found, trouble, more = [], "", False
        if any(value for name, value in asked.items() if name != "order"):
            try:
                query = parse_query(
                    asked["q"],
                    publisher=asked["publisher"],
                    language=asked["language"],
                    since=asked["since"],
                    until=asked["until"],
                    newest=asked["order"] == "newest",
                )
                hits = shelf.store.search(query, limit=HITS + 1, skip=skip)
                cards = shelf.cards()
                found = [(hit, cards[hit.story_id]) for hit in hits[:HITS] if hit.story_id in cards]
                more = len(hits) > HITS and skip + HITS <= MOST_SKIPPED
            except QueryError as error:
                trouble = str(error)
        page = lists.search_page(
            asked,
            found,
            *shelf.remember("filters", lambda: _filters(shelf)),
            root="/",
            problem=trouble,
            newer=_leaf(asked, skip - HITS, words) if skip else "",
            older=_leaf(asked, skip + HITS, words) if more else "",
            words=words,
        )
        return answer(request, page, status=400 if trouble else 200)

    return search


def _static(name: str, request: Request) -> Response:
    if name not in STATIC:
        return problem(404, "there is no such file")
    return answer(request, static_file(name), _TYPES[name.rsplit(".", 1)[-1]])


def _filters(shelf: Shelf) -> tuple[list[str], list[str]]:
    """The publishers and the languages that a search can be narrowed to."""
    names = {name for card in shelf.cards().values() for name in card.publishers}
    return sorted(names), sorted({code for card in shelf.cards().values() for code in card.coverage.languages})


def _by_day(shelf: Shelf) -> dict[str, list[Card]]:
    return shelf.remember("days", lambda: lists.by_day(shelf.cards().values()))


def _leaf(asked: dict[str, str], skip: int, words: Words) -> str:
    chosen = {"lang": words.language} if words.asked else {}
    given = {name: value for name, value in asked.items() if value} | chosen
    return "/search?" + urlencode({**given, "skip": max(0, skip)})
