"""Answers that are ready: what a page was the last time, sent again as it is for as long as nothing in it can differ.

Why outside of the application: a page that is kept costs then no route, no thread and no rendering, only its bytes.
"""

from __future__ import annotations

import gzip
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coranto.publish.site.words import chosen
from coranto.publish.web.answers import tags_of
from coranto.publish.web.shelf import Shelf

MOST_BYTES = 64_000_000
"""Of all that is kept; what was asked for least lately goes first."""
LARGEST_SHARE = 16
"""No answer takes more than this part of it."""
SHORTEST_PACKED = 1_000
"""Bytes below which packing saves nothing."""

_OF_ONE_STORY = re.compile(r"(?:/api/v1)?/stories/([^/]+)(?:/(?!why/|articles).*)?")
_UNKEPT = ("/admin/", "/api/v1/events")
_PACKED = (b"text/", b"application/json", b"application/atom", b"application/rss", b"application/feed")
_PACKING_LEVEL = 4

_Headers = list[tuple[bytes, bytes]]
_Key = tuple[str, bytes, bytes, str]


class Ready:
    """Keeps answers that carry an ETag, at most ``most_bytes`` of them, packed as most readers take them.

    A page of one story is kept until the shelf knows the story otherwise; every other, which may tell of all stories,
    for ``hold`` seconds. With 0 nothing is kept. ``language`` is that of the interface ("": as the reader asks).
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        shelf: Shelf,
        hold: float,
        language: str = "",
        most_bytes: int = MOST_BYTES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._shelf = shelf
        self._hold = hold
        self._most_bytes = most_bytes
        self._clock = clock
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._bytes = 0
        self._language = lru_cache(maxsize=1_000)(lambda accepted: chosen(language, accepted=accepted).language)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with what is kept, or pass the request on and keep its answer."""
        mark = self._mark(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if mark is None:
            await self._app(scope, receive, send)
            return
        asked = dict(scope["headers"])
        accepted = asked.get(b"accept-language", b"")[:200].decode("latin-1")
        # Feeds and the files for crawlers have whole addresses in them, by the name that was asked; pages have none.
        host = b"" if scope["path"].endswith("/") else asked.get(b"host", b"")
        key = (scope["path"], scope["query_string"], host, self._language(accepted))
        kept = self._kept.get(key)
        if kept is None or kept.mark != mark:
            kept = await self._made(scope, receive, send, mark)
            if kept is None:
                return
            if self._mark(scope) == mark:
                self._keep(key, kept)
        else:
            self._kept.move_to_end(key)
        for message in kept.messages(asked):
            await send(message)

    def _mark(self, scope: Scope) -> object | None:
        """What the answer at an address depends upon: equal as long as the answer is; None where it is not kept."""
        path: str = scope["path"]
        if not self._hold or path.startswith(_UNKEPT):
            return None
        if path.startswith("/static/"):
            return path
        story = _OF_ONE_STORY.fullmatch(path)
        return self._shelf.mark(story[1]) if story else int(self._clock() / self._hold)

    async def _made(self, scope: Scope, receive: Receive, send: Send, mark: object) -> _Kept | None:
        """The application's whole answer; None where it is of a kind that is not kept, and was sent as it came."""
        begun: list[Message] = []
        parts: list[bytes] = []

        async def gather(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_keepable(message):
                begun.append(message)
            elif begun and message["type"] == "http.response.body":
                parts.append(message.get("body", b""))
            else:
                await send(message)

        # Whole, whatever the reader has: the tag is compared here.
        headers = [each for each in scope["headers"] if each[0] != b"if-none-match"]
        await self._app({**scope, "headers": headers}, receive, gather)
        return _Kept(mark, list(begun[0]["headers"]), b"".join(parts)) if begun else None

    def _keep(self, key: _Key, kept: _Kept) -> None:
        old = self._kept.pop(key, None)
        self._bytes -= old.size if old is not None else 0
        if kept.size > self._most_bytes // LARGEST_SHARE:
            return
        self._kept[key] = kept
        self._bytes += kept.size
        while self._bytes > self._most_bytes:
            self._bytes -= self._kept.popitem(last=False)[1].size


class _Kept:
    """An answer with the mark under which it holds: packed where that saves something, and then in no other form."""

    def __init__(self, mark: object, headers: _Headers, body: bytes) -> None:
        found = dict(headers)
        self.mark = mark
        self._tag = found[b"etag"]
        self._packed = len(body) >= SHORTEST_PACKED and found[b"content-type"].startswith(_PACKED)
        self._body = gzip.compress(body, _PACKING_LEVEL, mtime=0) if self._packed else body
        vary = [found[b"vary"]] if b"vary" in found else []
        vary += [b"Accept-Encoding"] if self._packed else []
        self._headers = [each for each in headers if each[0] not in {b"etag", b"vary", b"content-length"}]
        self._headers += [(b"vary", b", ".join(vary))] if vary else []
        self.size = len(self._body) + 2_000

    def messages(self, asked: dict[bytes, bytes]) -> tuple[Message, Message]:
        """What is sent to a reader who asks with these headers: the body, packed or not, or that there is no newer."""
        tag, body, encoding = self._tag, self._body, []
        if tag.decode() in tags_of(asked.get(b"if-none-match", b"").decode("latin-1")):
            return _answer(304, [*(each for each in self._headers if each[0] != b"content-type"), (b"etag", tag)], b"")
        if self._packed and _takes_gzip(asked.get(b"accept-encoding", b"")):
            # The same page in other bytes: a strong tag would promise the same bytes.
            tag, encoding = b"W/" + tag, [(b"content-encoding", b"gzip")]
        elif self._packed:
            body = gzip.decompress(body)
        length = (b"content-length", str(len(body)).encode())
        return _answer(200, [*self._headers, *encoding, (b"etag", tag), length], body)


def _answer(status: int, headers: _Headers, body: bytes) -> tuple[Message, Message]:
    return (
        {"type": "http.response.start", "status": status, "headers": headers},
        {"type": "http.response.body", "body": body},
    )


def _is_keepable(start: Message) -> bool:
    """Whether an answer says of itself that it can be compared, and by nothing that it is for one reader only."""
    names = dict(start["headers"])
    kept = names.get(b"cache-control", b"") == b"no-cache"
    return start["status"] == 200 and kept and b"etag" in names and b"set-cookie" not in names


def _takes_gzip(header: bytes) -> bool:
    """Whether an Accept-Encoding header names gzip, and does not refuse it."""
    for part in header.split(b","):
        code, _, weight = part.partition(b";")
        if code.strip().lower() == b"gzip":
            return weight.replace(b" ", b"").rstrip(b"0.") != b"q="
    return False
