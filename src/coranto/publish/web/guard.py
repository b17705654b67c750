"""What every request passes and every answer carries: host, token, size, and a policy that runs nothing foreign.

Why: the site shows strangers' words. Whatever they are, a browser must not act on them, and no other page may act
through a reader's browser upon a server on this machine (a name that points to 127.0.0.1 is told by its Host header).
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from fastapi.responses import Response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coranto.publish.web.answers import problem
from coranto.publish.web.tokens import Tokens

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHORTEST_TOKEN = 20
"""Characters of a token that cannot be tried out."""
LONGEST_TARGET = 8_192
"""Characters of path and query together."""

MOST_PARAMETERS = 100

_HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]


class Guard:
    """Lets through only requests for ``hosts`` (None: any), with the ``token`` ("": none needed) and a small body.

    ``tokens`` are those of people who may do more than read: whose a request carries stands in its scope (``holder``).
    ``longest_body`` says of a path how many bytes of body are taken; without it, none anywhere. A request
    that may change something, and one that says where it comes from, must come from a page of these hosts.
    Headers that a proxy adds (``X-Forwarded-For`` and its kin) are read nowhere: anybody can send them.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Collection[str] | None,
        token: str,
        longest_body: Callable[[str], int] | None = None,
        tokens: Tokens | None = None,
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._token = token
        self._tokens = tokens
        self._longest_body = longest_body or (lambda _path: 0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it on; either way the answer carries the policy."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_HEADERS]}
            await send(message)

        longest = self._longest_body(scope["path"])
        given = _given(Headers(scope=scope).get("authorization", ""))
        scope["holder"] = self._tokens.holder(given) if self._tokens is not None and given else None
        await (_refused(scope, self._hosts, self._token, longest) or self._app)(scope, receive, with_policy)


def _refused(scope: Scope, hosts: Collection[str] | None, token: str, longest: int) -> Response | None:
    headers = Headers(scope=scope)
    if hosts is not None and _host(headers.get("host", "")) not in hosts:
        return problem(421, "this server is not known by that name; its owner can add it to the setting hosts")
    if token and scope["holder"] is None and not _is_same(_given(headers.get("authorization", "")), token):
        response = problem(401, "give the token of this server: as a password, or in an Authorization: Bearer header")
        response.headers["WWW-Authenticate"] = 'Basic realm="Coranto", charset="UTF-8"'
        return response
    if "transfer-encoding" in headers and "content-length" in headers:
        return _closing(problem(400, "a request has one length"))
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers or not (length.isascii() and length.isdigit()) or int(length[:12]) > longest:
        what = (
            f"takes a body of at most {longest} bytes here"
            if longest
            else "only shows: it takes no request with a body"
        )
        return _closing(problem(413, f"this server {what}"))
    if scope["method"] not in {"GET", "HEAD"} and not _from_here(headers, hosts):
        return _closing(problem(403, "this request comes from a page of another site"))
    if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_TARGET:
        return problem(414, f"an address here has at most {LONGEST_TARGET} characters")
    if scope["query_string"].count(b"&") >= MOST_PARAMETERS:
        return problem(400, f"an address here has at most {MOST_PARAMETERS} parameters")
    return problem(400, "an address has no NUL") if "\0" in scope["path"] else None


def _from_here(headers: Headers, hosts: Collection[str] | None) -> bool:
    """Whether the page that a request comes from, if it says so, is of this server: programs say nothing of it."""
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        return False
    if origin is None:
        return True
    try:
        parts = urlsplit(origin)
        name = parts.hostname or ""
    except ValueError:
        return False
    known = hosts if hosts is not None else (_host(headers.get("host", "")),)
    return parts.scheme in {"http", "https"} and name in known


def _closing(response: Response) -> Response:
    """The answer after which nothing more is read: what follows could be taken for another request."""
    response.headers["Connection"] = "close"
    return response


def _host(header: str) -> str:
    """The host without its port: "[::1]:8000" is "::1"."""
    if header.startswith("["):
        return header[1:].split("]")[0].lower()
    return header.rsplit(":", 1)[0].lower() if header.count(":") == 1 else header.lower()


def _given(header: str) -> str:
    """The token of a header: a bearer's, or the password of any user; "" for none."""
    kind, _, given = header.partition(" ")
    if kind.lower() == "bearer":
        return given
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _is_same(given: str, token: str) -> bool:
    """In constant time."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode("utf-8", "replace"))
