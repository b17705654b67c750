"""What the robots.txt of a server allows, as RFC 9309 reads it.

What is not there allows everything; what cannot be reached allows nothing until it can be. At most 500 KiB of it are
read, it is asked for once a day, and a delay that it asks for is kept up to half a minute.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from coranto.errors import FetchError
from coranto.net.answers import Answer

MOST_BYTES = 500 * 1024
LONGEST_DELAY = 30.0
AGENT = "Coranto"
"""The name that a robots.txt calls us by."""

KEPT = timedelta(hours=24)
RETRIED = timedelta(minutes=30)
"""After so long a robots.txt that could not be reached is asked for again."""

_MOST_HOSTS = 5_000


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one server: ``delay`` is how many seconds it wants between requests."""

    parsed: Protego | None
    reachable: bool
    delay: float
    until: datetime

    def allow(self, url: str) -> bool:
        """Whether this address may be asked for."""
        if not self.reachable:
            return False
        try:
            return self.parsed is None or bool(self.parsed.can_fetch(url, AGENT))
        except (ValueError, UnicodeError):
            return False


class Robots:
    """The rules of many servers, each asked for when it is first needed. May be used from many threads.

    ``ask`` reads an address with at most this many bytes of its body, and raises ``FetchError``.
    """

    def __init__(self, ask: Callable[[str, int], Answer], now: Callable[[], datetime]) -> None:
        self._ask = ask
        self._now = now
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Rules] = OrderedDict()
        self._asking: dict[str, threading.Lock] = {}

    def rules(self, origin: str) -> Rules:
        """The rules of the server at ``origin``, like ``https://example.org``."""
        with self._lock:
            asking = self._asking.setdefault(origin, threading.Lock())
        with asking:
            known = self._known.get(origin)
            if known is None or known.until <= self._now():
                known = self._read(origin)
            with self._lock:
                self._known[origin] = known
                self._known.move_to_end(origin)
                if len(self._known) > _MOST_HOSTS:
                    gone, _ = self._known.popitem(last=False)
                    self._asking.pop(gone, None)
            return known

    def _read(self, origin: str) -> Rules:
        now = self._now()
        try:
            answer = self._ask(f"{origin}/robots.txt", MOST_BYTES)
        except FetchError as error:
            # More redirects than we follow count as "not there"; a silent or broken server as "not now".
            if error.reason in ("redirects", "content-type", "no-address"):
                return Rules(None, True, 0.0, now + KEPT)
            return Rules(None, False, 0.0, now + RETRIED)
        if answer.status == 200:
            return _parsed(answer.body[:MOST_BYTES], now + KEPT)
        if answer.status == 429 or answer.status >= 500:
            return Rules(None, False, 0.0, now + max(RETRIED, timedelta(seconds=min(answer.wait or 0, 86_400))))
        return Rules(None, True, 0.0, now + KEPT)


def _parsed(body: bytes, until: datetime) -> Rules:
    try:
        parsed = Protego.parse(body.decode("utf-8-sig", "replace"))
        asked = parsed.crawl_delay(AGENT)
    except (ValueError, UnicodeError):
        return Rules(None, True, 0.0, until)
    delay = min(max(float(asked), 0.0), LONGEST_DELAY) if asked is not None and asked == asked else 0.0
    return Rules(parsed, True, delay, until)
