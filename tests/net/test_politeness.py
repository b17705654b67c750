"""Thirty days of polling with a clock of our own: the real rules, the real store, servers that count every rudeness."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from coranto.errors import FetchError
from coranto.net.answers import Answer, answer_of
from coranto.net.collecting import Collector
from coranto.net.fetch import Gate
from coranto.net.pacing import Pacer
from coranto.net.polite import PoliteFetcher
from coranto.net.polling import new_feed
from coranto.read.feeds import ParsedFeed, read_feed
from coranto.read.pages import extract
from coranto.stores.sql import open_store
from coranto.types import RawArticle, Rejection

START = datetime(2026, 3, 1, 7, 20, tzinfo=UTC)
DAYS = 30
SHORTEST = 1_800


@dataclass
class Clock:
    """The time, and a steady count of seconds."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def steady(self) -> float:
        return (self.now - START).total_seconds()

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Publisher:
    """One server with one feed: ``every`` hours an item; it notes what it was asked and what was rude."""

    name: str
    clock: Clock
    every: float = 6
    validators: bool = True
    head: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    down: Callable[[float], int | None] = lambda _hour: None
    times: list[datetime] = field(default_factory=list)
    rude: list[str] = field(default_factory=list)
    bare: int = 0
    _not_before: datetime = START
    _given: tuple[str, str] | None = None

    def answer(self, etag: str, modified: str) -> tuple[int, bytes, dict[str, str]]:
        now = self.clock.now
        hour = (now - START).total_seconds() / 3_600
        if now < self._not_before:
            self.rude.append(f"asked {self._not_before - now} too early at {now}")
        if self.times and now - self.times[-1] < timedelta(seconds=SHORTEST):
            self.rude.append(f"asked again after {now - self.times[-1]} at {now}")
        self.times.append(now)
        if self._given is not None and (etag, modified) != self._given:
            self.rude.append(f"validators {etag!r}, {modified!r} and not {self._given!r}")
        self.bare += not etag and not modified
        status = self.down(hour)
        if status is not None:
            wait = {"Retry-After": "20000"} if status in (429, 503) else {}
            if wait:
                self._not_before = now + timedelta(seconds=20_000)
            return status, b"", wait
        newest = int(hour / self.every)
        tag, date = f'W/"{newest}, {self.name}"', format_datetime(START + timedelta(hours=newest * self.every))
        if "Cache-Control" in self.headers:
            self._not_before = now + timedelta(seconds=int(self.headers["Cache-Control"].partition("=")[2]))
        headers = dict(self.headers)
        if self.validators:
            headers |= {"ETag": tag, "Last-Modified": date}
            self._given = (tag, date)
        if self.validators and etag == tag:
            return 304, b"", headers
        items = "".join(
            f"<item><link>/{number}</link><title>Ferry {number}</title><description>It left.</description>"
            f"<pubDate>{format_datetime(START + timedelta(hours=number * self.every))}</pubDate></item>"
            for number in range(newest, newest - 10, -1)
        )
        return 200, f"<rss><channel>{self.head}{items}</channel></rss>".encode(), headers


class SmallWeb:
    """Stands for the web: the same rules of turns, and no socket."""

    def __init__(self, clock: Clock, publishers: dict[str, Publisher]) -> None:
        self.clock = clock
        self.publishers = publishers

    def ask(
        self, url: str, /, *, etag: str = "", modified: str = "", gate: Gate | None = None, cut_at: int | None = None
    ) -> Answer:
        assert gate is not None
        with gate(url):
            self.clock.sleep(0.2)
            status, body, headers = self.publishers[url.split("/")[2]].answer(etag, modified)
            if status == 0:
                raise FetchError("nothing came", mend="", reason="timeout")
            given = {name.lower(): value for name, value in headers.items()}
            return answer_of(url, status, body, given, now=self.clock.now)

    def close(self) -> None: ...


class InPlace:
    def read_feed(self, data: bytes, subject: str, address: str | None = None, kind: str = "") -> ParsedFeed:
        return read_feed(data, subject, address)

    def extract_page(self, data: bytes, address: str | None, subject: str, kind: str = "") -> RawArticle | Rejection:
        return extract(data, address, subject)


