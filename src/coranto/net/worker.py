"""The process that parses what strangers wrote: one request at a time, within limits, and it opens nothing.

Parsers of HTML and XML are large and old, and some inputs keep them busy for minutes; no timeout inside a process
stops a loop in C. ``coranto.net.workers`` starts this module, and kills it where it takes too long.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from coranto.net.exchange import packed, receive, send
from coranto.read.discovery import feed_links
from coranto.read.feeds import read_feed
from coranto.read.opml import feed_urls
from coranto.read.pages import extract
from coranto.read.sitemaps import read_sitemap

Task = Callable[[bytes, str, str | None, str], Any]
"""Takes the bytes, the subject, the address they came from and the Content-Type they came with."""

_REFUSED = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.bind",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
)


def prepare(_data: bytes, _subject: str, _address: str | None, _kind: str) -> None:
    """Load the libraries of extraction, which would count against the first page."""
    import htmldate
    import trafilatura.utils

    extract(b"<html><body><p>" + b"Nothing stands here. " * 40 + b"</p></body></html>", None, "")
    assert htmldate
    assert trafilatura


TASKS: Mapping[str, Task] = {
    "prepare": prepare,
    "feed": lambda data, subject, address, kind: read_feed(data, subject, address, kind),
    "page": lambda data, subject, address, kind: extract(data, address, subject, kind),
    "sitemap": lambda data, subject, _address, kind: read_sitemap(data, subject, kind),
    "feeds-of-opml": lambda data, subject, _address, _kind: feed_urls(data, subject),
    "feeds-of-page": lambda data, _subject, address, _kind: feed_links(data, address or ""),
}


def serve(tasks: Mapping[str, Task]) -> None:
    """Answer requests from standard input until it closes."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not stand between answers
    _refuse_the_outside()
    tasks = {"ready": lambda _data, _subject, _address, _kind: None, **tasks}
    while (request := receive(requests)) is not None:
        message, data = request
        _limit(int(message["cpu_seconds"]), int(message["memory_mb"]))
        try:
            answer = {
                "value": packed(tasks[message["task"]](data, message["subject"], message["address"], message["kind"]))
            }
        except MemoryError:
            answer = {"failed": "memory"}
        except RecursionError:
            answer = {"failed": "depth"}
        except Exception as error:  # whatever a parser raises is told, and the next request is served
            answer = {"failed": type(error).__name__}
        _limit(0, 0)
        send(answers, answer)


def _limit(cpu_seconds: int, memory_mb: int) -> None:
    """Seconds of the processor and growth in memory from here on; 0 lifts the limit."""
    try:
        import resource
    except ImportError:  # Windows: the parent's deadline is all there is
        return
    unlimited = resource.RLIM_INFINITY
    cpu = int(time.process_time()) + 1 + cpu_seconds if cpu_seconds else unlimited
    memory = (_held_bytes() + (memory_mb << 20)) if memory_mb else unlimited
    for kind, value in ((resource.RLIMIT_CPU, cpu), (resource.RLIMIT_AS, memory)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (value if hard == unlimited else min(value, hard) if value >= 0 else hard, hard))


def _held_bytes() -> int:
    """How much address space the process has; a guess where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * 4_096
    except (OSError, ValueError):
        return 1 << 30


def _refuse_the_outside() -> None:
    """No file is written, no core dumped, no connection made and no program started from here on."""
    try:
        import resource
    except ImportError:
        pass
    else:
        for kind in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
            resource.setrlimit(kind, (0, resource.getrlimit(kind)[1]))

    def refuse(event: str, _given: tuple[Any, ...]) -> None:
        if event in _REFUSED:
            raise PermissionError(f"a parser asked for {event}")

    sys.addaudithook(refuse)


if __name__ == "__main__":
    serve(TASKS)
