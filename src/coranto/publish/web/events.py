"""New editions as server-sent events: a program is told at once, and after a pause takes up where it left.

Why a look at the pulse and no hook in the writer: whoever writes is another process. The look costs two numbers.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import islice

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from coranto.publish.cards import Card
from coranto.publish.web import spelling
from coranto.publish.web.answers import problem
from coranto.publish.web.cursors import Mark, keyed, read_mark, spelt_mark
from coranto.publish.web.shelf import Shelf

MOST_LISTENERS = 50
"""Listeners at a time; more are told to come back, so that readers of pages are always served."""
MOST_TOLD = 100
"""Editions that are told at once: whoever missed more asks the list of editions."""
LOOK_SECONDS = 2.0
ALIVE_SECONDS = 15.0
"""After so long without news a line is sent that says nothing, so that a dead line is noticed."""
WHOLE_SECONDS = 600.0
"""Then the server hangs up, and the listener's own rules make it ask again."""

Sleep = Callable[[float], Awaitable[None]]


def event_router(shelf: Shelf) -> APIRouter:
    """The stream, at ``/api/v1/events``. It has no end, and so no place in the description of the API."""
    router = APIRouter(include_in_schema=False)
    listeners = anyio.CapacityLimiter(MOST_LISTENERS)

    @router.get("/api/v1/events")
    async def events(request: Request) -> Response:
        given = request.headers.get("last-event-id", "") or request.query_params.get("after", "")
        after = read_mark(given[:200]) if given else None
        if given and after is None:
            return problem(400, "this is no id of an event of this server; begin without one")
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        if request.scope.get("head"):
            return Response(headers=headers, media_type="text/event-stream")
        try:
            listeners.acquire_on_behalf_of_nowait(request)
        except anyio.WouldBlock:
            full = problem(503, f"{MOST_LISTENERS} programs listen already; come back, or ask /api/v1/editions")
            full.headers["Retry-After"] = "60"
            return full

        async def stream() -> AsyncIterator[str]:
            try:
                async for event in told(shelf, after):
                    yield event
            finally:
                listeners.release_on_behalf_of(request)

        return StreamingResponse(stream(), headers=headers, media_type="text/event-stream")

    return router


async def told(shelf: Shelf, after: Mark | None, *, sleep: Sleep = anyio.sleep) -> AsyncIterator[str]:
    """The events, oldest first: those since ``after``, then those to come, until the time is over."""
    yield f"retry: {int(LOOK_SECONDS * 1000)}\n\n"
    newest = await anyio.to_thread.run_sync(_newest_first, shelf)
    last = after if after is not None else newest[0][0] if newest else None
    waited = quiet = 0.0
    while True:
        fresh = list(islice((row for row in newest if last is None or row[0] < last), MOST_TOLD))
        for mark, card in reversed(fresh):
            last, quiet = mark, 0.0
            yield _event(mark, card)
        if waited >= WHOLE_SECONDS:
            return
        if quiet >= ALIVE_SECONDS:
            quiet = 0.0
            yield ": still here\n\n"
        await sleep(LOOK_SECONDS)
        waited, quiet = waited + LOOK_SECONDS, quiet + LOOK_SECONDS
        newest = await anyio.to_thread.run_sync(_newest_first, shelf)


def _newest_first(shelf: Shelf) -> list[tuple[Mark, Card]]:
    return shelf.remember("by composing", lambda: keyed(shelf.cards().values(), lambda card: card.composed_at))


def _event(mark: Mark, card: Card) -> str:
    # JSON has no raw line breaks: no text can end its line and begin a field of its own.
    return f"id: {spelt_mark(mark)}\nevent: edition\ndata: {spelling.brief(card).model_dump_json()}\n\n"
