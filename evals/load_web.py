"""Readers and ingestion at a time: ``python -m evals.load_web [--stories N] [--rate R] [--seconds S]``.

A made-up store (as in ``evals.bench_web``) is served by ``coranto serve`` in a process of its own, another process adds
an edition every half second, and this one asks for pages at a fixed rate, whether or not answers come: so a server that
stalls is seen to stall. Reported are the times from when a request was due to its last byte.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from evals.bench_web import fill, grown
from rich.console import Console
from rich.table import Table

from coranto.stores.sql import open_store

KINDS = {
    "story page": ("/stories/s{:06d}/", 70),
    "front page": ("/", 10),
    "API": ("/api/v1/stories/s{:06d}", 10),
    "search": ("/search?q=w{}", 10),
}
"""Address of each kind of page, and how many of a hundred requests are for it."""
PORT = 8791
_NEWS_SECONDS = 0.5


def main() -> None:
    """Fill, serve, write, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--after", type=int, default=0, help="seconds the server has to make pages ready before")
    parser.add_argument("--keep", metavar="STORE", help="fill this store, or use it where it is there")
    parser.add_argument("--write", metavar="STORE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        _write(given.write, given.stories)
    else:
        _load(given.stories, given.rate, given.seconds, given.keep, given.after)


def _load(stories: int, rate: int, seconds: int, keep: str | None, after: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = keep or str(Path(folder) / "a.db")
        if not Path(path).exists():
            store = open_store(path)
            fill(store, stories)
            store.close()
        serve = [sys.executable, "-m", "coranto", "serve", "--store", path, "--port", str(PORT)]
        write = [sys.executable, "-m", "evals.load_web", "--write", path, "--stories", str(stories)]
        environment = {**os.environ, "CORANTO_TOKEN": ""}
        with subprocess.Popen(serve, env=environment) as server, subprocess.Popen(write) as writer:
            try:
                times, errors, spent = asyncio.run(_ask(stories, rate, seconds, server.pid, after))
            finally:
                writer.terminate()
                server.terminate()
    table = Table(
        "page",
        "requests",
        "p50, ms",
        "p99, ms",
        "errors",
        title=f"{stories} stories, {rate}/s, {spent:.1f} ms of a core a request",
    )
    for kind, taken in times.items():
        ordered = sorted(taken) or [0.0]
        median, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
        table.add_row(kind, str(len(taken)), f"{median * 1000:.1f}", f"{high * 1000:.1f}", str(errors[kind]))
    Console().print(table)


def _write(path: str, stories: int) -> None:
    """Add editions for ever: what ingestion does to readers."""
    store = open_store(path)
    for edition in grown(store, stories):
        store.add_edition(edition)
        time.sleep(_NEWS_SECONDS)


async def _ask(
    stories: int, rate: int, seconds: int, pid: int, after: int
) -> tuple[dict[str, list[float]], dict[str, int], float]:
    made = random.Random(5)
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    errors = dict.fromkeys(KINDS, 0)
    kinds = [kind for kind, (_, share) in KINDS.items() for _ in range(share)]
    lines = Lines()
    while await lines.get("/") is None:
        await asyncio.sleep(0.5)
    await asyncio.sleep(after)
    for kind in KINDS:  # what is made once is made
        await lines.get(KINDS[kind][0].format(1))

    async def one(kind: str, due: float) -> None:
        status = await lines.get(KINDS[kind][0].format(made.randrange(stories)))
        times[kind].append(time.monotonic() - due)
        errors[kind] += status != 200

    begun, running, spent = time.monotonic(), set(), _processor_ms(pid)
    for number in range(rate * seconds):
        due = begun + number / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        task = asyncio.create_task(one(made.choice(kinds), due))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    return times, errors, (_processor_ms(pid) - spent) / (rate * seconds)


class Lines:
    """Connections that are kept and used again, as browsers and proxies do; one more is opened where all are busy."""

    def __init__(self) -> None:
        self._idle: list[_Line] = []

    async def get(self, path: str) -> int | None:
        """The status of an answer that was read to its end, None where there was none."""
        while True:
            line, used = (self._idle.pop(), True) if self._idle else (None, False)
            try:
                if line is None:
                    _, line = await asyncio.get_running_loop().create_connection(_Line, "127.0.0.1", PORT)
                status = await line.get(path)
            except (OSError, ValueError):
                if used:  # the server may hang up on an idle line at any time: no error of its own
                    continue
                return None
            if not line.closed:
                self._idle.append(line)
            return status


class _Line(asyncio.Protocol):
    """One connection, one request at a time. No more is read of an answer than its status and its length."""

    def __init__(self) -> None:
        self.closed = False
        self._held = b""
        self._missing = -1
        self._answered: asyncio.Future[int] | None = None

    async def get(self, path: str) -> int:
        """Ask, and wait for the last byte. Raises ``ConnectionError``."""
        if self.closed:
            raise ConnectionResetError
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        )
        return await self._answered

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if self._missing < 0:
            self._held += data
            head, found, rest = self._held.partition(b"\r\n\r\n")
            if not found:
                return
            self._status = int(head[9:12])
            length = re.search(rb"(?i)content-length: *(\d+)", head)
            self._missing, data = int(length[1]) if length else 0, rest
        self._missing -= len(data)
        if self._missing <= 0 and self._answered is not None and not self._answered.done():
            self._held, self._missing = b"", -1
            self._answered.set_result(self._status)

    def connection_lost(self, error: Exception | None) -> None:
        self.closed = True
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(error or ConnectionResetError())


def _processor_ms(pid: int) -> float:
    """What a process has had of processors, as Linux counts it; 0 elsewhere."""
    stat = Path(f"/proc/{pid}/stat")
    fields = stat.read_text().rsplit(")", 1)[1].split() if stat.exists() else ["0"] * 13
    return 1_000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
