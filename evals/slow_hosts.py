"""What feeds that hang cost the others: one cycle over 450 good feeds, and one over these and 50 that never answer.

    python -m evals.slow_hosts [--good 450] [--hang 50] [--delay 0.2]

Real sockets on the loopback network, each feed a host of its own that answers after ``delay`` seconds; the real
fetcher, lanes, store and loop. Articles are only counted: what is measured is waiting. Both cycles are run three times,
in turn, and the median is given.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from evals.small_web import Outlet, Server, Web

from coranto import running as loop
from coranto.engine import Engine, Opener, Progress
from coranto.health import Tally
from coranto.net.collecting import Collector
from coranto.net.fetch import WebFetcher
from coranto.net.pacing import Pacer
from coranto.net.polite import PoliteFetcher
from coranto.net.polling import new_feed
from coranto.read.feeds import ParsedFeed, read_feed
from coranto.read.pages import extract
from coranto.running import Running
from coranto.settings import load_settings
from coranto.stores.sql import open_store
from coranto.types import RawArticle, Rejection, Report


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    given.add_argument("--good", type=int, default=450)
    given.add_argument("--hang", type=int, default=50)
    given.add_argument("--delay", type=float, default=0.2)
    given.add_argument("--times", type=int, default=3)
    asked = given.parse_args()
    web = Web(asked.good + asked.hang, 5, 0, 3_600)
    web.delay = asked.delay
    web.bad = dict.fromkeys(range(asked.good, asked.good + asked.hang), "hang")
    server = Server(("0.0.0.0", 0), Outlet, web)  # the loopback network; others are refused
    # In a process of its own: what the server does is no time of ours.
    serving = get_context("fork").Process(target=server.serve_forever, daemon=True)
    serving.start()
    loop.MOST_RECORDS = 1_000_000  # one cycle for all of them
    alone, together = [], []
    for _ in range(asked.times):
        alone.append(cycle(server, web, asked.good))
        together.append(cycle(server, web, asked.good + asked.hang))
    first, second = median(alone), median(together)
    print(f"{asked.good} good feeds: {first:.2f} s; with {asked.hang} that hang: {second:.2f} s ({second / first:.2f})")
    serving.terminate()


def cycle(server: Server, web: Web, feeds: int) -> float:
    """Seconds of one first cycle over so many feeds, in a store of its own."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="coranto-slow-") as folder:
        store = open_store(str(Path(folder) / "a.db"))
        for number in range(feeds):
            store.add_feed(new_feed(f"http://{web.host(number)}:{server.server_address[1]}/feed", now))
        fetcher = PoliteFetcher(WebFetcher(private=["127.0.0.0/8"]), Pacer(), lambda: datetime.now(UTC))
        collector = Collector(
            fetcher, InPlace(), store.unread_items, lambda: datetime.now(UTC), shortest=1_800, whole_words=0
        )

        def make(opener: Opener) -> Engine:
            return Counting(store, settings=load_settings(environment={}), opener=opener)

        running = Running(store, collector, make, lambda: datetime.now(UTC), tally=Tally(started=now), tell=print)
        began = time.monotonic()
        done = running.once(wait=False)
        took = time.monotonic() - began
        print(f"    {feeds} feeds: {done.polled} polled, {took:.2f} s")
        store.close()
    return took


class Counting(Engine):
    """Takes what is offered, and makes nothing of it."""

    def add(self, inputs: Sequence[str], *, now: datetime | None = None, progress: Progress | None = None) -> Report:
        """Only count."""
        assert self._opener is not None
        read = sum(1 for given in inputs for _ in self._opener(given))
        return Report(read=read, accepted=read, copies=0, rejected=(), stories=0, composed=0)


class InPlace:
    """Parses in this process."""

    def read_feed(self, data: bytes, subject: str, address: str | None = None, kind: str = "") -> ParsedFeed:
        """The feed in these bytes."""
        return read_feed(data, subject, address)

    def extract_page(self, data: bytes, address: str | None, subject: str, kind: str = "") -> RawArticle | Rejection:
        """The article of a page."""
        return extract(data, address, subject)


if __name__ == "__main__":
    main()
