"""The pages of a story as served: its newest edition, what changed, every revision, and why its articles are in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from coranto.publish.difference import difference
from coranto.publish.site.around import Around
from coranto.publish.site.pages import revisions_page, story_page, why_page
from coranto.publish.site.words import Words
from coranto.publish.web.answers import answer, words_of
from coranto.publish.web.names import names_around
from coranto.publish.web.paging import Endpoint, add_pages, said_in_words, small_number
from coranto.publish.web.shelf import Shelf
from coranto.types import Edition


def story_router(shelf: Shelf) -> APIRouter:
    """All pages of a story."""
    router = APIRouter(include_in_schema=False)
    add_pages(
        router,
        (("/stories/{story_id}/", "/stories/{story_id}/index.html"), _story(shelf)),
        (("/stories/{story_id}",), _without_slash(shelf)),
        (("/stories/{story_id}/why/", "/stories/{story_id}/why/index.html"), _why(shelf)),
        (("/stories/{story_id}/revisions/",), _revisions(shelf)),
        (("/stories/{story_id}/revisions/{revision}/",), _revision(shelf)),
    )
    return router


def moved(shelf: Shelf, story_id: str, rest: str = "") -> Response | None:
    """Where the story was absorbed, the way to the one that has its articles: for now, since it can be undone."""
    target = None if story_id in shelf.cards() else shelf.target(story_id)
    return None if target is None else RedirectResponse(f"/stories/{target}/{rest}", status_code=307)


def _story(shelf: Shelf) -> Endpoint:
    @lru_cache(maxsize=512)
    def rendered(story_id: str, revision: int, around: Around, words: Words) -> str:
        edition = shelf.edition(story_id, revision)
        assert edition is not None  # the caller has just seen it, and editions stay
        return story_page(edition, root="/", around=around, words=words)

    def story(story_id: str, request: Request) -> Response:
        elsewhere = moved(shelf, story_id)
        if elsewhere is not None:
            return elsewhere
        edition = shelf.edition(story_id)
        if edition is None:
            return _missing(request, story_id)
        around = _around(shelf, edition, newest=edition.revision)
        since, words = request.query_params.get("since"), words_of(request)
        if since is None:
            return answer(request, rendered(story_id, edition.revision, around, words))
        earlier = _since(shelf, edition, since)
        if earlier is None:
            text = "There is no revision '%(since)s': give its number, or a time like 2026-01-05T10:00"
            return said_in_words(request, "No such revision", text, since=since[:40])
        changed = difference(earlier, edition)
        return answer(request, story_page(edition, root="/", around=replace(around, difference=changed), words=words))

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
        return answer(request, why_page(edition, placed, shelf.cards(), root="/", served=True, words=words_of(request)))

    return why


def _revisions(shelf: Shelf) -> Endpoint:
    def revisions(story_id: str, request: Request) -> Response:
        edition = shelf.edition(story_id)
        if edition is None:
            return _missing(request, story_id)
        found = shelf.store.revisions(story_id)
        return answer(request, revisions_page(edition, found, root="/", words=words_of(request)))

    return revisions


def _revision(shelf: Shelf) -> Endpoint:
    def one_revision(story_id: str, revision: str, request: Request) -> Response:
        number = small_number(revision)
        edition = shelf.edition(story_id, number) if number else None
        newest = shelf.edition(story_id)
        if edition is None or newest is None:
            return _missing(request, story_id)
        before = shelf.edition(story_id, edition.revision - 1) if edition.revision > 1 else None
        changed = difference(before, edition) if before is not None else None
        around = Around(newest=newest.revision, changed=shelf.changed(edition, newest.revision), difference=changed)
        return answer(request, story_page(edition, root="/", around=around, words=words_of(request)))

    return one_revision


def _around(shelf: Shelf, edition: Edition, *, newest: int) -> Around:
    return Around(
        storyline=shelf.storyline(edition.story_id),
        names=names_around(shelf, edition),
        newest=newest,
        changed=shelf.changed(edition, newest),
    )


def _since(shelf: Shelf, newest: Edition, given: str) -> Edition | None:
    """The revision of this number, or the newest that was there at this time."""
    number = small_number(given)
    if number:
        return shelf.edition(newest.story_id, number)
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        return None
    at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    before = [number for number, composed in shelf.store.revisions(newest.story_id) if composed <= at]
    return shelf.edition(newest.story_id, before[-1]) if before else None


def _missing(request: Request, story_id: str) -> Response:
    text = "There is no story %(story)s here. It may have been merged: look on the front page."
    return said_in_words(request, "No such story", text, story=story_id[:80])
