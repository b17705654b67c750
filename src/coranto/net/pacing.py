"""Gives every server its time: few requests at once, a pause between them, and none while it does not answer.

Why per host and not per feed: a server that keeps a thousand feeds feels the thousand, not the one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from coranto.errors import FetchError

GAP = 1.0
"""Seconds between the beginnings of two requests to one host."""

FAILURES = 5
"""Requests in a row without an answer after which a host is left alone."""

PAUSES = (60.0, 3_600.0)
"""Seconds for which it is left alone at first, and at most: each further failure doubles them."""

_MOST_HOSTS = 20_000


@dataclass(slots=True)
class _Host:
    busy: int = 0
    next_start: float = 0.0
    failures: int = 0
    shut_until: float = 0.0


class Pacer:
    """Turns at hosts. May be used from many threads. ``clock`` is steady, in seconds; ``sleep`` waits."""

    def __init__(
        self,
        *,
        gap: float = GAP,
        at_once: int = 2,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gap = gap
        self._at_once = at_once
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, host: str, delay: float = 0.0) -> Iterator[None]:
        """Wait for a turn at a host, and have it as long as the ``with`` statement lasts.

        Turns begin at least the gap apart, or ``delay`` where that is longer. Raises ``FetchError`` (reason
        "host-down") at once where the host is left alone because it did not answer. An error inside that means "no
        answer" counts against the host; an answer of any kind, or any other error, for it.
        """
        self._begin(host, max(self._gap, delay))
        answered = True
        try:
            yield
        except FetchError as error:
            answered = error.reason not in ("timeout", "unreachable")
            raise
        finally:
            self._end(host, answered)

    def free_in(self, host: str) -> float:
        """Seconds until a turn at the host could begin, by what is known now."""
        with self._lock:
            known = self._hosts.get(host)
            return 0.0 if known is None else max(0.0, max(known.next_start, known.shut_until) - self._clock())

    def _begin(self, host: str, gap: float) -> None:
        while True:
            with self._lock:
                known = self._known(host)
                now = self._clock()
                if known.shut_until > now:
                    what = f"{host} did not answer {known.failures} times and is left alone"
                    raise FetchError(
                        what, mend=f"it is tried again in {known.shut_until - now:.0f} s", reason="host-down"
                    )
                wait = known.next_start - now
                if wait <= 0 and known.busy < self._at_once:
                    known.busy += 1
                    known.next_start = now + gap
                    return
            self._sleep(wait if wait > 0 else self._gap / 4 or 0.01)

    def _end(self, host: str, answered: bool) -> None:
        with self._lock:
            known = self._known(host)
            known.busy = max(0, known.busy - 1)
            known.failures = 0 if answered else known.failures + 1
            if known.failures >= FAILURES:
                first, most = PAUSES
                pause = min(first * 2.0 ** min(known.failures - FAILURES, 30), most)
                known.shut_until = self._clock() + pause

    def _known(self, host: str) -> _Host:
        if host not in self._hosts and len(self._hosts) >= _MOST_HOSTS:
            now = self._clock()
            idle = [name for name, each in self._hosts.items() if not each.busy and each.next_start <= now]
            for name in idle:
                if not self._hosts[name].failures:
                    del self._hosts[name]
        return self._hosts.setdefault(host, _Host())


def host_of(url: str) -> str:
    """The host of an address with its port, in small letters: what is paced as one."""
    try:
        parts = urlsplit(url)
        name = (parts.hostname or "").rstrip(".")
        name = f"[{name}]" if ":" in name else name
        return f"{name}:{parts.port}" if parts.port else name
    except ValueError:
        return ""
