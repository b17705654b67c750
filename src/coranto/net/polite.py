"""The fetcher as everybody uses it: with manners. It waits for its turn, obeys robots.txt and keeps Retry-After.

A feed that a person added, and the page that it is looked for on, are asked for on that person's word, as a browser
would: robots.txt is not consulted for them. Every page that a feed leads to is asked for only where robots.txt allows.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from coranto.errors import FetchError
from coranto.net.answers import Answer
from coranto.net.fetch import WebFetcher
from coranto.net.pacing import Pacer, host_of
from coranto.net.robots import Robots
from coranto.ports import Clock

_BUSY = (429, 503)
_NO_WORD = timedelta(minutes=5)
"""How long a server is left alone that says it is busy, but not for how long."""


class PoliteFetcher:
    """A ``Fetcher`` with manners over a ``WebFetcher``. May be used from many threads.

    ``held`` are servers that asked earlier to be left alone, with the time until then; ``on_hold`` is told of new ones,
    so that they are still known after a restart.
    """

    def __init__(
        self,
        web: WebFetcher,
        pacer: Pacer,
        now: Clock,
        *,
        held: Mapping[str, datetime] | None = None,
        on_hold: Callable[[str, datetime], None] | None = None,
    ) -> None:
        self._web = web
        self._pacer = pacer
        self._now = now
        self._held = dict(held or {})
        self._on_hold = on_hold
        self._lock = threading.Lock()
        self._robots = Robots(lambda url, most: web.ask(url, gate=self._turn, cut_at=most), now)

    def fetch(self, url: str, /) -> tuple[str, bytes, str]:
        """Return (final url, body, content type) of an address that a person gave. Raises ``FetchError``."""
        answer = self.feed(url)
        if answer.status != 200:
            what = f"{ascii(answer.url[:200])[1:-1]} answered {answer.status}"
            raise FetchError(what, mend="check the address in a browser, or try later", reason="status")
        return answer.url, answer.body, answer.kind

    def feed(self, url: str, /, *, etag: str = "", modified: str = "") -> Answer:
        """What the server of a feed answers. Raises ``FetchError``."""
        return self._heard(self._web.ask(url, etag=etag, modified=modified, gate=self._turn))

    def page(self, url: str, /) -> Answer:
        """What the server of a page answers, if its robots.txt lets us ask. Raises ``FetchError``."""
        return self._heard(self._web.ask(url, gate=self._allowed_turn))

    def free_in(self, url: str) -> float:
        """Seconds until the server of this address may be asked again, by what is known now."""
        host = host_of(url)
        with self._lock:
            held = self._held.get(host)
        wait = 0.0 if held is None else (held - self._now()).total_seconds()
        return max(wait, self._pacer.free_in(host), 0.0)

    def close(self) -> None:
        """Close idle connections."""
        self._web.close()

    def _heard(self, answer: Answer) -> Answer:
        if answer.status in _BUSY:
            host = host_of(answer.url)
            until = self._now() + (_NO_WORD if answer.wait is None else timedelta(seconds=answer.wait))
            with self._lock:
                self._held[host] = until = max(until, self._held.get(host, until))
            if self._on_hold is not None:
                self._on_hold(host, until)
        return answer

    @contextmanager
    def _turn(self, url: str) -> Iterator[None]:
        host = host_of(url)
        self._check(host)
        with self._pacer.turn(host):
            yield

    @contextmanager
    def _allowed_turn(self, url: str) -> Iterator[None]:
        host = host_of(url)
        self._check(host)
        parts = urlsplit(url)
        rules = self._robots.rules(f"{parts.scheme.lower()}://{host}")
        if not rules.allow(url):
            why = "is not for robots" if rules.reachable else "has a robots.txt that cannot be read"
            raise FetchError(f"{ascii(url[:200])[1:-1]} {why}", mend="read it in a browser", reason="robots")
        with self._pacer.turn(host, rules.delay):
            yield

    def _check(self, host: str) -> None:
        with self._lock:
            until = self._held.get(host)
            if until is not None and until <= self._now():
                del self._held[host]
                until = None
        if until is not None:
            what = f"{host} asked to be left alone until {until.isoformat(timespec='seconds')}"
            raise FetchError(what, mend="it is asked again then", reason="held")