def _publishers(clock: Clock) -> dict[str, Publisher]:
    nights = "<skipHours>" + "".join(f"<hour>{hour}</hour>" for hour in range(5)) + "</skipHours>"
    made = [
        Publisher("wire.example", clock, every=0.2),
        Publisher("daily.example", clock, every=24),
        Publisher("silent.example", clock, every=10_000),
        Publisher("bare.example", clock, every=3, validators=False),
        Publisher("slow.example", clock, every=1, head="<ttl>360</ttl>"),
        Publisher("night.example", clock, every=3, head=nights),
        Publisher("cached.example", clock, every=1, headers={"Cache-Control": "max-age=7200"}),
        Publisher("busy.example", clock, every=5, down=lambda hour: 429 if 100 < hour < 200 else None),
        Publisher("broken.example", clock, every=5, down=lambda hour: 500 if hour % 200 > 120 else None),
        Publisher("away.example", clock, every=5, down=lambda hour: 0 if 50 < hour < 350 else None),
        Publisher("gone.example", clock, every=5, down=lambda hour: 410 if hour > 240 else None),
        Publisher("lost.example", clock, every=1, down=lambda _hour: 404),
    ]
    return {publisher.name: publisher for publisher in made}


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Publisher], dict[str, int]]:
    """Thirty days with some forty restarts: the publishers, and how many items were brought of each."""
    clock = Clock()
    publishers = _publishers(clock)
    file = str(tmp_path_factory.mktemp("month") / "a.db")
    brought: dict[str, int] = dict.fromkeys(publishers, 0)
    chance = random.Random(7)
    store = open_store(file)
    for name in publishers:
        store.add_feed(new_feed(f"https://{name}/feed", clock.now))
    due: dict[str, datetime | None] = {}
    while clock.now < START + timedelta(days=DAYS):
        web = SmallWeb(clock, publishers)
        pacer = Pacer(clock=clock.steady, sleep=clock.sleep)
        held = store.held_hosts(clock.now)
        fetcher = PoliteFetcher(web, pacer, clock, held=held, on_hold=store.hold_host)  # type: ignore[arg-type]
        collector = Collector(fetcher, InPlace(), store.unread_items, clock, shortest=SHORTEST, whole_words=1)
        end = clock.now + timedelta(hours=chance.uniform(2, 36))
        while clock.now < end:
            for feed in store.claim_feeds(clock.now, clock.now + timedelta(minutes=30), limit=100):
                done = collector.poll(feed, lambda _: None)
                assert done is not None
                brought[feed.url.split("/")[2]] += done.news
                assert store.keep_feed(done.feed, done.items)
                due[feed.url] = done.feed.next_at
            times = [at for at in due.values() if at is not None]
            clock.now = min(end, max(clock.now + timedelta(seconds=1), min(times)))
        store.close()
        store = open_store(file)
    store.close()
    return publishers, brought


def test_nobody_is_asked_too_early_or_with_other_validators_than_it_gave(
    month: tuple[dict[str, Publisher], dict[str, int]],
) -> None:
    assert {name: publisher.rude for name, publisher in month[0].items() if publisher.rude} == {}


def test_who_gives_validators_is_asked_once_without(month: tuple[dict[str, Publisher], dict[str, int]]) -> None:
    bare = {name: publisher.bare for name, publisher in month[0].items() if publisher.validators}
    assert bare.pop("lost.example") > 1  # it never gave any
    assert set(bare.values()) == {1}


def test_how_often_each_was_asked_in_a_month(month: tuple[dict[str, Publisher], dict[str, int]]) -> None:
    asked = {name: len(publisher.times) for name, publisher in month[0].items()}
    assert 1_200 < asked["wire.example"] <= 1_440
    assert 30 <= asked["daily.example"] <= 100
    assert 25 <= asked["silent.example"] <= 60
    assert asked["slow.example"] <= 120
    assert asked["cached.example"] <= 360
    assert 25 <= asked["lost.example"] <= 40
    assert asked["gone.example"] <= 500
    assert month[0]["gone.example"].times[-1] < START + timedelta(hours=250)
    assert not [at for at in month[0]["night.example"].times[1:] if at.hour < 5]


def test_what_was_published_was_brought(month: tuple[dict[str, Publisher], dict[str, int]]) -> None:
    # A feed shows its last ten items: what came and went between two polls, or while it was away, is not to be had.
    assert month[1]["wire.example"] > 0.95 * DAYS * 24 / 0.2
    assert month[1]["daily.example"] >= DAYS + 9
    assert month[1]["bare.example"] >= DAYS * 8
    assert month[1]["slow.example"] >= 0.95 * DAYS * 24
