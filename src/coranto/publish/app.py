"""The web application over a store: pages, feeds and the API, behind one guard. It only reads, unless hands are given.

Whole texts of articles are not served, only the passages that pages cite and the pieces that a search finds.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from coranto.errors import StoreError
from coranto.ports import Store
from coranto.publish.web.answers import HeadAsGet, problem
from coranto.publish.web.api import api_router
from coranto.publish.web.crawlers import crawler_router
from coranto.publish.web.deeds import deed_router
from coranto.publish.web.description import describe
from coranto.publish.web.desk import desk_router
from coranto.publish.web.documents import document_router
from coranto.publish.web.events import event_router
from coranto.publish.web.following import feed_router
from coranto.publish.web.guard import LOOPBACK, Guard
from coranto.publish.web.paging import said_in_words
from coranto.publish.web.ready import Ready
from coranto.publish.web.shelf import Shelf
from coranto.publish.web.site import site_router
from coranto.publish.web.stories import story_router
from coranto.publish.web.warming import keep_warm
from coranto.publish.web.writing import LONGEST_BODY, Hands

MOST_THREADS = 6
"""Pages that are made at a time: more would only take turns, and all be late together."""

log = logging.getLogger(__name__)


def create_app(
    store: Store,
    *,
    hosts: Collection[str] | None = LOOPBACK,
    token: str = "",
    hands: Hands | None = None,
    fresh_for: float = 0.0,
    language: str = "",
) -> FastAPI:
    """The application. ``hosts`` are the names it answers to (None: any), ``token`` is what a request must carry.

    ``language``: that of the interface, where the address asks for none; "": as the reader's browser asks.
    What is new in the store is shown at once, or after ``fresh_for`` seconds at the latest; where it is not at once,
    answers are kept, and the pages of stories made before they are asked for.
    With ``hands`` there are also the desk and the writing part of the API, for those who have a token for it.
    """
    shelf = Shelf(store, fresh_for=fresh_for)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = MOST_THREADS
        host = sorted(hosts)[0] if hosts else LOOPBACK[0]
        warming = asyncio.create_task(keep_warm(app, shelf, host=host, token=token)) if fresh_for else None
        yield
        if warming is not None:
            warming.cancel()

    app = FastAPI(title="Coranto", version="1", docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.interface = language
    for router in (
        api_router(shelf),
        document_router(shelf),
        feed_router(shelf),
        story_router(shelf),
        site_router(shelf),
        crawler_router(shelf),
        event_router(shelf),
    ):
        app.include_router(router)
    if hands is not None:
        app.include_router(desk_router(shelf, hands))
        app.include_router(deed_router(store, hands))
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    app.add_middleware(Ready, shelf=shelf, hold=fresh_for, language=language)
    app.add_middleware(HeadAsGet)
    app.add_middleware(
        Guard,
        hosts=hosts,
        token=token,
        tokens=hands.tokens if hands is not None else None,
        longest_body=_longest_body if hands is not None else None,
    )

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        if _wants_page(request):
            response = said_in_words(
                request, "No such page", "There is nothing at this address.", status=error.status_code
            )
        else:
            response = problem(error.status_code, str(error.detail))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(StoreError)
    async def store_fault(request: Request, error: StoreError) -> Response:
        log.error("%s", error)
        if _wants_page(request):
            text = "The archive cannot be read at the moment. Please come back in a few minutes."
            response = said_in_words(request, "Back soon", text, status=503)
        else:
            response = problem(503, "the store cannot be read at the moment; ask again later")
        response.headers["Retry-After"] = "30"
        return response

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        return problem(400, f"{first['loc'][-1]}: {first['msg']}")

    @app.exception_handler(Exception)
    async def fault(_request: Request, error: Exception) -> Response:
        return problem(500, f"a fault of this server ({type(error).__name__}); its log has more")

    return app


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")


def _longest_body(path: str) -> int:
    return LONGEST_BODY if path in {"/admin/acts", "/admin/feeds", "/api/v1/acts"} else 0
