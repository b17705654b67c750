"""Parses feeds and pages of strangers in processes that can be killed, so that one bad input stops no other.

Each request has a deadline, a share of the processor and of memory. What goes beyond is a ``Rejection`` with a stable
reason, and a fresh process takes the next request. Processes start when the first one is asked for.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from queue import LifoQueue
from types import TracebackType
from typing import Any, cast

from coranto.net.exchange import receive, send, unpacked
from coranto.read.feeds import ParsedFeed
from coranto.settings import Settings
from coranto.types import RawArticle, Rejection

_COMMAND = (sys.executable, "-m", "coranto.net.worker")
_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "SYSTEMROOT")
_START_SECONDS = 60.0
_LIFE = 2_000
"""Requests after which a process is replaced: what C libraries leak would count against its memory."""

_REASONS = {
    "time": ("parse-timeout", "took more than {seconds:g} seconds to parse and was given up"),
    "memory": ("parse-memory", "needs more than {memory_mb:,} MB to be parsed and was given up"),
    "depth": ("parse-limit", "is nested too deep to be parsed"),
    "died": ("parse-crash", "made its parser crash"),
}
_MEND = "nothing else is harmed; give another form of it, or title and text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be read: its bytes, where it was found (None: a saved one), and its Content-Type ("": unknown)."""

    data: bytes
    address: str | None
    subject: str
    kind: str = ""


def open_workers(settings: Settings) -> Workers:
    """Workers for this machine, with the limits of the settings."""
    return Workers(
        min(2, os.cpu_count() or 1),
        seconds=settings.number("parse_seconds"),
        memory_mb=settings.whole("parse_memory_mb"),
    )


