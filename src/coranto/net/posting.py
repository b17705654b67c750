"""Sends a few bytes to an address that a reader of ours named, under the same guard as everything that we read.

Why apart from the fetcher: it follows no redirect and reads no answer but the status.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import httpcore2
import httpx2

from coranto.errors import FetchError
from coranto.net.connecting import Deadline, GuardedBackend, PrivateAddressError, Resolver

SECONDS = 20.0


class Sender:
    """Posts to public addresses over http and https. ``trust`` replaces the machine's own certificates."""

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
        resolver: Resolver | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self._resolver = resolver
        self._trust = trust

    def post(self, url: str, body: bytes, headers: Mapping[str, str], private: bool = False) -> int:
        """Post the body; the status of the answer. ``private``: the host may be one of the reader's own network.

        Raises ``FetchError`` where there is no answer in time, or the address is not public.
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in {"http", "https"} or not host:
            raise FetchError(f"{url[:200]!a} is no address of the web", mend="give one with https")
        deadline = Deadline(self._clock)
        deadline.set(self._seconds)
        guard = GuardedBackend(frozenset({host} if private else ()), deadline, self._resolver)
        context = self._trust or httpx2.create_ssl_context(trust_env=False)
        shown = f"{parts.scheme}://{host}"  # an address can hold a secret
        try:
            with (
                httpcore2.ConnectionPool(ssl_context=context, network_backend=guard) as pool,
                pool.stream(
                    "POST",
                    url,
                    headers=[(b"User-Agent", b"Coranto"), *((n.encode(), v.encode()) for n, v in headers.items())],
                    content=body,
                    extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), self._seconds)},
                ) as answer,
            ):
                return int(answer.status)
        except PrivateAddressError as error:
            raise FetchError(
                f"{shown} must not be sent to ({error})", mend="say private = true if it is yours"
            ) from None
        except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError, ValueError) as error:
            raise FetchError(f"{shown} did not answer ({type(error).__name__})", mend="it is tried again") from None
