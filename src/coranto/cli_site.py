"""How a command serves the site: by which reader of requests, for how many at a time, for how long.

Why apart: ``serve`` serves nothing else and ``run`` beside its work, and a site must not be weaker for that.
"""

from __future__ import annotations

from typing import Any

from coranto.settings import Settings

FRESH_SECONDS = 1.0
"""New editions are on the site after so long at the latest: looking at each request would cost them all."""
_MOST_AT_ONCE = 500
"""Readers whose lines are open at a time, the idle ones too; more are told to come back."""
_IDLE_SECONDS = 2
"""How long a reader's line is kept for a next request: a page with its style and script comes at once."""


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
