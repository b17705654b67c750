"""How a command serves the site: by which reader of requests, for how many at a time, for how long.

Why apart: ``serve`` serves nothing else and ``run`` beside its work, and a site must not be weaker for that.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from coranto.settings import Settings

FRESH_SECONDS = 1.0
"""New editions are on the site after so long at the latest: looking at each request would cost them all."""
_MOST_AT_ONCE = 500
"""Readers whose lines are open at a time, the idle ones too; more are told to come back."""
_IDLE_SECONDS = 2
"""How long a reader's line is kept for a next request: a page with its style and script comes at once."""
_COLLECTED_SECONDS = 1.0
_WHOLLY_EVERY = 600


def how_served(settings: Settings, *, leaving_seconds: int) -> dict[str, Any]:
    """What uvicorn is told besides the application.

    ``leaving_seconds`` is how long those are waited for who still hold on at the end, as listeners to events do.
    """
    return {
        "host": settings.text("host"),
        "port": settings.whole("port"),
        "log_level": "warning",
        # uvicorn takes httptools where it is installed: a faster reader, to which two hosts are one request and a
        # header may be without end.
        "http": "h11",
        "access_log": False,
        # Anybody can send X-Forwarded-For; a slow or idle reader must not hold a place for long.
        "proxy_headers": False,
        "server_header": False,
        "limit_concurrency": _MOST_AT_ONCE,
        "timeout_keep_alive": _IDLE_SECONDS,
        "timeout_graceful_shutdown": leaving_seconds,
    }


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Python looks for cycles of dead objects when the clock says so, not whenever many objects were made.

    A whole look through the pages and stories that a served process keeps holds up every reader for 0.2 seconds, and
    came so often that one request in a hundred met it. New objects are looked at each second, all of them every ten
    minutes.
    """
    over = threading.Event()

    def collect() -> None:
        turn = 0
        while not over.wait(_COLLECTED_SECONDS):
            turn += 1
            gc.collect(2 if turn % _WHOLLY_EVERY == 0 else 1)

    was_enabled = gc.isenabled()
    gc.disable()
    thread = threading.Thread(target=collect, name="collector", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        if was_enabled:
            gc.enable()
