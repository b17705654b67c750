"""What the threads that poll bring to the one that stores, each thing kept in hand until it is stored.

Why: where the store fails (a full disk, a database that is gone), the next cycle begins with what the failure hit, so
that no article is lost whose feed is marked as read afterwards.
"""

from __future__ import annotations

import queue
import threading

from coranto.net.collecting import Brought
from coranto.types import Feed, RawArticle, Rejection

Event = RawArticle | Rejection | tuple[Feed, Brought | None]
"""A record, or the end of a poll; None where that was stopped."""

_MOST_WAITING = 2_000


class Intake:
    """A bounded queue of events. Any thread may ``offer``; one takes, and says ``done`` when it has stored."""

    def __init__(self) -> None:
        self._events: queue.Queue[Event] = queue.Queue(maxsize=_MOST_WAITING)
        self._in_hand: Event | None = None

    def offer(self, event: Event, stopping: threading.Event) -> None:
        """Put an event behind the others, waiting for room until the program stops."""
        while not stopping.is_set():
            try:
                self._events.put(event, timeout=0.5)
            except queue.Full:
                continue
            return

    def next(self, seconds: float) -> Event | None:
        """The event in hand, else the next one; None where none comes for so long."""
        if self._in_hand is None:
            try:
                self._in_hand = self._events.get(timeout=seconds)
            except queue.Empty:
                return None
        return self._in_hand

    def done(self) -> None:
        """The event in hand is stored, or given up."""
        self._in_hand = None

    def waiting(self) -> int:
        """How many events are not done."""
        return self._events.qsize() + (self._in_hand is not None)
