"""Asks the site for its own story pages before a reader does, so that each is ready when it is first wanted.

Why by asking and not by rendering: what is asked for is kept by the same rules as what a reader asks for, and no other
way to a page exists that could show it otherwise.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from itertools import islice

from starlette.types import ASGIApp, Message, Scope

from coranto.publish.web.shelf import Shelf

log = logging.getLogger(__name__)

MOST_WARM = 10_000
"""Stories whose pages are made ready: the newest."""
SHARE = 4
"""After each page a pause of so many times as long as it took: readers and ingestion come first."""
LOOK_SECONDS = 1.0


async def keep_warm(app: ASGIApp, shelf: Shelf, *, host: str, token: str) -> None:
    """Go on until cancelled: the newest stories first, then each whose page is another than the last time."""
    asked: dict[str, object] = {}
    while True:
        try:
            await warm_once(app, shelf, asked, host=host, token=token)
        except Exception:
            # A page that cannot be made, or a store that cannot be read: whoever asks for it is told so.
            log.exception("pages could not be made ready")
        await asyncio.sleep(LOOK_SECONDS)


async def warm_once(
    app: ASGIApp,
    shelf: Shelf,
    asked: dict[str, object],
    *,
    host: str,
    token: str,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Ask for the page of every story that is not as it was when it was ``asked`` for."""
    cards = await asyncio.to_thread(shelf.cards)
    for story_id in list(islice(cards, MOST_WARM)):
        mark = shelf.mark(story_id)
        if mark is None or asked.get(story_id) == mark:
            continue
        begun = clock()
        asked[story_id] = mark
        await app(_request(f"/stories/{story_id}/", host, token), _nothing, _unread)
        await asyncio.sleep(SHARE * (clock() - begun))


def _request(path: str, host: str, token: str) -> Scope:
    """What a server makes of a request for a page by a reader who states no language."""
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", host.encode()), *([(b"authorization", f"Bearer {token}".encode())] if token else [])],
        "client": None,
        "server": None,
    }


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _unread(_message: Message) -> None:
    return None
