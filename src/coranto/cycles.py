"""One cycle of polling: how long it waits, and what it did.

Why apart from the loop: nothing here asks, stores or composes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from coranto.net.pacing import host_of
from coranto.types import Feed, Report

_SHORTEST_QUIET = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many seconds a cycle waits: ``quiet`` for a feed that gives no sign of life, less where all
    that answered did so at once, ``whole`` for all together.

    ``idle`` is the pause between two looks at what is due.
    """

    quiet: float = 2.0
    whole: float = 60.0
    idle: float = 5.0


class Signs:
    """Signs of life of the feeds under way, by which those that hang are told from those that are slow.

    May be used from many threads.
    """

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._last: dict[str, float] = {}
        self._gaps: list[float] = []

    def new_cycle(self) -> None:
        """Forget how long feeds were silent before this cycle."""
        with self._lock:
            self._gaps.clear()

    def seen(self, url: str, now: float) -> None:
        """A feed begins, or brings something."""
        with self._lock:
            if url in self._last:
                self._gaps.append(now - self._last[url])
            self._last[url] = now

    def ended(self, url: str) -> None:
        """A feed is through."""
        with self._lock:
            self._last.pop(url, None)

    def worth_waiting(self, under_way: Iterable[Feed], now: float) -> bool:
        """Whether any of these is lively, or waits behind none that hangs: far slower than most that answered."""
        with self._lock:
            last, gaps = dict(self._last), list(self._gaps)
        usual = median(gaps) if gaps else self._patience.quiet
        quiet = min(self._patience.quiet, max(_SHORTEST_QUIET, 4 * usual))
        hanging, waiting = set(), set()
        for feed in under_way:
            host, sign = host_of(feed.address or feed.url), last.get(feed.url)
            if sign is None:
                waiting.add(host)
            elif now - sign < quiet:
                return True
            else:
                hanging.add(host)
        return bool(waiting - hanging)


@dataclass(slots=True)
class Cycle:
    """What one cycle did."""

    polled: int = 0
    failed: int = 0
    pages: int = 0
    seconds: float = 0.0
    report: Report | None = None

    def line(self, at: datetime, next_at: datetime | None) -> str:
        """The one line that tells of it."""
        accepted = self.report.accepted if self.report else 0
        composed = self.report.composed if self.report else 0
        again = "" if next_at is None else "; more feeds are due"
        if next_at is not None and next_at > at:
            again = f"; next feed at {next_at.astimezone(at.tzinfo).isoformat(timespec='seconds')}"
        return (
            f"{at.isoformat(timespec='seconds')} {self.polled} feeds polled, {self.failed} failed, "
            f"{self.pages} pages read, {accepted} new articles, {composed} pages composed, {self.seconds:.1f} s{again}"
        )
