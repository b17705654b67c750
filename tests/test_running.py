from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.house import NOON, House, InPlace, feed_of, going, open_house, until

from coranto import running as loop
from coranto.cycles import Patience
from coranto.health import Tally, health_lines, in_trouble
from coranto.net.collecting import Brought, Collector
from coranto.net.polling import failed, new_feed
from coranto.running import LEASE, LONGEST_LANE
from coranto.testing.badweb import answer
from coranto.testing.samples import sample_article
from coranto.types import Feed, RawArticle, Rejection


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path) as made:
        yield made


def test_a_poll_brings_articles_composes_and_asks_nobody_twice(house: House) -> None:
    house.server.paths["/feed"] = answer(feed_of(1, 2))
    (feed,) = house.add("/feed")
    house.add("/gone")
    cycle = house.running(out=house.folder / "site").once()
    assert (cycle.polled, cycle.failed) == (2, 1)
    assert cycle.report is not None
    assert (cycle.report.accepted, cycle.report.composed > 0) == (2, True)
    assert (house.folder / "site" / "index.html").exists()
    kept = house.store.feed(feed.url)
    assert kept is not None
    assert (kept.title, kept.trouble) == ("Post", "")
    assert kept.next_at is not None
    assert kept.next_at > NOON
    assert [article.feed for article in house.store.articles()] == [feed.url] * 2
    house.server.asked.clear()
    again = house.running().once()
    assert (again.polled, house.server.asked) == (0, [])


def test_f7_the_same_feed_delivered_often_changes_nothing(house: House) -> None:
    house.server.paths["/feed"] = answer(feed_of(1, 2))
    house.add("/feed")
    running = house.running()
    running.once()
    before = (house.store.articles(), house.store.pulse(), house.store.rejections())
    for hours in range(1, 6):
        house.now = NOON + timedelta(days=hours)
        house.server.paths["/feed"] = answer(feed_of(1, 2) + " " * hours)  # other bytes, the same items
        house.running().once()
    assert len(house.server.asked) == 6
    assert (house.store.articles(), house.store.pulse(), house.store.rejections()) == before


