"""Works on many feeds at once, but on one of each host at a time, so that a host with thousands holds up no other.

A feed whose server hangs holds one thread and nothing else. Threads are many and mostly wait.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from coranto.net.pacing import host_of
from coranto.types import Feed


class Lanes:
    """Threads that call ``work`` for every feed that is put in. They end with the program, whatever they are doing."""

    def __init__(self, work: Callable[[Feed], None], *, threads: int = 256) -> None:
        self._work = work
        self._threads = threads
        self._lock = threading.Condition()
        self._waiting: dict[str, deque[Feed]] = {}
        self._ready: deque[str] = deque()
        self._busy: set[str] = set()
        self._started = 0
        self._idle = 0
        self._stopped = False

    def put(self, feed: Feed) -> None:
        """Work on this feed when its host has a turn."""
        host = host_of(feed.address or feed.url)
        with self._lock:
            queue = self._waiting.setdefault(host, deque())
            queue.append(feed)
            if host not in self._busy and len(queue) == 1:
                self._ready.append(host)
                self._lock.notify()
            if self._idle < len(self._ready) and self._started < self._threads:
                self._started += 1
                threading.Thread(target=self._run, name=f"lane {self._started}", daemon=True).start()

    def length(self, feed: Feed) -> int:
        """How many feeds wait for the host of this one."""
        with self._lock:
            return len(self._waiting.get(host_of(feed.address or feed.url), ()))

    def stop(self) -> None:
        """Begin nothing more. What is under way is not waited for."""
        with self._lock:
            self._stopped = True
            self._lock.notify_all()

    def _run(self) -> None:
        while True:
            with self._lock:
                self._idle += 1
                while not self._ready and not self._stopped:
                    self._lock.wait()
                self._idle -= 1
                if self._stopped:
                    return
                host = self._ready.popleft()
                self._busy.add(host)
                feed = self._waiting[host].popleft()
            try:
                self._work(feed)
            finally:
                with self._lock:
                    self._busy.discard(host)
                    if self._waiting[host]:
                        self._ready.append(host)
                        self._lock.notify()
                    else:
                        del self._waiting[host]
