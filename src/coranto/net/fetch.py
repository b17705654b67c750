"""Reads an address of the web: within limits, and never from the reader's own network.

Redirects are followed by hand, so that every hop is guarded, limited and asked for like the first. What is written
here is how a request ends in every case; when and whether one may be made is decided by the ``gate`` (``net.polite``).
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin

import httpcore2
import httpx2

from coranto.errors import FetchError
from coranto.net.answers import Answer, answer_of
from coranto.net.connecting import Deadline, GuardedBackend, PrivateAddressError, Resolver
from coranto.net.decoding import DecodingError, TooLargeError, Unpacking
from coranto.read.urls import canonical_url

USER_AGENT = f"Coranto/{version('coranto')} (news engine; reads feeds and articles for its user)"
_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"
_NEVER_TEXT = re.compile(r"\s*(?:video|audio|image|font|model)/|\s*application/(?:pdf|zip|gzip|x-rar)", re.IGNORECASE)
_MOST_HEADERS = 500
_CONNECTIONS = 1_000

Gate = Callable[[str], AbstractContextManager[object]]
"""Entered before the request to an address, left after its answer. Raises ``FetchError`` where it must not be made."""


class WebFetcher:
    """A ``Fetcher`` over http and https. May be used from many threads.

    ``private`` hosts are let through though they are not public. ``contact`` is an address that is named to every
    server, for whoever wants to complain. ``trust`` replaces the machine's own certificates.
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
        resolver: Resolver | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._max_bytes = max_bytes
        self._seconds = seconds
        self._hops = hops
        self._clock = clock
        self._deadline = Deadline(clock)
        backend = GuardedBackend(frozenset(private), self._deadline, resolver)
        self._client = _client(backend, seconds, user_agent(contact), trust)

    def fetch(self, url: str, /) -> tuple[str, bytes, str]:
        """Return (final url, body, content type). Raises ``FetchError`` naming the address and the mend.

        At most ``max_bytes`` after decompression, ``seconds`` in all, ``hops`` redirects.
        """
        answer = self.ask(url)
        if answer.status != 200:
            what = f"{_shown(answer.url)} answered {answer.status}"
            raise FetchError(what, mend="check the address in a browser, or try later", reason="status")
        return answer.url, answer.body, answer.kind

    def ask(
        self, url: str, /, *, etag: str = "", modified: str = "", gate: Gate | None = None, cut_at: int | None = None
    ) -> Answer:
        """What the server answers to a request with these validators of an earlier answer: 304 is "nothing new".

        Limits are those of ``fetch``; ``cut_at`` gives no more of the body than its first bytes. Raises ``FetchError``
        where there is no answer, or one beyond the limits. Cookies are never kept.
        """
        validators = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = [(name.encode(), value.encode("latin-1", "ignore")) for name, value in validators.items() if value]
        at, moved, insecure, left = url, True, False, self._seconds
        for hop in range(self._hops + 1):
            if canonical_url(at) is None:
                what = f"{_shown(at)} is no http or https address"
                raise FetchError(what, mend="give the address of a page or feed", reason="no-address")
            with gate(at) if gate is not None else nullcontext():
                self._deadline.set(left)  # our own waiting for a turn does not count
                answer = self._once(at, headers, cut_at)
                left = self._deadline.remains()
            if isinstance(answer, tuple):
                status, to = answer
                moved = moved and status in _FOR_GOOD
                insecure = insecure or (at.lower().startswith("https:") and to.lower().startswith("http:"))
                at = to
                continue
            return answer_of(
                at,
                answer.status,
                answer.body,
                answer.headers,
                now=datetime.now(UTC),
                moved=at if hop and moved else "",
                insecure=insecure,
            )
        what = f"{_shown(url)} redirects more than {self._hops} times"
        raise FetchError(what, mend="give the address it leads to", reason="redirects")

    def close(self) -> None:
        """Close idle connections."""
        self._client.close()

    def _once(self, at: str, headers: list[tuple[bytes, bytes]], cut_at: int | None) -> _Got | tuple[int, str]:
        """One request: its answer, or the status and target of a redirect."""
        try:
            with self._client.stream("GET", at, headers=headers) as answer:
                given = _headers(answer)
                if answer.status_code in _REDIRECTS and "location" in given:
                    return answer.status_code, _target(at, given["location"])
                body = self._body(answer, given, cut_at) if answer.status_code == 200 else b""
                return _Got(answer.status_code, body, given)
        except _WrongAnswerError as error:
            raise FetchError(
                f"{_shown(at)} {error}", mend="check the address in a browser", reason="protocol"
            ) from None
        except DecodingError as error:
            raise FetchError(f"{_shown(at)} {error}", mend="try later", reason="encoding") from None
        except TooLargeError:
            what = f"{_shown(at)} is larger than {self._max_bytes / 1_000_000:g} MB"
            raise FetchError(what, mend="save what you need of it in a file", reason="too-large") from None
        except _NoTextError as error:
            what = f"{_shown(at)} is {error} and no text"
            raise FetchError(what, mend="give the address of a page or feed", reason="content-type") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, httpcore2.NetworkError, UnicodeError) as error:
            raise self._failed(at, error) from error
        except (httpcore2.TimeoutException, httpcore2.ProtocolError) as error:
            raise self._failed(at, error) from error

    def _body(self, answer: Any, given: dict[str, str], cut_at: int | None) -> bytes:
        kind = given.get("content-type", "")
        if _NEVER_TEXT.match(kind):
            raise _NoTextError(f"of the kind '{_shown(kind[:60])}'")
        limit = self._max_bytes if cut_at is None else cut_at
        unpacking = Unpacking(given.get("content-encoding", ""), limit, cut=cut_at is not None)
        for part in answer.iter_raw():  # as they arrive: a fixed size would wait for slow senders
            self._deadline.left()
            if not unpacking.add(part):
                break
        return unpacking.end()

    def _failed(self, at: str, error: Exception) -> FetchError:
        causes = list(_causes(error))
        if any(isinstance(cause, PrivateAddressError) for cause in causes):
            reason, mend = "private-address", "if it is yours to read, name its host as private"
        elif any(isinstance(cause, ssl.SSLError) for cause in causes):
            reason, mend = "tls", "its certificate is not to be trusted: ask its owner to mend it"
        elif any(isinstance(cause, (httpx2.TimeoutException, httpcore2.TimeoutException)) for cause in causes):
            what = f"{_shown(at)} took more than {self._seconds:g} seconds"
            return FetchError(what, mend="try later", reason="timeout")
        elif any(isinstance(cause, (httpx2.ProtocolError, httpcore2.ProtocolError)) for cause in causes):
            reason, mend = "protocol", "check the address in a browser, or try later"
        else:
            reason, mend = "unreachable", "check the address and the connection"
        what = f"{_shown(at)} could not be read: {str(error) or type(error).__name__}"
        return FetchError(what, mend=mend, reason=reason)


