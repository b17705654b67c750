"""The site of a store, served: the same pages at the same paths as a folder, rendered from stored editions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import lru_cache

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from coranto.ports import Store
from coranto.publish.feeds import atom_feed, json_feed
from coranto.publish.folder import STATIC, static_file
from coranto.publish.markdown import to_markdown
from coranto.publish.site.pages import front_page, message_page, story_page
from coranto.publish.timelinejs import to_timelinejs
from coranto.types import Edition
from coranto.wire import edition_to_json, index_to_json, json_text

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
PAGE = ["GET", "HEAD"]
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


def create_app(store: Store) -> FastAPI:
    """The web application over ``store``. It only reads; whole texts are not served, only cited passages."""
    app = FastAPI(title="Coranto", version="1", docs_url=None, redoc_url=None)

    @app.middleware("http")
    async def headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def newest() -> list[Edition]:
        found = (store.edition(story.id) for story in store.stories())
        return [edition for edition in found if edition is not None]

    @lru_cache(maxsize=512)
    def rendered(story_id: str, revision: int) -> str:
        edition = store.edition(story_id, revision)
        if edition is None:  # raised, not returned: what is not there yet must not be remembered
            raise LookupError(story_id)
        return story_page(edition, root="/")

    def moved(story_id: str, rest: str = "") -> Response | None:
        """Where the story was absorbed, the way to the one that has its articles: for now, since it can be undone."""
        target = None if store.story(story_id) is not None else store.redirects().get(story_id)
        return None if target is None else RedirectResponse(f"/stories/{target}/{rest}", status_code=307)

    def missing(story_id: str) -> Response:
        text = f"There is no story {story_id[:80]} here. It may have been merged: look on the front page."
        return HTMLResponse(message_page("No such story", text, root="/"), status_code=404)

    def data(story_id: str, name: str, show: Callable[[Edition], str], kind: str) -> Response:
        """The newest edition in one of its forms, or where it is, or that there is none."""
        elsewhere = moved(story_id, name)
        if elsewhere is not None:
            return elsewhere
        edition = store.edition(story_id)
        if edition is None:
            return _problem(404, f"there is no story {story_id[:80]}")
        return Response(show(edition), media_type=kind)

    @app.api_route("/", methods=PAGE, include_in_schema=False)
    @app.api_route("/index.html", methods=PAGE, include_in_schema=False)
    def front() -> Response:
        return HTMLResponse(front_page(newest(), root="/"))

    @app.api_route("/stories/{story_id}/", methods=PAGE, include_in_schema=False)
    @app.api_route("/stories/{story_id}/index.html", methods=PAGE, include_in_schema=False)
    def story(story_id: str, request: Request) -> Response:
        elsewhere = moved(story_id)
        if elsewhere is not None:
            return elsewhere
        edition = store.edition(story_id)
        if edition is None:
            return missing(story_id)
        tag = f'"{edition.story_id}-{edition.revision}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        return HTMLResponse(rendered(story_id, edition.revision), headers={"ETag": tag})

    @app.api_route("/stories/{story_id}", methods=PAGE, include_in_schema=False)
    def without_slash(story_id: str) -> Response:
        elsewhere = moved(story_id)
        if elsewhere is not None:
            return elsewhere
        if store.edition(story_id) is None:
            return missing(story_id)
        return RedirectResponse(f"/stories/{story_id}/", status_code=308)

    @app.api_route("/stories/{story_id}/revisions/{revision}/", methods=PAGE, include_in_schema=False)
    def one_revision(story_id: str, revision: int) -> Response:
        try:
            return HTMLResponse(rendered(story_id, revision))
        except LookupError:
            return missing(story_id)

    @app.get("/stories/{story_id}/edition.json", tags=["stories"])
    def edition_json(story_id: str) -> Response:
        """The newest edition of a story, as the contract's schema says."""
        return data(story_id, "edition.json", lambda edition: json_text(edition_to_json(edition)), "application/json")

    @app.get("/stories/{story_id}/edition.md", tags=["stories"])
    def edition_markdown(story_id: str) -> Response:
        """The newest edition as Markdown."""
        return data(story_id, "edition.md", to_markdown, "text/markdown; charset=utf-8")

    @app.get("/stories/{story_id}/timeline.json", tags=["stories"])
    def timeline(story_id: str) -> Response:
        """The timeline as TimelineJS 3 reads it."""
        return data(story_id, "timeline.json", to_timelinejs, "application/json")

    @app.get("/index.json", tags=["stories"])
    def index() -> Response:
        """All stories, newest first."""
        return Response(json_text(index_to_json(newest())), media_type="application/json")

    @app.get("/feed.xml", tags=["feeds"])
    def atom(request: Request) -> Response:
        """The newest stories as Atom."""
        return Response(atom_feed(newest(), base=str(request.base_url)), media_type="application/atom+xml")

    @app.get("/feed.json", tags=["feeds"])
    def jsonfeed(request: Request) -> Response:
        """The newest stories as JSON Feed."""
        return Response(json_feed(newest(), base=str(request.base_url)), media_type="application/feed+json")

    @app.api_route("/static/{name}", methods=PAGE, include_in_schema=False)
    def static(name: str) -> Response:
        if name not in STATIC:
            return _problem(404, "there is no such file")
        return Response(static_file(name), media_type=TYPES[name.rsplit(".", 1)[-1]])

    return app


def _problem(status: int, detail: str) -> JSONResponse:
    """An error in the form of RFC 9457."""
    body = {"type": "about:blank", "status": status, "title": "Not Found", "detail": detail}
    return JSONResponse(body, status_code=status, media_type="application/problem+json")
