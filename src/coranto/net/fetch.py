"""Reads an address of the web: politely, within limits, and never from the reader's own network.

The address is checked where the connection is made, after the name was resolved, on every hop: checking the name
before would be a race against whoever answers for it.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin

import httpcore2
import httpx2

from coranto.errors import FetchError
from coranto.net.addresses import is_public
from coranto.net.answers import Answer, answer_of
from coranto.read.urls import canonical_url

USER_AGENT = f"Coranto/{version('coranto')} (news engine; reads feeds and articles for its user)"
_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"


class WebFetcher:
    """A ``Fetcher`` over http and https. ``private`` hosts are let through though they are not public.

    ``contact`` is an address that is named to every server, for whoever wants to complain.
    """

    def __init__(
        self,
        *,
        max_bytes: int = 15_000_000,
        seconds: float = 30.0,
        hops: int = 5,
        private: Iterable[str] = (),
        contact: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._max_bytes = max_bytes
        self._seconds = seconds
        self._hops = hops
        self._clock = clock
        self._client = _client(frozenset(private), seconds, user_agent(contact))

    def fetch(self, url: str, /) -> tuple[str, bytes, str]:
        """Return (final url, body, content type). Raises ``FetchError`` naming the address and the mend.

        At most ``max_bytes`` after decompression, ``seconds`` in all between answers, ``hops`` redirects.
        """
        answer = self.ask(url)
        if answer.status != 200:
            what = f"{_shown(answer.url)} answered {answer.status}"
            raise FetchError(what, mend="check the address in a browser, or try later")
        return answer.url, answer.body, answer.kind

    def ask(self, url: str, /, *, etag: str = "", modified: str = "") -> Answer:
        """What the server answers to a request with these validators of an earlier answer: 304 is "nothing new".

        Limits are those of ``fetch``. Raises ``FetchError`` where there is no answer, or one beyond the limits.
        Cookies are never kept.
        """
        until = self._clock() + self._seconds
        validators = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = [(name, value.encode("latin-1", "ignore")) for name, value in validators.items() if value]
        at = url
        for _ in range(self._hops + 1):
            if canonical_url(at) is None:
                raise FetchError(f"{_shown(at)} is no http or https address", mend="give the address of a page or feed")
            try:
                self._client.cookies.clear()
                with self._client.stream("GET", at, headers=[(n.encode(), v) for n, v in headers]) as answer:
                    if answer.status_code in _REDIRECTS and "location" in answer.headers:
                        at = urljoin(at, answer.headers["location"])
                        continue
                    body = self._body(answer, at, until) if answer.status_code == 200 else b""
                    given = {
                        name.lower().decode("latin-1"): value.decode("latin-1") for name, value in answer.headers.raw
                    }
                    return answer_of(at, answer.status_code, body, given, now=datetime.now(UTC))
            except (httpx2.HTTPError, httpx2.InvalidURL, httpcore2.ConnectError, UnicodeError) as error:
                what = f"{_shown(at)} could not be read: {str(error) or type(error).__name__}"
                raise FetchError(what, mend="check the address and the connection") from error
        raise FetchError(f"{_shown(url)} redirects more than {self._hops} times", mend="give the address it leads to")

    def close(self) -> None:
        """Close idle connections."""
        self._client.close()

    def _body(self, answer: Any, at: str, until: float) -> bytes:
        parts, size = [], 0
        for part in answer.iter_bytes():  # as they arrive: a fixed size would wait for slow senders
            size += len(part)
            if size > self._max_bytes:
                limit = f"{self._max_bytes / 1_000_000:g} MB"
                raise FetchError(f"{_shown(at)} is larger than {limit}", mend="save what you need of it in a file")
            if self._clock() > until:
                raise FetchError(f"{_shown(at)} took more than {self._seconds:g} seconds", mend="try later")
            parts.append(part)
        return b"".join(parts)


def user_agent(contact: str = "") -> str:
    """What the fetcher calls itself. Of ``contact`` only printable ASCII is said, 200 characters of it."""
    said = "".join(char for char in contact if " " <= char <= "~")[:200].strip()
    return USER_AGENT[:-1] + f"; {said})" if said else USER_AGENT


class _GuardedBackend(httpcore2.SyncBackend):
    """Resolves a name once, refuses it if any of its addresses is not public, and connects to a checked one."""

    def __init__(self, private: frozenset[str]) -> None:
        self._private = private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore2.ConnectError(f"the name {host} cannot be resolved") from error
        addresses = [str(entry[4][0]) for entry in found]
        bad = [] if host in self._private else [address for address in addresses if not is_public(address)]
        if bad or not addresses:
            raise httpcore2.ConnectError(f"{host} is {(bad or ['nowhere'])[0]}, which is not a public address")
        return super().connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore2.NetworkStream:
        raise httpcore2.ConnectError(f"{path}: sockets of this machine are not read")


def _client(private: frozenset[str], seconds: float, agent: str) -> httpx2.Client:
    transport = httpx2.HTTPTransport(trust_env=False)
    # httpx2 has no public way to choose the network backend; test_fetch would notice if this stopped working.
    transport._pool = httpcore2.ConnectionPool(
        ssl_context=httpx2.create_ssl_context(trust_env=False), network_backend=_GuardedBackend(private)
    )
    headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
    return httpx2.Client(transport=transport, trust_env=False, timeout=min(10.0, seconds), headers=headers)


def _shown(url: str) -> str:
    return ascii(url[:200])[1:-1]