class _WrongAnswerError(ValueError):
    """An answer that no server should give."""


class _NoTextError(ValueError):
    """An answer with sound or pictures."""


class _Got:
    """One answer that is no redirect."""

    def __init__(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.status = status
        self.body = body
        self.headers = headers


def user_agent(contact: str = "") -> str:
    """What the fetcher calls itself. Of ``contact`` only printable ASCII is said, 200 characters of it."""
    said = "".join(char for char in contact if " " <= char <= "~")[:200].strip()
    return USER_AGENT[:-1] + f"; {said})" if said else USER_AGENT


def _headers(answer: Any) -> dict[str, str]:
    raw = answer.headers.raw
    if len(raw) > _MOST_HEADERS:
        raise _WrongAnswerError(f"has more than {_MOST_HEADERS} headers")
    return {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in raw}


def _target(at: str, location: str) -> str:
    """Where a redirect leads. Raises where it is written in letters that no address has."""
    if any(not "!" <= char <= "~" for char in location.strip(" ")):
        raise _WrongAnswerError("redirects to what is no address")
    try:
        return urljoin(at, location.strip(" "))
    except ValueError:
        raise _WrongAnswerError("redirects to what is no address") from None


def _causes(error: BaseException | None) -> Iterable[BaseException]:
    seen = 0
    while error is not None and seen < 20:
        yield error
        error, seen = error.__cause__ or error.__context__, seen + 1


def _client(backend: GuardedBackend, seconds: float, agent: str, trust: ssl.SSLContext | None) -> httpx2.Client:
    transport = httpx2.HTTPTransport(trust_env=False)
    # httpx2 has no public way to choose the network backend; test_fetch would notice if this stopped working.
    transport._pool = httpcore2.ConnectionPool(
        ssl_context=trust or httpx2.create_ssl_context(trust_env=False),
        network_backend=backend,
        max_connections=_CONNECTIONS,
        max_keepalive_connections=20,
        keepalive_expiry=5.0,
    )
    headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
    return httpx2.Client(
        transport=transport,
        trust_env=False,
        timeout=min(10.0, seconds),
        headers=headers,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
    )


def _shown(url: str) -> str:
    return ascii(url[:200])[1:-1]
