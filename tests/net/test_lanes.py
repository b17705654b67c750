from __future__ import annotations

import threading
from datetime import UTC, datetime

from coranto.net.lanes import Lanes
from coranto.types import Feed

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def _feed(host: str, number: int = 0) -> Feed:
    return Feed(url=f"https://{host}.example/{number}", added_at=NOON, next_at=NOON)


class Work:
    """Notes what is under way; hosts named "hang" wait until the end."""

    def __init__(self, expected: int) -> None:
        self.lock = threading.Lock()
        self.now: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self.done: list[str] = []
        self.left = expected
        self.finished = threading.Event()
        self.end = threading.Event()

    def __call__(self, feed: Feed) -> None:
        host = feed.url.split("/")[2]
        with self.lock:
            self.now[host] = self.now.get(host, 0) + 1
            self.most[host] = max(self.most.get(host, 0), self.now[host])
        if host.startswith("hang"):
            self.end.wait(10)
            return
        with self.lock:
            self.now[host] -= 1
            self.done.append(feed.url)
            self.left -= 1
            if not self.left:
                self.finished.set()


def test_one_feed_of_a_host_at_a_time_and_in_order() -> None:
    work = Work(60)
    lanes = Lanes(work, threads=8)
    for number in range(30):
        lanes.put(_feed("one", number))
        lanes.put(_feed(f"other{number}"))
    assert work.finished.wait(10)
    assert work.most["one.example"] == 1
    assert [url for url in work.done if "one." in url] == [_feed("one", number).url for number in range(30)]
    lanes.stop()


def test_hosts_that_hang_hold_up_nobody_else() -> None:
    work = Work(40)
    lanes = Lanes(work, threads=8)
    for number in range(6):
        lanes.put(_feed(f"hang{number}"))
        lanes.put(_feed(f"hang{number}", 1))
    for number in range(40):
        lanes.put(_feed(f"good{number}"))
    assert work.finished.wait(10)
    assert lanes.length(_feed("hang1")) == 1
    assert lanes.length(_feed("good1")) == 0
    work.end.set()
    lanes.stop()


def test_after_stop_nothing_is_begun() -> None:
    work = Work(1)
    lanes = Lanes(work, threads=1)
    lanes.put(_feed("hang"))
    lanes.put(_feed("good"))
    lanes.stop()
    work.end.set()
    assert not work.finished.wait(0.05)
