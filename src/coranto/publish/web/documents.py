"""A story's page as data, Markdown or TimelineJS, and the index of stories: the files that a folder has as well."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from coranto.publish.markdown import to_markdown
from coranto.publish.timelinejs import to_timelinejs
from coranto.publish.web.answers import JSON, answer, problem
from coranto.publish.web.description import said
from coranto.publish.web.shelf import Shelf
from coranto.publish.web.stories import moved
from coranto.types import Edition
from coranto.wire import edition_to_json, index_row, json_text


def document_router(shelf: Shelf) -> APIRouter:
    """The newest edition of a story in its forms, and the index."""
    router = APIRouter(tags=["files"])

    def document(request: Request, story_id: str, name: str, show: Callable[[Edition], str], kind: str) -> Response:
        """The newest edition in one of its forms, or where it is, or that there is none."""
        elsewhere = moved(shelf, story_id, name)
        if elsewhere is not None:
            return elsewhere
        edition = shelf.edition(story_id)
        if edition is None:
            return problem(404, f"there is no story {story_id[:80]}")
        return answer(request, show(edition), kind)

    @router.get("/stories/{story_id}/edition.json", responses=said("Edition", 404))
    def edition_json(story_id: str, request: Request) -> Response:
        """The newest edition of a story, as the contract's schema says."""
        return document(request, story_id, "edition.json", lambda e: json_text(edition_to_json(e)), JSON)

    @router.get(
        "/stories/{story_id}/edition.md", responses=said("text/markdown", 404), response_class=PlainTextResponse
    )
    def edition_markdown(story_id: str, request: Request) -> Response:
        """The newest edition as Markdown."""
        return document(request, story_id, "edition.md", to_markdown, "text/markdown; charset=utf-8")

    @router.get("/stories/{story_id}/timeline.json", responses=said("application/json", 404))
    def timeline(story_id: str, request: Request) -> Response:
        """The timeline as TimelineJS 3 reads it."""
        return document(request, story_id, "timeline.json", to_timelinejs, JSON)

    @router.get("/index.json")
    def index(request: Request) -> Response:
        """All stories, newest first."""

        def make() -> str:
            cards = shelf.cards().values()
            rows = [index_row(card.story_id, card.headline, card.updated_at, card.counts) for card in cards]
            return json_text({"stories": rows})

        return answer(request, shelf.remember("index", make), JSON)

    return router
