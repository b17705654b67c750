"""How the served site answers: with a tag by which an unchanged page is not sent again, or with a problem document.

Why one door: page, data and feed then behave alike, and every error of the API has the form of RFC 9457.
"""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coranto.publish.site.words import Words, chosen

HTML = "text/html; charset=utf-8"
JSON = "application/json"
PROBLEM = "application/problem+json"


def answer(request: Request, body: str | bytes, media_type: str = HTML, *, status: int = 200) -> Response:
    """The body with its ETag; 304 without it where the reader has it already."""
    sent = body.encode("utf-8", "replace") if isinstance(body, str) else body
    tag = f'"{sha256(sent).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if media_type == HTML:
        headers["Vary"] = "Accept-Language"
    if status == 200 and tag in tags_of(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return Response(sent, status_code=status, media_type=media_type, headers=headers)


def words_of(request: Request) -> Words:
    """The language in which to answer: see ``site.words.chosen``."""
    asked, accepted = request.query_params.get("lang", ""), request.headers.get("accept-language", "")
    return chosen(request.app.state.interface, asked, accepted)


def problem(status: int, detail: str) -> Response:
    """An error as a problem document (RFC 9457)."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body, status_code=status, media_type=PROBLEM)


def tags_of(header: str) -> set[str]:
    """The tags of an If-None-Match header, weak or not."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


class HeadAsGet:
    """Answers HEAD wherever GET is answered: the same, without the body. ``head`` in the scope says so."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def headers_only(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET", "head": True}, receive, headers_only)
