"""A loop over a store on disk and a server of its own, for the tests of running."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from coranto.cycles import Patience
from coranto.engine import Engine, Opener
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
from coranto.stores.sql import SqlStore, open_store
from coranto.testing.badweb import BadServer
from coranto.testing.fakes import FakeEmbedder, FakeParser
from coranto.types import Feed, RawArticle, Rejection

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
TEXT = "A crane fell on the quay of Ostmark harbour on Saturday. Nobody was hurt, the port authority said. "


class InPlace:
    def read_feed(self, data: bytes, subject: str, address: str | None = None, kind: str = "") -> ParsedFeed:
        return read_feed(data, subject, address)

    def extract_page(self, data: bytes, address: str | None, subject: str, kind: str = "") -> RawArticle | Rejection:
        return extract(data, address, subject)


class House:
    """A loop over a store on disk and a server of its own; the clock stands at noon unless it is moved."""

    def __init__(self, folder: Path, server: BadServer) -> None:
        self.folder = folder
        self.server = server
        self.now = NOON
        self.lines: list[str] = []
        self.store: SqlStore = open_store(str(folder / "a.db"))
        self.tally = Tally(started=NOON)

    def add(self, *paths: str, host: str = "127.0.0.1") -> list[Feed]:
        made = [new_feed(self.server.url(path, host), NOON) for path in paths]
        for feed in made:
            self.store.add_feed(feed)
        return made

    def running(
        self, *, collector: Collector | None = None, out: Path | None = None, patience: Patience | None = None
    ) -> Running:
        web = WebFetcher(private=["127.0.0.1", "hang.example"], seconds=5, resolver=lambda _host, _port: ["127.0.0.1"])
        fetcher = PoliteFetcher(web, Pacer(gap=0.0), lambda: self.now, on_hold=self.store.hold_host)

        def make(opener: Opener) -> Engine:
            return Engine(
                self.store,
                settings=load_settings(environment={}),
                parser=FakeParser(),
                embedder=FakeEmbedder(),
                opener=opener,
            )

        return Running(
            self.store,
            collector or Collector(fetcher, InPlace(), self.store.unread_items, lambda: self.now, shortest=1_800),
            make,
            lambda: self.now,
            tally=self.tally,
            tell=self.lines.append,
            out=out,
            patience=patience or Patience(quiet=0.05, whole=5.0, idle=0.02),
        )


@contextmanager
def open_house(folder: Path) -> Iterator[House]:
    with BadServer() as server:
        made = House(folder, server)
        yield made
        made.store.close()


def feed_of(*numbers: int, text: str = TEXT * 20) -> str:
    items = "".join(
        f"<item><link>/{number}</link><title>Crane {number} falls in Ostmark</title><description>{text}{number}"
        f"</description><pubDate>Sat, 14 Mar 2026 0{number % 9}:00:00 +0000</pubDate></item>"
        for number in numbers
    )
    return f"<rss><channel><title>Post</title>{items}</channel></rss>"


def until(true: Callable[[], bool], *, seconds: int = 5) -> None:
    for _ in range(100 * seconds):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come to that")


@contextmanager
def going(running: Running) -> Iterator[None]:
    """The loop in a thread, stopped at the end whatever happens."""
    thread = threading.Thread(target=running.forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        running.stop()
        thread.join(5)
    assert not thread.is_alive()
