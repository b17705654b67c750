"""The pages of the served site: the same at the same paths as in a folder, with search, names and revisions beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from coranto.errors import QueryError
from coranto.publish.cards import Card
from coranto.publish.difference import difference
from coranto.publish.folder import STATIC, static_file
from coranto.publish.only import only_here
from coranto.publish.site import lists
from coranto.publish.site.around import Around
from coranto.publish.site.pages import message_page, revisions_page, story_page, why_page
from coranto.publish.web.answers import answer, problem
from coranto.publish.web.names import named_stories, names_around
from coranto.publish.web.shelf import Shelf
from coranto.search import parse_query
from coranto.types import Edition

HITS = 20
MOST_SKIPPED = 1_000
"""A search is leafed through no further than this: better words help more."""

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


def site_router(shelf: Shelf) -> APIRouter:
    """All pages over a shelf. They are no part of the API, and not in its description."""
    router = APIRouter(include_in_schema=False)
    for paths, show in (
        (("/", "/index.html"), _front(shelf)),
        (("/stories/{story_id}/", "/stories/{story_id}/index.html"), _story(shelf)),
        (("/stories/{story_id}",), _without_slash(shelf)),
        (("/stories/{story_id}/why/", "/stories/{story_id}/why/index.html"), _why(shelf)),
        (("/stories/{story_id}/revisions/",), _revisions(shelf)),
        (("/stories/{story_id}/revisions/{revision}/",), _revision(shelf)),
        (("/days/", "/days/index.html"), _days(shelf)),
        (("/days/{day}/", "/days/{day}/index.html"), _day(shelf)),
        (("/publishers/", "/publishers/index.html"), _publishers(shelf)),
        (("/publishers/{key}/", "/publishers/{key}/index.html"), _publisher(shelf)),
        (("/names/{kind}/{key}/", "/names/{kind}/{key}/index.html"), _name(shelf)),
        (("/search",), _search(shelf)),
        (("/static/{name}",), _static),
    ):
        for path in paths:
            router.add_api_route(path, show, methods=["GET"])
    return router


Endpoint = Callable[..., Response]


def _front(shelf: Shelf) -> Endpoint:
    def front(request: Request) -> Response:
        def make() -> str:
            return lists.front_page(shelf.cards().values(), root="/", served=True)

        return answer(request, shelf.remember("front", make))

    return front


def _story(shelf: Shelf) -> Endpoint:
    @lru_cache(maxsize=512)
    def rendered(story_id: str, revision: int, around: Around) -> str:
        edition = shelf.edition(story_id, revision)
        assert edition is not None  # the caller has just seen it, and editions stay
        return story_page(edition, root="/", around=around)

    def story(story_id: str, request: Request) -> Response:
        elsewhere = moved(shelf, story_id)
        if elsewhere is not None:
            return elsewhere
        edition = shelf.edition(story_id)
        if edition is None:
            return _missing(request, story_id)
        around = _around(shelf, edition, newest=edition.revision)
        since = request.query_params.get("since")
        if since is None:
            return answer(request, rendered(story_id, edition.revision, around))
        earlier = _since(shelf, edition, since)
        if earlier is None:
            text = f"There is no revision '{since[:40]}': give its number, or a time like 2026-01-05T10:00"
            return _said(request, "No such revision", text)
        changed = difference(earlier, edition)
        return answer(request, story_page(edition, root="/", around=replace(around, difference=changed)))

    return story


def _without_slash(shelf: Shelf) -> Endpoint:
    def without_slash(story_id: str, request: Request) -> Response:
        elsewhere = moved(shelf, story_id)
        if elsewhere is not None:
            return elsewhere
        if shelf.edition(story_id) is None:
            return _missing(request, story_id)
        return RedirectResponse(f"/stories/{story_id}/", status_code=308)

    return without_slash


def _why(shelf: Shelf) -> Endpoint:
    def why(story_id: str, request: Request) -> Response:
        elsewhere = moved(shelf, story_id, "why/")
        if elsewhere is not None:
            return elsewhere
        edition = shelf.edition(story_id)
        if edition is None:
            return _missing(request, story_id)
        found = shelf.store.assignments(source.article_id for source in edition.sources)
        placed = {one.article_id: one for one in found}
        return answer(request, why_page(edition, placed, shelf.cards(), root="/", served=True))

    return why


def _revisions(shelf: Shelf) -> Endpoint:
    def revisions(story_id: str, request: Request) -> Response:
        edition = shelf.edition(story_id)
        if edition is None:
            return _missing(request, story_id)
        return answer(request, revisions_page(edition, shelf.store.revisions(story_id), root="/"))

    return revisions


def _revision(shelf: Shelf) -> Endpoint:
    def one_revision(story_id: str, revision: str, request: Request) -> Response:
        number = _number(revision)
        edition = shelf.edition(story_id, number) if number else None
        newest = shelf.edition(story_id)
        if edition is None or newest is None:
            return _missing(request, story_id)
        before = shelf.edition(story_id, edition.revision - 1) if edition.revision > 1 else None
        changed = difference(before, edition) if before is not None else None
        around = Around(newest=newest.revision, difference=changed)
        return answer(request, story_page(edition, root="/", around=around))

    return one_revision


def _days(shelf: Shelf) -> Endpoint:
    def days(request: Request) -> Response:
        return answer(request, lists.days_page(_by_day(shelf).items(), root="/", served=True))

    return days


def _day(shelf: Shelf) -> Endpoint:
    def one_day(day: str, request: Request) -> Response:
        cards = _by_day(shelf).get(day)
        if cards is None:
            return _said(request, "No such day", f"No story has its newest article on {day[:40]}.")
        return answer(request, lists.day_page(day, cards, root="/", served=True))

    return one_day


def _publishers(shelf: Shelf) -> Endpoint:
    def publishers(request: Request) -> Response:
        return answer(request, lists.publishers_page(shelf.publishers(), root="/", served=True))

    return publishers


def _publisher(shelf: Shelf) -> Endpoint:
    def one_publisher(key: str, request: Request) -> Response:
        found = next((each for each in shelf.publishers() if each.key == key), None)
        if found is None:
            return _said(request, "No such publisher", f"No article of {key[:80]} is in a story here.")
        page = lists.publisher_page(found, only_here(found, shelf.edition), root="/", served=True)
        return answer(request, page)

    return one_publisher


def _name(shelf: Shelf) -> Endpoint:
    def name(kind: str, key: str, request: Request) -> Response:
        found = named_stories(shelf, kind, key)
        if found is None:
            return _said(request, "No such name", f"No article here is about {key[:80]}.")
        return answer(request, lists.name_page(found.named, found.cards, found.timeline, root="/", served=True))

    return name


def _search(shelf: Shelf) -> Endpoint:
    def search(request: Request) -> Response:
        given = request.query_params
        asked = {name: given.get(name, "")[:400] for name in ("q", "publisher", "language", "since", "until", "order")}
        skip = min(_number(given.get("skip", "")), MOST_SKIPPED)
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
            sorted({name for each in shelf.publishers() for name in each.names}),
            sorted({language for card in shelf.cards().values() for language in card.languages}),
            root="/",
            problem=trouble,
            newer=_leaf(asked, skip - HITS) if skip else "",
            older=_leaf(asked, skip + HITS) if more else "",
        )
        return answer(request, page, status=400 if trouble else 200)

    return search


def _static(name: str, request: Request) -> Response:
    if name not in STATIC:
        return problem(404, "there is no such file")
    return answer(request, static_file(name), _TYPES[name.rsplit(".", 1)[-1]])


def moved(shelf: Shelf, story_id: str, rest: str = "") -> Response | None:
    """Where the story was absorbed, the way to the one that has its articles: for now, since it can be undone."""
    target = None if story_id in shelf.cards() else shelf.target(story_id)
    return None if target is None else RedirectResponse(f"/stories/{target}/{rest}", status_code=307)


def _by_day(shelf: Shelf) -> dict[str, list[Card]]:
    return shelf.remember("days", lambda: lists.by_day(shelf.cards().values()))


def _around(shelf: Shelf, edition: Edition, *, newest: int) -> Around:
    return Around(storyline=shelf.storyline(edition.story_id), names=names_around(shelf, edition), newest=newest)


def _since(shelf: Shelf, newest: Edition, given: str) -> Edition | None:
    """The revision of this number, or the newest that was there at this time."""
    number = _number(given)
    if number:
        return shelf.edition(newest.story_id, number)
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        return None
    at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    before = [number for number, composed in shelf.store.revisions(newest.story_id) if composed <= at]
    return shelf.edition(newest.story_id, before[-1]) if before else None


def _number(given: str) -> int:
    """A whole number of a few digits; 0 for anything else."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _leaf(asked: dict[str, str], skip: int) -> str:
    given = {name: value for name, value in asked.items() if value}
    return "/search?" + urlencode({**given, "skip": max(0, skip)})


def _missing(request: Request, story_id: str) -> Response:
    text = f"There is no story {story_id[:80]} here. It may have been merged: look on the front page."
    return _said(request, "No such story", text)


def _said(request: Request, heading: str, text: str) -> Response:
    return answer(request, message_page(heading, text, root="/", served=True), status=404)
