"""What every request passes and every answer carries: host, token, size, and a policy that runs nothing foreign.

Why: the site shows strangers' words. Whatever they are, a browser must not act on them, and no other page may act
through a reader's browser upon a server on this machine (a name that points to 127.0.0.1 is told by its Host header).
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable, Collection

from fastapi import FastAPI, Request
from fastapi.responses import Response

from coranto.publish.web.answers import problem

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHORTEST_TOKEN = 20
"""Characters of a token that cannot be tried out."""
LONGEST_TARGET = 8_192
"""Characters of path and query together."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def guarded(app: FastAPI, *, hosts: Collection[str] | None, token: str) -> None:
    """Let through only requests for ``hosts`` (None: any), with the ``token`` ("": none needed) and without a body.

    Headers that a proxy adds (``X-Forwarded-For`` and its kin) are read nowhere: anybody can send them.
    """

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = _refused(request, hosts, token) or await call_next(request)
        response.headers.update(_HEADERS)
        return response


def _refused(request: Request, hosts: Collection[str] | None, token: str) -> Response | None:
    if hosts is not None and _host(request.headers.get("host", "")) not in hosts:
        return problem(421, "this server is not known by that name; its owner can add it to the setting hosts")
    if token and not _allowed(request.headers.get("authorization", ""), token):
        response = problem(401, "give the token of this server: as a password, or in an Authorization: Bearer header")
        response.headers["WWW-Authenticate"] = 'Basic realm="Coranto", charset="UTF-8"'
        return response
    if len(request.scope["raw_path"]) + len(request.scope["query_string"]) > LONGEST_TARGET:
        return problem(414, f"an address here has at most {LONGEST_TARGET} characters")
    if "\0" in request.scope["path"]:
        return problem(400, "an address has no NUL")
    if request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers:
        return problem(413, "this server only shows: it takes no request with a body")
    return None


def _host(header: str) -> str:
    """The host without its port: "[::1]:8000" is "::1"."""
    if header.startswith("["):
        return header[1:].split("]")[0].lower()
    return header.rsplit(":", 1)[0].lower() if header.count(":") == 1 else header.lower()


def _allowed(header: str, token: str) -> bool:
    """Whether the header has the token, as a bearer's or as the password of any user; in constant time."""
    kind, _, given = header.partition(" ")
    if kind.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            given = ""
    elif kind.lower() != "bearer":
        given = ""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode("utf-8", "replace"))
