"""What the served site has at hand is made once for all who ask, and again when the store changes."""

from __future__ import annotations

import threading
import time

from tests.publish.press import archive, report, told

from coranto.publish.web.shelf import Shelf
from coranto.testing.memory import MemoryStore
from coranto.types import Edition

FIRST, SECOND = report(1, "A Post"), report(2, "B Post", 1)


class Counting(MemoryStore):
    """Counts how often an edition is read."""

    reads = 0

    def edition(self, story_id: str, revision: int | None = None, /) -> Edition | None:
        self.reads += 1
        return super().edition(story_id, revision)


def counting() -> Counting:
    store = Counting()
    store.__dict__.update(archive([(told("s1", FIRST), [FIRST]), (told("s2", SECOND), [SECOND])]).__dict__)
    return store


def test_k8_many_who_ask_at_once_are_answered_by_one_making() -> None:
    shelf, made = Shelf(counting()), []
    gate = threading.Barrier(8)

    def ask() -> None:
        gate.wait(timeout=5)
        shelf.remember("page", lambda: made.append(1))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=5)
    assert made == [1]


def test_only_what_is_new_is_read_again() -> None:
    store = counting()
    shelf = Shelf(store)
    assert list(shelf.cards()) == ["s2", "s1"]
    shelf.cards()
    assert store.reads == 2
    store.add_edition(told("s1", FIRST, revision=2))
    assert shelf.cards()["s1"].revision == 2
    assert store.reads == 3


def test_what_was_made_is_made_anew_when_the_store_changes() -> None:
    store = counting()
    shelf = Shelf(store)
    assert [p.key for p in shelf.publishers()] == ["a-post", "b-post"]
    third = report(3, "C Post", 2)
    store.add_article(third)
    store.add_edition(told("s1", FIRST, third, revision=2))
    assert [p.key for p in shelf.publishers()] == ["a-post", "b-post", "c-post"]


def test_an_edition_that_is_not_there_yet_is_not_remembered_as_missing() -> None:
    store = counting()
    shelf = Shelf(store)
    assert shelf.edition("s1", 2) is None
    store.add_edition(told("s1", FIRST, revision=2))
    assert shelf.edition("s1", 2) is not None


def test_nothing_is_asked_again_so_long_as_it_is_fresh() -> None:
    store, now = counting(), [0.0]
    shelf = Shelf(store, fresh_for=1.0, clock=lambda: now[0])
    assert shelf.cards()["s1"].revision == 1
    store.add_edition(told("s1", FIRST, revision=2))
    now[0] = 0.9
    assert shelf.cards()["s1"].revision == 1
    now[0] = 1.0
    assert shelf.cards()["s1"].revision == 2


def test_k8_while_one_takes_up_what_is_new_the_others_are_not_kept_waiting() -> None:
    store = counting()
    shelf = Shelf(store)
    shelf.cards()
    reading, go_on = threading.Event(), threading.Event()
    plain = store.newest_revisions

    def slow() -> dict[str, int]:
        reading.set()
        go_on.wait(timeout=5)
        return plain()

    store.newest_revisions = slow  # type: ignore[method-assign]
    store.add_edition(told("s1", FIRST, revision=2))
    first = threading.Thread(target=shelf.cards)
    first.start()
    assert reading.wait(timeout=5)
    assert shelf.cards()["s1"].revision == 1
    go_on.set()
    first.join(timeout=5)
    assert shelf.cards()["s1"].revision == 2


def test_what_is_new_is_made_behind_while_readers_see_what_was_before() -> None:
    store, now = counting(), [0.0]
    shelf = Shelf(store, fresh_for=1.0, clock=lambda: now[0])
    going, done = threading.Event(), threading.Event()

    def slowly() -> int:
        assert going.wait(timeout=5)
        done.set()
        return shelf.cards()["s1"].revision

    assert shelf.remember("page", lambda: shelf.cards()["s1"].revision) == 1
    store.add_edition(told("s1", FIRST, revision=2))
    now[0] = 2.0
    shelf.cards()
    until = time.monotonic() + 5
    while shelf.cards()["s1"].revision == 1 and time.monotonic() < until:
        pass
    assert [shelf.remember("page", slowly) for _ in range(3)] == [1, 1, 1]
    going.set()
    assert done.wait(timeout=5)
    while shelf.remember("page", slowly) == 1 and time.monotonic() < until:
        pass
    assert shelf.remember("page", slowly) == 2


def test_what_is_old_is_shown_to_nobody() -> None:
    store, now = counting(), [0.0]
    shelf = Shelf(store, fresh_for=1.0, clock=lambda: now[0])
    assert shelf.remember("page", lambda: shelf.cards()["s1"].revision) == 1
    store.add_edition(told("s1", FIRST, revision=2))
    now[0] = 60.0
    assert shelf.cards()["s1"].revision == 2
    now[0] = 120.0
    assert shelf.remember("page", lambda: shelf.cards()["s1"].revision) == 2


def test_what_took_long_to_make_is_not_made_again_at_every_piece_of_news() -> None:
    store, now = counting(), [0.0]
    shelf = Shelf(store, fresh_for=1.0, clock=lambda: now[0])
    made: list[float] = []

    def front() -> int:
        now[0] += 0.1
        made.append(now[0])
        return len(made)

    def with_news(at: float, revision: int) -> int:
        store.add_edition(told("s1", FIRST, revision=revision))
        now[0] = at
        until = time.monotonic() + 5
        while shelf.cards()["s1"].revision < revision and time.monotonic() < until:
            pass
        return shelf.remember("front", front)

    assert shelf.remember("front", front) == 1
    assert with_news(1.5, 2) == 1
    assert shelf.remember("front", front) == 1
    assert made == [0.1]
    with_news(2.6, 3)
    until = time.monotonic() + 5
    while shelf.remember("front", front) == 1 and time.monotonic() < until:
        pass
    assert shelf.remember("front", front) == 2
