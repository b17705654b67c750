"""How it goes: which feeds are in trouble, why and since when; and the figures of a running engine for Prometheus.

Nothing here is measured twice: feeds carry their own trouble in the store, and the engine counts what it does.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from coranto.types import Feed

_PAGE_BYTES = 4_096
_HELP = {
    "polls": "Feeds that were asked.",
    "polls_failed": "Feeds that were asked and gave no feed.",
    "articles": "Articles that were taken.",
    "rejected": "Records that were not taken.",
    "pages": "Pages of articles that were asked for.",
    "received_bytes": "Bytes of bodies that were received.",
    "composed": "Editions that were composed.",
    "cycles": "Cycles of reading and composing.",
    "faults": "Cycles that ended in a fault.",
}


def in_trouble(feeds: Sequence[Feed]) -> list[Feed]:
    """The feeds that are in trouble, the one longest so first."""
    troubled = [feed for feed in feeds if feed.trouble]
    return sorted(troubled, key=lambda feed: (feed.since or feed.added_at, feed.url))


def health_lines(feeds: Sequence[Feed], now: datetime) -> list[str]:
    """What a person wants to know of the feeds, in sentences."""
    troubled = in_trouble(feeds)
    stopped = sum(1 for feed in feeds if feed.next_at is None)
    waiting = sum(1 for feed in feeds if feed.next_at is not None and feed.next_at <= now)
    lines = [f"{len(feeds)} feeds: {len(feeds) - len(troubled)} well, {len(troubled)} in trouble, {stopped} stopped"]
    if waiting:
        lines.append(f"{waiting} are due now")
    for feed in troubled:
        since = (feed.since or feed.added_at).isoformat(timespec="minutes")
        again = "asked no more" if feed.next_at is None else f"next at {feed.next_at.isoformat(timespec='minutes')}"
        lines.append(f"{feed.url}: {feed.trouble} since {since}, {feed.failures} failures in a row, {again}")
        lines.append(f"    {feed.detail}")
    return lines


@dataclass(slots=True)
class Tally:
    """What a running engine has counted since it started. May be used from many threads."""

    started: datetime
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_HELP, 0))
    last_cycle: datetime | None = None
    last_seconds: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, count: int = 1) -> None:
        """Count something."""
        with self._lock:
            self.counts[name] += count

    def metrics(self, feeds: Sequence[Feed], now: datetime) -> str:
        """All figures in the text format of Prometheus."""
        with self._lock:
            counts = dict(self.counts)
        lines: list[str] = []
        for name, about in _HELP.items():
            lines += _metric(f"{name}_total", "counter", about, counts[name])
        lines += _metric("feeds", "gauge", "Feeds in the store.", len(feeds))
        lines += _metric("feeds_in_trouble", "gauge", "Feeds in trouble.", len(in_trouble(feeds)))
        due = sum(1 for feed in feeds if feed.next_at is not None and feed.next_at <= now)
        lines += _metric("feeds_due", "gauge", "Feeds that may be asked now.", due)
        lines += _metric("cycle_seconds", "gauge", "How long the last cycle took.", round(self.last_seconds, 3))
        last = self.last_cycle.timestamp() if self.last_cycle is not None else 0
        lines += _metric("last_cycle_timestamp_seconds", "gauge", "When the last cycle ended.", round(last, 3))
        up = (now - self.started).total_seconds()
        lines += _metric("uptime_seconds", "gauge", "How long it has been running.", round(up, 3))
        lines += _metric("resident_memory_bytes", "gauge", "Memory of this process.", resident_bytes())
        return "\n".join(lines) + "\n"


def resident_bytes() -> int:
    """The memory that this process holds, 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE_BYTES
    except (OSError, ValueError, IndexError):
        return 0


def _metric(name: str, kind: str, about: str, value: float) -> list[str]:
    return [f"# HELP coranto_{name} {about}", f"# TYPE coranto_{name} {kind}", f"coranto_{name} {value}"]