def test_f8_two_engines_over_one_store_ask_every_feed_once(house: House) -> None:
    feeds = house.add(*(f"/feed{number}" for number in range(20)))
    for number in range(20):
        house.server.paths[f"/feed{number}"] = answer(feed_of(number))
    other = House(house.folder, house.server)
    threads = [threading.Thread(target=each.running().once) for each in (house, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.store.close()
    assert sorted(asked.path for asked in house.server.asked) == sorted(f"/feed{number}" for number in range(20))
    assert len(house.store.articles()) == len(feeds)


def test_a_feed_that_hangs_is_not_waited_for_and_comes_later(house: House) -> None:
    release = threading.Event()

    def hang(connection: object, asked: object) -> None:
        release.wait(10)
        answer(feed_of(9))(connection, asked)  # type: ignore[arg-type]

    house.server.paths |= {"/feed": answer(feed_of(1)), "/hang": hang}
    house.add("/feed")
    house.add("/hang", host="hang.example")
    with going(house.running()):
        until(lambda: len(house.lines) == 1)
        assert "1 feeds polled" in house.lines[0]
        release.set()
        until(lambda: len(house.lines) == 2)
    assert "1 feeds polled" in house.lines[1]
    assert len(house.store.articles()) == 2


def test_feeds_under_way_are_held_and_nobody_elses(house: House) -> None:
    began = threading.Event()

    def hang(connection: object, asked: object) -> None:
        began.set()
        house.server.wait(10)

    house.server.paths["/hang"] = hang
    house.add("/hang")
    with going(house.running()):
        assert began.wait(10)
        for minutes in range(9, 60, 9):  # a lease that was not held would be over
            house.now = NOON + timedelta(minutes=minutes)
            until(lambda: (at := house.store.next_feed_at()) is not None and at > house.now + timedelta(minutes=8))
            assert house.store.claim_feeds(house.now, house.now + LEASE, limit=9) == []


def test_after_a_crash_a_feed_is_asked_ten_minutes_later(house: House) -> None:
    house.server.paths["/feed"] = answer(feed_of(1))
    house.add("/feed")
    assert len(house.store.claim_feeds(NOON, NOON + LEASE, limit=9)) == 1  # by one that is no more
    assert house.running().once().polled == 0
    house.now = NOON + timedelta(minutes=10)
    assert house.running().once().polled == 1


def test_while_more_wait_each_cycle_reads_twice_as_many(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "MOST_RECORDS", 2)
    house.server.paths["/feed"] = answer(feed_of(*range(1, 10)))
    house.add("/feed")
    with going(house.running(patience=Patience(quiet=2.0, whole=60.0, idle=0.02))):
        until(lambda: len(house.store.articles()) == 9 and len(house.lines) > 2)
    assert [int(re.findall(r"(\d+) new articles", line)[0]) for line in house.lines] == [2, 4, 3]


@pytest.mark.parametrize(("took", "then"), [(10.0, 1_200), (200.0, 600), (400.0, 300), (1_000.0, 300)])
def test_a_cycle_that_took_long_is_not_followed_by_a_longer_one(house: House, took: float, then: int) -> None:
    running = house.running()
    running._records = 600
    assert running._of_next(took) == loop.MOST_RECORDS  # nothing waits
    running._more_wait = True
    assert running._of_next(took) == then


def test_h3_what_was_not_through_is_due_as_before(house: House) -> None:
    began = threading.Event()

    def hang(connection: object, asked: object) -> None:
        began.set()
        house.server.wait(10)

    house.server.paths["/hang"] = hang
    (feed,) = house.add("/hang")
    with going(house.running()):
        assert began.wait(10)
    held = house.store.feed(feed.url)
    assert held is not None
    assert (held.next_at, held.failures) == (NOON, 0)
    assert [each.url for each in house.store.claim_feeds(NOON, NOON + timedelta(hours=1), limit=9)] == [feed.url]


def test_a_fault_of_ours_is_the_trouble_of_one_feed(house: House) -> None:
    class Faulty(Collector):
        def poll(self, feed: Feed, tell: Callable[[RawArticle | Rejection], None]) -> Brought | None:
            raise ZeroDivisionError("oh")

    faulty = Faulty(None, InPlace(), house.store.unread_items, lambda: NOON, shortest=1_800)  # type: ignore[arg-type]
    (feed,) = house.add("/feed")
    house.running(collector=faulty).once()
    kept = house.store.feed(feed.url)
    assert kept is not None
    assert (kept.trouble, "ZeroDivisionError" in kept.detail) == ("fault", True)


def test_b20_thousands_of_feeds_of_one_host_are_put_off_and_not_piled_up(house: House) -> None:
    house.server.paths |= {f"/{number}": answer(feed_of(1)) for number in range(LONGEST_LANE + 40)}
    house.add(*(f"/{number}" for number in range(LONGEST_LANE + 40)))
    cycle = house.running().once()
    later = [feed for feed in house.store.feeds() if feed.polled_at is None]
    assert cycle.polled + len(later) == LONGEST_LANE + 40
    assert cycle.polled >= LONGEST_LANE
    assert all(feed.next_at is not None and feed.next_at > NOON for feed in later)


def test_health_tells_who_is_in_trouble_since_when_and_why() -> None:
    well, bad, gone = (new_feed(f"https://{name}.example/feed", NOON) for name in ("well", "bad", "gone"))
    bad = failed(failed(bad, "timeout", "took too long", NOON, 1_800), "timeout", "took too long", NOON, 1_800)
    gone = failed(gone, "gone", "answered 410", NOON - timedelta(days=1), 1_800)
    assert [feed.url for feed in in_trouble([well, bad, gone])] == [gone.url, bad.url]
    lines = health_lines([well, bad, gone], NOON)
    assert lines[0] == "3 feeds: 1 well, 2 in trouble, 1 stopped"
    assert lines[1] == "1 are due now"
    assert "gone since 2026-03-13T12:00+00:00" in lines[2]
    assert "asked no more" in lines[2]
    assert "2 failures in a row, next at" in lines[4]


def test_metrics_are_in_the_format_of_prometheus() -> None:
    tally = Tally(started=NOON)
    tally.add("polls", 3)
    text = tally.metrics([new_feed("https://a.example/", NOON)], NOON + timedelta(seconds=90))
    assert "coranto_polls_total 3\n" in text
    assert "coranto_feeds 1\n" in text
    assert "coranto_uptime_seconds 90.0\n" in text
    for line in text.splitlines():
        assert re.fullmatch(r"# (HELP|TYPE) coranto_\w+ .+|coranto_\w+ [0-9.]+", line), line


def test_what_an_earlier_run_left_is_taken_up_though_no_feed_is_due(house: House) -> None:
    house.store.add_article(sample_article(1))
    with going(house.running()):
        until(lambda: bool(house.lines))
    assert "0 feeds polled" in house.lines[0]
    assert "1 pages composed" in house.lines[0]


@pytest.mark.parametrize("served", [True, False])
def test_h3_sigterm_ends_the_command_cleanly_within_five_seconds(house: House, served: bool) -> None:
    house.server.paths["/hang"] = lambda _connection, _asked: house.server.wait(30)  # type: ignore[assignment,return-value]
    house.add("/hang")
    environment = {
        **os.environ,
        "CORANTO_STORE": str(house.folder / "a.db"),
        "CORANTO_PRIVATE_HOSTS": "127.0.0.0/8",
        "OMP_NUM_THREADS": "1",
    }
    command = [sys.executable, "-m", "coranto", "run", *(["--serve", "--port", "0"] if served else [])]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        until(lambda: bool(house.server.asked) or process.poll() is not None)
        ended = time.monotonic()
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=20)
        assert time.monotonic() - ended < 10  # five on an idle machine
    finally:
        process.kill()
    assert process.returncode == 0, said
    assert "Traceback" not in said
    (feed,) = house.store.feeds()
    assert feed.next_at == NOON