class Workers:
    """Processes that parse. May be used from several threads; close it, or use it in a ``with`` statement.

    ``seconds`` is the most processor time of one request, and three times as much its deadline by the clock, as the
    machine may be busy; ``memory_mb`` is how much memory one request may add.
    """

    def __init__(
        self,
        count: int = 1,
        *,
        seconds: float = 5.0,
        memory_mb: int = 512,
        command: Sequence[str] = _COMMAND,
    ) -> None:
        self._count = max(1, count)
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._command = tuple(command)
        self._idle: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(self._count):
            self._idle.put(None)

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, waiting for requests that are under way. It may be used again afterwards."""
        held = [self._idle.get() for _ in range(self._count)]
        for worker in held:
            if worker is not None:
                worker.end()
            self._idle.put(None)

    def read_feed(self, data: bytes, subject: str, address: str | None = None, kind: str = "") -> ParsedFeed:
        """``coranto.read.feeds.read_feed``; a feed that cannot be parsed has one ``Rejection`` and no items."""
        read = self._ask("feed", data, subject, address, kind)
        return read if isinstance(read, ParsedFeed) else ParsedFeed(records=(read,))

    def parse_feed(
        self, data: bytes, subject: str, address: str | None = None, kind: str = ""
    ) -> list[RawArticle | Rejection]:
        """The records of a feed, as ``coranto.read.feeds.parse_feed`` gives them."""
        return list(self.read_feed(data, subject, address, kind).records)

    def extract_page(self, data: bytes, address: str | None, subject: str, kind: str = "") -> RawArticle | Rejection:
        """``coranto.read.pages.extract``: the article of a page that was found at ``address``."""
        return cast("RawArticle | Rejection", self._ask("page", data, subject, address, kind))

    def extract_pages(self, given: Iterable[Page | RawArticle | Rejection]) -> Iterator[RawArticle | Rejection]:
        """The articles of many pages, in order, all processes at work; what is no page passes as it is."""
        waiting: deque[Future[RawArticle | Rejection]] = deque()
        todo = iter(given)
        with ThreadPoolExecutor(self._count) as threads:
            while True:
                for each in islice(todo, 2 * self._count - len(waiting)):  # never all at once: pages are large
                    waiting.append(threads.submit(self._article, each))
                if not waiting:
                    return
                yield waiting.popleft().result()

    def _article(self, given: Page | RawArticle | Rejection) -> RawArticle | Rejection:
        if not isinstance(given, Page):
            return given
        return self.extract_page(given.data, given.address, given.subject, given.kind)

    def feeds_of_opml(self, data: bytes, subject: str) -> list[str | Rejection]:
        """``coranto.read.opml.feed_urls``."""
        found = self._ask("feeds-of-opml", data, subject, None)
        return [found] if isinstance(found, Rejection) else list(found)

    def read_sitemap(self, data: bytes, subject: str, kind: str = "") -> list[RawArticle | Rejection | str]:
        """``coranto.read.sitemaps.read_sitemap``."""
        found = self._ask("sitemap", data, subject, None, kind)
        return [found] if isinstance(found, Rejection) else list(found)

    def feeds_of_page(self, data: bytes, address: str) -> list[str]:
        """``coranto.read.discovery.feed_links``; none where the page cannot be parsed."""
        found = self._ask("feeds-of-page", data, address, address)
        return [] if isinstance(found, Rejection) else list(found)

    def _ask(self, task: str, data: bytes, subject: str, address: str | None, kind: str = "") -> Any:
        failed = "died"
        for attempt in (1, 2):
            fresh, answer, failed = self._once(task, data, subject, address, kind)
            if answer is not None:
                return answer
            # A process may have died of what it did before: only a fresh one's death is this input's doing.
            if attempt == 2 or fresh or failed not in ("died", "memory"):
                break
        reason, said = _REASONS.get(failed, ("parse-failed", f"cannot be parsed ({failed})"))
        detail = f"{subject} {said.format(seconds=self._seconds, memory_mb=self._memory_mb)}; {_MEND}"
        return Rejection(subject=subject, stage="parse", reason=reason, detail=detail)

    def _once(self, task: str, data: bytes, subject: str, address: str | None, kind: str) -> tuple[bool, Any, str]:
        """Whether the process was fresh, what it found (None: nothing), and why not."""
        worker = self._idle.get()
        fresh = worker is None or worker.asked == 0
        alive = False
        try:
            if worker is None:
                worker = _Worker(self._command)
            request = {"subject": subject, "address": address, "kind": kind, "memory_mb": self._memory_mb}
            if task == "page" and not worker.prepared:
                worker.prepared = True
                worker.ask({**request, "task": "prepare", "cpu_seconds": 0, "memory_mb": 0}, b"", _START_SECONDS)
            told = {**request, "task": task, "cpu_seconds": max(1, round(self._seconds))}
            answer = worker.ask(told, data, 3 * self._seconds)
            failed = str(answer.get("failed", ""))
            value = None if failed else unpacked(answer["value"])
            # After a lack of memory a process may hold what it could not use: it is not asked again.
            alive = failed not in ("time", "memory", "died")
            return fresh, value, failed
        except (OSError, TypeError, KeyError):
            return fresh, None, "died"
        finally:
            if worker is not None and (not alive or worker.asked >= _LIFE):
                worker.end()
                worker = None
            self._idle.put(worker)


class _Worker:
    """One process. ``asked`` counts its requests."""

    def __init__(self, command: Sequence[str]) -> None:
        self.asked = 0
        self.prepared = False
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT if name in os.environ} | {"OMP_NUM_THREADS": "1"},
            start_new_session=True,  # Ctrl-C is answered by the engine alone
        )
        self.ask(
            {"task": "ready", "subject": "", "address": None, "kind": "", "cpu_seconds": 0, "memory_mb": 0},
            b"",
            _START_SECONDS,
        )
        self.asked = 0

    def ask(self, message: dict[str, Any], data: bytes, seconds: float) -> dict[str, Any]:
        """What the process answers; "failed" says "time" or "died" where it was killed or is dead."""
        self.asked += 1
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        late = threading.Event()

        def kill() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            send(self._process.stdin, message, data)
            answer = receive(self._process.stdout)
        except OSError:
            answer = None
        finally:
            timer.cancel()
            timer.join()
        if late.is_set() or (answer is None and self._out_of_time()):
            return {"failed": "time"}
        return {"failed": "died"} if answer is None else answer[0]

    def end(self) -> None:
        """End the process, whatever it does."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        self._process.kill()
        self._process.wait()

    def _out_of_time(self) -> bool:
        """Whether the kernel ended the process for the processor time it took (SIGXCPU, on systems that have it)."""
        self._process.kill()  # no effect on one that is dead
        return self._process.wait() == -24
